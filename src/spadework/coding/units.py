"""What can show a position: the asserted part of a clause, or the part that it hangs on, with who holds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spadework.coding.clauses import EXCEPT, Clause, answering, clauses
from spadework.coding.holders import Holder, by_id, holders
from spadework.coding.matching import Match, Matcher
from spadework.coding.stances import denies
from spadework.model import Agenda, Document, Statement
from spadework.text import sentences


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

    def matches(self, matcher: Matcher) -> list[Match]:
        """The options that the unit is about."""
        return matcher.match(
            self.document,
            self.start,
            self.end,
            self.matter,
            cue=self.cue,
            hinge=self.hinge,
            requirement=self.requirement,
        )

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
            clause = answering(clause, asked)
            # What the speaker reports of another party is that one's position, coded from the nested statement.
            if any(
                (a <= clause.start + 3 and clause.end - 3 <= b) or (clause.start <= a and b <= clause.end)
                for a, b in nested[statement.id]
            ):
                continue
            before = document.text[max(0, clause.start - 300) : clause.start]
            who = holders(statement, clause.text, agenda, hosts, before, document.publisher)
            if who:
                # "No." is about what was asked.
                about = f"{asked} " if asked and _ANSWER.match(clause.text) else ""
                main = EXCEPT.sub("", clause.main).strip() or clause.main  # what is left out is not accepted
                yield Unit(clause, document, clause.start, clause.end, main, cue, clause.hinge, False, who, about)
                if clause.requirement:
                    yield Unit(clause, document, clause.start, clause.end, clause.requirement, "", "", True, who)
