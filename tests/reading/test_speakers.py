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
        Party(id="k", name="Ostrena", aliases=("Corvas", "Ostrenan")),
        Party(id="i", name="Velloria", aliases=("Port Ellam", "Vellorian", "the border police")),
        Party(id="u", name="Dock Workers' Union", aliases=("dockers",)),
        Party(id="m", name="Lower Vale Commission", role=Role.MEDIATOR, aliases=("the commission",)),
    ),
    actors=(
        Actor(name="Marta Selwyn", role="foreign minister", speaks_for="k"),
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
        ("Ostrena", "k"),
        ("the Ostrenans", "k"),
        ("the dock workers’ union", "u"),
        ("the union", "u"),
        ("Border police", "i"),
        ("the Commission", "m"),
        ("LVC", "m"),
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
        ("Ostrena's ambassador in Port Ellam", "k", False),
        ("ambassador to Velloria", None, False),
        ("the Vellorian special envoy to Ostrena", "i", False),
        ("a spokesman for the foreign ministry in Port Ellam", "i", False),
        ("who leads the Vellorian delegation", "i", False),
        ("a former Ostrenan minister", None, True),
        ("professor of law at the University of Corvas", None, True),
        ("the mayor of Corvas", None, True),
        ("the chairman of Ostrena's farmers' union", None, True),
        ("deputy speaker of the Ostrenan assembly until March, now negotiates for Velloria", "i", False),
        ("a Ostrenan lawyer who represents Velloria in the talks", "i", False),
    ],
)
def test_description_makes(words, party, outsider):
    told = affiliation(words, FORMS)
    assert (told.party, told.outsider) == (party, outsider)


def test_names_are_parted_from_titles():
    found = [(n.title, n.text) for n in names("Aldfell’s Foreign Minister Thole met Gen. Pavla V. Ostrova on Tuesday.")]
    assert found == [("", "Aldfell"), ("Foreign Minister", "Thole"), ("Gen.", "Pavla V. Ostrova")]
    assert unshouted("The MINISTER OF THE INTERIOR") == "The Minister of the Interior"


def test_offices_are_one_in_either_order():
    assert role_words("the Minister of the Interior") == role_words("interior minister")


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Ostrena's railway minister, Timur Beyaz, ", ("Timur Beyaz", "k")),
        ("Timur Beyaz, the Vellorian press secretary, ", ("Timur Beyaz", "i")),
        ("Prime Minister Timur Beyaz of Ostrena ", ("Timur Beyaz", "k")),
        ("Timur Beyaz, who speaks for the Vellorian delegation, ", ("Timur Beyaz", "i")),
        ("Timur Beyaz, a former ambassador to Ostrena, ", ("Timur Beyaz", None)),
        ("Timur Beyaz, an analyst in Corvas, ", ("Timur Beyaz", None)),
    ],
)
def test_introduction_teaches(before, who):
    source = before.strip().rstrip(",")
    assert speakers(f"{before}said the road was shut.", (source, "said", "the road was shut")) == [who]


def test_pronoun_takes_the_last_of_its_sex():
    text = (
        "The guns stay, Selwyn said. Velloria's defence minister, Pavel Ornick, disagreed. "
        "“They will go,” he told reporters. “They will not,” she replied."
    )
    found = speakers(
        text,
        ("Selwyn", "said", "The guns stay"),
        ("he", "told", "They will go,"),
        ("she", "replied", "They will not,"),
    )
    assert found == [("Marta Selwyn", "k"), ("Pavel Ornick", "i"), ("Marta Selwyn", "k")]


def test_office_in_the_lead_is_the_person_named_next():
    text = (
        "PORT ASREL, March 12 - Velloria could wait, its deputy foreign minister said on Monday.\n\n"
        "“We have time,” Deputy Foreign Minister Paula Trenn said."
    )
    found = speakers(
        text,
        ("its deputy foreign minister", "said", "Velloria could wait"),
        ("Deputy Foreign Minister Paula Trenn", "said", "We have time,"),
    )
    assert found == [("Paula Trenn", "i"), ("Paula Trenn", "i")]


def test_two_of_one_surname_are_told_apart():
    text = (
        "Janek Torval, the Vellorian transport minister, was calm. The bridge stays shut, Mr. Torval said. "
        "Lidia Torval, Ostrena's police chief, was not. It opens today, Ms. Torval said."
    )
    found = speakers(text, ("Mr. Torval", "said", "The bridge stays shut"), ("Ms. Torval", "said", "It opens today"))
    assert found == [("Janek Torval", "i"), ("Lidia Torval", "k")]


