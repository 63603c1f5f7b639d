"""Documents into a ledger: each is read, coded and saved in one transaction, and one that fails stops no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from spadework.coding import code
from spadework.errors import DamagedDossier, EndpointError, NotSaved, SpadeworkError, Unforeseen
from spadework.intake import Failed, Skipped
from spadework.intake import Outcome as Taking
from spadework.intake.taking import Taken
from spadework.ledger import Ledger
from spadework.ledger.engine import Away
from spadework.llm.reader import Reader
from spadework.making import Maker
from spadework.model import Agenda, Coding, Document, Statement
from spadework.reading import actors, language_of
from spadework.rewrites import Rewrites, Sketch, sketch

READ_AHEAD = 32
"""So many documents are taken in before the first of them is read: in the order of their days they are read better, and
together faster."""
_WAITS = (0.5, 1, 2, 4, 8, 15)  # seconds until a server that went away is asked again


@dataclass(frozen=True, slots=True)
class Added(Taken):
    """A document that was read and saved.

    Attributes:
        statements: how many were found in it.
    """

    statements: int = 0


Outcome = Added | Skipped | Failed


class Storer:
    """Takes documents into a ledger.

    Args:
        agenda_for: called with the first English documents; the agenda by which to read.
    """

    def __init__(self, ledger: Ledger, maker: Maker, agenda_for: Callable[[Sequence[Document]], Agenda]) -> None:
        self._ledger, self._maker, self._agenda_for = ledger, maker, agenda_for
        self._model: Reader | None = maker.model()
        self._seen = 0
        self._rewrites: Rewrites | None = None  # made when the first document comes, for it takes all sketches

    def store(self, taking: Iterable[Taking]) -> Iterator[Outcome]:
        """What became of each, as soon as it is known.

        Raises:
            LedgerError: nothing can be saved any more. What was told before is saved.
            EndpointError: the language model does not answer.
        """
        each = iter(taking)
        while ahead := list(islice(each, READ_AHEAD)):
            yield from (o for o in ahead if not isinstance(o, Taken))
            yield from self._some([o for o in ahead if isinstance(o, Taken)])
        self._maker.progress("done", 1, 1)

    def _some(self, taken: Sequence[Taken]) -> Iterator[Outcome]:
        fresh: dict[str, Taken] = {}
        doubles = []
        for t in taken:
            if t.document.id in fresh:
                doubles.append(t)
            elif self._ledger.holds(t.document.id):
                yield self._double(t)
            else:
                fresh[t.document.id] = t
        yield from self._new(fresh)
        yield from map(self._double, doubles)

    def _double(self, taken: Taken) -> Outcome:
        """A text that is there already; these bytes of it are known from now on."""
        document = taken.document
        if taken.digest and self._ledger.holds(document.id):
            self._ledger.remember(taken.digest, document.id)
        return Skipped(_name(document), "its text is in the dossier already")

    def _new(self, fresh: Mapping[str, Taken]) -> Iterator[Outcome]:
        languages = {id: language_of(t.document.text) for id, t in fresh.items()}
        in_order = sorted(fresh.values(), key=lambda t: _order(t.document))
        english = [t for t in in_order if languages[t.document.id].english]
        for t in in_order:
            if not languages[t.document.id].english:
                yield self._kept(t, [], Coding(), languages[t.document.id].remark)
        if not english:
            return
        agenda = self._agenda_for([t.document for t in english])
        for t, found in self._read(english, agenda):
            if isinstance(found, SpadeworkError):
                yield Failed(_name(t.document), found)
                continue
            coding = self._code(t.document, found, agenda)
            if isinstance(coding, SpadeworkError):
                yield Failed(_name(t.document), coding)
                continue
            yield self._kept(t, found, coding, languages[t.document.id].remark)

    def _read(self, taken: Sequence[Taken], agenda: Agenda) -> Iterator[tuple[Taken, list[Statement] | SpadeworkError]]:
        """The statements of each; those of one that cannot be read are an error."""
        known = agenda.knowing(self._ledger.learnt())
        left = list(taken)
        together = self._maker.read_each([t.document for t in left], known, self._model)
        while left:
            self._maker.progress("reading", self._seen, self._seen + len(left))
            try:
                found = next(together)
            except (EndpointError, MemoryError):
                raise
            except Exception:  # one of those that are read ahead: then each is read alone
                break
            self._seen += 1
            yield left.pop(0), found
        for t in left:
            self._maker.progress("reading", self._seen, self._seen + 1)
            self._seen += 1
            try:
                yield t, next(self._maker.read_each([t.document], agenda.knowing(self._ledger.learnt()), self._model))
            except EndpointError:
                raise
            except Exception as e:
                yield t, _unforeseen(t.document, e)

    def _code(self, document: Document, found: Sequence[Statement], agenda: Agenda) -> Coding | SpadeworkError:
        try:
            return (self._model.code if self._model else code)(found, [document], agenda)
        except EndpointError:
            raise
        except Exception as e:
            return _unforeseen(document, e)

    def _kept(self, taken: Taken, found: Sequence[Statement], coding: Coding, remark: str) -> Outcome:
        taken, told = self._related(taken)
        warnings = taken.warnings + told + ((f"{_name(taken.document)}: {remark}",) if remark else ())
        try:
            if not self._save(taken, found, coding):
                return Skipped(_name(taken.document), "somebody else has just added it")
        except (NotSaved, DamagedDossier):  # the next would fare no better
            raise
        except SpadeworkError as e:  # what the ledger does not take, such as a quote that is not in the text
            return Failed(_name(taken.document), e)
        return Added(taken.document, warnings, taken.digest, len(found))

    def _related(self, taken: Taken) -> tuple[Taken, tuple[str, ...]]:
        """The document with the one that it says again, if there is one, and a word about it."""
        document = taken.document
        if self._rewrites is None:
            self._rewrites = Rewrites()
            for id, stored in self._ledger.sketches():
                self._rewrites.add(id, Sketch(stored[1:], stored[0]))
        self._sketch = sketch(document.text)
        first = self._rewrites.add(document.id, self._sketch)
        if first is None or document.rewrite_of is not None:
            return taken, ()
        other = self._ledger.head(first)
        told = f"{_name(document)}: much the same text as {_name(other)}; both count as one source"
        return replace(taken, document=replace(document, rewrite_of=first)), (told,)

    def _save(self, taken: Taken, found: Sequence[Statement], coding: Coding) -> bool:
        """Save it. If the server goes away it is waited for: a document that was saved after all is not saved twice."""
        sketched = (self._sketch.runs, *self._sketch.values)
        for wait in (*_WAITS, None):
            try:
                new = self._ledger.add(taken.document, found, coding, taken.digest, actors(found), sketched)
                return new or wait != _WAITS[0]
            except Away:
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError

    def notes(self) -> list[str]:
        """What a reader of the dossier should know about how its documents were read."""
        return self._model.notes() if self._model else []


def _order(d: Document) -> tuple[object, ...]:
    return d.published or date.max, d.origin, d.title, d.id


def _name(d: Document) -> str:
    return d.origin or d.title or d.id


def _unforeseen(document: Document, error: Exception) -> SpadeworkError:
    if isinstance(error, SpadeworkError):
        return error
    fault = Unforeseen(
        f"reading it met a fault in Spadework ({type(error).__name__})",
        where=_name(document),
        remedy="Please report it.",
    )
    fault.__cause__ = error
    return fault
