"""Two parties who differ about the same words, deed or position at about the same time."""

from dataclasses import replace

import pytest

from spadework.comparing.denials import manner


@pytest.mark.parametrize(
    ("cue", "said", "how"),
    [
        ("said", "No such offer was made, then or later.", "denies"),
        ("denied", "his government had asked for money", "denies"),
        ("rejected", "that version", "denies"),
        ("said", "it had been discussed and nothing more", "plays down"),
        ("said", "the matter had been raised but nothing was promised", "plays down"),
        ("played down", "the prospect of such a meeting", "plays down"),
        ("did not confirm or deny", "that the movement had changed its mind", ""),
        ("said", "we have heard nothing of the kind from them", ""),
        ("rejected", "the use of drones", ""),
        ("declined to comment on", "the number of flights", ""),
        ("said", "We committed ourselves to nothing of that sort in Rome.", "plays down"),
        ("said", "Our envoy consented to nothing.", "denies"),
        ("said", "I gave nobody an assurance over lunch.", "denies"),
        ("gave no undertaking", "on the matter", "denies"),
        ("said", "A sketch is not an offer.", "denies"),
        ("said", "No telephone call took place on Monday.", "denies"),
        ("denial", "the convoy had been halted", "denies"),
        ("did not say", "whether any offer had been made", ""),
        ("told", "I have nothing to announce.", ""),
        ("said", "We will never accept such an offer.", ""),
        ("said", "We would have promised nothing.", ""),
        ("said", "The council has not ruled out an inquiry.", ""),
        ("said", "Nothing is agreed until everything is agreed.", ""),
        ("brushed aside", "the damage to the pier", ""),
        ("brushed aside", "the report", "denies"),
        ("retorted", "I let slip nothing of the kind.", "denies"),
        ("maintains", "He never so much as mentioned it.", "denies"),
        ("protested", "All I passed the lady was the sugar.", "plays down"),
        ("maintained", "She had spoken only of barges under the new contract.", "plays down"),
        ("said", "Of grants there was not a syllable.", "denies"),
        ("said", "Not a word of that was ever said.", "denies"),
        ("said", "That was imagined from beginning to end.", "denies"),
        ("said", "Tenant is not a word we answer to.", ""),
        ("said", "All that we promised was delivered.", ""),
        ("said", "It was a success story for both sides.", ""),
        ("said", "Nobody imagined that the harbour would close.", ""),
        ("said", "They will offer free association and not one comma beyond it.", ""),
    ],
)
def test_manner_tells_denial_from_dodging(cue, said, how):
    assert manner(cue, said) == how


def account(table, **more):
    table.position("ar", "port.open", "accepts", "03-01", "Arland has promised to open the port.", by="med", **more)


def test_denial_of_a_reported_promise_is_contested(table):
    account(table)
    table.position("ar", "port.open", "noncommittal", "03-02", "No promise of any kind was given.", actor="Anna Ask")
    (found,) = table.found("contested_account")
    assert set(found.parties) == {"med", "ar"} and found.about == "ar" and found.issue == "port"
    assert found.manner in ("denies", "plays down")
    assert found.evidence[0].quote.startswith("Arland has promised")


def test_dodging_contests_nothing(table):
    account(table)
    table.position("ar", "port.open", "noncommittal", "03-02", "I will not comment on the port.", actor="Anna Ask")
    assert not table.found("contested_account")


def test_account_by_an_outsider_is_no_partys_account(table):
    table.position("ar", "port.open", "accepts", "03-01", "Arland has promised to open the port.", by=None)
    table.position("ar", "port.open", "rejects", "03-02", "No such promise was given.", actor="Anna Ask")
    assert not table.found("contested_account")


def test_unnamed_official_speaks_for_the_party_the_text_gives_it_to(table):
    table.position(
        "ar", "port.open", "accepts", "03-01", "Arland has dropped its veto on the port.", by=None, said=False
    )
    record_row = table.rows[-1]
    told = table.statement("med", "03-01", "Arland has dropped its veto on the port.", speaker="a Medistani official")
    table.rows.append(lambda d: replace(record_row(d), id="p-told", statement=told))
    table.position("ar", "port.open", "rejects", "03-05", "The port remains shut to them.", actor="Anna Ask")
    assert [set(f.parties) for f in table.found("contested_account")] == [{"med", "ar"}]


def test_months_later_time_explains_it(table):
    account(table)
    table.position("ar", "port.open", "rejects", "07-02", "The port remains shut to them.", actor="Anna Ask")
    assert not table.found("contested_account")


def test_a_voice_that_departs_from_the_partys_line_contests_no_account(table):
    table.position("ar", "port.open", "open", "02-10", "Opening the harbour is conceivable.", actor="Anna Ask")
    account(table)
    table.position("ar", "port.open", "rejects", "03-02", "Not one berth.", actor="Arne Ober")
    assert not table.found("contested_account")


