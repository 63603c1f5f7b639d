"""Statements in the passive: "was rejected by X", "were told that", "it is understood that", "is said to favour"."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.reading.rules.complements import Stretch, forward
from spadework.reading.rules.grammar import noun_phrase, skip_adjuncts
from spadework.reading.rules.lexicon import participles, word_set
from spadework.reading.rules.sources import Source, subject_after, subject_before
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import MAX_CUES, Hit, passive_hit

# "is said to favour": others of this form tell what happens ("is expected to land", "is set to").
_REPUTED = word_set("""say report understand believe think rumour rumor allege claim reckon suspect hold consider fear
    deem assume presume estimate judge hear""")
_THAT = word_set("""say report understand believe think rumour rumor allege claim reckon agree accept acknowledge argue
    announce propose suggest recommend decide confirm note recall fear hope feel estimate expect assume stress state
    stipulate concede admit recognise recognize hint contend maintain""")
# Deeds as often as words: "forces backed by", "a town attacked by".
_DEEDS = word_set("""back support attack defend see show find hold send lead seek want refer point report cite note hit
    consider expect accompany read know mention challenge fault order announce quote appreciate""")


@dataclass(frozen=True, slots=True)
class Passive:
    """A passive cue with its source (None: not told) and content, in tokens."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    verb: str


def passives(sentence: Sentence) -> list[Passive]:
    """The passive statements of the sentence."""
    out: list[Passive] = []
    known, at = participles(), 0
    for i, low in enumerate(sentence.lows):
        if low not in known or i < at or len(out) >= MAX_CUES:
            continue
        hit = passive_hit(sentence, i)
        made = _passive(sentence, hit) if hit is not None else None
        if made is not None:
            out.append(made)
            at = made.cue[1]
    return out


def _passive(sentence: Sentence, hit: Hit) -> Passive | None:
    subject = subject_before(sentence, hit, frozenset()) if hit.kind != "participle" else _reduced(sentence, hit)
    by, agent = _agent(sentence, hit.end)
    if agent is None and sentence.low(hit.start - 1) in ("i", "we", "you"):
        return None
    after = agent[1] if agent else hit.end
    cue = (hit.start, by + 1 if agent and by == hit.end else hit.end)
    if hit.kind == "participle":
        if agent is None or subject is None or "n" not in hit.frames or hit.verb in _DEEDS:
            return None
        return Passive(agent, cue, ((subject.start, subject.end),), hit.verb)
    if "t" in hit.frames:
        said = forward(sentence, Hit(hit.start, after, "say", frozenset("hw"), "past", False), [])
        if said is not None:
            return Passive(agent, cue, (said,), hit.verb)
    if subject is None:
        return None
    if sentence.low(subject.start) == "it" and subject.end == subject.start + 1 and hit.verb in _THAT:
        said = forward(sentence, Hit(hit.start, after, "say", frozenset("h"), "past", False), [])
        return Passive(agent, cue, (said,), hit.verb) if said is not None else None
    about = (subject.start, subject.end)
    if (
        sentence.low(after) == "as"
        and sentence.low(after + 1) in ("saying", "telling")
        and after + 2 < len(sentence.tags)
    ):
        said_at = after + 2 + (sentence.low(after + 2) == "that")
        return Passive(about, cue, ((said_at, len(sentence.tags)),), hit.verb)
    if hit.verb in _REPUTED and sentence.tag(skip_adjuncts(sentence, after, places=False)) == "T":
        said = forward(sentence, Hit(hit.start, after, "say", frozenset("i"), "past", False), [])
        return Passive(agent, cue, (about, said), hit.verb) if said is not None else None
    if agent is None or sentence.low(subject.start) in ("he", "she", "i", "we", "they", "whose"):
        return None
    if "e" in hit.frames and sentence.tag(after) == "T":
        said = forward(sentence, Hit(hit.start, after, "say", frozenset("i"), "past", False), [])
        return Passive(agent, cue, (said,), hit.verb) if said is not None else None
    if "k" in hit.frames and sentence.low(after) == "as":
        said = forward(sentence, Hit(hit.start, after, "call", frozenset("k"), "past", False), [])
        return Passive(agent, cue, (about, (after, said[1] if said else len(sentence.tags))), hit.verb)
    if "o" in hit.frames and sentence.low(after) in ("of", "for"):
        return Passive(agent, cue, (about, (after, len(sentence.tags))), hit.verb)
    if "n" in hit.frames and hit.verb not in _DEEDS:
        return Passive(agent, cue, (about,), hit.verb)
    if hit.verb in ("support", "announce"):
        return Passive(agent, cue, (about,), hit.verb)
    return None


def _reduced(sentence: Sentence, hit: Hit) -> Source | None:
    """The noun phrase before "proposed by X"."""
    end = hit.start - (sentence.tag(hit.start - 1) == ",")
    start = end
    while start > 0 and end - start < 10 and sentence.tags[start - 1] in "CDNw":
        start -= 1
        if sentence.tags[start] == "D":
            break
    return Source(start, end, start) if end > start and sentence.tag(start) == "D" else None


def _agent(sentence: Sentence, at: int) -> tuple[int, Stretch | None]:
    """The place of "by" and the noun phrase behind it."""
    for i in range(at, min(at + 5, len(sentence.tags))):
        if sentence.low(i) == "by":
            found = subject_after(sentence, i + 1)
            if found is None or sentence.tag(i + 1) not in "DCwNO" or sentence.low(i + 1).endswith("ing"):
                return i, None
            end = noun_phrase(sentence, i + 1)
            if sentence.low(end - 1).endswith("ing") and "of" in (sentence.low(end - 2), sentence.low(end - 3)):
                end -= 2
            while (
                end > i + 1
                and not sentence.low(end + 1).endswith("ing")
                and sentence.low(end) in ("of", "and", "for", "from", "in")
                and end < found.end
            ):
                if sentence.tag(end + 1) == "v":
                    break
                after = noun_phrase(sentence, end + 1)
                if after == end + 1:
                    break
                end = after
            return i, (i + 1, end) if end > i + 1 else None
        if sentence.tags[i] not in "apwtDCN":
            break
    return at, None
