import pytest
from django.http import Http404

from tracker.choices import Act
from tracker.models import Target
from tracker.views.lookup import found_for


def test_what_a_person_may_touch_is_found(target, lin):
    assert found_for(Target.objects.all(), Act.REPORT, lin, code=target.code) == target


def test_what_is_not_there_and_what_is_forbidden_look_alike(target, zhao, lin):
    for by, code in ((zhao, target.code), (lin, "none")):
        with pytest.raises(Http404) as missing:
            found_for(Target.objects.all(), Act.REPORT, by, code=code)
        assert str(missing.value) == ""
