from tracker.templatetags.papers import under


def test_headings_of_a_paper_stand_below_its_title():
    assert [under(level, "2") for level in (1, 2, 3)] == [3, 4, 5]
    assert under(1, 1) == 2
