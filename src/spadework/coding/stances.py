"""The stance of a clause towards what it is about, by the field's formulas.

The order of the tests matters: "does not rule out" holds a rejecting verb and is open; "declined to say whether it
would accept" holds an accepting one and is noncommittal.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spadework.model import Stance


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")", re.IGNORECASE)


_NOT = r"(?:not|n['’]t|never|no longer|hardly|scarcely|neither|nor)"
_LOOK = (
    r"(?:consider|look(?:ing)? (?:at|into)|examin|study|stud(?:y|ied)|discuss|explor|talk(?:ing)? about|think(?:ing)? about|"
    r"weigh|entertain|contemplat|listen|review|negotiat|studying|debat)"
)

_NONCOMMITTAL = _any(
    r"declin\w+ (?:\w+ ){0,3}to (?:say|comment|answer|discuss|be drawn|confirm|specify|speculate|reveal|elaborate|take)",
    r"(?:would|did|could|will) (?:not|n['’]t) (?:say|comment|be drawn|confirm or deny|speculate|elaborate|answer|discuss individual)",
    r"refus\w+ to (?:say|comment|be drawn|answer|discuss)",
    r"no comment|without comment|rather not|side ?step|dodg|evad\w+ the|avoid\w* (?:a |the )?(?:answer|question)",
    r"too (?:soon|early) to|premature|time will tell|cross that bridge|in due course|when the time comes",
    r"not (?:yet )?(?:for (?:me|her|him|us|them)|my place|decided|taken a (?:view|position|decision)|formed a view)",
    r"(?:yet to|has not|have not|had not|not yet) (?:yet )?(?:decid|form|tak\w+ a|adopt|reach\w* a (?:view|decision))",
    r"tak\w+ no (?:position|view|side)|no (?:position|view|instructions|opinion|decision)(?: on| as| about| either|\b)",
    r"neither yes nor no|neither (?:confirm|accept|agree)\w* nor|(?:a|one) (?:question|matter) for (?:the|others|another)",
    r"(?:nothing|no (?:date|assurance|promise|commitment|decision|undertaking)\w*) (?:of any sort )?(?:was|were|has been|had been|is) (?:\w+ )?(?:promised|agreed|decided|given|made|settled)",
    r"no (?:date|decision|assurance|promise)s? (?:had|has|have|was) been|gave no (?:assurance|answer|undertaking|promise)",
    r"(?:was|were|had been|has been) (?:discussed|mentioned|raised|passed to|noted)|took note|tak\w+ note",
    r"under (?:review|study|consideration)|being (?:studied|examined|reviewed)|let(?:'s| us) (?:wait|see)|wait and see",
    r"(?:played|plays|playing|play) down|remains? (?:to be seen|open)|leave (?:it|that) (?:open|there)|gives? no opinion",
    r"working group|speaks? on (?:\w+ ){0,2}matters|keep\w* (?:its|their|our|his|her) (?:options|counsel)",
)

_OPEN = _any(
    rf"(?:do(?:es)?|did|would|will|could|has|have|had|is|are|was|were|can|need|should) ?{_NOT} (?:\w+ )?"
    r"(?:rul\w+ \w* ?\w* ?out|exclud|dismiss|refus|reject|averse|oppos|object|stand in the way|closed?|clos\w+ the door|"
    r"turn\w* (?:it |that |them )?(?:down|away)|slam|unthinkable|block|veto|sa(?:y|id) no|out of (?:hand|the question)|hostile|against|preclud|discard|foreclos|shut)",
    r"(?:without|not|never|no one|nobody) (?:ruling|excluding|rejecting|ruled out|excluded|rejected|turned down|dismissed|refused)",
    r"(?:not|n['’]t|cannot) (?:be )?(?:excluded?|rul\w+ (?:\w+ )?out|unthinkable|out of the question|inconceivable|impossible|taboo|unwelcome|unreasonable)",
    r"nothing (?:in principle )?against|no objections?|no quarrel with|not averse|open[- ]?(?:to|minded)|(?:keep|kept|leav|left|remain)\w* (?:the )?(?:door|option) (?:open|ajar)|door (?:is|was|remains) (?:open|ajar)",
    rf"(?:prepared|ready|willing|happy|able|free|possible|prepared in principle) to (?:\w+ )?{_LOOK}",
    rf"(?:could|might|may|would|can|will) (?:\w+ )?(?:{_LOOK}|imagine|picture|conceive|envisage|see itself|live with|go along|contemplate|be (?:a )?(?:considered|discussed|talked|examined|looked|studied|negotiable|conceivable|possible|acceptable|prepared|open|ready|combined))",
    r"(?:is|was|are|were|be) (?:\w+ )?(?:conceivable|imaginable|negotiable|thinkable|worth (?:\w+ )?(?:look|consider|explor|study|examin|discuss|a|think))",
    r"worth (?:looking|considering|exploring|studying|examining|discussing|a try|thinking)|deserv\w+ to be|merits? (?:stud|consider|a look)|on the table|(?<!not )(?:something|one|figure|idea|number) (?:that |on which )?(?:we|I|they|he|she) (?:could|might|would|can (?:work|live))",
    r"interest(?:ed|ing) (?:in|idea)|a basis for|room for|flexible|see(?:s)? merit|with an open mind|not (?:the )?last word|could be (?:an|a|one)",
)

_REJECTS = _any(
    r"reject|refus(?:e|es|ed|al|ing)\b|rul(?:e|es|ed|ing) (?:\w+ ){0,3}out\b|exclud(?:e|es|ed|ing)\b|oppos(?:e|es|ed|ing|ition)|unacceptable|unthinkable|inadmissible",
    r"out of the question|non-?starter|red line|off the table|beyond (?:the |our |its )?(?:\w+['’]s )?means|not on (?:my|our|the|his|her|its|offer)|over my dead",
    r"(?:will|would|can|could|shall|do|does|did|is|are|was|were|must|may|has|have|had)(?: ?n[o'’]t| never|not)\b(?! only)",
    r"can(?:not|['’]t)|won['’]t|never|under no circumstances|on no account|not (?:acceptable|possible|negotiable|for (?:sale|negotiation)|available|serious|one (?:that|to)|something|going|prepared|willing|ready|an option|in favou?r|enough|interested|feasible|realistic)",
    r"(?:there )?(?:is|was|will be|would be|can be|could be|are) no(?:ne)?\b|(?:has|have|had|sees?|saw|with) no (?:intention|use|place|need|plan|interest|question|reason|room|legal|wish|part)",
    r"no (?:such|place|question|intention|need|use|way|deal|more|further|foreign|room)\b|object(?:s|ed|ion|ions)\b(?! to be)|against (?:it|them|this|that|the|any|a)\b|den(?:y|ies|ied)\b|dismiss|turn(?:s|ed|ing)? (?:\w+ ){0,3}(?:down|away)|declin(?:e|es|ed) to (?!say|comment|be|answer|discuss)",
    r"scrap the idea|thrown? (?:it|them) out|withdr(?:ew|awn) (?:its|the|his|her) (?:offer|proposal|support|threat)|(?:drop|dropped|drops) (?:a|the|its|his|her) (?:threat|demand|plan|idea|proposal)|unattainable|unrealistic|impossible|unworkable|too (?:many|much|high|low|short|long|little|few|far|costly|expensive|dangerous)|anything (?:short of|less than|but)|resist|block(?:s|ed)?\b|veto",
    r"would (?:empty|leave|destroy|ruin|bankrupt|cripple|harm|be (?:weaker|worse|a mistake|surrender|a disaster))|violat\w+|betray|surrender|does not satisfy|doesn['’]t satisfy|a substitute for|will not hear|give(?:n)? up (?:its|their|the|his|her) demand|short of what|not satisfied|no longer",
)

_NO_CONDITION = frozenset(
    {"depends on", "depended on", "depend on"}
)  # these say that something is open, not that it is granted

_WEAK_ACCEPT = _any(
    r"accept|agree|support|welcom|want|demand|insist|seek|ask(?:s|ed|ing)? for|call(?:s|ed|ing)? for|propos|offer|favou?r|back(?:s|ed)\b|endors|commit|undert|pledg|promis|prefer|request|urg|will\b|shall\b|must|need|has to|have to|had to|should|ready|prepared|willing|would|satisf|confirm|approv|adopt|stand by|insisted|require|expect|aim|necessary|essential|indispensable|only (?:solution|way|basis)|call\b|come first|in favou?r|position|figure|demand|goal|policy|stands?\b|remain|keep|grant|hand|lift|open|continu|sufficient|enough|welcome",
)


_FIRM = _any(
    r"(?:has|have|had|is|are|was) (?:not|never) (?:changed|moved|altered|in doubt)|(?:is|was|remains?|remained) unchanged|did not change",
    r"(?:no|not any) (?:other|alternative)|not (?:give up|abandon|drop|retreat from|withdraw (?:it|the (?:offer|proposal|demand)))|nothing (?:short of|less than|but)",
)
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
    if _NONCOMMITTAL.search(cue) and not _OPEN.search(cue):
        return Stance.NONCOMMITTAL, True
    conditional = is_condition(hinge)
    if _OPEN.search(cue):
        return Stance.OPEN, True
    if _REJECTS.search(cue):
        return (Stance.CONDITIONAL, True) if hinge == "unless" else (Stance.REJECTS, True)
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
    return Stance.ACCEPTS, bool(_WEAK_ACCEPT.search(whole))


def is_condition(hinge: str) -> bool:
    """Whether the word that a clause hangs by makes a condition of it."""
    return bool(hinge) and hinge not in _NO_CONDITION


def toward(negative: bool, stance: Stance) -> Stance:
    """The stance towards an option that is worded as the absence of something ("No drones").

    A clause that refuses the thing accepts its absence.
    """
    if negative and stance is Stance.REJECTS:
        return Stance.ACCEPTS
    return stance