def test_denial_on_no_issue_of_the_agenda(table):
    table.statement("ar", "03-01", "Borland asked for more time because of its elections", speaker="Anna Ask", doc="x")
    table.statement("bo", "03-02", "that version", speaker="Bela Boros", cue="rejected", doc="x")
    (found,) = table.found("contested_account")
    assert set(found.parties) == {"ar", "bo"} and found.issue is None


def test_a_party_that_the_agenda_has_no_longer_breaks_nothing(table):
    account(table)
    table.statement("gone", "03-02", "that version", speaker="Bela Boros", cue="rejected", doc="x")
    table.statement("ar", "03-01", "Borland asked for more time", speaker="Anna Ask", doc="x")
    table.position("gone", "port.open", "rejects", "03-02", "Not one berth.", actor="Arne Ober")
    table.found()


def test_denying_something_else_contests_nothing(table):
    account(table)
    table.statement(
        "ar", "03-02", "the ministry had sold railway wagons to a foreign bank", speaker="Anna Ask", cue="denied"
    )
    assert not table.found("contested_account")


def test_a_doubtful_account_counts_where_it_is_denied(table):
    account(table, confidence=0.15)
    table.position("ar", "port.open", "noncommittal", "03-02", "No promise of any kind was given.", actor="Anna Ask")
    assert len(table.found("contested_account")) == 1


def test_the_answer_to_a_question_denies_what_the_question_reports(table):
    """That nobody did a thing is a denial where it answers that somebody did."""
    question = table.statement("bo", "03-02", "your patrol boats chased two trawlers away", doc="b", cue="claims")
    answer = table.statement("ar", "03-02", "Nobody chased any trawlers. They sank.", doc="b", cue=None)
    (found,) = table.found("contested_account")
    assert set(found.parties) == {"ar", "bo"} and found.about == "ar"
    assert set(found.rows) == {question, answer}


def test_that_something_did_not_happen_denies_nothing_by_itself(table):
    table.statement("bo", "03-01", "Arland promised to repair the lighthouse", speaker="Bela Boros")
    table.statement("ar", "03-02", "Nobody chased any trawlers.", speaker="Anna Ask")
    assert not table.found("contested_account")


def test_each_denial_is_of_the_account_that_it_answers_best(table):
    table.position("ar", "fish.quota", "accepts", "03-01", "Arland agreed to a quota for cod.", by="bo", doc="a")
    table.position("ar", "port.open", "accepts", "03-01", "Arland promised to open the port by May.", by="med", doc="m")
    table.statement("ar", "03-03", "Arland promised nothing about the port, in May or ever.", speaker="Anna Ask")
    assert [(set(f.parties), f.issue) for f in table.found("contested_account")] == [({"ar", "med"}, "port")]


def test_what_a_partys_paper_reports_of_another_is_its_account(table):
    """A readout tells what the guest said: the guest's own readout denies it."""
    table.statement(
        "ar",
        "03-01",
        "the port would be opened in spring",
        cue="informed",
        doc="a",
        publisher="Foreign Ministry of Borland",
    )
    table.statement(
        "ar",
        "03-02",
        "in that respect",
        cue="gave no undertaking",
        doc="b",
        publisher="Foreign Ministry of Arland",
        paragraph="Opening the port was raised by Mr Boros; the minister gave no undertaking in that respect.",
    )
    (found,) = table.found("contested_account")
    assert set(found.parties) == {"ar", "bo"} and found.issue == "port"


def test_what_an_outsider_claims_inside_a_partys_words_is_no_account_of_the_partys(table):
    outer = table.statement("bo", "03-01", "The pilots say that Arland has promised them a pension", doc="b", cue=None)
    table.statement(None, "03-01", "Arland has promised them a pension", doc="b", cue="say", within=outer)
    table.statement("ar", "03-01", "It is unfounded: no pension was promised.", doc="b", cue=None)
    assert not table.found("contested_account")


def test_what_both_sides_are_told_to_have_done_is_told_of_each(table):
    table.statement("med", "03-01", "both delegations agreed that the truce be prolonged", speaker="Mina Med")
    table.statement("bo", "03-02", "the delegation agreed to nothing about the truce", speaker="Bela Boros")
    (found,) = table.found("contested_account")
    assert set(found.parties) == {"med", "bo"} and found.issue == "truce"


def test_a_denial_so_called_is_of_the_only_account_there_is(table):
    table.position("ar", "port.open", "accepts", "03-01", "Arland had promised to open the port.", by="med", doc="m")
    table.statement("ar", "03-03", "what the hosts had put into his mouth", speaker="Arne Ober", cue="disowned")
    assert [(set(f.parties), f.issue) for f in table.found("contested_account")] == [({"ar", "med"}, "port")]
    table.position("ar", "fish.quota", "accepts", "03-02", "Arland had promised a quota.", by="bo", doc="b")
    assert not table.found("contested_account")
