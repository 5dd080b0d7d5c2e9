from tests.factories import make_person
from tracker.admin.posts import empty_post, handed_over, only_one
from tracker.choices import Role
from tracker.queries.posts import Unfinished


def test_unfinished_work_is_the_departments(lin, english):
    said = handed_over(Unfinished(2, 1, [lin, lin]))
    assert "Drafts and entries sent back: 2. Submitted and undecided: 1." in said
    assert "林, 林 can open and submit them." in said
    assert "whoever comes next" in handed_over(Unfinished(2, 1, []))


def test_an_empty_post_leads_to_filling_it(desk, department, english):
    for told in (empty_post(Role.HEAD, department), only_one(Role.HEAD, department)):
        assert "Education Bureau has nobody" in told
        address = told.split('href="')[1].split('"')[0].replace("&amp;", "&")
        form = desk.get(address).context["adminform"].form
        assert form["department"].value() == str(department.pk)
        ticked = [str(box.data["label"]) for box in form["groups"] if box.data["selected"]]
        assert len(ticked) == 1
        assert "Department head" in ticked[0]


def test_names_are_escaped(department):
    department.name = "<b>局</b>"
    assert "&lt;b&gt;" in empty_post(Role.REPORTER, department)
    assert "<b>" in handed_over(Unfinished(0, 0, [make_person("x", "<b>", department)]))
