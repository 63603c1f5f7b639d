"""The nouns: frozen dataclasses that know nothing of files, stages or screens."""

from spadework.model.agenda import Actor, Agenda, Issue, Option, Party
from spadework.model.document import DateRange, Document, Span
from spadework.model.json import from_json, to_json
from spadework.model.ledger import Coding, Record
from spadework.model.rows import (
    Commitment,
    Condition,
    Event,
    Finding,
    Position,
    SpeechAct,
    Statement,
    row_id,
)
from spadework.model.scenario import Constraint, Package, Preference, Scenario, Value
from spadework.model.values import (
    Act,
    Attribution,
    Basis,
    CommitmentStatus,
    ConditionKind,
    Directness,
    FindingKind,
    Nature,
    Plover,
    Role,
    Stance,
    Status,
)

__all__ = [
    "Act",
    "Actor",
    "Agenda",
    "Attribution",
    "Basis",
    "Coding",
    "Commitment",
    "CommitmentStatus",
    "Condition",
    "ConditionKind",
    "Constraint",
    "DateRange",
    "Directness",
    "Document",
    "Event",
    "Finding",
    "FindingKind",
    "Issue",
    "Nature",
    "Option",
    "Package",
    "Party",
    "Plover",
    "Position",
    "Preference",
    "Record",
    "Role",
    "Scenario",
    "Span",
    "SpeechAct",
    "Stance",
    "Statement",
    "Status",
    "Value",
    "from_json",
    "row_id",
    "to_json",
]
