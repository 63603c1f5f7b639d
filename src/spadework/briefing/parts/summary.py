"""The summary: the bottom line, then on one page what moved, what blocks, what could close, and the next dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from spadework.briefing.content import Block, Heading, Paragraph, Point, Points, Run, Runs, Text, Tone
from spadework.briefing.material import Material, stance, strong
from spadework.briefing.parts.findings import not_found
from spadework.briefing.views.findings import holders
from spadework.briefing.words import KINDS, count, day, listing, short
from spadework.model import Commitment, CommitmentStatus, Finding, FindingKind
from spadework.table import table

HEADING = "Summary"
MOVED, BLOCKS, CLOSE, DATES = 3, 4, 3, 4  # points of each
LONG, BRIEF = 220, 170  # characters of a finding's sentence, in a list and in the bottom line: all is to be one page
_BLOCKS = (
    FindingKind.CIRCULAR_PRECONDITIONS,
    FindingKind.GAP,
    FindingKind.CONTESTED_ACCOUNT,
    FindingKind.DIVERGENCE,
    FindingKind.WORD_VS_DEED,
)
_NEVER = date.min
_ENDED = (CommitmentStatus.KEPT, CommitmentStatus.BROKEN)


def blocks(material: Material) -> list[Block]:
    """Bottom line first."""
    out: list[Block] = [Paragraph(tuple(_bottom_line(material)), Tone.BOTTOM)]
    sections = [
        ("What moved", _moved(material)),
        ("What blocks", _told(material, _best(material, _BLOCKS), BLOCKS)),
        ("What could close", [*_settled(material), *_told(material, _best(material, [FindingKind.OVERLAP]), CLOSE)]),
        ("Next dates", list(_dates(material))),
    ]
    for heading, points in sections:
        if points:
            out += [Heading(heading), Points(tuple(points))]
    if not material.record.findings:
        out += not_found(material)  # else it stands at the end of the findings
    return out


def _best(material: Material, kinds: Iterable[FindingKind]) -> list[Finding]:
    """The findings of these kinds, what matters most first; of equal ones the latest."""
    some = [f for f in material.record.findings if f.kind in kinds]
    return sorted(some, key=lambda f: (-f.weight, -f.confidence, -_day(material, f).toordinal()))


def _day(material: Material, f: Finding) -> date:
    """The day of the last document in which it is seen."""
    documents = [d for s in f.evidence if (d := material.guide.document(s.document))]
    return max((d.published for d in documents if d.published), default=_NEVER)


def _told(material: Material, findings: list[Finding], most: int) -> list[Point]:
    return [Point(_sentence(material, f), KINDS[f.kind].label, f.id) for f in findings[:most]]


def _moved(material: Material) -> list[Point]:
    shifts = _best(material, [FindingKind.SHIFT])[:MOVED]
    return [Point(_sentence(material, f), _when(_day(material, f)), f.id) for f in shifts]


def _when(known: date) -> str:
    return day(known) if known != _NEVER else "undated"


def _settled(material: Material) -> list[Point]:
    """What settling says, if there was a scenario."""
    if material.options.outcome is None:
        return []
    from spadework.briefing.parts.settlement import in_short

    return [Point((Text(in_short(material.options.outcome)),), "settlement")]


def _sentence(material: Material, f: Finding, most: int = LONG) -> Runs:
    number = material.number(f.id)
    return Text(short(f.explanation, most) + " "), *number, *material.status(f)


# The bottom line


def _bottom_line(material: Material) -> Iterator[Run]:
    """Three or four short sentences: how far apart, who moved last, and what blocks most."""
    yield from _common_ground(material)
    shifts = _best(material, [FindingKind.SHIFT])
    if shifts:
        yield Text(" Last to move: ")
        yield from _mover(material, max(shifts, key=lambda f: _day(material, f)))
    blocking = _best(material, _BLOCKS)
    if blocking:
        yield Text(" What blocks most: ")
        # That there is no common ground has just been told.
        yield from _blocker(material, next((f for f in blocking if f.kind is not FindingKind.GAP), blocking[0]))


def _mover(material: Material, f: Finding) -> Runs:
    """Who, on what, from where to where; the finding's own sentence where one option was left for another."""
    if not (f.party and f.from_stance and f.to_stance):
        return _sentence(material, f, BRIEF)
    option = material.guide.option(f.issue, f.option)
    return (
        strong(material.guide.party(f.party)),
        Text(f" on {material.guide.issue(f.issue)}, “{option}”: "),
        stance(f.from_stance),
        Text(" → "),
        stance(f.to_stance),
        Text(f" ({_when(_day(material, f))}). "),
        *material.number(f.id),
        *material.status(f),
    )


