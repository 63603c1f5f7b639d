"""For whom people and bodies speak where the text names no party with them, and what they are called."""

from datetime import date

import pytest
from reading_places import said

from spadework.model import Actor, Agenda, Document, Party, Role
from spadework.reading import read_each
from spadework.reading.reader import actors, statements

TALKS = Agenda(
    parties=(
        Party(id="k", name="Korvan", aliases=("Lesk", "Korvani")),  # a name that ends like an adjective
        Party(id="v", name="Velmar", aliases=("Puerto Sórrel", "Velmari", "Velgas")),
        Party(id="b", name="Border Commission", role=Role.MEDIATOR, aliases=("the Commission", "Port Ames")),
    ),
    actors=(
        Actor(name="Ada Brenner", role="president", speaks_for="k"),
        Actor(name="Tomas Quell", role="energy minister", speaks_for="v"),
        Actor(name="Ruth Okonjo", role="chair of the Commission", speaks_for="b"),
    ),
)
LABOUR = Agenda(
    parties=(
        Party(id="e", name="Tessel Ferries", aliases=("Tessel", "the operator")),
        Party(id="u", name="Guild of Deckhands", aliases=("the guild",)),
        Party(id="d", name="Department of Transport", aliases=("the Department",)),
    ),
    actors=(Actor(name="Jean Mallory", role="general secretary", speaks_for="u"),),
)
LOAN = Agenda(
    parties=(
        Party(id="f", name="Northern Stability Fund", aliases=("the Fund",)),
        Party(id="m", name="Maranda", aliases=("Losk", "Marandan")),
        Party(id="h", name="Committee of Bondholders", aliases=("the Committee",)),
    )
)
JUNTA = Agenda(
    parties=(
        Party(id="n", name="National Council", aliases=("the council", "Osk government")),
        Party(id="r", name="Front for Justice", aliases=("the Front",)),
    )
)
BLOCS = Agenda(
    parties=(
        Party(id="i", name="Alliance of Island States", aliases=("the Alliance",)),
        Party(id="o", name="Ocean Fleets Group", aliases=("the Group",)),
        Party(id="s", name="Secretariat of the Basin Treaty", role=Role.MEDIATOR, aliases=("the Secretariat",)),
    )
)


def read(text, *attributions, agenda=TALKS, **document):
    made = Document.of(text, published=date(2026, 3, 12), **document)
    return statements(made, [said(made, *a) for a in attributions], agenda)


def who(text, source, agenda=TALKS, **document):
    [found] = read(text, (source, "said", "the pass was shut"), agenda=agenda, **document)
    return found.speaker, found.party


