"""The front door: documents in, a record of who stands where out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spadework.intake import Outcome, Taken, Web, take, take_each
from spadework.llm.endpoint import Endpoint
from spadework.making import Maker, Progress, foreign, suggested, undated
from spadework.model import Agenda, Archive, Document, Finding, Position, Record, Scenario, Statement
from spadework.reading import Language, language_of
from spadework.rewrites import Rewrites, Sketch, sketch
from spadework.table import Table, table

if TYPE_CHECKING:
    from spadework.briefing import Options
    from spadework.settling import Settlement
    from spadework.stored import StoredDossier


class Dossier:
    """Documents about one negotiation: held in memory, or in a folder (see `create` and `open`).

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
        self._maker = Maker(reader, progress)
        self.warnings: list[str] = []
        self._documents: dict[str, Document] = {}
        self._sketches: dict[str, Sketch] = {}
        self._rewrites = Rewrites()  # in the order of adding, for what is told at once
        self._sorted: tuple[Document, ...] | None = None
        self._languages: dict[str, Language] = {}
        self._record: Record | None = None

    @classmethod
    def create(cls, path: str | Path, agenda: Agenda | None = None, database: str | None = None) -> StoredDossier:
        """A new dossier in a folder, which is made: `agenda.toml` and `dossier.db`.

        Args:
            agenda: without one it is suggested from the first documents.
            database: the postgresql:// URL of an empty database that takes the place of `dossier.db`.

        Raises:
            DossierExists: there is one.
            LedgerError: it cannot be made.
        """
        from spadework.stored import StoredDossier

        return StoredDossier.make(path, agenda, database)

    @classmethod
    def open(
        cls, path: str | Path = ".", progress: Progress | None = None, reader: str | Endpoint = "shipped"
    ) -> StoredDossier:
        """The dossier in this folder, in this SQLite file or in the PostgreSQL database of this URL.

        Raises:
            NoDossier: there is none.
            DamagedDossier: it is cut off, or none of ours.
            OtherVersion: it was made by a newer Spadework, or by an older one and has to be migrated.
        """
        from spadework.ledger import Ledger
        from spadework.stored import StoredDossier

        return StoredDossier(Ledger.open(path), progress, reader)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents by day of publication, those of one day by name; those without a day come last.

        One that says again what an earlier one said has `rewrite_of`.
        """
        if self._sorted is None:
            by_day = sorted(self._documents.values(), key=lambda d: (d.published or date.max, d.origin, d.title, d.id))
            rewrites = Rewrites()
            firsts = {d.id: rewrites.add(d.id, self._sketches[d.id]) for d in by_day if d.rewrite_of is None}
            self._sorted = tuple(replace(d, rewrite_of=firsts.get(d.id) or d.rewrite_of) for d in by_day)
        return self._sorted

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

        A document that is not English is kept, but not read; `warnings` and `record().notes` say so. One that says
        again what another said, such as a wire story in another outlet, is read, but what it repeats counts once.

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
        return self._enter(document)

    def add_each(
        self,
        *sources: str | Path | Document,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        web: Web | None = None,
    ) -> Iterator[Outcome]:
        """Take in whatever the sources hold (see `spadework.intake.take_each`), and tell of each document as it is in.

        A document that cannot be taken is told as `Failed` and does not stop the rest.
        """
        for source in sources:
            if isinstance(source, Document):
                yield Taken(self._enter(source))
                continue
            for outcome in take_each(source, published=published, title=title, publisher=publisher, web=web):
                if isinstance(outcome, Taken):
                    self.warnings.extend(outcome.warnings)
                    outcome = replace(outcome, document=self._enter(outcome.document))
                yield outcome

    def _enter(self, document: Document) -> Document:
        """The document as it is kept; the one that is there already if it has the same text."""
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
        self._sketches[document.id] = sketch(document.text)
        story = self._rewrites.add(document.id, self._sketches[document.id])
        if story is not None:
            other = self._documents[story]
            self.warnings.append(
                f"{document.origin or document.title}: much the same text as {other.origin or other.title}; "
                "both count as one source"
            )
        if language.english:
            self._maker.ready()
        self._record = self._sorted = None
        return replace(document, rewrite_of=document.rewrite_of or story)

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
        agenda, notes = self.agenda, foreign(documents, self._languages)
        if agenda is None:
            agenda, told = suggested(readable)
            notes += told
        return self._maker.record(documents, readable, agenda, notes + undated(documents), given)

    def statements(self) -> tuple[Statement, ...]:
        """Who said what, in the order of the documents."""
        return self.record().statements

    def positions(self) -> tuple[Position, ...]:
        """Where the parties stand."""
        return self.record().coding.positions

    def findings(self) -> tuple[Finding, ...]:
        """What moved, clashes and blocks, what matters most first."""
        return self.record().findings

    def table(self) -> Table:
        """Where each party stands on each option at the end."""
        return table(self.record())

    def archive(self) -> Archive:
        """The whole dossier, to be handed on. One in memory has no history."""
        return Archive(record=self.record())

    def export(
        self, path: str | Path, format: str | None = None, *, table: str | None = None, force: bool = False
    ) -> tuple[Path, ...]:
        """Write the whole dossier for other tools, and return what was written. See `spadework.exchange.export`.

        Raises:
            ExchangeError: the format is not known, there is something of this name, or it cannot be written.
        """
        from spadework.exchange import export

        return export(self.archive(), path, format, table=table, force=force)

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

    def brief(self, path: str | Path, options: Options | None = None, *, format: str | None = None) -> Path:
        """Write the brief, and return where.

        Args:
            options: which parts, in which order, as of which day, and so on; all that there is without them.
            format: a name of `spadework.briefing.FORMATS`; without one the suffix tells it.

        Raises:
            SpadeworkError: there is no such part or format, or the path cannot be written.
        """
        from spadework import briefing

        briefing.format_of(path, format)  # a wrong name is told before the work
        return briefing.write(self.record(), path, options or briefing.Options(), format)
