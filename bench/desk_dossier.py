"""A large dossier for `bench/desk.py`: that of `bench/ledger.py`, with conditions, commitments and findings besides.

Every tenth statement has a condition, every tenth a commitment, and there is a finding for every hundredth: more than
real talks have, so that no page is quick only because it has little to show.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ledger import A_DOCUMENT, AGENDA, AT_ONCE, Generator, Loaded
from spadework import Dossier
from spadework.model import (
    Commitment,
    CommitmentStatus,
    Condition,
    ConditionKind,
    Finding,
    FindingKind,
    Position,
    Stance,
    Statement,
    row_id,
)


def large(folder: Path, statements: int, seed: int = 1) -> Path:
    """The dossier of so many statements in this folder; made if it is not there."""
    where = folder / f"talks-{statements}"
    if (where / "dossier.db").exists():
        return where
    made, pick = Generator(seed), random.Random(seed)
    findings: list[Finding] = []
    with Dossier.create(where, AGENDA) as dossier:
        batch: list[Loaded] = []
        for document, said, coding, digest in made.documents(statements // A_DOCUMENT):
            conditions = tuple(_condition(s, pick) for s in said[3::10])
            commitments = tuple(_commitment(s, pick) for s in said[7::10])
            batch.append((document, said, replace(coding, conditions=conditions, commitments=commitments), digest))
            findings += _findings(coding.positions, pick)
            if len(batch) == AT_ONCE:
                dossier.ledger.add_all(batch)
                batch = []
        dossier.ledger.add_all(batch)
        dossier.ledger.settle()
        dossier.ledger.refind(findings, dossier.ledger.last_revision)
    return where


def _place(pick: random.Random) -> str:
    issue = pick.choice(AGENDA.issues)
    return f"{issue.id}.{pick.choice(issue.options).id}"


def _condition(s: Statement, pick: random.Random) -> Condition:
    return Condition(
        id=row_id("k", s.id),
        party=s.party or AGENDA.parties[0].id,
        kind=pick.choice(list(ConditionKind)),
        requires=_place(pick),
        before=_place(pick),
        evidence=s.content[0],
        statement=s.id,
        confidence=0.6,
    )


def _commitment(s: Statement, pick: random.Random) -> Commitment:
    made_on = s.reported_on or date(2024, 1, 1)
    return Commitment(
        id=row_id("c", s.id),
        party=s.party or AGENDA.parties[0].id,
        actor=s.speaker,
        action=s.text[:60],
        made_on=made_on,
        deadline=made_on + timedelta(days=pick.randrange(5, 200)),
        state=pick.choice(list(CommitmentStatus)),
        issue=pick.choice(AGENDA.issues).id,
        evidence=s.content[0],
        statement=s.id,
        confidence=0.6,
    )


def _findings(positions: tuple[Position, ...], pick: random.Random) -> Iterator[Finding]:
    """One of two positions of this document, as if they had been compared."""
    one, other = pick.sample(positions, 2)
    yield Finding(
        id=row_id("f", one.id, other.id),
        kind=pick.choice([FindingKind.SHIFT, FindingKind.CONTESTED_ACCOUNT, FindingKind.DIVERGENCE, FindingKind.GAP]),
        explanation=f"{one.party} and {other.party} do not line up on {one.issue}.",
        evidence=(one.evidence, other.evidence),
        rows=(one.id, other.id),
        party=one.party,
        parties=tuple(dict.fromkeys((one.party, other.party))),
        issue=one.issue,
        option=one.option,
        from_stance=Stance.OPEN,
        to_stance=one.stance,
        weight=round(pick.random(), 3),
        confidence=0.7,
    )
