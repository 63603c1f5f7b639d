"""Who speaks, and for whom."""

from datetime import date

import pytest
from reading_places import said

from spadework.model import Actor, Agenda, Document, Party, Role
from spadework.reading.affiliation import affiliation
from spadework.reading.names import names, unshouted
from spadework.reading.offices import role_words
from spadework.reading.parties import PartyForms
from spadework.reading.reader import actors, statements

AGENDA = Agenda(
    parties=(
        Party(id="k", name="Karvona", aliases=("Duvas", "Karvonan")),
        Party(id="i", name="Ilmeria", aliases=("Port Asrel", "Ilmerian", "the border police")),
        Party(id="u", name="Dock Workers' Union", aliases=("dockers",)),
        Party(id="m", name="Upper Basin Commission", role=Role.MEDIATOR, aliases=("the commission",)),
    ),
    actors=(
        Actor(name="Tamsin Ruell", role="foreign minister", speaks_for="k"),
        Actor(name="Josip Lenard", role="professor", speaks_for=None),
    ),
)
FORMS = PartyForms(AGENDA)


def speakers(text, *attributions, agenda=AGENDA, publisher=""):
    document = Document.of(text, published=date(2025, 3, 12), publisher=publisher)
    found = statements(document, [said(document, *a) for a in attributions], agenda)
    return [(s.speaker, s.party) for s in found]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Karvona", "k"),
        ("the Karvonans", "k"),
        ("the dock workers’ union", "u"),
        ("the union", "u"),
        ("Border police", "i"),
        ("the Commission", "m"),
        ("UBC", "m"),
        ("Karvonite", None),
    ],
)
def test_party_is_called_by(text, party):
    assert [h.party for h in FORMS.hits(text)] == ([party] if party else [])


def test_a_form_of_two_parties_is_nobodys():
    forms = PartyForms(Agenda(parties=(Party(id="a", name="Nurses' Union"), Party(id="b", name="Drivers' Union"))))
    assert forms.hits("the union") == []


@pytest.mark.parametrize(
    ("words", "party", "outsider"),
    [
        ("Karvona's ambassador in Port Asrel", "k", False),
        ("ambassador to Ilmeria", None, False),
        ("the Ilmerian special envoy to Karvona", "i", False),
        ("a spokesman for the foreign ministry in Port Asrel", "i", False),
        ("who leads the Ilmerian delegation", "i", False),
        ("a former Karvonan minister", None, True),
        ("professor of law at the University of Duvas", None, True),
        ("the mayor of Duvas", None, True),
        ("the chairman of Karvona's farmers' union", None, True),
        ("deputy speaker of the Karvonan assembly until March, now negotiates for Ilmeria", "i", False),
        ("a Karvonan lawyer who represents Ilmeria in the talks", "i", False),
    ],
)
def test_description_makes(words, party, outsider):
    told = affiliation(words, FORMS)
    assert (told.party, told.outsider) == (party, outsider)


def test_names_are_parted_from_titles():
    found = [(n.title, n.text) for n in names("Norfell’s Foreign Minister Thole met Gen. Pavla V. Ostrova on Tuesday.")]
    assert found == [("", "Norfell"), ("Foreign Minister", "Thole"), ("Gen.", "Pavla V. Ostrova")]
    assert unshouted("The MINISTER OF THE INTERIOR") == "The Minister of the Interior"


def test_offices_are_one_in_either_order():
    assert role_words("the Minister of the Interior") == role_words("interior minister")


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Karvona's railway minister, Timur Beyaz, ", ("Timur Beyaz", "k")),
        ("Timur Beyaz, the Ilmerian press secretary, ", ("Timur Beyaz", "i")),
        ("Prime Minister Timur Beyaz of Karvona ", ("Timur Beyaz", "k")),
        ("Timur Beyaz, who speaks for the Ilmerian delegation, ", ("Timur Beyaz", "i")),
        ("Timur Beyaz, a former ambassador to Karvona, ", ("Timur Beyaz", None)),
        ("Timur Beyaz, an analyst in Duvas, ", ("Timur Beyaz", None)),
    ],
)
def test_introduction_teaches(before, who):
    source = before.strip().rstrip(",")
    assert speakers(f"{before}said the road was shut.", (source, "said", "the road was shut")) == [who]


