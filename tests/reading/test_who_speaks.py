"""Who speaks in the registers that name speakers each in their own way."""

from datetime import date

import pytest
from reading_places import said

from spadework.model import Actor, Agenda, Document, Party, Role
from spadework.reading.people import Met
from spadework.reading.reader import actors, statements

AGENDA = Agenda(
    parties=(
        Party(id="k", name="Korvinia", aliases=("Lesk", "Korvinian")),
        Party(id="v", name="Velmar", aliases=("Port Sorrel", "Velmari")),
        Party(id="u", name="Harbour Workers' Union", aliases=("the union",)),
        Party(id="m", name="Straits Mediation Group", role=Role.MEDIATOR, aliases=("the Group",)),
    ),
    actors=(
        Actor(name="Ada Brenner", role="foreign minister", speaks_for="k"),
        Actor(name="Tomas Quell", role="prime minister", speaks_for="v"),
        Actor(name="Ruth Okonjo", role="special envoy", speaks_for="m"),
        Actor(name="Jean Mallory", role="general secretary", speaks_for="u"),
    ),
)
TWO = Agenda(parties=AGENDA.parties[:2], actors=AGENDA.actors[:2])


def read(text, *attributions, publisher="", agenda=AGENDA, met=None):
    document = Document.of(text, published=date(2026, 3, 12), publisher=publisher)
    return statements(document, [said(document, *a) for a in attributions], agenda, met)


def who(text, *attributions, **more):
    return [(s.speaker, s.party) for s in read(text, *attributions, **more)]


TRANSCRIPT = """House of Deputies of Velmar. Oral questions.

Mr. SPEAKER: Question one.

The MINISTER OF DEFENCE (Mr. Rafe Dunning): The guns will move.

THE CHAIR (Ms. Iturralde): Thank you.

MS. HAN (Korvinia): We doubt it.

The STRAITS MEDIATION GROUP: We do not.

The MINISTER OF DEFENCE: So be it.

The CHAIR: The sitting is closed."""


def test_a_label_with_an_office_is_whoever_its_brackets_name():
    found = who(
        TRANSCRIPT,
        ("Mr. SPEAKER", None, "Question one."),
        ("The MINISTER OF DEFENCE", None, "The guns will move."),
        ("THE CHAIR", None, "Thank you."),
        ("MS. HAN", None, "We doubt it."),
        ("The STRAITS MEDIATION GROUP", None, "We do not."),
        ("The MINISTER OF DEFENCE", None, "So be it."),
        ("The CHAIR", None, "The sitting is closed."),
        publisher="House of Deputies of Velmar",
    )
    assert found == [
        ("Speaker", None),
        ("Rafe Dunning", "v"),
        ("Ms. Iturralde", None),
        ("Ms. Han", "k"),
        ("Straits Mediation Group", "m"),
        ("Rafe Dunning", "v"),
        ("Ms. Iturralde", None),
    ]


def test_a_label_with_an_office_is_whoever_the_record_introduces():
    text = (
        "Interview with the Minister of Energy of Korvinia, Faisal Rahm.\n\nPRESENTER: Well?\n\nMINISTER: Good morning."
    )
    assert who(text, ("MINISTER", None, "Good morning.")) == [("Faisal Rahm", "k")]


def test_the_president_of_a_country_does_not_preside_over_a_chamber():
    agenda = Agenda(parties=AGENDA.parties, actors=(Actor(name="Ilyas Verrin", role="president", speaks_for="k"),))
    text = "Chamber of Deputies.\n\nTHE PRESIDENT OF THE CHAMBER: The sitting is open.\n\nMR EK: At last."
    found = who(text, ("THE PRESIDENT OF THE CHAMBER", None, "The sitting is open."), agenda=agenda)
    assert found == [("President of the Chamber", None)]


COMMUNIQUE = (
    "The Ministers of Foreign Affairs of Korvinia and Velmar, Ms Ada Brenner and Mr Idris Calloway, met under the "
    "chairmanship of the Special Envoy of the Group, Ms Ruth Okonjo."
)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("The Minister of Foreign Affairs of Velmar", ("Idris Calloway", "v")),
        ("Mr Calloway", ("Idris Calloway", "v")),
        ("The Ministers", ("Ministers of Foreign Affairs of Korvinia and Velmar", None)),
        ("The Chair", ("Ruth Okonjo", "m")),
        ("Both delegations", ("delegations of Korvinia and Velmar", None)),
        ("The Parties", ("Korvinia and Velmar", None)),
    ],
)
def test_a_communique_tells_once_who_they_are(source, speaker):
    text = f"{COMMUNIQUE}\n\n{source} stated that the guns would go."
    agenda = Agenda(parties=(*TWO.parties, AGENDA.parties[3]), actors=AGENDA.actors[:3])
    assert who(text, (source, "stated", "the guns would go"), agenda=agenda) == [speaker]


