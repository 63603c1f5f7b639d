"""The words by which an account is denied or played down."""

from __future__ import annotations

import re
from functools import lru_cache


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern for all; a space stands for any white space."""
    return re.compile(r"\b(?:" + "|".join(p.replace(" ", r"\s") for p in patterns) + r")\b", re.IGNORECASE)


def _or(words: str, ending: str = "") -> str:
    """Alternatives, parted by white space; "_" stands for a space inside one."""
    return "(?:" + "|".join(w.replace("_", " ") + ending for w in words.split()) + ")"


_GIVEN = _or(
    "assurance undertaking promise commitment guarantee offer pledge date agreement deal concession proposal request "
    "demand word understanding",
    ending="s?",
)
_MADE = _or("made given promised agreed offered signed conceded pledged accepted undertaken received")
_ENDED = _or(f"{_MADE} reached decided settled fixed")
_SAY = _or(
    r"sa(?:y|id) promised? agreed? offer(?:ed)? ma(?:d|k)e giv\w+ commit\w* ask(?:ed)? demand(?:ed)? propos\w+ "
    r"undertak\w+ pledged? accept(?:ed)? walk\w* leave left seek sought request(?:ed)? receiv\w+"
)
_SAID = _or(
    "said promised agreed offered made gave given accepted asked demanded proposed undertook undertaken pledged "
    "requested received told sought"
)
_ASIDE = _or("discussed mentioned raised talked_about considered explored spoken_of came_up floated")
_WAS = _or("was were had_been has_been have_been")

_PLAYS_DOWN = _any(
    rf"(?:merely|only|simply) (?:\w+ly )?(?:been )?(?:{_ASIDE}|touched (?:up)?on|talked|heard|listened)",
    rf"{_ASIDE}\b.{{0,40}}?\b(?:nothing more|nothing else|no more than that)",
    "that was all",
    "nothing more",
    rf"{_ASIDE}\b.{{0,80}}?\b(?:nothing|no \w+) {_WAS} {_ENDED}",
    rf"nothing (?:is|{_WAS}) {_ENDED}",
    rf"{_MADE} nothing",
    r"committed (?:\w+sel(?:f|ves) )?to nothing",
    rf"{_ASIDE}\b.{{0,60}}?\b(?:no decision|no conclusion|not {_ENDED})",
    "exchange of views",
)
_DENIES = _any(
    rf"no (?:such )?(?:\w+ )?{_GIVEN}\b.{{0,40}}?\b{_WAS} (?:ever )?{_ENDED}",
    rf"no such (?:thing|words?|conversation|meeting|order|call|text|paper|step|plan|{_GIVEN})",
    rf"(?:gave|given|made|offered|received) no (?:such )?{_GIVEN}",
    rf"(?:had|has|have|he|she|we|they|it|I|government|delegation) never (?:been )?{_SAID}",
    rf"(?:did|had|has|have)(?: not|n['’]t) {_SAY}",
    rf"(?:had|has|have|was|were)(?: not|n['’]t) (?:been )?{_MADE}",
    rf"(?:no one|nobody) (?:had |has )?{_MADE}",
    rf"neither {_MADE}",
    "(?:very )?different (?:account|version|story)",
    "(?:is|was) not (?:so|true|the case|correct|accurate)",
    "(?:know|knew) (?:of no|nothing of)",
    r"untrue|false|fabricat\w+|invention|invented|baseless|unfounded|groundless|fiction|fantasy",
    "a lie|fairy tales?|wishful",
    "misquoted|misrepresent\\w*|misunderst\\w+|misheard|distort\\w+|incorrect|inaccurate|mistaken|wrong to say",
    "no talk of",
    "nothing of the (?:sort|kind) (?:was|were|had|has|happened|took)",
    r"not what (?:was )?(?:\w+ )?(?:said|agreed|happened|promised|offered)",
    "did not (?:happen|take place|occur|exist)|never (?:happened|took place|existed)",
    r"with (?:\w+ )?respect to my \w+",
    r"(?:recall|remember)\w* (?:it|that|things) (?:rather |quite |very )?differently|recollection",
    "what (?:I|we|he|she|they) (?:actually |really )?(?:said|asked|meant) was",
    "(?:should|must|would like to|want to|let me) correct|set the record straight",
)
_DENYING_CUE = _any(
    r"den(?:y|ies|ied|ying)|disput\w+|rebut\w*|refut\w+|contradict\w+|contest(?:s|ed)|repudiat\w+|disavow\w*|disown\w*"
)
_PLAYING_DOWN_CUE = _any(
    r"play(?:s|ed|ing) down|downplay\w*|made light of|poured cold water|cast doubt|brush\w+ (?:aside|off)|minimi[sz]ed"
)
_REJECTING_CUE = _any("reject(?:s|ed)", "dismiss(?:es|ed)")
_VERSION = re.compile(
    r"(?:(?:that|this|the|such|his|her|its|their)\s)?(?:\w+\s)?(?:version|account|claim|story|charge|accusation|allegation"
    r"|description|interpretation|explanation|assertion|suggestion)s?\b",
    re.IGNORECASE,
)
_NEITHER = _any(
    r"(?:not|neither|nor|without|declined to|refused to) (?:\w+ ){0,3}?(?:confirm\w* n?or )?"
    r"(?:deny|denied|dispute|contradict|contest)"
)


@lru_cache(maxsize=20_000)
def manner(cue: str, said: str) -> str:
    """How words deny an account: "denies", "plays down", or "" if they do not, as "neither confirmed nor denied"."""
    if _NEITHER.search(f"{cue} {said}"):
        return ""
    if _DENYING_CUE.search(cue):
        return "denies"
    if _REJECTING_CUE.search(cue) and _VERSION.match(said.strip(' “"')):
        return "denies"
    if _PLAYING_DOWN_CUE.search(cue) or _PLAYS_DOWN.search(said):
        return "plays down"
    return "denies" if _DENIES.search(said) else ""
