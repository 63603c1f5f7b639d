"""A dossier in a folder: what was read is kept, and so is what people decide about it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spadework import agenda as agendas
from spadework.coding import code
from spadework.comparing import compare
from spadework.dossier import Dossier
from spadework.errors import CannotRevise, DossierExists, LedgerError, SpadeworkError
from spadework.intake import Outcome as Taking
from spadework.intake import Skipped, Web, take_each
from spadework.intake.taking import Taken
from spadework.ledger import Ledger, Page, Place, Query, Renewal
from spadework.ledger.ledger import Overtaken
from spadework.ledger.places import AGENDA, DATABASE, POINTER
from spadework.ledger.rows import Row
from spadework.llm.endpoint import Endpoint
from spadework.making import Progress, foreign, suggested, undated
from spadework.model import (
    Agenda,
    Archive,
    Coding,
    Condition,
    Document,
    Finding,
    IssueNote,
    Position,
    Record,
    Revision,
    RowKind,
    Scenario,
    Statement,
    row_id,
)
from spadework.moment import beside
from spadework.reading import actors, language_of
from spadework.storing import Added, Outcome, Storer
from spadework.table import Table, table

if TYPE_CHECKING:
    from spadework.merging import Merged

TOGETHER = 1_000
"""In a dossier of up to so many statements all of them are coded together after each `add`, as `recode` does."""

_STUB = """\
# What is negotiated, and by whom. As long as nothing stands here, the first `spadework add` writes a suggestion, made
# from the documents. To begin with a template: spadework agenda templates. After a change: spadework recode.
"""


class StoredDossier(Dossier):
    """A dossier whose documents and rows are in a database. Whatever a method has done is saved when it returns.

    Rows that the machine made are proposals until somebody accepts, corrects or rejects them; every change is a
    revision. Close it after use, or use `with`. Every method raises LedgerError where the database cannot be read or
    written.

    Attributes:
        ledger: the database.
    """

    def __init__(self, ledger: Ledger, progress: Progress | None = None, reader: str | Endpoint = "shipped") -> None:
        super().__init__(ledger.agenda, progress, reader)
        self.ledger = ledger

    @classmethod
    def make(cls, path: str | Path, agenda: Agenda | None, database: str | None) -> StoredDossier:
        """See `Dossier.create`."""
        folder = Path(path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any((folder / name).exists() for name in (DATABASE, POINTER)):
                raise DossierExists("there is a dossier here", where=str(folder), remedy="Open it, or choose another.")
            if agenda is not None and (folder / AGENDA).exists():
                raise DossierExists(
                    "there is an agenda here", where=str(folder / AGENDA), remedy="It is taken if you name no other."
                )
            own = agenda or _agenda_in(folder / AGENDA)
            ledger = Ledger.create(Place(database, None if database else folder / DATABASE, folder), own)
            if database is not None:
                _write(folder / POINTER, f"database = {json.dumps(database)}\n", secret=True)
            if not (folder / AGENDA).exists():
                _write(folder / AGENDA, agendas.dump(agenda) if agenda else _STUB)
        except OSError as e:
            raise LedgerError(f"the folder cannot be written to ({e.strerror})", where=str(folder)) from e
        return cls(ledger)

    def close(self) -> None:
        """Let go of the database."""
        self.ledger.close()

    def __enter__(self) -> StoredDossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Documents

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents by day of publication, those of one day by name; those without a day come last."""
        return self.ledger.documents()

    @property
    def readable(self) -> tuple[Document, ...]:
        """Those of the documents that are in English, at least in part; nothing is read from the others."""
        return _english(self.documents)

    def add(
        self,
        source: str | Path | Document,
        *,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
    ) -> Document:
        """Take in one document, read and code it, and save all of it. `add_each` takes what holds several.

        Raises:
            InputError: it cannot be taken in; the dossier stays as it was.
            SpadeworkError: the source holds no document, or several; those that it holds are saved.
        """
        if isinstance(source, Document) and self.ledger.holds(source.id):
            self.warnings.append(f"{source.origin or source.title}: its text is in the dossier already")
            return self.ledger.document(source.id)
        found = list(self.add_each(source, published=published, title=title, publisher=publisher))
        if len(found) != 1:
            raise SpadeworkError(f"there are {len(found)} documents in this", where=str(source), remedy="Use add_each.")
        match found[0]:
            case Added() as added:
                self.warnings.extend(added.warnings)
                return added.document
            case Skipped(where, why):
                raise SpadeworkError(f"nothing was added: {why}", where=where)
            case failed:
                raise failed.error

    def add_each(
        self,
        *sources: str | Path | Document,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        web: Web | None = None,
    ) -> Iterator[Outcome]:
        """Take in all documents of files, folders, archives, mailboxes and feeds, each saved before it is told of.

        What was taken in before is skipped, so a run that was interrupted goes on where it stopped. One bad file stops
        no other. Without an agenda one is suggested from the first documents and written to `agenda.toml`.

        Args:
            published, title, publisher: see `spadework.intake.take_each`.
            web: how addresses are fetched; without it none is.

        Yields:
            `Added` (a `Taken`), `Skipped` or `Failed`; the order may differ from that given.

        Raises:
            LedgerError: nothing more can be saved; what was told of is.
            EndpointError: the language model does not answer.
        """

        yield from self.add_all(sources, published=published, title=title, publisher=publisher, web=web)

    def add_all(
        self,
        sources: Iterable[str | Path | Document],
        *,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        web: Web | None = None,
    ) -> Iterator[Outcome]:
        """As `add_each`, of sources that are asked for some at a time, shortly before they are read."""

        def taking() -> Iterator[Taking]:
            for source in sources:
                if isinstance(source, Document):
                    yield Taken(source)
                else:
                    yield from take_each(
                        source, published=published, title=title, publisher=publisher, web=web, known=self._known
                    )

        storer = Storer(self.ledger, self._maker, self._agenda_for)
        try:
            yield from storer.store(taking())
        finally:
            self._record = None
            if storer.notes():
                self.ledger.notes = tuple(dict.fromkeys((*self.ledger.notes, *storer.notes())))
        self._code_together()

    def _code_together(self) -> None:
        """What one document says of another's promises, and which words tell its options apart.

        It is made up for here, too, if the run that added the documents was stopped before it came to that.
        """
        if not self.ledger.apart:
            return
        if self._maker.endpoint is not None:  # what a language model coded stays as it is
            self.ledger.settle()
        elif self.ledger.counts()[RowKind.STATEMENT] <= TOGETHER:
            self._maker.progress("coding", 0, 1)
            # If others keep adding, whoever is last codes all of it.
            with suppress(Overtaken):
                self.ledger.recode(self._code, "coded together")

    def _known(self, digest: str) -> bool:
        return self.ledger.taken(digest) is not None

    def _agenda_for(self, documents: Sequence[Document]) -> Agenda:
        """The agenda in force; if there is none yet, that of the file, or else one that is suggested."""
        self.agenda = self.ledger.agenda  # somebody else may have changed it
        if self.agenda is None:
            self.agenda = self.agenda_in_file()
            if self.agenda is None:
                self.agenda, notes = suggested(documents)
                self.ledger.notes = (*self.ledger.notes, *notes)
                if path := self.ledger.place.agenda:
                    _write(path, agendas.dump(self.agenda))
            self.ledger.agenda = self.agenda
        return self.agenda

    def agenda_in_file(self) -> Agenda | None:
        """What `agenda.toml` says now; None if it says nothing or is not there.

        Raises:
            AgendaError: it does not hold together.
        """
        path = self.ledger.place.agenda
        return _agenda_in(path) if path else None

    def _in_force(self) -> Agenda:
        self.agenda = self.ledger.agenda  # somebody else may have changed it
        return self.agenda or Agenda()

    # All that is known

    def record(self, statements: Sequence[Statement] | None = None) -> Record:
        """Everything in the dossier, rejected rows among it; the findings are brought up to date first.

        Args:
            statements: not for a stored dossier.
        """
        if statements is not None:
            raise SpadeworkError("a stored dossier has its own statements", remedy="Use a dossier in memory.")
        agenda = self._in_force()
        record, seen = self.ledger.snapshot(agenda)
        record = replace(record, agenda=agenda.knowing(actors(record.statements)), notes=self._notes(record))
        if self.ledger.compared == seen:
            return record
        self._maker.progress("comparing", 0, 1)
        found = compare(replace(record, findings=()))
        if self.ledger.writable:
            self.ledger.refind(found, seen)
        self._maker.progress("done", 1, 1)
        return replace(record, findings=beside(record.findings, found))

    def _notes(self, record: Record) -> tuple[str, ...]:
        languages = {d.id: language_of(d.text) for d in record.documents}
        return (*foreign(record.documents, languages), *record.notes, *undated(record.documents))

    def findings(self) -> tuple[Finding, ...]:
        """What moved, clashes and blocks, what matters most first. Rejected ones are among it."""
        if self.ledger.compared == self.ledger.last_revision:
            return self.ledger.findings()
        return self.record().findings

    def table(self, as_of: date | None = None) -> Table:
        """Where each party stands on each option at the end, or where it stood on a day."""
        return table(self.standing(as_of))

    def standing(self, as_of: date | None = None) -> Record:
        """A record of nothing but the agenda and those positions that `table` needs; quick, however large the rest.

        Args:
            as_of: positions up to this day, of what had come out by it. Those without a day are taken to be earlier
                than any.
        """
        return Record(agenda=self._in_force(), coding=Coding(positions=tuple(self.ledger.standing(as_of))))

    def scenario(self) -> Scenario:
        """A draft of what each party wants; see `Dossier.scenario`. Made without statements and speech acts, which are
        most of a large dossier; its findings are taken as they were when they were sought last.

        Raises:
            ScenarioError: fewer than two principals are known, or none has taken a position.
        """
        from spadework.settling import draft

        small = self.ledger.counts()[RowKind.STATEMENT] <= TOGETHER
        found = self.findings() if small else self.ledger.findings()
        books = self.ledger.documents()
        order = {d.id: n for n, d in enumerate(books)}

        def place(row: Position | Condition) -> tuple[int, int, int]:
            return order.get(row.evidence.document, len(order)), row.evidence.start, -row.evidence.end

        positions = [r for r in self.ledger.rows(RowKind.POSITION) if isinstance(r, Position)]
        conditions = [r for r in self.ledger.rows(RowKind.CONDITION) if isinstance(r, Condition)]
        coding = Coding(positions=tuple(sorted(positions, key=place)), conditions=tuple(sorted(conditions, key=place)))
        return draft(Record(agenda=self._in_force(), documents=books, coding=coding, findings=found))

    def search(
        self, words: str = "", *, documents: bool = False, limit: int = 20, after: str | None = None, **filters: Any
    ) -> Page:
        """One page of the statements, or of the documents, in which these words stand, the newest first.

        Args:
            words, filters: see `spadework.ledger.Query`.
            after: what the page before gave to go on from.

        Raises:
            SpadeworkError: the words or the limit cannot be worked with.
        """
        return self.ledger.search(Query(words=words, **filters), documents=documents, limit=limit, after=after)

    # What people do

    def note(self, issue: str, text: str, *, by: str) -> IssueNote:
        """Note something down about an issue, beside what was noted before. To be undone like any change.

        One that is there is changed with `correct(note, text=...)` and left out of briefs with `reject`.

        Args:
            issue: id of an issue of the agenda.
            text: may have several lines.

        Raises:
            CannotRevise: the agenda has no such issue, or the text is empty, too long, or cannot be stored.
        """
        known = {i.id for i in self._in_force().issues}
        if issue not in known:
            near = get_close_matches(issue, known, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"There is {', '.join(sorted(known)) or 'none'}."
            raise CannotRevise(f"{issue!r} is no issue of the agenda", remedy=hint)
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
            raise CannotRevise("the note has a character that cannot be stored", remedy="Write it anew without it.")
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        now = datetime.now(UTC)
        made = IssueNote(id=row_id("n", issue, by, now, text), issue=issue, text=text, author=by, written=now)
        self.ledger.enter([made], by=by)
        return made

    def issue_notes(self, issue: str | None = None) -> tuple[IssueNote, ...]:
        """What is noted down about one issue, or about all; oldest first. Rejected ones are among it."""
        found = [n for n in self.ledger.rows(RowKind.ISSUE_NOTE) if isinstance(n, IssueNote)]
        return tuple(sorted((n for n in found if issue in (None, n.issue)), key=lambda n: n.written))

    def accept(self, *rows: str, by: str, reason: str = "") -> list[Row]:
        """Vouch for rows, named by their ids; those that were changed. Raises NoSuchRow."""
        return self.ledger.accept(*rows, by=by, reason=reason)

    def reject(self, *rows: str, by: str, reason: str = "") -> list[Row]:
        """Rule rows out, and with a statement what the machine coded from it; those that were changed.

        Raises:
            NoSuchRow: there is no such row.
        """
        return self.ledger.reject(*rows, by=by, reason=reason)

    def correct(self, row: str, *, by: str, reason: str = "", **fields: Any) -> Row:
        """Put other values into a row. A place is given as its quote, or as "start-end".

        A field that is called `by` or `reason` itself: `dossier.ledger.correct(row, {"by": ...}, by=...)`.

        Raises:
            NoSuchRow: there is no such row.
            CannotRevise: a field or its value does not fit.
            ProvenanceError: nothing stands at a place that was given.
        """
        return self.ledger.correct(row, fields, by=by, reason=reason)

    def enter(self, rows: Sequence[Row], *, by: str, reason: str = "") -> list[Row]:
        """Rows made by hand. Raises ProvenanceError, CannotRevise if there is a row of the same id."""
        return self.ledger.enter(rows, by=by, reason=reason)

    def undo(self, *, by: str, batch: int | None = None, reason: str = "") -> list[Revision]:
        """Take back a batch, or else the last thing that this person did. Raises CannotRevise.

        With a `recode` goes the agenda that it put in force; of `agenda.toml` see `redo`.
        """
        before = self.ledger.agenda
        done = self.ledger.undo(by=by, batch=batch, reason=reason)
        self._turned_back(before)
        return done

    def redo(self, *, by: str, reason: str = "") -> list[Revision]:
        """Do again what this person undid last. Raises CannotRevise.

        If that changes the agenda in force, `agenda.toml` changes only if Spadework wrote it: what you wrote stays.
        """
        before = self.ledger.agenda
        done = self.ledger.redo(by=by, reason=reason)
        self._turned_back(before)
        return done

    def history(self, row: str | None = None, *, limit: int | None = None) -> list[Revision]:
        """The revisions of a row, the first one first; without a row all, the last one first. Raises NoSuchRow."""
        return self.ledger.history(row, limit=limit)

    def restore(self, revision: int, *, by: str, reason: str = "") -> Revision:
        """Make a row again what it was after this revision. Raises NoSuchRow, CannotRevise."""
        return self.ledger.restore(revision, by=by, reason=reason)

    # Whose words they are: the agenda has it, so that re-runs and later documents follow

    def merge_actors(self, *names: str, into: str, by: str, reason: str = "") -> list[Row]:
        """Let all these names be one actor, called `into`; the rows that changed. One `undo` takes it back.

        To rename somebody, merge one name into another.

        Raises:
            CannotRevise: nobody is called so, or the new name is none.
        """
        return self._settled(self.ledger.merge_actors(names, into, by=by, reason=reason))

    def split_actor(
        self,
        *statements: str,
        name: str,
        party: str | None = None,
        by: str,
        reason: str = "",
        seen: Mapping[str, int] | None = None,
    ) -> list[Row]:
        """Let these statements, named by their ids, be somebody else's; the rows that changed.

        Args:
            seen: see `Ledger.accept`.

        Raises:
            NoSuchRow: there is no such row.
            CannotRevise: one is no statement or says that already, or there is no such party.
            RowChanged: somebody has changed one since it was seen.
        """
        return self._settled(self.ledger.split_actor(statements, name, party, by=by, reason=reason, seen=seen))

    def affiliate_actor(
        self, name: str, party: str | None, since: date | None = None, *, by: str, reason: str = ""
    ) -> list[Row]:
        """Let somebody speak for a party, or for nobody, from a day on or always; the rows that changed.

        Raises:
            CannotRevise: there is no such party, or nobody is called so.
        """
        return self._settled(self.ledger.affiliate_actor(name, party, since, by=by, reason=reason))

    def _settled(self, changed: list[Row]) -> list[Row]:
        self._taken_up(self.ledger.agenda)
        return changed

    # Re-runs

    def recode(self, agenda: Agenda | None = None) -> Renewal:
        """Code all statements anew, by the agenda that `agenda.toml` holds now or by the one given.

        Only untouched proposals are replaced. The file is rewritten if an agenda is given; what it was is kept beside
        it.

        Raises:
            AgendaError: the file does not hold together.
        """
        done = self.ledger.recode(self._code, "recoded", agenda or self.agenda_in_file())
        self._taken_up(agenda)
        return done

    def reread(self, agenda: Agenda | None = None) -> Renewal:
        """Read all documents anew, then code them. Only untouched proposals are replaced. See `recode`."""
        new = agenda or self.agenda_in_file()
        there = self.documents
        readable = _english(there)
        model = self._maker.model()
        statements: list[Statement] = []
        for n, found in enumerate(self._maker.read_each(readable, new or self._in_force(), model)):
            self._maker.progress("reading", n, len(readable))
            statements += found
        self._maker.progress("coding", 0, 1)
        read = {d.id for d in there}
        done = self.ledger.reread(statements, self._code, "reread", new, documents=read)
        self._taken_up(agenda)
        rows = self.ledger.rows(RowKind.STATEMENT)
        newer = [s for s in rows if isinstance(s, Statement) and s.document not in read]  # added meanwhile
        self.ledger.learn(actors([*statements, *newer]), anew=True)
        self._maker.progress("done", 1, 1)
        return done

    def _taken_up(self, given: Agenda | None) -> None:
        """Another agenda may be in force; one that was not that of the file is written to it."""
        self._record = None
        self.agenda = self.ledger.agenda
        if given is not None and (path := self.ledger.place.agenda):
            self._replace(path, agendas.dump(given))

    def _turned_back(self, before: Agenda | None) -> None:
        """An agenda may have been put back. A file that was written for the other one follows."""
        self._record = None
        self.agenda = self.ledger.agenda
        path = self.ledger.place.agenda
        if not path or not path.exists() or not before or not self.agenda or self.agenda == before:
            return
        if path.read_bytes() == agendas.dump(before).encode():
            self._replace(path, _kept_text(path, self.agenda) or agendas.dump(self.agenda))

    def _replace(self, path: Path, text: str) -> None:
        """Write the agenda's file; one that was there and said something else is kept under another name."""
        if path.exists() and path.read_bytes() not in (text.encode(), _STUB.encode()):
            old = _unused(path)
            try:
                shutil.copy2(path, old)
            except OSError as e:
                raise LedgerError(f"the file cannot be copied ({e.strerror})", where=str(path)) from e
            self.warnings.append(f"{path.name} is another one now; what it was is kept as {old.name}")
        _write(path, text)

    def _code(self, statements: Sequence[Statement], documents: Sequence[Document], agenda: Agenda) -> Coding:
        model = self._maker.model()
        return (model.code if model else code)(statements, _english(documents), agenda)

    # The whole

    def archive(self) -> Archive:
        """The whole dossier with its history, to be exported without loss."""
        self.record()  # so that the findings are those of its rows
        return self.ledger.archive()

    def load(self, archive: Archive) -> None:
        """Fill this dossier, which has to be empty, from an archive. See `spadework.ledger.Ledger.load`."""
        self.ledger.load(archive)
        self.ledger.learn(actors(archive.record.statements), anew=True)
        self.agenda = self.ledger.agenda
        if (path := self.ledger.place.agenda) and self.agenda and _agenda_in(path) is None:
            _write(path, agendas.dump(self.agenda))

    def merge(self, path: str | Path, format: str | None = None, *, by: str, reason: str = "") -> Merged:
        """Read a file that was exported or made by hand, and enter what is new in it. See `spadework.merging.merge`.

        Raises:
            InputError, ExchangeError: the file cannot be read, or does not hold.
            DossierExists: it is a whole dossier, and this one is not empty.
        """
        from spadework.merging import merge

        self._record = None
        return merge(self, path, format, by=by, reason=reason)

    def verify(self) -> list[str]:
        """What is wrong with the dossier, one sentence each; empty if all is well."""
        return self.ledger.verify()


def _english(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(d for d in documents if language_of(d.text).english)


def _agenda_in(path: Path) -> Agenda | None:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = [] if not path.exists() else ["?"]  # what is wrong with it is told when it is loaded
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines):
        return None
    return agendas.load(path)


def _kept_text(path: Path, agenda: Agenda) -> str | None:
    """What the latest of the files that were replaced says, comments and all, if it says this agenda."""
    for old in sorted(path.parent.glob(f"{path.name}.*.old"), reverse=True):
        try:
            if _agenda_in(old) == agenda:
                return old.read_text(encoding="utf-8")
        except (SpadeworkError, OSError):  # a draft that did not hold together
            continue
    return None


def _unused(path: Path) -> Path:
    """A name of now for a file that is replaced."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    names = (path.with_name(f"{path.name}.{stamp}Z{n or ''}.old") for n in count())
    return next(name for name in names if not name.exists())


def _write(path: Path, text: str, *, secret: bool = False) -> None:
    """Write a file whole or not at all.

    Raises:
        LedgerError: it cannot be written.
    """
    draft = path.with_name(path.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600 if secret else 0o666, exist_ok=False)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as e:
        raise LedgerError(f"the file cannot be written ({e.strerror})", where=str(path)) from e
