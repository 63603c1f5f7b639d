"""Turns that one sentence tells: "has dropped its demand for ...", "threatened ..., only to adopt ...".

The sentence tells two positions: one that was given up by the day of the report (`Position.until`), and the one that
took its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spadework.coding.holders import names
from spadework.coding.matching import Matcher
from spadework.model import Agenda, Basis, Document, Position, Stance, Statement, row_id
from spadework.text import sentences

_GIVEN_UP = re.compile(
    r"""\b(?:(?:has|have|had)\s+)?(?:(?:now|since|also|quietly|finally|apparently|meanwhile|effectively)\s+)?
    (?:dropped|drops|abandoned|abandons|shelved|gave\s+up|given\s+up|gives\s+up|withdrew|withdrawn|withdraws|renounced|scrapped|
       retreated\s+from|backed\s+(?:away|off|down)\s+(?:from|on)|walked\s+back|walked\s+away\s+from|retracted|let\s+go\s+of|
       climbed\s+down\s+(?:from|over)|went\s+back\s+on|gone\s+back\s+on|reversed|lifted)\s+
    (?:(?:a|an|the|its|his|her|their|our|any|all|earlier|previous|former|long-?standing|old|initial|original|own)\s+)*
    (?P<noun>threats?|demands?|insistence|calls?|claims?|requests?|plans?|proposals?|offers?|support|pledges?|promises?|conditions?|
       opposition|objections?|resistance|refusal|veto|reservations?)\s+
    (?:of|for|to|that|on|against|about)\s+(?P<object>[^.,;:?]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\bno longer (?:insist(?:s|ed|ing)? (?:on|that)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)? for|want(?:s|ed)?|"
    r"call(?:s|ed|ing)? for|seek(?:s|ing)?|sought|oppos(?:e|es|ed|ing)|object(?:s|ed)? to|"
    r"rejects?|rul(?:es|ed) out) (?P<object>[^.,;:?]+)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"oppos|object|resist|refus|veto|reserv|reject|rul", re.IGNORECASE)
_WE = re.compile(r"\b(?:[Ww]e|I)\b")
# A turn that is denied, asked for or supposed is none.
_UNREAL = re.compile(
    r"\b(?:not|never|no one|nobody|nor|neither|if|unless|whether|should|would|could|might|may|must|until|once|"
    r"den(?:y|ies|ied)|doubts?|wants?|urged?|ask(?:s|ed)?|demand(?:s|ed)?)\b|n['’]t\b|^[“\"]?(?:has|have|had|did|does|will)\b",
    re.IGNORECASE,
)
# What comes after this undoes what came before it.
_THEN = re.compile(
    r",?\s+(?:only\s+to|but\s+(?:has|have|had)?\s*(?:since|later|then|now)|before\s+(?:changing|reversing|relenting|backing))\b"
)


def undone(document: Document, start: int, end: int) -> bool:
    """Whether the sentence goes on, after this clause of it, to say that it was undone."""
    return bool(_THEN.match(document.text, end) or _THEN.search(document.text, max(start, end - 12), end + 12))


def reversals(
    statements: Sequence[Statement], documents: Mapping[str, Document], agenda: Agenda, matcher: Matcher
) -> list[Position]:
    """The position given up and the one that took its place, for every such sentence whose holder is plain."""
    found = []
    for document in documents.values():
        own = [s for s in statements if s.document == document.id]
        for first, last in sentences(document.text):
            sentence = document.text[first:last]
            for turn in (*_GIVEN_UP.finditer(sentence), *_NO_LONGER.finditer(sentence)):
                if _UNREAL.search(sentence[: turn.start()]) or sentence.endswith("?"):
                    continue
                holder = _holder(agenda, own, document, first, first + turn.start())
                basis, by = _account(own, holder, first + turn.start())
                at, to = first + turn.start("object"), first + turn.end("object")
                matches = matcher.match(document, at, to, turn["object"], requirement=True) if holder else []
                if not holder or not matches:
                    continue
                against = bool(_AGAINST.search(turn.group()[: turn.start("object") - turn.start()]))
                before, after = (Stance.REJECTS, Stance.OPEN) if against else (Stance.ACCEPTS, Stance.REJECTS)
                evidence = document.span(first, first + len(sentence.rstrip()))
                for stance, as_of, until in ((before, None, document.published), (after, document.published, None)):
                    found.append(
                        Position(
                            id=row_id("p", holder, matches[0].issue, matches[0].option, stance, document.id, first),
                            party=holder,
                            issue=matches[0].issue,
                            option=matches[0].option,
                            stance=stance,
                            evidence=evidence,
                            basis=basis,
                            by=by,
                            as_of=as_of,
                            until=until,
                            confidence=round(matches[0].probability, 3),
                        )
                    )
    return found


def _account(own: Sequence[Statement], holder: str | None, verb: int) -> tuple[Basis, str | None]:
    """By whose account the turn is told: what another party or an outsider says of the holder is ascribed."""
    inside = [s for s in own if any(p.start <= verb < p.end for p in s.content)]
    if not inside or inside[-1].party == holder:
        return Basis.OWN, None
    return Basis.ASCRIBED, inside[-1].party


def _holder(agenda: Agenda, own: Sequence[Statement], document: Document, first: int, verb: int) -> str | None:
    """The party before the verb: named in the sentence, else "we" of a speaker, else the "he" who spoke just before."""
    subject = document.text[first:verb]
    places = {
        p: max((m.start() for m in pattern.finditer(subject)), default=-1) for p, pattern in names(agenda).items()
    }
    party = max(places, key=places.__getitem__, default=None)
    if party is not None and places[party] >= 0:
        return party
    inside = [s for s in own if any(p.start <= verb < p.end for p in s.content)]
    if inside and (_WE.search(subject) or not subject.strip()):
        return inside[-1].party
    earlier = [s for s in own if s.content[-1].end <= verb and first - s.content[-1].end < 400]
    if re.search(r"\b(?:he|she|it|they)\b", subject, re.IGNORECASE) and earlier:
        return max(earlier, key=lambda s: s.content[-1].end).party
    return None
