"""Word against deed: a reported deed goes against the party's own promise.

Two forms. Fire in a truce that several had promised: nobody is known to have done it, so the attribution is open
(`spadework.comparing.open_fire`). Or a promise to keep, stop or leave something, and then a deed of the promiser's
against it (`spadework.comparing.breaches`). A passed deadline is unverified, and a deed that only an adversary alleges,
or that breaks no promise of the doer's own, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from spadework.comparing.breaches import CONFIRMED, Breach, Telling, binding, points_back
from spadework.comparing.open_fire import broken, is_truce, of_several
from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import listed
from spadework.model import Attribution, Commitment, Finding, FindingKind, Span, Statement

_SURE = 0.42  # of a position that tells on which issue a promise is: most promises are on none
_DATELINE = re.compile(r"^[A-Z][A-Z .'-]{2,30}(?:, [A-Z][\w .,]{1,30}?)?(?: \([\w ]+\))?\s[—–-]\s")
_SAME_DAY = timedelta(days=2)  # between the days for which two documents tell one promise


def find(standing: Standing) -> Iterator[Finding]:
    """Truces first, then other promises; one finding for each party and issue."""
    seen = set()
    for found in (*_broken_truces(standing), *_broken_promises(standing)):
        key = found.party, found.issue
        if key not in seen:
            seen.add(key)
            yield found


def _broken_truces(standing: Standing) -> Iterator[Finding]:
    for found in broken(standing):
        yield finding(
            standing,
            FindingKind.WORD_VS_DEED,
            f"A truce had been promised by {listed(map(standing.name, found.parties)) or 'the parties'}, and there was "
            "violence all the same; no document says whose.",
            (found.told, found.event.evidence),
            rows=(found.event.id,),
            party=None if of_several(standing, found) else found.parties[0],
            issue=found.issue.id if found.issue else None,
            attribution=Attribution.OPEN,
            weight=0.9,
            confidence=0.7,
        )
        return


def _broken_promises(standing: Standing) -> Iterator[Finding]:
    principals = {p.id for p in standing.agenda.principals}
    promises = sorted(
        (c for c in standing.record.coding.commitments if c.party in principals and binding(c)),
        key=lambda c: (*standing.place(c.evidence), c.id),
    )
    if not promises:
        return
    telling = Telling(standing)
    breaches = [b for c in promises for b in telling.against(c)]
    sure = [b for b in breaches if b.answered >= CONFIRMED or not is_truce(b.promise)]
    for breach in _one_each(standing, sure):
        promise = breach.promise
        several = {c.party for c in promises if c.evidence == promise.evidence}
        if len(several) > 1 and _only_doer(standing, several, breach.deed) == promise.party:
            several = {promise.party}
        elif len(several) > 1 and not breach.unknown:
            continue  # nobody tells whose deed it is
        told = [promise, *(_as_first_told(promises, promise) if points_back(promise) else [])]
        answer = breach.answer
        yield finding(
            standing,
            FindingKind.WORD_VS_DEED,
            f"{listed(map(standing.name, sorted(several)))} promised “{_trimmed(promise.evidence)}”; later it is told: "
            f"“{_trimmed(breach.deed)}”{_answer(standing, promise, answer)}.",
            (promise.evidence, told[-1].evidence, breach.deed, *([answer.content[0]] if answer else [])),
            rows=tuple(dict.fromkeys([promise.id, told[-1].id, *([answer.id] if answer else [])])),
            party=promise.party if len(several) == 1 else None,
            issue=next((issue for c in told if (issue := _issue_of(standing, c))), None),
            attribution=Attribution.OPEN if breach.unknown else Attribution.NAMED,
            weight=0.95,
            confidence=min(promise.confidence, breach.confidence),
        )


def _only_doer(standing: Standing, parties: Iterable[str], deed: Span) -> str | None:
    """The one of these parties that the words of a deed name, if they name one alone. A dateline names nobody."""
    told = _DATELINE.sub("", deed.quote)
    named = [p for p in parties if standing.names(p).search(told)]
    return named[0] if len(named) == 1 else None


def _one_each(standing: Standing, breaches: Iterable[Breach]) -> Iterator[Breach]:
    """The surest deed against each promise, and of promises that one deed is told against the surest."""
    promises, deeds = set(), set()
    places = standing.place
    for b in sorted(breaches, key=lambda b: (-b.score, places(b.promise.evidence), places(b.deed), b.promise.id)):
        if b.promise.id not in promises and b.deed not in deeds:
            promises.add(b.promise.id)
            deeds.add(b.deed)
            yield b


def _as_first_told(promises: Iterable[Commitment], promise: Commitment) -> list[Commitment]:
    """The promise that another one points back to: of the same party and of about the same day."""
    return [
        c
        for c in promises
        if c.party == promise.party
        and c.evidence.document != promise.evidence.document
        and c.made_on
        and promise.made_on
        and abs(c.made_on - promise.made_on) <= _SAME_DAY
    ][:1]


def _answer(standing: Standing, promise: Commitment, answer: Statement | None) -> str:
    if not answer or not answer.cue:
        return ""
    return f", and {standing.name(promise.party)} {answer.cue.quote} “{_trimmed(answer.content[0])}”"


def _trimmed(span: Span) -> str:
    return span.quote.strip(" .”“")


def _issue_of(standing: Standing, promise: Commitment) -> str | None:
    """The issue on which the promise's own words show a position of the promiser."""
    rows = [
        (p.evidence.shared(promise.evidence), p.issue)
        for p in standing.positions
        if p.party == promise.party and p.confidence >= _SURE and p.evidence.shared(promise.evidence)
    ]
    best = max(rows, default=None)
    return promise.issue or (best[1] if best else None)
