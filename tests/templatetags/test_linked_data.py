import json
import re

import pytest

from tracker.templatetags.linked_data import linked_data


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028\u2029", '"\\', "一"])
def test_no_text_ends_the_block_or_begins_a_tag(text):
    html = linked_data({"name": text})
    (inside,) = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html, re.S).groups()
    assert re.findall("[<>&\u2028\u2029]", inside) == []
    assert json.loads(inside) == {"name": text}
