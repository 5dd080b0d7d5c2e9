import pytest

from tracker.charts.shapes import SHAPES
from tracker.choices import Light


@pytest.mark.parametrize("light", Light)
def test_every_light_has_a_shape_inside_its_square(light):
    for outline in SHAPES[light]:
        assert len(outline.points) >= 3
        assert all(0 <= part <= 1 for point in outline.points for part in point)
        assert 0 <= outline.width < 0.3


def test_no_two_lights_look_alike():
    assert len({SHAPES[light] for light in Light}) == len(Light)
