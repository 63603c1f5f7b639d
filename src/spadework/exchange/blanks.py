"""Fields and lists that are left out of a dossier, in its rows as they are and as they were."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spadework.errors import ExchangeError
from spadework.exchange.checking import KINDS, row_of
from spadework.model import (
    Actor,
    Archive,
    Coding,
    Document,
    Issue,
    IssueNote,
    Option,
    Party,
    Revision,
    RowKind,
    to_json,
)
from spadework.model.values import CODED

# Whole lists that can be left out by their names; of statements too much depends.
LISTS = {f"{kind}s": kind for kind in RowKind if kind is not RowKind.STATEMENT}


_NOUNS: dict[str, type] = {
    "document": Document,
    **{kind.value: KINDS[kind] for kind in RowKind},
    "revision": Revision,
    "actor": Actor,
    "party": Party,
    "issue": Issue,
    "option": Option,
}
_FIXED = frozenset(("pages", "before", "after", "reverts", "options", "rewrite_of"))


@dataclass(frozen=True)
class Blanks:
    """What is emptied.

    Attributes:
        values: by noun, what its fields become.
        lists: names of whole lists that are left out.
        nameless: analysts lose their names.
    """

    values: dict[str, dict[str, object]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    nameless: bool = False

    @classmethod
    def of(cls, names: Sequence[str]) -> Blanks:
        """From the names that a user gives. Raises ExchangeError for what cannot be left out."""
        values: dict[str, dict[str, object]] = {}
        lists: set[str] = set()
        nameless = False
        for name in names:
            noun, dot, column = name.partition(".")
            if not dot and (name in LISTS or name in ("notes", "revisions")):
                lists.add(name)
            elif name == "revision.by":
                nameless = True
            elif noun in _NOUNS and column in (open := _open(_NOUNS[noun])):
                values.setdefault(noun, {})[column] = open[column]
            else:
                raise ExchangeError(f"the field {name!r} cannot be left out", remedy=_remedy(noun))
        return cls(values, frozenset(lists), nameless)

    @property
    def kinds(self) -> set[RowKind]:
        """The kinds of rows that are left out as a whole."""
        return {LISTS[name] for name in self.lists if name in LISTS}

    def apply(self, archive: Archive) -> Archive:
        """The dossier with these fields emptied, in rows as they are and as they were."""
        record, secret = archive.record, self._values(archive)
        agenda = record.agenda
        c = record.coding
        lists = {
            f.name: self._all(kind, getattr(c, f.name)) for kind, f in zip(_CODED, dataclasses.fields(c), strict=True)
        }
        issues = tuple(replace(i, options=self._all("option", i.options)) for i in self._all("issue", agenda.issues))
        aliases = _aliases(archive) if self.nameless else {}
        notes = () if "notes" in self.lists else tuple(n for n in record.notes if not any(s in n for s in secret))
        return replace(
            archive,
            record=replace(
                record,
                agenda=replace(
                    agenda,
                    parties=self._all("party", agenda.parties),
                    actors=self._all("actor", agenda.actors),
                    issues=issues,
                ),
                documents=self._all("document", record.documents),
                statements=self._all("statement", record.statements),
                coding=Coding(**lists),
                findings=self._all("finding", record.findings),
                notes=notes,
                issue_notes=tuple(_unsigned(n, aliases) for n in self._all("issue_note", record.issue_notes)),
            ),
            revisions=() if "revisions" in self.lists else self._history(archive.revisions, aliases),
        )

    def _all(self, noun: str, some: tuple[typing.Any, ...]) -> tuple[typing.Any, ...]:
        values = self.values.get(noun)
        return tuple(replace(one, **values) for one in some) if values else some

    def _history(self, revisions: tuple[Revision, ...], aliases: dict[str, str]) -> tuple[Revision, ...]:
        made = []
        for r in self._all("revision", revisions):
            r = replace(r, by=aliases.get(r.by, r.by))
            if r.kind.value in self.values or (aliases and r.kind is RowKind.ISSUE_NOTE):
                before, after = (self._emptied(r.kind, text, aliases) for text in (r.before, r.after))
                r = replace(r, before=before, after=after)
            made.append(r)
        return tuple(made)

    def _emptied(self, kind: RowKind, text: str | None, aliases: dict[str, str]) -> str | None:
        if text is None:
            return None
        row = self._all(kind.value, (row_of(kind, text),))[0]
        return to_json(_unsigned(row, aliases) if isinstance(row, IssueNote) else row)

    def _values(self, archive: Archive) -> set[str]:
        """What stood in these fields of documents: notes tell of documents by their names."""
        names = self.values.get("document", {})
        found = {getattr(d, n) for d in archive.record.documents for n in names}
        return {v for v in found if isinstance(v, str) and len(v) > 3}


_CODED = [kind.value for kind in CODED]


def _aliases(archive: Archive) -> dict[str, str]:
    """What analysts are called who lose their names."""
    found = {"machine": "machine"}
    states = (text for r in archive.revisions if r.kind is RowKind.ISSUE_NOTE for text in (r.before, r.after) if text)
    old = (row for row in (row_of(RowKind.ISSUE_NOTE, text) for text in states) if isinstance(row, IssueNote))
    for name in (*(r.by for r in archive.revisions), *(n.author for n in (*archive.record.issue_notes, *old))):
        found.setdefault(name, f"analyst {len(found)}")
    return found


def _unsigned(note: IssueNote, aliases: dict[str, str]) -> IssueNote:
    return replace(note, author=aliases.get(note.author, note.author))


def _open(noun: type) -> dict[str, object]:
    """The fields of a noun that may be empty, with what they are then.

    A number or a value of a vocabulary may not: an invented one would be a lie.
    """
    hints = typing.get_type_hints(noun)
    found: dict[str, object] = {"title": ""} if noun is Document else {}
    for f in dataclasses.fields(noun):
        if f.name in _FIXED:
            continue
        if type(None) in typing.get_args(hints[f.name]):
            found[f.name] = None
        elif f.default in ("", ()):
            found[f.name] = f.default
    return found


def _remedy(noun: str) -> str:
    if noun in _NOUNS:
        return f"Of {noun} these can: {', '.join(_open(_NOUNS[noun]))}{', by' if noun == 'revision' else ''}."
    return f"Write noun.field, with a noun out of {', '.join(_NOUNS)}, or one of notes, revisions, {', '.join(LISTS)}."
