"""Overlap: an option that all the principals who spoke on it accept, are open to, or accept conditionally.

The parties' latest own positions count. Where a party's own voices are at odds there is no overlap on that option,
and where one dodged there is none yet. Two conditional acceptances overlap, also where the conditions run in a
circle.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import listed
from spadework.model import Finding, FindingKind, Role, Stance


def find(standing: Standing) -> Iterator[Finding]:
    """One overlap for each option that at least two principals could live with and none who spoke on it could not."""
    principals = [p.id for p in standing.agenda.parties if p.role is Role.PRINCIPAL]
    for issue in standing.agenda.issues:
        for option in issue.options:
            spoke = [p for p in principals if (p, issue.id, option.id) in standing.own]
            rows = [standing.latest(p, issue.id, option.id) for p in spoke]
            willing = [r for r in rows if r is not None and r.stance.can_live_with]
            if len(willing) < 2 or len(willing) < len(rows):
                continue
            conditional = [r for r in willing if r.stance is Stance.CONDITIONAL]
            also = f", {listed(standing.name(r.party) for r in conditional)} on a condition" if conditional else ""
            yield finding(
                standing,
                FindingKind.OVERLAP,
                f"{listed(map(standing.name, spoke))} could all live with {standing.option(issue.id, option.id)} on "
                f"{standing.issue(issue.id)}{also}.",
                (r.evidence for r in willing),
                rows=tuple(r.id for r in willing),
                parties=tuple(spoke),
                issue=issue.id,
                option=option.id,
                weight=0.5 if conditional else 0.55,
                confidence=min(r.confidence for r in willing),
            )
