"""One list of attributions out of two readers: the trained tagger, and rules for what it misses.

They err differently. On unseen cases the tagger finds more, and the rules, where they find the same, know better where
a content ends (docs/decisions.md has the figures). What each says of a candidate decides how sure it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from spadework.reading.rules.assemble import Found, found, stripped
from spadework.reading.tagger import SILENT, Evidence, Tagged, Tagger
from spadework.windows import Place

_SAME = 0.5  # of their characters that two contents share from where they are the same statement
_CELL = 500  # characters
_MARKS = "\"“”„«»'‘’"
_DOUBLE = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an attribution: its places, and who found it.

    Attributes:
        rule: the construction by which the rules found it; empty if they did not.
        tagged: whether the tagger found it.
        evidence: what the tagger says of it, also where only the rules found it.
        agreement: share of characters that the contents of the two have in common; 0 if only one found it.
        rival: another candidate has the same cue and a different content.
        nested: its cue, or if it has none its content, lies in another's longer content.
        quoted: a piece of the content begins at a quotation mark.
    """

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    rule: str = ""
    tagged: bool = False
    evidence: Evidence = SILENT
    agreement: float = 0.0
    rival: bool = False
    nested: bool = False
    quoted: bool = False

    @property
    def size(self) -> int:
        """Of the content, in characters."""
        return sum(end - start for start, end in self.content)


def candidates(texts: Iterable[str], tagger: Tagger) -> Iterator[list[Candidate]]:
    """Everything that the tagger or the rules find in a text, what both find as one, in the order of the text."""
    taken: deque[tuple[str, list[Found]]] = deque()

    def asked() -> Iterator[tuple[str, Callable[[], list[Found]]]]:
        for text in texts:
            yield text, partial(_ruled, text, taken)

    for tagged, evidence in tagger.judge(asked()):
        text, rules = taken.popleft()
        yield merged(text, tagged, rules, evidence)


def _ruled(text: str, taken: deque[tuple[str, list[Found]]]) -> list[Found]:
    taken.append((text, found(text)))
    return taken[-1][1]


def merged(
    text: str, tagged: Sequence[Tagged], found: Sequence[Found], evidence: Sequence[Evidence]
) -> list[Candidate]:
    """One list of what the tagger found and what the rules did, of which the tagger says `evidence`."""
    out: list[Candidate] = []
    left = dict(enumerate(found))
    near = _index(found)
    spoken = [f.cue for f in found if f.cue is not None]
    for one in tagged:
        content = tuple(p for piece in one.content if (p := trimmed(text, *piece)) is not None)
        if not content:
            continue
        close = {n for cell in _cells(content) for n in near.get(cell, ())}
        shares = {n: _share(content, left[n].content) for n in sorted(close & left.keys())}
        best = max(shares, key=lambda n: shares[n], default=None)
        cue = trimmed(text, *one.cue) if one.cue else None
        source = trimmed(text, *one.source) if one.source else None
        if best is not None and shares[best] >= _SAME:
            rule = left.pop(best)
            # A quotation that goes on in the next paragraph has no cue of its own, though the tagger gives it the last.
            if rule.cue is None and rule.construction != "turn" and not (cue and any(_meet(cue, s) for s in spoken)):
                rule = replace(rule, cue=cue, source=source)
            out.append(
                Candidate(
                    rule.source or (source if rule.cue else None),
                    rule.cue,
                    rule.content,
                    rule.construction,
                    True,
                    one.evidence,
                    shares[best],
                )
            )
        else:
            out.append(Candidate(source, cue, content, "", True, one.evidence))
    out += [Candidate(f.source, f.cue, f.content, f.construction, evidence=evidence[n]) for n, f in left.items()]
    out.sort(key=lambda c: (c.content[0], c.cue or (0, 0)))
    return list(_among(out, text))


def _among(all_: Sequence[Candidate], text: str) -> Iterator[Candidate]:
    """The candidates with what only their neighbours and the text tell of them."""
    inner = _inner(all_)
    cues: dict[int, list[Candidate]] = {}
    for one in all_:
        for at in range(*one.cue) if one.cue else ():
            cues.setdefault(at, []).append(one)
    for n, one in enumerate(all_):
        rival = one.cue is not None and any(len(cues[at]) > 1 for at in range(*one.cue))
        quoted = any(text[start - 1] in _MARKS for start, _ in one.content if start)
        yield replace(one, rival=rival, nested=n in inner, quoted=quoted) if rival or quoted or n in inner else one


def _inner(all_: Sequence[Candidate]) -> set[int]:
    """Which candidates lie in the content of another."""
    anchors = sorted((one.cue or one.content[0], n) for n, one in enumerate(all_))
    pieces = sorted((*piece, n) for n, one in enumerate(all_) for piece in one.content)
    around: list[tuple[int, int, int]] = []
    found, at = set(), 0
    for (start, end), n in anchors:
        while at < len(pieces) and pieces[at][0] <= start:
            around.append(pieces[at])
            at += 1
        around = [p for p in around if p[1] > start]
        if any(end <= stop and m != n and all_[m].size > all_[n].size for _, stop, m in around):
            found.add(n)
    return found


def trimmed(text: str, start: int, end: int) -> Place | None:
    """A place without what does not belong to it: space, commas, the marks around a quotation, the "that" before it."""
    while True:
        before = start, end
        start, end = stripped(text, start, end) or (start, start)
        marks = [n for n in range(start, end) if text[n] in _MARKS and not _apostrophe(text, n)]
        opens, closes = bool(marks) and marks[0] == start, bool(marks) and marks[-1] == end - 1
        if opens and closes and (len(marks) == 2 or not any(text[n] in _DOUBLE for n in marks[1:-1])):
            start, end = start + 1, end - 1
        elif opens and len(marks) == 1:
            start += 1
        elif closes and len(marks) == 1 and text[marks[0]] not in "“„«‘":
            end -= 1
        if (start, end) == before:
            break
    if text.startswith("that ", start, end):
        start += 5
    return (start, end) if start < end else None


def _apostrophe(text: str, at: int) -> bool:
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return text[at] in "'’‘" and inside


def _meet(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _index(found: Sequence[Found]) -> dict[int, list[int]]:
    """Where in a text which of the rules' attributions have content, so that not each is held against each."""
    near: dict[int, list[int]] = {}
    for n, one in enumerate(found):
        for cell in _cells(one.content):
            near.setdefault(cell, []).append(n)
    return near


def _cells(content: Sequence[Place]) -> set[int]:
    return {cell for start, end in content for cell in range(start // _CELL, end // _CELL + 1)}


def _share(a: Sequence[Place], b: Sequence[Place]) -> float:
    """Of the characters that two contents have together, how many they have in common."""
    common = sum(max(0, min(p[1], q[1]) - max(p[0], q[0])) for p in a for q in b)
    return common / (sum(end - start for start, end in (*a, *b)) - common)
