"""The little English grammar that the sentences need: verb forms, number words, articles."""

from __future__ import annotations

import re

IRREGULAR = """
be was been; go went gone; do did done; have had had; stand stood stood; come came come; take took taken; run ran run
pay paid paid; get got got; keep kept kept; fall fell fallen; sit sat sat; leave left left; hold held held
lie lay lain; shrink shrank shrunk; fly flew flown; cost cost cost; say said said; make made made; rise rose risen
read read read; hang hung hung; become became become; write wrote written; see saw seen; meet met met
grow grew grown; give gave given; drive drove driven; choose chose chosen; speak spoke spoken; shut shut shut
set set set; send sent sent; tell told told; ring rang rung; put put put; lose lost lost; deal dealt dealt
bid bid bid; bear bore borne; win won won; buy bought bought; swell swelled swollen; sweep swept swept
spend spent spent; sleep slept slept; lend lent lent; lay laid laid; know knew known; hit hit hit; hear heard heard
dig dug dug; bind bound bound; let let let; sell sold sold; teach taught taught; feel felt felt; find found found
fight fought fought; think thought thought; mean meant meant; cut cut cut; build built built; begin began begun
draw drew drawn; bring brought brought
""".replace("\n", ";")
FORMS = {base: (past, participle) for base, past, participle in (v.split() for v in IRREGULAR.split(";") if v.strip())}
DOUBLING = set(
    """
stop drop plan plug swap trim cap cut dig get let put run set shut sit win jam pin skip ship bid begin forget split hit
forbid shed slip spin slim strip shrug permit rot scrap step wrap commit prefer hum mop travel cancel
""".split()
)
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen twenty".split()


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in DOUBLING else verb


def past(verb: str) -> str:
    """Past tense; of "be" the singular."""
    if verb in FORMS:
        return FORMS[verb][0]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def participle(verb: str) -> str:
    return FORMS[verb][1] if verb in FORMS else past(verb)


def gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not re.search(r"(be|ee|oe|ye)$", verb):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def third(verb: str) -> str:
    """Third person singular of the present."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


def finite(verb: str, tense: str, plural: bool) -> str:
    """Present or past, for a subject in the third person."""
    if verb == "be":
        return {"present": ("is", "are"), "past": ("was", "were")}[tense][plural]
    if tense == "past":
        return past(verb)
    return verb if plural else third(verb)


def number(value: str, words: bool) -> str:
    """A slot's number as written: "60000" with a comma, small ones in words if asked for. What is no number stays."""
    if re.fullmatch(r"\d{4,}", value) and not (
        value[:2] in ("18", "19", "20") and len(value) == 4 and value[2:] != "00"
    ):
        return f"{int(value):,}"
    if words and re.fullmatch(r"\d+", value) and int(value) <= 20:
        return UNITS[int(value)]
    if words and re.fullmatch(r"\d\.5", value):
        return f"{UNITS[int(value[0])]} and a half"
    return value


def articles(text: str) -> str:
    """ "a" before a number that begins with a vowel becomes "an"."""
    return re.sub(r"\b([Aa]) (?=(8|11|18|8\d)\b|eight|eleven)", r"\1n ", text)
