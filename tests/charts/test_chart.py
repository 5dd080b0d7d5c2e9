import json

from django.utils.safestring import SafeString
from plotly import graph_objects

from tracker.charts.chart import Chart


def test_chart_gives_its_figure_as_plain_data():
    chart = Chart("a", "A", "Says A.", [], [], SafeString(""), graph_objects.Figure(graph_objects.Bar(x=[1, 2])))
    assert chart.data_id == "a-data"
    assert json.loads(json.dumps(chart.data))["data"] == [{"x": [1, 2], "type": "bar"}]
