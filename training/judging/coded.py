"""What the judge learns from: documents with an agenda, and for each clause the stance towards each of its options.

Worked cases and passages (`training/passages.py`) give the same: texts, options, and clauses with labels.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT / "training"), str(ROOT / "training/reading")]
from corpora import Article, cases, of_dossier, placed_quotes  # noqa: E402
from passages import as_case, dossiers, wordings  # noqa: E402
from worked import worked  # noqa: E402

from spadework.coding.judge import ROLES, STANCES  # noqa: E402
from spadework.coding.matching import FEATURES, Matcher  # noqa: E402
from spadework.coding.units import Unit  # noqa: E402
from spadework.intake import normalise  # noqa: E402

IGNORED = -100
DROPPED = 0.25  # of options that nobody speaks of
STRANGE = 0.4  # how often an issue of another dossier is among the agenda's
REPEATED = 0.25  # likeness from which a clause may repeat a position that the gold records elsewhere


@dataclass
class Said:
    """A clause: its place, and for each option of the agenda the index of its stance and of its part in a condition."""

    start: int
    end: int
    stances: list[int]
    roles: list[int]


@dataclass
class Coded:
    """Documents under one agenda: `options` are (issue's name, option's text), `issues` the issue's number of each."""

    name: str
    options: list[tuple[str, str]]
    issues: list[int]
    articles: list[Article]
    said: list[list[Said]] = field(default_factory=list)
    wordings: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    """Other names of each option's issue, and other texts of the option."""


def varied(coded: Coded, rng: random.Random, others: list[Coded]) -> Coded:
    """The same under another agenda: without some options that nobody speaks of, at times with an issue of another
    dossier, and in other words where there are any."""
    marked = [zip(s.stances, s.roles, strict=True) for said in coded.said for s in said]
    used = {k for one in marked for k, (stance, role) in enumerate(one) if stance or role}
    left = [k for k in range(len(coded.options)) if k in used or rng.random() > DROPPED]
    chosen = {issue: rng.random() for issue in coded.issues}
    options, issues = [], []
    for k in left:
        issue, option = coded.options[k]
        if coded.wordings:
            names, texts = coded.wordings[k]
            names, texts = (issue, *names), (option, *texts)
            issue, option = names[int(chosen[coded.issues[k]] * len(names))], rng.choice(texts)
        options.append((issue, option))
        issues.append(coded.issues[k])
    said = [
        [Said(s.start, s.end, [s.stances[k] for k in left], [s.roles[k] for k in left]) for s in each]
        for each in coded.said
    ]
    if rng.random() < STRANGE:
        other = rng.choice(others)
        number = rng.choice(other.issues)
        strange = [o for o, i in zip(other.options, other.issues, strict=True) if i == number]
        if other is not coded and not {o for _, o in strange} & {o for _, o in options}:
            options += strange
            issues += [max(coded.issues) + 1] * len(strange)
            for s in (s for each in said for s in each):
                s.stances += [0] * len(strange)
                s.roles += [0] * len(strange)
    return Coded(coded.name, options, issues, coded.articles, said)


def of_cases(folder: Path) -> list[Coded]:
    """The worked cases of a folder."""
    placed: dict[str, list[Article]] = {}
    for article in cases(folder):
        placed.setdefault(article.name.split("/")[0], []).append(article)
    out = []
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        out.append(coded(case, path.stem, placed[path.stem]))
    return out


def of_passages(paths: Iterable[Path], others: Path | None = None) -> list[Coded]:
    """The dossiers of files of passages, with other wordings of their agendas out of a folder."""
    known = wordings(others) if others else {}
    out = []
    for path in sorted(paths):
        for n, d in enumerate(dossiers(path), 1):
            if not d.passages:
                continue
            name = f"{path.stem} {n}"
            made = coded(as_case(d, name), name, of_dossier(d, name), placed=True)
            told = known.get((path.stem, d.title.strip()), {})
            if told:
                codes = [(a, c) for a, (_, options) in d.issues.items() for c in options]
                made.wordings = [(told.get(a, ()), told.get(c, ())) for a, c in codes]
            out.append(made)
    return out


