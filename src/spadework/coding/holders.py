"""Whose position a clause shows, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spadework.model import Agenda, Basis, Directness, Role, Statement

_JOINT = re.compile(
    r"\b(?:(?:each|either|neither) (?:side|party|delegation|government|minister)|delegations|parties|sides|governments|"
    r"ministers|leaders|presidents|negotiators|countries|states|two|three|both|"
    r"they|conference|council|meeting|signatories|undersigned|participants|heads)\b",
    re.IGNORECASE,
)
# Somebody described and not named; several only where they are counted: "officials in Korvan" speak for it.
_UNNAMED = re.compile(
    r"^(?:(?:an?|one|senior|high-ranking|former|unnamed|western|other)\s+)*(?:[\w’'-]+\s+){0,3}?"
    r"(?:official|source|diplomat|aide|insider|person|negotiator|delegate|advis[eo]r|officer|confidant|lawmaker|staffer|"
    r"(?:member|participant)(?=\s(?:of|in)\s))\b"
    r"|^(?:two|three|four|some|several|unnamed|other)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:officials|sources|diplomats|aides|insiders|persons|people|negotiators|delegates|advis[eo]rs|officers|lawmakers|members)\b"
    r"|^(?:someone|somebody)\b"
)
_ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|unnamed|not (?:to )?be(?:ing)? (?:named|identified|quoted)|(?:name|identity) (?:be )?withheld|"
    r"not authori[sz]ed to|without being named|declin\w+ to (?:be named|give (?:his|her|their) name))",
    re.IGNORECASE,
)
_WANTS = (
    r"(?:has |have |had |would |will |could |does |did |is |was |are |were |can |not |never |also |now |still |long |"
    r"already |"
    r"both |each |flatly |repeatedly |n['’]t |be |been )*"
    r"(?:want|demand|insist|accept|agree|reject|refus|offer|propos|suggest|ask|seek|support|favou?r|oppos|promis|pledg|undert|"
    r"prepared|ready|willing|request|object|rul\w+ out|commit|drop|give|settle|take|let|allow|admit|withdraw|join|sign|"
    r"lift|call)"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A party that holds a position, on what basis and by whose account."""

    party: str
    actor: str | None
    basis: Basis
    by: str | None


@lru_cache(maxsize=64)
def names(agenda: Agenda) -> Mapping[str, re.Pattern[str]]:
    """By party, the pattern that finds its name, its aliases and the surnames of the people who speak for it."""
    found = {}
    for party in agenda.parties:
        known = {party.name, *party.aliases, *(a.name.split()[-1] for a in agenda.actors if a.speaks_for == party.id)}
        forms = sorted((re.escape(n) for n in known if n.strip()), key=len, reverse=True)
        found[party.id] = re.compile(r"(?<!\w)(?:the )?(?:" + "|".join(forms) + r")(?!\w)")
    return found


def mentioned(agenda: Agenda, text: str) -> list[str]:
    """The parties that the text names, in the order of their first mention."""
    places = {party: m.start() for party, pattern in names(agenda).items() if (m := pattern.search(text))}
    return sorted(places, key=places.__getitem__)


def holders(
    statement: Statement,
    clause: str,
    agenda: Agenda,
    hosts: Mapping[str, Statement],
    before: str = "",
    publisher: str = "",
) -> tuple[Holder, ...]:
    """Who holds what the clause shows.

    The speaker's own party, unless the clause says of another party that it wants, accepts or refuses something: then
    that party, by the speaker's account. What a nested statement reports is ascribed to its speaker by the outer one's
    party. A body of several parties speaks for each that it names, else for all principals. What a paper tells of a
    party as a whole and of no occasion ("Arland has demanded") it ascribes to it.
    """
    other = _subject(agenda, clause) or _they(agenda, statement, clause, before)
    if other and other != statement.party:
        return (Holder(other, None, Basis.ASCRIBED, statement.party),)
    if statement.party:
        host = hosts.get(statement.within or "")
        if host and host.party != statement.party:
            return (Holder(statement.party, statement.speaker or None, Basis.ASCRIBED, host.party),)
        if _unnamed(statement):  # an official who will not be named binds nobody
            return (Holder(statement.party, None, Basis.ASCRIBED, None),)
        if _background(statement, agenda, publisher):
            return (Holder(statement.party, None, Basis.ASCRIBED, None),)
        return (Holder(statement.party, _person(statement, agenda), Basis.OWN, None),)
    source = statement.source.quote if statement.source else statement.speaker
    named = [p for p in mentioned(agenda, f"{statement.speaker} {source}") if agenda.party(p).role is Role.PRINCIPAL]
    if len(named) > 1:
        return tuple(Holder(p, None, Basis.OWN, None) for p in named)
    if not named and _JOINT.search(statement.speaker or source or ""):
        return tuple(Holder(p.id, None, Basis.OWN, None) for p in agenda.principals)
    return ()


def _unnamed(statement: Statement) -> bool:
    told = statement.source.quote if statement.source else ""
    return bool(_UNNAMED.search(statement.speaker) or _ANONYMOUS.search(told))


_LONG_SINCE = re.compile(r"(?:has|have|had|is|are)\b", re.IGNORECASE)


def _background(statement: Statement, agenda: Agenda, publisher: str) -> bool:
    """Whether somebody who is no party tells where a party as a whole stands, and not what it said when."""
    if not (statement.cue and statement.source and statement.party) or statement.directness is not Directness.INDIRECT:
        return False
    pattern = names(agenda).get(statement.party)  # a party may have left the agenda
    whole = pattern and pattern.fullmatch(statement.source.quote.removeprefix("The "))
    return bool(
        whole
        and (statement.said_on is None or _LONG_SINCE.match(statement.cue.quote))
        and publisher
        and not any(other.search(publisher) for other in names(agenda).values())
    )


def _person(statement: Statement, agenda: Agenda) -> str | None:
    """The speaker's name, unless it is the party itself that speaks."""
    pattern = names(agenda).get(statement.party or "")
    return None if not statement.speaker or (pattern and pattern.fullmatch(statement.speaker)) else statement.speaker


_BEGINS = re.compile(r"(?:that |and |but |then |[“\"‘'] ?|(?:on|in) \w+,? )*")
_THEN_WANTS = re.compile(rf"(?:['’]s \w+(?: \w+)?)?,? {_WANTS}")


def _subject(agenda: Agenda, clause: str) -> str | None:
    """The party of which the clause says, at its beginning, that it wants or does something."""
    begins = _BEGINS.match(clause)
    at = begins.end() if begins else 0
    for party, pattern in names(agenda).items():
        named = pattern.match(clause, at)
        if named and _THEN_WANTS.match(clause, named.end()):
            return party
    return None


_THEY = re.compile(rf"^(?:[“\"‘'] ?|and |but |so )*(?:they|he|she) {_WANTS}", re.IGNORECASE)


def _they(agenda: Agenda, statement: Statement, clause: str, before: str) -> str | None:
    """Whom "they want ..." means in quoted speech: never the speaker's own side, which is "we"."""
    if statement.directness is not Directness.DIRECT or not _THEY.search(clause):
        return None
    places = {
        party: max((m.start() for m in pattern.finditer(before)), default=-1)
        for party, pattern in names(agenda).items()
        if party != statement.party
    }
    party = max(places, key=places.__getitem__, default=None)
    return party if party is not None and places[party] >= 0 else None


def by_id(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Statements by their ids."""
    return {s.id: s for s in statements}
