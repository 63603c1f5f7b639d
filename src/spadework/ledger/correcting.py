"""What an analyst's correction makes of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as fields_of
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from typing import Any

import msgspec

from spadework.errors import CannotRevise
from spadework.ledger.documents import Documents
from spadework.ledger.rows import Row, document_of
from spadework.model import Agenda, Condition, Finding, Position, Span, Statement

# What a row is, and what its document says; to change these is to make another row.
FIXED = (
    "id",
    "status",
    "document",
    "documents",
    "reported_on",
    "rows",
    "statement",
    "within",
    "author",
    "written",
)
_PLACES = ("content", "source", "cue")  # of a statement; the source of an event is a party
_RANGE = re.compile(r"(\d+)-(\d+)\Z")
_NONE = ("", "none", "null")


def corrected(row: Row, changes: Mapping[str, Any], agenda: Agenda, documents: Documents) -> Row:
    """The row with these fields set. A row that an analyst vouches for has the confidence 1 unless another is given.

    Args:
        changes: values by field, or words for them as they come from a command line: a day, two days as
            "2025-03-01/2025-03-04", "none" for nothing, for a place its quote, "start-end" or {"start": 5, "end": 9}.

    Raises:
        CannotRevise: there is no such field, it cannot be changed, or its value does not fit.
        ProvenanceError: there is nothing at that place.
    """
    fixed = (*FIXED, "kind") if isinstance(row, Finding) else FIXED  # of a condition it is a reading like others
    known = [f.name for f in fields_of(row) if f.name not in fixed]
    for name in changes:
        if name not in known:
            raise CannotRevise(
                f"{name!r} is no field of this row that can be corrected", remedy=f"It has {', '.join(known)}."
            )
    values = {"confidence": 1.0} | {name: _read(row, name, value, documents) for name, value in changes.items()}
    try:
        made: Row = msgspec.convert(msgspec.to_builtins(row) | values, type(row), strict=False)
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError) as e:
        raise CannotRevise(f"a value does not fit: {e}") from e
    on_agenda(made, agenda, row)
    if isinstance(made, Statement):
        check_said(made)
    return made


def check_said(statement: Statement) -> None:
    """Somebody said it, and each word of it once.

    Raises:
        CannotRevise: nobody is named, or its places overlap.
    """
    if not statement.speaker.strip():
        raise CannotRevise("speaker: nobody is named", remedy='Give a name, or a description such as "an official".')
    places = sorted(statement.content, key=lambda s: s.start)
    if any(a.end > b.start for a, b in pairwise(places)):
        raise CannotRevise("content: its places overlap", remedy="Mark the pieces so that each word is in one of them.")


def _read(row: Row, name: str, value: Any, documents: Documents) -> Any:
    """The value as a noun's JSON would have it."""
    place = name == "evidence" or (isinstance(row, Statement) and name in _PLACES)
    if place and value is not None and not (isinstance(value, str) and value.lower() in _NONE):
        many = name == "content" or isinstance(row, Finding)
        given = value if isinstance(value, list | tuple) else [value]
        if len(given) != 1 and not many:
            raise CannotRevise(f"{name}: {len(given)} places are given", remedy="It has one.")
        spans = [_place(row, v, documents) for v in given]
        return msgspec.to_builtins(spans if many else spans[0])
    if not isinstance(value, str):
        return msgspec.to_builtins(value)
    if value.lower() in _NONE and _may_be_none(row, name):
        return None
    current = getattr(row, name)
    if isinstance(current, StrEnum):
        _one_of(name, value, list(type(current)))
    if name == "said_on":
        first, _, last = value.partition("/")
        return {"first": first.strip(), "last": (last or first).strip()}
    if isinstance(current, tuple):
        return [v.strip() for v in value.split(",") if v.strip()]
    return value


def _may_be_none(row: Row, name: str) -> bool:
    return "None" in str(type(row).__annotations__[name])


def _place(row: Row, value: Any, documents: Documents) -> Span:
    """The span that is meant: one given as such, by its ends, or by the words that stand there once."""
    if isinstance(value, Span):
        return value
    id = document_of(row)
    if id is None:
        raise CannotRevise("the places of a finding are those of its rows", remedy="Correct the rows.")
    document = documents.text(id)
    if isinstance(value, Mapping):
        ends = value.get("start"), value.get("end")
        if not all(type(n) is int for n in ends):
            raise CannotRevise("a place has a start and an end, both whole numbers")
        return document.span(*ends)  # type: ignore[arg-type]  # so they are
    if not isinstance(value, str):
        raise CannotRevise(f"{value!r} is no place", remedy="Give its words, or its start and end.")
    count = document.text.count(value)
    if not count and (at := _RANGE.match(value)):  # else "1990-1995" as the text has it could not be given
        return document.span(int(at[1]), int(at[2]))
    if count != 1:
        raise CannotRevise(
            f"the words {value[:60]!r} stand {count} times in the document",
            remedy="Give them as they stand there, or the place as start-end.",
        )
    start = document.text.index(value)
    return document.span(start, start + len(value))


def on_agenda(new: Row, agenda: Agenda, old: Row | None = None) -> None:
    """A party, issue or option that is set has to be one of the agenda's; what stood there before may stay.

    Raises:
        CannotRevise: it is none; the message says which come near.
    """
    parties = [p.id for p in agenda.parties]
    issues = {i.id: [o.id for o in i.options] for i in agenda.issues}
    for name in ("party", "by", "beneficiary", "source", "target", "alleged_by"):
        value = getattr(new, name, None)
        if isinstance(value, str) and value != getattr(old, name, None):
            _one_of("party", value, parties)
    if isinstance(new, Condition) and isinstance(old, Condition):
        steps = [f"{i}.{o}" for i, options in issues.items() for o in options]
        for step, was in ((new.requires, old.requires), (new.before, old.before)):
            if step is not None and step != was:
                _one_of("option of the agenda", step, steps)
    issue = getattr(new, "issue", None)
    if issue is not None and issue != getattr(old, "issue", None):
        _one_of("issue", issue, list(issues))
    if isinstance(new, Finding) and isinstance(old, Finding):
        for kind, some, before, of in (
            ("party", new.parties, old.parties, parties),
            ("issue", new.issues, old.issues, list(issues)),
        ):
            for one in some:
                if one not in before:
                    _one_of(kind, one, of)
        if new.option is not None and (new.issue, new.option) != (old.issue, old.option):
            _one_of(f"option of {new.issue or 'no issue'}", new.option, issues.get(new.issue or "", []))
    if isinstance(new, Position) and (new.issue, new.option) != (
        getattr(old, "issue", None),
        getattr(old, "option", None),
    ):
        _one_of(f"option of {new.issue}", new.option, issues.get(new.issue, []))


def _one_of(kind: str, value: str, known: list[str]) -> None:
    if value not in known:
        near = get_close_matches(value, known, 1)
        hint = f"Did you mean {str(near[0])!r}?" if near else f"There is {', '.join(known) or 'none'}."
        raise CannotRevise(f"{value[:60]!r} is no {kind} here", remedy=hint)
