"""What one party tells of another: its accounts, from the positions that it ascribes and from its words.

An account is dated and has a teller. On which issue it is, is told by the position, or else by what the parties say of
themselves around it, or by the words that it shares with an issue's name and options and with no other's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from spadework.comparing.standing import Standing
from spadework.comparing.voices import official
from spadework.comparing.wording import content
from spadework.model import Basis, Document, Position, Role, Span, Stance, Statement
from spadework.text import sentences

_PAST = re.compile(
    r"(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)\b(?:\w{2,}ed|had|has|have|was|were|did|gave|given|said|told|made|went|came|took|left|let|put|swore|sworn|wrote"
    r"|spoke|undertook|withdrew|broke|shot|held|sent|kept|began|met|forgot|chose|sought|fell|threw|ran|meant|bound)\b"
)
# What one binds oneself with, or says to another: what can be denied by "no such thing was said".
_BINDS = re.compile(
    r"\b(?:promis|pledg|vow|swor[en]|undert(?:ook|ak)|assur|guarant|agre(?:ed|es)|accept|consent|conced|commit|offer|propos"
    r"|gave|giv(?:en|es)|told|inform|convey|indicat|hint|intimat|signal|suggest|ask|request|demand|accus|word|withdrew"
    r"|drop|renounc|abandon|readiness|willing|prepared|spoke|said|put\sit)\w*",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:both|the two|all (?:three|four|the)|each of the) (?:\w+ )?(?:sides|parties|delegations|governments|capitals"
    r"|ministers|leaders|countries|states|movements|presidents)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_TURN = 80  # characters between a question and the turn that answers it


@dataclass(frozen=True, slots=True)
class Account:
    """What `by` tells of `about`.

    Attributes:
        about: None if the words name no party, and tell what happened.
        issue: None if it is on none, or not known on which.
        position: the option and stance that it tells of, if it does.
        text: the sentence that the evidence is in.
    """

    by: str
    about: str | None
    issue: str | None
    position: tuple[str, Stance] | None
    evidence: Span
    text: str
    day: date | None
    row: str

    @property
    def binds(self) -> bool:
        """Whether it tells of words by which the other bound itself, or that it spoke to somebody."""
        return bool(_BINDS.search(self.text))  # the evidence of a position is seldom a whole sentence

    def after(self, day: date | None) -> bool:
        """Whether it was told only later than on a day."""
        return bool(self.day and day and self.day > day)

    def on(self, standing: Standing, denial: Span) -> str | None:
        """The issue on which account and denial are, where the account does not tell."""
        spans = (self.evidence, denial)
        near = {p.issue for p in standing.told if any(p.evidence.shared(s) for s in spans)}
        return near.pop() if len(near) == 1 else issue_of(standing, self.text, denial.quote, among=near)


def teller(standing: Standing, position: Position) -> str | None:
    """The party by whose account another holds the position; an unnamed official's party if the text gives it one."""
    if position.by is not None:
        return position.by
    statement = standing.statement(position.statement)
    return statement.party if statement else None


def accounts(standing: Standing) -> Iterator[Account]:
    """Those that positions tell come first: of them it is known on which issue they are."""
    for p in standing.told:
        by = teller(standing, p) if p.basis is Basis.ASCRIBED else None
        if by is not None and by != p.party:
            told = p.option, p.stance
            yield Account(
                by, p.party, p.issue, told, p.evidence, _sentence(standing, p.evidence), standing.day(p), p.id
            )
    for s in standing.statements:
        document = standing.record.document(s.document)
        outsiders = [c for n in standing.nested.get(s.id, ()) if n.party is None for c in n.content]
        issuer = _issuer(standing, document)
        if issuer and s.party and issuer != s.party and s.cue and s.within is None:
            yield Account(
                issuer, s.party, None, None, s.content[0], f"{s.cue.quote} {s.text}", document.published, s.id
            )
        for piece in s.content if s.party else ():
            for start, end in sentences(document.text, piece.start, piece.end):
                span = document.span(start, end)
                if _PAST.search(span.quote) and not any(span.shared(c) for c in outsiders):  # theirs is no party's
                    for about in _named(standing, s, span.quote):
                        yield Account(s.party or "", about, None, None, span, span.quote, s.day, s.id)


def _issuer(standing: Standing, document: Document) -> str | None:
    """The party that publishes a document: what it reports of another's words is its account of them."""
    publisher = document.publisher or ""
    found = {p.id: m.group() for p in standing.agenda.parties if (m := standing.names(p.id).search(publisher))}
    [(party, name)] = found.items() if len(found) == 1 else [(None, "")]
    return party if name == publisher or official(publisher) else None


def tells_of_words(standing: Standing, evidence: Span) -> bool:
    """Whether the sentence tells that somebody said or promised something, and not merely what he wants."""
    return bool(_BINDS.search(_sentence(standing, evidence)))


def _sentence(standing: Standing, span: Span) -> str:
    """The sentences that a span is in."""
    text = standing.record.document(span.document).text
    whole = standing.sentences_in(span.document, span.start, span.end)
    return " ".join(text[a:b] for a, b in whole) or span.quote


def _named(standing: Standing, statement: Statement, said: str) -> list[str | None]:
    """The other parties that words speak of: by name, or as "you" who answers; None alone if they name nobody."""
    both, answerer = _acts(said, _BOTH), _answerer(standing, statement) if _YOU.search(said) else None
    named: list[str | None] = [
        party.id
        for party in standing.agenda.parties
        if party.id != statement.party
        and (_acts(said, standing.names(party.id)) or (party.role is Role.PRINCIPAL and both) or party.id == answerer)
    ]
    return named or [None]


def _acts(said: str, name: re.Pattern[str]) -> bool:
    """Whether words tell what the bearer of a name did: a verb of the past follows it, or "by" goes before it."""
    return any(
        _PAST.search(said, m.end()) or said[: m.start()].endswith(("by ", "by the ")) for m in name.finditer(said)
    )


def _answerer(standing: Standing, question: Statement) -> str | None:
    """The party that takes the floor right after words that a question reports."""
    at = standing.turns.get(question.document, ())
    n = bisect_left(at, question.content[-1].end, key=lambda turn: turn.content[0].start)
    return at[n].party if n < len(at) and at[n].content[0].start - question.content[-1].end <= _TURN else None


def issue_of(standing: Standing, *texts: str, among: Collection[str] = ()) -> str | None:
    """The issue with whose name and options the texts share the most words that no other issue has; None if none."""
    said = content(" ".join(texts)) - standing.who
    shared = {id: len(words & said) for id, words in standing.issue_words.items() if not among or id in among}
    most = max(shared.values(), default=0)
    best = [id for id, n in shared.items() if n == most > 0]
    return best[0] if len(best) == 1 else None
