"""Since last time: what is known now that was not on the day of the last brief."""

from __future__ import annotations

from spadework.briefing.content import Block, Heading, Paragraph, Point, Points, Ref, Runs, Text, Tone
from spadework.briefing.material import Material, faint, stance, state, strong
from spadework.briefing.words import KINDS, count, day, short
from spadework.model import Commitment, Document, Finding
from spadework.moment import Changes, Move

HEADING = "Since last time"
MOST = 40  # points of a kind


def blocks(material: Material) -> list[Block]:
    """What came in, who moved, what was found and what is no longer so, what was promised and what fell due."""
    made = material.changes
    if made is None:
        return []
    out: list[Block] = [Paragraph((Text(_lead(material, made)),), Tone.LEAD)]
    sections = [
        ("Documents that came out", [_document(material, d) for d in made.documents]),
        ("Positions that shifted", [_move(material, m) for m in made.shifted]),
        ("Positions that were given up", [_move(material, m) for m in made.given_up]),
        ("Positions taken for the first time", [_move(material, m) for m in made.taken]),
        ("New findings", [_finding(material, f) for f in made.appeared]),
        ("No longer so", [_finding(material, f) for f in made.gone]),
        ("New commitments", [_commitment(material, c) for c in made.made]),
        ("Commitments that were kept or broken", [_commitment(material, c) for c in made.settled]),
        ("Fallen due, and no report", [_commitment(material, c) for c in made.fallen_due]),
    ]
    for heading, points in sections:
        if points:
            out += [Heading(heading, str(len(points))), Points(tuple(points[:MOST]))]
            if len(points) > MOST:
                out.append(Paragraph((faint(f"and {len(points) - MOST} more"),)))
    return out


def _lead(material: Material, made: Changes) -> str:
    until = f" and up to {day(made.until)}" if made.until else ""
    span = f"after {day(made.since)}{until}"
    if not made:
        return f"Nothing that came out {span} changed anything."
    total = sum(n for _, n in made.statements)
    names = [f"{material.guide.party(p) if p else 'outside the parties'} {n:,}" for p, n in made.statements]
    who = f" ({', '.join(names)})" if names else ""
    return f"What came out {span}: {count(len(made.documents), 'document')} with {count(total, 'new statement')}{who}."


def _document(material: Material, d: Document) -> Point:
    tag = material.guide.tag(d.id)
    told = ", ".join(filter(None, (d.title or "Untitled", d.publisher)))
    return Point((Text(f"{told} "), Ref(tag, tag)), day(d.published))


def _move(material: Material, m: Move) -> Point:
    held: list[Runs] = [(stance(p.stance, faint=p is m.before and bool(m.after)),) for p in (m.before, m.after) if p]
    words = m.after or m.before
    assert words is not None
    between: Runs = (*held[0], Text(" → "), *held[1]) if len(held) == 2 else held[0]
    about = f"{material.guide.issue(m.issue)}: {material.guide.option(m.issue, m.option)} "
    runs: Runs = (
        strong(material.guide.party(m.party)),
        Text(" "),
        *between,
        Text(f" {about}"),
        *material.number(words.id),
        material.note(words.evidence, words.id),
        *material.status(words),
    )
    return Point(runs, id=words.id)


def _finding(material: Material, f: Finding) -> Point:
    runs: Runs = (Text(f"{short(f.explanation, 260)} "), *material.number(f.id), *material.status(f))
    return Point(runs, KINDS[f.kind].label, f.id)


def _commitment(material: Material, c: Commitment) -> Point:
    whom = f" to {material.guide.party(c.beneficiary)}" if c.beneficiary else ""
    runs: Runs = (
        strong(material.guide.party(c.party)),
        Text(f"{whom}: {short(c.action, 200)} "),
        *state(c),
        Text(" "),
        *material.number(c.id),
        material.note(c.evidence, c.id),
        *material.status(c),
    )
    return Point(runs, f"by {day(c.deadline)}" if c.deadline else "", c.id)
