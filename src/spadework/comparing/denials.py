"""The words by which an account is denied or played down.

A denial is told by the verb that introduces it ("denied that ..."), by calling the account false, or by its form: a
word of negation beside a word for what one party does to bind itself to another or to tell it something ("gave nobody
an assurance", "consented to nothing", "no such offer was made"), in the past. What will not be promised is no denial.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern for all; a space stands for any white space."""
    return re.compile(r"\b(?:" + "|".join(p.replace(" ", r"\s") for p in patterns) + r")\b", re.IGNORECASE)


def _or(words: str, ending: str = "") -> str:
    """Alternatives, parted by white space; "_" stands for a space inside one."""
    return "(?:" + "|".join(w.replace("_", " ") + ending for w in words.split()) + ")"


# What binds or tells: nouns, and verbs of the past.
_WORD = _or(
    "assurance undertaking promise commitment guarantee offer pledge agreement deal concession proposal request demand "
    "understanding consent oath vow invitation threat order approval permission bargain compromise message",
    ending="s?",
)
_DID = _or(
    "said told promised agreed offered made given gave accepted undertaken undertook pledged conceded consented "
    "committed bound guaranteed assured sworn swore vowed signed proposed suggested requested asked demanded indicated "
    "hinted implied approved authori[sz]ed ordered threatened granted invited sought received spoken uttered dropped "
    "withdrawn withdrew abandoned renounced yielded reached decided settled fixed happened occurred existed took_place "
    "taken_place"
)
_SAY = _or(  # after "did not"
    "say tell promise agree offer make give accept undertake pledge concede consent commit bind guarantee assure swear "
    "sign propose suggest request ask demand indicate hint imply approve authori[sz]e order threaten grant invite seek "
    "receive walk leave refuse happen exist occur take_place"
)
_ASIDE = _or(
    "discussed mentioned raised talked_about talked_of considered explored spoken_of spoken_about came_up floated "
    "touched_(?:up)?on brought_up aired"
)
_WAS = _or("was were had_been has_been have_been had has have is are")
_FEW = r"(?:[\w’'-]+ ){0,3}?"  # words between, in one breath
_SYLLABLE = "(?:a|an|one|a single) (?:syllable|word|hint|mention|line|whisper|sentence)"
_NOBODY = r"(?:nobody|no one|none|neither|nothing)"

