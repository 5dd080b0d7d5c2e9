from tests.exports.conftest import read_at
from tracker.exports.dataset import citation, description, schema_dataset
from tracker.exports.resources import RESOURCES


def test_it_is_what_search_engines_ask_for(target, english):
    told = schema_dataset(read_at(6))
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert told["name"] == "Targets of the Government Work Report 2021, Hedong District, Tianjin"
    assert 50 <= len(told["description"]) <= 5000
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["temporalCoverage"] == "2021-01/2021-12"
    assert told["dateModified"] == "2021-07-01T01:00:00+00:00"
    assert told["creator"]["name"] == "Hedong District, Tianjin"
    addresses = [each["contentUrl"] for each in told["distribution"]]
    assert len(addresses) == len(set(addresses)) == len(RESOURCES) * 3 + 1
    assert all(address.startswith("http://127.0.0.1:8000/") for address in addresses)
    assert addresses[-1] == "http://127.0.0.1:8000/data/dataset.zip"


def test_it_speaks_the_readers_language(target):
    told = schema_dataset(read_at())
    assert told["name"] == "天津市河东区2021年政府工作报告目标数据"
    assert not description().isascii()


def test_sample_data_is_called_so(target):
    assert schema_dataset(read_at(is_sample=True))["name"].startswith("演示数据 · ")
    assert citation(read_at(is_sample=True)).startswith("[演示数据]")


def test_a_citation_names_the_edition(target, english):
    assert citation(read_at(6)) == (
        "Hedong District, Tianjin: Government Work Report 2021, targets and figures. Edition 7, as of 2021-06. "
        "http://127.0.0.1:8000/data/ (CC BY 4.0)"
    )
    assert citation(read_at(is_sample=True)).startswith("[演示数据] Hedong")
