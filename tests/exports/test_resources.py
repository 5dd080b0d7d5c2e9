from tracker.exports.resources import RESOURCES, TABLES


def test_the_lists_of_the_api_are_those_promised():
    assert list(RESOURCES) == [
        "report",
        "areas",
        "departments",
        "targets",
        "entries",
        "revisions",
        "closings",
        "publications",
    ]
    assert list(TABLES) == [*RESOURCES, "standings", "evidence"]
    assert [each.name for each in TABLES.values()] == list(TABLES)


def test_each_list_has_a_name_of_its_own_in_json_beside_those_of_the_envelope():
    names = [each.listed_as for each in TABLES.values()]
    envelope = {"month", "sample", "notice", "edition", "published_at", "report", "as_of", "licence", "source"}
    assert len(set(names)) == len(names)
    assert not envelope & set(names)


def test_what_a_column_refers_to_is_there():
    assert {c.refers for each in TABLES.values() for c in each.columns if c.refers} <= TABLES.keys()