def test_pronoun_takes_the_last_of_its_sex():
    text = (
        "The guns stay, Ruell said. Ilmeria's defence minister, Olek Brandis, disagreed. "
        "“They will go,” he told reporters. “They will not,” she replied."
    )
    found = speakers(
        text,
        ("Ruell", "said", "The guns stay"),
        ("he", "told", "They will go,"),
        ("she", "replied", "They will not,"),
    )
    assert found == [("Tamsin Ruell", "k"), ("Olek Brandis", "i"), ("Tamsin Ruell", "k")]


def test_office_in_the_lead_is_the_person_named_next():
    text = (
        "PORT ASREL, March 12 - Ilmeria could wait, its deputy foreign minister said on Monday.\n\n"
        "“We have time,” Deputy Foreign Minister Carla Vess said."
    )
    found = speakers(
        text,
        ("its deputy foreign minister", "said", "Ilmeria could wait"),
        ("Deputy Foreign Minister Carla Vess", "said", "We have time,"),
    )
    assert found == [("Carla Vess", "i"), ("Carla Vess", "i")]


def test_two_of_one_surname_are_told_apart():
    text = (
        "Janek Horvat, the Ilmerian transport minister, was calm. The bridge stays shut, Mr. Horvat said. "
        "Lidia Horvat, Karvona's police chief, was not. It opens today, Ms. Horvat said."
    )
    found = speakers(text, ("Mr. Horvat", "said", "The bridge stays shut"), ("Ms. Horvat", "said", "It opens today"))
    assert found == [("Janek Horvat", "i"), ("Lidia Horvat", "k")]


def test_ministry_is_that_of_the_place():
    text = "DUVAS, March 12 - Talks failed. In Port Asrel, the foreign ministry said it regretted this."
    assert speakers(text, ("the foreign ministry", "said", "it regretted this")) == [("Ilmeria foreign ministry", "i")]


def test_it_is_the_body_that_spoke():
    text = "Karvona's foreign ministry said the road was shut. It did not exclude a visit."
    found = speakers(
        text,
        ("Karvona's foreign ministry", "said", "the road was shut"),
        ("It", "did not exclude", "a visit"),
    )
    assert found == [("Karvona foreign ministry", "k")] * 2


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("A senior Karvonan official", ("a senior Karvonan official", "k")),
        ("A Western diplomat", ("a Western diplomat", None)),
        ("Residents of Duvas", ("Residents of Duvas", None)),
        ("Both sides", ("Both sides", None)),
        ("Karvona and Ilmeria", ("Karvona and Ilmeria", None)),
        ("The government in Duvas", ("Karvona", "k")),
        ("The Duvas Times", ("Duvas Times", None)),
        ("Ruell’s office", ("office of Tamsin Ruell", "k")),
    ],
)
def test_source_without_a_person(source, who):
    assert speakers(f"{source} said the road was shut.", (source, "said", "the road was shut")) == [who]


def test_party_named_in_the_content_is_not_the_speakers():
    text = "Karvona will shut the road, Milena Kort said."
    assert speakers(text, ("Milena Kort", "said", "Karvona will shut the road")) == [("Milena Kort", None)]


def test_known_outsider_stays_one():
    text = "Josip Lenard, Karvona's adviser, said it would fail."
    assert speakers(text, ("Josip Lenard, Karvona's adviser", "said", "it would fail")) == [("Josip Lenard", None)]


def test_labels_of_a_transcript():
    text = (
        "MINISTER RUELL (Karvona): The road is shut.\n\nAMBASSADOR LISK (Ilmeria): It is open.\n\n"
        "The SPEAKER: Next question."
    )
    found = speakers(
        text,
        ("MINISTER RUELL (Karvona)", None, "The road is shut."),
        ("AMBASSADOR LISK (Ilmeria)", None, "It is open."),
        ("The SPEAKER", None, "Next question."),
    )
    assert found == [("Tamsin Ruell", "k"), ("Ambassador Lisk", "i"), ("Speaker", None)]


def test_no_source_is_whoever_spoke_before():
    text = "“We are late,” Ruell said. Tomorrow would be soon enough."
    found = speakers(text, ("Ruell", "said", "We are late,"), (None, None, "Tomorrow would be soon enough."))
    assert found == [("Tamsin Ruell", "k")] * 2


def test_press_release_speaks_for_its_publisher():
    text = "We propose a ceasefire."
    assert speakers(text, ("We", "propose", "a ceasefire"), publisher="Foreign Ministry of Karvona") == [
        ("Karvona", "k")
    ]


