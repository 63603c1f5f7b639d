"""Unverified commitment: promised, its day has passed by the last document, and nothing tells whether it was done.

Not known is not broken. A promise that the promiser denies having made is a contested account, not a commitment.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing import contested_account
from spadework.comparing.standing import FLOOR, Standing, finding
from spadework.model import Commitment, CommitmentStatus, Finding, FindingKind, Status


def find(standing: Standing) -> Iterator[Finding]:
    """One finding for each party and day."""
    disputed = [f.evidence[0] for f in contested_account.find(standing)]  # what was told before it was denied
    seen = set()
    for c in standing.record.coding.commitments:
        key = c.party, c.deadline
        if c.status is Status.REJECTED or c.confidence < FLOOR or key in seen or not _overdue(standing, c):
            continue
        if any(s.shared(c.evidence) for s in disputed):
            continue
        seen.add(key)
        assert c.deadline is not None
        yield finding(
            standing,
            FindingKind.UNVERIFIED_COMMITMENT,
            f"{standing.name(c.party)} promised “{c.action.strip(' .”“')}”; the day "
            f"({c.deadline.day} {c.deadline:%B %Y}) has passed and no document says whether it was done.",
            (c.evidence,),
            rows=(c.id,),
            party=c.party,
            issue=c.issue,
            deadline=c.deadline,
            weight=0.65,
            confidence=c.confidence,
        )


def _overdue(standing: Standing, c: Commitment) -> bool:
    """Whether the promise should have been kept by the last document and nobody says that it was, or was not."""
    last = standing.last_day
    return bool(
        last and c.deadline and c.deadline < last and c.state in (CommitmentStatus.OPEN, CommitmentStatus.UNVERIFIED)
    )
