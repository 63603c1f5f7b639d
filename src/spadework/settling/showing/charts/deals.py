"""The efficient deals: a scatter for two parties, parallel coordinates for more."""

from __future__ import annotations

from typing import Any

from spadework.settling.showing.charts.look import FAINT, INK, QUIET, SHAPES, by_name, chart, short
from spadework.settling.showing.outcome import Outcome, label

MOST_POINTS, MOST_LINES = 3000, 250

Marked = list[tuple[str, tuple[float, ...]]]


def _sample(outcome: Outcome, most: int) -> list[int]:
    """Places on the frontier, evenly spread if there are too many."""
    count = len(outcome.settlement.frontier)
    if count <= most:
        return list(range(count))
    return sorted({round(n * (count - 1) / (most - 1)) for n in range(most)})


def _marked(outcome: Outcome) -> Marked:
    """What stands out: the solutions and the packages on the table, with their utilities."""
    found: Marked = [(label(names), deal.utilities) for names, deal in outcome.choices()]
    found += [("On the table", outcome.worth(p)) for p in outcome.proposals]
    return found


def _reserves(outcome: Outcome) -> list[float | None]:
    known = {p.party: p.reserve.likely for p in outcome.scenario.preferences if p.reserve is not None}
    return [known.get(p) for p in outcome.settlement.parties]


def _number(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"} | more


def scatter(outcome: Outcome) -> dict[str, Any]:
    """Two parties: what each deal is worth to either."""
    s = outcome.settlement
    names = [f"Worth to {short(outcome.party(p), 60)}" for p in s.parties]
    rows = [
        {"x": float(s.frontier.utilities[k, 0]), "y": float(s.frontier.utilities[k, 1])}
        for k in _sample(outcome, MOST_POINTS)
    ]
    marked = [{"x": u[0], "y": u[1], "what": n} for n, u in _marked(outcome)]
    what = list(dict.fromkeys(n for n, _ in _marked(outcome)))
    reserves = [
        {
            "data": {"values": [{axis: reserve}]},
            "mark": {"type": "rule", "strokeDash": [5, 4], "color": FAINT},
            "encoding": {axis: _number(axis)},
        }
        for axis, reserve in zip("xy", _reserves(outcome), strict=True)
        if reserve is not None
    ]
    told = ["Each dot is a deal that nobody can better without somebody losing."]
    if reserves:
        told.append("Dashed: what a party has without a deal.")
    scale = {"zero": False, "padding": 18}
    points = {
        "data": {"values": rows},
        "mark": {"type": "circle", "size": 34 if len(rows) < 400 else 14, "color": QUIET, "opacity": 0.75},
        "encoding": {
            "x": _number("x", scale=scale, title=names[0]),
            "y": _number("y", scale=scale, title=names[1]),
        },
    }
    colour = by_name(what)
    stars = {
        "data": {"values": marked},
        "mark": {"type": "point", "filled": True, "size": 190, "opacity": 1, "stroke": "white", "strokeWidth": 1.5},
        "encoding": {
            "x": _number("x"),
            "y": _number("y"),
            "color": colour,
            "shape": colour | {"scale": {"domain": what, "range": list(SHAPES[: len(what)])}},
        },
    }
    title = "Efficient deals" + (" (an even sample)" if s.partial else "")
    return chart(outcome, title, told, layer=[*reserves, points, stars], width=560, height=420)


def parallel(outcome: Outcome) -> dict[str, Any]:
    """Three parties or more: a line a deal, a place a party."""
    s = outcome.settlement
    parties: list[str] = []
    for p in s.parties:
        name = short(outcome.party(p), 28)
        parties.append(name if name not in parties else f"{name} ({p})")
    picked = _sample(outcome, MOST_LINES)
    lines = [
        {"party": party, "worth": float(s.frontier.utilities[k, n]), "deal": k}
        for k in picked
        for n, party in enumerate(parties)
    ]
    marked = [
        {"party": parties[n], "worth": float(u), "what": name}
        for name, utilities in _marked(outcome)
        for n, u in enumerate(utilities)
    ]
    ticks = [
        {"party": party, "worth": reserve}
        for party, reserve in zip(parties, _reserves(outcome), strict=True)
        if reserve is not None
    ]
    told = ["Each grey line is an efficient deal; where it runs high, the party does well."]
    if len(picked) < len(s.frontier):
        told[0] += f" {len(picked)} of {len(s.frontier):,} are drawn."
    if ticks:
        told.append("Short bars: what a party has without a deal.")
    axis = {"labelAngle": 0, "labelFontSize": 13, "labelLimit": 170, "labelPadding": 10}
    across = {
        "field": "party",
        "type": "nominal",
        "sort": parties,
        "title": None,
        "axis": axis | {"grid": True, "domain": False, "ticks": False},
    }
    up = _number("worth", scale={"zero": False}, title="What the deal is worth")
    colour = by_name(list(dict.fromkeys(n for n, _ in _marked(outcome))))
    faint = max(0.2, min(0.9, 12 / max(1, len(picked))))
    return chart(
        outcome,
        "Efficient deals, party by party" + (" (an even sample)" if s.partial else ""),
        told,
        width=max(420, 150 * len(parties)),
        height=400,
        layer=[
            {
                "data": {"values": lines},
                "mark": {"type": "line", "color": FAINT, "opacity": faint, "strokeWidth": 1.2},
                "encoding": {"x": across, "y": up, "detail": {"field": "deal", "type": "nominal"}},
            },
            {
                "data": {"values": marked},
                "mark": {"type": "line", "strokeWidth": 3, "point": {"filled": True, "size": 70}},
                "encoding": {"x": across, "y": up, "color": colour},
            },
            {
                "data": {"values": ticks},
                "mark": {"type": "tick", "color": INK, "thickness": 3, "size": 34, "orient": "horizontal"},
                "encoding": {"x": across, "y": up},
            },
        ],
    )
