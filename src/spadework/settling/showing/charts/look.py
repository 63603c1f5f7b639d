"""How all charts look."""

from __future__ import annotations

from typing import Any

from spadework.settling.showing.outcome import Outcome

INK, FAINT, QUIET, RUST, BLUE = "#1f2933", "#9aa5b1", "#52606d", "#b8421f", "#2f6f8f"
COLOURS = (RUST, "#1f5f8b", "#4a7c2a", "#8a5a9e", "#b0862c", "#3b8686")
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
_SMALL = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titleColor": QUIET}
_CONFIG: dict[str, Any] = {
    "font": "Helvetica, Arial, sans-serif",
    "background": "#ffffff",
    "title": {
        "anchor": "start",
        "fontSize": 15,
        "subtitleFontSize": 12,
        "subtitleColor": QUIET,
        "offset": 14,
        "color": INK,
    },
    "axis": _SMALL | {"gridColor": "#e4e7eb", "labelColor": INK, "domainColor": FAINT, "tickColor": FAINT},
    "legend": _SMALL | {"labelLimit": 300},
    "view": {"stroke": None},
}


def chart(outcome: Outcome, title: str, told: list[str], **rest: Any) -> dict[str, Any]:
    """A specification with its heading; a draft is called one."""
    heading = outcome.scenario.name
    if outcome.scenario.draft:
        heading = f"DRAFT · {heading}".rstrip(" ·")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": short(title, 90), "subtitle": [short(t, 120) for t in [heading, *told] if t]},
        "config": _CONFIG,
        "padding": 16,
    } | rest


def short(text: str, most: int) -> str:
    """The text on one line, cut if it is too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def distinct(label: str, taken: list[str]) -> str:
    """The label, unlike those that are there: spaces at its end are not seen."""
    while label in taken:
        label += " "
    return label


def by_name(names: list[str]) -> dict[str, Any]:
    """A colour for each name, with a legend below."""
    return {
        "field": "what",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": [COLOURS[n % len(COLOURS)] for n in range(len(names))]},
        "legend": {"title": None, "orient": "bottom", "columns": 2, "symbolStrokeWidth": 0, "symbolSize": 110},
    }
