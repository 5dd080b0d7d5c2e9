from uuid import uuid4

import pytest

from tracker.choices import Outcome
from tracker.forms.closings import ClosingForm
from tracker.models import Closing

FIELDS = {"outcome": "KEPT", "statement": "全部开通", "key": str(uuid4()), "row_version": "0"}


def form(computed=Outcome.KEPT, *, is_handed_in=True, **given):
    return ClosingForm(FIELDS | given, computed=computed, is_handed_in=is_handed_in)


def test_a_whole_closing_is_taken():
    filled = form(document="验收报告", evidence_title="照片", evidence_url="https://a.gov.cn/1")
    assert filled.is_valid()
    assert (filled.cleaned_data["outcome"], filled.cleaned_data["row_version"]) == (Outcome.KEPT, 0)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"statement": " "}, {"statement": "请填写收官结语。"}),
        (
            {"outcome": "MISSED"},
            {
                "reason_kind": "请选择原因类别：承诺没有全部完成。",
                "difference_reason": "请写明与推算结果不一致的理由。",
            },
        ),
        ({"reason_kind": "FUNDING"}, {"reason_kind": "已全部完成的不需要原因类别，请留空。"}),
        ({"difference_reason": "不同"}, {"difference_reason": "认定结果与推算一致，请留空。"}),
    ],
)
def test_what_is_wrong_is_said_beside_each_field(given, wrong):
    filled = form(**given)
    assert {name: list(texts) for name, texts in filled.errors.items()} == {
        name: [text] for name, text in wrong.items()
    }


@pytest.mark.parametrize("given", [{"statement": ""}, {"outcome": "MISSED"}, {"reason_kind": "FUNDING"}])
def test_a_draft_may_lack_all_but_the_outcome(given):
    assert form(is_handed_in=False, **given).is_valid()
    assert list(form(is_handed_in=False, outcome="").errors) == ["outcome"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "GREAT"}, "outcome"),
        ({"reason_kind": "LAZY"}, "reason_kind"),
        ({"statement": "结" * 5001}, "statement"),
        ({"statement": "a\x00b"}, "statement"),
        ({"document": "文" * 201}, "document"),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
        ({"evidence_url": "ftp://a.cn"}, "evidence_url"),
        ({"evidence_title": "照片"}, "evidence_url"),
        ({"key": "x"}, "key"),
        ({"row_version": "-1"}, "row_version"),
    ],
)
@pytest.mark.parametrize("is_handed_in", [False, True])
def test_what_can_never_be_taken_is_refused(given, field, is_handed_in):
    assert field in form(is_handed_in=is_handed_in, **given).errors


def test_line_ends_of_a_browser_become_plain():
    filled = form(statement="一\r\n二")
    assert filled.is_valid()
    assert filled.cleaned_data["statement"] == "一\n二"


def test_it_opens_with_the_computed_outcome_or_what_was_written():
    assert ClosingForm.initial_of(None, Outcome.MISSED) == {"outcome": "MISSED", "row_version": 0}
    opened = ClosingForm.initial_of(Closing(outcome="KEPT", statement="结", row_version=3), Outcome.MISSED)
    assert (opened["outcome"], opened["statement"], opened["row_version"]) == ("KEPT", "结", 3)
    assert opened.keys() == ClosingForm.base_fields.keys()
