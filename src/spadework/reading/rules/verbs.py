"""Finding cues in a sentence: reporting verbs that are verbs there, with their auxiliaries, negation and adverbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spadework.reading.rules.grammar import skip_time
from spadework.reading.rules.lexicon import Cue, Form, cues, forms, word_set
from spadework.reading.rules.tokens import Sentence

_BE = {"am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "it's", "he's"}
_HAVE = {"has", "have", "had", "having", "hasn't", "haven't", "hadn't"}
_DO = {"do", "does", "did", "don't", "doesn't", "didn't"}
_FLOATING = {"each", "both", "all", "since"}
_PRESENT = {"is", "are", "has", "have", "do", "does", "isn't", "aren't", "hasn't", "haven't", "don't", "doesn't"}
_NEGATIVE = {"not", "never", "cannot", "nor", "neither"}
# After "declined to" and "refused to" these make one cue with it; other verbs are the content ("refused to sign").
_EVASIVE = word_set("say comment disclose specify elaborate discuss confirm be identify answer reveal give respond")
_PARTICLES = word_set("out off down up aside forward back")
_INNER = word_set("it this that them him her")
_PLURALS = word_set("people police media press staff both many most some others few data authorities crew")
# Nouns as often as verbs, in the third person or the plural.
_NOUNS = word_set("""claims demands calls reports plans offers hopes fears doubts estimates requests promises
    threats notes orders
    signals questions answers statements remarks states backs objects attacks rules blames challenges favors favours
    supports aims wishes desires names forecasts posts desires pledges guarantees objects reserves views rates terms
    claim demand call report plan offer hope fear doubt estimate request promise note order signal question answer
    remark state back object attack rule blame challenge favor favour support aim wish desire name forecast post view
    pledge guarantee reserve rate term table float voice brief pledge press""")
MAX_CUES = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence.

    Attributes:
        start, end: tokens of the cue, with auxiliaries; `end` is one past the last.
        verb: its first word.
        frames: what it takes here (see `lexicon`).
        shorter: the same verb read as a shorter cue ("expressed" for "expressed concern").
        inner: token of an object inside the cue ("rule it out").
        kind: `past`, `present`, `perfect` ("had", "has"), `modal`, or `participle` (", saying").
    """

    start: int
    end: int
    verb: str
    frames: frozenset[str]
    kind: str
    negated: bool
    shorter: tuple[Hit, ...] = ()
    inner: int | None = None


def hits(sentence: Sentence) -> list[Hit]:
    """The cues of a sentence, from left to right; none in a stretch that is no natural sentence."""
    known = forms()
    out: list[Hit] = []
    at = 0
    for i, token in enumerate(sentence.tokens):
        if i < at or token.low not in known:
            continue
        for form in known[token.low]:
            found = _hit(sentence, i, form)
            if found is not None:
                out.append(found)
                at = found.end
                break
    return out if len(out) <= MAX_CUES else []


def leading(sentence: Sentence) -> Hit | None:
    """The cue that opens a list's item ("reaffirm that ..."), whose subject stands elsewhere."""
    for form in forms().get(sentence.low(0), ()):
        for cue in cues()[form.verb]:
            end = _match(sentence, 1, cue)
            if end is not None and form.kind != "part":
                return Hit(0, end, form.verb, cue.frames, "present", False)
    return None


