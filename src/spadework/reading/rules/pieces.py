"""Content that stands before its cue, and what of it goes on behind."""

from __future__ import annotations

from spadework.reading.rules.grammar import finite, skip_adjuncts, skip_time
from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

Stretch = tuple[int, int]
_CONTINUES = word_set(
    "because since if unless provided until so even with without rather not nor for though although as"
)


def backward(sentence: Sentence, limit: int, start: int) -> Stretch | None:
    """The content before a subject or inverted cue that starts at `limit`, up to the comma or quote."""
    end = limit
    while end > start and sentence.tag(end - 1) in ",-":
        end -= 1
    if end == limit and sentence.tag(end - 1) != "”":
        return None
    at = start
    colon = sentence.tags.rfind(":", start, end)
    if colon > 0 and sentence.tags[colon + 1 : end].count("”") == sentence.tags[colon + 1 : end].count("“"):
        at = colon + 1  # "Her deputy went further: the talks, he said, ..."
    while at < end and (sentence.tag(at) in ",;-" or (sentence.low(at) in ("but", "and", "yet") and at == start)):
        at += 1
    return (at, end) if end > at else None


def is_adjunct(sentence: Sentence, stretch: Stretch) -> bool:
    """Whether a stretch before a comma only says when, where or on what occasion ("In a speech, ...")."""
    at, end = stretch
    if sentence.tag(at) == "“" or "“" in sentence.tags[at:end]:
        return False
    low = sentence.low(at)
    if low in (
        "asked",
        "pressed",
        "questioned",
        "speaking",
        "referring",
        "responding",
        "replying",
        "commenting",
        "when",
        "turning",
        "quizzed",
        "challenged",
        "addressing",
        "after",
        "before",
        "hours",
        "minutes",
        "while",
        "although",
        "though",
        "according",
        "citing",
        "writing",
    ):
        return True
    if sentence.tag(at) in "aps" or skip_time(sentence, at) > at:
        return not finite(sentence, at, end)
    return end - at <= 2 and not finite(sentence, at, end) and sentence.tag(at) in "aw"


def continuation(
    sentence: Sentence, at: int, before: Stretch, clauses: dict[int, Hit], bare: set[int]
) -> Stretch | None:
    """The further content after a cue that stands inside or behind: '..., she said, and that is all'."""
    tags = sentence.tags
    i = skip_adjuncts(sentence, at)
    if sentence.tag(i) not in ",-":
        return None
    i += 1
    if i >= len(tags):
        return None
    low, tag = sentence.low(i), tags[i]
    quoted = "“" in tags[before[0] : before[1]]
    # "There was, she insisted, no split": what ends with an auxiliary or preposition is no whole clause.
    whole = (finite(sentence, *before) and tags[before[1] - 1] not in "xpTDcs") or (
        quoted and tags[before[0]] == "“" and tags[before[1] - 1] == "”"
    )
    end = _close(sentence, i, clauses, bare)
    if tag == "“":
        return i, end
    if low in ("who", "which", "whose"):
        comma = tags.find(",", i)
        return continuation(sentence, comma, before, clauses, bare) if comma > 0 and tags[comma - 1] != "”" else None
    if tag == "x" and i not in bare:
        return i, end  # "What angered her, she said, was the delay"
    if not whole and (i in bare or i + 1 in bare) and tag in "xn":
        return i, len(tags)
    if i in bare or i in clauses or (tag in "cs" and (i + 1 in bare or i + 1 in clauses)):
        return None
    if whole and low in ("where", "according", "as", "in", "a", "an", "hours", "days", "after"):
        return None
    if sentence.tag(i).isalpha() and low.endswith("ing") and low not in ("nothing", "during"):
        return None
    if not whole:
        return (i, end) if tag in "xvwcapDCPTs“nNt" else None
    if quoted and tags[before[1] - 1] == "”" and tag not in "c“":
        return None
    if tag == "c" or low in _CONTINUES or low == "of" or (low == "on" and sentence.low(i + 1) == "condition"):
        return i, end
    return None


def _close(sentence: Sentence, at: int, clauses: dict[int, Hit], bare: set[int]) -> int:
    """End of a continuing piece: the sentence's, or where another cue's clause begins."""
    tags, depth = sentence.tags, 0
    for i in range(at, len(tags)):
        depth += (tags[i] == "“") - (tags[i] == "”")
        if depth <= 0 and tags[i] == "," and i > at:
            joined = i + 1 + (sentence.tag(i + 1) in "cs")
            if joined in bare or joined in clauses:
                return i
    return len(tags)
