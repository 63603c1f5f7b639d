"""Contested account: two parties differ about the same words, deed or position at about the same time.

Either A tells what B said, did or stands for, and B denies it or plays it down ("no such offer was made", "it was
mentioned, nothing more"); or A tells that B could live with something which B soon rejects in its own words, having
never accepted it. A denial is of the account to which the most signs tie it. What an outsider reports contests
nobody's account, an unnamed official is the voice of the party that the text gives it to, and neither confirming nor
denying is no denial.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing.accounts import Account, accounts, teller, tells_of_words
from spadework.comparing.answers import ENOUGH, Denial, Near, answers, contradicts, denials, may_answer, only_one, tied
from spadework.comparing.standing import Standing, finding
from spadework.model import Basis, Finding, FindingKind, Span

_VERB = {"denies": "denies it", "plays down": "plays it down", "contradicts": "says otherwise"}


def find(standing: Standing) -> Iterator[Finding]:
    """Each pair of parties and issue once."""
    seen: set[tuple[frozenset[str], str | None]] = set()
    for found in sorted((*_denied(standing), *_contradicted(standing)), key=lambda f: f.issue is None):
        key = frozenset(found.parties), found.issue
        words_only = found.issue is None and any(k[0] == key[0] for k in seen)
        if key not in seen and not words_only:
            seen.add(key)
            yield found


def _denied(standing: Standing) -> Iterator[Finding]:
    """Each denial with the account that it is of."""
    told = list(accounts(standing))
    near = Near(told)
    for denial in denials(standing):
        signs = {n: tied(standing, told[n], denial) for n in near(denial) if may_answer(told[n], denial)}
        best = max(
            signs,
            key=lambda n: (signs[n], not told[n].after(denial.statement.day), told[n].issue is not None),
            default=None,
        )
        denied = told[best] if best is not None and signs[best] >= ENOUGH else only_one(told, denial)
        if denied:
            yield _finding_of(standing, denied, denial)


def _finding_of(standing: Standing, account: Account, denial: Denial) -> Finding:
    issue = account.issue or account.on(standing, denial.span)
    rows = (account.row, denial.statement.id)
    how = denial.how or "denies"
    return _finding(standing, account.evidence, denial.span, account.by, denial.party, issue, how, rows)


def _contradicted(standing: Standing) -> Iterator[Finding]:
    """Accounts of where another party stands, against the position that it takes itself."""
    for account in standing.told:
        by = teller(standing, account) if account.basis is Basis.ASCRIBED else None
        if by is None or by == account.party or not tells_of_words(standing, account.evidence):
            continue
        for p in standing.told:
            own = p.basis is Basis.OWN and (p.party, p.issue, p.option) == (
                account.party,
                account.issue,
                account.option,
            )
            if own and (contradicts(standing, p, account) or answers(standing, p, account)):
                rows = (account.id, p.id)
                yield _finding(
                    standing, account.evidence, p.evidence, by, account.party, account.issue, "contradicts", rows
                )
                break


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
