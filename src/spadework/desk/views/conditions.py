"""What parties want first or in return: as graphs with their circles, and as a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spadework.briefing.guide import Guide
from spadework.briefing.views.layout import Layout, draw
from spadework.briefing.views.preconditions import Graph, graph
from spadework.desk.desk import Desk
from spadework.desk.gathering import guide_of
from spadework.desk.views.findings import all_findings
from spadework.desk.views.naming import Named
from spadework.desk.views.quoting import QuoteView, quotes
from spadework.model import Condition, ConditionKind, FindingKind, RowKind, Status

MOST = 400
A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition.

    Attributes:
        requires, before: what has to come first and what hangs on it, as "issue.option" and in words; None off the
            agenda.
        circular: it lies on a circle.
    """

    party: Named
    kind: ConditionKind
    requires: Named | None
    before: Named | None
    circular: bool
    words: QuoteView


@dataclass(frozen=True, slots=True)
class ConditionsView:
    """The conditions.

    Attributes:
        drawings: one for each group of steps that hang together and are few enough to be drawn.
        undrawn: how many groups are not drawn.
        circles: the findings of circular preconditions, in a sentence each, by id.
        conditions: one page of them, those on a circle first.
        more: whether there are more than could be taken; then those reported last are shown.
        steps: what "issue.option" can be, for correcting.
    """

    party: str | None
    drawings: tuple[Layout, ...]
    undrawn: int
    circles: tuple[Named, ...]
    conditions: tuple[ConditionView, ...]
    count: int
    more: bool
    page: int
    pages: int
    parties: tuple[Named, ...]
    steps: tuple[Named, ...]


def conditions_view(desk: Desk, party: str | None = None, page: int = 1) -> ConditionsView:
    """The conditions of all parties or of one."""
    return desk.remembered(("conditions", desk.agenda, party, page), lambda: _view(desk, party, page))


def _view(desk: Desk, party: str | None, page: int) -> ConditionsView:
    kept = desk.dossier.ledger.newest((RowKind.CONDITION,), party=party, most=MOST + 1)
    more, kept = len(kept) > MOST, kept[:MOST]
    ids = {k.row.id for k in kept}
    circles = [
        f
        for f in all_findings(desk)
        if f.kind is FindingKind.CIRCULAR_PRECONDITIONS and f.status is not Status.REJECTED and ids & set(f.rows)
    ]
    guide = guide_of(desk, [*(k.row for k in kept), *circles])
    whole = graph(guide)
    parts = list(_parts(whole))
    drawings = [drawn for part in parts if (drawn := draw(guide, part)) is not None]
    circular = {e.condition.id for e in whole.edges if e.circular}
    rows = sorted((k for k in kept), key=lambda k: k.row.id not in circular)
    shown = rows[(page - 1) * A_PAGE : page * A_PAGE]
    words = quotes(desk, shown, guide.record)
    agenda = guide.record.agenda
    return ConditionsView(
        party=party,
        drawings=tuple(drawings),
        undrawn=len(parts) - len(drawings),
        circles=tuple(Named(f.id, f.explanation) for f in circles),
        conditions=tuple(
            _shown(guide, k.row, k.row.id in circular, words[k.row.id]) for k in shown if isinstance(k.row, Condition)
        ),
        count=len(rows),
        more=more,
        page=page,
        pages=max(-(-len(rows) // A_PAGE), 1),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
        steps=tuple(Named(f"{i.id}.{o.id}", f"{i.name}: {o.text}") for i in agenda.issues for o in i.options),
    )


def _shown(guide: Guide, row: Condition, circular: bool, words: QuoteView) -> ConditionView:
    def step(pair: str | None) -> Named | None:
        return Named(pair, guide.step(pair)) if pair else None

    return ConditionView(
        party=Named(row.party, guide.party(row.party)),
        kind=row.kind,
        requires=step(row.requires),
        before=step(row.before),
        circular=circular,
        words=words,
    )


def _parts(whole: Graph) -> Iterable[Graph]:
    """The groups of steps that hang together, the largest first."""
    group = {key: {key} for key in whole.nodes}
    for e in whole.edges:
        one, other = group[e.first], group[e.then]
        if one is not other:
            one |= other
            for key in other:
                group[key] = one
    parts = {id(some): some for some in group.values()}.values()
    for some in sorted(parts, key=len, reverse=True):
        nodes = {key: text for key, text in whole.nodes.items() if key in some}
        yield Graph(nodes, tuple(e for e in whole.edges if e.first in some), ())
