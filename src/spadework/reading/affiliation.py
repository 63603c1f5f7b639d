"""What a text says of a person, and for whom that makes the person speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spadework.reading.lexicon import (
    BODIES,
    MAYOR,
    OUTSIDER,
    PAST_SERVICE,
    PRIVATE,
    ROLES,
    STATE_BODIES,
    STATE_ROLES,
    STOP,
    UNNAMED_OFFICIALS,
    word_set,
)
from spadework.reading.parties import Hit, PartyForms

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NOT_HOLDER = word_set("to with against on about near at between toward towards by into than over")
_MADE_BY = word_set(
    """employed appointed issued published released drafted written circulated note statement letter text message report
    declaration communiqué communique memo"""
)
_AIDES = word_set("close aide aides adviser advisers advisor advisors assistant assistants counsel secretary")
_INNER = re.compile(r"(?:[’']s?)?\s(?:negotiating\s)?(?:camp|team|delegation|side|ranks|entourage|leadership)\b")
_OWN_STAFF = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:manager|engineer|director|executive|steward|organi[sz]er|delegate|trustee|employee)s?\b"
)
_AWAY = word_set("embassy consulate mission ambassador ambassadors envoy envoys diplomat diplomats correspondent")
# "An engineer at the Port Authority", but no "delegate at the Conference".
_EMPLOYED = re.compile(r"(?<!delegate)(?<!delegates)(?<!ambassador)(?<!envoy)(?<!negotiator)\sat\s(?:the\s)?$")
_GOVERNING = word_set("of for to in at from on under and")
_CLAUSE = re.compile(
    r"[,;:()—–“”\"\n]|\b(?:that|said|says|told|when|while|as|but|after|before|because|whether|asked)\b"
)
_DETERMINER = word_set("the a an its his her their our your my another whose")
_SERVES = re.compile(
    r",?\s*(?:who|whose \w+)?\s*(?:now\s)?(?:also\s)?(?:leads|heads|chairs|speaks|represents|runs|directs"
    r"|coordinates|oversees|commands|conducts|serves|is|sits|negotiates|acts|presides|advises"
    r"|has (?:led|headed|chaired))\b(?!\s+(?:not|no)\b)"
)
_CHAIRS = re.compile(r"\band (?:leads|heads|chairs|represents|runs|speaks for)\b")
_ACTS_FOR = re.compile(r"\b(?:represents|speaks for|speaking for|negotiates for|on behalf of|acts for)\b")
_NOW = re.compile(r"\b(?:now|currently|at present|today)\s+(?=\w+s\b|an?\b|the\b)")
_APPOSED = re.compile(r"\s*[,(—–]\s*(?=(?:an?|the|its|his|her|their|our|your|[A-Za-z]))")
_OF = re.compile(r"(?:\s(?:of|from|for)|,\s(?:of|from))\s(?:the\s)?")
# "Petra Vane has driven trams for ten years and been branch secretary for two"
_HAS_BEEN = re.compile(
    r"\s(?:has|had)\b[^.;:“”\"]*?\b(?:been|served as|worked as) ((?:an? |the |its )?(?:[a-z-]+ ){0,2}[a-z-]+)"
)
_COPULA = re.compile(r"\s(?:is|remains|was named|became|has become)\s(?!not\b|no\b)")
# "Velloria's man at the talks, Ivo Sand,"
_FIGURES = word_set("man woman nominee appointee figure pointman choice voice")
_LAWYER = re.compile(r"\b(?:lawyer|counsel|solicitor|attorney|barrister|accountant)s?\b(?!.*\bformer)", re.I)
_ON_BEHALF = re.compile(r"(?:speaking\s|answering\s)?(?:for|on behalf of|representing)\s", re.I)
_STATELY = word_set("presidential governmental ministerial royal prime-ministerial")
# In a chamber brackets tell a bench or a constituency: "(Government)", "(Norland South)".
BENCH = re.compile(r"^(?:Government|Opposition|Independent)$|\s(?:North|South|East|West|Central)(?:\s\w+)?$")
_SIDE = re.compile(r"(?:^|[.;]\s|\n)(For\s[^.:;,\n]{2,60}):\s$")
_VERB = re.compile(
    r"(?:(?:today|yesterday|then|also|later|\w+ly)\s)?(?!red\b)\w+ed\s(?:the|an?|his|her|its|their|[A-Z])\b|(?:met|held|spoke|gave|took|made|sent|wrote)\s"
)
# "who was named foreign minister on Sunday" tells what he is; "until last week the deputy of Ms Ek" what he was.
_NAMED = re.compile(
    r"who\s(?:was|were|has\sbeen|had\sbeen|is)\s(?:\w+ly\s)?(?:named|appointed|elected|made|sworn\sin\sas|promoted\sto)\s(?:as\s)?"
)
_UNTIL = re.compile(r"(?:until|till|formerly|previously|once)\s")
REACH = 200


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a description makes of somebody.

    Attributes:
        role: the description, without article.
        party: whom he speaks for by these words alone; None if they do not tell.
        outsider: he speaks for nobody, whatever country the words name.
        possessive: "his", "its" ... where the holder is named only by a pronoun.
        state: it is an office of a state which the words do not name.
    """

    role: str
    party: str | None = None
    outsider: bool = False
    possessive: str = ""
    state: bool = False


