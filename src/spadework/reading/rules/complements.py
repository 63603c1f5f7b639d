"""What is said: the tokens that a cue takes as its content."""

from __future__ import annotations

import re

from spadework.reading.rules.grammar import ADDRESSEES, finite, noun_phrase, skip_adjuncts, skip_time
from spadework.reading.rules.lexicon import BARE_NOUNS, word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

Stretch = tuple[int, int]
_WH = word_set("whether if how what when where why who which")
_THAT_REACH = 28
_MEASURE = re.compile(r"[DNw]{0,2}[tw]?t(?:[a])?s")
# Participles by which a reporter comments on what was said.
_COMMENT = word_set("""putting removing becoming marking prompting raising breaking reversing ending opening
    leaving joining setting
    paving drawing triggering dashing deepening easing fuelling fueling capping clearing""")


def forward(sentence: Sentence, hit: Hit, following: list[tuple[int, Hit]]) -> Stretch | None:
    """The content that follows the cue, or None.

    `following`: later cues of the sentence, each with the first token of its clause.
    """
    if hit.inner is not None:
        return hit.inner, hit.inner + 1
    found = _start(sentence, hit)
    if found is None:
        return None
    at, frame = found
    end = _end(sentence, at, hit, frame, following)
    if frame == "clause" and not finite(sentence, at, end):
        return None
    if frame == "n":
        end = _without_day(sentence, at, end)
    return (at, end) if end > at else None


def _start(sentence: Sentence, hit: Hit) -> tuple[int, str] | None:
    """First token of the content, and by which frame."""
    frames, j, tags = hit.frames, hit.end, sentence.tags
    if j >= len(tags):
        return None
    if hit.negated and "n" in frames and sentence.low(j) in ("on", "about") and hit.verb not in ("say",):
        return j, "w"
    if sentence.low(j) == "so" or (sentence.low(j) == "as" and not frames & {"k"}):
        return None
    if "h" in frames or "s" in frames or "t" in frames:
        that = _that(sentence, j, addressed="t" in frames)
        if that is not None:
            return that + 1, "that"
    timed = skip_adjuncts(sentence, j, places=False)
    if "i" in frames and sentence.tag(timed) == "T":
        return timed, "i"
    if tags[j] == ":" or (tags[j] == "," and sentence.tag(j + 1) == "“" and sentence.tag(hit.start - 1) not in "”,"):
        return (j + 1, "quote") if frames & set("stqhn") and j + 1 < len(tags) else None
    asks = sentence.low(timed) in _WH
    if "w" in frames and (asks or (sentence.low(j) in ("on", "about") and sentence.low(j + 1) in _WH)):
        return timed, "w"
    if "e" in frames:
        to = _infinitive(sentence, timed)
        if to is not None:
            return timed, "e"
    if "o" in frames and _charged(sentence, timed):
        return timed, "e"
    if "k" in frames and _labelled(sentence, hit, timed):
        return timed, "k"
    if "t" in frames or ("s" in frames and hit.verb in ("warn", "advise", "brief")):
        clause = _after_addressee(sentence, j)
        if clause is not None:
            return clause, "clause"
    if "n" in frames and (_object(sentence, timed) or (sentence.low(j) == "that" and not frames & set("hst"))):
        other = sentence.tag(timed) == "O" and sentence.tag(timed + 1) in "DCwN“"
        return timed + other, "n"
    if "s" in frames:
        at = skip_adjuncts(sentence, j)
        if at == j and sentence.low(j) in ("to", "on", "in", "at"):
            return None
        colon = sentence.tag(at) == ":" or (
            sentence.tag(at) == "," and sentence.tag(at + 1) == "“" and sentence.tag(hit.start - 1) not in "”,"
        )
        if colon and at + 1 < len(tags):
            return at + 1, "quote"
        if sentence.tag(at) == "“":
            return at, "quote"
        if sentence.tag(at) in "DPCNwv“" or sentence.low(at) in ("if", "unless", "how", "why", "what"):
            return at, "clause"
        if sentence.tag(j) in "DPCNwvpt" and at < len(tags) and sentence.tag(at) not in ",-;s":
            return j, "clause"
    return None


def _that(sentence: Sentence, j: int, *, addressed: bool) -> int | None:
    """Where the "that" of the cue's clause stands: right there, or after an addressee, a time or a place."""
    commas = 0
    first = skip_time(sentence, j)
    if not addressed and sentence.tag(first) in "DCwPN" and sentence.low(first) != "that":
        return None
    for at in range(j, min(len(sentence.tags), j + _THAT_REACH)):
        tag = sentence.tags[at]
        commas += tag == ","
        if sentence.low(at) == "that" and tag in "sD":
            if at > j and (sentence.tag(at + 1) in "xvr" or sentence.tag(at - 1) == "p"):
                return None
            if commas and sentence.tag(at - 1) != ",":
                return None
            if sentence.low(at - 1) in BARE_NOUNS and "after" in (sentence.low(at - 2), sentence.low(at - 3)):
                return None
            return at
        if tag in "xP;:“”-rc" and not (tag == "P" and at == j and addressed) and not (tag == "c" and at - j < 12):
            return None
        if tag == "v" and not addressed and sentence.tag(at + 1) not in "pta":
            return None
        if tag == "s" and sentence.low(at) not in ("after", "before", "as", "since", "when", "while"):
            return None
        if (
            tag == ","
            and sentence.tag(at + 1) not in "pDaCt"
            and sentence.low(at + 1) not in ("however", "when", "that")
        ):
            return None
        if tag == "T" and at > j + 1 and sentence.tag(at + 1) == "w" and not sentence.low(at + 1).endswith("s"):
            return None
    return None