def test_without_an_agenda_nobody_has_a_party():
    text = "Karvona's railway minister, Timur Beyaz, said the road was shut."
    found = speakers(text, ("Timur Beyaz", "said", "the road was shut"), agenda=None)
    assert found == [("Timur Beyaz", None)]


def test_actors_learnt_serve_the_next_document():
    document = Document.of("Karvona's railway minister, Timur Beyaz, said the road was shut.")
    found = statements(document, [said(document, "Timur Beyaz", "said", "the road was shut")], AGENDA)
    learnt = actors(found)
    assert learnt == (Actor(name="Timur Beyaz", role="Karvona's railway minister", speaks_for="k"),)
    later = speakers(
        "The road is open, Beyaz said.", ("Beyaz", "said", "The road is open"), agenda=AGENDA.knowing(learnt)
    )
    assert later == [("Timur Beyaz", "k")]


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("The foreign minister left. Her deputy said the pass was shut.", "Her deputy", "k"),
        ("Karvona rejected it. Its lawyers said the pass was shut.", "Its lawyers", "k"),
        ("A Karvonan lawyer said the pass was shut.", "A Karvonan lawyer", None),
        ("A source close to Karvona said the pass was shut.", "A source close to Karvona", "k"),
        ("An aide to the Ilmerian premier said the pass was shut.", "An aide to the Ilmerian premier", "i"),
        ("One of the Karvonan negotiators said the pass was shut.", "One of the Karvonan negotiators", "k"),
        ("Ilmeria's man at the talks, Ivo Sand, said the pass was shut.", "Ivo Sand", "i"),
        ("Speaking for Ilmeria, Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("Ivo Sand, for the Ilmerians, said the pass was shut.", "Ivo Sand", "i"),
        ("Ivo Sand draws a salary from Ilmeria. “No,” he said. Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("The premier of Ilmeria replied within hours. Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("An official from the Ilmerian ministry, who said the pass was shut, left.", "who", "i"),
        ("Karvona asked, Ilmeria waited. The latter said the pass was shut.", "The latter", "i"),
        ("The dockers left. The union said the pass was shut.", "The union", "u"),
        ("The Ilmerian Water Agency met. The agency's head, Ivo Sand, said the pass was shut.", "Ivo Sand", "i"),
        ("People in the Karvonan camp said the pass was shut.", "People in the Karvonan camp", "k"),
    ],
)
def test_speaks_for(text, source, party):
    [(_, found)] = speakers(text, (source, "said", "the pass was shut"))
    assert found == party


STRIKE = Agenda(
    parties=(
        Party(id="air", name="Norrland Wings"),
        Party(id="guild", name="Pilots' Guild"),
        Party(id="m", name="State Mediator", role=Role.MEDIATOR),
    ),
)


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("Flights stop. The airline said pay was fair.", "The airline", "air"),
        ("Flights stop. A company spokesman said pay was fair.", "A company spokesman", "air"),
        ("Flights stop. The pilots said pay was fair.", "The pilots", "guild"),
        ("Flights stop. The union's lawyer, Ida Falk, said pay was fair.", "Ida Falk", "guild"),
        ("Flights stop. The finance director, Ida Falk, said pay was fair.", "Ida Falk", "air"),
        ("Skyline, a rival airline, grew. The airline said pay was fair.", "The airline", None),
    ],
)
def test_sides_of_a_dispute_are_called_by_common_nouns(text, source, party):
    [(_, found)] = speakers(text, (source, "said", "pay was fair"), agenda=STRIKE)
    assert found == party


def test_common_noun_takes_up_an_organisation():
    text = "Shares in Lenn Air, the largest carrier in the region, rose. The airline said it was glad."
    assert speakers(text, ("The airline", "said", "it was glad")) == [("Lenn Air", None)]


def test_passive_report_has_no_source():
    text = "Tamsin Ruell was said to be choosing between two judges."
    assert speakers(text, (None, "was said", "to be choosing between two judges")) == [("unnamed source", None)]


def test_own_institution_in_a_text_of_its_own():
    text = "Dear Ministers,\n\nThe secretariat proposes a ten-day test."
    found = speakers(text, ("The secretariat", "proposes", "a ten-day test"), publisher="Upper Basin Commission")
    assert [party for _, party in found] == ["m"]