def affiliation(description: str, forms: PartyForms) -> Affiliation:
    """Read a description such as "Rhune's ambassador in Port Wenlow" or "who leads the Mauritanian delegation"."""
    text = " ".join(description.split()).strip(" ,;:—–-(")
    now = _NOW.search(text)
    present = text[now.end() :] if now else text  # "deputy speaker until March, now negotiates for Gorsk"
    party = holder(present, forms)
    head = re.match(r"(?:the|an?)\s+", text, re.I)
    role = text[head.end() :] if head else text
    possessive = re.match(r"(?:who\s\w+s\s(?=its|their))?(its|his|her|their|our|your|my|whose)\b", present, re.I)
    kind = possessive.group(1).casefold() if possessive else ""
    if PAST_SERVICE.match(text.removeprefix("who ")):  # what he did once makes him nothing today
        return Affiliation(role, None, bool(OUTSIDER.search(text)))
    acts_for = _ACTS_FOR.search(present)
    if acts_for:
        whom = [h for h in forms.hits(present, acts_for.end()) if h.start - acts_for.end() < 12]
        if whom:
            return Affiliation(role, whom[0].party, False, kind)
    first = re.split(r"[,;(]", text)[0]
    serves = party is not None and _LAWYER.search(first) and sent_by(first, party, forms)
    if not now and not serves and kind != "our" and outside(text, party, forms):
        return Affiliation(role, None, True, kind)
    words = {w.casefold() for w in _WORD.findall(re.split(r"[,;(]", present)[0])}
    private = words & (BODIES - STATE_BODIES) or kind in ("their", "your", "our", "my")
    state = (words & (STATE_ROLES | STATE_BODIES) and not private) or words & _STATELY
    return Affiliation(role, party, False, kind, party is None and bool(state))


def sent_by(text: str, party: str, forms: PartyForms) -> bool:
    """Whether somebody serves a party, whatever he is: "its lawyers", "the union's lawyer", "a lawyer for the union".

    A lawyer of a country's, by an adjective alone, is an outsider; a company's manager or a council's engineer is not.
    """
    if re.match(r"(?:its|his|her|their)\b", text, re.I):
        return True
    for hit in forms.hits(text):
        owns = re.match(r"[’']s?\s", text[hit.end :]) or text[hit.end - 1 : hit.end + 2] in ("s’ ", "s' ")
        whose = re.search(r"\b(?:for|close to)\s(?:the\s)?$", text[: hit.start], re.I)
        if hit.party == party and (owns or whose or _INNER.match(text, hit.end)):
            return True
    return is_staff(text, party, forms)


def is_staff(text: str, party: str, forms: PartyForms) -> bool:
    """Whether somebody works for an organisation: "an Estuary manager", "a nurse at the Trust"."""
    return any(
        (forms.short_of(text[h.start : h.end], party) and _OWN_STAFF.match(text, h.end)) or _at(text, h, forms)
        for h in forms.hits(text)
        if h.party == party
    )