@pytest.mark.parametrize(
    ("before", "source", "speaker"),
    [
        # what the paragraph, the body named last or the same office tell
        ("From Korvan came another answer. ", "General Ivo Sand, who commands the ridge,", ("Ivo Sand", "k")),
        ("LESK — Velmar’s army blames smugglers. ", "Colonel Ivo Sand, an army spokesman,", ("Ivo Sand", "v")),
        ("The Velmari police shut the lane. ", "A spokesman for the police, Ivo Sand,", ("Ivo Sand", "v")),
        ("On prisoners Korvan has two voices. ", "The justice minister, Ivo Sand,", ("Ivo Sand", "k")),
        ("The ambassador of Velmar waited. ", "The ambassador, Ivo Sand,", ("Ivo Sand", "v")),
        # but not whom the paragraph speaks against
        ("LESK — The talks with Velmar went on. ", "The justice minister, Ivo Sand,", ("Ivo Sand", "k")),
        # wires drop the accents of a town
        ("PUERTO SORREL — It rained. ", "The navy", ("Velmar navy", "v")),
        # "its"
        ("Korvan will sign once Velmar has. ", "Its spokesman, Ivo Sand,", ("Ivo Sand", "k")),
        ("The hospital in Lesk has fuel for a week. ", "Its director, Ivo Sand,", ("Ivo Sand", None)),
        ("The Korvani chamber of commerce despairs. ", "Its president, Ivo Sand,", ("Ivo Sand", None)),
        ("A freighter lies off Lesk. ", "Its captain", ("captain of the freighter", None)),
        ("PUERTO SORREL — The air force has flown. ", "Its commander, Ivo Sand,", ("Ivo Sand", "v")),
        # what comes after a name
        ("", "Ms. Sand, of the Commission,", ("Ms. Sand", "b")),
        ("The Commission is split. ", "Ivo Sand, who chairs its board,", ("Ivo Sand", "b")),
        ("", "Ivo Sand, who owns a farm and chairs the union of Korvani growers,", ("Ivo Sand", None)),
        ("", "The Commission's resident representative, Ivo Sand,", ("Ivo Sand", "b")),
        ("Ada Brenner left. ", "Her predecessor, Ivo Sand,", ("Ivo Sand", "k")),
        # whose staff
        ("Ada Brenner left. ", "an adviser to the president who wants no name", None),
        ("", "A clerk at the Commission", ("clerk at the Commission", "b")),
        ("", "A Korvani officer attached to the mission", ("Korvani officer attached to the mission", "k")),
        # offices and those who hold them
        ("Ada Brenner left. ", "Her office", ("office of the Korvan president", "k")),
        ("Tomas Quell left. ", "His office", ("office of Tomas Quell", "v")),
        ("The president received Ada Brenner. ", "Velmar's new energy minister", ("Velmar energy minister", "v")),
        # several
        ("", "The ministers of Korvan and Velmar, meeting in Rome,", ("ministers of Korvan and Velmar", None)),
        # a state's company is called by its own name
        ("Velgas, the state gas company of Velmar, is in debt. ", "Velgas", ("Velgas", "v")),
        ("", "the two health ministries", ("health ministries of Korvan and Velmar", None)),
        # whose word it is
        ("", "a video released by the navy of Velmar", ("Velmar navy", "v")),
        ("", "Radio Tarn, quoting a Korvani official", ("Korvani official", "k")),
        ("An aide to Tomas Quell wept. ", "An official from Lesk", ("official from Lesk", "k")),
        # what a reader takes along from before the subject
        ("Before ", "lunch the president of Korvan", ("Ada Brenner", "k")),
        ("It was put off till the ", "next. The president of Korvan", ("Ada Brenner", "k")),
    ],
)
def test_whose_they_are(before, source, speaker):
    text = f"{before}{source} said that the pass was shut."
    found = who(text, source.strip(","))
    assert found == speaker if speaker else found[1] == "k"


@pytest.mark.parametrize(
    ("before", "source", "agenda", "party"),
    [
        ("", "The transport minister, Ivo Sand,", LABOUR, "d"),
        ("Tessel shrugged. ", "The justice minister, Ivo Sand,", LABOUR, None),
        ("An executive said that Tessel was tired. ", "The company", LABOUR, "e"),
        ("The members of the council met. ", "The interior minister, Ivo Sand,", JUNTA, "n"),
    ],
)
def test_whose_ministers_they_are(before, source, agenda, party):
    assert who(f"{before}{source} said that the pass was shut.", source.strip(","), agenda)[1] == party


def test_a_lender_has_no_authorities():
    text = "The team met the press.\n\nThe authorities said that the pass was shut."
    found = who(text, "The authorities", LOAN, publisher="Northern Stability Fund")
    assert found == ("Maranda authorities", "m")


def test_a_bulletin_shouts_and_members_speak_for_their_group():
    text = "PALLU, for the ALLIANCE, opposed it. The OCEAN FLEETS GROUP agreed. PALLU gave way. The SECRETARIAT smiled."
    found = read(
        text,
        ("PALLU", "opposed", "it"),
        ("The OCEAN FLEETS GROUP", "agreed", "agreed"),
        ("PALLU", "gave", "way"),
        ("The SECRETARIAT", "smiled", "smiled"),
        agenda=BLOCS,
    )
    assert [s.party for s in found] == ["i", "o", "i", "s"]
    assert found[0].speaker == "Pallu"


def test_an_acquaintance_in_an_issuers_own_text_is_the_issuers():
    text = "STATEMENT\n\nMrs Tarn agreed to nothing.\n\nThe Minister said that the pass was shut."
    assert who(text, "The Minister", publisher="Chancery of Korvan") == ("Mrs Tarn", "k")


def test_the_minister_in_a_text_of_his_own_is_not_anothers():
    text = "LESK, 3 May\n\nThe minister said that the pass was shut."
    assert who(text, "The minister", publisher="Government of Korvan")[1] == "k"


