"""What is said: the tokens that a cue takes as its content."""

from __future__ import annotations

import re

from spadework.reading.rules.ends import content_end, without_day
from spadework.reading.rules.grammar import ADDRESSEES, finite, noun_phrase, skip_adjuncts, skip_time
from spadework.reading.rules.lexicon import BARE_NOUNS, word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

Stretch = tuple[int, int]
_WH = word_set("whether if how what when where why who which")
_THAT_REACH = 28
# Words that can open a clause without "that": "said there were", "said when the guns had gone, talks could start".
_OPENS_CLAUSE = word_set("if unless how why what there here when while once although though as until because under")
# "called any quota unthinkable", but "called a general strike".
_ADJECTIVE = re.compile(
    r"\w+(?:able|ible|ful|ous|ive|less)|(?:un|in|im|ir|ill)\w{5,}|false|wrong|premature|right|fair|absurd|"
    r"binding|essential|legal|central|crucial|final|dead|vital|urgent|necessary"
)
# What these take may have its own day: "proposed a session on Saturday".
_DATED = word_set(
    "propose suggest demand want request offer seek expect announce promise schedule ask call set envisage"
)


def forward(sentence: Sentence, hit: Hit, following: list[tuple[int, Hit]], limit: int | None = None) -> Stretch | None:
    """The content that follows the cue, or None.

    `following`: later cues of the sentence, each with the first token of its clause. `limit`: where the
    clause ends that the cue stands in.
    """
    if hit.inner is not None:
        return hit.inner, hit.inner + 1
    found = _start(sentence, hit)
    if found is None:
        return None
    at, frame = found
    end = min(content_end(sentence, at, hit, frame, following), limit or len(sentence.tags))
    if frame == "clause" and not finite(sentence, at, end):
        return None
    if frame == "n" and hit.verb not in _DATED:
        end = without_day(sentence, at, end)
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
    if hit.verb in ("quote", "cite") and (told := _quoted(sentence, j)) is not None:
        return told, "that"
    timed = skip_adjuncts(sentence, j, places=False)
    if "i" in frames and sentence.tag(timed) == "T":
        return timed, "i"
    led = hit.kind == "participle" or sentence.tag(hit.start - 1) not in "”," or "“" not in tags[: hit.start]
    if tags[j : j + 3] in (",a,", ",a:") and sentence.tag(j + 3) == "“":
        j += 2  # "acknowledged, however, ..."
    if tags[j] == ":" or (tags[j] == "," and sentence.tag(j + 1) == "“" and led):
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
    if "n" in frames and sentence.low(j) in _WH and sentence.tag(j - 1) == "p" and j == hit.end:
        return j, "w"
    if "w" in frames and sentence.tag(j) == "p" and sentence.low(j + 1) in ("which", "whom", "what", "whose"):
        return j, "w"
    phrasal = sentence.tag(j - 1) == "p" and j == hit.end
    if "n" in frames and timed > j and (phrasal or sentence.tag(timed) in ".,;") and sentence.tag(j) in "NDt":
        return j, "n"  # "has proposed 12 October"
    if "n" in frames and (_object(sentence, timed) or (sentence.low(j) == "that" and not frames & set("hst"))):
        other = sentence.tag(timed) == "O" and sentence.tag(timed + 1) in "DCwN“"
        return timed + other, "n"
    if "s" in frames:
        at = skip_adjuncts(sentence, j)
        if at == j and sentence.low(j) in ("to", "on", "in", "at"):
            return None
        colon = sentence.tag(at) == ":" or (sentence.tag(at) == "," and sentence.tag(at + 1) == "“" and led)
        if colon and at + 1 < len(tags):
            return at + 1, "quote"
        if sentence.tag(at) == "“":
            return at, "quote"
        if sentence.tag(at) in "DPCNwv“" or sentence.low(at) in _OPENS_CLAUSE:
            return at, "clause"
        if sentence.tag(j) in "DPCNwvpt" and at < len(tags) and sentence.tag(at) not in ",-;s.":
            return j, "clause"
    return None


def _quoted(sentence: Sentence, at: int) -> int | None:
    """The first token after "as saying (that)" behind the cue's object."""
    for i in range(at, min(at + 20, len(sentence.tags) - 2)):
        if sentence.low(i) == "as" and sentence.low(i + 1) in ("saying", "telling"):
            return i + 2 + (sentence.low(i + 2) == "that")
        if sentence.tags[i] in ";:x“":
            return None
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
            and sentence.low(at + 1) not in ("however", "when", "that", "citing", "quoting", "speaking")
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
        sentence.low(i) in ("of", "for", "with", "on", "against", "about") for i in range(at + 1, stop)
    )


def _labelled(sentence: Sentence, hit: Hit, at: int) -> bool:
    """Whether the cue gives its object a name: "described X as Y", "called X a Y", 'called X "Y"'."""
    if sentence.low(at) == "as":
        return hit.verb not in ("call", "put", "rate")  # "dismissed as theatre the arrival of the fleet"
    if sentence.tag(at) not in "DCwNOPv“":
        return False
    if hit.verb == "make":
        return any(sentence.low(i) in ("conditional", "dependent", "contingent") for i in range(at, at + 12))
    for i in range(at, min(len(sentence.tags), at + 25)):
        low, tag = sentence.low(i), sentence.tags[i]
        if i > at and low == "as" and hit.verb not in ("call", "put", "rate"):
            return True
        if hit.verb in ("call", "term", "dub", "brand", "label", "deem", "consider", "declare", "pronounce", "judge"):
            if i > at and (tag == "“" or low in ("a", "an")) and sentence.tag(i - 1) in "CwOPvD”N":
                return True
            if i == at + 1 and sentence.tag(at) in "OP" and tag in "Dwa":
                return True
            if i > at and tag == "w" and sentence.tag(i + 1) not in "wCD" and _ADJECTIVE.fullmatch(low):
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
        return sentence.low(at) in ("what", "it", "having", "being") or (tag == "p" and sentence.low(at) in ("any",))
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