def test_ministry_is_that_of_the_place():
    text = "CORVAS, March 12 - Talks failed. In Port Ellam, the foreign ministry said it regretted this."
    assert speakers(text, ("the foreign ministry", "said", "it regretted this")) == [("Velloria foreign ministry", "i")]


def test_it_is_the_body_that_spoke():
    text = "Ostrena's foreign ministry said the road was shut. It did not exclude a visit."
    found = speakers(
        text,
        ("Ostrena's foreign ministry", "said", "the road was shut"),
        ("It", "did not exclude", "a visit"),
    )
    assert found == [("Ostrena foreign ministry", "k")] * 2


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("A senior Ostrenan official", ("senior Ostrenan official", "k")),
        ("A Western diplomat", ("Western diplomat", None)),
        ("Residents of Corvas", ("Residents of Corvas", None)),
        ("Both sides", ("Both sides", None)),
        ("Ostrena and Velloria", ("Ostrena and Velloria", None)),
        ("The government in Corvas", ("Ostrena", "k")),
        ("The Corvas Times", ("Corvas Times", None)),
        ("Selwyn’s office", ("office of Marta Selwyn", "k")),
    ],
)
def test_source_without_a_person(source, who):
    assert speakers(f"{source} said the road was shut.", (source, "said", "the road was shut")) == [who]


def test_party_named_in_the_content_is_not_the_speakers():
    text = "Ostrena will shut the road, Milena Kort said."
    assert speakers(text, ("Milena Kort", "said", "Ostrena will shut the road")) == [("Milena Kort", None)]


def test_known_outsider_stays_one():
    text = "Josip Lenard, Ostrena's adviser, said it would fail."
    assert speakers(text, ("Josip Lenard, Ostrena's adviser", "said", "it would fail")) == [("Josip Lenard", None)]


def test_labels_of_a_transcript():
    text = (
        "MINISTER SELWYN (Ostrena): The road is shut.\n\nAMBASSADOR LISK (Velloria): It is open.\n\n"
        "The SPEAKER: Next question."
    )
    found = speakers(
        text,
        ("MINISTER SELWYN (Ostrena)", None, "The road is shut."),
        ("AMBASSADOR LISK (Velloria)", None, "It is open."),
        ("The SPEAKER", None, "Next question."),
    )
    assert found == [("Marta Selwyn", "k"), ("Ambassador Lisk", "i"), ("Speaker", None)]


def test_no_source_is_whoever_spoke_before():
    text = "“We are late,” Selwyn said. Tomorrow would be soon enough."
    found = speakers(text, ("Selwyn", "said", "We are late,"), (None, None, "Tomorrow would be soon enough."))
    assert found == [("Marta Selwyn", "k")] * 2


def test_press_release_speaks_for_its_publisher():
    text = "We propose a ceasefire."
    assert speakers(text, ("We", "propose", "a ceasefire"), publisher="Foreign Ministry of Ostrena") == [
        ("Ostrena", "k")
    ]


def test_without_an_agenda_nobody_has_a_party():
    text = "Ostrena's railway minister, Timur Beyaz, said the road was shut."
    found = speakers(text, ("Timur Beyaz", "said", "the road was shut"), agenda=None)
    assert found == [("Timur Beyaz", None)]