def test_delegations_are_headed_respectively():
    text = (
        "The delegations of Korvinia and of the Harbour Workers' Union, headed respectively by Ms. Ada Brenner and "
        "Mr. Omar Besh, met.\n\nMr. Besh recalled that it was late."
    )
    assert who(text, ("Mr. Besh", "recalled", "it was late")) == [("Omar Besh", "u")]


def test_three_leaders_are_those_named_together():
    text = "Tomas Quell spoke with Ada Brenner and with Ruth Okonjo.\n\nThe three leaders deplored the loss."
    assert who(text, ("The three leaders", "deplored", "the loss")) == [
        ("leaders of Velmar, Korvinia and Straits Mediation Group", None)
    ]


@pytest.mark.parametrize(
    ("before", "source", "speaker"),
    [
        # people whom only a pronoun shows to be such
        ("Lise Amund has run the post since 2009. ", "She", ("Lise Amund", None)),
        ("The applause went to a dairy farmer, Vroni Asch. ", "she", ("Vroni Asch", None)),
        ("Omar Bey, who sells maps, waited. ", "He", ("Omar Bey", None)),
        # whom a paper calls by something else
        ("Horace Denby, who once ran the port, waited. ", "The former prime minister", ("Horace Denby", None)),
        ("Tomas Quell smiled. ", "the veteran negotiator", ("Tomas Quell", "v")),
        # "it"
        ("The Korvinian embassy put out three lines. ", "It", ("Korvinia embassy", "k")),
        ("The union's executive met on Monday. ", "It", ("executive of the Harbour Workers' Union", "u")),
        # possessives
        ("Ada Brenner left early. ", "her own account", ("Ada Brenner", "k")),
        ("Ada Brenner left early. ", "an official in her ministry", ("official in the Korvinia foreign ministry", "k")),
        ("Ada Brenner received Tomas Quell. ", "Her guest", ("Tomas Quell", "v")),
        (
            "Velmar objected. ",
            "an official of its interior ministry",
            ("official of the Velmar interior ministry", "v"),
        ),
        ("Velmar objected. ", "one of its delegates", ("delegate of Velmar", "v")),
        ("In Port Sorrel, ", "a foreign ministry spokeswoman", ("foreign ministry spokeswoman", "v")),
        # descriptions
        ("", "an official reached by telephone", ("official", None)),
        ("", "the Ministry of Trade in Lesk", ("Korvinia ministry of trade", "k")),
        ("", "the board of the union", ("board of the Harbour Workers' Union", "u")),
        ("", "The executive", ("executive", None)),
        # organisations that are nobody's at the table
        ("", "Norl Freight, the union's largest customer,", ("Norl Freight", None)),
        ("", "Planet First, a campaign group,", ("Planet First", None)),
        ("The Federation of Korvinia Growers wept. ", "Its president, Willem Ash,", ("Willem Ash", None)),
        ("Analysts expect a quota. ", "one of them, Mina Farouk,", ("Mina Farouk", None)),
    ],
)
def test_whom_words_stand_for(before, source, speaker):
    text = f"{before}{source} said that the pass was shut."
    assert who(text, (source.strip(","), "said", "the pass was shut")) == [speaker]


def test_two_of_one_surname_are_told_apart_by_their_titles():
    text = (
        "Clara Denby and her brother, the former premier Horace Denby, differed. Ms Denby said no. Mr Denby said yes."
    )
    found = who(text, ("Ms Denby", "said", "no"), ("Mr Denby", "said", "yes"))
    assert [name for name, _ in found] == ["Clara Denby", "Horace Denby"]