_PLAYS_DOWN = _any(
    rf"(?:merely|only|simply) (?:\w+ly )?(?:been )?(?:{_ASIDE}|talked|heard|listened)",
    rf"{_ASIDE}\b.{{0,80}}?\b(?:nothing|no more than that|no decision|no conclusion|not {_DID}|no \w+ {_WAS} {_DID})",
    "(?:and|that was|was) (?:all|nothing (?:more|else))",
    "nothing (?:more|else|further)",
    rf"nothing {_WAS} {_DID}",
    r"committed (?:\w+sel(?:f|ves) )?to nothing",
    "(?:it|the matter|things) ended there",
    # "all I passed her was the sugar", "had spoken only of old barges"
    r"all (?:that )?(?:I|we|he|she|they) (?:ever |had )?(?:said|told|gave|passed|handed|heard|did|mentioned|showed)"
    r" (?:[\w’'-]+ ){0,4}?(?:was|were)",
    rf"(?:had|has|have|was|were) (?:{_DID}|asked|talked) (?:only|merely|nothing but|no more than)",
    r"(?:spoke|spoken|talked) only (?:of|about|to)",
    "exchange of views",
)
_DENIES = _any(
    # what is negated is an act by which one binds oneself or tells something
    rf"no (?:such )?{_FEW}{_WORD}\b.{{0,40}}?\b{_WAS} (?:ever )?{_DID}",
    rf"(?:no|{_NOBODY})(?: of \w+)? {_FEW}(?:{_WAS} (?:ever )?{_DID}|(?:ever )?(?:happened|occurred|took place))",
    rf"(?:nobody|no one|none of \w+|neither|nor|never)(?: \w+)? (?:has |have |had )?(?:been )?{_DID}",
    rf"(?:did|had|has|have|was|were)(?:(?: not|n['’]t)(?: ever)?| never) (?:been )?(?:{_SAY}|{_DID})",
    rf"{_DID} (?:\w+ ){{0,2}}?(?:to )?(?:{_NOBODY}|no [\w’'-]+)",
    rf"(?:had|entered into) (?:\w+ )?no (?:\w+ )?{_WORD}",
    rf"no such (?:{_WORD}|things?|words?|conversation|meeting|call|text|paper|letter|plan|intention)",
    rf"no such \w+ {_WAS}",
    rf"there {_WAS} (?:no|never)(?: any| an?)? (?:such )?{_FEW}(?:{_WORD}|paper|document|note|talk)",
    rf"(?:is|was|are|were|and|but) (?:not|no|never) (?:a|an|any|our|the)? ?{_WORD}",
    "(?:did|done|does) (?:nothing|no such thing)",
    "(?<!heard )(?<!seen )(?<!received )nothing of the (?:sort|kind)",
    # or that a word of it was said
    r"never (?:so much as|even) \w+(?:ed|d|t|n)|never once (?:said|mentioned|asked|told|spoke|promised|offered)",
    rf"there {_WAS} (?:not|never) {_SYLLABLE}",
    rf"(?:not|never) {_SYLLABLE} (?:[\w’'-]+ ){{0,5}}?(?:said|passed|uttered|spoken|fell|left|crossed|exchanged)",
    rf"not what (?:\w+ )?{_FEW}(?:{_DID}|heard|meant)",
    r"(?:was|were) (?:not|never) (?:his|hers|theirs|ours|mine|for \w+) to \w+",
    "(?:know|knew) (?:of no|nothing of)",
    # or the account is called false
    "(?:is|was) not (?:so|true|the case|correct|accurate)",
    "(?:very )?different (?:account|version|story)",
    r"untrue|falsehoods?|false|fabricat\w+|invention|invented|baseless|unfounded|groundless|fiction|fantasy|nonsense",
    r"a (?:pack of )?lies?|fairy tales?|wishful|figment|make-believe|made (?:it|that|this|all that|them) (?:all )?up",
    r"misquoted|misrepresent\w*|misunderst\w+|misheard|misrememb\w+|distort\w+|incorrect|inaccurate|mistaken"
    r"|wrong to say|imagination|(?:he|she|they|has|have|was) imagined|dream(?:t|ed|ing) (?:it|that|this)"
    r"|wishful thinking|put words in\w*",
    r"as an? (?:\w+ )?(?:tale|story|yarn|legend|myth|rumou?r|fable)",
    r"(?:is|was) an? (?:\w+ )?(?:tale|yarn|legend|myth|fable)",
    # or the teller is put right
    r"with (?:\w+ )?respect to my \w+",
    r"(?:recall|remember)\w* (?:it|that|things) (?:rather |quite |very )?differently|recollection",
    "what (?:I|we|he|she|they) (?:actually |really )?(?:said|asked|meant) was",
    "(?:should|must|would like to|want to|let me|wish(?:es)? to|to) correct|set the record straight",
)
# What is not promised for the time to come is a position, and no word on what was said.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|cannot|won|unless|until|if)\b|['’]ll\b", re.IGNORECASE
)
_DENYING_CUE = _any(
    r"den(?:y|ies|ied|ying|ials?)|disput(?:es?|ed|ing)|rebut\w*|refut\w+|contradict\w+|contest(?:s|ed)|repudiat\w+"
    r"|disavow\w*|disown\w*|took issue with|takes issue with"
)
# "Did not say whether" keeps silent; "gave no undertaking" denies.
_SILENT_CUE = _any(
    r"(?:not|n['’]t|never) (?:\w+ )?(?:say|said|tell|told|comment|indicate|hint|specif\w+|elaborat\w+|discuss|respond"
    r"|answer|reply)|no (?:comment|answer|reply|details?|response)|declin\w+|refus\w+"
)
_PLAYING_DOWN_CUE = _any(r"play(?:s|ed|ing) down|downplay\w*|pour(?:s|ed|ing) cold water|cast(?:s|ing)? doubt")
# What is brushed aside may be granted: only with an account for its object is it a denial.
_REJECTING_CUE = _any(
    r"reject(?:s|ed)|dismiss(?:es|ed)|scoff\w+|brush\w+ (?:aside|off)|shrug\w+ off|wav(?:es|ed) (?:aside|away)"
    r"|ma[dk]es? light of"
)
_VERSION = re.compile(
    r"(?:(?:that|this|the|such|his|her|its|their)\s)?(?:\w+\s)?(?:version|account|claim|story|charge|accusation|allegation"
    r"|description|interpretation|explanation|assertion|suggestion|reports?)s?\b",
    re.IGNORECASE,
)
_WORDS = _any(
    rf"{_WORD}|(?:account|version|claim|story|allegation|description|interpretation|assertion|announcement|statement|report"
    r"|remark|reading|readout|sentence|syllable|word)s?|mouth|attributed|credited|quoted|promised|agreed|offered"
)
_NEITHER = _any(
    r"(?:not|neither|nor|without|declined to|refused to) (?:\w+ ){0,3}?(?:confirm\w* n?or )?"
    r"(?:deny|denied|dispute|contradict|contest)"
)
# That something did not happen, as what a clause is about: it stands at the clause's beginning.
_UNDONE = re.compile(
    r"""(?:^|[,;:—–]\s+(?:(?:and|but)\s+)?|\b(?:and|but|that)\s+)[“"‘'\s]*
    (?: there\s(?:was|were|had\sbeen|has\sbeen|have\sbeen)\s(?:no|never)\b
      | (?:no|nobody|none|neither|nothing)\s(?:[\w’'-]+\s){0,3}?
        (?:was|were|had|has|have|did|took|gave|came|went|[\w-]+ed)\b
      | (?:[\w’'-]+\s){1,3}?
        (?:(?:did|had|has|have)(?:\snot|n['’]t)|(?:was|were)\s(?:not|never)\s\w+(?:ed|en)|never\s\w+(?:ed|d|t))\b )""",
    re.VERBOSE | re.IGNORECASE,
)


