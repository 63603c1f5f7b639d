"""The statements of one sentence: each cue with its source and its content."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spadework.reading.rules.complements import forward
from spadework.reading.rules.grammar import finite, noun_phrase, skip_adjuncts
from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.phrases import Phrase, after_leading, phrases
from spadework.reading.rules.pieces import Stretch, backward, continuation, is_adjunct
from spadework.reading.rules.sources import Source, subject_after, subject_before
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit, hits


@dataclass(frozen=True, slots=True)
class Report:
    """A statement in tokens of its sentence. `construction` names the rule that found it."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    construction: str
    verb: str = ""
    kind: str = ""
    preposed: bool = False


# After these a stand is only supposed: "once Fiji has accepted", "whether Samoa supported it".
_IRREAL = word_set("if unless once until whether when whenever provided")


def reports(sentence: Sentence) -> list[Report]:
    """All statements of the sentence."""
    found = hits(sentence)
    if not found and "according" not in (t.low for t in sentence.tokens):
        # Phrases such as "in his view" are looked for below; most sentences have none of either.
        return [r for p in phrases(sentence) if (r := _phrase(sentence, p, {}, set()))]
    reporting = frozenset(h.end for h in found if h.frames & {"s", "t"})
    subjects: dict[int, Source | None] = {
        n: subject_before(sentence, h, reporting) for n, h in enumerate(found) if h.kind != "participle"
    }
    clauses = {
        s.clause: found[n]
        for n, s in subjects.items()
        if s is not None and not s.relative and found[n].kind in ("past", "present perfect")
    }
    bare = {h.start for h in found}
    out: list[Report] = []
    begin = 0
    for n, hit in enumerate(found):
        following = [(s.clause if (s := subjects.get(m)) else -1, found[m]) for m in range(n + 1, len(found))]
        for reading in (hit, *hit.shorter):
            report = _report(sentence, reading, subjects.get(n), following, clauses, bare, begin, out)
            if report is not None:
                break
        if report is None:
            continue
        out.append(report)
    others = [r for p in phrases(sentence) if (r := _phrase(sentence, p, clauses, bare))]
    return out + others


def ending(sentence: Sentence) -> Report | None:
    """The cue with which the sentence ends before a colon, without content: "Mr. Bell said in a statement:"."""
    for hit in reversed(hits(sentence)):
        source = subject_before(sentence, hit, frozenset())
        if source is not None and hit.kind != "participle" and hit.frames & set("stqhn"):
            return Report((source.start, source.end), (hit.start, hit.end), (), "quotation")
    return None


