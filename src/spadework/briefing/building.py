"""From a record to a brief: the parts that were asked for, in their order, and the footnotes that they bring up."""

from __future__ import annotations

from spadework.briefing.content import Brief, Paragraph, Part, Text
from spadework.briefing.material import AnyRow, Material
from spadework.briefing.options import ALL, Options
from spadework.briefing.parts import PARTS, part
from spadework.briefing.parts import check as check_parts
from spadework.briefing.words import count, days, listing
from spadework.errors import SpadeworkError
from spadework.exchange.checking import rows
from spadework.model import Record, Status


def build(record: Record, options: Options = ALL) -> Brief:
    """The brief of a record. The same record and options give the same brief.

    Raises:
        SpadeworkError: there is no part of a name that is asked for, or what is asked for cannot be told.
    """
    check(options)
    material = Material(record, options)
    names = options.parts or [p for p in PARTS if p != "texts" or options.texts]
    made = [part(name, material) for name in names]
    return Brief(
        title=title(material.record),
        parts=tuple(_told(p) for p in made if p.blocks or options.parts),
        footnotes=material.footnotes(),
        classification=options.classification,
        as_of=material.day,
        since=options.since,
        front=_front(material),
        kinds={row.id: kind for kind, row in rows(material.record)},
    )


def check(options: Options) -> None:
    """Raise SpadeworkError if there is no part of a name that is asked for, or the days do not fit together."""
    check_parts(options.parts)
    if options.since and options.as_of and options.since >= options.as_of:
        raise SpadeworkError(
            f"the brief is as of {options.as_of}, and is to tell what changed since {options.since}",
            remedy="The day of the last brief comes before that of this one.",
        )
    if "since" in options.parts and options.since is None:
        raise SpadeworkError("the part 'since' needs the day of the last brief", remedy="Give it (--since).")
    if "settlement" in options.parts and options.outcome is None:
        raise SpadeworkError(
            "the part 'settlement' needs a scenario", remedy="Give one, or have one drafted (--scenario)."
        )


def title(record: Record) -> str:
    """What the brief is called: as the agenda is, else as the only document, else by number of documents."""
    if record.agenda.name:
        return record.agenda.name
    if len(record.documents) == 1 and record.documents[0].title:
        return record.documents[0].title
    return f"Brief on {count(len(record.documents), 'document')}"


def _told(part: Part) -> Part:
    """A part that was asked for says so if there is nothing in it."""
    if part.blocks:
        return part
    return Part(part.id, part.heading, (Paragraph((Text("Nothing of this kind was found."),)),))


def _front(material: Material) -> tuple[Paragraph, ...]:
    """What was read, what of it an analyst has looked at, and what should be known of how it was made."""
    r, c = material.record, material.record.coding
    period = material.guide.period
    published = f", published {days(period)}" if period else ", undated" if r.documents else ""
    said = f"{count(len(r.statements), 'statement')} by {count(len({s.speaker for s in r.statements}), 'speaker')}"
    issues = count(len({p.issue for p in c.positions}), "issue")
    read = [
        f"{count(len(r.documents), 'document')}{published}.",
        *([f"{said};"] if r.statements else []),
        f"{count(len(c.positions), 'position')} on {issues}; {count(len(r.findings), 'finding')}.",
    ]
    lines = [" ".join(read), _looked_at(material), *r.notes]
    return tuple(Paragraph((Text(line),)) for line in lines if line)


def _looked_at(material: Material) -> str:
    """How many rows somebody stands behind."""
    r, c = material.record, material.record.coding
    rows: list[AnyRow] = [*r.statements, *c.positions, *c.conditions, *c.commitments, *c.events, *r.findings]
    kinds = [s for s in (Status.ACCEPTED, Status.CORRECTED) if any(row.status is s for row in rows)]
    done = sum(row.status in kinds for row in rows)
    if not rows:
        return ""
    how = listing([str(s) for s in kinds], "or") if done else "accepted or corrected"
    return f"Of {count(len(rows), 'row')} {done or 'none'} {'was' if done < 2 else 'were'} {how} by an analyst."
