"""The statements of one sentence: each cue with its source and its content."""

from __future__ import annotations

from spadework.reading.rules.complements import forward
from spadework.reading.rules.fronted import fronted
from spadework.reading.rules.grammar import finite, noun_phrase, skip_adjuncts
from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.limits import limit
from spadework.reading.rules.phrases import phrases
from spadework.reading.rules.pieces import Stretch, backward, continuation, is_adjunct
from spadework.reading.rules.report import Report
from spadework.reading.rules.sources import Source, first_subject, subject_after, subject_before
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.unverbal import other_reports, phrase_report
from spadework.reading.rules.verbs import Hit, hits

# After these a stand is only supposed: "once Fiji has accepted", "whether Samoa supported it".
_IRREAL = word_set("if unless once until whether when whenever provided")


def reports(sentence: Sentence) -> list[Report]:
    """All statements of the sentence."""
    found = hits(sentence)
    if not found and "according" not in sentence.lows:
        # Phrases such as "in his view" are looked for below; most sentences have none of either.
        others = [r for p in phrases(sentence) if (r := phrase_report(sentence, p, {}, set()))]
        return others + other_reports(sentence)
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
    others = [r for p in phrases(sentence) if (r := phrase_report(sentence, p, clauses, bare))]
    return out + others + other_reports(sentence)


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
        if sentence.tag(joined) not in "c" or (earlier and earlier[-1].cue[0] > hit.start):
            return None
        shared = next((r.source for r in reversed(earlier) if r.source and r.source[1] <= hit.start), None)
        if shared is None and hit.frames & set("sthokni"):
            shared = first_subject(sentence, joined)  # "The mayor stood up and said"
        if shared is None:
            return None
        construction = "coordinated"
    else:
        shared = (source.start, source.end)
        alone = source.end == source.start + 1
        if alone and (
            sentence.low(source.start) in ("i", "we") or (sentence.low(source.start) == "you" and not _put_to_you(hit))
        ):
            return None
    cue = (hit.start, hit.end)
    if (
        hit.verb == "be"
        and source is not None
        and sentence.low(source.start) == "it"
        and source.end == source.start + 1
    ):
        return None  # "it was agreed that", "it is clear that"
    opener = sentence.low(source.clause - 1) if source is not None else ""
    told = hit.frames & {"s", "t"} or (opener == "when" and hit.kind == "past")
    if opener in _IRREAL and not told:
        return None
    before = fronted(sentence, hit, source) if source is not None and hit.kind != "modal" else None
    if before is not None:
        said = earlier[-1].content[-1] if earlier else (0, 0)
        summed = said[1] == before[0][0] - 1 and sentence.low(before[0][0]) in ("a", "an")
        if summed:
            before = (said,)  # "the levy is dead, a claim that Thornmark disputes"
        return Report(shared, cue, before, "fronted", hit.verb, hit.kind)
    ahead = forward(sentence, hit, following, limit(sentence, hit, source))
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
    if (
        ahead is not None
        and hit.verb in ("quote", "cite")
        and sentence.low(ahead[0] - 1 - (sentence.low(ahead[0] - 1) == "that")) == "saying"
    ):
        end = noun_phrase(sentence, hit.end)
        if end > hit.end:
            return Report((hit.end, end), cue, (ahead,), "that-clause", hit.verb, hit.kind)
    if ahead is not None:
        name = construction if construction == "coordinated" else _name(sentence, hit, ahead)
        return Report(shared, cue, (ahead,), name, hit.verb, hit.kind)
    put = hit.verb == "put" and sentence.low(hit.end) == "it"
    if source is not None and sentence.low(source.clause - 1) == "as" and hit.frames & set("shnkq"):
        after = skip_adjuncts(sentence, hit.end + put)
        if source.clause == 1 and sentence.tag(after) == "," and after + 1 < len(sentence.tags):
            return Report(shared, (hit.start, hit.end + put), ((after + 1, len(sentence.tags)),), "as X said", hit.verb)
        behind = backward(sentence, source.clause - 1, begin)
        if behind is not None:
            rest = continuation(sentence, hit.end + put, behind, clauses, bare) if put else None
            parts = (behind,) if rest is None else (behind, rest)
            return Report(shared, cue, parts, "as X said", hit.verb, hit.kind, preposed=True)
    if "l" in hit.frames and (hit.end >= len(sentence.tags) or sentence.tag(hit.end) in ",cptsD-;"):
        return Report(shared, cue, (cue,), "refusal", hit.verb, hit.kind)
    return None


_TELLING = word_set(
    "say maintain insist claim call tell describe argue write promise demand deny refuse reject propose"
)


def _put_to_you(hit: Hit) -> bool:
    """Whether "you" has said it: "You told the House that", not "you know"."""
    return hit.verb in _TELLING and hit.kind in ("past", "present", "present perfect", "perfect")


def _name(sentence: Sentence, hit: Hit, ahead: Stretch) -> str:
    before = sentence.low(ahead[0] - 1)
    if before == "that":
        return "that-clause"
    if sentence.tag(ahead[0]) == "T":
        return "promise" if hit.verb in _PROMISES else "infinitive"
    if sentence.tag(ahead[0]) == "“" or sentence.tag(ahead[0] - 1) in ":“":
        return "quotation"
    if _denies(sentence, hit):
        return "denial"
    return "bare clause" if hit.frames & {"s", "t"} else "object"


_PROMISES = word_set("promise pledge vow")
_DENIALS = word_set("deny dispute reject dismiss contradict rebuff refute repudiate disavow disown")
_DENIAL_PHRASES = frozenset((("play", "down"), ("rule", "out"), ("brush", "aside"), ("brush", "off"), ("shrug", "off")))


def _denies(sentence: Sentence, hit: Hit) -> bool:
    """Whether the verb can hardly be anything but an answer to what others say."""
    return hit.verb in _DENIALS or (hit.verb, sentence.low(hit.end - 1)) in _DENIAL_PHRASES


def _participle(sentence: Sentence, hit: Hit, following: list[tuple[int, Hit]], earlier: list[Report]) -> Report | None:
    prefixed = sentence.tag(hit.start - 1) in "pTs" and hit.start > 0
    prefixed = prefixed or (sentence.tag(hit.start - 1) == "w" and hit.start > 0)
    if prefixed and not hit.frames & set("sth"):
        return None
    if not earlier and not prefixed and hit.start > 0 and not finite(sentence, 0, hit.start):
        return None
    ahead = forward(sentence, hit, following) if hit.verb not in ("quote", "refer", "allude") else None
    if ahead is None or (ahead[1] - ahead[0] < 2 and sentence.tag(ahead[0]) != "“"):
        return None
    if not earlier and not hit.frames & {"s"} and hit.verb not in ("cite", "accuse", "blame", "demand", "reject"):
        return None
    last = [r.source for r in earlier if r.source is not None and r.source[1] <= hit.start]
    if not last and (subject := first_subject(sentence, hit.start)) is not None:
        last = [subject]
    return Report(last[-1] if last else None, (hit.start, hit.end), (ahead,), "participle", hit.verb, hit.kind)


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
        parted = sentence.tag(stop + 1) == "x" or sentence.tag(behind[1] - 1) == "x"
        if sentence.tag(stop) == "," and parted and not finite(sentence, *behind):
            # "Norland, said its envoy, would pay": the cue parts the subject from its verb.
            rest = (stop + 1, len(sentence.tags))
            return Report(
                (after.start, after.end), (hit.start, hit.end), (behind, rest), "inverted", hit.verb, hit.kind
            )
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