def test_free_speech_begins_with_its_speaker():
    text = "Ada Brenner waved. Its envoy, Lise Sand, had no quarrel with the fee, she told the radio."
    [found] = read(text, ("she", "told", "Its envoy, Lise Sand, had no quarrel with the fee"))
    assert found.speaker == "Lise Sand"


def test_whom_a_guest_addresses_is_not_the_guest():
    text = "Tomas Quell spoke. To a guest who shouted he replied that the pass was shut."
    found = read(
        text,
        ("Tomas Quell", "spoke", "spoke"),
        ("a guest", "shouted", "shouted"),
        ("he", "replied", "the pass was shut"),
    )
    assert found[-1].speaker == "Tomas Quell"


def test_the_phrase_right_before_a_name_tells_what_he_is():
    text = (
        "The president spoke by telephone this evening with the premier of Velmar, Ivo Sand. The president said that "
        "the pass was shut."
    )
    assert who(text, "The president") == ("Ada Brenner", "k")


def test_a_letter_tells_who_you_are_and_who_writes():
    text = (
        "Dear Ms Tarn,\n\nYou asked whether it was over. The board says no. It never was.\n\nI wish you well.\n\n"
        "Lise Amund\nSecretary"
    )
    found = read(
        text,
        ("You", "asked", "it was over"),
        ("The board", "says", "no"),
        (None, None, "It never was."),
        title="Letter to the energy minister of Velmar",
        publisher="Border Commission",
    )
    assert [s.speaker for s in found] == ["Ms Tarn", "board of the Border Commission", "Lise Amund"]
    assert found[0].party == "v"


def test_benches_and_constituencies_of_a_chamber_are_no_parties():
    text = "House of Deputies of Korvan.\n\nMr. EK (Government): Why?\n\nMs. TARN (Lesk South): Indeed, why?"
    found = read(
        text,
        ("Mr. EK", None, "Why?"),
        ("Ms. TARN", None, "Indeed, why?"),
        publisher="House of Deputies of Korvan",
    )
    assert [s.party for s in found] == [None, None]


def test_the_head_of_a_record_tells_for_whom_they_sit():
    text = "Joint press conference. For Korvan: Ms. Ida Tarn, deputy.\n\nMs. TARN: The pass is shut."
    [found] = read(text, ("Ms. TARN", None, "The pass is shut."), publisher="Border Commission")
    assert (found.speaker, found.party) == ("Ida Tarn", "k")


def test_a_broadcaster_that_asks_is_nobody_and_not_he():
    text = "LESK RADIO: Is it shut?\n\nMR. QUELL: He says so."
    found = read(text, ("LESK RADIO", None, "Is it shut?"), ("MR. QUELL", None, "He says so."))
    assert [(s.speaker, s.party) for s in found] == [("Lesk Radio", None), ("Tomas Quell", "v")]


def test_whoever_is_described_once_is_the_same_again():
    text = "An aide to Tomas Quell said no. The aide said that the pass was shut."
    found = read(text, ("An aide to Tomas Quell", "said", "no"), ("The aide", "said", "the pass was shut"))
    assert [(s.speaker, s.party) for s in found] == [("an aide to Tomas Quell", "v")] * 2


def test_excellency_is_he():
    text = "Tomas Quell waited. His Excellency said that the pass was shut."
    assert who(text, "His Excellency") == ("Tomas Quell", "v")


def test_a_leaflet_is_theirs_who_put_it_out():
    text = "Tessel objects to a leaflet distributed by the guild. The leaflet said that the pass was shut."
    found = read(
        text,
        ("Tessel", "objects", "to a leaflet distributed by the guild"),
        ("The leaflet", "said", "the pass was shut"),
        agenda=LABOUR,
    )
    assert (found[-1].speaker, found[-1].party) == ("leaflet of the Guild of Deckhands", "u")


def test_an_office_of_a_party_is_not_learnt_as_a_person():
    [found] = read("The Prime Minister of Velmar wept.", ("The Prime Minister of Velmar", "wept", "wept"))
    assert found.party == "v"
    assert actors([found]) == ()


def test_a_paper_of_the_dossier_is_no_person():
    first = Document.of("Rain fell.", published=date(2026, 3, 11), publisher="La Sera")
    second = Document.of("“The pass is shut,” La Sera said.", published=date(2026, 3, 12), publisher="Wire")
    _, found = read_each([first, second], TALKS)
    assert [(s.speaker, s.party) for s in found] in ([], [("La Sera", None)])
