"""Plain enumeration, in Python loops, against which the engine is held, and random scenarios to hold it against."""

from __future__ import annotations

from itertools import product
from math import inf, log

from hypothesis import strategies as st

from spadework.model import (
    Constraint,
    ConstraintKind,
    DecisionRule,
    Interaction,
    Preference,
    RedLine,
    Scenario,
    Value,
)

TIE = 1e-9
Chosen = tuple[int, ...]


def packages(s: Scenario) -> list[Chosen]:
    return list(product(*(range(len(x.options)) for x in s.issues)))


def options(s: Scenario, chosen: Chosen) -> set[str]:
    return {f"{x.id}.{x.options[o].id}" for x, o in zip(s.issues, chosen, strict=True)}


def worth(s: Scenario, chosen: Chosen) -> tuple[float, ...]:
    held = options(s, chosen)
    out = []
    for p in s.preferences:
        total = 0.0
        for issue, o in zip(s.issues, chosen, strict=True):
            weight = p.weights[issue.id].likely if issue.id in p.weights else 0.0
            value = p.values.get(f"{issue.id}.{issue.options[o].id}")
            total += weight * (value.likely if value else 0.0)
        total += sum(x.value.likely for x in p.interactions if {x.first, x.second} <= held)
        out.append(total)
    return tuple(out)


def lawful(s: Scenario, chosen: Chosen) -> bool:
    held = options(s, chosen)
    for c in s.constraints:
        count = sum(o in held for o in c.options)
        if c.kind is ConstraintKind.REQUIRES and c.options[0] in held and count < len(c.options):
            return False
        if c.kind is ConstraintKind.EXCLUDES and count > 1:
            return False
        if c.kind is ConstraintKind.EXACTLY_ONE_OF and count != 1:
            return False
    return True


def accepts(s: Scenario, p: Preference, chosen: Chosen, utility: float) -> bool:
    reserve = -inf if p.reserve is None else p.reserve.likely
    return utility >= reserve - TIE and not {r.option for r in p.red_lines} & options(s, chosen)


def is_deal(s: Scenario, chosen: Chosen) -> bool:
    if not lawful(s, chosen):
        return False
    yes = {p.party for p, u in zip(s.preferences, worth(s, chosen), strict=True) if accepts(s, p, chosen, u)}
    if s.rule.quota is None:
        return len(yes) == len(s.parties)
    votes = {p.id: s.rule.votes.get(p.id, 1.0) for p in s.parties}
    share = sum(votes[p] for p in yes) / sum(votes.values())
    return share >= s.rule.quota - 1e-12 and set(s.rule.vetoes) <= yes


def dominates(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    no_worse = all(x >= y - TIE for x, y in zip(a, b, strict=True))
    return no_worse and any(x > y + TIE for x, y in zip(a, b, strict=True))


def frontier(s: Scenario) -> dict[Chosen, tuple[float, ...]]:
    """All efficient deals, tied ones too."""
    deals = {c: worth(s, c) for c in packages(s) if is_deal(s, c)}
    return {c: u for c, u in deals.items() if not any(dominates(v, u) for v in deals.values())}


def nash(gains: tuple[float, ...]) -> tuple[int, float]:
    able = [g for g in gains if g > TIE]
    return len(able), sum(map(log, able))


def better_leximin(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    for x, y in zip(sorted(a), sorted(b), strict=True):
        if abs(x - y) > TIE:
            return x > y
    return False


@st.composite
def scenarios(draw: st.DrawFn, parties: int = 4, linked: bool = True, majority: bool = True) -> Scenario:
    """Small ones. Values are small whole tenths, so that ties, equal parties and zero weights are common."""
    n = draw(st.integers(1, parties))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    names = [f"P{p}" for p in range(n)]
    values = [[[draw(st.integers(-2, 8)) / 10 for _ in range(k)] for k in sizes] for _ in names]
    weights = [[draw(st.integers(0, 3)) / 3 for _ in sizes] for _ in names]
    if n > 1 and draw(st.booleans()):
        values[1], weights[1] = values[0], weights[0]
    reserve = [draw(st.none() | st.integers(-2, 8).map(lambda x: x / 10)) for _ in names]
    s = Scenario.additive(names, [[f"o{o}" for o in range(k)] for k in sizes], values, weights, reserve)
    every = [f"i{i}.o{o}" for i, k in enumerate(sizes) for o in range(k)]
    one = st.sampled_from(every)
    preferences = []
    for p in s.preferences:
        lines = draw(st.lists(one, max_size=2, unique=True))
        extra = []
        if linked and len(sizes) > 1:
            for _ in range(draw(st.integers(0, 2))):
                a, b = draw(st.lists(one, min_size=2, max_size=2, unique_by=lambda x: x.partition(".")[0]).filter(bool))
                extra.append(Interaction(first=a, second=b, value=Value.of(draw(st.integers(-4, 4)) / 10)))
        preferences.append(
            Preference(
                party=p.party,
                values=p.values,
                weights=p.weights,
                reserve=p.reserve,
                red_lines=tuple(RedLine(option=x) for x in lines),
                interactions=tuple(extra),
            )
        )
    rules = []
    if linked and len(every) > 1:
        for _ in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(ConstraintKind))
            some = draw(st.lists(one, min_size=2, max_size=3, unique=True))
            rules.append(Constraint(kind=kind, options=tuple(some)))
    rule = DecisionRule()
    if majority and draw(st.booleans()):
        rule = DecisionRule(
            quota=draw(st.integers(1, 4)) / 4,
            votes={x: float(draw(st.integers(1, 3))) for x in names[1:]},
            vetoes=tuple(draw(st.lists(st.sampled_from(names), max_size=1))),
        )
    return Scenario(
        parties=s.parties,
        issues=s.issues,
        preferences=tuple(preferences),
        constraints=tuple(rules),
        rule=rule,
    )
