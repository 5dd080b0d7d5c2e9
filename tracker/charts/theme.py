"""The colours of charts: those of tokens.css, for light and dark screens."""

from typing import Any

from tracker.choices import Light

LIGHT_THEME: dict[str, str] = {
    "done": "#2b62a6",
    "on-pace": "#2e8b62",
    "behind": "#d99a1c",
    "far-behind": "#bf3b2f",
    "no-data": "#8a94a3",
    "not-due": "#c9d0d9",
    "suspended": "#a79bb5",
    "ink": "#17202b",
    "soft": "#566170",
    "line": "#d7dde4",
    "accent": "#1d4f7c",
}
DARK_THEME: dict[str, str] = {
    "done": "#6ea3e0",
    "on-pace": "#55b98a",
    "behind": "#e6b450",
    "far-behind": "#e8776b",
    "no-data": "#8d97a6",
    "not-due": "#4a5462",
    "suspended": "#8f84a0",
    "ink": "#e8edf3",
    "soft": "#a5b0be",
    "line": "#38434f",
    "accent": "#8fc0ec",
}

THEMES = {"light": LIGHT_THEME, "dark": DARK_THEME}


def colour(light: Light) -> str:
    """A light's colour on a light screen; the page's script changes it on a dark one."""
    return LIGHT_THEME[light.slug]


def layout(**more: Any) -> dict[str, Any]:
    """The layout every chart begins with: no template, no background, quiet lines."""
    axis = {
        "gridcolor": LIGHT_THEME["line"],
        "linecolor": LIGHT_THEME["line"],
        "zerolinecolor": LIGHT_THEME["line"],
        "automargin": True,
        "fixedrange": True,
    }
    base: dict[str, Any] = {
        "template": "none",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "inherit", "size": 13, "color": LIGHT_THEME["ink"]},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 32},
        "hoverlabel": {"align": "left"},
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "dragmode": False,
        "xaxis": axis | more.pop("xaxis", {}),
        "yaxis": axis | more.pop("yaxis", {}),
    }
    return base | more
