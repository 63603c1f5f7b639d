"""From a stance to a value, from emphasis to a weight, from a flat refusal to a red line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log2

from spadework.model import Basis, Origin, OriginKind, Position, RedLine, Span, Stance, Value
from spadework.settling.drafting.standing import Key, Standing, counts, sure

Ends = tuple[float, float, float]

# The least, the likely and the most that an option is worth to whoever takes this stance, on 0 to 1. They are wide:
# words tell the order of options well and their distance badly.
STANCES: dict[Stance, Ends] = {
    Stance.ACCEPTS: (0.7, 0.9, 1.0),
    Stance.OPEN: (0.4, 0.65, 0.9),
    Stance.CONDITIONAL: (0.3, 0.6, 0.9),
    Stance.NONCOMMITTAL: (0.1, 0.5, 0.9),
    Stance.REJECTS: (0.0, 0.1, 0.3),
}
UNKNOWN: Ends = (0.0, 0.5, 1.0)
BESIDE: Ends = (0.0, 0.35, 0.8)  # an option passed over by a party that wants its rival
ASCRIBED = 0.5  # what others say of a party counts half
FLAT = 0.5  # how sure a refusal must be to be a red line
QUOTES = 4  # at most, behind one number
ROWS = 200  # likewise

_EMPHATIC = re.compile(
    r"\b(?:never|must(?! have)|insists?|insisted|absolutely|categorical(?:ly)?|red lines?|non-negotiable|"
    r"not negotiable|"
    r"under no circumstances|out of the question|unconditional(?:ly)?|essential|vital|crucial|paramount|priority|"
    r"first and foremost|above all|cannot accept|unacceptable|not one|in any (?:form|case)|of any kind|whatsoever)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:at (?:this|the present) (?:stage|time|moment|point)|at present|for now|for the moment|for the time being|"
    r"not yet|yet to|premature|too early|too soon|currently|unless|until|prefers?|preferred|preference|sceptical|"
    r"skeptical|doubts?|"
    r"concern(?:s|ed)?|reservations?|difficult(?:y|ies)?|no need|not (?:convinced|persuaded|our first choice|ideal)|"
    r"first choice|reluctan(?:t|ce)|hardly|unlikely)\b",
    re.IGNORECASE,
)


def value(standing: Standing, key: Key) -> Value:
    """What the option is worth to the party, with everything that it was drafted from."""
    rows = standing.current(key)
    if not rows:
        wants = standing.wants_another(key)
        ends = BESIDE if wants else UNKNOWN
        note = "nothing said; it accepts another option" if wants else "nothing said"
        return _value(ends, Origin(kind=OriginKind.DEFAULT, note=note))
    each = [(_softened(STANCES[p.stance], _strength(p)), _strength(p)) for p in rows]
    total = sum(strength for _, strength in each)
    ends = (
        min(e[0] for e, _ in each),
        sum(e[1] * strength for e, strength in each) / total,
        max(e[2] for e, _ in each),
    )
    said = "; ".join(dict.fromkeys(_said(standing, p) for p in rows))
    if standing.two_voices(key):
        said = f"two voices: {said}"
    before = dict.fromkeys(_said(standing, p) for p in standing.earlier(key))
    if before:
        said += f"; earlier {'; '.join(list(before)[-2:])}"
    return _value(ends, _origin(rows, said))


def _strength(position: Position) -> float:
    return sure(position) * (1.0 if position.basis is Basis.OWN else ASCRIBED)


def _softened(ends: Ends, strength: float) -> Ends:
    """The less it can be relied on, the nearer to knowing nothing."""
    low, likely, high = (round(strength * e + (1 - strength) * u, 3) for e, u in zip(ends, UNKNOWN, strict=True))
    return low, likely, high


def _value(ends: Ends, origin: Origin) -> Value:
    low, likely, high = (round(e, 3) for e in ends)
    return Value(low=low, likely=min(max(likely, low), high), high=high, origin=origin)


def _origin(rows: Sequence[Position], note: str) -> Origin:
    quotes: dict[Span, None] = {p.evidence: None for p in sorted(rows, key=sure, reverse=True)}
    return Origin(
        kind=OriginKind.QUOTE,
        rows=tuple(dict.fromkeys(p.id for p in rows))[:ROWS],
        quotes=tuple(quotes)[:QUOTES],
        note=note,
    )


def _said(standing: Standing, position: Position) -> str:
    """ "rejects, own words of 2026-05-06" ."""
    whose = "own words" if position.basis is Basis.OWN else f"said of it by {position.by or 'others'}"
    day = standing.day(position)
    return f"{position.stance}, {whose}" + (f" of {day}" if day.year > 1 else "")


def opposite(value: Value, option: str) -> Value:
    """What it is worth to a party that an option does not come about."""
    note = f"the reverse of what {option} is worth" if value.origin.rows else value.origin.note
    ends = (1 - value.high, 1 - value.likely, 1 - value.low)
    return _value(ends, Origin(kind=value.origin.kind, rows=value.origin.rows, quotes=value.origin.quotes, note=note))


def weights(standing: Standing, party: str, issues: Iterable[str]) -> dict[str, Value]:
    """How much each issue matters to the party beside the others: by how many statements it speaks of it in, how
    strongly, and whether it wants it settled first. Together they are 1."""
    scores = {issue: _score(standing, party, issue) for issue in issues}
    shares = _thousandths([score for score, _ in scores.values()])
    return {
        issue: Value(
            low=round(share * 0.5, 3), likely=share, high=round(min(1.0, share * 1.75), 3), origin=scores[issue][1]
        )
        for issue, share in zip(scores, shares, strict=True)
    }


def _thousandths(scores: Sequence[float]) -> list[float]:
    """Shares in thousandths that sum to one: what rounding leaves over goes to those that it took most from."""
    total = sum(scores)
    exact = [1000 * s / total for s in scores]
    whole = [int(x) for x in exact]
    for n in sorted(range(len(exact)), key=lambda n: whole[n] - exact[n])[: 1000 - sum(whole)]:
        whole[n] += 1
    return [n / 1000 for n in whole]


def _score(standing: Standing, party: str, issue: str) -> tuple[float, Origin]:
    rows = [p for k, found in standing.rows.items() if k[:2] == (party, issue) for p in found]
    own = [p for p in rows if p.basis is Basis.OWN]
    first = [
        c
        for c in standing.record.coding.conditions
        if c.party == party and c.requires and c.requires.partition(".")[0] == issue and counts(c)
    ]
    if not rows and not first:
        return 1.0, Origin(kind=OriginKind.DEFAULT, note="nothing said: counted as the least")
    if not own and not first:
        times = len({_utterance(p) for p in rows})
        return 1 + 0.5 * log2(1 + times), _origin(rows, f"named by others {_times(times)}")
    times = len({_utterance(p) for p in own})
    strong = len({_utterance(p) for p in own if _says(standing, p.evidence, _EMPHATIC)})
    score = 1 + log2(1 + times) + 0.5 * min(strong, 3) + (1.0 if first else 0.0)
    note = f"named {_times(times)}"
    note += f", {_times(strong)} with emphasis" if strong else ""
    note += ", asked for as a first step" if first else ""
    origin = _origin(own, note)
    more = tuple(c.id for c in first)
    quotes = (*(c.evidence for c in first), *origin.quotes)[:QUOTES]
    return score, Origin(
        kind=OriginKind.QUOTE, rows=(*origin.rows, *more), quotes=tuple(dict.fromkeys(quotes)), note=note
    )


def _utterance(position: Position) -> object:
    return position.statement or (position.evidence.document, position.evidence.start)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def red_line(standing: Standing, key: Key) -> RedLine | None:
    """The option as a red line, if the party itself refuses it flatly and with one voice; else None."""
    rows = [p for p in standing.current(key) if p.basis is Basis.OWN]
    if not rows or standing.two_voices(key) or any(p.stance is not Stance.REJECTS for p in rows):
        return None
    flat = [p for p in rows if sure(p) >= FLAT and not _says(standing, p.evidence, _HEDGED)]
    if not flat:
        return None
    return RedLine(
        option=f"{key[1]}.{key[2]}", origin=_origin(flat, "; ".join(dict.fromkeys(_said(standing, p) for p in flat)))
    )


def _says(standing: Standing, span: Span, words: re.Pattern[str]) -> bool:
    """Whether one of these words stands in the sentence around a quote."""
    text = standing.texts.get(span.document)
    if text is None:
        return words.search(span.quote) is not None
    start, end = max(0, span.start - 600), min(len(text), span.end + 600)
    # To tell sentences apart takes longer than to see that there is no such word anywhere near.
    return words.search(text, start, end) is not None and words.search(sentence(text, span, start, end)) is not None


def sentence(text: str, span: Span, start: int, end: int) -> str:
    """The sentence around a quote, as far as it lies between two places."""
    from spadework.text import sentences

    around = [text[a:b] for a, b in sentences(text, start, end) if a < span.end and b > span.start]
    return " ".join(around) or span.quote