def _hit(sentence: Sentence, i: int, form: Form) -> Hit | None:
    start, aux, negated = _group(sentence, i)
    kind = _kind(sentence, i, start, form, aux)
    if kind is None or (sentence.tag(i) == "C" and i > 0 and sentence.tag(i - 1) not in "“,-:"):
        return None
    out: list[Hit] = []
    for cue in cues()[form.verb]:
        end = _match(sentence, i + 1, cue)
        if end is None or (cue.rest and cue.rest[-1] == "to" and _infinitive_follows(sentence, end)):
            continue
        frames = set(cue.frames)
        if negated:
            frames |= cue.negative
        if form.verb in ("decline", "refuse") and sentence.low(end) == "to" and sentence.low(end + 1) in _EVASIVE:
            joined = _evasion(sentence, end + 1)
            if joined:
                end, frames = joined
                return Hit(start, end, form.verb, frozenset(frames), kind, True)
        if form.verb == "like" and kind != "modal":
            continue  # "people like them", "workers like her"
        if kind == "modal" and not (frames & {"m"} or (negated and cue.negative)):
            continue
        if kind == "modal" and negated and cue.negative:
            frames = set(cue.negative)
        frames.discard("m")
        if kind == "participle" and not frames & set("stnhk"):
            continue
        if frames:
            out.append(
                Hit(start, end, form.verb, frozenset(frames), kind, negated, inner=_inner(sentence, i, end, cue))
            )
    return replace(out[0], shorter=tuple(out[1:])) if out else None


def _infinitive_follows(sentence: Sentence, at: int) -> bool:
    """Whether the "to" before `at` belongs to a verb: "agreed to let", but "agreed to talks"."""
    low = sentence.low(at)
    return sentence.tag(at) in "wxa" and not low.endswith(("s", "ing", "tion", "ment", "ty"))


def _group(sentence: Sentence, i: int) -> tuple[int, list[str], bool]:
    """First token of the verb group that ends at i, its auxiliaries, and whether it is negated."""
    start, negated = i, False
    aux: list[str] = []
    j = i - 1
    while j >= 0 and i - j < 8:
        low = sentence.low(j)
        if sentence.tag(j) not in "xna" and low not in _FLOATING:
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
        negated = negated or low in _NEGATIVE or low.endswith("n't")
        j -= 1
    if not aux and not negated:
        start = i
        # Adverbs belong to the cue only between an auxiliary and the verb, or right before it ("flatly rejected").
        while start > 0 and sentence.tag(start - 1) == "a" and sentence.low(start - 1).endswith("ly"):
            start -= 1
    return start, aux, negated


def _time_between(sentence: Sentence, j: int) -> int | None:
    """The auxiliary before a phrase of time that ends at j: "had for years maintained"."""
    if sentence.tag(j) not in "tN":
        return None
    for at in (j - 1, j - 2, j - 3):
        if sentence.tag(at) == "p" and skip_time(sentence, at) == j + 1 and sentence.tag(at - 1) == "x":
            return at - 1
    return None


def _kind(sentence: Sentence, i: int, start: int, form: Form, aux: list[str]) -> str | None:
    if sentence.low(start - 1) == "to" or sentence.low(i - 1) == "to":
        return None
    before = sentence.tag(start - 1)
    verb = form.verb
    if verb in ("be", "have") and not aux:
        if form.kind == "base":
            return None
        return "past" if form.kind == "past" else "present"
    if form.kind == "ing":
        if any(a in _BE for a in aux):
            return "present" if any(a in _PRESENT for a in aux) else "past"
        return "participle" if not aux and (_before_participle(sentence, start) in ",-“" or start == 0) else None
    modal = [a for a in aux if a not in _BE and a not in _HAVE and a not in _DO]
    if form.kind == "base":
        if modal:
            return None if any(a in _HAVE or a in _BE for a in aux) else "modal"
        if any(a in _DO for a in aux):
            return "present" if any(a in _PRESENT for a in aux) else "past"
        return "present" if not aux and _plural_subject(sentence, start, i) else None
    if modal or any(a in _DO for a in aux):
        return None
    if form.kind == "s":
        if aux or (before in "DpTs" and sentence.low(start - 1) != "that"):
            return None
        if sentence.low(start - 1).endswith(("'s", "s'")):
            return None
        return None if sentence.low(i) in _NOUNS and not _verbal_place(sentence, start, i) else "present"
    if any(a in _BE for a in aux):
        return None  # passive: "was rejected"
    if any(a in _HAVE for a in aux):
        return "perfect" if {"had", "hadn't"} & set(aux) else "present perfect"
    if form.kind == "part" and forms_differ(verb):
        return None
    if (
        before in "DT"
        or (before == "p" and sentence.low(start - 1) != "up")
        or (sentence.low(i + 1) == "by" and verb not in ("say", "add"))
    ):
        return None
    if sentence.low(start - 1).endswith("'s") and sentence.tag(start - 1) != "x":
        return None
    return "past"


