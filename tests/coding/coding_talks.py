"""Talks between Arland and Borland about the Lom crossing, with Medistan between them; statements made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spadework.coding import code
from spadework.coding.clauses import Clause, clauses
from spadework.model import (
    Actor,
    Agenda,
    Coding,
    DateRange,
    Directness,
    Document,
    Issue,
    Option,
    Party,
    Position,
    Role,
    Span,
    Statement,
    row_id,
)

AGENDA = Agenda(
    parties=(
        Party(id="ar", name="Arland", aliases=("Arlandish", "Arvik")),
        Party(id="bo", name="Borland", aliases=("Borlandish", "Belmark")),
        Party(id="med", name="Medistan", role=Role.MEDIATOR, aliases=("Medistani",)),
    ),
    actors=(
        Actor(name="Anna Ask", role="foreign minister", speaks_for="ar"),
        Actor(name="Bela Boros", role="chief negotiator", speaks_for="bo"),
    ),
    issues=(
        Issue(
            id="observers",
            name="Foreign observers",
            options=(
                Option(id="admit", text="Observers at the crossing"),
                Option(id="none", text="No observers", words=("keep observers out",)),
            ),
        ),
        Issue(
            id="catch",
            name="The herring catch",
            options=(
                Option(id="sixty", text="A yearly quota of 60,000 tonnes"),
                Option(id="ninety", text="A yearly quota of 90,000 tonnes"),
                Option(id="free", text="No quota"),
            ),
        ),
        Issue(
            id="bridge",
            name="The Lom bridge",
            options=(
                Option(id="reopen", text="The bridge is reopened to lorries"),
                Option(id="shut", text="The bridge stays closed"),
            ),
        ),
    ),
)
DAY = date(2025, 3, 6)


@dataclass
class Report:
    """A document and the statements that are told to be in it."""

    text: str
    published: date | None = DAY
    publisher: str = ""
    said: list[Statement] = field(default_factory=list)

    @property
    def document(self) -> Document:
        return Document.of(self.text, title="one", publisher=self.publisher, published=self.published)

    def place(self, quote: str) -> Span:
        """Where the quote stands; it must stand there once."""
        assert self.text.count(quote) == 1, f"{self.text.count(quote)} times: {quote!r}"
        at = self.text.index(quote)
        return self.document.span(at, at + len(quote))

    def says(
        self,
        *content: str,
        party: str | None = "ar",
        speaker: str = "Anna Ask",
        cue: str | None = None,
        source: str | None = None,
        within: Statement | None = None,
        directness: Directness = Directness.INDIRECT,
        said_on: date | None = None,
    ) -> Statement:
        """Add a statement with this content; the speaker is Anna Ask of Arland unless told."""
        made = Statement(
            id=row_id("s", *content, party, speaker, cue),
            document=self.document.id,
            source=self.place(source) if source else None,
            cue=self.place(cue) if cue else None,
            content=tuple(map(self.place, content)),
            speaker=speaker,
            party=party,
            within=within.id if within else None,
            reporters=(within.speaker,) if within else (),
            directness=directness,
            said_on=DateRange.on(said_on) if said_on else None,
            reported_on=self.published,
        )
        self.said.append(made)
        return made

    def coded(self) -> Coding:
        return code(self.said, [self.document], AGENDA)

    def positions(self) -> tuple[Position, ...]:
        return self.coded().positions

    def clauses(self) -> list[Clause]:
        return [c for s in self.said for c in clauses(s, self.document)]


def alone(content: str, **more: object) -> Report:
    """A document that is one statement and nothing else."""
    report = Report(content)
    report.says(content, **more)  # type: ignore[arg-type]
    return report


def stances(positions: Iterable[Position]) -> set[tuple[str, str, str]]:
    """Party, "issue.option" and stance of each, without those that were given up."""
    return {(p.party, f"{p.issue}.{p.option}", p.stance.value) for p in positions if p.until is None}
