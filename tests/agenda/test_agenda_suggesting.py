from datetime import date

import pytest

from spadework.agenda import dump, loads, suggest
from spadework.model import Agenda, Document, Role

REAL = """\
President Emmanuel Macron of France said on Monday that a cease-fire must come first. Russia rejected the idea. \
Russia’s foreign minister, Sergey V. Lavrov, said that Moscow would not withdraw its troops.

Mr. Zelensky said that Ukraine would never cede territory. Kyiv wants security guarantees, the Ukrainian defence \
ministry said. Anna Reyes, the Kremlin press secretary, denied it.

“It is a mess,” said John Bell, a former ambassador of France to Russia. The talks were held in Oman. Singapore was \
also named once.
"""

INVENTED = """\
Sorvenia and Tarkland ended a second day of talks on the return of refugees without a truce. Sorvenia’s foreign \
minister, Mira Adan, said the Tarklandish army had to leave the valley first. Adan added that she was ready to meet.

Tarkland refused. “We were there first,” Prime Minister Olaf Brenn of Tarkland told reporters. The Tarklandish \
government demanded a prisoner exchange. Sorvenian soldiers stayed where they were.

East Coast States Union, which is mediating between the two, offered to host a third round of talks. The East Coast \
States Union’s special envoy, Lea Moss, said nothing.
"""

RAIL = """\
The Night Porters’ and Cleaners’ Association said that it would strike. The United Station Workers’ Union (USWU) \
rejected the pay offer of Harbour Rail on Friday. “No,” said Ivo Park, general secretary of the United Station \
Workers’ Union. The union wants six percent. The USWU announced new strike dates. Harbour Rail said it could not pay. \
Harbour Rail offered three percent. Tess Dunn, Harbour Rail’s chief executive, told the Harbour Times that the company \
would wait.
"""


def suggested(text: str, published: date | None = date(2025, 3, 1), publisher: str = "") -> Agenda:
    return suggest([Document.of(text, title="", published=published, publisher=publisher)])


def test_suggest_finds_known_states_that_speak_and_act() -> None:
    agenda = suggested(REAL)
    assert agenda.name == "Russia, Ukraine, France: peace process"
    assert {p.id for p in agenda.parties} == {"russia", "ukraine", "france"}
    assert {"Kremlin", "Moscow", "Russian"} <= set(agenda.party("russia").aliases)


def test_suggest_ties_people_to_their_parties() -> None:
    actors = {a.name: a.speaks_for for a in suggested(REAL).actors}
    assert actors == {
        "Emmanuel Macron": "france",
        "Sergey V. Lavrov": "russia",
        "Volodymyr Zelensky": "ukraine",
        "Anna Reyes": "russia",
    }


def test_suggest_knows_that_terms_end() -> None:
    text = "Ukraine said no. Ukraine’s army fired. Mr. Zelensky declined to comment."
    assert [a.name for a in suggested(text).actors] == ["Volodymyr Zelensky"]
    assert not suggested(text, date(2012, 1, 1)).actors


def test_suggest_finds_states_that_no_table_knows() -> None:
    agenda = suggested(INVENTED)
    roles = {p.name: p.role for p in agenda.parties}
    assert roles == {
        "Sorvenia": Role.PRINCIPAL,
        "Tarkland": Role.PRINCIPAL,
        "East Coast States Union": Role.MEDIATOR,
    }
    assert "Tarklandish" in agenda.party("tarkland").aliases
    assert "Sorvenian" in agenda.party("sorvenia").aliases
    actors = {a.name: a.speaks_for for a in agenda.actors}
    assert actors["Mira Adan"] == "sorvenia" and actors["Olaf Brenn"] == "tarkland"


def test_suggest_finds_organisations_with_their_short_names() -> None:
    agenda = suggested(RAIL)
    assert agenda.name == "United Station Workers' Union, Harbour Rail: labour dispute"
    union = agenda.party("united-station-workers-union")
    assert {"USWU", "the Union"} <= set(union.aliases)
    assert "harbour-rail" in {p.id for p in agenda.parties}
    assert "Harbour Times" not in {p.name for p in agenda.parties}
    assert {(a.name, a.speaks_for) for a in agenda.actors} == {("Ivo Park", union.id), ("Tess Dunn", "harbour-rail")}


def test_suggest_takes_a_publisher_of_its_own_as_a_voice() -> None:
    text = "Sorvenia’s government met. Sorvenia said yes. The League of Small States notes the talks."
    assert "League of Small States" in {p.name for p in suggested(text, publisher="League of Small States").parties}


def test_suggest_takes_an_administration_after_its_head() -> None:
    text = "The United States said no. President Okafor refused. The Okafor administration called it American policy."
    agenda = suggested(text, date(2034, 1, 1))
    assert "Okafor administration" in agenda.party("us").aliases
    assert [(a.name, a.speaks_for) for a in agenda.actors] == [("Okafor", "us")]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan said no. Jordan said it again. Paris Hilton said yes.",
        "Talks were held in Vienna, in Geneva and in the Gulf of Oman. Latin America waited.",
        "Marta Kell said no. Kell said it again. She was in Kell’s kitchen.",
        "",
    ],
)
def test_suggest_sees_no_party_in(text: str) -> None:
    assert not suggested(text).parties


@pytest.mark.parametrize("text", [REAL, INVENTED, RAIL])
def test_suggest_gives_an_agenda_that_holds_together(text: str) -> None:
    agenda = suggested(text)
    assert loads(dump(agenda)) == agenda
    assert suggested(text) == agenda


def test_suggest_keeps_at_most_six_parties() -> None:
    names = ["France", "Spain", "Italy", "Greece", "Norway", "Sweden", "Poland", "Kenya", "Japan"]
    text = " ".join(f"{n} said no. {n} rejected it. {n}’s government refused." for n in names)
    assert len(suggested(text).parties) == 6


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["A" * 50_000, "the minister " * 5_000, "Union of " * 5_000, "Foo, the Russian minister, " * 2_000]
)
def test_suggest_takes_time_in_proportion_to_the_text(piece: str) -> None:
    suggested(piece)
