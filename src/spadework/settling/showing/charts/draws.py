"""What becomes of packages when the uncertain numbers are drawn: who accepts which, and which number decides."""

from __future__ import annotations

from typing import Any

from spadework.settling.robustness import Prospect, Robustness
from spadework.settling.showing.charts.look import BLUE, INK, RUST, chart, distinct, short
from spadework.settling.showing.outcome import Outcome, label

MOST_PACKAGES, MOST_BARS = 14, 14
_BARE = {"domain": False, "ticks": False}
_FREE = {"zero": False}


def heat(outcome: Outcome, r: Robustness) -> dict[str, Any]:
    """A row a package, a column a party, and one for all that must accept."""
    robust = {id(r.prospects[k]) for k in r.choices.values()}
    picked = [p for p in r.prospects if p.names or id(p) in robust]
    picked += [p for p in r.prospects if p not in picked][: max(0, MOST_PACKAGES - len(picked))]
    picked = sorted(picked, key=lambda p: -p.agreed)
    columns: list[str] = []
    for who in (*r.parties, None):
        columns.append(distinct(short(outcome.party(who), 24) if who is not None else "Agreed", columns))
    labels = _labels(outcome, picked, robust)
    cells = [
        {"package": row, "who": who, "chance": share, "told": f"{share:.0%}"}
        for row, p in zip(labels, picked, strict=True)
        for who, share in zip(columns, (*p.accepted, p.agreed), strict=True)
    ]
    place = {
        "x": {
            "field": "who",
            "type": "nominal",
            "sort": columns,
            "title": None,
            "axis": _BARE | {"orient": "top", "labelAngle": 0, "labelLimit": 130},
        },
        "y": {
            "field": "package",
            "type": "nominal",
            "sort": labels,
            "title": None,
            "axis": _BARE | {"labelLimit": 480},
        },
    }
    told = [
        f"Share of {r.draws:,} draws of the uncertain numbers in which a party accepts, and in which it is agreed.",
        f"Other packages are told by how they differ from {labels[picked.index(_base(outcome, picked))].strip()}.",
    ]
    unknown = [outcome.party(p.party) for p in outcome.scenario.preferences if p.reserve is None]
    if unknown:
        told.append(f"No reserve is known of {', '.join(unknown)}: all that crosses no red line counts as accepted.")
    colours = {"domain": [0, 0.5, 1], "range": [RUST, "#f3ead7", BLUE]}
    on_dark = {"test": "datum.chance < 0.22 || datum.chance > 0.78", "value": "white"}
    return chart(
        outcome,
        "Who accepts what",
        told,
        width=110 * len(columns),
        height={"step": 30},
        data={"values": cells},
        layer=[
            {
                "mark": {"type": "rect", "stroke": "white", "strokeWidth": 2},
                "encoding": place
                | {"color": {"field": "chance", "type": "quantitative", "scale": colours, "legend": None}},
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": place | {"text": {"field": "told"}, "color": {"condition": on_dark, "value": INK}},
            },
        ],
    )


def _base(outcome: Outcome, picked: list[Prospect]) -> Prospect:
    """The package that the others are told by: what Nash chooses, else the first."""
    return next((p for p in picked if "nash" in p.names), picked[0])


def _labels(outcome: Outcome, picked: list[Prospect], robust: set[int]) -> list[str]:
    """A name for each package: what chooses it, else how it differs from the base."""
    labels: list[str] = []
    base = _base(outcome, picked).package.choices
    for p in picked:
        differs = " + ".join(short(outcome.option(i, o), 34) for i, o in p.package.choices.items() if o != base[i])
        told = label(p.names) or (f"Robust: {differs}" if id(p) in robust and differs else differs)
        labels.append(distinct(short(told or "The first", 74), labels))
    return labels


def tornado(outcome: Outcome, r: Robustness) -> dict[str, Any]:
    """A bar an uncertain number, the longest on top."""
    shown = r.matters[:MOST_BARS]
    about = r.prospects[r.matters_for] if r.matters_for is not None else None
    name = "any deal" if about is None else label(about.names) or "the most robust package"
    by_share = max(abs(m.if_high - m.if_low) for m in shown) >= 0.02
    middle = (about.agreed if about is not None else r.deal[0]) if by_share else 0.0
    rows: list[dict[str, Any]] = []
    labels: list[str] = []
    for m in shown:
        told = f" of {outcome.named(m.about)}" if m.about else ""
        labels.append(distinct(short(f"{outcome.party(m.party)}: {m.kind}{told}", 66), labels))
        ends = (
            [(m.if_low, _LOW), (m.if_high, _HIGH)]
            if by_share
            else [(m.correlation, _HELPS if m.correlation > 0 else _HURTS)]
        )
        rows += [{"number": labels[-1], "end": end, "from": middle, "which": which} for end, which in ends]
    spread = max(row["end"] for row in rows) - min(row["end"] for row in rows)
    told_last = (
        f"Each bar: how often it is agreed if the number turns out low or high. The line: in all draws ({middle:.0%})."
        if by_share
        else "It is agreed as often whatever they turn out to be; they decide how well the worst-off party does."
    )
    colours = {"domain": [_LOW, _HIGH] if by_share else [_HURTS, _HELPS], "range": [RUST, BLUE]}
    title = f"Share of draws in which {short(name, 40)} is agreed" if by_share else "Rank correlation with the score"
    axis = {"format": ".0%" if spread > 0.1 else ".1%", "tickCount": 5} if by_share else {"tickCount": 5}
    return chart(
        outcome,
        f"What decides about {name}",
        ["The uncertain numbers that matter most: find these out first.", told_last],
        width=430,
        height={"step": 26},
        data={"values": rows},
        layer=[
            {
                "mark": {"type": "bar", "height": 15},
                "encoding": {
                    "y": {
                        "field": "number",
                        "type": "nominal",
                        "sort": labels,
                        "title": None,
                        "axis": _BARE | {"labelLimit": 430},
                    },
                    "x": {
                        "field": "end",
                        "type": "quantitative",
                        "title": title,
                        "axis": axis,
                        "scale": {"zero": False},
                    },
                    "x2": {"field": "from"},
                    "color": {
                        "field": "which",
                        "type": "nominal",
                        "scale": colours,
                        "legend": {"title": None, "orient": "bottom"},
                    },
                },
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": middle}}},
        ],
    )


_LOW, _HIGH = "in its lowest third", "in its highest third"
_HURTS, _HELPS = "more hurts", "more helps"
