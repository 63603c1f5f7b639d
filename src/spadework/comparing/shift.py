"""Shift: the same party stands elsewhere on the same option at a later day.

Never a contradiction: time explains it. Two voices of the party at about the same time are a divergence, not a shift;
saying the old thing in other words is none; neither is what others ascribe to the party, nor a question that is
dodged, which takes nothing back. Between kinds of willingness
(open, conditional, accepts) a shift is only believed when weeks lie between, for there one wording passes for
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spadework.comparing.standing import ONE_LINE, REAFFIRMED, SURE, Standing, finding
from spadework.comparing.voices import opposed, same_voice, voice
from spadework.comparing.wording import alike
from spadework.model import Basis, Finding, FindingKind, Position, Stance

SOFT_DAYS = 14
SENTENCE = 400  # characters within which a sentence that tells of a turn names what came instead
_WORDS = {
    Stance.ACCEPTS: "accepting",
    Stance.OPEN: "being open to",
    Stance.CONDITIONAL: "conditionally accepting",
    Stance.NONCOMMITTAL: "leaving open",
    Stance.REJECTS: "rejecting",
}


def find(standing: Standing) -> Iterator[Finding]:
    """Shifts between positions that follow one another in time."""
    for voices in standing.voices.values():
        for before, after in pairwise(_one_a_day(standing, voices)):
            if (
                _moved(standing, before, after)
                and not _two_voices(standing, before, after, voices)
                and not _taken_back(standing, after, voices)
            ):
                yield _finding(standing, before, after)
    yield from _told(standing)


def _told(standing: Standing) -> Iterator[Finding]:
    """Shifts that the text itself tells: a position given up, and what the same sentence puts in its place.

    That there was a turn is sure, so the two positions need not be as sure as two that only lie apart in time.
    """
    told: set[tuple[str, str]] = set()
    for before in sorted(standing.given_up, key=lambda p: -p.confidence):
        here = [
            p
            for p in standing.positions
            if (p.party, p.issue) == (before.party, before.issue) and p.basis is Basis.OWN and _same_sentence(before, p)
        ]
        turned = [p for p in here if p.option == before.option and opposed(before.stance, p.stance)]
        replaced = [
            p for p in here if p.option != before.option and p.stance.can_live_with and before.stance.can_live_with
        ]
        if (turned or replaced) and (before.party, before.issue) not in told:
            told.add((before.party, before.issue))
            after = max(turned or replaced, key=lambda p: p.confidence)
            yield (_finding if turned else _replaced)(standing, before, after)


def _same_sentence(before: Position, after: Position) -> bool:
    return before.evidence.document == after.evidence.document and (
        0 <= after.evidence.start - before.evidence.start <= SENTENCE
    )


def _replaced(standing: Standing, before: Position, after: Position) -> Finding:
    """One option left for its rival. Where the party stood on the rival before, nobody says."""
    told = (
        f"{standing.name(after.party)} gave up {standing.option(before.issue, before.option)} for "
        f"{standing.option(after.issue, after.option)} on {standing.issue(after.issue)}, as told on "
        f"{standing.dated(after)}."
    )
    return _shift(standing, before, after, told, None, 0.85)


def _one_a_day(standing: Standing, rows: tuple[Position, ...]) -> list[Position]:
    """The surest position of each day: what one day's words leave unclear is no move."""
    days: dict[object, Position] = {}
    for row in rows:
        day = standing.day(row)
        if day not in days or row.confidence > days[day].confidence:
            days[day] = row
    return list(days.values())


def _moved(standing: Standing, before: Position, after: Position) -> bool:
    if (
        min(before.confidence, after.confidence) < SURE
        or before.stance is after.stance
        or alike(before.evidence.quote, after.evidence.quote) > 0.7
    ):
        return False
    if after.stance is Stance.NONCOMMITTAL:
        return False
    if before.stance.can_live_with and after.stance.can_live_with:
        return (standing.day(after) - standing.day(before)).days >= SOFT_DAYS
    return True


def _two_voices(standing: Standing, before: Position, after: Position, voices: Sequence[Position]) -> bool:
    """Whether two voices differ and no party moved: at odds in the same days, or the later said so before."""
    if same_voice(voice(before), voice(after)):
        return False
    if voice(after) is not None and standing.differ(before, after, voices):
        return True
    return opposed(before.stance, after.stance) and any(
        r.stance is not Stance.NONCOMMITTAL
        and r.stance.can_live_with == after.stance.can_live_with
        and standing.day(r) < standing.day(before)
        and (same_voice(voice(r), voice(after)) or (voice(after) is None and _recent(standing, r, after)))
        for r in voices
        if r.id != after.id
    )


def _taken_back(standing: Standing, after: Position, voices: Sequence[Position]) -> bool:
    """Whether another of the party says the opposite within the day: then it has not settled on a new line."""
    return any(
        opposed(r.stance, after.stance)
        and r.confidence >= SURE
        and 0 <= (standing.day(r) - standing.day(after)).days <= 1
        and not same_voice(voice(r), voice(after))
        for r in voices
    )


def _recent(standing: Standing, old: Position, new: Position) -> bool:
    return (standing.day(new) - standing.day(old)).days <= ONE_LINE + REAFFIRMED


def _finding(standing: Standing, before: Position, after: Position) -> Finding:
    since = "until then" if before.until else standing.dated(before)
    told = (
        f"{standing.name(after.party)} moved from {_WORDS[before.stance]} {standing.option(after.issue, after.option)} "
        f"({since}) to {_WORDS[after.stance]} it ({standing.dated(after)}) "
        f"on {standing.issue(after.issue)}."
    )
    weight = 0.85 if opposed(before.stance, after.stance) else 0.6
    return _shift(standing, before, after, told, before.stance, weight)


def _shift(
    standing: Standing, before: Position, after: Position, told: str, from_stance: Stance | None, weight: float
) -> Finding:
    return finding(
        standing,
        FindingKind.SHIFT,
        told,
        (before.evidence, after.evidence),
        rows=(before.id, after.id),
        party=after.party,
        issue=after.issue,
        option=after.option,
        from_stance=from_stance,
        to_stance=after.stance,
        weight=weight,
        confidence=min(before.confidence, after.confidence),
    )
