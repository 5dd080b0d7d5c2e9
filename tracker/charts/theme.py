"""The colours of charts: those of tokens.css, for light and dark screens.

A figure names its colours as the stylesheet does (`var(--done)`), and the page's script looks them up, so that a chart
follows the screen. A file that no stylesheet reaches has the colours of the light screen.
"""

from typing import Any

from tracker.choices import Light

LIGHT_THEME: dict[str, str] = {
    "done": "#264d96",
    "on-pace": "#349b74",
    "behind": "#b88119",
    "far-behind": "#b8180c",
    "no-data": "#686c74",
    "not-due": "#7f8a98",
    "suspended": "#9a5cae",
    "ink": "#17202b",
    "soft": "#566170",
    "line": "#d7dde4",
    "accent": "#1d4f7c",
    "card": "#ffffff",
    "paper": "#f6f8fa",
    "track": "#e4e9ee",
}
DARK_THEME: dict[str, str] = {
    "done": "#5f9ff5",
    "on-pace": "#45d49c",
    "behind": "#f3bb2e",
    "far-behind": "#f0553c",
    "no-data": "#858b95",
    "not-due": "#737e8b",
    "suspended": "#ab66bf",
    "ink": "#e8edf3",
    "soft": "#a5b0be",
    "line": "#38434f",
    "accent": "#8fc0ec",
    "card": "#1b232c",
    "paper": "#12181f",
    "track": "#2b3540",
}
CLEAR = "rgba(0,0,0,0)"


def colour(light: Light) -> str:
    """A light's colour on a light screen, for files."""
    return LIGHT_THEME[light.slug]


def variable(name: str) -> str:
    """A colour of the theme as the stylesheet names it; KeyError for one it does not have."""
    return f"var(--{name})" if LIGHT_THEME[name] else ""


def block(light: Light) -> dict[str, Any]:
    """How a light fills a bar: what is not due yet is an empty outline, everything else its colour."""
    if light == Light.NOT_DUE:
        return {"color": variable("card"), "line": {"color": variable(light.slug), "width": 1.5}}
    return {"color": variable(light.slug), "line": {"color": variable("card"), "width": 1}}


def layout(**more: Any) -> dict[str, Any]:
    """The layout every chart begins with: no template, no background, quiet lines, no legend of its own.

    Sizes are for type of 13 px; the page's script stretches them with the reader's.
    """
    axis = {
        "gridcolor": variable("line"),
        "linecolor": variable("line"),
        "zerolinecolor": variable("line"),
        "automargin": True,
        "fixedrange": True,
    }
    base: dict[str, Any] = {
        "template": "none",
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": "inherit", "size": 13, "color": variable("ink")},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 32},
        "hoverlabel": {"align": "left", "bgcolor": variable("card"), "font": {"color": variable("ink")}},
        "uniformtext": {"mode": "hide", "minsize": 10},
        "showlegend": False,
        "dragmode": False,
        "xaxis": axis | more.pop("xaxis", {}),
        "yaxis": axis | more.pop("yaxis", {}),
    }
    return base | more
