from datetime import date

from tracker.frame.page import Page
from tracker.models import Report
from tracker.queries.years import lines
from tracker.templatetags.years import cells, page_link


def test_a_line_has_a_cell_for_each_page(target):
    reports = Report.objects.held()
    page = Page(reports[0], date(2021, 6, 1), date(2022, 1, 1))
    (line,) = lines(reports, page.on)
    (cell,) = cells(line, [page])
    assert (cell.page, cell.standing.target) == (page, target)
    assert page_link(page, "target", "x") == "/2021-06/targets/x/"
