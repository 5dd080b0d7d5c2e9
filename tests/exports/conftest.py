"""What exports are made from: a report read at the end of a month, and a record with something of everything in it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from tests.factories import AT, draft_entry, make_area, make_closing, make_department, make_entry, make_target, month
from tracker.actions.departments import rename
from tracker.actions.revisions import Ground, Terms, revise, suspend
from tracker.choices import Kind
from tracker.exports.columns import Source
from tracker.frame.page import Page
from tracker.models import Evidence, Report, Target
from tracker.queries.edition import EditionFacts

FORMULA = '=HYPERLINK("http://x","点")\r\n第二行,“引号”\''


def read_at(number: int = 12, *, is_sample: bool = False) -> Source:
    """The report there is, read at the end of a month, on the first day of the year after."""
    report = Report.objects.current().get()
    return Source(Page(report, month(number), date(2022, 1, 1)), EditionFacts(7, AT, is_sample, ""))


@pytest.fixture
def record(report, area, target, other_department, lin, zhao, wang, admin) -> SimpleNamespace:
    """Two areas, three targets and 12 months of a year.

    01 has figures, a correction, a statement that nothing was counted, evidence of three kinds and a revision; 02 is a
    rate led by the other department and suspended in the autumn, and closed as missed; 03 has nobody and nothing.
    """
    Target.objects.filter(pk=target.pk).update(section="(三)2.", phrase="新建5G基站40座", definition="-按验收口径")
    target.refresh_from_db()
    make_entry(target, 3, "8.5", lin, wang, progress=FORMULA, evidence_url="https://a.gov.cn/x", evidence_title="清单")
    first = make_entry(target, 6, "19", lin, wang, at=AT, progress="'=已加引号", problems="@x\x08y")
    make_entry(target, 6, "20", lin, wang, at=AT + timedelta(days=9), correction_reason="+重复计算")
    make_entry(target, 7, None, lin, wang, at=AT + timedelta(days=40), explanation="未统计")
    paper = Evidence(entry=first, name="验收.pdf", content_type="application/pdf", sha256="a" * 64, size=8)
    paper.file.save("x", ContentFile(b"%PDF-1.4"), save=False)
    paper.save()
    Evidence.objects.create(entry=first, url="https://internal.cn/secret", is_public=False)
    draft_entry(target, 9, "98.765", lin, progress="绝密草稿")
    target.refresh_from_db()
    terms = Terms(target.value - 4, None, month(11), target.lead)
    ground = Ground("上级调整", "第12号会议纪要", date(2021, 8, 20))
    revise(
        target=target, terms=terms, ground=ground, by=wang, at=AT + timedelta(days=51), row_version=target.row_version
    )

    rate = make_target(
        make_area(report, name="领域一"),
        kind=Kind.RATE,
        unit="%",
        unit_en="%",
        name="增速",
        name_en="Growth",
        lead=other_department,
    )
    rate.cooperating.add(target.lead, make_department("zzj", "住建局", "Housing"))
    make_entry(rate, 6, "-1.25", zhao, wang)
    suspend(
        target=rate, ground=replace_day(ground), by=wang, at=AT, row_version=Target.objects.get(pk=rate.pk).row_version
    )
    make_closing(
        rate,
        zhao,
        wang,
        at=AT + timedelta(days=130),
        outcome="MISSED",
        statement=FORMULA,
        document="-第3号报告",
        evidence_title="名录",
        evidence_url="https://a.gov.cn/close",
    )
    silent = make_target(area, name="未报目标", name_en="Silent target")
    rename(
        department=target.lead, name="区教体局", name_en="Education and Sports", by=admin, at=AT + timedelta(days=99)
    )
    return SimpleNamespace(report=report, target=target, rate=rate, silent=silent, paper=paper)


def replace_day(ground: Ground) -> Ground:
    """The same ground, decided in the autumn."""
    return Ground(ground.reason, ground.document, date(2021, 10, 8))