def test_who_takes_over_an_office_has_it_and_whoever_had_it_has_not():
    text = (
        "Milan Foss, who was named foreign minister of Korvinia on Sunday, spoke. The new minister said it was over. "
        "His predecessor said she wished him luck."
    )
    found = read(
        text,
        ("Milan Foss", "spoke", "spoke"),
        ("The new minister", "said", "it was over"),
        ("His predecessor", "said", "she wished him luck"),
    )
    assert [s.speaker for s in found] == ["Milan Foss", "Milan Foss", "Ada Brenner"]
    later = "Milan Foss came on foot. The Korvinian foreign minister said it rained."
    agenda = AGENDA.knowing(actors(found))
    assert who(later, ("The Korvinian foreign minister", "said", "it rained"), agenda=agenda) == [("Milan Foss", "k")]


def test_what_somebody_is_called_in_one_document_finds_him_in_the_next():
    met = Met()
    first = read(
        "The session was held with Ms Oona Strath, a surveyor of Velmar, in the chair. Ms Strath thanked them.",
        ("Ms Strath", "thanked", "them"),
        met=met,
    )
    agenda = AGENDA.knowing(actors(first))
    assert who("The Chair regrets the leak.", ("The Chair", "regrets", "the leak"), agenda=agenda, met=met) == [
        ("Oona Strath", "v")
    ]


def test_a_letter_is_its_signers():
    text = "Dear colleagues,\n\nWe promise that nobody will lose a day.\n\nColin Strake\nHead of Siting"
    assert who(text, ("We", "promise", "nobody will lose a day"), publisher="Harbour Workers' Union") == [
        ("Colin Strake", "u")
    ]


def test_a_quotation_after_a_colon_is_whose_name_stands_before_it():
    text = "Ada Brenner made the following statement:\n\n“The rest is up to them.”"
    assert who(text, (None, None, "The rest is up to them."), publisher="Korvinia") == [("Ada Brenner", "k")]


def test_whom_a_passive_addresses_says_nothing():
    text = "Passengers are advised to stay at home."
    assert who(text, ("Passengers", "are advised", "to stay at home"), publisher="Harbour Workers' Union") == [
        ("Harbour Workers' Union", "u")
    ]


def test_what_was_agreed_in_minutes_both_agreed():
    text = "The fourth meeting was held on Friday. It was agreed that an expert would look at it."
    attribution = ("It", "was agreed", "an expert would look at it")
    assert who(text, attribution, publisher="Velmar", agenda=TWO) == [("Korvinia and Velmar", None)]


def test_two_reports_of_one_content_stand_in_the_order_of_their_cues():
    text = "The pass was shut, the Daily Lamp reported, citing an adviser."
    found = who(
        text, ("an adviser", "citing", "The pass was shut"), ("the Daily Lamp", "reported", "The pass was shut")
    )
    assert [name for name, _ in found] == ["Daily Lamp", "adviser"]


def test_somebody_described_is_not_learnt_as_an_actor():
    found = read("An Ostrian diplomat in Lesk said it rained.", ("An Ostrian diplomat in Lesk", "said", "it rained"))
    assert found[0].speaker == "Ostrian diplomat in Lesk"
    assert actors(found) == ()


@pytest.mark.parametrize(("words", "speaker"), [("The diplomat", "Ada Brenner"), ("The mayor", "mayor")])
def test_a_paper_varies_what_it_calls_somebody_but_not_by_an_office_of_one(words, speaker):
    text = f"Ada Brenner said no. {words} said that the pass was shut."
    found = who(text, ("Ada Brenner", "said", "no"), (words, "said", "the pass was shut"))
    assert found[-1][0] == speaker


def test_only_institutions_with_of_in_their_name_are_bodies_of_a_party():
    agenda = Agenda(parties=(Party(id="k", name="Sundmark", aliases=("Council of State", "Federation of Islands")),))
    text = "The Council of State said no. The Federation of Islands said yes."
    found = who(
        text, ("The Council of State", "said", "no"), ("The Federation of Islands", "said", "yes"), agenda=agenda
    )
    assert found == [("Sundmark Council of State", "k"), ("Sundmark", "k")]


def test_a_notice_is_its_issuers():
    text = (
        "Korvinia was silent. The fisheries ministry in Port Sorrel published a notice on Monday. "
        "The notice says that the strait is closed."
    )
    [(speaker, party)] = who(text, ("The notice", "says", "the strait is closed"))
    assert (speaker, party) == ("Velmar fisheries ministry", "v")


def test_a_paper_is_not_called_by_what_was_done_with_it():
    text = "Velmar published a notice on Monday. The notice says that the strait is closed."
    assert who(text, ("The notice", "says", "the strait is closed")) == [("Velmar notice", "v")]
