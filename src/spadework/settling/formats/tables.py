"""CSV tables, as people make them in a spreadsheet.

Wide: the columns `issue`, `option`, and one for each party. A row without an option holds the weights of its issue, and
a row whose issue is `reserve` the reserves. Long: the columns `party`, `issue`, `option`, `value`, with rows of the
same kind for weights and reserves. A cell is a number, or an interval such as `0.2..0.6`. A party without weights gives
points: what a package is worth to it is the sum of them.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Scenario, Value
from spadework.settling.files import parsing
from spadework.settling.files.faulty import Raw

MAX_ROWS = 200_000
_INTERVAL = re.compile(r"\s*([^.\s][^\s]*?|\.\d[^\s]*?)\s*\.\.\s*(\S+)\s*\Z")
_KEYS = ("issue", "option")
RESERVE = "reserve"


def scenario(text: str, where: str) -> Scenario:
    """The scenario that the table tells.

    Raises:
        ScenarioError: no such table; the message names the line.
    """
    rows = _rows(text, where)
    head = [c.strip() for c in rows[0]]
    low = [c.casefold() for c in head]
    if not all(k in low for k in _KEYS):
        raise ScenarioError(
            f"the first line names the columns {', '.join(head)[:100]!r}",
            where=f"{where}: line 1",
            remedy="It needs `issue`, `option` and a column for each party; or `party`, `issue`, `option`, `value`.",
        )
    cells = _long(rows, low, where) if {"party", "value"} <= set(low) else _wide(rows, head, low, where)
    table = _table(cells, where)
    raw = Raw()
    made = raw.checked(lambda: parsing.scenario(table, raw), where)
    weighed = {party for _, party, issue, option, _ in cells if not option and issue.casefold() != RESERVE}
    return replace(
        made,
        preferences=tuple(
            p if p.party in weighed else replace(p, weights=dict.fromkeys(p.weights, Value.of(1.0)))
            for p in made.preferences
        ),
    )


def _rows(text: str, where: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    if first.count(delimiter) < 2:
        raise ScenarioError("no table: its first line has fewer than three columns", where=where)
    made: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            if len(made) > MAX_ROWS:
                raise ScenarioError(f"over {MAX_ROWS:,} lines: this is no scenario", where=where)
            made.append(row)
    except csv.Error as e:
        raise ScenarioError(f"no CSV: {e}", where=f"{where}: line {len(made) + 1}") from e
    return made


Cell = tuple[int, str, str, str, Any]  # line, party, issue, option, number


def _long(rows: list[list[str]], head: list[str], where: str) -> list[Cell]:
    at = {k: head.index(k) for k in ("party", "issue", "option", "value")}
    cells = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(c.strip() for c in row):
            continue
        party, issue, option, value = (row[at[k]].strip() if at[k] < len(row) else "" for k in at)
        cells.append((line, party, issue, option, _number(value, where, line)))
    return cells


def _wide(rows: list[list[str]], names: list[str], head: list[str], where: str) -> list[Cell]:
    issue_at, option_at = head.index("issue"), head.index("option")
    parties = [(n, name) for n, name in enumerate(names) if n not in (issue_at, option_at) and name]
    cells = []
    issue = ""
    for line, row in enumerate(rows[1:], start=2):
        if not any(c.strip() for c in row):
            continue
        told = row[issue_at].strip() if issue_at < len(row) else ""
        option = row[option_at].strip() if option_at < len(row) else ""
        issue = told or issue  # an issue is often written once, above its options
        for n, party in parties:
            value = row[n].strip() if n < len(row) else ""
            if value:
                cells.append((line, party, issue, option, _number(value, where, line)))
    return cells


def _number(text: str, where: str, line: int) -> Any:
    interval = _INTERVAL.match(text)
    parts = [interval[1], interval[2]] if interval else [text]
    try:
        numbers = [float(p) for p in parts]
    except ValueError:
        hint = "Decimals have a point." if re.search(r"\d,\d", text) else "Write a number, or an interval as 0.2..0.6."
        raise ScenarioError(f"{text[:40]!r} is no number", where=f"{where}: line {line}", remedy=hint) from None
    return {"low": numbers[0], "high": numbers[1]} if interval else numbers[0]


def _table(cells: list[Cell], where: str) -> dict[str, Any]:
    options: dict[str, dict[str, None]] = {}
    wants: dict[str, dict[str, Any]] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for line, party, issue, option, number in cells:
        if not party or not issue:
            raise ScenarioError("no party or no issue is named", where=f"{where}: line {line}")
        first = seen.setdefault((party, issue, option), line)
        if first != line:
            raise ScenarioError(
                f"{party} has a number for {issue}{', ' + option if option else ''} already, on line {first}",
                where=f"{where}: line {line}",
            )
        mine = wants.setdefault(party, {"party": party, "weights": {}, "values": {}})
        if issue.casefold() == RESERVE and not option:
            mine["reserve"] = number
        elif not option:
            mine["weights"][issue] = number
        else:
            options.setdefault(issue, {})[option] = None
            mine["values"].setdefault(issue, {})[option] = number
    for mine in wants.values():
        # Points: no weights. Even ones stand for them while the table is checked; see above.
        mine["weights"] = mine["weights"] or dict.fromkeys(options, 1 / max(1, len(options)))
    return {
        "parties": list(wants),
        "issues": [{"id": i, "name": i, "options": list(o)} for i, o in options.items()],
        "preferences": list(wants.values()),
    }