def _report(
    sentence: Sentence,
    hit: Hit,
    source: Source | None,
    following: list[tuple[int, Hit]],
    clauses: dict[int, Hit],
    bare: set[int],
    begin: int,
    earlier: list[Report],
) -> Report | None:
    if hit.kind == "participle":
        return _participle(sentence, hit, following, earlier)
    inverted = _inverted(sentence, hit, begin, source)
    if inverted is not None:
        return inverted
    shared: Stretch | None = None
    construction = "clause"
    if source is None:
        # "... and said": the subject of the cue before, in the same sentence.
        joined = hit.start - 1
        while sentence.tag(joined) in "at," and joined > 0 and hit.start - joined < 5:
            joined -= 1
        if sentence.tag(joined) not in "c" or not earlier or earlier[-1].cue[0] > hit.start:
            return None
        shared = next((r.source for r in reversed(earlier) if r.source and r.source[1] <= hit.start), None)
        if shared is None:
            return None
        construction = "coordinated"
    else:
        shared = (source.start, source.end)
        if sentence.low(source.start) in ("i", "we", "you") and source.end == source.start + 1:
            return None
    cue = (hit.start, hit.end)
    if source is not None and sentence.low(source.clause - 1) in _IRREAL and not hit.frames & {"s", "t"}:
        return None
    ahead = forward(sentence, hit, following)
    if source is not None and not source.relative and hit.frames & set("stqh"):
        behind = backward(sentence, source.clause, begin)
        if behind is not None and ahead is None and is_adjunct(sentence, behind):
            # "As for the border, she said, it would stay": the adjunct belongs to what is said.
            more = continuation(sentence, hit.end, behind, clauses, bare)
            if more is not None and finite(sentence, *more):
                return Report(shared, cue, (behind, more), "postposed", hit.verb, hit.kind, preposed=True)
        if behind is not None and _postposed(sentence, hit, behind, ahead):
            start = _content_start(sentence, behind, clauses, earlier)
            pieces: tuple[Stretch, ...] = ((start, behind[1]),)
            after = hit.end if "t" not in hit.frames else _past_addressee(sentence, hit)
            more = continuation(sentence, after, pieces[0], clauses, bare)
            if more is not None:
                pieces = (*pieces, more)
            if pieces[0][1] > pieces[0][0]:
                return Report(shared, cue, pieces, "postposed", hit.verb, hit.kind, preposed=True)
    if ahead is not None:
        name = construction if construction == "coordinated" else _name(sentence, hit, ahead)
        return Report(shared, cue, (ahead,), name, hit.verb, hit.kind)
    if source is not None and sentence.low(source.clause - 1) == "as" and hit.frames & set("shnkq"):
        behind = backward(sentence, source.clause - 1, begin)
        if behind is not None:
            return Report(shared, cue, (behind,), "as X said", hit.verb, hit.kind, preposed=True)
    if "l" in hit.frames and (hit.end >= len(sentence.tags) or sentence.tag(hit.end) in ",cptsD-;"):
        return Report(shared, cue, (cue,), "refusal", hit.verb, hit.kind)
    return None


def _name(sentence: Sentence, hit: Hit, ahead: Stretch) -> str:
    before = sentence.low(ahead[0] - 1)
    if before == "that":
        return "that-clause"
    if sentence.tag(ahead[0]) == "T":
        return "infinitive"
    if sentence.tag(ahead[0]) == "“" or sentence.tag(ahead[0] - 1) in ":“":
        return "quotation"
    return "bare clause" if hit.frames & {"s", "t"} else "object"


def _participle(sentence: Sentence, hit: Hit, following: list[tuple[int, Hit]], earlier: list[Report]) -> Report | None:
    if not earlier and hit.start > 0 and not finite(sentence, 0, hit.start):
        return None
    ahead = forward(sentence, hit, following) if hit.verb not in ("quote", "refer", "allude") else None
    if ahead is None or (ahead[1] - ahead[0] < 2 and sentence.tag(ahead[0]) != "“"):
        return None
    if not earlier and not hit.frames & {"s"} and hit.verb not in ("cite", "accuse", "blame", "demand", "reject"):
        return None
    last = [r for r in earlier if r.source is not None and r.source[1] <= hit.start]
    return Report(last[-1].source if last else None, (hit.start, hit.end), (ahead,), "participle", hit.verb, hit.kind)


def _inverted(sentence: Sentence, hit: Hit, begin: int, source: Source | None) -> Report | None:
    """'..., said Ruth Ellery, who ...'."""
    if hit.kind not in ("past", "present") or not hit.frames & set("sq") or hit.end - hit.start > 1:
        return None
    if sentence.tag(hit.start - 1) not in ",”" or hit.start == 0:
        return None
    behind = backward(sentence, hit.start, begin)
    if behind is None:
        return None
    after = subject_after(sentence, hit.end)
    if after is None or sentence.tag(after.start) not in "DCwN" + "P":
        return None
    quoted = sentence.tag(behind[1] - 1) == "”"
    stop = after.end
    if not quoted:
        # "Mr. X, a judge, said the award was final": a clause follows, so X is the subject.
        if is_adjunct(sentence, behind) or not finite(sentence, *behind):
            return None
        tail = skip_adjuncts(sentence, stop)
        if tail < len(sentence.tags) and sentence.tag(tail) not in ",r-;":
            return None
        if source is not None and finite(sentence, hit.end, len(sentence.tags)) and "r" not in sentence.tags[hit.end :]:
            return None
    pieces: tuple[Stretch, ...] = (behind,)
    opened = sentence.tags.find("“", stop)
    if quoted and opened > 0 and sentence.tag(opened - 1) in ",:":
        pieces = (behind, (opened, len(sentence.tags)))
    return Report((after.start, after.end), (hit.start, hit.end), pieces, "inverted", hit.verb, hit.kind, preposed=True)


