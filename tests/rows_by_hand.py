"""Hand-written rows: a small negotiation between Arland and Borland, with Cantor as a third principal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from spadework.comparing import compare
from spadework.model import (
    Actor,
    Agenda,
    Attribution,
    Basis,
    Coding,
    Commitment,
    Condition,
    ConditionKind,
    DateRange,
    Document,
    Event,
    Finding,
    FindingKind,
    Issue,
    Option,
    Party,
    Plover,
    Position,
    Record,
    Role,
    Span,
    Stance,
    Statement,
    row_id,
)

AGENDA = Agenda(
    parties=(
        Party(id="ar", name="Arland", aliases=("Arlandish",)),
        Party(id="bo", name="Borland", aliases=("Borlandish",)),
        Party(id="ca", name="Cantor", aliases=("Cantorian",)),
        Party(id="med", name="Medistan", role=Role.MEDIATOR, aliases=("Medistani",)),
    ),
    actors=(
        Actor(name="Anna Ask", speaks_for="ar"),
        Actor(name="Arne Ober", speaks_for="ar"),
        Actor(name="Bela Boros", speaks_for="bo"),
        Actor(name="Mina Med", speaks_for="med"),
    ),
    issues=(
        Issue(
            id="port",
            name="The port",
            options=(Option(id="open", text="Open to all"), Option(id="shut", text="Closed")),
        ),
        Issue(
            id="fish", name="Fishing", options=(Option(id="quota", text="A quota"), Option(id="free", text="No limit"))
        ),
        Issue(id="truce", name="Truce", options=(Option(id="thirty", text="A truce of thirty days"),)),
    ),
)


def day(month_day: str) -> date:
    """A day of 2025: "03-14"."""
    return date.fromisoformat(f"2025-{month_day}")


@dataclass
class Table:
    """Rows as they are added; each with a document of its own unless one of the same name is there already."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)
    rows: list[Callable[[dict[str, Document]], object]] = field(default_factory=list)

    def place(self, name: str, on: str, quote: str, publisher: str = "") -> Callable[[dict[str, Document]], Span]:
        self.texts.setdefault(name, []).append(quote)
        self.days.setdefault(name, day(on))
        self.publishers[name] = publisher or self.publishers.get(name, "")
        return lambda documents: _span(documents[name], quote)

    def position(
        self,
        party: str,
        where: str,
        stance: str,
        on: str,
        quote: str,
        *,
        actor: str | None = None,
        by: str | bool | None = False,
        doc: str = "",
        said: bool = True,
        confidence: float = 0.9,
        cue: str | None = "said",
    ) -> None:
        """`by` is False for the party's own word, else who ascribes it. `said`: there is a statement of it."""
        issue, option = where.split(".")
        at = self.place(doc or f"d{on}", on, quote)
        teller = party if by is False else by
        told = (
            self.statement(str(teller) if teller else None, on, quote, speaker=actor or "", doc=doc, cue=cue)
            if said
            else None
        )
        self.rows.append(
            lambda documents: Position(
                id=row_id("p", party, where, stance, on, quote),
                party=party,
                issue=issue,
                option=option,
                stance=Stance(stance),
                evidence=at(documents),
                actor=actor if by is False or actor else None,
                basis=Basis.OWN if by is False else Basis.ASCRIBED,
                by=None if by is False else by or None,
                as_of=day(on),
                statement=told,
                confidence=confidence,
            )
        )

    def statement(
        self,
        party: str | None,
        on: str,
        text: str,
        *,
        speaker: str = "",
        cue: str | None = "said",
        doc: str = "",
        publisher: str = "",
        paragraph: str = "",
        within: str | None = None,
    ) -> str:
        """A statement whose content is the text; `paragraph` is what stands around it, `within` the one it is in."""
        name = doc or f"d{on}"
        if paragraph:
            self.place(name, on, paragraph, publisher)
            at: Callable[[dict[str, Document]], Span] = lambda documents: _span(documents[name], text)  # noqa: E731
        else:
            at = (
                self.place(name, on, text, publisher)
                if text not in self.texts.get(name, [])
                else lambda d: _span(d[name], text)
            )
        cued = self.place(name, on, cue) if cue else None
        id = row_id("s", party, on, text, speaker, name)
        self.rows.append(
            lambda documents: Statement(
                id=id,
                document=documents[name].id,
                source=None,
                cue=cued(documents) if cued else None,
                content=(at(documents),),
                speaker=speaker,
                party=party,
                within=within,
                said_on=DateRange.on(day(on)),
                reported_on=day(on),
            )
        )
        return id

    def condition(
        self, party: str, requires: str | None, before: str | None, on: str, kind: str = "precondition"
    ) -> None:
        at = self.place(f"d{on}", on, f"{party} wants {requires} before {before}.")
        self.rows.append(
            lambda documents: Condition(
                id=row_id("c", party, requires, before),
                party=party,
                kind=ConditionKind(kind),
                requires=requires,
                before=before,
                evidence=at(documents),
            )
        )

    def commitment(self, party: str, action: str, on: str, deadline: str | None = None, **more: object) -> None:
        at = self.place(f"d{on}", on, action)
        fields = {"party": party, "action": action, "made_on": day(on), "deadline": day(deadline) if deadline else None}
        self.rows.append(lambda d: Commitment(id=row_id("m", party, action), evidence=at(d), **(fields | more)))  # type: ignore[arg-type]

    def event(self, category: str, on: str, text: str, source: str | None = None, **more: object) -> None:
        at = self.place(f"d{on}", on, text)
        fields = {
            "category": Plover(category),
            "source": source,
            "on": DateRange.on(day(on)),
            "attribution": Attribution.NAMED if source else Attribution.OPEN,
        }
        self.rows.append(lambda d: Event(id=row_id("e", text), evidence=at(d), **(fields | more)))  # type: ignore[arg-type]

    def document(self, on: str, text: str) -> None:
        """One more document, with nothing in it that was coded."""
        self.place(f"d{on}", on, text)

    def record(self) -> Record:
        documents = {
            name: Document.of(
                "\n\n".join(texts), title=name, published=self.days[name], publisher=self.publishers[name]
            )
            for name, texts in self.texts.items()
        }
        rows = [make(documents) for make in self.rows]
        of = lambda kind: tuple(r for r in rows if isinstance(r, kind))  # noqa: E731
        return Record(
            agenda=AGENDA,
            documents=tuple(sorted(documents.values(), key=lambda d: d.published or date.max)),
            statements=of(Statement),
            coding=Coding(
                positions=of(Position), conditions=of(Condition), commitments=of(Commitment), events=of(Event)
            ),
        )

    def found(self, kind: str = "") -> list[Finding]:
        """What comparing brings up, of one kind or all."""
        return [f for f in compare(self.record()) if not kind or f.kind is FindingKind(kind)]


def _span(document: Document, quote: str) -> Span:
    at = document.text.index(quote)
    return document.span(at, at + len(quote))
