"""From sentences to a document's statements: turns, quotations that run on, and what is nested in what."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from spadework.reading.rules.complements import forward
from spadework.reading.rules.lists import Item, items
from spadework.reading.rules.own import is_own_report
from spadework.reading.rules.quotes import Quote, quotes
from spadework.reading.rules.report import Report
from spadework.reading.rules.reports import ending, reports
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.turns import Turn, turns
from spadework.reading.rules.units import units
from spadework.reading.rules.verbs import leading
from spadework.text import paragraphs, sentences

Place = tuple[int, int]
_QUOTES = "“”\"„«»‘’'"
_TRIM = " \t\n\r,;:—–-\u00a0"


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as offsets into the text."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    construction: str


def found(text: str) -> list[Found]:
    """All statements of the text, in the order of where they begin."""
    blocks = list(paragraphs(text))
    marks = quotes(text)
    spoken = turns(text, blocks)
    out: list[Found] = []
    taken = {start for turn in spoken for start, _ in turn.paragraphs}
    ends = {end for turn in spoken for _, end in turn.paragraphs}
    for turn in spoken:
        out.extend(_turn(text, turn, marks))
    listed = {item.start: item for item in items(text, blocks)}
    out.extend(one for item in listed.values() if (one := _item(text, item, marks)) is not None)
    announced: Found | None = None  # a cue whose paragraph ends with a colon: the next one holds the quotation
    for start, end in blocks:
        if start in taken or end in ends:
            continue
        for first, last in _unlisted(text, start, end, listed):
            made = _paragraph(text, first, last, marks)
            if announced is not None and made and made[0].cue is None:
                made[0] = replace(announced, content=made[0].content)
            out.extend(made)
        announced = _announcing(text, start, end, marks)
    unique: dict[tuple[object, ...], Found] = {}
    for one in out:
        unique.setdefault((one.content, one.cue), one)
    return sorted(unique.values(), key=lambda f: (f.content[0], f.cue or (0, 0)))


def _announcing(text: str, start: int, end: int, marks: list[Quote]) -> Found | None:
    """The source and cue of a paragraph that ends "Mr. Bell said:"."""
    if text[end - 1] != ":":
        return None
    first, last = list(units(text, start, end, marks))[-1]
    sentence = Sentence(text, first, last, marks)
    report = ending(sentence)
    if report is None or report.source is None:
        return None
    return Found(_outer(sentence, report.source), _outer(sentence, report.cue), (), "quotation")


def _unlisted(text: str, start: int, end: int, listed: dict[int, Item]) -> list[Place]:
    """The paragraph without the items that are statements already; whole if it has none."""
    if not listed or not any(start <= at < end for at in listed):
        return [(start, end)]
    within = [item for item in listed.values() if start <= item.start < end]
    return [(start, line)] if (line := text.rfind("\n", start, within[0].start)) > start else []


def _item(text: str, item: Item, marks: list[Quote]) -> Found | None:
    """The statement of a list's item, whose subject is the list's stem."""
    for first, last in units(text, item.start, item.end, marks):
        sentence = Sentence(text, first, last, marks)
        hit = leading(sentence)
        content = forward(sentence, hit, []) if hit is not None else None
        place = _place(sentence, content, marks) if content is not None else None
        if hit is not None and place is not None:
            return Found(item.stem, _outer(sentence, (hit.start, hit.end)), (place,), "list")
        break
    return None


def _turn(text: str, turn: Turn, marks: list[Quote]) -> list[Found]:
    out: list[Found] = []
    if turn.label is not None:
        out.append(Found(turn.label, None, turn.paragraphs, "turn"))
    for start, end in turn.paragraphs:
        for first, last in units(text, start, end, marks):
            sentence = Sentence(text, first, last, marks)
            kept = [r for r in _kept(sentence) if not is_own_report(sentence, r, None, turn.affiliation)]
            out.extend(_found(sentence, r, marks) for r in kept)
    return out


def _paragraph(text: str, start: int, end: int, marks: list[Quote]) -> list[Found]:
    """The statements of a paragraph of prose."""
    out: list[Found] = []
    last: Found | None = None  # the statement that a quotation without a cue goes on with
    pending: Sentence | None = None  # a quotation that ended with a question or exclamation mark
    for first, stop in units(text, start, end, marks):
        sentence = Sentence(text, first, stop, marks)
        if pending is not None and out and (joined := _answered(pending, sentence, marks)) is not None:
            # '"Will they come?" Ms. Tor asked.': the quotation's own mark ended the sentence before its cue.
            out[-1] = replace(joined, content=out[-1].content) if out[-1].cue is None else joined
            last, pending = out[-1], None
            continue
        pending = None
        here = _kept(sentence)
        made = [_found(sentence, r, marks) for r in here]
        whole = _whole_quote(sentence, marks)
        if whole is not None and all(sentence.tokens[r.cue[0]].quoted for r in here):
            out.extend(made)
            if last is not None:
                out[out.index(last)] = last = replace(last, content=(*last.content, whole))
            else:
                last = Found(None, None, (whole,), "free quotation")
                out.append(last)
                pending = sentence if text[whole[1] - 1] in "?!…—–-" else None
            continue
        out.extend(made)
        quoting = [f for f in made if _has_quote(f, sentence)]
        last = quoting[-1] if quoting else None
    return out


def _answered(quoted: Sentence, sentence: Sentence, marks: list[Quote]) -> Found | None:
    """The statement that a quotation makes with the sentence after it, if that sentence is its cue."""
    both = Sentence(sentence.text, quoted.start, sentence.end, marks)
    first = next(iter(reports(both)), None)
    if first is None or not first.preposed or first.content[0][0] > 1 or first.cue[0] <= len(quoted.tokens) - 1:
        return None
    return _found(both, first, marks)


def _kept(sentence: Sentence) -> list[Report]:
    """The sentence's statements without those in which a speaker only reports himself."""
    every = reports(sentence)
    out: list[Report] = []
    for report in every:
        outer = [o for o in every if o is not report and _within(report, o)]
        if outer and is_own_report(sentence, report, outer[0], ""):
            continue
        if not outer and sentence.tokens[report.cue[0]].quoted and is_own_report(sentence, report, None, ""):
            continue
        # What one says and another disputes may be the same words ("a claim that Thornmark disputes").
        disputed = report.construction == "fronted"
        if not outer and not disputed and any(_same(report, o) and not _within(o, report) for o in out):
            continue
        out.append(report)
    return out


