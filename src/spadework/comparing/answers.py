"""Whether a party's words disown another's account of it.

`contested_account` puts the question; here is how words and account are tied together, for a denial that is about
something else contests nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta

from spadework.comparing.denials import manner
from spadework.comparing.standing import ABOUT_THE_SAME_TIME, Standing
from spadework.comparing.voices import opposed
from spadework.comparing.wording import alike, content, party_words, shared
from spadework.model import Basis, Position, Span, Statement

_DODGES = re.compile(
    r"\b(?:declin|comment|prefer not|leave it|no position|discuss that|speculat|in public)\w*", re.IGNORECASE
)
_ANAPHORIC = re.compile(
    r"\b(?:no (?:such|\w+ of (?:any|that) (?:kind|sort)|assurances?|promises?|undertakings?|commitments?|offers?"
    r"|agreements?)|nothing of the|that (?:is|was)|it (?:is|was) (?:not|un))\b",
    re.IGNORECASE,
)


def teller(standing: Standing, position: Position) -> str | None:
    """The party by whose account another holds the position; an unnamed official's party if the text gives it one."""
    if position.by is not None:
        return position.by
    statement = standing.statement(position.statement)
    return statement.party if statement else None


def contradicts(standing: Standing, own: Position, account: Position) -> bool:
    """Whether the party soon says the opposite in its own words, and had never said what the account tells."""
    after = (standing.day(own) - standing.day(account)).days
    before = (
        p
        for p in standing.own.get((own.party, own.issue, own.option), ())
        if standing.day(p) < standing.day(account) and opposed(p.stance, own.stance)
    )
    return (
        opposed(own.stance, account.stance)
        and alike(own.evidence.quote, account.evidence.quote) < 0.7
        and 0 <= after <= ABOUT_THE_SAME_TIME
        and not any(before)
    )


def answers(standing: Standing, own: Position, account: Position) -> bool:
    """Whether the party takes the floor right after the account, in a transcript, and does not bear it out."""
    said, answer = standing.statement(account.statement), standing.statement(own.statement)
    if not (said and answer and said.content and answer.content) or said.document != answer.document or answer.cue:
        return False
    gap = answer.content[0].start - said.content[-1].end
    willing = account.stance.can_live_with and not own.stance.can_live_with
    return willing and 0 <= gap <= 60 and not _DODGES.search(answer.text)


def disowns(standing: Standing, statement: Statement, party: str) -> str:
    """How the statement, a party's own, disowns an account; "" if it does not or is only quoted by another party."""
    if statement.party != party or not statement.content:
        return ""
    host = standing.statement(statement.within)
    if host is not None and host.party not in (None, party):
        return ""
    return manner(statement.cue.quote if statement.cue else "", statement.text)


def near(standing: Standing, statement: Statement, account: Position) -> bool:
    day = statement.day
    return day is None or abs(day - standing.day(account)) <= timedelta(ABOUT_THE_SAME_TIME)


def said_on_issue(standing: Standing, statement: Statement, account: Position) -> tuple[str, ...]:
    """Own positions on the issue that the denial itself carries, none of them agreeing with the account."""
    rows = [
        p
        for p in standing.told
        if p.basis is Basis.OWN
        and p.party == account.party
        and p.issue == account.issue
        and _inside(p.evidence, statement)
    ]
    if any(p.option == account.option and p.stance is account.stance for p in rows):
        return ()
    return tuple(p.id for p in rows)


def _inside(span: Span, statement: Statement) -> bool:
    """Whether the span is in the statement, or in the sentence or two around it that go on with it."""
    return any(
        s.document == span.document and s.start - 160 <= span.end and span.start <= s.end + 160
        for s in statement.content
    )


def speaks_of(standing: Standing, statement: Statement, account: Span) -> bool:
    """Whether the denial speaks of what the account tells: two telling words shared, or "it" right after it."""
    cue = statement.cue.quote if statement.cue else ""
    if statement.document == account.document and len(content(statement.text)) <= 1:
        return 0 <= statement.content[0].start - account.end <= 200
    return len(shared(standing.agenda, f"{cue} {statement.text}", account.quote)) >= 2 or (
        len(content(statement.text) - party_words(standing.agenda)) <= 4
        and len(shared(standing.agenda, statement.text, account.quote)) >= 1
    )


def points_at(standing: Standing, statement: Statement, account: Position, by: str) -> bool:
    """Whether a denial that names no matter ("no such assurance") can only mean this account.

    It follows the account in the document, or names the party whose account it is; and that party gives no account of
    the denier on another issue.
    """
    if not _ANAPHORIC.search(statement.text):
        return False
    others = (
        p
        for p in standing.told
        if p.basis is Basis.ASCRIBED
        and p.party == account.party
        and p.issue != account.issue
        and teller(standing, p) == by
    )
    if any(others):
        return False
    after = statement.content[0].start - account.evidence.end if statement.document == account.evidence.document else -1
    party = standing.agenda.party_if_known(by)
    return 0 <= after <= 700 or (party is not None and any(n in statement.text for n in (party.name, *party.aliases)))
