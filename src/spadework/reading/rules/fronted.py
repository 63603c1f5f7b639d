"""Objects that stand before their cue: "a levy which Norland has refused", "what Norland wants is a date"."""

from __future__ import annotations

from spadework.reading.rules.complements import Stretch
from spadework.reading.rules.grammar import skip_adjuncts
from spadework.reading.rules.sources import Source
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit


def fronted(sentence: Sentence, hit: Hit, source: Source) -> tuple[Stretch, ...] | None:
    """The content of a cue in a relative clause whose object the pronoun is; of "what X wants is ..." what follows."""
    opens = source.clause - 1
    low, after = sentence.low(opens), skip_adjuncts(sentence, hit.end, places=False)
    if opens < 0 or source.relative or low not in ("what", "all", "which", "that", "whom"):
        return None
    if low in ("what", "all"):
        if sentence.low(after) not in ("is", "was", "were", "are", "remains") or after + 1 >= len(sentence.tags):
            return None
        return ((after + 1, len(sentence.tags)),) if opens == 0 or sentence.tag(opens - 1) in ",c;“" else None
    said = hit.frames & {"s"} and sentence.tag(after) in "xv"
    if not said and not (hit.frames & set("nie") and (after >= len(sentence.tags) or sentence.tag(after) in ",;-x”")):
        return None
    end = opens - (sentence.tag(opens - 1) in ",p")
    start = end
    while start > 0 and end - start < 10 and sentence.tags[start - 1] in "CDNwv":
        start -= 1
        if sentence.tags[start] == "D":
            break
    if start >= end:
        return None
    if not said:
        return ((start, end),)
    stop = sentence.tags.find(",", after)
    return ((start, end), (after, stop if stop > 0 and sentence.tag(opens - 1) == "," else len(sentence.tags)))
