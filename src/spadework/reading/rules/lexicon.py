"""The words that report what somebody says or where somebody stands, with what each takes.

The tables (`cue_table`, `stances`) list sets of frames and the cues that take them, parted by commas; the first word of
a cue is its verb, the rest follows it ("rule out"). Frames, one letter each:

    s  a clause with or without "that", a quotation, or a place after or inside what is said ("said")
    q  a place after or inside a quotation ("asked")
    t  an addressee first, then as `s` ("told reporters")
    h  a clause with "that" ("demanded that")
    n  a noun phrase or gerund ("rejected")
    i  an infinitive with "to" ("promised to")
    e  a noun phrase with an infinitive ("urged X to")
    o  a noun phrase and "of" or "for" with what he is charged with ("accused X of")
    k  a noun phrase and what it is called ("described it as", "called it")
    w  a question ("asked whether")
    l  nothing: the cue says it all ("declined to comment")
    m  may stand with "would", "could" or "will" ("would like")
    d  only after "did not", "would not", "could not", "has not" and the like ("did not say whether")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spadework.reading.rules.cue_table import TABLE
from spadework.reading.rules.stances import carriers, stance_table


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


BARE_NOUNS = word_set("report reports claim claims allegation allegations accusation accusations rumours rumors")
"""Nouns that report by themselves: "a report that"."""

_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "think": "thought thought",
    "feel": "felt felt", "swear": "swore sworn", "hold": "held held", "mean": "meant meant", "know": "knew known",
    "understand": "understood understood", "see": "saw seen", "find": "found found", "show": "showed shown",
    "go": "went gone", "begin": "began begun", "shoot": "shot shot", "hit": "hit hit", "make": "made made",
    "let": "let let", "give": "gave given", "take": "took taken", "put": "put put", "leave": "left left",
    "send": "sent sent", "keep": "kept kept", "speak": "spoke spoken", "come": "came come", "draw": "drew drawn",
    "stand": "stood stood", "stick": "stuck stuck", "throw": "threw thrown", "cast": "cast cast", "lay": "laid laid",
    "set": "set set", "spell": "spelled spelled", "shut": "shut shut", "pour": "poured poured", "seek": "sought sought",
    "withdraw": "withdrew withdrawn", "forbid": "forbade forbidden", "undertake": "undertook undertaken",
    "foresee": "foresaw foreseen", "beseech": "besought besought", "forecast": "forecast forecast",
    "decree": "decreed decreed", "agree": "agreed agreed", "disagree": "disagreed disagreed", "shy": "shied shied",
    "be": "was been", "have": "had had", "quip": "quipped quipped", "admit": "admitted admitted",
    "beg": "begged begged", "rap": "rapped rapped", "slam": "slammed slammed", "submit": "submitted submitted",
    "rule": "ruled ruled", "chip": "chipped chipped", "blog": "blogged blogged", "prefer": "preferred preferred",
    "infer": "inferred inferred", "refer": "referred referred", "plan": "planned planned", "flag": "flagged flagged",
    "commit": "committed committed", "dub": "dubbed dubbed", "opt": "opted opted", "rebut": "rebutted rebutted",
    "brag": "bragged bragged", "hint": "hinted hinted", "bid": "bid bid", "plump": "plumped plumped",
    "read": "read read", "bet": "bet bet", "fall": "fell fallen", "hear": "heard heard", "bind": "bound bound",
    "fight": "fought fought", "bring": "brought brought", "strike": "struck struck", "fling": "flung flung",
    "get": "got got", "learn": "learned learned", "abhor": "abhorred abhorred", "concur": "concurred concurred",
    "demur": "demurred demurred", "jib": "jibbed jibbed", "pan": "panned panned", "permit": "permitted permitted",
    "drop": "dropped dropped", "dig": "dug dug", "swing": "swung swung", "forgive": "forgave forgiven",
    "rue": "rued rued",
    "uphold": "upheld upheld", "forget": "forgot forgotten", "overlook": "overlooked overlooked",
    "pray": "prayed prayed",
    "abide": "abided abided", "forswear": "forswore forsworn", "forgo": "forwent forgone", "cling": "clung clung",
    "choose": "chose chosen", "lose": "lost lost", "rely": "relied relied", "arrive": "arrived arrived",
    "bat": "batted batted",
    "grow": "grew grown", "plug": "plugged plugged", "plot": "plotted plotted", "lie": "lay lain",
    "swat": "swatted swatted",
    "compel": "compelled compelled", "acquit": "acquitted acquitted", "sweep": "swept swept",
    "impel": "impelled impelled",
    "remit": "remitted remitted", "scotch": "scotched scotched", "shrug": "shrugged shrugged", "stay": "stayed stayed",
    "air": "aired aired", "shun": "shunned shunned", "compromise": "compromised compromised",
    "extol": "extolled extolled",
    "dread": "dreaded dreaded", "envy": "envied envied", "need": "needed needed", 
    "regret": "regretted regretted", "signal": "signaled signaled", "label": "labeled labeled",
}  # fmt: skip
_BRITISH = {"signalled": ("signal", "past"), "signalling": ("signal", "ing"), "labelled": ("label", "past"),
    "labelling": ("label", "ing"), "marvelled": ("marvel", "past"), "counselled": ("counsel", "past")}  # fmt: skip
_BE = {"be": ("is", "are", "was", "were", "been", "am"), "have": ("has", "have", "had")}


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting word takes: the words that follow the verb, and the frames."""

    verb: str
    rest: tuple[str, ...]
    frames: frozenset[str]
    negative: frozenset[str]
    """Frames that it takes only when negated."""


