"""Reading as the CofeNet figures were measured (Wang et al., COLING 2022, section 4): paragraphs, tokens, exact spans.

An item is a line of JSON with `tokens` and `labels`: a paragraph as Penn Treebank tokens, and B-, I- or O with the
roles source, cue and content. Tokens are lower-cased and cut at 300, labels with them. A span counts as right when
role and both ends are. The pieces of split content are spans of their own.

The reader reads text, so the tokens are made into text again, with the place of each token kept; the reader's places
are taken back to the tokens that they touch.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROLES = ("source", "cue", "content")
LONGEST = 300

Place = tuple[int, int]
Spans = set[tuple[str, int, int]]  # role, first token, one past the last

_ESCAPED = {
    "``": '"',
    "''": '"',
    "'''": "'\"",
    "`": "'",
    "-lrb-": "(",
    "-rrb-": ")",
    "-lsb-": "[",
    "-rsb-": "]",
    "-lcb-": "{",
    "-rcb-": "}",
}
_NO_BLANK_BEFORE = re.compile(r"[.,;:?!%'’)\]}]|''|'''|-r[rsc]b-|n't|'(?:s|re|ve|ll|d|m)")
_NO_BLANK_AFTER = re.compile(r"[$`‘#(\[{]|``|-l[rsc]b-")
_ONE_WORD = {("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta")}


@dataclass(frozen=True)
class Paragraph:
    """One item: its tokens, lower-cased and cut, and the gold spans in tokens."""

    tokens: tuple[str, ...]
    gold: frozenset[tuple[str, int, int]]


def paragraphs(path: Path) -> list[Paragraph]:
    """The items of a file."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            item = json.loads(line)
            tokens, labels = item["tokens"], item["labels"]
            if len(tokens) != len(labels):
                raise SystemExit(f"{path}, line {number}: {len(tokens)} tokens but {len(labels)} labels")
            lower = tuple(token.lower() for token in tokens[:LONGEST])
            found.append(Paragraph(lower, frozenset(spans(labels[:LONGEST]))))
    return found


def spans(labels: Sequence[str]) -> Spans:
    """The spans of BIO labels. An I- that goes on with nothing starts no span, as in the published evaluation."""
    found: Spans = set()
    role, start = "", 0
    for at, label in enumerate((*labels, "O")):
        if role and label == f"I-{role}":
            continue
        if role:
            found.add((role, start, at))
        role, start = (label[2:], at) if label.startswith("B-") else ("", 0)
    return found


def text_of(tokens: Sequence[str], natural: bool = True) -> tuple[str, list[Place]]:
    """The text of the tokens, and where each of them stands in it.

    Natural text has no blank before a comma or after an opening bracket; otherwise one stands between any two tokens.
    The escapes of the Penn Treebank are undone either way.
    """
    text, places = "", []
    for before, token in zip(("", *tokens), tokens, strict=False):
        if before and not (natural and _closed_up(before, token)):
            text += " "
        word = _ESCAPED.get(token, token).replace("\xa0", " ").replace("\\/", "/")
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def _closed_up(before: str, token: str) -> bool:
    """Whether no blank stands between two tokens in ordinary writing."""
    return bool(_NO_BLANK_BEFORE.fullmatch(token) or _NO_BLANK_AFTER.fullmatch(before) or (before, token) in _ONE_WORD)


def to_tokens(found: Iterable[tuple[str, int, int]], places: Sequence[Place]) -> Spans:
    """Spans of characters as spans of the tokens that they touch; one that touches none is left out."""
    starts, ends = [a for a, _ in places], [b for _, b in places]
    taken = ((role, bisect_right(ends, start), bisect_left(starts, end)) for role, start, end in found)
    return {(role, first, past) for role, first, past in taken if first < past}


def pieces(tagged: Any) -> Spans:
    """The places of one linked attribution, with their roles."""
    found = {("content", *piece) for piece in tagged.content}
    if tagged.source is not None:
        found.add(("source", *tagged.source))
    if tagged.cue is not None:
        found.add(("cue", *tagged.cue))
    return found


def score(gold: Sequence[Iterable[tuple[str, int, int]]], found: Sequence[Spans]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in percent of each role and of all, over all paragraphs together."""
    result = {}
    for role in (*ROLES, "all"):
        right = told = wanted = 0
        for g, f in zip(gold, found, strict=True):
            mine, theirs = ({s for s in one if role in ("all", s[0])} for one in (f, g))
            right, told, wanted = right + len(mine & theirs), told + len(mine), wanted + len(theirs)
        result[role] = figures(right, told, wanted)
    return result


def figures(right: int, told: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1 in percent, and the counts that they come from."""
    return {
        "precision": 100 * right / told if told else 0.0,
        "recall": 100 * right / wanted if wanted else 0.0,
        "f1": 200 * right / (told + wanted) if told + wanted else 0.0,
        "right": right,
        "found": told,
        "gold": wanted,
    }


def measure(path: Path, tagger: Any, natural: bool = True) -> dict[str, Any]:
    """The figures of a file: of the flat tags, and of the pieces of linked attributions taken together."""
    items = paragraphs(path)
    if not items:
        raise SystemExit(f"{path}: no paragraphs in it")
    made = [text_of(p.tokens, natural) for p in items]
    texts, places = [text for text, _ in made], [place for _, place in made]
    print(f"{path.name}: reading {len(items)} paragraphs", file=sys.stderr)
    tags = tagger.tags(texts)
    linked = [{s for one in found for s in pieces(one)} for found in tagger.read(texts)]
    gold = [p.gold for p in items]
    return {
        "file": path.name,
        "paragraphs": len(items),
        "text": "natural" if natural else "a blank between any two tokens",
        "tags": score(gold, [to_tokens(f, p) for f, p in zip(tags, places, strict=True)]),
        "attributions": score(gold, [to_tokens(f, p) for f, p in zip(linked, places, strict=True)]),
    }


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    names = {"tags": "flat tags", "attributions": "pieces of attributions"}
    rows = [
        f"Exact spans in {result['paragraphs']:,} paragraphs of {result['file']} (text: {result['text']}), percent",
        "",
        "| read as | role | F1 | P | R | right | found | gold |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind, name in names.items():
        for role, f in result[kind].items():
            rates = " | ".join(f"{f[key]:.2f}" for key in ("f1", "precision", "recall"))
            rows.append(f"| {name} | {role} | {rates} | {f['right']:,} | {f['found']:,} | {f['gold']:,} |")
    return "\n".join(rows)
