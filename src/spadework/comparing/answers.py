"""Whether a party's words disown another's account of it.

`contested_account` puts the question; here is how words and account are tied together, for a denial that is about
something else contests nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spadework.comparing.accounts import Account, issue_of
from spadework.comparing.denials import denies, manner, of_words, undone
from spadework.comparing.standing import ABOUT_THE_SAME_TIME, FLOOR, Standing
from spadework.comparing.voices import opposed
from spadework.comparing.wording import alike, content
from spadework.model import Position, Span, Statement
from spadework.text import sentences

_DODGES = re.compile(
    r"\b(?:declin|comment|prefer not|leave it|no position|discuss that|speculat|in public)\w*", re.IGNORECASE
)
ENOUGH = 2
"""Signs that tie a denial to an account. What tells only that something did not happen needs one more."""
_RIGHT_AFTER = 260  # characters between an account and the words that open the answer to it
_AFTER = 700  # and to words further on
_WEEKS = 21  # days after which a denial is no answer
_FEW = 4  # words that mean something; a denial of no more points to what others have said


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence in which a party says that something is not so.

    Attributes:
        how: "denies", "plays down", or "" if it only tells of something that did not happen.
        text: the sentence with the verb that introduces it.
        before: the sentence before it, of which "that" and "the matter" may speak.
        opens: it is the first that the party says there, and so answers what was said before.
        issue: with which alone it shares words; None if there is none.
    """

    statement: Statement
    how: str
    span: Span
    text: str
    before: str
    opens: bool
    issue: str | None

    @property
    def party(self) -> str:
        return self.statement.party or ""


def denials(standing: Standing) -> Iterator[Denial]:
    """The denials of a record's parties, sentence by sentence; those that another party quotes are not its own word."""
    for statement in standing.statements:
        host = standing.statement(statement.within)
        if not statement.party or (host and host.party not in (None, statement.party)):
            continue
        document, cue = standing.record.document(statement.document), statement.cue.quote if statement.cue else ""
        for n, piece in enumerate(statement.content):
            for start, end in sentences(document.text, piece.start, piece.end):
                said = document.text[start:end]
                how = manner("" if n else cue, said)
                if how or undone(said):
                    words = f"{'' if n else cue} {said}"
                    yield Denial(
                        statement,
                        how,
                        document.span(start, end),
                        words,
                        standing.sentences_before(document.id, start, 2),
                        opens=start == statement.content[0].start,
                        issue=issue_of(standing, words),
                    )


def tied(standing: Standing, account: Account, denial: Denial) -> int:
    """How many signs there are that a denial is of an account that it may answer; 0 if it is not.

    Signs are words that both share, that the one follows the other at once, that the denial names the teller, that it
    is too short to speak of anything else, and that it is on the same issue.
    """
    after = _after(account, denial)
    answers_at_once = denial.opens and 0 <= after <= _RIGHT_AFTER
    if account.about is None and not answers_at_once:
        return 0
    told = content(account.text) - standing.who
    common = len(content(denial.span.quote) & told)
    if account.about is None and not common:
        return 0
    signs = min(common, 3)
    if denial.how:
        signs += 2 if answers_at_once else int(0 <= after <= _AFTER)
        signs += bool(standing.names(account.by).search(denial.text))
        if len(content(denial.text) - standing.who) <= _FEW:
            with_topic = len(content(f"{denial.before} {denial.span.quote}") & told)
            signs += account.binds + min(with_topic - common, 2)
    else:
        signs += answers_at_once - 1
    if account.issue:
        signs += denial.issue == account.issue
        signs += 2 * bool(denial.how and said_on_issue(standing, denial.span, account))
        signs -= 2 * (denial.issue not in (None, account.issue) and not common)
    return max(signs, 0)


class Near:
    """Of many accounts those that a denial may be tied to: of its party, or of nobody and right before it."""

    def __init__(self, told: Sequence[Account]) -> None:
        self._about: dict[str, list[int]] = defaultdict(list)
        self._nobody: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, account in enumerate(told):
            if account.about is None:
                self._nobody[account.evidence.document].append((account.evidence.end, n))
            else:
                self._about[account.about].append(n)
        for ends in self._nobody.values():
            ends.sort()

    def __call__(self, denial: Denial) -> list[int]:
        """Their numbers, in order."""
        start, ends = denial.span.start, self._nobody.get(denial.span.document, [])
        first, last = bisect_left(ends, (start - _RIGHT_AFTER, 0)), bisect_left(ends, (start + 1, 0))
        right_before = [n for _, n in ends[first:last]] if denial.opens else []
        return sorted((*self._about.get(denial.party, ()), *right_before))


def only_one(told: Sequence[Account], denial: Denial) -> Account | None:
    """The account that a denial so called is of where no other has been given of the party's words: it denies some."""
    cue = denial.statement.cue.quote if denial.statement.cue else ""
    if not (denies(cue) and denial.opens and of_words(denial.span.quote)):
        return None
    day = denial.statement.day
    given = [a for a in told if a.binds and a.about and may_answer(a, denial) and not a.after(day)]
    if len({a.by for a in given}) != 1 or len({a.issue for a in given if a.issue}) > 1:
        return None
    return next((a for a in given if a.issue), given[0])


def may_answer(account: Account, denial: Denial) -> bool:
    """Whether the denial is the other party's, at about the same time, and not the account itself."""
    day = denial.statement.day
    return (
        denial.party != account.by
        and account.about in (None, denial.party)
        and not (account.day and day and abs((day - account.day).days) > _WEEKS)
        and not account.evidence.shared(denial.span)
    )


def _after(account: Account, denial: Denial) -> int:
    """Characters from the account to the denial; negative if it is not before it in the same document."""
    return denial.span.start - account.evidence.end if account.evidence.document == denial.span.document else -1


def said_on_issue(standing: Standing, span: Span, account: Account) -> tuple[str, ...]:
    """Own positions on the issue in the words or the sentence or two around them, none agreeing with the account."""
    rows = [
        p
        for p in standing.told_on.get((account.about or "", account.issue or ""), ())
        if p.evidence.document == span.document
        and span.start - 160 <= p.evidence.end
        and p.evidence.start <= span.end + 160
    ]
    if any((p.option, p.stance) == account.position for p in rows):
        return ()
    return tuple(p.id for p in rows)


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
        and min(own.confidence, account.confidence) >= FLOOR
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
