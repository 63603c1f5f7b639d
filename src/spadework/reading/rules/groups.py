"""The verb group before a cue: auxiliaries, negation, and verbs that raise it ("went on to say")."""

from __future__ import annotations

from functools import cache

from spadework.reading.rules.grammar import skip_time
from spadework.reading.rules.tokens import Sentence

BE = {"am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "it's", "he's"}

HAVE = {"has", "have", "had", "having", "hasn't", "haven't", "hadn't"}

DO = {"do", "does", "did", "don't", "doesn't", "didn't"}

FLOATING = {"each", "both", "all", "since"}

PRESENT = {"is", "are", "has", "have", "do", "does", "isn't", "aren't", "hasn't", "haven't", "don't", "doesn't"}

NEGATIVE = {"not", "never", "cannot", "nor", "neither"}


def group(sentence: Sentence, i: int) -> tuple[int, list[str], bool]:
    """First token of the verb group that ends at i, its auxiliaries, and whether it is negated."""
    start, negated = i, False
    aux: list[str] = []
    j = i - 1
    while j >= 0 and i - j < 8:
        low = sentence.low(j)
        if sentence.tag(j) not in "xna" and low not in FLOATING:
            timed = _time_between(sentence, j)
            if timed is None or aux:
                break
            j = timed
            continue
        if sentence.tag(j) == "x":
            aux.append(low)
            start = j
        elif sentence.tag(j) == "n":
            start = j
        negated = negated or low in NEGATIVE or low.endswith("n't")
        j -= 1
    if not aux and not negated:
        start = i
        # Adverbs belong to the cue only between an auxiliary and the verb, or right before it ("flatly rejected").
        while start > 0 and sentence.tag(start - 1) == "a" and sentence.low(start - 1).endswith("ly"):
            start -= 1
    return start, aux, negated or (bool(aux) and _nobody(sentence, start))


def _nobody(sentence: Sentence, start: int) -> bool:
    """Whether the subject denies: "Nobody at the ministry would say", "Neither side would comment"."""
    for at in range(start - 1, max(-1, start - 9), -1):
        if sentence.tags[at] in ",;:-“”xvsrc":
            return False
        if sentence.low(at) in ("nobody", "neither", "none", "no"):
            return True
    return False


def _time_between(sentence: Sentence, j: int) -> int | None:
    """The auxiliary before a phrase of time that ends at j: "had for years maintained"."""
    if sentence.tag(j) not in "tN":
        return None
    for at in (j - 1, j - 2, j - 3):
        if sentence.tag(at) == "p" and skip_time(sentence, at) == j + 1 and sentence.tag(at - 1) == "x":
            return at - 1
    return None


def raised(sentence: Sentence, i: int) -> tuple[int, str | None, bool] | None:
    """Start, kind and negation of a verb that another one raises: "went on to say", "appeared to rule out"."""
    if sentence.low(i - 1) != "to":
        return None
    if sentence.low(i - 2) in ("likely", "quick", "careful", "first", "last", "slow", "swift"):
        for at in (i - 3, i - 4):
            if sentence.low(at) in BE:
                return at, "present" if sentence.low(at) in PRESENT else "past", False
    if sentence.low(i - 2) == "used" and sentence.tag(i - 3) in "wCP":
        return i - 2, "past", False
    if sentence.low(i - 2) == "yet" and sentence.low(i - 3) in ("has", "have", "had"):
        return i - 3, "present perfect", True
    for back in (2, 3):
        form = _raising().get(" ".join(sentence.low(k) for k in range(i - back, i - 1)))
        if form is not None:
            start, aux, negated = group(sentence, i - back)
            if any(a in BE for a in aux) or sentence.low(start - 1) == "to":
                return None
            if aux:
                return start, "present" if PRESENT & set(aux) else "perfect" if HAVE & set(aux) else "past", negated
            return start, form, negated
    return None


@cache
def _raising() -> dict[str, str]:
    """Forms of the verbs that raise another, with the kind each makes of it."""
    out: dict[str, str] = {}
    for (
        entry
    ) in "seem appear continue begin start proceed come rush hasten try attempt hurry fail move tend go".split():
        past = _RAISED_PAST.get(entry) or (entry + "d" if entry.endswith("e") else entry + "ed")
        third = "hurries" if entry == "hurry" else "tries" if entry == "try" else entry + "s"
        third = "rushes" if entry == "rush" else "goes" if entry == "go" else third
        tail = " on" if entry == "go" else ""
        out |= {third + tail: "present", entry + tail: "present", past + tail: "past"}
    return out


_RAISED_PAST = {"begin": "began", "come": "came", "go": "went", "try": "tried", "hurry": "hurried"}
