"""Statements to positions: which option, whose, what stance."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from spadework.coding.bounds import refused
from spadework.coding.clauses import EXCEPT
from spadework.coding.holders import Holder
from spadework.coding.judge import STANCES
from spadework.coding.matching import Match, Matcher
from spadework.coding.reversals import reversals, undone
from spadework.coding.stances import decides, stance_of, toward, weigh
from spadework.coding.units import Unit
from spadework.model import Agenda, Document, Position, Stance, Statement, row_id

OTHER_HANDS = 0.8  # by how much a position is less often right in cases by others than in those learnt from
ECHO = 0.7  # share of the confidence of the rival that the same party accepts
SAME_WORDS = 0.9  # the same where both are read in the same words
WANTED = 0.62  # how often what a condition demands is accepted by who demands it
PLAIN = 0.85  # how often a formula is right where it decides
REFUSED = 0.1  # chance by the network from which a rival of what is accepted is refused
SEEN = 0.3  # how sure that is: half of them are right, so nothing is concluded from one
LEAST = 0.2  # a row less sure than this is right less than one time in five
EVASIVE = 0.47  # below this a clause that evades mostly only mentions the option
LIMITS = 1.5  # how much more a stance that sets a limit counts than a plain one
BOTH_SURE = 0.7  # confidence of a refusal and of its opposite from which both are kept
_LIMITING = {Stance.CONDITIONAL, Stance.OPEN, Stance.NONCOMMITTAL}
REQUIRED = 0.35  # what a condition demands is often outside the agenda: a weak match is none


def positions(
    units: Iterable[Unit],
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    agenda: Agenda,
    matcher: Matcher,
) -> list[Position]:
    """Where the parties stand by what they say and by what is said of them.

    Who speaks of an option several times on one day, in one document, mostly has one stance towards it: that of the
    surest clause, where one that sets a limit ("if", "we could look at it") counts for more than a plain one.
    """
    best: dict[tuple[object, ...], Position] = {}
    asserted: set[str] = set()
    for unit in units:
        found = unit.matches(matcher)
        if not unit.requirement:
            found = [m for m in found if not _elsewhere(unit, m, matcher)]
            asserted = {m.issue for m in found}
        for match, stance, trust in _shown(unit, found, matcher):
            if unit.requirement and (match.issue in asserted or match.probability < REQUIRED):
                continue  # "a ban, if the ban is for all" is one position
            sure = match.probability * trust * OTHER_HANDS
            if sure < (EVASIVE if stance is Stance.NONCOMMITTAL else LEAST):
                continue
            for holder in unit.who:
                position = _position(unit, holder, match.issue, match.option, stance, sure)
                key = (*_about(position), stance is Stance.REJECTS)
                if key not in best or _weight(best[key]) < _weight(position):
                    best[key] = position
    _drop_doubtful(best)
    _drop_echoes(best)
    for position in reversals(statements, documents, agenda, matcher):
        best.setdefault((position.id,), position)
    order = {id: n for n, id in enumerate(documents)}
    return sorted(best.values(), key=lambda p: (order[p.evidence.document], p.evidence.start, -p.evidence.end))


def _shown(unit: Unit, found: Collection[Match], matcher: Matcher) -> Iterator[tuple[Match, Stance, float]]:
    """The stance that a unit shows towards each of these options, and how likely it is."""
    for match in found:
        if unit.requirement:  # what a party demands as its condition it wants
            yield match, Stance.ACCEPTS, WANTED
            continue
        if _contrasted(unit, match, matcher):
            yield match, Stance.REJECTS, PLAIN
            continue
        stance, trust = _stance(unit, match, matcher)
        beyond = list(refused(unit.text, match, matcher))
        yield from ((rival, Stance.REJECTS, PLAIN) for rival in beyond)
        if not (beyond and stance in (Stance.REJECTS, Stance.NONCOMMITTAL)):  # what lies beyond is refused, not this
            yield match, stance, trust
            if stance is Stance.ACCEPTS:
                yield from ((rival, Stance.REJECTS, SEEN) for rival in _set_against(unit, match, found, matcher))


# "A quota of sixty and not one of ninety", "a panel instead of a court": the second is refused. A time is none of it.
_CONTRAST = re.compile(
    r"(?:,|\band|;) not (?!only|just|merely|yet|until|before|even|least|to say|an? (?:hour|day|minute|moment)"
    r"|a \w+ (?:more|less))"
    r"|\b(?:instead of|in place of|as opposed to) ",
    re.IGNORECASE,
)


def _contrasted(unit: Unit, match: Match, matcher: Matcher) -> bool:
    """Whether the option is what another is set against, by its words."""
    cut = _CONTRAST.search(unit.text)
    head = unit.text[: cut.start()] if cut else ""
    if not cut or not head.strip() or stance_of(head, unit.cue)[0] is Stance.REJECTS:
        return False  # who refuses one thing instead of another wants the other
    before, after = (_named(unit, match, matcher, part) for part in (head, unit.text[cut.end() :]))
    return after > 2 * before


def _set_against(unit: Unit, match: Match, found: Collection[Match], matcher: Matcher) -> Iterator[Match]:
    """The rivals of what is accepted that the same words refuse, as the network sees it ("by our police and nobody
    else"), though by their words the clause would not be about them."""
    says = np.exp(matcher.judged(unit.document, unit.start, unit.end))
    others = {(m.issue, m.option) for m in found}
    for rival in matcher.rivals(match):
        chance = says[matcher.number(rival.issue, rival.option)]
        refuses, accepts = chance[STANCES.index("rejects")], chance[STANCES.index("accepts")]
        if refuses >= REFUSED and refuses > accepts and (rival.issue, rival.option) not in others:
            yield rival


def _elsewhere(unit: Unit, match: Match, matcher: Matcher) -> bool:
    """Whether it is what the clause hangs on, or what it leaves out, whose words name an option, not what is asserted.

    The network sees all parts together.
    """
    cut = EXCEPT.search(unit.clause.text)
    others = [text for text in (unit.clause.requirement, cut.group() if cut else "") if text]
    return bool(others) and max(_named(unit, match, matcher, t) for t in others) > 2 * _named(
        unit, match, matcher, unit.matter
    )


def _named(unit: Unit, match: Match, matcher: Matcher, text: str) -> float:
    """The chance that a part of the clause is about the match's option, by its words alone."""
    ranked = matcher.ranked(unit.document, unit.start, unit.end, text, alone=True)
    return next(m.probability for m in ranked if (m.issue, m.option) == (match.issue, match.option))


def _stance(unit: Unit, match: Match, matcher: Matcher) -> tuple[Stance, float]:
    """The stance of a clause towards an option, and how likely it is."""
    said, told = stance_of(unit.text, unit.cue, unit.hinge)
    # What is refused, where the option is its absence; and "ruled out", which the network does not see in the content.
    if toward(match.negative, said) is not said or decides(unit.cue):
        return toward(match.negative, said), PLAIN
    network = matcher.judged(unit.document, unit.start, unit.end)[matcher.number(match.issue, match.option)]
    return weigh(toward(match.negative, said), told, network[1 : len(STANCES)])


def _drop_echoes(rows: dict[tuple[object, ...], Position]) -> None:
    """Who accepts one option in a document does not accept its rival there, least of all in the same words: the weaker
    reading is an echo, unless it is of a time that is over."""
    strongest: dict[tuple[object, ...], Position] = {}
    for p in filter(_accepts, rows.values()):
        key = (p.evidence.document, p.party, p.issue, p.basis)
        if key not in strongest or strongest[key].confidence < p.confidence:
            strongest[key] = p
    for id, p in list(rows.items()):
        best = strongest.get((p.evidence.document, p.party, p.issue, p.basis))
        if best and _accepts(p) and p.option != best.option:
            least = SAME_WORDS if p.evidence.shared(best.evidence) else ECHO
            if p.confidence < least * best.confidence:
                del rows[id]


def _accepts(position: Position) -> bool:
    return position.stance is Stance.ACCEPTS and not position.until


def _about(p: Position) -> tuple[object, ...]:
    """Whose position it is, on what, where and when."""
    return p.evidence.document, p.party, p.actor, p.basis, p.by, p.issue, p.option, p.as_of, p.until


def _weight(position: Position) -> float:
    return position.confidence * (LIMITS if position.stance in _LIMITING else 1)


def _drop_doubtful(rows: dict[tuple[object, ...], Position]) -> None:
    """Who refuses a thing does not grant it on the same day. Where both are sure, or one breath has both ("ruled out
    troops, and is open to aircraft"), it is not quite the same thing."""
    for p in list(rows.values()):
        opposite = rows.get((*_about(p), p.stance is not Stance.REJECTS))
        if not opposite or opposite.statement == p.statement:
            continue
        if p.confidence < BOTH_SURE and _weight(p) < _weight(opposite):
            del rows[*_about(p), p.stance is Stance.REJECTS]


def _position(unit: Unit, holder: Holder, issue: str, option: str, stance: Stance, confidence: float) -> Position:
    statement, evidence = unit.clause.statement, unit.clause.span
    held = (holder.party, holder.actor, holder.by, issue, option, stance)
    over = undone(unit.document, unit.start, unit.end)
    return Position(
        id=row_id("p", *held, evidence.document, evidence.start, evidence.end),
        party=holder.party,
        actor=holder.actor,
        issue=issue,
        option=option,
        stance=stance,
        basis=holder.basis,
        by=holder.by,
        as_of=None if over else statement.day,
        until=statement.reported_on if over else None,
        evidence=evidence,
        statement=statement.id,
        confidence=round(confidence, 3),
    )
