"""From documents to rows: what the front doors have read, coded and compared, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spadework import agenda as agendas
from spadework.coding import code
from spadework.comparing import compare
from spadework.llm.endpoint import Endpoint
from spadework.model import Agenda, Coding, Document, Position, Record, Statement
from spadework.reading import Language, actors, as_known, read_each
from spadework.reading.tagger import loading, named

if TYPE_CHECKING:
    from spadework.llm.reader import Reader

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


class Maker:
    """Reads and codes with the shipped reader, with another one, or with a language model.

    Args:
        reader: the name or folder of a trained reader, or the endpoint of a language model.
        progress: called with the stage, the documents done and their number.

    Raises:
        ReaderError: there is no such reader.
    """

    def __init__(self, reader: str | Endpoint = "shipped", progress: Progress | None = None) -> None:
        self.endpoint = reader if isinstance(reader, Endpoint) else None
        # The shipped reader is loaded when it is needed, or by `ready` a little before.
        self._tagger = named(reader) if isinstance(reader, str) and reader != "shipped" else None
        self.progress = progress or silent

    def ready(self) -> None:
        """Begin to load the shipped reader, if that is who reads, while something else is done."""
        if self.endpoint is None and self._tagger is None:
            loading()

    def model(self) -> Reader | None:
        """A run of the language model, if one was named."""
        if self.endpoint is None:
            return None
        from spadework.llm.reader import Reader

        return Reader(self.endpoint, self.progress)

    def read_each(
        self, documents: Sequence[Document], agenda: Agenda, model: Reader | None = None
    ) -> Iterator[list[Statement]]:
        """The statements of each document, in the order of their days. Names learnt in one are known in the next."""
        if model is None:
            for made in read_each(documents, agenda, self._tagger):
                yield as_known(made, agenda)
            return
        for document in documents:
            made = as_known(model.read([document], agenda), agenda)
            agenda = agenda.knowing(actors(made))
            yield made

    def record(
        self,
        documents: tuple[Document, ...],
        readable: tuple[Document, ...],
        agenda: Agenda,
        notes: list[str],
        given: Sequence[Statement] | None,
    ) -> Record:
        """Everything read, coded and compared at once; `given` are statements that are read already."""
        model = self.model()
        if given is not None:
            statements = tuple(given)
        else:
            read = as_known(model.read(readable, agenda), agenda) if model else self._read(readable, agenda)
            statements = tuple(read)
        self.progress("coding", 0, 1)
        coding = (model.code if model else code)(statements, readable, agenda) if readable else Coding()
        if model:
            notes = notes + model.notes()
            notes += self._beside(model, (statements, coding.positions), readable, agenda) if given is None else []
        record = Record(
            agenda=agenda.knowing(actors(statements)),
            documents=documents,
            statements=statements,
            coding=coding,
            notes=tuple(notes),
        )
        self.progress("comparing", 0, 1)
        findings = compare(record)
        self.progress("done", 1, 1)
        return replace(record, findings=findings)

    def _read(self, documents: Sequence[Document], agenda: Agenda) -> list[Statement]:
        statements: list[Statement] = []
        reading = self.read_each(documents, agenda)
        for n in range(len(documents)):
            self.progress("reading", n, len(documents))
            statements += next(reading)
        return statements

    def _beside(
        self,
        model: Reader,
        mine: tuple[Sequence[Statement], Sequence[Position]],
        documents: Sequence[Document],
        agenda: Agenda,
    ) -> list[str]:
        """How far the language model agrees with the reader that comes with the package."""
        from spadework.llm.reader import told

        other = self._read(documents, agenda)
        theirs = code(other, documents, agenda).positions if other else ()
        return [told(model.agreement(mine, (other, theirs)))]


def suggested(documents: Sequence[Document]) -> tuple[Agenda, list[str]]:
    """An agenda for documents that came without one, and what the reader should know about it."""
    name, fitting = agendas.fitting(documents)
    agenda = agendas.suggest(documents, fitting)
    parties = ", ".join(p.name for p in agenda.parties) or "none"
    notes = [
        f"No agenda was given. The built-in template “{name}” was taken; parties found: {parties}. "
        "Correct both with `spadework agenda suggest`."
    ]
    if len(agenda.parties) < 2:
        notes.append(
            "Too little is said here to tell the parties from it, so hardly any positions are found. Name them "
            "in an agenda and give it with --agenda."
        )
    return agenda, notes


def foreign(documents: Sequence[Document], languages: Mapping[str, Language]) -> list[str]:
    """Which documents are not in English, in one note a language."""
    told: dict[str, list[str]] = {}
    for d in documents:
        told.setdefault(languages[d.id].remark, []).append(d.origin or d.title)
    return [f"{', '.join(names)}: {remark}." for remark, names in told.items() if remark]


def undated(documents: Sequence[Document]) -> list[str]:
    """How many documents have no day, if any."""
    count = sum(d.published is None for d in documents)
    if not count:
        return []
    return [
        f"{count} of {len(documents)} documents have no date of publication, so days such as “on Tuesday” "
        "in them cannot be worked out. Give it with --published or in the file’s front matter."
    ]
