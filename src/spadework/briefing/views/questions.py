"""What is still open: answers that were none, silence, deeds without a doer, promises without a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spadework.briefing.guide import Guide
from spadework.model import Attribution, Basis, Event, Issue, Party, Position, Role, Stance


@dataclass(frozen=True, slots=True)
class Silence:
    """An issue others spoke on, and the principals whose own word on it is missing."""

    issue: Issue
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Attributes:
    dodged: noncommittal answers, oldest first.
    silent: by issue, which principals have not spoken for themselves.
    untouched: issues of the agenda on which nobody spoke.
    doer_open: deeds whose doer the text does not name.
    """

    dodged: tuple[Position, ...]
    silent: tuple[Silence, ...]
    untouched: tuple[Issue, ...]
    doer_open: tuple[Event, ...]

    def __bool__(self) -> bool:
        return bool(self.dodged or self.silent or self.untouched or self.doer_open)


def questions(guide: Guide) -> Questions:
    """What an analyst would ask next."""
    positions = guide.record.coding.positions
    own: dict[str, set[str]] = {}
    touched = set()
    for p in positions:
        touched.add(p.issue)
        if p.basis is Basis.OWN:
            own.setdefault(p.issue, set()).add(p.party)
    agenda = guide.record.agenda
    principals = [p for p in agenda.parties if p.role is Role.PRINCIPAL]
    silent = []
    for issue in agenda.issues:
        missing = tuple(p for p in principals if p.id not in own.get(issue.id, set()))
        if issue.id in touched and missing:
            silent.append(Silence(issue, missing))
    dodged = [p for p in positions if p.stance is Stance.NONCOMMITTAL and p.basis is Basis.OWN]
    return Questions(
        dodged=tuple(sorted(dodged, key=lambda p: p.as_of or date.max)),
        silent=tuple(silent),
        untouched=tuple(i for i in agenda.issues if i.id not in touched),
        doer_open=tuple(e for e in guide.record.coding.events if e.attribution is Attribution.OPEN),
    )
