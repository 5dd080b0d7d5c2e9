"""A chart as the page needs it: words, table, drawing without script, figure with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from plotly import graph_objects


@dataclass(frozen=True)
class Chart:
    """One chart. `sentence` says what it shows; `rows` under `columns` hold every number drawn.

    `drawing` is SVG for readers without JavaScript, with a `legend` of (class, name); `figure` is what the chart
    library draws.
    """

    key: str
    title: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    drawing: SafeString
    figure: graph_objects.Figure
    legend: Sequence[tuple[str, str]] = ()

    @property
    def data_id(self) -> str:
        """The id under which the page carries the figure's data."""
        return f"{self.key}-data"

    @property
    def data(self) -> dict[str, Any]:
        """The figure as plain data for json_script."""
        plain: dict[str, Any] = self.figure.to_plotly_json()
        return plain
