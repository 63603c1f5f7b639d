"""What kind of thing a source is: a pronoun, a person, an office, a body, several together, somebody unnamed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from spadework.reading.lexicon import BODIES, POSSESSIVES, PRONOUNS, ROLES, UNNAMED_OFFICIALS, word_set
from spadework.reading.names import unshouted

_CORE_END = re.compile(
    r"[,;(—–]|\s(?:who|which|whose|that|in|of|for|on|with|at|from|to|by|about|near|after|between|speaking|familiar"
    r"|working|out|quoted|cited|briefed|close|involved|there|itself|himself|herself|themselves|alike|published|representing|inside|outside"
    r"|[a-zà-ÿ]+ed(?=\s(?:by|to|at|in|from|with|as|on|there|here)\b))\b"
)
_TRAILING = re.compile(
    r"\s*[,;(—–].*$|\s+(?:who|which)\b.*$"
    r"|\s+(?:reached|quoted|cited|contacted|interviewed|speaking)\b.*$"
    r"|\s+(?:itself|himself|herself|themselves|there|here)$",
    re.DOTALL,
)
_JOINT = re.compile(
    r"^(?:(?:neither|either|each)\s(?:of\sthe\s)?(?:side|government|party|delegation|capital)s?$"
    r"|(?:(?:both|all|the|these|two|three|four|five|six|of|its|other|remaining|high|contracting|riparian|member)\s)*(?:joint\s)?(?:sides|governments|parties"
    r"|delegations|ministers|foreign ministers|leaders|participants|capitals|countries|neighbou?rs|teams|negotiators"
    r"|armies|camps|presidents|prime ministers|principals|signatories|states|experts|commissioners|plenipotentiaries"
    r"|heads of (?:state|government|delegation)|co-chairs"
    r"|co-chairmen)(?:\sof\sboth\s(?:sides|countries))?$)"
)
_DETERMINER = re.compile(
    r"^(the(?:\ssame)?|this|that|an?|some|several|many|one|two|three|another|its|his|her|their|our|your|my|whose)\s+",
    re.I,
)
_PART_OF = re.compile(r"of\s(?:(?:the|its|his|her|their|these|those)\s)?", re.I)
_MAJESTY = re.compile(r"^(?:His|Her|Their) (?:Majesty|Majesties|Highness|Grace)[’']s?\s")
_EXCELLENCY = re.compile(r"(?:His|Her) (?:Excellency|Majesty|Highness|Eminence|Grace|Holiness|Honour|Lordship)")
_GENITIVE = re.compile(r"[’']s$|(?<=s)[’']$")  # "the conciliators' assurance"
_COUNTLESS = word_set("a an some several many one two three another")


# What a reader may have left at the ends of a source: "according to two people", "The premier himself", "She neither".
_LEADING = re.compile(
    r"^(?:(?:according to|but|and|yet|while|meanwhile|though|although)\s+(?=\w)"
    r"|\w+ly,?\s+(?=(?:the|its|his|her|their|an?)\s))",
    re.I,
)
_CLOSING = re.compile(
    r"\s(?:himself|herself|itself|themselves|alone|neither|either|too|also|(?:never)?theless|nonetheless)$"
)
_OWN = re.compile(
    r"(?:(?<=[’']s)|(?<=\bits)|(?<=\bhis)|(?<=\bher)|(?<=\btheir)|(?<=\byour)|(?<=\bour))\sown(?=\s)", re.I
)


class Kind(Enum):
    """The kinds of mention."""

    NOBODY = "nobody"
    PRONOUN = "pronoun"
    JOINT = "joint"
    OFFICE = "office"
    BODY = "body"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A source, read on its own.

    Attributes:
        text: its words with single spaces, no closing comma.
        determiner: "the", "a", "its" ...; empty if none.
        core: the words from the determiner to the head.
        head: the noun, lower case: "ministry", "minister", "official".
        sex: of a pronoun: m, f, n, p (several), r (relative), 1.
    """

    kind: Kind
    text: str
    determiner: str = ""
    core: str = ""
    head: str = ""
    sex: str = ""

    @property
    def definite(self) -> bool:
        """Whether it points at somebody told before, or who is the only one."""
        return self.determiner not in _COUNTLESS and (bool(self.determiner) or self.text[:1].isupper())

    @property
    def possessive(self) -> str:
        """The determiner if it is a possessive pronoun."""
        return self.determiner if self.determiner in POSSESSIVES else ""

    @property
    def label(self) -> str:
        """The words as a description to show: without article or possessive and without what trails after a comma."""
        text = _TRAILING.sub("", self.text)
        if self.determiner in ("the", "this", "that", "a", "an", "one", "its", "his", "her", "their", "whose"):
            return text[len(self.determiner) :].lstrip()
        return text[:1].lower() + text[1:] if self.determiner in _COUNTLESS else text


def mention(source: str) -> Mention:
    """Read a source's words. Names of people are not looked for here: `People` knows them."""
    text = " ".join(source.split()).strip(' ,;:.—–-“”"')
    text = _OWN.sub("", _CLOSING.sub("", _LEADING.sub("", text)))
    folded = text.casefold()
    if not text:
        return Mention(Kind.NOBODY, "")
    if _EXCELLENCY.fullmatch(text):  # without a name, no more than "he"
        return Mention(Kind.PRONOUN, text, sex="m" if folded.startswith("his") else "f")
    if folded in PRONOUNS:
        return Mention(Kind.PRONOUN, text, sex=PRONOUNS[folded])
    text = unshouted(text) if text.isupper() else text  # a label; "an ELF official" keeps its acronym
    text = _MAJESTY.sub("The ", text)
    found = _DETERMINER.match(text)
    determiner = found.group(1).casefold().removesuffix(" same") if found else ""
    if found and found.group(1).casefold() == "the same":
        text = f"the {text[found.end() :]}"
        found = _DETERMINER.match(text)
    text = _GENITIVE.sub("", text) if found else text
    rest = text[found.end() :] if found else text
    part = _PART_OF.match(rest) if determiner in _COUNTLESS else None
    rest = rest[part.end() :] if part else rest  # "one of the rebels' negotiators"
    end = _CORE_END.search(rest)
    core = rest[: end.start()] if end else rest
    words = [w for w in core.split() if not w.casefold().startswith(("d'", "d’"))]  # "the chargé d’affaires"
    last = words[-1] if words else ""
    head = last.casefold()
    if _JOINT.match(_TRAILING.sub("", folded)) and (determiner or head not in UNNAMED_OFFICIALS):
        return Mention(Kind.JOINT, text, determiner, core, head)
    kind = Kind.OTHER
    plural = head.endswith("s") and head[:-1] in ROLES
    if head in ROLES:
        indefinite = determiner in _COUNTLESS
        kind = Kind.UNNAMED if indefinite else Kind.OFFICE
        if head == "executive" and not indefinite and all(_GENITIVE.search(w) for w in core.split()[:-1]):
            kind = Kind.BODY  # a union's, not a company's man
    elif plural or head in UNNAMED_OFFICIALS - BODIES:
        kind = Kind.UNNAMED
    elif head in BODIES:
        kind = Kind.BODY
    elif head in ("person", "people", "man", "woman", "sources", "residents", "witnesses"):
        kind = Kind.UNNAMED
    return Mention(kind, text, determiner, core, head)
