"""What keeps an action from being carried out is told in one kind of error."""

from tracker.actions.errors import ActionError, Conflict


def test_a_conflict_shows_what_stands_now(target):
    conflict = Conflict(target)
    assert isinstance(conflict, ActionError)
    assert conflict.current is target
    assert str(conflict) == "HD-2021-01 新建5G基站"
