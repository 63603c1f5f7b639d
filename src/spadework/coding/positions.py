"""Statements to positions: which option, whose, what stance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spadework.coding.clauses import EXCEPT, Clause, clauses
from spadework.coding.holders import Holder, by_id, holders
from spadework.coding.matching import Matcher
from spadework.coding.reversals import reversals, undone
from spadework.coding.stances import TRUST, denies, stance_of, toward
from spadework.model import Agenda, Basis, Document, Position, Span, Stance, Statement, row_id
from spadework.text import sentences

ECHO = 0.7  # share of the confidence of the rival that the same party accepts
REQUIRED = 0.35  # what a condition demands is often outside the agenda: a weak match is none


@dataclass(frozen=True, slots=True)
class Unit:
    """What is matched and given a stance: the asserted part of a clause, or the part it hangs on.

    Attributes:
        holders: ids of the parties that hold it.
        who: the same with basis and ascriber.
        requirement: this is the part that another one hangs on.
        asked: the question that a bare yes or no answers; it tells what the unit is about, not its stance.
    """

    clause: Clause
    document: Document
    start: int
    end: int
    text: str
    cue: str
    hinge: str
    requirement: bool
    who: tuple[Holder, ...]
    asked: str = ""

    @property
    def holders(self) -> tuple[str, ...]:
        return tuple(h.party for h in self.who)

    @property
    def matter(self) -> str:
        """The words by which the options are found."""
        return self.asked + self.text


_ANSWER = re.compile(
    r"[“\"‘'\s]*(?:no|yes|never|not (?:now|yet|while|at all)|certainly|of course|absolutely|nor)\b", re.IGNORECASE
)


def _question(statement: Statement, document: Document) -> str:
    """The question just before the statement, if there is one."""
    before = document.text[max(0, statement.content[0].start - 600) : statement.content[0].start]
    spans = list(sentences(before))
    return next((before[a:b] for a, b in reversed(spans[-3:]) if before[b - 1] == "?"), "")


def units(statements: Sequence[Statement], documents: Mapping[str, Document], agenda: Agenda) -> Iterator[Unit]:
    """Everything in the statements that can show a position, in the order of the text."""
    hosts = by_id(statements)
    nested: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for inner in statements:
        host = hosts.get(inner.within or "")
        if host and host.party != inner.party:
            nested[host.id] += [(p.start, p.end) for p in inner.content]
    for statement in statements:
        host = hosts.get(statement.within or "")
        if host and host.cue and denies(host.cue.quote):
            continue  # "denied that Arland had accepted": nobody says that it has
        document = documents[statement.document]
        cue = statement.cue.quote if statement.cue else ""
        asked = _question(statement, document)
        for clause in clauses(statement, document):
            # What the speaker reports of another party is that one's position, coded from the nested statement.
            if any(
                (a <= clause.start + 3 and clause.end - 3 <= b) or (clause.start <= a and b <= clause.end)
                for a, b in nested[statement.id]
            ):
                continue
            before = document.text[max(0, clause.start - 300) : clause.start]
            who = holders(statement, clause.text, agenda, hosts, before)
            if who:
                # "No." is about what was asked.
                about = f"{asked} " if asked and _ANSWER.match(clause.text) else ""
                main = EXCEPT.sub("", clause.main).strip() or clause.main  # what is left out is not accepted
                yield Unit(clause, document, clause.start, clause.end, main, cue, clause.hinge, False, who, about)
                if clause.requirement:
                    yield Unit(clause, document, clause.start, clause.end, clause.requirement, "", "", True, who)


def positions(
    statements: Sequence[Statement], documents: Mapping[str, Document], agenda: Agenda, matcher: Matcher
) -> list[Position]:
    """Where the parties stand by what they say and by what is said of them.

    One row for a holder, option and stance in a document; the surest clause is its evidence.
    """
    best: dict[tuple[object, ...], Position] = {}
    asserted: set[str] = set()
    for unit in units(statements, documents, agenda):
        found = matcher.match(
            unit.document,
            unit.start,
            unit.end,
            unit.matter,
            cue=unit.cue,
            hinge=unit.hinge,
            requirement=unit.requirement,
        )
        if not unit.requirement:
            asserted = {m.issue for m in found}
        for match in found:
            if unit.requirement and (match.issue in asserted or match.probability < REQUIRED):
                continue  # "a ban, if the ban is for all" is one position
            said, told = stance_of(unit.text, unit.cue, unit.hinge)
            # What a party demands as its condition it wants.
            stance, told = (Stance.ACCEPTS, False) if unit.requirement else (toward(match.negative, said), told)
            sure = match.probability * TRUST.get((stance, told), TRUST[Stance.ACCEPTS, True])
            for holder in unit.who:
                position = _position(unit, holder, match.issue, match.option, stance, sure)
                key = (position.evidence.document, holder.party, holder.actor, match.issue, match.option, stance)
                if key not in best or best[key].confidence < position.confidence:
                    best[key] = position
    _drop_echoes(best)
    for position in reversals(statements, documents, agenda, matcher):
        best.setdefault((position.id,), position)
    order = {id: n for n, id in enumerate(documents)}
    return sorted(best.values(), key=lambda p: (order[p.evidence.document], p.evidence.start))


def _drop_echoes(rows: dict[tuple[object, ...], Position]) -> None:
    """Who accepts one option in a document does not accept its rival there: the weaker reading is an echo."""
    accepted: dict[tuple[object, ...], float] = {}
    for p in rows.values():
        if p.stance is Stance.ACCEPTS:
            key = (p.evidence.document, p.party, p.issue, p.basis)
            accepted[key] = max(accepted.get(key, 0.0), p.confidence)
    for id, p in list(rows.items()):
        strongest = accepted.get((p.evidence.document, p.party, p.issue, p.basis), 0.0)
        if p.stance is Stance.ACCEPTS and p.confidence < ECHO * strongest:
            del rows[id]


def _position(unit: Unit, holder: Holder, issue: str, option: str, stance: Stance, confidence: float) -> Position:
    statement, evidence = unit.clause.statement, unit.clause.span
    held = (holder.party, holder.actor, holder.by, issue, option, stance)
    over = undone(unit.document, unit.start, unit.end)
    return Position(
        id=row_id("p", *held, evidence.document, evidence.start, evidence.end),
        party=holder.party,
        actor=holder.actor,
        issue=issue,
        option=option,
        stance=stance,
        basis=holder.basis,
        by=holder.by,
        as_of=None if over else statement.day,
        until=statement.reported_on if over else None,
        evidence=evidence,
        statement=statement.id,
        confidence=round(confidence, 3),
    )


__all__ = ["Basis", "Span", "Unit", "positions", "units"]
