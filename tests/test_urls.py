from uuid import UUID

import pytest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation

ADDRESSES = {
    ("home",): "/",
    ("area", "HD-2021-A1"): "/areas/HD-2021-A1/",
    ("targets",): "/targets/",
    ("target", "HD-2021-01"): "/targets/HD-2021-01/",
    ("trail", "HD-2021-01"): "/targets/HD-2021-01/trail/",
    ("departments",): "/departments/",
    ("department", "jyj"): "/departments/jyj/",
    ("method",): "/method/",
    ("charts",): "/charts/",
    ("chart_file", "burn-up", "svg"): "/charts/burn-up.svg",
    ("area_chart_file", "HD-2021-A1", "bullets", "csv"): "/areas/HD-2021-A1/charts/bullets.csv",
    ("department_chart_file", "jyj", "bullets", "json"): "/departments/jyj/charts/bullets.json",
    ("target_chart_file", "HD-2021-01", "course", "svg"): "/targets/HD-2021-01/charts/course.svg",
    ("target_badge", "HD-2021-01"): "/badges/targets/HD-2021-01.svg",
    ("area_badge", "HD-2021-A1"): "/badges/areas/HD-2021-A1.svg",
    ("target_card", "HD-2021-01"): "/embed/targets/HD-2021-01/",
    ("area_card", "HD-2021-A1"): "/embed/areas/HD-2021-A1/",
    ("login",): "/login/",
    ("logout",): "/logout/",
    ("desk",): "/desk/",
    ("password",): "/desk/password/",
    ("acknowledge", "HD-2021-01"): "/desk/targets/HD-2021-01/acknowledge/",
    ("entry", "HD-2021-01", "2021-06"): "/desk/entries/HD-2021-01/2021-06/",
    ("review", 7): "/desk/reviews/7/",
    ("audit",): "/desk/audit/",
    ("alive",): "/desk/alive/",
    ("permissions",): "/permissions/",
    ("years",): "/years/",
    ("data",): "/data/",
    ("data_api",): "/data/api/",
    ("dataset",): "/data/dataset.zip",
    ("targets_csv",): "/targets.csv",
    ("targets_xlsx", "2021-06"): "/2021-06/targets.xlsx",
    ("feed_all",): "/feeds/all.atom",
    ("feed_area", "HD-2021-A1"): "/feeds/areas/HD-2021-A1.atom",
    ("feed_department", "jyj"): "/feeds/departments/jyj.atom",
    ("feed_target", "HD-2021-01"): "/feeds/targets/HD-2021-01.atom",
    ("month", "2021-06"): "/desk/months/2021-06/",
    ("reviews",): "/desk/reviews/",
    ("reminders",): "/desk/reminders/",
    ("close", "HD-2021-01"): "/desk/targets/HD-2021-01/close/",
    ("task_table",): "/desk/tasks/",
    ("task_file",): "/desk/tasks/workbook.xlsx",
    ("request_change", "HD-2021-01"): "/desk/targets/HD-2021-01/request/",
    ("whistles",): "/desk/whistles/",
    ("raise_whistle",): "/desk/whistles/raise/",
    ("closing",): "/closing/",
    ("closing", "2021-06"): "/2021-06/closing/",
    ("closings",): "/desk/closings/",
    ("closing_write", "HD-2021-01"): "/desk/closings/HD-2021-01/write/",
    ("intake",): "/desk/intake/",
    ("intake_text", "HD-2022"): "/desk/intake/HD-2022/",
    ("candidate", "HD-2022", 7): "/desk/intake/HD-2022/7/",
    ("intake_publish", "HD-2022"): "/desk/intake/HD-2022/publish/",
    ("admin:index",): "/admin/",
    ("bulletins",): "/bulletins/",
    ("bulletin", "2021-06"): "/bulletins/2021-06/",
    ("assessment", "2021-06"): "/assessments/2021-06/",
    ("bulletin_file", "2021-06", "docx"): "/bulletins/2021-06.docx",
    ("assessment_file", "2021-06", "json"): "/assessments/2021-06.json",
    ("papers",): "/desk/papers/",
    ("paper", "bulletin", "2021-06"): "/desk/papers/bulletin/2021-06/",
    ("paper_copy", "assessment", "2021-06", "xlsx"): "/desk/papers/assessment/2021-06.xlsx",
    ("object_to", "2021-06"): "/desk/papers/assessment/2021-06/object/",
    ("objection", UUID(int=7)): "/desk/objections/00000000-0000-0000-0000-000000000007/",
}


@pytest.mark.parametrize(("name", "address"), ADDRESSES.items(), ids=[name[0] for name in ADDRESSES])
def test_chinese_stands_at_the_root_and_english_below_en(name, address):
    assert reverse(name[0], args=name[1:]) == address
    with translation.override("en"):
        assert reverse(name[0], args=name[1:]) == f"/en{address}"
        assert resolve(f"/en{address}").view_name == name[0]


MACHINES = ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/api/v1/", "/api/v1/index.json"]
MACHINES += ["/api/v1/openapi.json", "/api/v1/targets.json", "/api/v1/targets.csv", "/api/v1/publications.xlsx"]


@pytest.mark.parametrize("address", MACHINES)
def test_what_machines_ask_has_one_address(address, english):
    assert reverse(resolve(address).view_name) == address


@pytest.mark.parametrize("month", ["2021", "2021-6", "2021-06-01", "abcd-ef"])
def test_entry_needs_a_month(month):
    with pytest.raises(NoReverseMatch):
        reverse("entry", args=["HD-2021-01", month])