def _within(inner: Report, outer: Report) -> bool:
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.content)


def _same(a: Report, b: Report) -> bool:
    """Whether two statements have nearly the same content."""
    first = {i for p in a.content for i in range(*p)}
    second = {i for p in b.content for i in range(*p)}
    return len(first & second) >= 0.8 * len(first | second)


def _has_quote(one: Found, sentence: Sentence) -> bool:
    first = one.content[0][0]
    return (first > 0 and sentence.text[first - 1] in _QUOTES) or sentence.text[first] in _QUOTES


def _whole_quote(sentence: Sentence, marks: list[Quote]) -> Place | None:
    """The inside of the quotation if the sentence is nothing else."""
    at = bisect_left(marks, sentence.start, key=lambda q: q.start)
    if at < len(marks) and marks[at].start == sentence.start and marks[at].end >= sentence.end - 1:
        quote = marks[at]
        return stripped(sentence.text, quote.inner_start, min(quote.inner_end, sentence.end))
    return None


def _found(sentence: Sentence, report: Report, marks: list[Quote]) -> Found:
    pieces = tuple(p for s in report.content if (p := _place(sentence, s, marks)) is not None)
    if sentence.tokens[report.cue[0]].quoted:  # a quotation is one stretch here, and what is told in it ends earlier
        pieces = tuple(next(sentences(sentence.text, *p)) for p in pieces)
        pieces = tuple(p for piece in pieces if (p := stripped(sentence.text, *piece)) is not None)
    cue = _outer(sentence, report.cue)
    source = _outer(sentence, report.source) if report.source else None
    return Found(source, cue, pieces or (cue,), report.construction)


def _outer(sentence: Sentence, stretch: Place) -> Place:
    return sentence.tokens[stretch[0]].start, sentence.tokens[stretch[1] - 1].end


def _place(sentence: Sentence, stretch: Place, marks: list[Quote]) -> Place | None:
    """Offsets of a stretch of content: quotation marks around the whole are left out, its own full stop is kept."""
    first, last = stretch
    tags = sentence.tags
    last = min(last, len(tags))
    while first < last and tags[first] in ",;:-”":
        first += 1
    while last > first and tags[last - 1] in ",;:-“":
        last -= 1
    if first >= last:
        return None
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    if tags[last - 1] == "”":
        inner = end - 1
        if tags[first] == "“" and tags.find("”", first) == last - 1:
            return stripped(sentence.text, sentence.tokens[first].end, inner)
        if "“" not in tags[first:last]:
            return stripped(sentence.text, start, inner)
        return start, end
    if tags[first] == "“" and "”" not in tags[first:last]:
        start = sentence.tokens[first].end
        stop = sentence.end
        return stripped(sentence.text, start, stop if last == len(tags) else end)
    return stripped(sentence.text, start, end)


def stripped(text: str, start: int, end: int) -> Place | None:
    """A place without the space, commas, colons and dashes at its ends, None if nothing is left."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if start < end else None
