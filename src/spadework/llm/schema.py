"""What a model must answer: rows with quotes and ids, as a schema for the server and as a check on the way in.

A `Form` is one kind of answer, an object with a list for each kind of row. A row that does not fit is left out and
counted; an answer of which nothing fits is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import msgspec

from spadework.llm.client import Unanswered
from spadework.model import Basis, ConditionKind, Stance

MOST = 200  # rows of a kind in an answer: a piece of text has no more
_TRIES = 40  # places in an answer where the JSON may begin
_LONG = 200_000  # characters of an answer that are looked at


class Saying(msgspec.Struct):
    """Somebody says something. All but `speaks_for` are words of the text."""

    content: list[str]
    source: str | None = None
    cue: str | None = None
    speaker: str | None = None
    speaks_for: str | None = None


class Reading(msgspec.Struct):
    """The statements of a piece of text."""

    statements: list[Saying]


class Stand(msgspec.Struct):
    """Where a party stands on an option, by the words of a numbered statement."""

    statement: int
    party: str
    option: str
    stance: Stance
    quote: str
    basis: Basis = Basis.OWN
    given_up: bool = False


class Proviso(msgspec.Struct):
    """What a party wants first, in return, or left out."""

    statement: int
    party: str
    kind: ConditionKind
    quote: str
    requires: str | None = None
    before: str | None = None


class Promise(msgspec.Struct):
    """What a party undertakes to do. `deadline` holds words of the text."""

    statement: int
    party: str
    quote: str
    deadline: str | None = None
    beneficiary: str | None = None
    basis: Basis = Basis.OWN


class Coded(msgspec.Struct):
    """What a few statements show."""

    positions: list[Stand]
    conditions: list[Proviso]
    commitments: list[Promise]


T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """An answer as it was understood.

    Attributes:
        misfits: rows that did not fit the form and are left out.
        cut: the answer ended in the middle; what was whole in it is here.
    """

    answer: T
    misfits: int = 0
    cut: bool = False


class Form(Generic[T]):
    """One kind of answer.

    Args:
        kind: the type whose fields are the lists of rows.
        choices: for fields of rows that hold an id, the ids that there are.
    """

    def __init__(self, kind: type[T], choices: Mapping[str, Sequence[str]]) -> None:
        self._kind, self._choices = kind, choices
        self._rows: dict[str, type[Any]] = {
            name: get_args(hint)[0] for name, hint in get_type_hints(kind).items() if hasattr(hint, "__args__")
        }
        self.schema = self._strict(_inlined(msgspec.json.schema(kind)))

    def parse(self, text: str) -> Parsed[T]:
        """The rows of an answer that fit.

        Raises:
            Unanswered: it holds no JSON of this form, or no row of it fits.
        """
        found, cut = _object(text[:_LONG])
        lists = {name: found.get(name) for name in self._rows} if found is not None else {}
        if not any(isinstance(rows, list) for rows in lists.values()):
            why = "the answer is not in the form that was asked for" if found else "the answer is no JSON, or cut off"
            raise Unanswered(why, useless=True)
        made: dict[str, list[Any]] = {name: [] for name in self._rows}
        misfits = 0
        for name, rows in lists.items():
            for n, raw in enumerate(rows if isinstance(rows, list) else []):
                row = self._row(raw, self._rows[name]) if n < MOST else None
                if row is None:
                    misfits += 1
                else:
                    made[name].append(row)
        if (misfits or cut) and not any(made.values()):
            raise Unanswered("the answer is cut off" if cut else "no row of the answer fits the form", useless=True)
        return Parsed(self._kind(**made), misfits, cut)

    def _row(self, raw: Any, kind: type[Any]) -> Any:
        """The row; None if it does not fit. An id that there is not is left out where it may be missing."""
        try:
            row = msgspec.convert(raw, kind)
        except (msgspec.ValidationError, RecursionError):
            return None
        for field in msgspec.structs.fields(kind):
            value = getattr(row, field.name)
            if field.name in self._choices and value is not None and value not in self._choices[field.name]:
                if field.required:
                    return None
                setattr(row, field.name, None)
        return row

    def _strict(self, node: Any, choices: Sequence[str] | None = None) -> Any:
        """The schema as strict servers want it: every property required, none besides, and ids from the agenda only."""
        if isinstance(node, list):
            # Of a field that may be empty and for which there is no id, only "empty" is left.
            return [self._strict(n, choices) for n in node if choices != () or n != {"type": "string"}]
        if not isinstance(node, dict):
            return node
        made = {k: self._strict(v, choices) for k, v in node.items() if k not in ("default", "title", "description")}
        if node.get("type") == "object":
            made["properties"] = {
                name: self._strict(v, tuple(self._choices[name]) if name in self._choices else None)
                for name, v in node["properties"].items()
            }
            made |= {"additionalProperties": False, "required": list(node["properties"])}
        if node == {"type": "string"} and choices:
            made["enum"] = list(choices)
        if "enum" in made:
            made["type"] = "string"
        return made


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without references, which not every server follows."""
    parts = schema.pop("$defs", {})

    def whole(node: Any) -> Any:
        if isinstance(node, list):
            return [whole(n) for n in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return whole(parts[node["$ref"].rsplit("/", 1)[1]])
        return {k: whole(v) for k, v in node.items()}

    made: dict[str, Any] = whole(schema)
    return made


def _object(text: str) -> tuple[dict[str, Any] | None, bool]:
    """The JSON object in an answer, which may stand among other words; and whether its end had to be made up."""
    text = text.rpartition("</think>")[2]
    at = -1
    for _ in range(_TRIES):
        at = text.find("{", at + 1)
        if at < 0:
            return None, False
        for part, cut in ((text[at:], False), (_whole_rows(text[at:]), True)):
            try:
                found, _ = json.JSONDecoder().raw_decode(part)
            except (ValueError, RecursionError):
                continue
            if found:
                return found, cut
    return None, False


def _whole_rows(text: str) -> str:
    """Of an object of lists that ends in the middle, what comes before the first row that is not whole, closed."""
    nested: list[str] = []
    end = 0
    quoted = escaped = False
    for n, c in enumerate(text):
        if quoted:
            quoted = escaped or c != '"'
            escaped = c == "\\" and not escaped
        elif c == '"':
            quoted = True
        elif c in "{[":
            nested.append(c)
        elif c in "}]":
            if not nested or nested.pop() != ("{" if c == "}" else "["):
                break
            if c == "}" and nested == ["{", "["]:
                end = n + 1
    return f"{text[:end]}]}}" if end else ""
