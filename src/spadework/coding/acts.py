"""What a speaker does by saying it, told from the cue and, where that only reports, from the words themselves."""

from __future__ import annotations

import re

from spadework.coding.stances import stance_of
from spadework.model import Act, Directness, SpeechAct, Stance, Statement, row_id

# In this order: "refused to promise" rejects. Each is looked for in the cue, and then in the content.
_CUES = {
    Act.DENIES: r"den(?:y|ies|ied|ying)|disput|contradict|rebut|disavow|not true|played? down|plays down",
    Act.REJECTS: r"reject|refus|rul\w+ out|dismiss|turn\w* down|declin|oppos|object|exclud|scorn|spurn|rebuff|veto",
    Act.ACCUSES: r"accus|blam|condemn|denounc|deplor|criticis|criticiz|complain|alleg|charged|protest|slam|lambast|rebuk",
    Act.THREATENS: r"threaten|warn|vow\w* to (?:retaliate|respond|strike)",
    Act.COMMITS: r"promis|pledg|undert|vow|commit|guarantee|swor|assur|gave (?:an assurance|\w+ word)",
    Act.OFFERS: r"offer|propos|suggest|put forward|volunteer|table[ds]\b",
    Act.REQUESTS: r"demand|call\w* (?:for|on|upon)|ask|urg|request|insist|want|seek|appeal|press\w*|requir|would like|invit",
    Act.AGREES: r"agree|accept|welcom|endors|approv|support|back(?:s|ed)\b|concur|consent|confirm|embrac|prais|thank",
    Act.EVALUATES: r"think|believ|expect|consider|call(?:s|ed|ing)?\b|describ|doubt|fear|hope|predict|judg|regard|estimat|reckon|opinion|view|feel|felt|question",
}
_WORDS = {
    Act.DENIES: r"no such|(?:is|was) (?:not true|untrue|false|a lie)|never (?:said|made|offered|promised|agreed)|did not (?:say|offer|promise|agree)",
    Act.REJECTS: r"(?:will|shall|can|could|would|do|does) ?(?:not|n['’]t|never) (?:\w+ )?(?:accept|agree|allow|sign|negotiat|withdraw)|cannot accept|unacceptable|out of the question|we (?:reject|refuse|oppose)",
    Act.ACCUSES: r"(?:has|have) (?:violated|broken|breached|betrayed)|to blame|guilty of|provocation|aggression|bad faith",
    Act.THREATENS: r"consequences|retaliat|or else|will (?:respond|answer) with|will pay for",
    Act.COMMITS: r"(?:we|I) (?:will|shall|undertake|promise|pledge|commit)|(?:is|are) committed to",
    Act.OFFERS: r"(?:we|I) (?:propose|offer|suggest)|(?:is|are|was|were) (?:prepared|ready|willing) to|could (?:imagine|consider)|our (?:offer|proposal)",
    Act.REQUESTS: r"(?:we|I) (?:want|demand|ask|call|urge|need|insist)|must\b|should\b|has to|have to|had to",
    Act.AGREES: r"(?:we|I) (?:agree|accept|support|welcome|endorse)|(?:is|are|was|were) acceptable|has agreed|have agreed",
    Act.EVALUATES: r"(?:good|bad|unusual|serious|difficult|chaotic|mess|important|unrealistic|positive|constructive|disappoint\w*|progress)\b",
}  # fmt: skip
_IN_CUE = {act: re.compile(rf"\b(?:{p})", re.IGNORECASE) for act, p in _CUES.items()}
_IN_WORDS = {act: re.compile(rf"\b(?:{p})", re.IGNORECASE) for act, p in _WORDS.items()}
_NEGATED = re.compile(r"\b(?:not|n['’]t|never)\b|n['’]t\b", re.IGNORECASE)
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
            if negated and kind in (Act.AGREES, Act.OFFERS, Act.COMMITS):
                return _row(statement, Act.REJECTS, 0.6)
            return _row(statement, kind, 0.8)
    for kind, pattern in _IN_WORDS.items():
        if pattern.search(statement.text):
            return _row(statement, kind, 0.6 if statement.directness is Directness.DIRECT else 0.5)
    return _row(statement, Act.INFORMS, 0.5)


def _row(statement: Statement, kind: Act, confidence: float) -> SpeechAct:
    return SpeechAct(id=row_id("a", statement.id, kind), statement=statement.id, act=kind, confidence=confidence)
