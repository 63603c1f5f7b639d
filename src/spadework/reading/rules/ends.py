"""Where what is said ends: before the next cue, a comment of the reporter's, or the day of saying."""

from __future__ import annotations

import re

from spadework.reading.rules.grammar import finite, noun_phrase, skip_adjuncts, skip_time
from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

_MEASURE = re.compile(r"[DNw]{0,2}[tw]?t(?:[a])?s")

# Participles by which a reporter comments on what was said.
_COMMENT = word_set("""putting removing becoming marking prompting raising breaking reversing ending opening
    leaving joining setting
    paving drawing triggering dashing deepening easing fuelling fueling capping clearing""")

_SUMMARY = word_set("""claim charge demand offer version account idea proposal promise step move position
    suggestion condition
    assertion figure remark view phrase pledge accusation allegation threat point argument request statement prospect
    notion reading description line formula stance plea call concession warning distinction assurance gesture""")


def content_end(sentence: Sentence, at: int, hit: Hit, frame: str, following: list[tuple[int, Hit]]) -> int:
    """One past the content's last token."""
    tags = sentence.tags
    depth, inside = 0, False
    starts = dict(following)
    bare = {h.start: h for _, h in following}
    naming = frame == "k"
    for i in range(at, len(tags)):
        tag = tags[i]
        if naming and tag == "s" and sentence.low(i) == "as":
            naming = False
            continue
        depth += (tag == "“") - (tag == "”")
        if depth < 0 and frame != "quote" and sentence.tokens[hit.start].quoted:
            return i
        inside = inside or (i in bare and bare[i].kind != "participle")
        if depth > 0 or i == at:
            continue
        if tag == ";" and frame != "quote":
            later = starts.get(i + 1)
            if frame not in ("that", "clause") or (later is not None and _same_tense(hit, later)):
                return i
        if tag == ",":
            if _cut_at_comma(sentence, i, hit, frame, starts, bare):
                return i
        elif tag == "c":
            nxt = bare.get(i + 1) or bare.get(skip_adjuncts(sentence, i + 1, places=False))
            spoken = nxt is not None and nxt.frames & set("st")
            if nxt is not None and _same_tense(hit, nxt) and (spoken or not inside or frame in "nie"):
                return i
            other = starts.get(i + 1)
            parted = frame in "niek" or (
                other is not None and bool(other.frames & set("st")) and sentence.tag(i + 1) != "P"
            )
            if parted and other is not None and _same_tense(hit, other) and other.start > i + 1:
                return i
            if frame in "niek" and _resumes(sentence, i + 1, hit):
                return i
        elif tag == "s" and sentence.low(i) in ("while", "although", "though", "as", "after", "when") and frame != "w":
            other = starts.get(i + 1)
            if other is not None and other.kind != "modal" and _same_tense(hit, other):
                return i
    return len(tags)


def _cut_at_comma(
    sentence: Sentence, i: int, hit: Hit, frame: str, starts: dict[int, Hit], bare: dict[int, Hit]
) -> bool:
    tags, after = sentence.tags, i + 1
    low = sentence.low(after)
    nxt = bare.get(after) or (bare.get(after + 1) if sentence.tag(after) == "c" else None)
    if nxt is not None and (nxt.kind == "participle" or (sentence.tag(after) == "c" and _same_tense(hit, nxt))):
        return True
    turned = bare.get(after + 1) if low in ("instead", "rather", "thereby", "then") else None
    if turned is not None and turned.kind == "participle":  # ", instead arguing that ..."
        return True
    if _sums_up(sentence, after):
        return True
    if low in _COMMENT or low == "according" or (low == "as" and sentence.tag(after + 1) == "x"):
        return True
    for at in (after, after + 1):
        late = starts.get(at)
        if late is not None and late.frames & set("st") and at <= late.start and _closes(sentence, late):
            return True
    if _MEASURE.match(tags, after) and any(
        sentence.low(k) in ("after", "before", "as", "later") for k in range(after, after + 5)
    ):
        return True
    if low == "in" and (
        sentence.low(after + 1) == "what" or (sentence.low(after + 1) in ("a", "an") and frame in "ni")
    ):
        return True
    if sentence.tag(after) in "cs" and low not in ("that", "if", "because", "unless"):
        other = starts.get(after) or starts.get(after + 1)
        if other is not None and _same_tense(hit, other):
            return True
    if frame not in "nie":
        return False
    if low in ("that", "who", "which", "where", "as", "while", "whereas"):
        return True
    return sentence.tag(after) == "c" and finite(sentence, after + 1, min(len(tags), after + 12))


def _resumes(sentence: Sentence, at: int, hit: Hit) -> bool:
    """Whether a second verb of the cue's subject stands here: "pressed for a date and was given none"."""
    low = sentence.low(at)
    if sentence.tag(at) == "x":
        return low not in ("be", "have", "do", "been", "being", "having")
    return sentence.tag(at) == "v" and not low.endswith("ed") and hit.kind in ("past", "perfect", "participle")


def _sums_up(sentence: Sentence, at: int) -> bool:
    """Whether an apposition speaks of what was said: ", a claim that Thornmark disputes"."""
    return sentence.low(at) in ("a", "an") and any(
        sentence.low(i) in _SUMMARY and sentence.tag(i + 1) in "srCDPxv" for i in (at + 1, at + 2)
    )


def _closes(sentence: Sentence, hit: Hit) -> bool:
    """Whether a cue has nothing to follow it: '..., he said.', '..., he told reporters on Monday.'"""
    at = hit.end
    if "t" in hit.frames:
        at = noun_phrase(sentence, at)
    at = skip_adjuncts(sentence, at)
    return at >= len(sentence.tags) or (sentence.tag(at) in ",-;s" and sentence.low(at) != "that")


def _same_tense(a: Hit, b: Hit) -> bool:
    """Whether the second cue can be the reporter's own and not part of what the first reports."""
    past = ("past", "participle", "perfect")
    if a.kind == b.kind == "perfect" and b.frames & {"s"}:
        return True
    if a.kind in past:
        return b.kind in ("past", "participle") or (b.kind == "modal" and b.negated)
    if a.kind == "present perfect" and b.kind == "past":
        return True
    return b.kind in ("present", "past", "present perfect", "participle") or b.negated


def without_day(sentence: Sentence, at: int, end: int) -> int:
    """Leave out a trailing day of saying: "rejected the offer on Monday"."""
    for back in (4, 3, 2):
        start = end - back
        opens = start > at and sentence.low(start) in ("on", "late", "early", "earlier", "last", "within", "the")
        if opens and skip_time(sentence, start) == end and sentence.low(start + 1) != "day":
            return start
    return end
