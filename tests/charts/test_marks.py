from fractions import Fraction

from tracker.charts.marks import CIRCLE, DIAMOND, RING, Stroke, corners

PLACES = ((Fraction(0), Fraction(5)), (Fraction(50), Fraction(3)), (Fraction(100), Fraction(3)))


def test_plain_stroke_runs_from_place_to_place():
    assert corners(Stroke(places=PLACES, colour="ink")) == list(PLACES)


def test_stepped_stroke_holds_its_value_to_the_next_place_and_turns_there():
    turned = corners(Stroke(places=PLACES, colour="ink", is_stepped=True))
    assert turned == [(0, 5), (50, 5), (50, 3), (100, 3), (100, 3)]
    assert turned[::2] == list(PLACES)


def test_shapes_lie_in_a_square():
    for shape in (CIRCLE, RING, DIAMOND):
        assert all(0 <= part <= 1 for outline in shape for point in outline.points for part in point)
