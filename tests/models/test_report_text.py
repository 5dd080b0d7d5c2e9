from tests.texts import take_in
from tracker.models import ReportText


def test_a_text_known_by_its_digest_is_whole_until_it_is_touched(report, admin):
    text = take_in(report, admin)
    assert text.is_whole
    ReportText.objects.update(text=text.text.replace("60座", "50座"))
    assert not ReportText.objects.get().is_whole
    assert str(text) == f"{report} · {text.sha256[:8]}"
