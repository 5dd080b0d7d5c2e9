"""Everything that can be wrong or doubtful is said in words."""

from tracker.reading.words import DOUBTS, FAULTS, Doubt, Fault


def test_every_fault_and_doubt_has_words_of_its_own(english):
    for kinds, said in ((Fault, FAULTS), (Doubt, DOUBTS)):
        words = [str(said[each]) for each in kinds]
        assert all(words)
        assert len(set(words)) == len(words)