@dataclass(frozen=True, slots=True)
class Form:
    """A verb's form: its base and which form it is (`base`, `s`, `past`, `part`, `ing`)."""

    verb: str
    kind: str


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Cues by verb, the longest first."""
    frames: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    label = ""
    for entry in f"{TABLE} {stance_table()}".replace("\n", " ").split(","):
        words = entry.split()
        while any(w.endswith(":") for w in words):
            # "... last, first of next" across a line's end: the label stands before its first cue.
            at = next(n for n, w in enumerate(words) if w.endswith(":"))
            if at:
                _add(frames, label, words[:at])
            label, words = words[at][:-1], words[at + 1 :]
        _add(frames, label, words)
    out: dict[str, list[Cue]] = {}
    for key, (plain, negative) in frames.items():
        out.setdefault(key[0], []).append(Cue(key[0], key[1:], frozenset(plain), frozenset(negative)))
    return {verb: tuple(sorted(found, key=lambda c: -len(c.rest))) for verb, found in out.items()}


@cache
def _by_second() -> dict[str, dict[str, tuple[Cue, ...]]]:
    """Cues by verb and by the word after it ("" for a verb alone)."""
    out: dict[str, dict[str, list[Cue]]] = {}
    for verb, found in cues().items():
        for cue in found:
            out.setdefault(verb, {}).setdefault(cue.rest[0] if cue.rest else "", []).append(cue)
    return {verb: {word: tuple(some) for word, some in words.items()} for verb, words in out.items()}


def cues_before(verb: str, words: list[str]) -> list[Cue]:
    """The verb's cues of which the next word is among these, the longest first."""
    second = _by_second().get(verb, {})
    found = [cue for word in dict.fromkeys([*words, ""]) for cue in second.get(word, ())]
    return sorted(found, key=lambda c: -len(c.rest)) if len(found) > 1 else found


def _add(frames: dict[tuple[str, ...], tuple[set[str], set[str]]], label: str, words: list[str]) -> None:
    if not words:
        return
    modal = words[0] == "would"
    plain, negative = frames.setdefault(tuple(words[modal:]), (set(), set()))
    (negative if "d" in label else plain).update(label.replace("d", ""))
    if modal:
        plain.add("m")


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Verb forms by the word."""
    out: dict[str, list[Form]] = {}
    for verb in {**cues(), **dict.fromkeys(sorted(carriers()), ())}:
        past, part = _IRREGULAR.get(verb, "").split() or (_ed(verb), _ed(verb))
        for word, kind in ((verb, "base"), (_s(verb), "s"), (past, "past"), (part, "part"), (_ing(verb, past), "ing")):
            out.setdefault(word, []).append(Form(verb, kind))
    for verb, words in _BE.items():
        for word in words:
            kind = "part" if word == "been" else "past" if word in ("was", "were", "had") else "s"
            out.setdefault(word, []).append(Form(verb, kind))
    for word, (verb, kind) in _BRITISH.items():
        out.setdefault(word, []).append(Form(verb, kind))
    return {word: tuple(found) for word, found in out.items()}


@cache
def participles() -> frozenset[str]:
    """The forms that may be past participles."""
    return frozenset(word for word, found in forms().items() if any(f.kind in ("past", "part") for f in found))


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "ed"


def _s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"


def _ing(verb: str, past: str) -> str:
    if past.endswith(verb[-1] + verb[-1] + "ed") or verb in ("begin", "set", "put", "let", "hit", "shut", "swim"):
        return verb + verb[-1] * (not past.endswith(verb + "ed")) + "ing"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "be")) else verb) + "ing"
