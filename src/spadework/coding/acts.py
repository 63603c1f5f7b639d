"""What a speaker does by saying it, told from the cue and, where that only reports, from the words themselves."""

from __future__ import annotations

import re

from spadework.coding.formulas import formulas
from spadework.coding.stances import stance_of
from spadework.model import Act, Directness, SpeechAct, Stance, Statement, row_id

# In the order of the file: "refused to promise" rejects.
_FORMULAS = formulas("acts")
_IN_CUE = {Act(name.split()[1]): p for name, p in _FORMULAS.items() if name.startswith("cue ")}
_IN_WORDS = {Act(name.split()[1]): p for name, p in _FORMULAS.items() if name.startswith("words ")}
# "has not threatened", "has dropped its demand"
_NEGATED = re.compile(r"\b(?:not|never|dropp?\w*|abandon\w*|g[ai]ven? up|withdr[ae]wn?)\b|n['’]t\b", re.IGNORECASE)
_OF_A_REJECTION = (Act.REJECTS, Act.DENIES)


def act(statement: Statement) -> SpeechAct:
    """The speech act of a statement; informing when nothing tells otherwise."""
    cue = statement.cue.quote if statement.cue else ""
    if cue and stance_of("", cue, "") == (Stance.NONCOMMITTAL, True):
        return _row(statement, Act.INFORMS, 0.6)
    for kind, pattern in _IN_CUE.items():
        if pattern.search(cue):
            # "has not excluded" opens a door: an offer rather than a refusal
            negated = bool(_NEGATED.search(cue))
            if negated and kind in _OF_A_REJECTION:
                return _row(statement, Act.OFFERS, 0.5)
            if negated and kind in (Act.THREATENS, Act.REQUESTS, Act.ACCUSES):
                return _row(statement, Act.INFORMS, 0.5)
            if negated and kind in (Act.AGREES, Act.OFFERS, Act.COMMITS):
                return _row(statement, Act.REJECTS, 0.6)
            return _row(statement, kind, 0.8)
    for kind, pattern in _IN_WORDS.items():
        if pattern.search(statement.text):
            return _row(statement, kind, 0.6 if statement.directness is Directness.DIRECT else 0.5)
    return _row(statement, Act.INFORMS, 0.5)


def _row(statement: Statement, kind: Act, confidence: float) -> SpeechAct:
    return SpeechAct(id=row_id("a", statement.id, kind), statement=statement.id, act=kind, confidence=confidence)
