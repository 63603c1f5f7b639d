"""Gap: no option of the issue that all principals who took a position of their own are at least open to.

The empty zone of possible agreement (Raiffa 1982) as far as words show it. A gap needs a clash: one party wants or
could live with what another rejects, or each wants an option on which the other has not said a willing word.
Noncommittal alone makes none, nor does what others ascribe to a party, nor a party whose own voices are at odds on the
option that the others could live with: that is a divergence, and not yet a gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import listed
from spadework.model import Finding, FindingKind, Issue, Position, Stance


def find(standing: Standing) -> Iterator[Finding]:
    """One gap an issue, naming all the principals who cannot meet."""
    for issue in standing.agenda.issues:
        parties = standing.spoke(issue.id)
        if len(parties) < 2 or any(_all_can(standing, issue.id, o.id, parties) for o in issue.options):
            continue
        clash = _clash(standing, issue, parties)
        if not clash:
            continue
        yield finding(
            standing,
            FindingKind.GAP,
            f"On {standing.issue(issue.id)} there is no option that "
            f"{listed(map(standing.name, parties))} could all live with: "
            + "; ".join(_says(standing, p) for p in clash)
            + ".",
            (p.evidence for p in clash),
            rows=tuple(p.id for p in clash),
            parties=parties,
            issue=issue.id,
            weight=0.7,
            # wanting different things without a refusal is a weaker sign
            confidence=min(p.confidence for p in clash)
            * (1 if any(p.stance is Stance.REJECTS for p in clash) else 0.8),
        )


def _all_can(standing: Standing, issue: str, option: str, parties: tuple[str, ...]) -> bool:
    """Whether each party could, one whose own voices are at odds on the option included: it may come round."""
    return all(
        standing.unsettled((x, issue, option))
        or ((p := standing.latest(x, issue, option)) is not None and p.stance.can_live_with)
        for x in parties
    )


def _clash(standing: Standing, issue: Issue, parties: tuple[str, ...]) -> list[Position]:
    """The latest positions that show the clash; empty if silence alone keeps the parties apart."""
    latest = [
        rows[-1]
        for (party, on, _), rows in standing.own.items()
        if on == issue.id and party in parties and rows[-1].stance is not Stance.NONCOMMITTAL
    ]
    rejected = {(p.option) for p in latest if p.stance is Stance.REJECTS}
    wanted = {p.option for p in latest if p.stance.can_live_with}
    return latest if rejected & wanted or len(wanted) > 1 else []


def _says(standing: Standing, position: Position) -> str:
    verb = {
        Stance.ACCEPTS: "wants",
        Stance.OPEN: "is open to",
        Stance.CONDITIONAL: "would on a condition accept",
        Stance.REJECTS: "rejects",
        Stance.NONCOMMITTAL: "leaves open",
    }[position.stance]
    return f"{standing.name(position.party)} {verb} {standing.option(position.issue, position.option)}"
