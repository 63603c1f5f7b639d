"""What the coder learns from, cases and generated exchanges: a clause, an issue, the stance towards each option."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from cases import agenda_of, documents_of, gold_statements  # noqa: E402
from spadework.coding.judge import ROLES, STANCES, Question, asked  # noqa: E402
from spadework.coding.matching import Matcher  # noqa: E402
from spadework.coding.units import units  # noqa: E402

IGNORED = -100
REPEATED = 0.25  # likeness from which a clause may repeat a position that the gold records elsewhere


@dataclass
class Example:
    """A question with its answers: for each option the index of its stance and of its part in a condition."""

    question: Question
    stances: list[int]
    roles: list[int]
    case: str = ""
    keys: list[tuple[str, str, str, str]] = field(default_factory=list)


def of_case(path: Path) -> list[Example]:
    """All pairs of a gold clause and an issue. A position that the gold records in another place is not judged here."""
    return examples(json.loads(path.read_text(encoding="utf-8")), path.stem)


def of_generated(path: Path, most: int | None = None) -> list[Example]:
    """The same of exchanges that `generate.py` has written, one a line; of the first `most` lines."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if most is not None and n >= most:
                break
            out += examples(_as_case(json.loads(line)), f"generated {n}", alike=False)
    return out


def _as_case(row: dict[str, Any]) -> dict[str, Any]:
    """An exchange as a worked case of one document, its parties called by their names."""
    text, said = row["text"], row["statements"]
    named = {r["party"] for r in (*said, *row["positions"], *row["conditions"]) if r["party"]}
    agenda = {
        "parties": [{"id": n, "name": n, "role": "principal", "aliases": []} for n in sorted(named)],
        "actors": [],
        "issues": row["agenda"]["issues"],
    }
    statements = [
        {"speaker": s["source"] or "", "said_on": None, "doc": "d1", "directness": _directness(text, s["content"])} | s
        for s in said
    ]
    rows = {key: [{"doc": "d1"} | r for r in row[key]] for key in ("positions", "conditions")}
    document = {"id": "d1", "title": "", "publisher": "", "published": "2026-01-05", "text": text}
    return {"id": "", "agenda": agenda, "documents": [document], "gold": {"statements": statements, **rows}}


def _directness(text: str, content: list[str]) -> str:
    at = text.find(content[0]) if content else 0
    return "direct" if at > 0 and text[at - 1] in "\"“‘'" else "indirect"


def examples(case: dict[str, Any], name: str, *, alike: bool = True) -> list[Example]:
    """`alike`: look which clause is most like a position's option where several show it, and what repeats it."""
    documents, agenda = documents_of(case), agenda_of(case)
    names = {d.id: n for n, d in documents.items()}
    by_id = {d.id: d for d in documents.values()}
    matcher = Matcher(agenda, documents.values()) if alike else None
    said = [u for u in units(gold_statements(case, documents), by_id, agenda) if not u.requirement]
    likeness = [_likeness(u, matcher) if matcher else {} for u in said]
    options = [(i.id, o.id) for i in agenda.issues for o in i.options]
    stances: dict[tuple[int, str, str], int] = {}
    roles: dict[tuple[int, str, str], int] = {}
    everywhere = {(p["party"], p["issue"], p["option"]) for p in case["gold"]["positions"]}
    doubtful = set()

    def place(row: dict[str, Any], *wanted: tuple[str, str]) -> list[int]:
        """The clauses that show a row, the one most like the option first."""
        text = documents[row["doc"]].text
        at = text.find(row["quote"])
        until = at + len(row["quote"])
        hit = [
            n
            for n, u in enumerate(said)
            if names[u.document.id] == row["doc"]
            and row["party"] in u.holders
            and min(until, u.end) - max(at, u.start) >= 0.5 * min(until - at, u.end - u.start)
        ]
        return sorted(hit, key=lambda n: -max((likeness[n].get(w, 0.0) for w in wanted), default=0.0))

    for p in case["gold"]["positions"]:
        first, *others = place(p, (p["issue"], p["option"])) or [None]
        if first is not None:
            stances[first, p["issue"], p["option"]] = STANCES.index(p["stance"])
        doubtful |= {(n, p["issue"], p["option"]) for n in others}
    for c in case["gold"]["conditions"]:
        ends = [tuple(c[end].split(".", 1)) for end in ("requires", "before") if c[end]]
        first = next(iter(place(c, *ends)), None)
        if first is None:
            continue
        if c["requires"] and c["requires"] != c["before"]:
            roles[(first, *c["requires"].split(".", 1))] = ROLES.index("requires")
        if c["before"]:
            roles[(first, *c["before"].split(".", 1))] = ROLES.index(c["kind"])
    out = []
    for n, unit in enumerate(said):
        for issue in agenda.issues:
            labels, parts = [], []
            for option in issue.options:
                key = (n, issue.id, option.id)
                label = stances.get(key, 0)
                repeats = likeness[n].get((issue.id, option.id), 0) >= REPEATED and any(
                    (party, issue.id, option.id) in everywhere for party in unit.holders
                )
                labels.append(IGNORED if not label and (key in doubtful or repeats) else label)
                parts.append(roles.get(key, 0))
            keys = [(names[unit.document.id], party, issue.id, "") for party in unit.holders]
            out.append(Example(asked(unit, issue, agenda), labels, parts, name, keys))
    assert options
    return out


def _likeness(unit: Any, matcher: Matcher) -> dict[tuple[str, str], float]:
    found = matcher.likeness(unit)
    return {(w.issue.id, w.option.id): p for w, p in zip(matcher.options, found, strict=True)}
