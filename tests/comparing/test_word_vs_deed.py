"""A reported deed against the doer's own promise."""

from time import perf_counter

import pytest

from spadework.comparing.breaches import _TURN
from spadework.model import Attribution, Basis


def test_fire_in_a_truce_has_no_doer_when_none_is_named(table):
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    table.position("bo", "truce.thirty", "accepts", "03-01", "Borland agreed to a truce of thirty days.")
    table.event("ASSAULT", "03-03", "Shells fell on the market in the second day of the truce.")
    (found,) = table.found("word_vs_deed")
    assert found.party is None and found.attribution is Attribution.OPEN and found.issue == "truce"


def test_open_fire_under_one_partys_promise_names_the_promiser(table):
    table.commitment("ar", "to hold its fire for a week", "03-01")
    table.event("ASSAULT", "03-03", "Shells fell on the market in the second day of the truce.")
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar" and found.attribution is Attribution.OPEN


def test_a_truce_takes_two_though_only_one_sides_position_is_known(table):
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    table.event("ASSAULT", "03-03", "Shells fell on the market in the second day of the truce.")
    (found,) = table.found("word_vs_deed")
    assert found.party is None and found.attribution is Attribution.OPEN


def test_a_doer_of_whom_nothing_is_known_needs_no_mention_of_the_truce(table):
    table.commitment("ar", "to hold its fire along the river", "03-01")
    table.commitment("bo", "to stop shooting across the river", "03-02")
    table.event("ASSAULT", "03-05", "A ferry was hit at noon.")
    table.document("03-05", "The pilot could not tell from which bank the shots had come.")
    (found,) = table.found("word_vs_deed")
    assert found.party is None and found.attribution is Attribution.OPEN


def test_violence_that_is_set_against_no_truce_and_is_not_called_unknown(table):
    table.commitment("ar", "to hold its fire along the river", "03-01")
    table.event("ASSAULT", "03-05", "A tanker exploded in the harbour.")
    assert not table.found("word_vs_deed")


def test_fire_before_the_truce_breaks_no_word(table):
    table.event("ASSAULT", "02-01", "Shells fell on the market.")
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    assert not table.found("word_vs_deed")


def test_promise_not_to_and_then_the_deed(table):
    table.commitment("ar", "Arland will not seize fishing boats while the talks go on", "03-01")
    table.event("COERCE", "03-05", "The Arlandish coastguard seized three fishing boats.", source="ar")
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar" and found.attribution is Attribution.NAMED
    assert len(found.documents) == 2


@pytest.mark.parametrize(
    ("source", "text", "more"),
    [
        ("bo", "The Borlandish coastguard seized three fishing boats.", {}),
        ("ar", "The Arlandish coastguard closed a school.", {}),
        ("ar", "The Arlandish coastguard seized three fishing boats.", {"alleged_by": "bo"}),
    ],
    ids=["somebody else's deed", "another matter", "only the adversary says so"],
)
def test_no_breach(table, source, text, more):
    table.commitment("ar", "Arland will not seize fishing boats while the talks go on", "03-01")
    table.event("COERCE", "03-05", text, source=source, **more)
    assert not table.found("word_vs_deed")


def test_a_promise_that_only_others_report_is_not_broken(table):
    table.commitment(
        "ar", "Arland will not seize fishing boats while talks go on", "03-01", basis=Basis.ASCRIBED, by="med"
    )
    table.event("COERCE", "03-05", "The Arlandish coastguard seized three fishing boats.", source="ar")
    assert not table.found("word_vs_deed")


def test_a_passed_deadline_is_no_deed(table):
    table.commitment("ar", "to hand over the list of fishing boats by 10 March", "03-01", deadline="03-10")
    table.document("04-01", "No list of fishing boats is mentioned.")
    assert not table.found("word_vs_deed")


NO_TREES = "No tree will be felled in the Alder reserve while the talks go on"
FELLED = "Loggers with chainsaws worked in the Alder reserve all week."


def breach(table, told=FELLED, *, answer=("acknowledged", "that a crew had been there"), by="ar", promise=NO_TREES):
    """A promise of Arland's, what a paper tells a week later, and what a party says of it in the same paper."""
    table.commitment("ar", promise, "03-01")
    if told not in table.texts.get("d03-08", []):
        table.document("03-08", told)
    if answer:
        table.statement(by, "03-08", answer[1], cue=answer[0], paragraph=f"The ministry {answer[0]} {answer[1]}.")
    return table.found("word_vs_deed")


@pytest.mark.parametrize(
    "answer",
    [
        ("acknowledged", "that a crew had been there"),
        ("confirmed", "the work"),
        ("did not dispute", "the account"),
        ("described", "the work as routine"),
    ],
)
def test_a_deed_that_the_promiser_answers_for(table, answer):
    (found,) = breach(table, answer=answer)
    assert (found.party, found.attribution) == ("ar", Attribution.NAMED)
    assert len(found.documents) == 2 and answer[1] in found.explanation


