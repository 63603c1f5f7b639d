"""Finding cues in a sentence: reporting verbs that are verbs there, with their auxiliaries, negation and adverbs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spadework.reading.rules.groups import BE, DO, HAVE, PRESENT, group, raised
from spadework.reading.rules.lexicon import Cue, Form, cues, cues_before, forms, word_set
from spadework.reading.rules.light import carried_cues
from spadework.reading.rules.morphology import forms_differ, plural_head
from spadework.reading.rules.tokens import Sentence

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
    for i, low in enumerate(sentence.lows):
        if low not in known or i < at:
            continue
        for form in known[low]:
            found = _hit(sentence, i, form)
            if found is not None:
                out.append(found)
                at = found.end
                break
    return out if len(out) <= MAX_CUES else []


def leading(sentence: Sentence) -> Hit | None:
    """The cue that opens a list's item ("reaffirm that ..."), whose subject stands elsewhere."""
    for form in forms().get(sentence.low(0), ()):
        for cue in cues().get(form.verb, ()):
            end = _match(sentence, 1, cue)
            if end is not None and form.kind != "part":
                return Hit(0, end, form.verb, cue.frames, "present", False)
    return None


def _hit(sentence: Sentence, i: int, form: Form) -> Hit | None:
    start, aux, negated = group(sentence, i)
    lifted = raised(sentence, start) if form.kind == "base" and not aux else None
    if lifted is not None:
        start, kind, denied = lifted
        negated = negated or denied
    else:
        kind = _kind(sentence, i, start, form, aux)
    if kind is None or (sentence.tag(i) == "C" and i > 0 and sentence.tag(i - 1) not in "“,-:"):
        return None
    out: list[Hit] = []
    matches = [
        (cue, end) for cue in _near(sentence, i + 1, form.verb) if (end := _match(sentence, i + 1, cue)) is not None
    ]
    for cue, end in (*carried_cues(sentence, i + 1, form.verb), *matches):
        if cue.rest and cue.rest[-1] == "to" and _infinitive_follows(sentence, end) and _takes_infinitive(cue):
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
        only = any(sentence.low(k) == "only" for k in range(start, i)) and frames & {"s"}
        if kind == "modal" and not (frames & {"m"} or (negated and cue.negative) or only):
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


def _near(sentence: Sentence, at: int, verb: str) -> list[Cue]:
    """The verb's cues that the next words can complete; up to three words may come between."""
    return cues_before(verb, sentence.lows[at : at + 4])


def _takes_infinitive(cue: Cue) -> bool:
    """Whether the same words without "to" take an infinitive ("agree")."""
    return any(c.rest == cue.rest[:-1] and c.frames & {"i", "e"} for c in cues()[cue.verb])


def _infinitive_follows(sentence: Sentence, at: int) -> bool:
    """Whether the "to" before `at` belongs to a verb: "agreed to let", but "agreed to talks"."""
    low = sentence.low(at)
    return sentence.tag(at) in "wxa" and not low.endswith(("s", "ing", "tion", "ment", "ty"))


def _kind(sentence: Sentence, i: int, start: int, form: Form, aux: list[str]) -> str | None:
    if sentence.low(start - 1) == "to" or sentence.low(i - 1) == "to":
        return None
    before = sentence.tag(start - 1)
    verb = form.verb
    if verb == "ask" and before == "," and sentence.low(i + 1) in ("whether", "if", "about", "how", "why") and not aux:
        return None  # "the spokesman, asked whether ..., replied"
    if verb in ("be", "have") and not aux:
        if form.kind == "base":
            return None
        return "past" if form.kind == "past" else "present"
    if form.kind == "ing":
        if any(a in BE for a in aux):
            return "present" if any(a in PRESENT for a in aux) else "past"
        return "participle" if not aux and (start == 0 or _opens_participle(sentence, start)) else None
    modal = [a for a in aux if a not in BE and a not in HAVE and a not in DO]
    if form.kind == "base":
        if modal:
            return None if any(a in HAVE or a in BE for a in aux) else "modal"
        if any(a in DO for a in aux):
            return "present" if any(a in PRESENT for a in aux) else "past"
        return "present" if not aux and _plural_subject(sentence, start, i) else None
    if modal or any(a in DO for a in aux):
        return None
    if form.kind == "s":
        if aux or (before in "DpTs" and sentence.low(start - 1) != "that"):
            return None
        if sentence.low(start - 1).endswith(("'s", "s'")):
            return None
        return None if sentence.low(i) in _NOUNS and not _verbal_place(sentence, start, i) else "present"
    if any(a in BE for a in aux):
        return None  # passive: "was rejected"
    if any(a in HAVE for a in aux):
        return "perfect" if {"had", "hadn't"} & set(aux) else "present perfect"
    if form.kind == "part" and forms_differ(verb):
        return None
    if (
        before in "DT"
        or (before == "p" and sentence.low(start - 1) != "up")
        or (sentence.low(i + 1) == "by" and verb not in ("say", "add"))
    ):
        return None
    owner = sentence.low(start - 1).endswith("'s") and sentence.tag(start - 1) != "x"
    # "Norland's promised help", but "a deputy of Orr's told us".
    return None if owner and sentence.tag(i + 1) not in "OTsDP" else "past"