def _blocker(material: Material, f: Finding) -> Runs:
    """What kind of thing, between whom, on what."""
    who = listing([material.guide.party(p) for p in holders(f)])
    issues = [f.issue] if f.issue else list(f.issues)
    about = f" on {listing([material.guide.issue(i) for i in issues])}" if issues else ""
    told = f"{KINDS[f.kind].label}{', ' if who else ''}"
    return Text(told), strong(who), Text(f"{about}. "), *material.number(f.id), *material.status(f)


def _common_ground(material: Material) -> Iterator[Run]:
    """On how many issues who took positions, and what the findings say of common ground, be it nothing."""
    r = material.record
    blocks = table(r).blocks
    if not blocks:
        if not r.documents:
            yield Text("There is no document to tell from.")
        elif not r.statements:
            which = "this document" if len(r.documents) == 1 else "these documents"
            yield Text(f"No statement of anybody was found in {which}.")
        else:
            yield Text(f"{count(len(r.statements), 'statement')} and no position of any party on an issue was found.")
        return
    own = [e for b in blocks for row in b.rows for c in row.cells.values() for e in c.own]
    parties = dict.fromkeys(e.party for e in own)
    issues = count(len({e.issue for e in own}), "issue")
    if len(parties) < 2:
        for party in parties:
            yield strong(material.guide.party(party))
            yield Text(f" took positions on {issues}; no other party did.")
        if not parties:
            yield Text(f"No party took a position of its own; others ascribe some on {count(len(blocks), 'issue')}.")
        return
    near = _issues(material, FindingKind.OVERLAP)
    far = [i for i in _issues(material, FindingKind.GAP) if i not in near]
    yield Text(f"Parties took positions on {issues}. ")
    if near:
        yield Text("There is an option that all who spoke could live with on ")
        yield from _names(material, near)
        yield Text("; no common ground yet on " if far else "")
    else:
        yield Text("There is no common ground yet on " if far else "Whether they could meet on any does not show")
    yield from _names(material, far)
    yield Text(".")


def _issues(material: Material, kind: FindingKind) -> dict[str, Finding]:
    """The issues of this kind of finding, each with the first that says so."""
    found: dict[str, Finding] = {}
    for f in material.guide.findings:
        if f.kind is kind and f.issue:
            found.setdefault(f.issue, f)
    return found


def _names(material: Material, issues: Iterable[str]) -> Iterator[Run]:
    if named := [material.guide.issue(i) for i in issues]:
        yield strong(listing(named))


# Dates


def _dates(material: Material) -> Iterator[Point]:
    """What is due next, then what fell due without a report."""
    today = material.day
    due = [c for c in material.record.coding.commitments if c.deadline and c.state not in _ENDED]
    if today is None:
        return
    coming = sorted((c for c in due if c.deadline and c.deadline >= today), key=_deadline)
    passed = sorted((c for c in due if c.deadline and c.deadline < today), key=_deadline, reverse=True)
    for c in [*coming, *passed][:DATES]:
        assert c.deadline is not None
        late = "" if c.deadline >= today else ", no report"
        told = f"{material.guide.party(c.party)}: {short(c.action, 140)} "
        yield Point((Text(told), *material.number(c.id), *material.status(c)), f"{day(c.deadline)}{late}", c.id)


def _deadline(c: Commitment) -> date:
    return c.deadline or date.max