def _infinitive(sentence: Sentence, at: int) -> int | None:
    """The "to" of "urged X to do": after a noun phrase, before any finite verb."""
    if sentence.tag(at) not in "DCwNOvP“":
        return None
    for i in range(at + 1, min(len(sentence.tags), at + 20)):
        tag = sentence.tags[i]
        if tag == "T" and sentence.tag(i + 1) in "wavx" and sentence.tag(i + 1) not in "DC":
            return i
        if tag in "xs;:-" or sentence.low(i) in ("who", "which", "that"):
            return None
    return None


def _charged(sentence: Sentence, at: int) -> bool:
    """Whether a noun phrase and "of", "for", "with" or "on" follow."""
    stop = min(len(sentence.tags), at + 14)
    return sentence.tag(at) in "DCwNOv" and any(
        sentence.low(i) in ("of", "for", "with", "on") for i in range(at + 1, stop)
    )


def _labelled(sentence: Sentence, hit: Hit, at: int) -> bool:
    """Whether the cue gives its object a name: "described X as Y", "called X a Y", 'called X "Y"'."""
    if sentence.tag(at) not in "DCwNOPv“":
        return False
    for i in range(at, min(len(sentence.tags), at + 25)):
        low, tag = sentence.low(i), sentence.tags[i]
        if i > at and low == "as" and hit.verb not in ("call", "put", "rate"):
            return True
        if hit.verb in ("call", "term", "dub", "brand", "label", "deem", "consider", "declare", "pronounce", "judge"):
            if i > at and (tag == "“" or low in ("a", "an")) and sentence.tag(i - 1) in "CwOPvD”N":
                return True
            if i == at + 1 and sentence.tag(at) in "OP" and tag in "Dwa":
                return True
        if i > at and hit.verb in ("put", "rate") and low == "at":
            return True
        if tag in ",;:-x" and i > at:
            return False
    return False


def _object(sentence: Sentence, at: int) -> bool:
    """Whether a noun phrase or gerund starts here."""
    tag = sentence.tag(at)
    if tag in "xTcspP.,;:-”r":
        return sentence.low(at) in ("what", "it") or (tag == "p" and sentence.low(at) in ("any",))
    if tag == "w" and sentence.low(at).endswith("ing"):
        return True
    return tag in "DCONvwa“"


def _after_addressee(sentence: Sentence, j: int) -> int | None:
    """First token of a clause without "that" after the addressee of "told"."""
    at = j + 1 if sentence.low(j) in ADDRESSEES else noun_phrase(sentence, j)
    if at == j:
        return None
    while sentence.low(at) in ("of", "for", "and") and noun_phrase(sentence, at + 1) > at + 1:
        at = noun_phrase(sentence, at + 1)
    at = skip_adjuncts(sentence, at)
    if sentence.tag(at) == ":" or (sentence.tag(at) == "," and sentence.tag(at + 1) == "“"):
        return at + 1 if sentence.tag(at) == ":" else None
    return at if sentence.tag(at) in "DPCNwv“s" else None


def _end(sentence: Sentence, at: int, hit: Hit, frame: str, following: list[tuple[int, Hit]]) -> int:
    """One past the content's last token."""
    tags = sentence.tags
    depth, inside = 0, False
    starts = dict(following)
    bare = {h.start: h for _, h in following}
    for i in range(at, len(tags)):
        tag = tags[i]
        depth += (tag == "“") - (tag == "”")
        if depth < 0 and frame != "quote" and sentence.tokens[hit.start].quoted:
            return i
        inside = inside or (i in bare and bare[i].kind != "participle")
        if depth > 0 or i == at:
            continue
        if tag == ";" and frame != "that" and frame != "clause" and frame != "quote":
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
            if other is not None and _same_tense(hit, other) and frame in "nie" and other.start > i + 1:
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
    if low in _COMMENT or low == "according":
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
    if low in ("who", "which", "where", "as", "while", "whereas"):
        return True
    return sentence.tag(after) == "c" and finite(sentence, after + 1, min(len(tags), after + 12))


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
    if a.kind in past:
        return b.kind in ("past", "participle") or (b.kind == "modal" and b.negated)
    if a.kind == "present perfect" and b.kind == "past":
        return True
    return b.kind in ("present", "past", "present perfect", "participle") or b.negated


def _without_day(sentence: Sentence, at: int, end: int) -> int:
    """Leave out a trailing day of saying: "rejected the offer on Monday"."""
    for back in (4, 3, 2):
        start = end - back
        opens = start > at and sentence.low(start) in ("on", "late", "early", "earlier", "last", "within", "the")
        if opens and skip_time(sentence, start) == end and sentence.low(start + 1) != "day":
            return start
    return end
