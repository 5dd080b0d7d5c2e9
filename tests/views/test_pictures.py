from io import BytesIO

import pytest
from PIL import Image

from tests.factories import make_target
from tracker.models import Department

PICTURES = ["report.png", "areas/HD-2021-A0.png", "areas/HD-2021-A1.png", "targets/HD-2021-01.png"]


@pytest.mark.parametrize("name", PICTURES)
def test_picture_has_the_size_link_previews_show(client, world, name):
    response = client.get(f"/og/2021-06/{name}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


@pytest.mark.parametrize("name", PICTURES)
def test_picture_says_when_data_is_a_sample(client, world, name):
    real = client.get(f"/og/2021-06/{name}").content
    Department.objects.filter(code="swj").update(is_sample=True)
    assert client.get(f"/og/2021-06/{name}").content != real


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/og/2021-06/targets/none.png", 404),
        ("/og/2021-06/areas/none.png", 404),
        ("/og/2030-01/report.png", 400),
        ("/en/og/2021-06/report.png", 404),
    ],
)
def test_what_there_is_not_is_not_drawn(client, world, address, status):
    assert client.get(address).status_code == status


def test_months_differ(client, world):
    assert client.get("/og/2021-05/report.png").content != client.get("/og/2021-06/report.png").content


def test_picture_takes_the_same_queries_with_one_target_and_with_thirty(client, world, django_assert_num_queries):
    for number in range(2):
        with django_assert_num_queries(6):
            client.get(f"/og/2021-0{number + 3}/report.png")
        for _more in range(29):
            make_target(world.area)
