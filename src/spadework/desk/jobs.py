"""Imports: one after the other in a thread of its own, each with what becomes of its files. They end with the desk."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from threading import Condition, Thread

from spadework.errors import DeskError, SpadeworkError
from spadework.intake import Failed, Skipped, Web
from spadework.ledger import Place
from spadework.storing import Added, Outcome

_LOG = logging.getLogger("spadework.desk")
_KEPT = 50  # jobs that are over
_WAITING = 20  # jobs that are not begun
_PATIENCE = 5.0  # seconds for the document that is being read, when the desk closes


class State(StrEnum):
    """How far a job, a file, or what a file holds has come."""

    QUEUED = "queued"
    READING = "reading"
    ADDED = "added"
    SKIPPED = "skipped"
    FAILED = "failed"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self not in (State.QUEUED, State.READING)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is said of all documents of an import; see `spadework.intake.take_each`."""

    publisher: str | None = None
    published: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one document.

    Attributes:
        where: the file, and the way in it.
        told: why it was skipped or failed, and what to do; what is to be known of one that was added.
        document: its id, if it was added.
    """

    state: State
    where: str
    told: str = ""
    document: str | None = None
    statements: int = 0


@dataclass(slots=True)
class File:
    """Something to import.

    Attributes:
        name: what people call it.
        source: its path, or an address.
    """

    name: str
    source: str
    state: State = State.QUEUED
    became: list[Became] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a job: `number` counts from 1; `file` is the file's number, or None for the job."""

    number: int
    state: State
    file: int | None = None
    told: str = ""
    became: Became | None = None


@dataclass(slots=True, eq=False)
class Job:
    """One import.

    Attributes:
        by: who asked for it, and when.
        folder: what was sent, in a folder of its own; it goes when the job is over.
        told: how far it has come, or why it failed.
    """

    by: str
    files: Sequence[File]
    wishes: Wishes = Wishes()
    folder: Path | None = None
    asked: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: State = State.QUEUED
    told: str = ""
    events: list[Event] = field(default_factory=list)
    cancelled: bool = False

    def tell(self, state: State, told: str = "", file: int | None = None, became: Became | None = None) -> None:
        """Something has happened."""
        if file is None:
            self.state, self.told = state, told
        else:
            self.files[file].state = state
            if became:
                self.files[file].became.append(became)
        self.events.append(Event(len(self.events) + 1, state, file, told, became))

    def shown(self, text: str) -> str:
        """A text without the folder in which files lie meanwhile, which is nobody's business."""
        for file in self.files if self.folder else ():
            text = text.replace(file.source, file.name)
        return text.replace(str(self.folder), "") if self.folder else text


