"""A record to a draft scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spadework.errors import ScenarioError
from spadework.model import (
    Agenda,
    Basis,
    Condition,
    Constraint,
    ConstraintKind,
    Issue,
    Option,
    Origin,
    OriginKind,
    Party,
    Preference,
    Record,
    Scenario,
    Value,
)
from spadework.settling.drafting.standing import Standing, counts
from spadework.settling.drafting.valuing import opposite, red_line, value, weights

NOTHING = "none"


def draft(record: Record) -> Scenario:
    """The scenario that the positions and conditions of a record suggest; `draft` is set.

    Parties are the principals. Issues are those of the agenda on which one of them has taken a position.

    Raises:
        ScenarioError: there are fewer than two principals, or none of them has taken a position.
    """
    standing = Standing(record)
    agenda = record.agenda
    parties = agenda.principals
    if len(parties) < 2:
        raise ScenarioError(
            f"a settlement needs two parties who must agree, and {len(parties) or 'none'} is named",
            where="agenda",
            remedy="Name them in an agenda, as principals.",
        )
    named = {p.id for p in parties}
    spoken = {k[1] for k in standing.rows if k[0] in named and standing.current(k)}
    spoken |= {end.partition(".")[0] for c in _conditions(record, named) for end in (c.requires, c.before) if end}
    issues = [_Issue(i, *_options(i)) for i in agenda.issues if i.id in spoken and i.options]
    if not issues:
        raise ScenarioError(
            "no party has taken a position on an issue of the agenda",
            where="record",
            remedy="Add documents, or correct the words of the agenda's issues.",
        )
    constraints, left = _constraints(record, agenda, named, {i.issue.id for i in issues})
    return Scenario(
        name=agenda.name,
        parties=parties,
        issues=tuple(replace(i.issue, options=i.options) for i in issues),
        preferences=tuple(_preference(standing, p.id, issues) for p in parties),
        constraints=constraints,
        draft=True,
        notes=tuple(_notes(record, parties, issues) + left),
    )


@dataclass(frozen=True)
class _Issue:
    """An issue as it is drafted.

    Attributes:
        added: id of the option that stands for the only other one not coming about; None if there is none.
    """

    issue: Issue
    options: tuple[Option, ...]
    added: str | None


def _options(issue: Issue) -> tuple[tuple[Option, ...], str | None]:
    """The options; where there is only one, also that it does not come about."""
    if len(issue.options) > 1:
        return issue.options, None
    added = NOTHING if issue.options[0].id != NOTHING else "not"
    return (*issue.options, Option(id=added, text=f"Not: {issue.options[0].text}")), added


def _preference(standing: Standing, party: str, issues: list[_Issue]) -> Preference:
    values: dict[str, Value] = {}
    lines = []
    for drafted in issues:
        issue = drafted.issue.id
        for option in drafted.issue.options:
            key = (party, issue, option.id)
            values[f"{issue}.{option.id}"] = value(standing, key)
            if line := red_line(standing, key):
                lines.append(line)
        if drafted.added is not None:
            only = drafted.issue.options[0].id
            values[f"{issue}.{drafted.added}"] = opposite(values[f"{issue}.{only}"], f"{issue}.{only}")
    return Preference(
        party=party,
        values=values,
        weights=weights(standing, party, [i.issue.id for i in issues]),
        red_lines=tuple(lines),
    )


def _conditions(record: Record, parties: set[str]) -> list[Condition]:
    return [c for c in record.coding.conditions if c.party in parties and counts(c)]


def _constraints(
    record: Record, agenda: Agenda, parties: set[str], issues: set[str]
) -> tuple[tuple[Constraint, ...], list[str]]:
    """What a party wants first must be in any package with what hangs on it; and what could not be put so."""
    known = {f"{i.id}.{o.id}" for i in agenda.issues if i.id in issues for o in i.options}
    found: dict[tuple[str, str], list[Condition]] = {}
    left: list[str] = []
    for c in _conditions(record, parties):
        if c.before in known and c.requires in known and c.before and c.requires:
            if c.before.partition(".")[0] != c.requires.partition(".")[0]:
                found.setdefault((c.before, c.requires), []).append(c)
        elif c.before in known:
            words = " ".join(c.evidence.quote.split())
            words = words if len(words) <= 160 else words[:159] + "…"
            name = agenda.party(c.party).name
            left.append(f"{name} ties {c.before} to something that is not on the agenda: “{words}”")
    made = []
    for (before, requires), rows in found.items():
        who = ", ".join(dict.fromkeys(agenda.party(c.party).name for c in rows))
        origin = Origin(
            kind=OriginKind.QUOTE,
            rows=tuple(c.id for c in rows),
            quotes=tuple(dict.fromkeys(c.evidence for c in rows)),
            note=f"a {rows[0].kind} of {who}",
        )
        made.append(Constraint(kind=ConstraintKind.REQUIRES, options=(before, requires), origin=origin))
    return tuple(made), list(dict.fromkeys(left))


def _notes(record: Record, parties: tuple[Party, ...], issues: list[_Issue]) -> list[str]:
    days = [d.published for d in record.documents if d.published]
    until = f" up to {max(days)}" if days else ""
    count = f"{len(record.documents)} document{'s' * (len(record.documents) != 1)}"
    notes = [
        f"A draft, made by the machine from {count}{until}. Its numbers are first guesses from words; each names the "
        "rows it comes from.",
        "No reserve is entered: what a party has without a deal is for the analyst to say.",
        "A package settles every issue. Where the parties could leave one open, add that as an option.",
    ]
    others = [p.name for p in record.agenda.parties if p not in parties]
    if others:
        notes.append(f"Not among those who must agree: {', '.join(others)}.")
    silent = [i.name for i in record.agenda.issues if i.id not in {x.issue.id for x in issues}]
    if silent:
        notes.append(f"Left out, for nobody has taken a position on it: {', '.join(silent)}.")
    if any(p.basis is Basis.ASCRIBED for p in record.coding.positions):
        notes.append("What others say of a party counts half as much as its own words.")
    return notes