def _past_addressee(sentence: Sentence, hit: Hit) -> int:
    at = noun_phrase(sentence, hit.end)
    while sentence.low(at) in ("of", "for", "and") and noun_phrase(sentence, at + 1) > at + 1:
        at = noun_phrase(sentence, at + 1)
    return at


def _postposed(sentence: Sentence, hit: Hit, behind: Stretch, ahead: Stretch | None) -> bool:
    quoted = sentence.tag(behind[1] - 1) == "”"
    if is_adjunct(sentence, behind):
        return False
    full = quoted and sentence.tag(behind[0]) == "“"
    if not hit.frames & {"s", "t"} and not full:
        ends = hit.end >= len(sentence.tags) or sentence.tag(hit.end) in ",;"
        return "h" in hit.frames and ahead is None and ends and finite(sentence, *behind)
    if ahead is None:
        return True
    if sentence.low(ahead[0] - 1) == "that" or sentence.tag(ahead[0]) == "T":
        return False
    after = hit.end if "t" not in hit.frames else _past_addressee(sentence, hit)
    tail = skip_adjuncts(sentence, after)
    if tail >= len(sentence.tags) or sentence.tag(tail) in ",-;s":
        return True
    return full and sentence.tag(ahead[0]) != "“" and hit.verb not in ("tell",)


def _content_start(sentence: Sentence, behind: Stretch, clauses: dict[int, Hit], earlier: list[Report]) -> int:
    """Where the preposed content starts: behind an earlier statement of the sentence if there is one."""
    at = behind[0]
    for report in earlier:
        if report.preposed and report.cue[1] <= behind[1]:
            at = max(at, report.cue[1])
            comma = sentence.tags.find(",", at, behind[1])
            at = comma + 1 if comma >= 0 else at
    while at < behind[1] and (sentence.tag(at) in ",;-" or sentence.low(at) in ("but", "and", "yet", "while")):
        at += 1
    return at if at < behind[1] else behind[0]


def _phrase(sentence: Sentence, phrase: Phrase, clauses: dict[int, Hit], bare: set[int]) -> Report | None:
    if phrase.forward:
        hit = Hit(phrase.cue[0], phrase.cue[1] - 1, "say", frozenset("s"), "past", False)
        ahead = forward(sentence, hit, [])
        if ahead is None:
            return None
        return Report(phrase.source, phrase.cue, (ahead,), phrase.construction)
    report = Report(phrase.source, phrase.cue, (), phrase.construction, preposed=True)
    end = len(sentence.tags)
    before = sentence.tag(phrase.start - 1)
    if phrase.start == 0 or before in "csa;:“" or (before == "," and sentence.tag(phrase.start - 2) == "c"):
        at = after_leading(sentence, phrase)
        if at >= end or (not finite(sentence, at, end) and end - at < 4):
            return None
        if phrase.construction == "in the view of" and at == phrase.end:
            return None
        return replace(report, content=((at, end),), preposed=False)
    start = 0
    stop = phrase.start - (before == ",")
    while start < stop and (sentence.tag(start) in ",;-" or sentence.low(start) in ("but", "and", "yet")):
        start += 1
    if stop <= start:
        return None
    pieces: tuple[Stretch, ...] = ((start, stop),)
    if phrase.end < end and sentence.tag(phrase.end) == ",":
        more = continuation(sentence, phrase.end, pieces[0], clauses, bare)
        if more is not None:
            pieces = (*pieces, more)
    return replace(report, content=pieces)
