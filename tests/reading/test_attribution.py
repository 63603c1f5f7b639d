"""Who said what, in each of the registers that documents come in."""

from __future__ import annotations

import pytest

from spadework.model import Document
from spadework.reading.attribution import Attribution, attributions


def _about(text: str, words: str) -> Attribution:
    """The one attribution whose content has these words and is the smallest that does."""
    fitting = [a for a in attributions(Document.of(text)) if any(words in c.quote for c in a.content)]
    assert fitting, f"nobody says “{words}”"
    return min(fitting, key=lambda a: sum(len(c.quote) for c in a.content))


def _source(one: Attribution) -> str | None:
    return one.source.quote if one.source else None


def test_wire_news_with_a_dateline() -> None:
    text = (
        "TAVOS, March 3 (NCA) — Ferries across Corran Strait will run again on Monday, Ostrena's transport minister "
        "said, ending a week in which 4,000 people were stranded.\n\n"
        "Ruth Ellery, who has led the talks since May, told reporters that Velloria had agreed to halve the toll. Two "
        "boats were towed to the yard.\n\n"
        "“We are not there yet,” she said. “But we can see the pier.”"
    )
    sailing = _about(text, "will run again on Monday")
    assert sailing.source and "transport minister" in sailing.source.quote
    assert not any("TAVOS" in c.quote for c in sailing.content)
    assert (_source(_about(text, "Velloria had agreed to halve the toll")) or "").startswith("Ruth Ellery")
    assert [c.quote for c in _about(text, "not there yet").content] == [
        "We are not there yet",
        "But we can see the pier.",
    ]
    assert not any("towed" in c.quote for a in attributions(Document.of(text)) for c in a.content)


def test_long_analysis_with_stances_in_passing() -> None:
    text = (
        "The strait froze in December, as it does, and the pilots went home. Velloria has long insisted that its "
        "pilots board every ship. Ostrena rejects that. According to a person briefed on the talks, the two sides are "
        "closer on the toll, which Ruth Ellery described as “a quarrel about small change.”"
    )
    assert _source(_about(text, "board every ship")) == "Velloria"
    assert (_source(_about(text, "closer on the toll")) or "").endswith("a person briefed on the talks")
    assert _source(_about(text, "small change")) == "Ruth Ellery"
    assert not any("froze" in c.quote for a in attributions(Document.of(text)) for c in a.content)


def test_readout_of_a_call() -> None:
    text = (
        "The Prime Minister spoke today with the President of Velloria. The Prime Minister underscored that the strait "
        "must stay open to all. The two leaders agreed to meet again in June."
    )
    assert _source(_about(text, "the strait must stay open")) == "The Prime Minister"
    assert _source(_about(text, "to meet again in June")) == "The two leaders"


def test_communique_in_which_several_speak_as_one() -> None:
    text = (
        "Joint communiqué of the ministers of Ostrena and Velloria\n\n"
        "The Ministers,\n- reaffirm that the truce holds;\n- welcome the report of the pilots.\n\n"
        "The Ministers agreed to reopen the ferry office at Tavos."
    )
    assert _source(_about(text, "the truce holds")) == "The Ministers"
    assert _source(_about(text, "to reopen the ferry office")) == "The Ministers"


def test_questions_and_answers() -> None:
    text = (
        "Briefing by the spokesperson, 3 March\n\n"
        "QUESTION: The mayor of Tavos said on Friday that the pier was shut. Is he right?\n\n"
        "MS. ELLERY: He is not. The pier is open.\n\n"
        "I shall be brief. Velloria has told us that it will send pilots.\n\n"
        "QUESTION: When?\n\nMS. ELLERY: I have no date for you."
    )
    turns = [a for a in attributions(Document.of(text)) if a.turn]
    assert [_source(a) for a in turns] == ["MS. ELLERY", "MS. ELLERY"]
    assert len(turns[0].content) == 2 and turns[0].cue is None
    assert _source(_about(text, "the pier was shut")) == "The mayor of Tavos"
    assert _source(_about(text, "it will send pilots")) == "Velloria"


def test_parliamentary_transcript() -> None:
    text = (
        "The SPEAKER: Order. The minister has the floor.\n\n"
        "Mr. HADEK (Farmers' Union): I thank the Speaker. The government rejects the levy.\n\n"
        "Ms. ORR: Then why did the minister tell this house in May that he could live with it?"
    )
    turns = [a for a in attributions(Document.of(text)) if a.turn]
    assert [_source(a) for a in turns] == ["The SPEAKER", "Mr. HADEK", "Ms. ORR"]


@pytest.mark.parametrize(
    "marks", ["“”", '""', "‘’", "''"], ids=["curly", "straight", "single curly", "single straight"]
)
def test_quotation_marks_of_every_house(marks: str) -> None:
    left, right = marks
    text = f"{left}We have signed nothing,{right} Ruth Ellery said on Tuesday. {left}Nor have they asked us to.{right}"
    one = _about(text, "We have signed nothing")
    assert _source(one) == "Ruth Ellery"
    assert [c.quote.strip(",") for c in one.content] == ["We have signed nothing", "Nor have they asked us to."]


def test_a_quotation_over_several_paragraphs() -> None:
    text = (
        "Ruth Ellery said: “We began with the ferries, because people were cold.\n\n“Then we came to the toll.\n\n"
        "“There we are still.”\n\nThe hall emptied at six."
    )
    quoted = " ".join(c.quote for a in attributions(Document.of(text)) for c in a.content)
    assert all(words in quoted for words in ("We began", "Then we came", "There we are still"))
    assert "hall emptied" not in quoted


def test_a_report_within_a_report() -> None:
    text = "Ruth Ellery said that the mayor of Tavos had told her the pier would open on Monday."
    outer = _about(text, "the mayor of Tavos had told her")
    inner = _about(text, "the pier would open")
    assert _source(outer) == "Ruth Ellery" and _source(inner) == "the mayor of Tavos"


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the town early on Saturday, killing two people.",
        "The ferries stopped in March. Nobody was hurt.",
        "",
        "\n\n",
        '"',
    ],
)
def test_narration_is_no_statement(text: str) -> None:
    assert attributions(Document.of(text)) == []


def test_confidence_tells_plain_from_doubtful() -> None:
    plain = _about("“It is a limited step,” Ruth Ellery said on Monday.", "limited step").confidence
    assert plain > 0.9
