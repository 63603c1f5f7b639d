"""Contested account: two parties differ about the same words, deed or position at about the same time.

Either A tells where B stands or what B said, and B denies it or plays it down ("no such offer was made", "it was
mentioned, nothing more"); or A tells that B could live with something which B soon rejects in its own words, having
never accepted it; or B denies in terms what A says. What an outsider reports contests nobody's account, an unnamed
official is the voice of the party that the text gives it to, and neither confirming nor denying is no denial.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing.answers import answers, contradicts, disowns, near, points_at, said_on_issue, speaks_of, teller
from spadework.comparing.standing import ABOUT_THE_SAME_TIME, Standing, finding
from spadework.comparing.wording import content, party_words, shared
from spadework.model import Basis, Finding, FindingKind, Position, Span, Statement

_VERB = {"denies": "denies it", "plays down": "plays it down", "contradicts": "says otherwise"}


def find(standing: Standing) -> Iterator[Finding]:
    """Each pair of parties and issue once."""
    seen: set[tuple[frozenset[str], str | None]] = set()
    for found in (*_about_positions(standing), *_about_words(standing)):
        key = frozenset(found.parties), found.issue
        words_only = found.issue is None and any(k[0] == key[0] for k in seen)
        if key not in seen and not words_only:
            seen.add(key)
            yield found


def _about_positions(standing: Standing) -> Iterator[Finding]:
    """Accounts of where another party stands, against that party's own words."""
    for account in standing.told:
        by = teller(standing, account) if account.basis is Basis.ASCRIBED else None
        if by is None or by == account.party:
            continue
        denial = _denial(standing, account, by)
        if denial:
            how, span, rows = denial
            yield _finding(standing, account.evidence, span, by, account.party, account.issue, how, (account.id, *rows))


def _denial(standing: Standing, account: Position, by: str) -> tuple[str, Span, tuple[str, ...]] | None:
    """The words by which the party disowns the account: how, where, and the rows that show it."""
    for statement in standing.record.statements:
        how = disowns(standing, statement, account.party)
        if not how or not near(standing, statement, account):
            continue
        rows = said_on_issue(standing, statement, account)
        if rows or speaks_of(standing, statement, account.evidence) or points_at(standing, statement, account, by):
            return how, statement.content[0], rows or (statement.id,)
    for p in standing.told:
        own = p.basis is Basis.OWN and (p.party, p.issue, p.option) == (account.party, account.issue, account.option)
        if own and (contradicts(standing, p, account) or answers(standing, p, account)):
            return "contradicts", p.evidence, (p.id,)
    return None


def _about_words(standing: Standing) -> Iterator[Finding]:
    """Denials in terms of what another party says of the denier, on no issue of the agenda or on what both speak of."""
    for denial in standing.record.statements:
        if not denial.party or disowns(standing, denial, denial.party) != "denies":
            continue
        claim = _claim(standing, denial)
        if claim:
            issue = _issue_of(standing, (claim, denial), denial.party)
            yield _finding(
                standing, claim.content[0], denial.content[0], claim.party or "", denial.party, issue, "denies",
                (claim.id, denial.id),
            )  # fmt: skip


def _claim(standing: Standing, denial: Statement) -> Statement | None:
    """What is denied: the statement just before it if the denial only points at it ("rejected that version"), else the
    one that shares most of its words."""
    claims = [s for s in standing.record.statements if _accuses(standing, s, denial)]
    about = content(denial.text) - party_words(standing.agenda)
    if len(about) <= 1:
        near = [s for s in claims if 0 <= _distance(s, denial) <= 300]
        return min(near, key=lambda s: _distance(s, denial), default=None)
    common = {s.id: len(shared(standing.agenda, s.text, denial.text)) for s in claims}
    best = max(claims, key=lambda s: common[s.id], default=None)
    return best if best and common[best.id] >= max(2, 0.4 * len(about)) else None


def _distance(claim: Statement, denial: Statement) -> int:
    """Characters from the claim to the denial; negative if it is not before it in the same document."""
    after = claim.document == denial.document
    return (denial.cue or denial.content[0]).start - claim.content[-1].end if after else -1


def _issue_of(standing: Standing, statements: tuple[Statement, ...], party: str) -> str | None:
    """The one issue on which the statements show a position of the party; None if none or several."""
    pieces = [piece for s in statements for piece in s.content]
    issues = {
        p.issue
        for p in standing.told
        if p.party == party
        and any(
            c.document == p.evidence.document and c.start < p.evidence.end and p.evidence.start < c.end for c in pieces
        )
    }
    return issues.pop() if len(issues) == 1 else None


def _accuses(standing: Standing, claim: Statement, denial: Statement) -> bool:
    """Whether the claim is another party's, speaks of the denier, and was made at about the same time."""
    if claim.party in (None, denial.party) or not claim.content:
        return False
    denier = standing.agenda.party_if_known(denial.party)
    if denier is None:
        return False
    named = any(n in claim.text for n in (denier.name, *denier.aliases, *denial.speaker.split()[-1:]) if n)
    near = not (claim.day and denial.day) or abs((claim.day - denial.day).days) <= ABOUT_THE_SAME_TIME
    return named and near


def _finding(
    standing: Standing,
    account: Span,
    answer: Span,
    by: str,
    about: str,
    issue: str | None,
    how: str,
    rows: tuple[str, ...],
) -> Finding:
    on = f" on {standing.issue(issue)}" if issue else ""
    words = answer.quote.strip(" .")
    said = f" (“{words}”)" if len(words.split()) > 2 else ""  # "denied it" needs no quotation of "it"
    return finding(
        standing,
        FindingKind.CONTESTED_ACCOUNT,
        f"{standing.name(by)} gives an account of {standing.name(about)}{on} (“{account.quote.strip(' .')}”); "
        f"{standing.name(about)} {_VERB[how]}{said}.",
        (account, answer),
        rows=rows,
        parties=(by, about),
        about=about,
        issue=issue,
        manner=how,
        weight=0.9 if how != "contradicts" else 0.75,
        confidence=0.8 if issue else 0.5,
    )
