"""Word against deed: a reported deed goes against the party's own promise.

Two forms. A truce that was promised or announced, and then somebody's fire: if nobody is named as the doer the
attribution is open, and where several had promised no party is named. Or a promise to keep, stop or not do something,
and then a deed of the same party on the same matter; also one that no event tells but that the party itself owns up
to. A passed deadline is unverified, and a deed that only an adversary alleges, or that breaks no promise of the doer's
own, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spadework.comparing.standing import FLOOR, Standing, finding
from spadework.comparing.wording import content, listed, shared
from spadework.model import (
    Attribution,
    Basis,
    Commitment,
    Event,
    Finding,
    FindingKind,
    Issue,
    Plover,
    Span,
    Status,
)

_TRUCE = re.compile(
    r"\b(?:truce|cease-?\s?fire|armistice|hold (?:its|their) fire|stop (?:firing|shooting)|hostilities"
    r"|(?:halt|pause|end|lull)\b.{0,30}\b(?:fight\w*|shell\w*|fire|firing|attacks?|strikes?)|silence the guns)\b",
    re.IGNORECASE,
)
_WATCHING = re.compile(
    r"\b(?:monitor|observ|verif|supervis|watch|control)", re.IGNORECASE
)  # of a truce, not the truce itself
_KEEPS = re.compile(
    r"""\b(?:not|never|no|nobody|none|keep|remain|continue|refrain|abstain|suspend|halt|stop|cease|hold|respect|observe|abide
    |freeze|maintain|avoid|spare|stay|as\slong\sas|so\slong\sas|while|for\sas\slong|during)\b|n['’]t\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Deeds by which a promise to leave things as they are is kept rather than broken.
_FRIENDLY = frozenset(
    {Plover.AGREE, Plover.SUPPORT, Plover.COOPERATE, Plover.AID, Plover.CONCEDE, Plover.RETREAT, Plover.CONSULT}
)


def find(standing: Standing) -> Iterator[Finding]:
    """Truces first, then other promises; one finding for each party and issue."""
    seen = set()
    for found in (*_broken_truces(standing), *_broken_promises(standing), *_admitted(standing)):
        key = found.party, found.issue
        if key not in seen:
            seen.add(key)
            yield found


def _events(standing: Standing) -> list[Event]:
    return [e for e in standing.record.coding.events if e.status is not Status.REJECTED and e.confidence >= FLOOR]


def _when(standing: Standing, event: Event) -> date | None:
    return event.on.last if event.on else standing.published.get(event.evidence.document)


def truce_issue(standing: Standing) -> Issue | None:
    """The issue of the agenda that is about laying down fire, if there is one."""
    for issue in standing.agenda.issues:
        if not _WATCHING.search(issue.name) and any(
            _TRUCE.search(t) or re.search(r"\btruce|cease-?fire", t, re.I)
            for t in (issue.name, *(o.text for o in issue.options))
        ):
            return issue
    return None


def _truce_promises(standing: Standing, issue: Issue | None) -> list[tuple[str, date | None, Span]]:
    """Who bound itself to a truce, since when, and where that is told."""
    told = [
        (c.party, c.made_on, c.evidence)
        for c in standing.record.coding.commitments
        if c.status is not Status.REJECTED and _TRUCE.search(c.action)
    ]
    if issue:
        told += [
            (p.party, standing.day(p), p.evidence)
            for p in standing.positions
            if p.issue == issue.id
            and p.stance.can_live_with
            and not re.match(r"no\b", issue.option(p.option).text, re.I)
        ]
    return told


def _broken_truces(standing: Standing) -> Iterator[Finding]:
    issue = truce_issue(standing)
    promises = _truce_promises(standing, issue)
    if not promises and not (announced := _announced(standing)):
        return
    fire = [e for e in _events(standing) if e.category is Plover.ASSAULT and e.attribution is Attribution.OPEN]
    for event in fire:
        day = _when(standing, event)
        before = [p for p in promises if day and p[1] and p[1] <= day and _in_force(standing, event)]
        if not before and (promises or not _in_force(standing, event)):
            continue
        parties = tuple(dict.fromkeys(p[0] for p in before))
        party = parties[0] if len(parties) == 1 else None
        source = before[-1][2] if before else announced[0]
        yield finding(
            standing,
            FindingKind.WORD_VS_DEED,
            f"A truce had been promised by {listed(map(standing.name, parties)) or 'the parties'}, and there was fire "
            "all the same; no document says whose.",
            (source, event.evidence),
            rows=(event.id,),
            party=party,
            issue=issue.id if issue else None,
            attribution=Attribution.OPEN,
            weight=0.9,
            confidence=0.7,
        )
        return


def _announced(standing: Standing) -> list[Span]:
    """Sentences of statements that tell of a truce."""
    return [
        s.content[0]
        for s in standing.record.statements
        if s.content and re.search(r"\btruce|cease-?fire", s.text, re.I)
    ]


def _in_force(standing: Standing, event: Event) -> bool:
    """Whether the document sets the fire against a truce: it names one near the deed."""
    text = standing.record.document(event.evidence.document).text
    return bool(
        re.search(
            r"\b(?:truce|cease-?fire|halt|pause)\b",
            text[max(0, event.evidence.start - 400) : event.evidence.end + 400],
            re.I,
        )
    )


def _broken_promises(standing: Standing) -> Iterator[Finding]:
    events = _events(standing)
    for promise in standing.record.coding.commitments:
        keeps = promise.deadline is None and _KEEPS.search(promise.action)
        if (
            promise.basis is not Basis.OWN
            or promise.status is Status.REJECTED
            or not keeps
            or _TRUCE.search(promise.action)
        ):
            continue
        deeds = [e for e in events if _against(standing, promise, e)]
        if deeds:
            event = max(deeds, key=lambda e: len(shared(standing.agenda, promise.action, e.evidence.quote)))
            yield _finding(
                standing,
                promise,
                (event.evidence, event.id, "is told:"),
                weight=0.95,
                confidence=min(promise.confidence, event.confidence),
            )


def _against(standing: Standing, promise: Commitment, event: Event) -> bool:
    """Whether the deed is the promiser's, later, unfriendly, not merely alleged, and on the same matter."""
    if event.source != promise.party or event.category in _FRIENDLY or event.alleged_by not in (None, promise.party):
        return False
    if event.evidence.document == promise.evidence.document and event.evidence.start <= promise.evidence.end:
        return False
    day = _when(standing, event)
    if promise.made_on and day and day < promise.made_on:
        return False
    common = shared(standing.agenda, promise.action, event.evidence.quote)
    return len(common) >= 2 or any(_is_name(promise.action, event.evidence.quote, word) for word in common)


_ADMITS = re.compile(
    r"\b(?:acknowledg\w+|admit\w*|own(?:s|ed)? up to|(?:did|does|do|would) not (?:dispute|deny))\b", re.IGNORECASE
)
_CONFIRMS = re.compile(r"\b(?:confirm\w*|conced\w+|regret\w*)\b", re.IGNORECASE)
_WILL_NOT = re.compile(
    r"\b(?:neither|nor|not|declin\w+|refus\w+) (?:to )?(?:confirm|concede|admit|acknowledge)", re.IGNORECASE
)
# A promise to leave something be for a time: "no new mines for as long as the mediation lasts".
_LEAVES_BE = re.compile(r"\b(?:no|not|nothing|nobody|none|never|neither|without|as usual)\b|n['’]t\b", re.IGNORECASE)
_FOR_A_TIME = re.compile(
    r"\b(?:as long as|while|until|till|during|in the meantime|meanwhile|pending|before)\b", re.IGNORECASE
)
_BEFORE = 320  # characters before an admission, in which the deed is told
_ALIKE = 2  # words that a promise and what is only confirmed have in common at least


def _admitted(standing: Standing) -> Iterator[Finding]:
    """What a party owns up to, where it had promised otherwise in an earlier document.

    Nobody owns up to keeping a promise: where the words are of owning up, and the promise was to leave things be for a
    time, nothing else need be shared.
    """
    promises = [
        c
        for c in standing.record.coding.commitments
        if c.basis is Basis.OWN and c.status is not Status.REJECTED and c.confidence >= FLOOR
    ]
    for said in standing.record.statements if promises else ():
        cue = said.cue.quote if said.cue else ""
        admits = bool(_ADMITS.search(cue))
        if not (said.party and said.content) or _WILL_NOT.search(cue) or not (admits or _CONFIRMS.search(cue)):
            continue
        text = standing.record.document(said.document).text
        told = text[max(0, said.content[0].start - _BEFORE) : said.content[-1].end]
        likely = []
        for n, c in enumerate(promises):
            if c.party == said.party and _earlier(standing, c.evidence, said.content[0]):
                common = len(shared(standing.agenda, f"{c.action} {c.evidence.quote}", told))
                leaves_be = _LEAVES_BE.search(c.action) and _FOR_A_TIME.search(c.action)
                if common >= _ALIKE or (admits and leaves_be):
                    likely.append((common, -n, c))
        if likely:
            _, _, promise = max(likely)
            yield _finding(
                standing,
                promise,
                (said.content[0], said.id, cue),
                weight=0.9,
                confidence=0.7 * min(promise.confidence, said.confidence),
            )


def _earlier(standing: Standing, a: Span, b: Span) -> bool:
    return a.document != b.document and standing.place(a) < standing.place(b)


def _is_name(a: str, b: str, stem: str) -> bool:
    """Whether both texts write the word as a name of a place or thing inside a sentence."""
    return all(any(stem in content(n) for n in re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)) for text in (a, b))


def _finding(
    standing: Standing, promise: Commitment, deed: tuple[Span, str, str], *, weight: float, confidence: float
) -> Finding:
    """`deed` is where it is told, the row that tells it, and what the party does by telling it ("acknowledged")."""
    place, row, tells = deed
    return finding(
        standing,
        FindingKind.WORD_VS_DEED,
        f"{standing.name(promise.party)} promised “{promise.action.strip(' .”“')}”; later it {tells} "
        f"“{place.quote.strip(' .”“')}”.",
        (promise.evidence, place),
        rows=(promise.id, row),
        party=promise.party,
        issue=promise.issue or _issue_of(standing, promise),
        attribution=Attribution.NAMED,
        weight=weight,
        confidence=confidence,
    )


def _issue_of(standing: Standing, promise: Commitment) -> str | None:
    """The issue on which the promise's own words show a position of the promiser."""
    rows: Sequence[tuple[int, str]] = [
        (_overlap(p.evidence, promise.evidence), p.issue)
        for p in standing.positions
        if p.party == promise.party and _overlap(p.evidence, promise.evidence) > 0
    ]
    best = max(rows, default=None)
    return best[1] if best else None


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start) if a.document == b.document else 0
