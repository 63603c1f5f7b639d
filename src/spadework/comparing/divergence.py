"""Divergence: two voices of one party differ on the same option at about the same time.

One can live with what the other rejects, within ten days. A party that says one thing in April and another in July
has shifted; two people of the same surname in two parties, or an outsider who used to serve, make no divergence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing.standing import Standing, finding
from spadework.comparing.voices import voice
from spadework.model import Finding, FindingKind


def find(standing: Standing) -> Iterator[Finding]:
    """One divergence for each party and issue, with the two voices furthest apart on an option of it."""
    seen: set[tuple[str, str]] = set()
    for (party, issue, option), (first, second) in standing.odds.items():
        if (party, issue) in seen:
            continue
        seen.add((party, issue))
        willing, unwilling = (first, second) if first.stance.can_live_with else (second, first)
        name = standing.name(party)
        yield finding(
            standing,
            FindingKind.DIVERGENCE,
            f"Two voices of {name} differ on {standing.issue(issue)}: {willing.actor or name} could live with "
            f"{standing.option(issue, option)} ({standing.dated(willing)}), {unwilling.actor or name} rejects it "
            f"({standing.dated(unwilling)}).",
            (first.evidence, second.evidence),
            rows=(first.id, second.id),
            party=party,
            issue=issue,
            option=option,
            actors=tuple(voice(p) or name for p in (first, second)),
            weight=0.9,
            confidence=min(first.confidence, second.confidence),
        )