# "Has not ruled it out" is a position, which denies nothing that was told.
_LITOTES = re.compile(
    r"\b(?:not|never|no longer|n['’]t|nothing)\s(?:\w+\s){0,2}?(?:rul\w+\sout|exclud\w+|giv\w+\sup|oppos\w+|averse"
    r"|against|object\w*|abandon\w*|reject\w*|unwilling|impossible|unreasonable)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def manner(cue: str, said: str) -> str:
    """How words deny an account: "denies", "plays down", or "" if they do not, as "neither confirmed nor denied"."""
    if _NEITHER.search(f"{cue} {said}"):
        return ""
    if denies(cue):
        return "denies"
    if _REJECTING_CUE.search(cue) and _VERSION.match(said.strip(' “"')):
        return "denies"
    said = _LITOTES.sub(" ", said)
    if _PLAYING_DOWN_CUE.search(cue) or _of_the_past(_PLAYS_DOWN, said):
        return "plays down"
    told = said if _SILENT_CUE.search(cue) else f"{cue}. {said}"
    return "denies" if _of_the_past(_DENIES, told) else ""


def denies(cue: str) -> bool:
    """Whether the verb that introduces words calls them a denial ("denied", "disputed")."""
    return bool(_DENYING_CUE.search(cue))


def of_words(said: str) -> bool:
    """Whether what is denied is somebody's words or a promise as such ("the account", "every syllable of it")."""
    return bool(_WORDS.search(said))


@lru_cache(maxsize=20_000)
def undone(said: str) -> bool:
    """Whether words tell that something did not happen: a denial only where they answer that it did."""
    return bool(_UNDONE.search(_LITOTES.sub(" ", said)))


def _of_the_past(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the pattern is in the text and not about what is to come."""
    return any(not _AHEAD.search(text[max(0, m.start() - 30) : m.end() + 10]) for m in pattern.finditer(text))