def _before_participle(sentence: Sentence, start: int) -> str:
    """What stands before a participle and its adverb (", instead arguing")."""
    return sentence.tag(start - 2) if sentence.tag(start - 1) == "a" and start > 1 else sentence.tag(start - 1)


@cache
def forms_differ(verb: str) -> bool:
    """Whether the past tense and the participle differ ("wrote, written")."""
    kinds = {(f.kind, word) for word, found in forms().items() for f in found if f.verb == verb} if verb else set()
    return len({word for kind, word in kinds if kind in ("past", "part")}) > 1


def _plural_subject(sentence: Sentence, start: int, i: int) -> bool:
    """Whether a base form can be a present tense here: what stands before may be a plural."""
    before, tag = sentence.low(start - 1), sentence.tag(start - 1)
    if tag == "P":
        return before == "they" or before in ("we", "i", "you")
    if tag == "r" or before in _PLURALS:
        return True
    if tag == "c":  # "... reject the plan and call for talks": a second verb of the same subject
        return sentence.low(i) not in _NOUNS or sentence.tag(i + 1) in "DpT"
    if tag not in "wC" or not _plural_head(sentence, start, before):
        return False
    ends = sentence.tag(i + 1) in ",."
    return (
        sentence.low(i) not in _NOUNS or ends or sentence.tag(i + 1) in "DTsP" or sentence.low(i + 1) in ("for", "on")
    )


def _plural_head(sentence: Sentence, start: int, before: str) -> bool:
    """Whether the noun phrase before is plural: its last word, the noun before its "of", or several joined by "and"."""
    if _plural(before):
        return True
    at = start - 2
    while at >= 0 and start - at < 12 and sentence.tags[at] in "CDNwpc":
        if sentence.tags[at] == "p" and _plural(sentence.low(at - 1)):
            return True
        if sentence.low(at) == "and" and sentence.tag(at + 1) in "DC":
            return True
        at -= 1
    return False


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _verbal_place(sentence: Sentence, start: int, i: int) -> bool:
    """Whether an ambiguous form ("claims", "demands") stands like a verb: after a name or noun, before an object."""
    if sentence.tag(start - 1) in "PrCN" or sentence.tag(start - 1) == "t":
        return sentence.tag(i + 1) not in "xc.," or sentence.tag(start - 1) in "Pr"
    return sentence.tag(start - 1) in "w,”" and sentence.tag(i + 1) in "DTsPC" + (
        "p" if sentence.low(i) == "calls" else ""
    )


def _match(sentence: Sentence, at: int, cue: Cue) -> int | None:
    """One past the cue's last token if its further words stand here; "it" may come between, and adverbs."""
    for n, word in enumerate(cue.rest):
        slack = 0
        while sentence.low(at) != word and slack < 3:
            between = sentence.tag(at) in "an" or (
                (cue.verb == "let" and sentence.tag(at) in "O") or sentence.low(at) == "her"
            )
            between = between or (n == 0 and word in _PARTICLES and sentence.low(at) in _INNER)
            if not between:
                break
            at, slack = at + 1, slack + 1
        if sentence.low(at) != word:
            return None
        at += 1
    return at


def _inner(sentence: Sentence, i: int, end: int, cue: Cue) -> int | None:
    """The pronoun between the verb and its particle, if there is one."""
    between = end > i + 2 and cue.rest and cue.rest[0] in _PARTICLES and sentence.low(i + 1) in _INNER
    return i + 1 if between else None


def _evasion(sentence: Sentence, at: int) -> tuple[int, set[str]] | None:
    """The end and frames of what follows "declined to": "say", "comment on", "be drawn on"."""
    for cue in cues().get(sentence.low(at), ()):
        end = _match(sentence, at + 1, cue)
        if end is not None and cue.negative:
            return end, set(cue.negative)
    return None