@pytest.mark.parametrize(
    "more",
    [
        {"told": "No logger has been in the Alder reserve for a week."},
        {"told": "Loggers would like to work in the Alder reserve."},
        {"told": "Loggers played cards in the canteen all week."},
        {"answer": ("would not confirm", "the report")},
        {"by": "bo"},
    ],
    ids=["not done", "only wished for", "another matter", "not confirmed", "another owns up"],
)
def test_signs_that_are_not_enough(table, more):
    told = {"answer": None} if "told" in more else {}
    assert not breach(table, **({"told": "Loggers worked all week."} | told | more))


def test_a_deed_of_nobody_named_that_nobody_answers_for(table):
    assert not breach(table, answer=None)


def test_what_an_adversary_tells_is_a_deed_only_if_it_is_owned_up_to(table):
    table.statement("bo", "03-08", FELLED)
    assert not breach(table, answer=None)


def test_what_an_adversary_tells_and_the_promiser_owns_up_to(table):
    table.statement("bo", "03-08", FELLED)
    assert breach(table)


def test_a_bystander_who_names_the_doer(table):
    told = "Arlandish loggers felled forty trees in the Alder reserve."
    table.statement("med", "03-08", told)
    (found,) = breach(table, told, answer=None)
    assert found.party == "ar"


def test_the_sentence_itself_recalls_the_promise(table):
    sentence = (
        "Arlandish loggers entered the valley, a day after the ministry had pledged that no such thing would happen."
    )
    table.document("03-08", sentence)
    recalled = "no such thing would happen"
    said = table.statement("ar", "03-08", recalled, cue="had pledged")
    table.commitment("ar", recalled, "03-08", statement=said)
    table.texts = {"d03-08": [sentence]}
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar"


def test_a_sentence_that_recalls_a_promise_kept(table):
    sentence = "Arlandish guards freed forty men, a day after the ministry had pledged to free them."
    table.document("03-08", sentence)
    said = table.statement("ar", "03-08", "to free them", cue="had pledged")
    table.commitment("ar", "to free them", "03-08", statement=said)
    table.texts = {"d03-08": [sentence]}
    assert not table.found("word_vs_deed")


def test_a_promise_that_another_reports_and_the_promiser_owns_up_to(table):
    table.commitment("ar", NO_TREES, "03-01", basis=Basis.ASCRIBED, by="bo")
    table.document("03-08", FELLED)
    table.statement("ar", "03-08", "the work, in spite of its undertaking", cue="acknowledged")
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar"


def test_the_issue_is_that_of_a_sure_position_in_the_same_words(table):
    promise = "No boat of ours will fish in the Alder bay while the talks go on"
    table.position("ar", "fish.quota", "accepts", "03-01", promise)
    (found,) = breach(table, "Boats with full nets left the Alder bay.", promise=promise)
    assert found.issue == "fish"


def test_the_issue_is_not_that_of_a_doubtful_position(table):
    promise = "No boat of ours will fish in the Alder bay while the talks go on"
    table.position("ar", "fish.quota", "accepts", "03-01", promise, confidence=0.3)
    (found,) = breach(table, "Boats with full nets left the Alder bay.", promise=promise)
    assert found.issue is None


def test_a_turn_of_a_transcript_begins_with_a_name_in_capitals():
    for text in ("MS ASK: We stopped.", "Q: Why?", "ARLAND. We stopped.", "U.S. ENVOY: We stopped.", "O'NEILL : No."):
        assert _TURN.match(text), text
    for text in ("U.S. forces struck the port.", "Arland struck.", "THE GOVERNMENT OF ARLAND said so: it fired."):
        assert not _TURN.match(text), text


@pytest.mark.parametrize("text", ["A" * 100_000, "A " * 50_000, "A." * 50_000, "GOVERNMENT OF " * 7_000 + "said"])
def test_many_capitals_are_read_in_one_go(text):
    start = perf_counter()
    _TURN.match(f"{text} b")
    assert perf_counter() - start < 2


def test_of_several_who_promised_the_one_whose_deed_it_is(table):
    promise = "all launchers along the line shall remain where they stand"
    for party in ("ar", "bo"):
        table.commitment(party, promise, "03-01")
    table.event("MOBILIZE", "03-05", "Two Borlandish launchers left their place on the line, the mission reported.")
    (found,) = table.found("word_vs_deed")
    assert found.party == "bo" and found.attribution is Attribution.NAMED


def test_a_deed_that_names_both_of_several_is_nobodys(table):
    for party in ("ar", "bo"):
        table.commitment(party, "all launchers along the line shall remain where they stand", "03-01")
    table.event("MOBILIZE", "03-05", "Arlandish and Borlandish launchers left their place on the line.")
    assert not table.found("word_vs_deed")


def test_a_truce_of_which_only_the_papers_tell(table):
    table.document("03-01", "The truce that both governments signed in February obliges them to hold all fire.")
    table.event("ASSAULT", "03-05", "Mortar rounds killed two farmers, the first fire since the truce.")
    table.document("03-05", "Nobody has claimed it.")
    (found,) = table.found("word_vs_deed")
    assert found.party is None and found.attribution is Attribution.OPEN


def test_a_call_for_a_truce_is_none(table):
    table.document("03-01", "The bishops called for a truce over the feast.")
    table.event("ASSAULT", "03-05", "Mortar rounds killed two farmers; hopes of a truce faded. Nobody has claimed it.")
    assert not table.found("word_vs_deed")
