"""The closed vocabularies, as the field names them."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a party is in these talks."""

    PRINCIPAL = "principal"
    MEDIATOR = "mediator"
    OBSERVER = "observer"


class Nature(StrEnum):
    """Whether an issue is about the matter or about the way of talking about it."""

    SUBSTANCE = "substance"
    PROCESS = "process"


class Directness(StrEnum):
    """Whose words the content is in."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a speaker does by saying it, apart from where it leaves the party on an issue."""

    COMMITS = "commits"
    OFFERS = "offers"
    REQUESTS = "requests"
    THREATENS = "threatens"
    ACCUSES = "accuses"
    DENIES = "denies"
    REJECTS = "rejects"
    AGREES = "agrees"
    INFORMS = "informs"
    EVALUATES = "evaluates"


class Stance(StrEnum):
    """Where a party stands towards an option. "We do not rule it out" is open."""

    ACCEPTS = "accepts"
    OPEN = "open"
    CONDITIONAL = "conditional"
    NONCOMMITTAL = "noncommittal"
    REJECTS = "rejects"

    @property
    def can_live_with(self) -> bool:
        """At least open to the option."""
        return self in (Stance.ACCEPTS, Stance.OPEN, Stance.CONDITIONAL)


class Basis(StrEnum):
    """Who says that a party holds a position: its own voices, or somebody else."""

    OWN = "own"
    ASCRIBED = "ascribed"


class ConditionKind(StrEnum):
    """Precondition: first A, then B. Reciprocity: A if they do A too. Exception: all but A."""

    PRECONDITION = "precondition"
    RECIPROCITY = "reciprocity"
    EXCEPTION = "exception"


class CommitmentStatus(StrEnum):
    """Past its deadline with no report a commitment is unverified, never broken."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


class Attribution(StrEnum):
    """Whether the doer of a deed is named."""

    NAMED = "named"
    OPEN = "open"


class Plover(StrEnum):
    """PLOVER's root categories of events (Open Event Data Alliance, PLOVER codebook)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class FindingKind(StrEnum):
    """What comparing brings up; each is defined in the module of `comparing` that carries its name."""

    SHIFT = "shift"
    CONTESTED_ACCOUNT = "contested_account"
    DIVERGENCE = "divergence"
    WORD_VS_DEED = "word_vs_deed"
    CIRCULAR_PRECONDITIONS = "circular_preconditions"
    GAP = "gap"
    OVERLAP = "overlap"
    UNVERIFIED_COMMITMENT = "unverified_commitment"
    SINGLE_SOURCE = "single_source"


class Status(StrEnum):
    """The machine proposes, the analyst disposes."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Shape(StrEnum):
    """How an uncertain number is spread between its ends."""

    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    NORMAL = "normal"


class OriginKind(StrEnum):
    """Where a number of a scenario comes from."""

    QUOTE = "quote"
    ANALYST = "analyst"
    DEFAULT = "default"


class ConstraintKind(StrEnum):
    """How the options of a package may hang together."""

    REQUIRES = "requires"
    EXCLUDES = "excludes"
    EXACTLY_ONE_OF = "exactly_one_of"


class RowKind(StrEnum):
    """The kinds of rows that people accept, correct or reject."""

    STATEMENT = "statement"
    ACT = "act"
    POSITION = "position"
    CONDITION = "condition"
    COMMITMENT = "commitment"
    EVENT = "event"
    FINDING = "finding"
    ISSUE_NOTE = "issue_note"


CODED = (RowKind.ACT, RowKind.POSITION, RowKind.CONDITION, RowKind.COMMITMENT, RowKind.EVENT)
"""The kinds that coding makes of statements."""


class Change(StrEnum):
    """What a revision did to a row. What was settled of actors for many rows at once is no decision about the row."""

    ENTERED = "entered"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ATTRIBUTED = "attributed"
    REJECTED = "rejected"
    REMOVED = "removed"
    RESTORED = "restored"
