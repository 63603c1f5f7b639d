"""What must hang together and who must agree, out of the raw tables of a scenario file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spadework.model import Constraint, ConstraintKind, DecisionRule, Party
from spadework.settling.files.faulty import Raw
from spadework.settling.files.numbers import BadNumber, number
from spadework.settling.files.origins import choice, origin_of
from spadework.settling.files.places import Path


def constraints(table: dict[str, Any], keys: Iterable[str], raw: Raw) -> tuple[Constraint, ...]:
    """`requires = [...]`, or `kind = "requires"` and `options = [...]`."""
    made = []
    for path, row in raw.rows(table, (), "constraint", "constraints"):
        fields = raw.table(row, path, ("kind", "options", "origin", *ConstraintKind))
        kinds = [k for k in ConstraintKind if k in fields]
        if "kind" in fields:
            kinds.append(choice(ConstraintKind, fields, path, "kind", ConstraintKind.REQUIRES, raw))
        if len(kinds) != 1:
            raw.fault(
                path, "it has no kind" if not kinds else "it has two kinds", f"One of {', '.join(ConstraintKind)}."
            )
            continue
        key = "options" if "kind" in fields else str(kinds[0])
        options = raw.texts(fields, path, key)
        if len(options) < 2 or (kinds[0] is ConstraintKind.REQUIRES and len(options) != 2):
            how = (
                "two options, the first of which requires the second" if kinds[0] is ConstraintKind.REQUIRES else "two"
            )
            raw.fault((*path, key), f"{len(options)} options", f"Name {how}.")
        if len(set(options)) < len(options):
            raw.fault((*path, key), "one option stands here twice", "Take it out.")
        if all(raw.among(o, keys, (*path, key), "option") for o in options):
            made.append(Constraint(kind=kinds[0], options=options, origin=origin_of(fields, path, raw)))
    return tuple(made)


def rule(table: dict[str, Any], parties: tuple[Party, ...], raw: Raw) -> DecisionRule:
    """Who must agree; unanimity if nothing is told."""
    if "rule" not in table:
        return DecisionRule()
    path: Path = ("rule",)
    fields = raw.table(table["rule"], path, ("quota", "votes", "vetoes"))
    ids = [p.id for p in parties]
    quota, votes = fields.get("quota"), {}
    try:
        quota = None if quota is None else number(quota)
    except BadNumber as e:
        raw.fault((*path, "quota"), e.what, "Write the share of votes that must accept, such as 0.66.")
        quota = None
    if quota is not None and not 0 < quota <= 1:
        raw.fault((*path, "quota"), f"a quota of {quota:g}", "It is a share of the votes: above 0 and up to 1.")
    for party, told in raw.entries(fields, path, "votes"):
        place = (*path, "votes", party)
        try:
            if raw.among(party, ids, place, "party"):
                votes[party] = number(told)
                if votes[party] < 0:
                    raw.fault(place, "votes cannot be negative")
        except BadNumber as e:
            raw.fault(place, e.what, e.remedy)
    vetoes = raw.texts(fields, path, "vetoes")
    for party in vetoes:
        raw.among(party, ids, (*path, "vetoes"), "party")
    if ids and len(votes) == len(ids) and not any(votes.values()):
        raw.fault((*path, "votes"), "nobody has a vote", "Give somebody one.")
    return DecisionRule(quota=quota, votes=votes, vetoes=vetoes)