def of_generated(path: Path, first: int, most: int) -> list[Coded]:
    """Exchanges that `training/coding/generate.py` has written, one a line: `most` of them from the `first` on."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n >= first + most:
                break
            if n >= first:
                out.append(_of_exchange(json.loads(line), f"generated {n}"))
    return out


def _of_exchange(row: dict[str, Any], name: str) -> Coded:
    text = normalise(row["text"])
    named = {r["party"] for r in (*row["statements"], *row["positions"], *row["conditions"]) if r["party"]}
    # Most issues of an exchange are not what it is about; of those one is enough.
    about = {p["issue"] for p in row["positions"]}
    issues = sorted(row["agenda"]["issues"], key=lambda i: i["id"] not in about)[: len(about) + 1]
    left = {f"{i['id']}.{o['id']}" for i in issues for o in i["options"]} | {None}
    row = row | {"conditions": [c for c in row["conditions"] if {c["requires"], c["before"]} <= left]}
    agenda = {
        "parties": [{"id": n, "name": n, "role": "principal", "aliases": []} for n in sorted(named)],
        "actors": [],
        "issues": issues,
    }
    said = [
        {"speaker": s["source"] or "", "said_on": None, "doc": "d1", "directness": "indirect"} | s
        for s in row["statements"]
    ]
    gold = {key: [{"doc": "d1"} | r for r in row[key]] for key in ("positions", "conditions")}
    document = {"id": "d1", "title": "", "publisher": "", "published": "2026-01-05", "text": text}
    case = {"id": name, "agenda": agenda, "documents": [document], "gold": {"statements": said, **gold}}
    found = [a for s in said if (a := placed_quotes(text, s["source"], s["cue"], s["content"]))]
    return coded(case, name, [Article(f"{name}/d1", text, found, 1)])


def coded(case: dict[str, Any], name: str, articles: list[Article], *, placed: bool = False) -> Coded:
    """A case as what is learnt. A position that the gold records in another place is not judged here.

    `placed`: the gold tells places (`at`), not quotes.
    """
    one = worked(case, placed=placed)
    agenda, documents = one.agenda, one.documents
    for article in articles:
        if documents[article.name.split("/", 1)[1]].text != article.text:
            raise ValueError(f"{article.name}: the text is not normal: {article.text[:60]!r}")
    matcher = None if placed else Matcher(agenda, documents.values())
    said = [u for u in one.units if not u.requirement]
    names = {d.id: n for n, d in documents.items()}
    options = [(i.id, o.id) for i in agenda.issues for o in i.options]
    at = {o: n for n, o in enumerate(options)}
    stances = [[0] * len(options) for _ in said]
    roles = [[0] * len(options) for _ in said]
    likeness = [_likeness(u, matcher) if matcher else [0.0] * len(options) for u in said]

    def place(row: dict[str, Any], *wanted: int) -> list[int]:
        """The clauses that show a row, the one most like the option first."""
        start, end = one.place(row)
        hit = [
            n
            for n, u in enumerate(said)
            if names[u.document.id] == row["doc"]
            and (placed or row["party"] in u.holders)
            and min(end, u.end) - max(start, u.start) >= 0.5 * min(end - start, u.end - u.start)
        ]
        # Of marks it is told where they are: what shares most with one is what shows it.
        shared = {n: min(end, said[n].end) - max(start, said[n].start) for n in hit}
        return sorted(hit, key=lambda n: -(shared[n] if placed else max((likeness[n][w] for w in wanted), default=0.0)))

    everywhere = {(p.get("party"), p["issue"], p["option"]) for p in case["gold"]["positions"]}
    doubtful = set()
    for p in case["gold"]["positions"]:
        option = at[p["issue"], p["option"]]
        first, *others = place(p, option) or [None]
        if first is not None:
            stances[first][option] = STANCES.index(p["stance"])
        doubtful |= {(n, option) for n in others}
    for c in case["gold"]["conditions"]:
        ends = {end: at[tuple(c[end].split(".", 1))] for end in ("requires", "before") if c[end]}
        first = next(iter(place(c, *ends.values())), None)
        if first is None:
            continue
        if "requires" in ends and c["requires"] != c["before"]:
            roles[first][ends["requires"]] = ROLES.index("requires")
        if "before" in ends:
            roles[first][ends["before"]] = ROLES.index(c["kind"])
    for n, u in enumerate(said):
        for k, (issue, option) in enumerate(options):
            repeats = likeness[n][k] >= REPEATED and any((p, issue, option) in everywhere for p in u.holders)
            if not stances[n][k] and ((n, k) in doubtful or repeats):
                stances[n][k] = IGNORED
    by_name: dict[str, list[Said]] = {a.name.split("/", 1)[1]: [] for a in articles}
    for u, s, r in zip(said, stances, roles, strict=True):
        by_name[names[u.document.id]].append(Said(u.start, u.end, s, r))
    texts = [(i.name, o.text) for i in agenda.issues for o in i.options]
    numbers = [n for n, i in enumerate(agenda.issues) for _ in i.options]
    return Coded(name, texts, numbers, articles, [by_name[a.name.split("/", 1)[1]] for a in articles])


def _likeness(unit: Unit, matcher: Matcher) -> list[float]:
    """For each option the chance that the unit is about it, by its words alone."""
    rows = matcher.features(
        unit.document,
        unit.start,
        unit.end,
        unit.asked + unit.clause.text,
        cue=unit.cue,
        hinge="",
        requirement=False,
    )
    return [1 / (1 + math.exp(-sum(w * x for w, x in zip(_words(), row, strict=True)))) for row in rows]


@cache
def _words() -> tuple[float, ...]:
    weights = json.loads((ROOT / "src/spadework/weights/words.json").read_text(encoding="utf-8"))
    return tuple(weights[name] for name in FEATURES)
