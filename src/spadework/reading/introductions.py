"""People whom a text names only after it has told what they are, or tells of obliquely.

"The island's premier replied. 'We did not,' Teuira Manoa said": the description goes before the name. "Osman Tirel has
an office in the port and a salary from Quennia": whom he speaks for stands in no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spadework.reading.lexicon import OUTSIDER, ROLES, gender_of
from spadework.reading.person import Person
from spadework.reading.scene import Scene

_BACK = 1_200  # characters before the name in which its description is sought
_REACH = 160  # characters after the name in which it is told whom somebody works for
_ROLE = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True)) + r")\b(?![’'-])", re.I)
# from the determiner, or the possessor, to the role
_BEFORE_ROLE = re.compile(
    r"(?:\b(?:an?|the|its|his|her|their|one\sof\s(?:the|its|their))\s"
    r"(?:(?!(?:is|are|was|were|has|had|will|by|with|not)\s)[\w-]+\s){0,4}?(?:[\w-]+[’']s?\s)?"
    r"(?:(?!(?:is|are|was|were|has|had|will|by|with|not)\s)[\w-]+\s){0,3}"
    r"|(?:[A-Z][\w-]*\s){0,3}[A-Z][\w-]*[’']s?\s(?:[\w-]+\s){0,3})$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(r"\b(?:of|to|with|for|about|against|between|than|like|as|former|ex)\s*$", re.IGNORECASE)
_SUBJECT_BY = re.compile(r"\bby\s*$", re.IGNORECASE)
_COMPLEMENT = re.compile(
    r"\s(?:of|for|from|at|in)\s(?:the\s|its\s)?[^\s,.;:“”\"]+(?:\s(?:of\s)?[A-Z][\w’'-]*|\s[a-z-]+(?=\s(?:said|told)))*"
)
_NAME_FOLLOWS = re.compile(r",?\s(?:(?:Mr|Mrs|Ms|Dr|Sir)\.?\s)?[A-ZÀ-Þ][a-zà-ÿ]")
_ANONYMOUS = re.compile(r"\bcondition of anonymity|asked not to|not authori[sz]ed|not be named|unnamed|briefed on")

_EMPLOYED = re.compile(
    r"\b(?:(?:salary|wages?|pay|mandate|cheque|instructions|orders|brief|seat|office)(?:\s\w+){0,2}\s(?:from|by)"
    r"|(?:paid|employed|hired|retained|sent|seconded|instructed|nominated)\sby"
    r"|(?:works?|worked|working|speaks?|speaking|spoke|negotiat\w+|acts?|acting|sits?|sitting|appear\w+|stands?)\s(?:for|on\sbehalf\sof)"
    r"|on\sbehalf\sof|answers\sto|reports\sto|on\sthe\spayroll\sof|in\sthe\s(?:service|pay|employ)\sof"
    r"|(?:leads?|leading|led|heads?|heading|sits\son|member\sof|part\sof|belongs\sto|chairs|signs|keeps|runs|manages|edits|drafts)(?!\snot))"
    r"\s(?:the\s)?(?:[\w-]+\s(?:of\s|at\s|in\s)?(?:the\s)?){0,2}$",
    re.IGNORECASE,
)
_PAYROLL = re.compile(r"[’']s?\s(?:payroll|pay|service|employ|delegation|(?:negotiating\s)?team)\b")
_OF_GROUP = re.compile(r"\bthe\s(group|movement|organi[sz]ation|front|party)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no longer|never|neither|nor|once|used to|until|formerly)\b", re.IGNORECASE)


def descriptions_before(scene: Scene, at: int) -> Iterator[str]:
    """Offices told shortly before a bare name whose holder the text has not named, the likeliest first."""
    paragraph = scene.paragraph(at)
    first = max(0, at - _BACK, scene.dateline)
    for number in range(scene.sentence(at), -1, -1):
        start, end = scene.sentences[number]
        if scene.paragraph(start) < paragraph - 1 or end < first:
            return
        start, end = max(start, scene.dateline), min(end, at)
        if _ANONYMOUS.search(scene.text, start, end):
            continue
        yield from _in_sentence(scene, start, end)


def _in_sentence(scene: Scene, start: int, end: int) -> Iterator[str]:
    text = scene.text
    for role in _ROLE.finditer(text, start, end):
        if scene.quoted(role.start()) or _NAME_FOLLOWS.match(text, role.end()) or _ROLE.match(text, role.end() + 1):
            continue
        lead = _BEFORE_ROLE.search(text, max(start, role.start() - 90), role.start())
        if lead is None or _OBLIQUE.search(text, max(start, lead.start() - 12), lead.start()):
            continue
        if _SUBJECT_BY.search(text, max(start, lead.start() - 8), lead.start()):
            continue
        more = _COMPLEMENT.match(text, role.end(), end)
        words = text[lead.start() : more.end() if more else role.end()]
        after = text[role.end() : role.end() + 90] if not more else text[more.end() : more.end() + 60]
        if _NAME_FOLLOWS.match(after) or _named_in_apposition(after):
            continue
        if not OUTSIDER.search(words) and not after.startswith(", who owes"):
            yield " ".join(words.split())


def _named_in_apposition(after: str) -> bool:
    return bool(re.match(r",\s(?:(?:Mr|Mrs|Ms|Dr|Sir)\.?\s)?[A-ZÀ-Þ][\wà-ÿ-]+\s[A-ZÀ-Þ]", after))


def employer(scene: Scene, end: int) -> str | None:
    """The party that the sentence says somebody works for, from the end of his name on."""
    _, stop = scene.sentences[scene.sentence(end - 1)]
    stop = min(stop, end + _REACH)
    for hit in scene.hits.between(end, stop):
        if scene.quoted(hit.start):
            continue
        between = scene.text[end : hit.start]
        paid = _EMPLOYED.search(between) or (len(between) < 24 and _PAYROLL.match(scene.text, hit.end))
        if paid and not _NOT.search(between):
            return hit.party
    if (own := _OF_GROUP.search(scene.text, end, stop)) and _EMPLOYED.search(scene.text[end : own.start(1)]):
        return scene.organisation_before(end)
    return None


def suits(person: Person, words: str) -> bool:
    """Whether the description may be of this person."""
    told = gender_of("", words)
    return not told or not person.gender or told == person.gender
