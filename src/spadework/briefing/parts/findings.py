"""Findings by kind, with the words of both sides beside each other."""

from __future__ import annotations

from spadework.briefing.content import (
    Block,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Ref,
    Runs,
    Side,
    Sides,
    Text,
    Tone,
)
from spadework.briefing.material import Material, joined, stance, strong
from spadework.briefing.views.findings import Column, Evidence, Witness, groups, holders
from spadework.briefing.words import KINDS, count, day, listing
from spadework.model import Attribution, Basis, Event, Finding

HEADING = "Findings"
MOST = 200
"""Findings of a kind."""


def blocks(material: Material) -> list[Block]:
    """How many there are, what each kind is and is not, its findings, and what was looked for and not found."""
    found = groups(material.guide)
    if not found:
        return []
    evidence = Evidence(material.guide)
    told = listing([count(len(g.findings), KINDS[g.kind].label, KINDS[g.kind].plural) for g in found])
    out: list[Block] = [
        Paragraph((Text(f"{told[:1].upper()}{told[1:]}, each with the words of both sides."),), Tone.LEAD)
    ]
    for group in found:
        kind = KINDS[group.kind]
        out += [Heading(kind.title, anchor=group.kind), Paragraph((Text(kind.gloss),), Tone.LEAD)]
        out += [_item(material, f, evidence.columns(f)) for f in group.findings[:MOST]]
        if len(group.findings) > MOST:
            left = f"{len(group.findings) - MOST:,} {kind.plural} that matter less are left out here."
            out.append(Paragraph((Text(left),), Tone.ASIDE))
    return [*out, *not_found(material)]


def not_found(material: Material) -> list[Paragraph]:
    """What was looked for and not found, and what was found and dismissed; nothing if all of it stands here."""
    r, c = material.record, material.record.coding
    absent = [k for k in KINDS if not any(f.kind is k for f in r.findings)]
    missing = [KINDS[k].plural for k in absent if k not in material.dismissed]
    others = {
        "positions of parties": c.positions,
        "commitments": c.commitments,
        "conditions": c.conditions,
        "deeds": c.events,
    }
    missing += [name for name, some in others.items() if not some]
    dismissed = [KINDS[k].plural for k in absent if k in material.dismissed]
    told = [f"Looked for and not found: {listing(missing)}."] if missing else []
    told += [f"Dismissed by analysts: all {listing(dismissed)} that were found."] if dismissed else []
    return [Paragraph((Text(" ".join(told)),), Tone.ASIDE)] if told else []


def _item(material: Material, f: Finding, columns: tuple[Column, ...]) -> Item:
    number = material.guide.numbers[f.id]
    says: Runs = (Text(f.explanation),)
    made: list[Paragraph | Sides] = [
        Paragraph((strong(number), Text("  "), *_about(material, f), *material.status(f)), Tone.ABOUT),
        Paragraph(says, Tone.SAYS),
    ]
    if f.from_stance and f.to_stance:
        option: Runs = (Text(f"{material.guide.option(f.issue, f.option)}: "),) if f.option else ()
        made.append(Paragraph((*option, stance(f.from_stance), Text(" → "), stance(f.to_stance))))
    if columns:
        made.append(Sides(tuple(_side(material, f, c) for c in columns)))
    elif f.documents:
        tags = [(Ref(tag, tag),) for d in f.documents if (tag := material.guide.tag(d))]
        made.append(Paragraph((Text("See "), *joined(list(tags)), Text(".")), Tone.ASIDE))
    return Item(number, f.id, tuple(made))


def _about(material: Material, f: Finding) -> Runs:
    guide = material.guide
    told = [
        " · ".join(guide.party(p) for p in holders(f)),
        guide.issue(f.issue) if f.issue else "; ".join(guide.issue(i) for i in f.issues),
        f.manner,
        "doer not named" if f.attribution is Attribution.OPEN else "",
    ]
    return (Text(" | ".join(filter(None, told))),)


def _side(material: Material, f: Finding, column: Column) -> Side:
    outside = bool(column.name and not column.party and column.witnesses[0].speaker)
    quotations = tuple(_quotation(material, f, column, w) for w in column.witnesses)
    return Side(column.name, quotations, "outside the parties" if outside else "")


def _quotation(material: Material, f: Finding, column: Column, w: Witness) -> Quotation:
    before, after = material.guide.around(w.span)
    lines = tuple(filter(None, (_read(material, w), _source(material, f, column, w))))
    return Quotation(w.span.quote, before, after, lines)


def _read(material: Material, w: Witness) -> Runs:
    """What was read out of the words."""
    if w.row is None:
        return ()
    if isinstance(w.row, Event):
        return material.deed(w.row)
    of: Runs = ()
    if w.row.basis is Basis.ASCRIBED:
        of = (Text(f"of {material.guide.party(w.row.party)}: "),)
    return *of, stance(w.row.stance), Text(f" {material.guide.option(w.row.issue, w.row.option)}")


def _source(material: Material, f: Finding, column: Column, w: Witness) -> Runs:
    """Whose words they are, and of when."""
    who: Runs
    if w.deed and not w.speaker:
        who = (Text("told by the document"),)
    elif not w.speaker:
        who = (strong(material.guide.party(w.party) if w.party else "The document itself"),)
    elif w.speaker != column.name:
        who = (strong(w.speaker), Text(f", {w.role}" if w.role else ""))
    else:
        who = (Text(w.role),) if w.role else ()
    if w.said:
        later = f", reported {day(w.reported)}" if w.reported and w.reported != w.said else ""
        when = f"{day(w.said)}{later}"
    else:
        when = f"reported {day(w.reported)}" if w.reported else "undated"
    row = w.row.id if w.row else f.id
    return *who, Text(f"{', ' if who else ''}{when}"), material.note(w.span, row)
