"""A scenario as TOML for an analyst to change, or as JSON for programs; both are read back to an equal scenario."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spadework.model import Document, Scenario, Span
from spadework.settling.files.parsing import LISTS
from spadework.settling.files.tabling import spans, tables
from spadework.toml import key, quoted

_WIDTH = 110
_DRAFT = """\
# A DRAFT, made by the machine from what was said. Check each number before you rely on it, enter each party's
# reserve (what it has without a deal; that is never inferred), then take out `draft = true`. A number may be
# 0.5, { low = 0.2, high = 0.6 }, { low = 0.2, likely = 0.5, high = 0.6 } or { mean = 0.5, sd = 0.1 }.""".splitlines()
_COMMENT = 240  # of a quote in a comment; the whole quote stands at the end of the file


def dumps(scenario: Scenario, kind: str = "toml", documents: Iterable[Document] = ()) -> str:
    """The scenario as text.

    Args:
        kind: "toml" or "json".
        documents: those that were quoted; in TOML a comment then tells the words behind each number, with their
            document and day.
    """
    quotes = {span: f"q{n}" for n, span in enumerate(dict.fromkeys(spans(scenario)), start=1)}
    table = tables(scenario, quotes)
    if kind == "json":
        return json.dumps(_plural(table), indent=2, ensure_ascii=False) + "\n"
    return "\n".join(_Toml(scenario, {d.id: d for d in documents}).lines(table)) + "\n"


def _plural(raw: Any) -> Any:
    """The same with the names that lists have in JSON."""
    if isinstance(raw, dict):
        return {LISTS.get(k, k) if isinstance(v, list) else k: _plural(v) for k, v in raw.items()}
    return [_plural(v) for v in raw] if isinstance(raw, list) else raw


class _Toml:
    """Lines of TOML in the order in which an analyst wants to see them."""

    def __init__(self, scenario: Scenario, documents: Mapping[str, Document]) -> None:
        self._scenario, self._documents = scenario, documents
        self._quotes: dict[str, Span] = {}

    def lines(self, table: dict[str, Any]) -> Iterator[str]:
        if self._scenario.draft:
            yield from _DRAFT
            yield ""
        self._quotes = {f"q{n}": s for n, s in enumerate(dict.fromkeys(spans(self._scenario)), start=1)}
        for name in ("name", "draft"):
            if name in table:
                yield f"{name} = {self._inline(table[name])}"
        if "notes" in table:
            yield from self._list("notes", table["notes"])
        if "rule" in table:
            yield from ("", "[rule]")
            yield from (f"{k} = {self._inline(v)}" for k, v in table["rule"].items())
        for row in table.get("party", []):
            yield from ("", "[[party]]")
            yield from self._plain(row)
        for row in table.get("issue", []):
            yield from ("", "[[issue]]")
            yield from self._plain({k: v for k, v in row.items() if k != "option"})
            for option in row["option"]:
                yield from ("", "[[issue.option]]")
                yield from self._plain(option)
        for row in table.get("preference", []):
            yield from self._preference(row)
        for row in table.get("constraint", []):
            yield from ("", *self._why(row), "[[constraint]]")
            yield from self._plain(row)
        for row in table.get("quote", []):
            yield from ("", "[[quote]]")
            yield from self._plain(row)

    def _preference(self, row: dict[str, Any]) -> Iterator[str]:
        yield from ("", "[[preference]]", f"party = {quoted(row['party'])}")
        if "reserve" in row:
            yield from self._why(row["reserve"])
            yield f"reserve = {self._inline(row['reserve'])}"
        elif self._scenario.draft:
            yield "# reserve = 0.4        # what it has without a deal: yours to enter"
        if "red_lines" in row:
            yield "red_lines = ["
            for line in row["red_lines"]:
                yield from ("    " + c for c in self._why(line))
                yield f"    {self._inline(line)},"
            yield "]"
        yield from ("", "[preference.weights]")
        yield from self._numbers(row["weights"])
        for issue, values in row["values"].items():
            yield from ("", f"[preference.values.{key(issue)}]")
            yield from self._numbers(values)
        if not row["values"]:
            yield from ("", "[preference.values]")
        for interaction in row.get("interaction", []):
            yield from ("", "[[preference.interaction]]")
            yield from self._plain(interaction)

    def _numbers(self, table: dict[str, Any]) -> Iterator[str]:
        for name, number in table.items():
            yield from self._why(number)
            yield f"{key(name)} = {self._inline(number)}"

    def _why(self, raw: Any) -> Iterator[str]:
        """Comments that tell the words behind a number."""
        origin = raw.get("origin", {}) if isinstance(raw, dict) else {}
        for name in origin.get("quotes", []):
            span = self._quotes[name]
            document = self._documents.get(span.document)
            if document is None:
                continue
            words = " ".join(span.quote.split())
            words = words if len(words) <= _COMMENT else words[: _COMMENT - 1] + "…"
            day = f", {document.published}" if document.published else ""
            yield _printable(f"# “{words}” ({document.title or document.origin}{day})")

    def _plain(self, row: dict[str, Any]) -> Iterator[str]:
        for name, raw in row.items():
            if isinstance(raw, list):
                yield from self._list(key(name), raw)
            else:
                yield f"{key(name)} = {self._inline(raw)}"

    def _list(self, name: str, raw: list[Any]) -> Iterator[str]:
        line = f"{name} = {self._inline(raw)}"
        if len(line) <= _WIDTH:
            yield line
        else:
            yield from (f"{name} = [", *(f"    {self._inline(v)}," for v in raw), "]")

    def _inline(self, raw: Any) -> str:
        if isinstance(raw, bool):
            return "true" if raw else "false"
        if isinstance(raw, (int, float)):
            return repr(raw)
        if isinstance(raw, str):
            return quoted(raw)
        if isinstance(raw, list):
            return "[" + ", ".join(map(self._inline, raw)) + "]"
        return "{ " + ", ".join(f"{key(k)} = {self._inline(v)}" for k, v in raw.items()) + " }"


def _printable(text: str) -> str:
    """On one line, without characters that TOML forbids in a comment or that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
