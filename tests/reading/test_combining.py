"""What two readers found, as one list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spadework.reading.combining import Candidate, merged, trimmed
from spadework.reading.confidence import FEATURES, RULES, confidence, features, weights
from spadework.reading.rules.assemble import Found
from spadework.reading.tagger import SILENT, Evidence, Tagged

TEXT = "“We shall not pay,” Ruth Ellery said. Velloria wants the toll halved."
SAID, CUE, WHO = (0, 19), (32, 36), (20, 31)


def test_what_both_found_is_one_candidate_with_the_rules_ends() -> None:
    tagged = Tagged(WHO, CUE, (SAID,), Evidence(-0.1, 3.0, 3.0))
    rule = Found(WHO, CUE, ((1, 17),), "postposed")
    [one] = merged(TEXT, [tagged], [rule], [SILENT])
    assert one.tagged and one.rule == "postposed" and one.content == ((1, 17),) and one.agreement > 0.8


def test_what_one_found_stays() -> None:
    tagged = Tagged(WHO, CUE, (SAID,), Evidence(-0.1, 3.0, 3.0))
    rule = Found((38, 46), (47, 52), ((53, 68),), "object")
    first, second = merged(TEXT, [tagged], [rule], [SILENT])
    assert first.tagged and not first.rule and TEXT[slice(*first.content[0])] == "We shall not pay"
    assert second.rule and not second.tagged


def test_a_quotation_that_rules_leave_alone_takes_the_tagged_cue() -> None:
    tagged = Tagged(WHO, CUE, (SAID,), Evidence(-0.1, 3.0, 3.0))
    [one] = merged(TEXT, [tagged], [Found(None, None, ((1, 17),), "free quotation")], [SILENT])
    assert (one.source, one.cue) == (WHO, CUE)


def test_a_quotation_of_the_next_paragraph_does_not_take_the_cue_of_the_last() -> None:
    text = "“We shall not pay,” Ruth Ellery said.\n\n“Nor shall we sail.”"
    later = (40, 57)
    assert text[slice(*later)] == "Nor shall we sail"
    tagged = Tagged(WHO, CUE, (later,), Evidence(-0.1, 3.0, 3.0))
    rules = [Found(WHO, CUE, ((1, 17),), "postposed"), Found(None, None, (later,), "free quotation")]
    first, second = merged(text, [tagged], rules, [SILENT, SILENT])
    assert (first.source, first.cue, first.content) == (WHO, CUE, ((1, 17),))
    assert (second.source, second.cue, second.content) == (None, None, (later,))
    assert first.quoted and second.quoted and not first.rival


def test_what_lies_in_another_content_is_nested() -> None:
    text = "Norland said Velloria wanted the toll halved."
    outer, inner = (13, 44), (29, 44)
    rules = [Found((0, 7), (8, 12), (outer,), "bare clause"), Found((13, 21), (22, 28), (inner,), "object")]
    assert [one.nested for one in merged(text, [], rules, [SILENT, SILENT])] == [False, True]


def test_two_contents_of_one_cue_are_rivals() -> None:
    tagged = Tagged(WHO, CUE, (SAID,), Evidence(-0.1, 3.0, 3.0))
    both = merged(TEXT, [tagged], [Found(WHO, CUE, ((53, 68),), "object")], [SILENT])
    assert len(both) == 2 and all(one.rival for one in both)


def test_trimmed() -> None:
    def words(text: str) -> str:
        place = trimmed(text, 0, len(text))
        return text[slice(*place)] if place else ""

    assert words(" “We shall not pay,” ") == "We shall not pay"
    assert words("that the toll stays.") == "the toll stays."
    assert words("a “clear” no") == "a “clear” no"
    assert words("“clear” and “final”") == "“clear” and “final”"
    assert words("the toll is “final”") == "the toll is “final”"
    assert words("“It goes on") == "It goes on"
    assert words("the sailors’ pay") == "the sailors’ pay"
    assert words("“”, ") == ""


@given(st.text(alphabet="ab “”\"'’,.—\n", max_size=30))
def test_trimming_ends_and_is_done_once(text: str) -> None:
    place = trimmed(text, 0, len(text))
    assert place is None or (0 <= place[0] < place[1] <= len(text) and trimmed(text, *place) == place)


@given(
    st.sampled_from(["", *RULES]),
    st.booleans(),
    st.tuples(st.floats(-9, 0), st.floats(-9, 9), st.floats(-9, 9)),
    st.booleans(),
)
def test_confidence_is_a_chance(rule: str, tagged: bool, evidence: tuple[float, float, float], cued: bool) -> None:
    one = Candidate(None, (5, 6) if cued else None, ((0, 3),), rule, tagged, Evidence(*evidence))
    assert 0 < confidence(one) < 1
    assert len(features(one)) == len(FEATURES)


def test_every_feature_has_a_weight() -> None:
    assert set(weights()) == {*FEATURES, "keep"}