def _at(text: str, hit: Hit, forms: PartyForms) -> bool:
    """Whether an organisation is told as the place where somebody works."""
    return forms.organised(hit.party) and bool(_EMPLOYED.search(text, 0, hit.start))


def outside(text: str, party: str | None, forms: PartyForms) -> bool:
    """Whether the words make an outsider: a scholar, a former official, a mayor, a relative."""
    if MAYOR.search(text):
        named = [text[h.start : h.end] for h in forms.hits(text) if h.party == party]
        own = party is not None and any(n in forms.name(party) for n in named)
        return not own  # the mayor of a town at the table speaks for it; the mayor of a capital for no country
    if party is not None and any(
        w.casefold() in PRIVATE for w in _WORD.findall(re.split(r"[,;(]", _blanked(text, forms))[0])
    ):
        return True
    found = OUTSIDER.search(text)
    if not found:
        return False
    if found.group() == "opposition" or found.group().startswith("former") or party is None:
        return True
    # a word such as "university" or "union's lawyer" may be part of the party's own name
    return not any(h.start <= found.start() < h.end for h in forms.hits(text))


def _blanked(text: str, forms: PartyForms) -> str:
    """The text without what the agenda names: a union at the table is not some union."""
    for hit in reversed(forms.hits(text)):
        text = text[: hit.start] + text[hit.end :]
    return text


def holder(text: str, forms: PartyForms) -> str | None:
    """The party that the office in these words belongs to; "ambassador to Morrel" is not Morrel's."""
    body = None
    for hit in forms.hits(text):
        if _held(text, hit) or _at(text, hit, forms):
            if not hit.body:
                return hit.party
            body = body or hit.party
    # an institution's name alone does not tell in "its transport ministry": each may have one
    return None if re.match(r"(?:its|his|her|their|your|our)\b", text.strip(), re.I) else body


def _held(text: str, hit: Hit) -> bool:
    before = [w.casefold() for w in _WORD.findall(text[max(0, hit.start - 60) : hit.start])]
    while before and before[-1] in ("the", "neighbouring", "neighboring", "northern", "southern", "eastern", "western"):
        before.pop()
    if not before:
        return True
    if before[-1] == "to" and len(before) > 1 and before[-2] in _AIDES:
        return True
    if _INNER.match(text, hit.end):
        return True
    if before[-1] in _NOT_HOLDER:
        if before[-1] == "with":  # "an engineer with the ministry"
            return before[-2:-1] != [] and before[-2] in ROLES | UNNAMED_OFFICIALS | {"engineer"}
        return before[-1] == "by" and len(before) > 1 and before[-2] in _MADE_BY
    if before[-1] == "in":
        nearest = before[-2:-1]
        named = BODIES.intersection(before[-4:-1]) or (UNNAMED_OFFICIALS | _MADE_BY | {"counterpart"}).intersection(
            nearest
        )
        return bool(named) and not _AWAY.intersection(before[-4:-1])
    return True


def has_role(text: str) -> bool:
    """Whether a role noun stands in the text."""
    return any(w.casefold() in ROLES for w in _WORD.findall(text))


def before_name(text: str, start: int, floor: int) -> str:
    """The description that ends where a name (with its titles) begins: "Russia's foreign minister, ", "its envoy "."""
    start_of_window = max(floor, start - REACH)
    window = text[start_of_window:start]
    side = _SIDE.search(window)
    if side:  # "For Velloria: Mr Ivo Sand, minister of trade"
        return side.group(1)
    apposed = window.rstrip().endswith(",")
    window = window.rstrip().rstrip(",")
    cuts = [m.end() for m in _CLAUSE.finditer(window)]
    chunk = window[cuts[-1] if cuts else 0 :]
    words = list(_WORD.finditer(chunk))[-18:]
    behalf = _ON_BEHALF.match(re.split(r"[:;]\s*", window)[-1]) if apposed else None
    if behalf:  # "Speaking for Velloria, Ivo Sand said"; "Present: for Velloria, Ivo Sand; ..."
        return re.split(r"[:;]\s*", window)[-1]
    if not words:
        return ""
    if not apposed and words[-1].group().casefold() not in ROLES:
        last = words[-1].group()
        # "Ostrena's Foreign Minister X", "its Foreign Minister X": the run took the rest
        if last.endswith(("’s", "'s", "s’", "s'")) or last.casefold() in _DETERMINER - {"the", "a", "an"}:
            return " ".join(w.group() for w in _noun_phrase(words, len(words) - 1))
        return last if last[:1].isupper() and last.casefold() not in STOP else ""
    heads = [i for i, w in enumerate(words) if w.group().casefold() in ROLES or (apposed and w.group() in _FIGURES)]
    if not heads:
        return ""
    first = _apposed_head(words, heads) if apposed else heads[-1]
    begin = _noun_phrase(words, first)[0].start()
    return chunk[begin:].strip()