class Jobs:
    """The imports into a dossier.

    Args:
        place: of the dossier, which is opened once more for each import, so that nobody waits for it.
        changed: called when a document has been added.
    """

    def __init__(self, place: Place, changed: Callable[[], None]) -> None:
        self._place, self._changed = place, changed
        self._turn = Condition()
        self._waiting: deque[Job] = deque()
        self._all: OrderedDict[str, Job] = OrderedDict()
        self._worker: Thread | None = None
        self._closed = False

    def all(self) -> list[Job]:
        """The latest first."""
        with self._turn:
            return list(reversed(self._all.values()))

    def get(self, id: str) -> Job | None:
        """The job of this id."""
        with self._turn:
            return self._all.get(id)

    def add(self, job: Job) -> Job:
        """Queue a job. Raises DeskError if too many wait, and its folder goes."""
        with self._turn:
            if len(self._waiting) >= _WAITING or self._closed:
                _remove(job.folder)
                raise DeskError("so many imports are waiting already", remedy="Try again when some are done.")
            self._all[job.id] = job
            self._waiting.append(job)
            over = [j.id for j in self._all.values() if j.state.over]
            for id in over[: max(0, len(over) - _KEPT)]:
                del self._all[id]
            if self._worker is None:
                self._worker = Thread(target=self._work, name="imports", daemon=True)
                self._worker.start()
            self._turn.notify_all()
        return job

    def cancel(self, job: Job) -> None:
        """End a job after the document that is being read; what was added stays."""
        with self._turn:
            job.cancelled = True
            if job in self._waiting:
                self._waiting.remove(job)
                self._end(job)

    def close(self) -> None:
        """End all of them, and wait a moment for it."""
        with self._turn:
            self._closed = True
            for job in self._all.values():
                job.cancelled = True
            self._turn.notify_all()
        if self._worker is not None:
            self._worker.join(_PATIENCE)
        for job in self.all():
            _remove(job.folder)

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                job = self._waiting.popleft()
            try:
                self._run(job)
            except SpadeworkError as e:
                self._end(job, job.shown(str(e)))
            except Exception as e:
                _LOG.exception("a fault in Spadework itself while importing")
                self._end(job, f"A fault in Spadework itself ({type(e).__name__}). Please report it.")
            else:
                self._end(job)

    def _run(self, job: Job) -> None:
        from spadework.ledger import Ledger
        from spadework.stored import StoredDossier

        def progress(stage: str, done: int, total: int) -> None:
            if stage != "done":
                job.tell(State.READING, f"{stage} {done + 1} of {total}" if total > 1 else stage)

        job.tell(State.READING)
        place = self._place
        at = place.folder or place.file or place.url or ""
        with StoredDossier(Ledger.open(at), progress) as dossier:
            for round in _rounds(job.files):
                finder = _Finder(job, round)
                sources = self._taken_up(job, round)
                web = Web(tell=lambda host: job.tell(State.READING, f"asking {host}"))
                wishes = job.wishes
                outcomes = dossier.add_all(
                    sources, published=wishes.published, title=wishes.title, publisher=wishes.publisher, web=web
                )
                for outcome in outcomes:
                    self._became(job, finder.file_of(outcome), outcome)
                    if job.cancelled:
                        return
                for number in round:
                    if not job.files[number].became:
                        empty = Became(State.SKIPPED, job.files[number].name, "there is nothing in it to read")
                        job.tell(State.SKIPPED, file=number, became=empty)

    def _taken_up(self, job: Job, round: Sequence[int]) -> Iterator[str]:
        for number in round:
            if job.cancelled:
                return
            job.tell(State.READING, file=number)
            yield job.files[number].source

    def _became(self, job: Job, number: int, outcome: Outcome) -> None:
        match outcome:
            case Added():
                d = outcome.document
                told = " ".join(job.shown(w).removeprefix(f"{d.origin}: ") for w in outcome.warnings)
                became = Became(State.ADDED, d.origin or d.title, told, d.id, outcome.statements)
                self._changed()
            case Skipped():
                became = Became(State.SKIPPED, job.shown(outcome.where), outcome.why)
            case Failed():
                where = job.shown(outcome.where)
                became = Became(State.FAILED, where, job.shown(str(outcome.error)).removeprefix(f"{where}: "))
        states = {b.state for b in (*job.files[number].became, became)}
        best = next(s for s in (State.ADDED, State.FAILED, State.SKIPPED) if s in states)
        job.tell(best, file=number, became=became)

    def _end(self, job: Job, failed: str = "") -> None:
        for number, file in enumerate(job.files):
            if not file.state.over:
                job.tell(State.CANCELLED, file=number)
        _remove(job.folder)
        state = State.FAILED if failed else State.CANCELLED if job.cancelled else State.DONE
        job.tell(state, failed)
        self._changed()


class _Finder:
    """Which file an outcome belongs to, by how the outcome names it. In a round no two files have one name."""

    def __init__(self, job: Job, round: Sequence[int]) -> None:
        self._first = round[0]
        self._numbers = {Path(job.files[n].source).name: n for n in round} | {job.files[n].source: n for n in round}

    def file_of(self, outcome: Outcome) -> int:
        where = outcome.document.origin if isinstance(outcome, Added) else outcome.where
        name = where.partition(" > ")[0]
        return self._numbers.get(name, self._numbers.get(Path(name).name, self._first))


def _rounds(files: Sequence[File]) -> Iterator[list[int]]:
    """The numbers of the files, so that no two of one name are in one round."""
    left = list(range(len(files)))
    while left:
        names: set[str] = set()
        round: list[int] = []
        later: list[int] = []
        for number in left:
            name = Path(files[number].source).name
            (later if name in names else round).append(number)
            names.add(name)
        yield round
        left = later


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