_GERUNDS = word_set("by to of for without in after before while from with when than instead besides despite and but or")


# "released a statement confirming that"
_WRITINGS = word_set("statement letter note message memo email telegram cable speech release communique article report")


def _opens_participle(sentence: Sentence, start: int) -> bool:
    """Whether a form in -ing reports here: behind a comma, a preposition ("by saying"), or another such form."""
    before = _before_participle(sentence, start)
    if before in ",-“":
        return True
    at = start - 1 - (sentence.tag(start - 1) == "a")
    if sentence.tag(at) == "c":
        return any(
            t.low.endswith("ing") and sentence.tag(n - 1) in ",-pT" for n, t in enumerate(sentence.tokens[:at]) if n
        )
    return (sentence.low(at) in _GERUNDS and before in "pTs") or sentence.low(start - 1) in _WRITINGS


def _before_participle(sentence: Sentence, start: int) -> str:
    """What stands before a participle and its adverb (", instead arguing")."""
    return sentence.tag(start - 2) if sentence.tag(start - 1) == "a" and start > 1 else sentence.tag(start - 1)


def passive_hit(sentence: Sentence, i: int) -> Hit | None:
    """The participle at i as a passive cue; of kind `participle` if no form of "be" stands before it."""
    start, aux, negated = group(sentence, i)
    passive = any(a in BE for a in aux)
    if not passive and (aux or sentence.tag(i - 1) not in "wCa," or i == 0):
        return None
    modal = any(a not in BE and a not in HAVE and a not in DO for a in aux)
    for form in forms()[sentence.low(i)]:
        if form.kind not in ("past", "part"):
            continue
        plain = {f for c in cues_before(form.verb, []) for f in c.frames}
        for cue in _near(sentence, i + 1, form.verb):
            end = _match(sentence, i + 1, cue)
            frames = cue.frames | plain
            if end is not None and frames and not (modal and not negated):
                kind = "past" if passive else "participle"
                return Hit(start, i + 1 if not cue.rest else end, form.verb, frozenset(frames), kind, negated)
    return None


def _plural_subject(sentence: Sentence, start: int, i: int) -> bool:
    """Whether a base form can be a present tense here: what stands before may be a plural."""
    before, tag = sentence.low(start - 1), sentence.tag(start - 1)
    if tag == "P":
        return before == "they" or before in ("we", "i", "you")
    if tag == "r" or before in _PLURALS:
        return True
    if tag == "c":  # "... reject the plan and call for talks": a second verb of the same subject
        return sentence.low(i) not in _NOUNS or sentence.tag(i + 1) in "DpT"
    if tag not in "wC" or not plural_head(sentence, start, before):
        return False
    ends = sentence.tag(i + 1) in ",."
    return (
        sentence.low(i) not in _NOUNS or ends or sentence.tag(i + 1) in "DTsP" or sentence.low(i + 1) in ("for", "on")
    )


def _verbal_place(sentence: Sentence, start: int, i: int) -> bool:
    """Whether an ambiguous form ("claims", "demands") stands like a verb: after a name or noun, before an object."""
    if sentence.tag(start - 1) == "c" and sentence.low(i + 1) == "that":
        return True
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
                (cue.verb == "let" and sentence.tag(at) in "OCDw") or sentence.low(at) == "her"
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