def _apposed_head(words: list[re.Match[str]], heads: list[int]) -> int:
    """The head of the phrase right before a name: "the president spoke with [the premier of Velloria], Ivo Sand"."""
    for head in reversed(heads):
        begin = _noun_phrase(words, head)[0]
        opens = words.index(begin)
        governed = opens > 0 and words[opens - 1].group().casefold() in _GOVERNING
        if begin.group().casefold() in _DETERMINER and not governed:
            return head
    return heads[0]


def _noun_phrase(words: list[re.Match[str]], head: int) -> list[re.Match[str]]:
    """The words from the head back to its determiner or possessive."""
    at = head
    while at > 0:
        previous = words[at - 1].group()
        if previous.casefold() in STOP and previous.casefold() not in _DETERMINER:
            break
        at -= 1
        if previous.casefold() in _DETERMINER:
            break
    return words[at : head + 1]


def after_name(text: str, end: int, ceiling: int) -> str:
    """The description that follows a name: ", the White House press secretary", " of Osmar", ", who leads ..."."""
    limit = min(ceiling, end + REACH)
    parenthesis = re.compile(r"\s?\(([^)\n]{2,60})\)").match(text, end, limit)
    if parenthesis:
        return parenthesis.group(1)
    found = _OF.match(text, end, limit)
    if found:
        stop = re.compile(r"[,.;:()—–“”\"\n]|\s(?:said|told|has|had|was|is|and|on|in|at|who)\b").search(
            text, found.end(), limit
        )
        return "of " + text[found.end() : stop.start() if stop else limit]
    copula = _COPULA.match(text, end, limit)
    if copula:
        return _if_role(text[copula.end() : limit].split(".")[0])
    found = _APPOSED.match(text, end, limit)
    if not found:
        been = _HAS_BEEN.match(text, end, limit)
        return been.group(1) if been and has_role(been.group(1)) else ""
    rest = text[found.end() : limit]
    if _ON_BEHALF.match(rest):  # "Ivo Sand, for the Vellorians, said"
        return re.split(r"[,.;:()—–“”\"\n]", rest, maxsplit=1)[0]
    if _VERB.match(rest):  # "The secretary, Jan Ek, received the premier"
        return ""
    if _UNTIL.match(rest):
        return ""
    named = _NAMED.match(rest)
    if named:
        office = re.split(r"[,.;:()—–“”\"\n]|\s(?:on|in|last|this)\s", rest[named.end() :], maxsplit=1)[0]
        return _if_role(f"new {office}")
    if rest.startswith(("who ", "whose ")):
        clause = re.split(r"[.;“\"]|, (?:said|told|has|had|was|will|would)\b", rest)[0]
        if (
            _SERVES.match(rest)
            or _CHAIRS.search(clause)
            or _NOW.search(clause)
            or OUTSIDER.search(clause)
            or PAST_SERVICE.match(clause[4:])
        ):
            return clause
        return ""
    first = re.split(r"[,.;:()—–“”\"\n]", rest, maxsplit=1)[0]
    sentence = re.split(r"[.;“\"]", rest)[0]
    now = _NOW.search(sentence)
    return _if_role(first) + (" " + sentence[now.start() :] if now else "")


def _if_role(text: str) -> str:
    """The text if its subject is a role: a role noun before any verb of saying."""
    head = re.split(r"\b(?:said|told|says|added|has|had|was|will|would|called|warned|urged)\b", text)[0]
    return text if has_role(head) or OUTSIDER.search(head) else ""
