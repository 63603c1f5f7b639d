"""The stance of a clause towards what it is about, by the field's formulas and by the network.

The order of the tests matters: "does not rule out" holds a rejecting verb and is open; "declined to say whether it
would accept" holds an accepting one and is noncommittal.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from spadework.coding.formulas import formulas
from spadework.coding.judge import STANCES
from spadework.model import Stance
from spadework.weights import stored

if TYPE_CHECKING:
    from spadework.coding.judge import Floats

_FORMULAS = formulas("stances")
_NONCOMMITTAL, _OPEN, _REJECTS = _FORMULAS["noncommittal"], _FORMULAS["open"], _FORMULAS["rejects"]
_FIRM, _ACCEPTS = _FORMULAS["firm"], _FORMULAS["accepts"]
# These say that something is open, not that it is granted.
_NO_CONDITION = frozenset({f"depend{s} {on}" for s in ("", "s", "ed") for on in ("on", "upon")})
_WAITS = re.compile(r"\b(?:declin|refus)\w*$", re.IGNORECASE)
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_NOT_EXCLUDED = re.compile(r"\b(?:not|n['’]t|never) (?:\w+ )?(?:exclud|rul\w+ \w* ?\w* ?out)", re.IGNORECASE)
# Who keeps a thing as it is until something happens, or while it lasts, wants it so.
_LASTS = re.compile(r"\b(?:until|while|for as long as)$")
_STAYS = re.compile(
    r"\b(?:stay|remain|keep|kept|hold|held|stand|stood|continu|maintain|leave|left|sit|rest)\w*\b|"
    r"\b(?:go|goes|carry|carries) on\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nothing|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_ASIDE = re.compile(r",? \b(?:who|whose|which)\b[^,]*")


@lru_cache(maxsize=4096)
def stance_of(main: str, cue: str = "", hinge: str = "") -> tuple[Stance, bool]:
    """The stance that a clause shows, and whether a formula shows it (else it is only the default, accepts).

    Args:
        main: the asserted part of the clause.
        cue: the words that report it; "ruled out" or "declined to say" decide where the clause itself does not.
        hinge: the word by which it hangs on something, as `clauses` gives it.
    """
    whole = f"{cue} {main}".strip()
    # "declined" and "refused" wait for their verb: to say, or to do.
    head = f"{cue} {' '.join(main.split()[:4])}" if _WAITS.search(cue) else cue
    if _NONCOMMITTAL.search(head) and not _OPEN.search(cue):
        return Stance.NONCOMMITTAL, True
    conditional = is_condition(hinge) and not keeps(main, hinge)
    if _OPEN.search(cue):
        return Stance.OPEN, True
    if _REJECTS.search(cue):
        if hinge == "unless":
            return Stance.CONDITIONAL, True
        # "denied that it had refused" leaves the door open
        return (Stance.OPEN if _DENIES.search(cue) and _REJECTS.search(main) else Stance.REJECTS), True
    if conditional and _NOT_EXCLUDED.search(main):
        return Stance.OPEN, True
    if conditional:
        return Stance.CONDITIONAL, True
    if _OPEN.search(whole):
        return Stance.OPEN, True
    if _NONCOMMITTAL.search(whole):
        return Stance.NONCOMMITTAL, True
    if _FIRM.search(main):
        return Stance.ACCEPTS, True
    if _REJECTS.search(_ASIDE.sub("", main)):  # what a relative clause refuses is another matter
        return Stance.REJECTS, True
    return Stance.ACCEPTS, bool(_ACCEPTS.search(whole))


KINDS = tuple(Stance(name) for name in STANCES[1:])


def weigh(formula: Stance, told: bool, network: Floats) -> tuple[Stance, float]:
    """The likeliest stance by the formulas and the network together, and how likely it is.

    A log-linear model of how often each formula is right and what the network says; `training/stances.py` fits it.

    Args:
        formula: as `stance_of` gives it, turned round where the option is worded as an absence.
        told: whether a formula shows it.
        network: log-probabilities [5] of the stances, in the order of `KINDS`; their sum does not matter.
    """
    model = stored("stances.json")
    shares = model["shares"].get(f"{formula} {'told' if told else 'by default'}", _EVEN)
    scores = [
        model["network"] * float(says) + model["formula"] * math.log(share) + model[kind]
        for kind, says, share in zip(KINDS, network, shares, strict=True)
    ]
    highest = max(scores)
    raised = [math.exp(x - highest) for x in scores]
    best = scores.index(highest)
    return KINDS[best], raised[best] / sum(raised)


_EVEN = (0.2,) * len(KINDS)


def decides(cue: str) -> bool:
    """Whether the words that report something decide the stance ("ruled out"), whatever follows."""
    return bool(_OPEN.search(cue) or _REJECTS.search(cue) or _NONCOMMITTAL.search(cue))


def denies(cue: str) -> bool:
    """Whether the words that report something deny it."""
    return bool(_DENIES.search(cue))


def is_condition(hinge: str) -> bool:
    """Whether the word that a clause hangs by makes a condition of it."""
    return bool(hinge) and hinge not in _NO_CONDITION


def keeps(main: str, hinge: str) -> bool:
    """Whether a clause keeps something as it is until something else happens, or while it lasts."""
    return bool(_LASTS.search(hinge) and _STAYS.search(main) and not _NOT.search(main))


def toward(negative: bool, stance: Stance) -> Stance:
    """The stance towards an option that is worded as the absence of something ("No drones").

    A clause that refuses the thing accepts its absence.
    """
    if negative and stance is Stance.REJECTS:
        return Stance.ACCEPTS
    return stance
