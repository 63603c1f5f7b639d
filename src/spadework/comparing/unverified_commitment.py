"""Unverified commitment: promised, its day has passed by the last document, and nothing tells whether it was done.

Not known is not broken. A promise that the promiser denies having made is a contested account, not a commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spadework.comparing import contested_account
from spadework.comparing.standing import FLOOR, Standing, finding
from spadework.comparing.wording import listed
from spadework.model import Commitment, CommitmentStatus, Finding, FindingKind, Span, Status

# What each of several is to do for itself.
_EACH = re.compile(
    r"\b(?:exchang\w+|each|both|mutual\w*|respective\w*|reciproc\w+|they|their|them(?:selves)?)\b", re.IGNORECASE
)


def find(standing: Standing) -> Iterator[Finding]:
    """One finding for each party and day; one without a party where several promised one thing together."""
    disputed = [f.evidence[0] for f in contested_account.find(standing)]  # what was told before it was denied
    together: dict[tuple[Span, date, str], list[Commitment]] = {}
    for c in standing.record.coding.commitments:
        sure = c.status is not Status.REJECTED and c.confidence >= FLOOR
        if sure and c.deadline and _overdue(standing, c) and not any(s.shared(c.evidence) for s in disputed):
            together.setdefault((c.evidence, c.deadline, c.party if _EACH.search(c.action) else ""), []).append(c)
    seen = set()
    for (span, deadline, _), rows in together.items():
        promisers = list(dict.fromkeys(c.party for c in rows))
        party = promisers[0] if len(promisers) == 1 else None
        key = party or frozenset(promisers), deadline
        if key in seen:
            continue
        seen.add(key)
        yield finding(
            standing,
            FindingKind.UNVERIFIED_COMMITMENT,
            f"{listed(map(standing.name, promisers))} promised “{rows[0].action.strip(' .”“')}”; the day "
            f"({deadline.day} {deadline:%B %Y}) has passed and no document says whether it was done.",
            (span,),
            rows=tuple(c.id for c in rows),
            party=party,
            parties=tuple(promisers) if party is None else (),
            issue=rows[0].issue,
            deadline=deadline,
            weight=0.65,
            confidence=max(c.confidence for c in rows),
        )


def _overdue(standing: Standing, c: Commitment) -> bool:
    """Whether the promise should have been kept by the last document and nobody says that it was, or was not."""
    last = standing.last_day
    return bool(
        last and c.deadline and c.deadline < last and c.state in (CommitmentStatus.OPEN, CommitmentStatus.UNVERIFIED)
    )
