"""Any scenario that holds together, and a small one to look at."""

from __future__ import annotations

from hypothesis import strategies as st

from spadework.model import (
    Constraint,
    ConstraintKind,
    DecisionRule,
    Interaction,
    Issue,
    Nature,
    Option,
    Origin,
    OriginKind,
    Party,
    Preference,
    RedLine,
    Role,
    Scenario,
    Shape,
    Span,
    Value,
)

NAMES = ["a", "North Shore", "co-op", "3", "é", 'a "quoted" name', "it's", "x_y", "100 %", "=", "# no"]
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: x + 0.0)
spans = st.builds(
    Span, texts, st.integers(0, 10**6), st.integers(0, 10**6), texts.filter(bool), st.none() | st.integers(1, 99)
)
origins = st.just(Origin()) | st.builds(
    Origin,
    kind=st.sampled_from(OriginKind),
    rows=st.lists(texts, max_size=2).map(tuple),
    quotes=st.lists(spans, max_size=2).map(tuple),
    note=texts,
)


def ids(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=most, unique=True)


@st.composite
def values(draw: st.DrawFn, floor: float = -1e6) -> Value:
    if draw(st.booleans()):
        return Value.of(draw(st.floats(floor, 1e6)) + 0.0, draw(origins))
    ends = sorted(draw(st.lists(st.floats(floor, 1e6), min_size=3, max_size=3)))
    shape = draw(st.sampled_from(Shape))
    return Value(low=ends[0], likely=ends[1], high=ends[2], shape=shape, origin=draw(origins))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    parties = draw(ids(2))
    issues = [
        Issue(
            id=id,
            name=draw(texts),
            nature=draw(st.sampled_from(Nature)),
            words=tuple(draw(st.lists(texts, max_size=2))),
            options=tuple(
                Option(id=o, text=draw(texts), words=tuple(draw(st.lists(texts, max_size=1)))) for o in draw(ids(3))
            ),
        )
        for id in draw(ids(2))
    ]
    keys = [f"{i.id}.{o.id}" for i in issues for o in i.options]
    pairs = [
        (f"{a.id}.{o.id}", f"{b.id}.{q.id}")
        for n, a in enumerate(issues)
        for b in issues[n + 1 :]
        for o in a.options
        for q in b.options
    ]

    def weights() -> dict[str, Value]:
        """They sum to one: others are normalised."""
        if len(issues) == 1:
            return {issues[0].id: Value.of(1.0, draw(origins))}
        first, *rest = issues
        share = draw(st.floats(0, 1))
        return {
            first.id: Value(low=0.0, likely=share, high=1.0, origin=draw(origins)),
            rest[0].id: Value.of(1 - share, draw(origins)),
            **{i.id: Value.of(0.0) for i in rest[1:]},
        }

    return Scenario(
        name=draw(texts),
        draft=draw(st.booleans()),
        notes=tuple(draw(st.lists(texts, max_size=2))),
        parties=tuple(
            Party(
                id=p,
                name=draw(texts),
                role=draw(st.sampled_from(Role)),
                aliases=tuple(draw(st.lists(texts, max_size=1))),
            )
            for p in parties
        ),
        issues=tuple(issues),
        preferences=tuple(
            Preference(
                party=p,
                values={k: draw(values()) for k in keys},
                weights=weights(),
                reserve=draw(st.none() | values()),
                red_lines=tuple(
                    RedLine(option=k, origin=draw(origins)) for k in draw(st.lists(st.sampled_from(keys), max_size=2))
                ),
                interactions=tuple(
                    Interaction(first=x, second=y, value=draw(values()))
                    for x, y in (draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else [])
                ),
            )
            for p in parties
        ),
        constraints=tuple(
            Constraint(kind=draw(st.sampled_from(ConstraintKind)), options=pair, origin=draw(origins))
            for pair in (draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else [])
        ),
        rule=DecisionRule(
            quota=draw(st.none() | st.floats(0.01, 1)),
            votes={p: draw(st.floats(0.5, 9)) for p in parties if draw(st.booleans())},
            vetoes=tuple(draw(st.lists(st.sampled_from(parties), max_size=1))),
        ),
    )  # fmt: skip


WEIR = """\
name = "The weir at Ostrand"

[[party]]
id = "upstream"
name = "Upstream Growers"

[[party]]
id = "downstream"
name = "Downstream Mills"

[[issue]]
id = "flow"
name = "Water let through in summer"
options = ["low", "middle", "high"]

[[issue]]
id = "fee"
name = "Fee for the weir"
options = ["none", "shared", "mills"]

[[preference]]
party = "upstream"
reserve = 0.4
red_lines = ["flow.high"]
[preference.weights]
flow = 0.7
fee = 0.3
[preference.values.flow]
low = 1
middle = { low = 0.4, likely = 0.6, high = 0.8 }
high = 0
[preference.values.fee]
none = 0.2
shared = { low = 0.5, high = 0.9 }
mills = 1

[[preference]]
party = "downstream"
reserve = { low = 0.2, likely = 0.3, high = 0.5 }
[preference.weights]
flow = 0.6
fee = 0.4
[preference.values.flow]
low = 0
middle = { mean = 0.6, sd = 0.1 }
high = 1
[preference.values.fee]
none = 1
shared = 0.5
mills = 0
"""
