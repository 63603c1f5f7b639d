"""The front door: documents in, a record of who stands where out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spadework import agenda as agendas
from spadework import briefing
from spadework.coding import code
from spadework.comparing import compare
from spadework.intake import take
from spadework.llm.endpoint import Endpoint
from spadework.model import Agenda, Coding, Document, Finding, Position, Record, Scenario, Statement
from spadework.reading import Language, actors, language_of, read_each
from spadework.reading.tagger import named

if TYPE_CHECKING:
    from spadework.llm.reader import Reader
    from spadework.settling import Settlement

Progress = Callable[[str, int, int], None]


class Dossier:
    """Documents about one negotiation, held in memory.

    Args:
        agenda: parties, people and issues. Without one the built-in template that fits the documents is taken,
            with the parties that the documents name; `record().notes` says so.
        progress: called with the stage, the documents done and their number.
        reader: the name or folder of a trained reader to use instead of the one that comes with the package; or the
            endpoint of a language model that reads and codes, to which the documents are then sent.

    Raises:
        ReaderError: there is no such reader.
    """

    def __init__(
        self, agenda: Agenda | None = None, progress: Progress | None = None, reader: str | Endpoint = "shipped"
    ) -> None:
        self.agenda = agenda
        self._endpoint = reader if isinstance(reader, Endpoint) else None
        # The shipped reader is loaded when it is needed.
        self._tagger = named(reader) if isinstance(reader, str) and reader != "shipped" else None
        self.warnings: list[str] = []
        self._documents: dict[str, Document] = {}
        self._languages: dict[str, Language] = {}
        self._progress = progress or (lambda stage, done, total: None)
        self._record: Record | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents by day of publication, those of one day by name; those without a day come last."""
        return tuple(sorted(self._documents.values(), key=lambda d: (d.published or date.max, d.origin, d.title, d.id)))

    @property
    def readable(self) -> tuple[Document, ...]:
        """Those of the documents that are in English, at least in part; nothing is read from the others."""
        return tuple(d for d in self.documents if self._languages[d.id].english)

    def add(
        self,
        source: str | Path | Document,
        *,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
    ) -> Document:
        """Take in one file ("-" is standard input) or a document made elsewhere. The same text is kept once.

        A document that is not English is kept, but not read; `warnings` and `record().notes` say so.

        Raises:
            InputError: the file cannot be taken in; the dossier stays as it was.
            BadDate: a date in it is impossible.
        """
        if isinstance(source, Document):
            document = source
        else:
            taken = take(source, published=published, title=title, publisher=publisher)
            self.warnings.extend(taken.warnings)
            document = taken.document
        if document.id in self._documents:
            first = self._documents[document.id]
            self.warnings.append(
                f"{document.origin or document.title}: the same text as {first.origin or first.title}; kept once"
            )
            return first
        self._documents[document.id] = document
        self._languages[document.id] = language = language_of(document.text)
        if language.remark:
            self.warnings.append(f"{document.origin or document.title}: {language.remark}")
        self._record = None
        return document

    def record(self, statements: Sequence[Statement] | None = None) -> Record:
        """Everything read, coded and compared.

        Args:
            statements: take these as read instead of reading; for measuring the later stages alone.
        """
        if statements is not None:
            return self._make(statements)
        if self._record is None:
            self._record = self._make(None)
        return self._record

    def _make(self, given: Sequence[Statement] | None) -> Record:
        documents = self.documents
        readable = self.readable if given is None else documents
        agenda, notes = self.agenda, self._foreign()
        if agenda is None:
            name, fitting = agendas.fitting(readable)
            agenda = agendas.suggest(readable, fitting)
            parties = ", ".join(p.name for p in agenda.parties) or "none"
            notes.append(
                f"No agenda was given. The built-in template “{name}” was taken; parties found: {parties}. "
                "Correct both with `spadework agenda suggest`."
            )
            if len(agenda.parties) < 2:
                notes.append(
                    "Too little is said here to tell the parties from it, so hardly any positions are found. Name them "
                    "in an agenda and give it with --agenda."
                )
        undated = sum(d.published is None for d in documents)
        if undated:
            notes.append(
                f"{undated} of {len(documents)} documents have no date of publication, so days such as “on Tuesday” "
                "in them cannot be worked out. Give it with --published or in the file’s front matter."
            )
        model = self._model()
        read = model.read if model else self._read
        statements = tuple(read(readable, agenda) if given is None else given)
        self._progress("coding", 0, 1)
        coding = (model.code if model else code)(statements, readable, agenda) if readable else Coding()
        if model:
            notes += model.notes()
            notes += self._beside(model, statements, coding, readable, agenda) if given is None else []
        record = Record(
            agenda=agenda.knowing(actors(statements)),
            documents=documents,
            statements=statements,
            coding=coding,
            notes=tuple(notes),
        )
        self._progress("comparing", 0, 1)
        findings = compare(record)
        self._progress("done", 1, 1)
        return replace(record, findings=findings)

    def _foreign(self) -> list[str]:
        """Which documents are not in English, in one note a language."""
        named: dict[str, list[str]] = {}
        for d in self.documents:
            named.setdefault(self._languages[d.id].remark, []).append(d.origin or d.title)
        return [f"{', '.join(names)}: {remark}." for remark, names in named.items() if remark]

    def _read(self, documents: Sequence[Document], agenda: Agenda) -> list[Statement]:
        statements: list[Statement] = []
        reading = read_each(documents, agenda, self._tagger)
        for n in range(len(documents)):
            self._progress("reading", n, len(documents))
            statements += next(reading)
        return statements

    def _model(self) -> Reader | None:
        """A run of the language model, if one was named."""
        if self._endpoint is None:
            return None
        from spadework.llm.reader import Reader

        return Reader(self._endpoint, self._progress)

    def _beside(
        self,
        model: Reader,
        statements: Sequence[Statement],
        coding: Coding,
        documents: Sequence[Document],
        agenda: Agenda,
    ) -> list[str]:
        """How far the language model agrees with the reader that comes with the package."""
        from spadework.llm.reader import told

        other = self._read(documents, agenda)
        theirs = code(other, documents, agenda).positions if other else ()
        return [told(model.agreement((statements, coding.positions), (other, theirs)))]

    def statements(self) -> tuple[Statement, ...]:
        """Who said what, in the order of the documents."""
        return self.record().statements

    def positions(self) -> tuple[Position, ...]:
        """Where the parties stand."""
        return self.record().coding.positions

    def findings(self) -> tuple[Finding, ...]:
        """What moved, clashes and blocks, what matters most first."""
        return self.record().findings

    def scenario(self) -> Scenario:
        """A draft of what each party wants, for an analyst to correct; see `spadework.settling.draft`.

        Raises:
            ScenarioError: fewer than two principals are known, or none has taken a position.
        """
        from spadework.settling import draft

        return draft(self.record())

    def settle(self, scenario: Scenario | None = None) -> Settlement:
        """Which packages all could live with, by this scenario or, without one, by the draft.

        Raises:
            ScenarioError: the scenario does not hold together, or none can be drafted.
        """
        from spadework.settling import settle

        return settle(scenario or self.scenario())

    def brief(self, path: str | Path) -> Path:
        """Write the brief, one HTML file that needs no network, and return where.

        Raises:
            SpadeworkError: the path cannot be written.
        """
        briefing.write_html(self.record(), Path(path))
        return Path(path)
