"""What the reader learns from: articles with their attributions, out of three kinds of files.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) comes as brat standoff, worked cases as JSON, and passages as text with
marks such as `{s1:Velloria} {q1:wants} {c1:the toll halved}`. Offsets are code points.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from spadework.intake import normalise
from spadework.reading.tagger import ROLES

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
from passages import Dossier, dossiers

Span = tuple[int, int]


@dataclass
class Attribution:
    """One attribution; each role is the list of its pieces as (start, end), in order; source and cue may be empty."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass
class Article:
    """A text and the attributions in it, annotated by PolNeAR's rulings (scheme 0) or by those of the cases (1)."""

    name: str
    text: str
    attributions: list[Attribution]
    scheme: int


_T = re.compile(r"^(T\d+)\t(\w+) ((?:\d+ \d+;?)+)", re.MULTILINE)
_E = re.compile(r"^E\d+\t(.*)$", re.MULTILINE)


def polnear(folder: Path) -> list[Article]:
    """The articles of one split; of several annotators of an article the first by name."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rsplit("_", 1)[0], path)
    if not chosen:
        raise SystemExit(f"{folder / 'attributions'}: no .ann files; give the folder that holds `train` and `dev`")
    return [_article(folder / "text" / f"{name}.txt", path) for name, path in sorted(chosen.items())]


def _article(text_path: Path, ann_path: Path) -> Article:
    with text_path.open(encoding="utf-8", newline="") as f:
        text = f.read()
    with ann_path.open(encoding="utf-8", newline="") as f:
        ann = f.read()
    spans = {
        name: (role, [(int(a), int(b)) for a, b in (p.split() for p in places.rstrip(";").split(";"))])
        for name, role, places in _T.findall(ann)
    }
    found = []
    for line in _E.findall(ann):
        attribution = Attribution()
        for part in line.split():
            role, places = spans.get(part.partition(":")[2], ("", []))
            if role.casefold() in ROLES:
                getattr(attribution, role.casefold()).extend(places)
        for name in ROLES:
            getattr(attribution, name).sort()
        if attribution.cue or attribution.content:
            found.append(attribution)
    return Article(text_path.stem, text, found, 0)


def cases(folder: Path) -> list[Article]:
    """The documents of worked cases. Pieces are quoted there, not placed: the closest set of places is taken."""
    out = []
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for document in case["documents"]:
            text = normalise(document["text"])
            gold = [s for s in case["gold"]["statements"] if s["doc"] == document["id"]]
            found = [a for s in gold if (a := placed_quotes(text, s["source"], s["cue"], s["content"]))]
            out.append(Article(f"{path.stem}/{document['id']}", text, found, 1))
    return out


def passages(folder: Path) -> list[Article]:
    """Marked passages, parted by lines that hold `%%`: source, cue and content, linked by their numbers, may nest."""
    return [
        _unmarked(f"{path.stem}/{n}", passage.strip())
        for path in sorted(folder.glob("*.txt"))
        for n, passage in enumerate(path.read_text(encoding="utf-8").split("\n%%\n"))
        if passage.strip(" %\n")
    ]


_MARK = re.compile(r"\{([sqc])(\d+):|\}")


def _unmarked(name: str, marked: str) -> Article:
    text, at = "", 0
    open_: list[tuple[str, str, int]] = []
    found: dict[str, Attribution] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_.append((mark.group(1), mark.group(2), len(text)))
        elif open_:
            role, number, start = open_.pop()
            one = found.setdefault(number, Attribution())
            {"s": one.source, "q": one.cue, "c": one.content}[role].append((start, len(text)))
        else:
            raise SystemExit(f"passage {name}: a brace is closed that was never opened")
    if open_:
        raise SystemExit(f"passage {name}: a brace is not closed")
    text += marked[at:]
    whole = [a for a in found.values() if a.content]
    for one in whole:
        one.content[:] = sorted(_marked(text, s) for s in one.content)
        del one.cue[1:], one.source[1:]
    return Article(name, text, whole, 1)


def placed_quotes(text: str, source: str | None, cue: str | None, content: list[str]) -> Attribution | None:
    pieces = [p for p in (source, cue, *content) if p]
    places = [[m.start() for m in itertools.islice(re.finditer(re.escape(p), text), 12)] for p in pieces]
    if not all(places) or not content:
        return None
    anchor = max(range(len(pieces)), key=lambda n: len(pieces[n]))
    best: list[int] = []
    cost = float("inf")
    for at in places[anchor]:
        end = at + len(pieces[anchor])
        gaps = [[max(x - end, at - x - len(p), 0) for x in xs] for xs, p in zip(places, pieces, strict=True)]
        if sum(map(min, gaps)) < cost:
            cost = sum(map(min, gaps))
            best = [xs[g.index(min(g))] for xs, g in zip(places, gaps, strict=True)]
    spans = [(a, a + len(p)) for a, p in zip(best, pieces, strict=True)]
    head = [spans.pop(0)] if source else []
    said = [spans.pop(0)] if cue else []
    return Attribution(head, said, sorted(_marked(text, s) for s in spans))


def _marked(text: str, span: Span) -> Span:
    """A piece of content as PolNeAR would have it: with its quotation marks and the "that" before it."""
    start, end = span
    before = re.search(r"(?:[\"“”'‘’«]|\bthat )$", text[max(0, start - 6) : start])
    start -= len(before.group()) if before else 0
    if text[end : end + 1] and text[end] in "\"”’'»" and not text[end + 1 : end + 2].isalpha():
        end += 1
    return start, end


def of_dossiers(folder: Path) -> list[Article]:
    """The passages of a folder's dossiers."""
    every = [(d, f"{path.stem} {n}") for path in sorted(folder.glob("*.txt")) for n, d in enumerate(dossiers(path), 1)]
    return [a for d, name in every for a in of_dossier(d, name)]


def of_dossier(d: Dossier, name: str) -> list[Article]:
    """The passages of a dossier (`training/passages.py`) as articles."""
    out = []
    for k, p in enumerate(d.passages):
        found = []
        for one in p.attributions.values():
            source, cue, content = (sorted(one[role]) for role in ROLES)
            found.append(Attribution(source[:1], cue[:1], sorted(_marked(p.text, s) for s in content)))
        out.append(Article(f"{name}/d{k}", p.text, found, 1))
    return out
