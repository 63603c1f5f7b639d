"""Passages with an agenda: what was said, and where each clause stands on which option.

A file holds dossiers, each opened by a line `## title`, then the agenda, a line `--`, and passages parted by lines
`%%`:

    ## The crossing at Dushli
    A Opening hours
    A1 The crossing is open day and night
    A2 It closes at dusk
    --
    {s1:The governor} {q1:told} reporters that {c1:{A2- A1+:dusk was for bats, and a crossing that sleeps is none}}.

`{s1:` `{q1:` `{c1:` mark source, cue and content of an attribution, linked by number; contents may lie in several
pieces and nest. A mark of codes such as `{A1+ B2-:` is a position: an option and `+` accepts, `?` open, `~`
conditional, `=` noncommittal, `-` rejects. `A1>B2` in it is a precondition (first A1, then B2; `x` for what is on no
agenda), `A1&B2` reciprocity, `!B2` an exception to B2.

    python training/passages.py FILE ...      checks files and counts what is in them
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STANCES = {"+": "accepts", "?": "open", "~": "conditional", "=": "noncommittal", "-": "rejects"}
KINDS = {">": "precondition", "&": "reciprocity"}

Span = tuple[int, int]

_MARK = re.compile(r"\{([^{}:\n]{1,60}):|\}")
_ROLE = re.compile(r"([sqc])(\d+)")
_STANCE = re.compile(r"([A-Z]\d)([+?~=-])")
_CONDITION = re.compile(r"([A-Z]\d|x)([>&])([A-Z]\d|x)|!([A-Z]\d)")


@dataclass
class Passage:
    """A text with its attributions (by number: role to spans) and its marks of positions and conditions.

    `positions` are (span, option's code, stance), `conditions` (span, kind, what is required or "", what then).
    """

    text: str
    attributions: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    positions: list[tuple[Span, str, str]] = field(default_factory=list)
    conditions: list[tuple[Span, str, str, str]] = field(default_factory=list)


@dataclass
class Dossier:
    """An agenda (code of an issue to its name and its options by code) and passages about it."""

    title: str
    issues: dict[str, tuple[str, dict[str, str]]]
    passages: list[Passage]


def dossiers(path: Path) -> list[Dossier]:
    """All of a file. Raises ValueError where it is not as it should be, with the place."""
    out = []
    for n, block in enumerate(re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:], 1):
        head, line, body = block.partition("\n--\n")
        title, *lines = head.strip().split("\n")
        where = f"{path.name}, dossier {n} ({title})"
        if not line:
            raise ValueError(f"{where}: no line -- after the agenda")
        issues: dict[str, tuple[str, dict[str, str]]] = {}
        for row in filter(str.strip, lines):
            code, _, text = row.strip().partition(" ")
            if code in issues or code in issues.get(code[0], ("", {}))[1]:
                raise ValueError(f"{where}: {code} is in the agenda twice")
            if re.fullmatch(r"[A-Z]", code):
                issues[code] = (text.strip(), {})
            elif re.fullmatch(r"[A-Z]\d", code) and code[0] in issues:
                issues[code[0]][1][code] = text.strip()
            else:
                raise ValueError(f"{where}: cannot read the agenda's line {row!r}")
        if any(len(options) < 2 for _, options in issues.values()) or not issues:
            raise ValueError(f"{where}: an issue needs two options at least")
        known = {code for _, options in issues.values() for code in options}
        found = []
        for k, passage in enumerate(body.split("\n%%"), 1):
            if passage.strip(" %\n"):
                lines = re.sub(r"\s*\n\s*", "\n\n", passage.strip())  # a text in normal form has no other breaks
                found.append(_passage(lines, known, f"{where}, passage {k}"))
        out.append(Dossier(title, issues, found))
    return out


def as_case(d: Dossier, name: str) -> dict[str, Any]:
    """A dossier in the form of a worked case. Each attribution of a passage has a party of its own, numbered: what is
    told of another then belongs to what is nested."""
    most = max(len(p.attributions) for p in d.passages)
    case: dict[str, Any] = {
        "id": name,
        "agenda": {
            "parties": [{"id": f"n{n}", "name": f"#{n}", "role": "principal", "aliases": []} for n in range(most)],
            "actors": [],
            "issues": [
                {"id": code, "name": title, "options": [{"id": c, "text": t} for c, t in options.items()]}
                for code, (title, options) in d.issues.items()
            ],
        },
        "documents": [],
        "gold": {"statements": [], "positions": [], "conditions": [], "findings": [], "traps": []},
    }
    gold = case["gold"]
    for k, p in enumerate(d.passages):
        doc = f"d{k}"
        case["documents"].append({"id": doc, "title": "", "publisher": "", "published": "2026-01-05", "text": p.text})
        every = list(p.attributions.values())
        for n, one in enumerate(every):
            role = {r: sorted(s) for r, s in one.items()}
            said = {"doc": doc, "party": f"n{n}", "speaker": f"#{n}", "said_on": None, "directness": "indirect"}
            gold["statements"].append(said | {"at": role})

        def held(span: Span, every: list[Any] = every) -> str | None:
            """The party of the narrowest attribution that has most of it."""
            a, b = span
            inside = [
                (sum(y - x for x, y in one["content"]), n)
                for n, one in enumerate(every)
                if any(min(b, y) - max(a, x) >= 0.5 * (b - a) for x, y in one["content"])
            ]
            return f"n{min(inside)[1]}" if inside else None

        gold["positions"] += [
            {"doc": doc, "at": s, "party": held(s), "issue": code[0], "option": code, "stance": stance}
            for s, code, stance in p.positions
        ]
        gold["conditions"] += [
            {
                "doc": doc,
                "at": s,
                "party": held(s),
                "kind": kind,
                "requires": f"{a[0]}.{a}" if a else None,
                "before": f"{b[0]}.{b}" if b else None,
            }
            for s, kind, a, b in p.conditions
        ]
    return case


def wordings(folder: Path) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """Other wordings of agendas, by (dossier's file, its title): for a code its other texts.

    A file opens each dossier file with `#### name`, each dossier with `## title`; lines such as `A1 text | text`
    follow.
    """
    out: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for path in sorted(folder.glob("*.txt")):
        for file in re.split(r"^#### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, *blocks = re.split(r"^## ", file, flags=re.MULTILINE)
            for block in blocks:
                title, *lines = block.strip().split("\n")
                told = (line.strip().partition(" ") for line in lines if line.strip())
                found = {code: tuple(filter(None, map(str.strip, texts.split("|")))) for code, _, texts in told}
                out[name.strip(), title.strip()] = {
                    c: t for c, t in found.items() if re.fullmatch(r"[A-Z]\d?", c) and t
                }
    return out


def _passage(marked: str, known: set[str], where: str) -> Passage:
    out = Passage("")
    at = 0
    open_: list[tuple[str, int]] = []
    for mark in _MARK.finditer(marked):
        out.text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_.append((mark.group(1), len(out.text)))
            continue
        if not open_:
            raise ValueError(f"{where}: a brace is closed that was never opened, after {out.text[-40:]!r}")
        code, start = open_.pop()
        span = start, len(out.text)
        if role := _ROLE.fullmatch(code):
            name = {"s": "source", "q": "cue", "c": "content"}[role[1]]
            out.attributions.setdefault(role[2], {"source": [], "cue": [], "content": []})[name].append(span)
            continue
        for part in code.split():
            if stance := _STANCE.fullmatch(part):
                named = [stance[1]]
                out.positions.append((span, stance[1], STANCES[stance[2]]))
            elif condition := _CONDITION.fullmatch(part):
                first, sign, then, but = condition.groups()
                named = [c for c in (first, then, but) if c and c != "x"]
                kind = KINDS[sign] if sign else "exception"
                out.conditions.append((span, kind, "" if first in (None, "x") else first, but or then.replace("x", "")))
            else:
                raise ValueError(f"{where}: cannot read the mark {part!r}")
            if unknown := set(named) - known:
                raise ValueError(f"{where}: {part!r} names {sorted(unknown)}, which the agenda has not")
    if open_:
        raise ValueError(f"{where}: a brace is not closed: {open_[-1][0]!r}")
    out.text += marked[at:]
    if "{" in out.text or "}" in out.text:
        raise ValueError(f"{where}: a brace that is no mark, near {out.text[max(0, out.text.find('{') - 20) :][:60]!r}")
    for number, one in out.attributions.items():
        if not one["content"]:
            raise ValueError(f"{where}: attribution {number} has no content")
    inside = [s for one in out.attributions.values() for s in one["content"]]
    for (a, b), code, _ in out.positions:
        # A cue such as "ruled out" may belong to what is marked; most of it is content.
        if not any(min(b, y) - max(a, x) >= 0.5 * (b - a) for x, y in inside):
            raise ValueError(f"{where}: the position {code} lies in no content: {out.text[a:b]!r}")
    return out


def main() -> int:
    wrong = 0
    counts: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        try:
            found = dossiers(path)
        except ValueError as error:
            print(f"error: {error}")
            wrong += 1
            continue
        counts["dossiers"] += len(found)
        for d in found:
            counts["passages"] += len(d.passages)
            for p in d.passages:
                counts["words"] += len(p.text.split())
                counts["attributions"] += len(p.attributions)
                counts["conditions"] += len(p.conditions)
                marked = [s for s, *_ in p.positions]
                counts["attributions without a position"] += sum(
                    not any(x <= a and b <= y for x, y in one["content"] for a, b in marked)
                    for one in p.attributions.values()
                )
                counts.update(stance for *_, stance in p.positions)
    for name, n in counts.items():
        print(f"{n:7} {name}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