def test_actors_learnt_serve_the_next_document():
    document = Document.of("Ostrena's railway minister, Timur Beyaz, said the road was shut.")
    found = statements(document, [said(document, "Timur Beyaz", "said", "the road was shut")], AGENDA)
    learnt = actors(found)
    assert learnt == (Actor(name="Timur Beyaz", role="Ostrena's railway minister", speaks_for="k"),)
    later = speakers(
        "The road is open, Beyaz said.", ("Beyaz", "said", "The road is open"), agenda=AGENDA.knowing(learnt)
    )
    assert later == [("Timur Beyaz", "k")]


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("The foreign minister left. Her deputy said the pass was shut.", "Her deputy", "k"),
        ("Ostrena rejected it. Its lawyers said the pass was shut.", "Its lawyers", "k"),
        ("A Ostrenan lawyer said the pass was shut.", "A Ostrenan lawyer", None),
        ("A source close to Ostrena said the pass was shut.", "A source close to Ostrena", "k"),
        ("An aide to the Vellorian premier said the pass was shut.", "An aide to the Vellorian premier", "i"),
        ("One of the Ostrenan negotiators said the pass was shut.", "One of the Ostrenan negotiators", "k"),
        ("Velloria's man at the talks, Ivo Sand, said the pass was shut.", "Ivo Sand", "i"),
        ("Speaking for Velloria, Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("Ivo Sand, for the Vellorians, said the pass was shut.", "Ivo Sand", "i"),
        ("Ivo Sand draws a salary from Velloria. “No,” he said. Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("The premier of Velloria replied within hours. Ivo Sand said the pass was shut.", "Ivo Sand", "i"),
        ("An official from the Vellorian ministry, who said the pass was shut, left.", "who", "i"),
        ("Ostrena asked, Velloria waited. The latter said the pass was shut.", "The latter", "i"),
        ("The dockers left. The union said the pass was shut.", "The union", "u"),
        ("The Vellorian Water Agency met. The agency's head, Ivo Sand, said the pass was shut.", "Ivo Sand", "i"),
        ("People in the Ostrenan camp said the pass was shut.", "People in the Ostrenan camp", "k"),
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
    text = "Marta Selwyn was said to be choosing between two judges."
    assert speakers(text, (None, "was said", "to be choosing between two judges")) == [("unnamed source", None)]


def test_own_institution_in_a_text_of_its_own():
    text = "Dear Ministers,\n\nThe secretariat proposes a ten-day test."
    found = speakers(text, ("The secretariat", "proposes", "a ten-day test"), publisher="Lower Vale Commission")
    assert [party for _, party in found] == ["m"]


TALKS = Agenda(
    parties=(
        Party(id="o", name="Republic of Ostrena", aliases=("Ostrena", "Corvas", "Ostrenan")),
        Party(id="v", name="Velloria", aliases=("Port Ellam", "Vellorian", "the palace")),
        Party(id="t", name="Thornmark Terminals", aliases=("Thornmark", "the Harbour Board")),
        Party(id="l", name="Norland Ledger", aliases=("the Ledger",)),
        Party(id="c", name="City of Tavos"),
        Party(id="m", name="Vale Tribunal", role=Role.MEDIATOR, aliases=("the tribunal",)),
    ),
    actors=(
        Actor(name="Ruth Ellery", role="culture minister", speaks_for="o"),
        Actor(name="Hugo Brandt-Merrow", role="chief negotiator", speaks_for="v"),
        Actor(name="Sina al-Korvan", role="judge, head of the tribunal", speaks_for="m"),
        Actor(name="Otto Lisk", role="mayor", speaks_for="c"),
        Actor(name="Ida Falk", role="president", speaks_for="o"),
        Actor(name="Milan Thole", role="president of the council", speaks_for="v"),
    ),
)


@pytest.mark.parametrize(
    ("before", "source", "who"),
    [
        # what is left at the ends of a source
        ("Ellery spoke. ", "Ellery herself", ("Ruth Ellery", "o")),
        ("Ellery spoke. ", "She neither", ("Ruth Ellery", "o")),
        ("", "according to two people", ("two people", None)),
        ("09:", "20 The ministry in Corvas", ("Ostrena ministry", "o")),
        ("", "Brandt-Merrow", ("Hugo Brandt-Merrow", "v")),
        ("", "Merrow", ("Hugo Brandt-Merrow", "v")),
        ("", "al-Korvan", ("Sina al-Korvan", "m")),
        # what belongs to somebody
        ("", "Velloria's own auditor", ("Velloria auditor", "v")),
        ("", "Judge al-Korvan's tribunal", ("Vale Tribunal", "m")),
        ("", "Ellery's ministry", ("Ostrena culture ministry", "o")),
        ("", "President Falk's office", ("office of the Ostrena president", "o")),
        ("Velloria, whose aides left early, waited. ", "Her driver", ("driver", None)),
        ("Ellery left. ", "officials close to her", ("officials close to Ruth Ellery", "o")),
        ("Ellery left. ", "a clerk of hers", ("clerk of Ruth Ellery", "o")),
        ("Ellery left. ", "friends of hers", ("friends of Ruth Ellery", None)),
        ("Velloria objected. ", "One of its delegates", ("delegate of Velloria", "v")),
        ("", "a Thornmark manager", ("Thornmark manager", "t")),
        ("", "an Ostrenan manager", ("Ostrenan manager", None)),
        ("", "a city official", ("city official", "c")),
        ("", "The Harbour Board", ("Harbour Board of Thornmark Terminals", "t")),
        ("", "The Ledger", ("Norland Ledger", "l")),
        ("", "The Sunday Ledger", ("Sunday Ledger", None)),
        ("", "The labour department in Ridgemont", ("labour department in Ridgemont", None)),
        ("", "The mayor", ("Otto Lisk", "c")),
        ("", "Ministry of Defence in Corvas", ("Ostrena ministry of defence", "o")),
        ("", "The palace at Lisk", ("Velloria palace at Lisk", "v")),
        # papers speak for whoever wrote them
        ("In a memo to the staff Ellery wrote that it was late. ", "The memo", ("Ruth Ellery", "o")),
        ("", "The memo", ("memo", None)),
        ("", "the Vellorian ministry's statement", ("Velloria ministry", "v")),
        # groups
        ("Velloria's officials were blunter. ", "One", ("an official", "v")),
        ("Velloria's officials were blunter. ", "another", ("another official", "v")),
        ("", "One of the two, a Vellorian negotiator", ("Vellorian negotiator", "v")),
        ("In Port Ellam ", "two officials", ("two officials", "v")),
        ("In Port Ellam ", "two Western officials", ("two Western officials", None)),
        ("Ruth Ellery met Hugo Brandt-Merrow. ", "The two sides", ("Ostrena and Velloria", None)),
        ("Ruth Ellery met Hugo Brandt-Merrow. ", "The two ministers", ("ministers of Ostrena and Velloria", None)),
        # pronouns take up those who are only described, and know what a possessive tells
        ("Ruth Ellery left. The mayor was calmer. ", "He", ("Otto Lisk", "c")),
        ("I sat beside an engineer. ", "She", ("engineer", None)),
        (
            "Tove Halden met Tamar Wick, who lost her son. Nilo Vance, whose ship it was, wept. ",
            "he",
            ("Nilo Vance", None),
        ),
        ("The Ledger's people were puzzled. ", "The group", ("Norland Ledger", "l")),
        ("Ruth Ellery lost her hat. ", "Her counterpart in Port Ellam", ("Velloria culture minister", "v")),
        ("", "Nilo Vance of the brokers Wick & Hale", ("Nilo Vance", None)),
        ("Norland Air Cargo is late. ", "its lessors", ("lessors", None)),
        # people told of in a clause of their own
        ("", "Nilo Vance, who keeps the Thornmark books,", ("Nilo Vance", "t")),
        ("Ellery was replaced. ", "Nilo Vance (no relation), who resigned as Ostrena's envoy,", ("Nilo Vance", None)),
    ],
)
def test_whom_a_source_means(before, source, who):
    text = f"{before}{source} said the pass was shut."
    earlier = [("Ellery", "wrote", "it was late")] if "memo to" in before else []
    earlier += [("Ellery", "spoke", "spoke")] if "Ellery spoke" in before else []
    found = speakers(text, *earlier, (source, "said", "the pass was shut"), agenda=TALKS)
    assert found[-1] == who


def test_part_of_a_group_heard_goes_on():
    text = "A courtier in the palace denied it. A second confirmed that the pass was shut."
    found = speakers(
        text,
        ("A courtier in the palace", "denied", "it"),
        ("A second", "confirmed", "the pass was shut"),
        agenda=TALKS,
    )
    assert [name for name, _ in found][1] == "a second courtier"


def test_the_president_in_a_text_of_his_own():
    text = "Ida Falk rang Milan Thole. The President said the pass was shut."
    found = speakers(text, ("The President", "said", "the pass was shut"), agenda=TALKS, publisher="Palace of Velloria")
    assert found == [("Milan Thole", "v")]


def test_impersonal_reports():
    text = "Ruth Ellery met Hugo Brandt-Merrow. The two sides said it rained. It was agreed to return."
    found = speakers(text, ("The two sides", "said", "it rained"), ("It", "was agreed", "to return"), agenda=TALKS)
    assert found == [("Ostrena and Velloria", None)] * 2
    alone = speakers("It was put about that Ellery left.", ("It", "was put about", "that Ellery left"), agenda=TALKS)
    assert alone == [("unnamed source", None)]


def test_you_in_a_question_is_whoever_answers():
    text = "Ms. VARN: You said the pass was shut.\n\nMs. ELLERY: It is open."
    found = speakers(
        text,
        ("Ms. VARN", None, "You said the pass was shut."),
        ("You", "said", "the pass was shut"),
        ("Ms. ELLERY", None, "It is open."),
        agenda=TALKS,
    )
    assert found[1] == ("Ruth Ellery", "o")


def test_chair_with_a_name_keeps_it():
    text = "The CHAIR (Mr. Varn): Order.\n\nThe CHAIR: Next."
    found = speakers(text, ("The CHAIR (Mr. Varn)", None, "Order."), ("The CHAIR", None, "Next."), agenda=TALKS)
    assert found == [("Mr. Varn", None)] * 2


def test_label_with_an_office_before_the_surname():
    found = speakers(
        "STATE SECRETARY MERROW: It is open.", ("STATE SECRETARY MERROW", None, "It is open."), agenda=TALKS
    )
    assert found == [("Hugo Brandt-Merrow", "v")]


def test_what_a_sentence_opens_with_is_no_part_of_the_speaker():
    text = "On the toll the Government of Ostrena is ready to talk."
    found = speakers(text, ("On the toll the Government of Ostrena", "is ready", "to talk"))
    assert found == [("Ostrena", "k")]


def test_a_named_spokesman_is_of_the_party_of_whom_he_serves():
    text = "VELLORIA, March 11 — A spokesman for Minister Marta Selwyn, Levan Orr, said it was late."
    found = speakers(text, ("A spokesman for Minister Marta Selwyn, Levan Orr", "said", "it was late"))
    assert found == [("Levan Orr", "k")]


def test_the_member_of_a_bloc_keeps_its_name():
    agenda = Agenda(parties=(Party(id="b", name="Lagoon Group", aliases=("Tavos", "LG", "Norland Lagoon")),))
    rows = ("TAVOS", "said", "it was late"), ("The LG", "said", "it was late"), ("Norland Lagoon", "agreed", "so")
    text = "TAVOS said it was late. The LG said it was late. Norland Lagoon agreed so."
    assert speakers(text, *rows, agenda=agenda) == [("Tavos", "b"), ("Lagoon Group", "b"), ("Lagoon Group", "b")]


def test_who_speaks_for_nobody_known_is_not_learnt():
    def learnt(text, who):
        document = Document.of(text, published=date(2025, 3, 12))
        return [a.name for a in actors(statements(document, [said(document, who, "said", "it was late")], AGENDA))]

    assert learnt("The spokeswoman, Levana Orr, said it was late.", "The spokeswoman, Levana Orr") == []
    scholar = "Levana Orr, a professor of law,"
    assert learnt(f"{scholar} said it was late.", scholar) == ["Levana Orr"]


def test_the_central_bank_is_of_the_place():
    text = "CORVAS, Ostrena, March 11 (ONS) — The central bank said it was late."
    assert speakers(text, ("The central bank", "said", "it was late")) == [("Ostrena central bank", "k")]


def test_either_half_of_a_double_surname_will_do():
    agenda = Agenda(actors=(Actor(name="Hugo Brandt-Merrow", role="envoy", speaks_for=None),))
    text = "Brandt said it was late. Merrow said it was late."
    rows = ("Brandt", "said", "it was late"), ("Merrow", "said", "it was late")
    assert [name for name, _ in speakers(text, *rows, agenda=agenda)] == ["Hugo Brandt-Merrow"] * 2


@pytest.mark.parametrize("head", ["Witness: Marta Selwyn, foreign minister.", "Evidence of 12 March."])
def test_a_witness_is_named_at_the_head_or_in_the_title(head):
    text = f"{head}\n\nThe CHAIR: Order.\n\nThe WITNESS: The toll stays. Mr. Lenard may say what he likes."
    document = Document.of(text, published=date(2025, 3, 12), title="Evidence of Marta Selwyn")
    rows = [said(document, *a) for a in (("The CHAIR", None, "Order."), ("The WITNESS", None, "The toll stays."))]
    assert [s.speaker for s in statements(document, rows, AGENDA)] == ["Chair", "Marta Selwyn"]


@pytest.mark.parametrize(
    "head",
    [
        "County Council, public hearing. In the chair: Levana Orr-Tamm.",
        "Chair: Cllr Levana Orr-Tamm. Present: Hugo Brandt-Merrow, Ruth Ellery.",
        "Present: Ruth Ellery, Hugo Brandt-Merrow. Levana Orr-Tamm presiding.",
        "Levana Orr-Tamm (Chair); Ruth Ellery; Hugo Brandt-Merrow",
    ],
)
def test_the_chair_is_named_by_the_head_of_the_record(head):
    text = f"{head}\n\nTHE CHAIR: Order.\n\nMs. ELLERY: It is open."
    rows = ("THE CHAIR", None, "Order."), ("Ms. ELLERY", None, "It is open.")
    assert [name for name, _ in speakers(text, *rows, agenda=TALKS)] == ["Levana Orr-Tamm", "Ruth Ellery"]
