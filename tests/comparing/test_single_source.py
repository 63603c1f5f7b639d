"""The same unnamed person in several documents counts once."""

from itertools import permutations

import pytest

FIRST = "Arland would open the port to foreign ships by the autumn if the dues were paid"
AGAIN = "Arland could open its port to foreign ships in the autumn once dues were paid"


def test_a_wire_and_its_rewrite_are_one_source(table):
    table.statement(None, "03-01", FIRST, speaker="a person familiar with the talks", publisher="Coast Wire")
    table.statement(
        None, "03-02", AGAIN, speaker="a person familiar with the talks", publisher="Morning Post",
        paragraph=f"{AGAIN}, according to a person familiar with the talks quoted by Coast Wire.",
    )  # fmt: skip
    (found,) = table.found("single_source")
    assert len(found.documents) == 2 and "Coast Wire and Morning Post" in found.explanation


def test_two_unnamed_people_with_different_news_stay_two(table):
    table.statement(None, "03-01", FIRST, speaker="a person familiar with the talks")
    table.statement(
        None, "03-02", "the chief negotiator is ill and resting", speaker="a person familiar with the talks"
    )
    assert not table.found("single_source")


def test_people_with_names_are_no_hidden_source(table):
    table.statement("ar", "03-01", FIRST, speaker="Anna Ask")
    table.statement("ar", "03-02", AGAIN, speaker="Anna Ask")
    assert not table.found("single_source")


def test_officials_of_two_parties_are_two(table):
    table.statement("ar", "03-01", FIRST, speaker="a senior Arlandish official")
    table.statement("bo", "03-02", AGAIN, speaker="a senior Borlandish official")
    assert not table.found("single_source")


def test_a_credit_to_the_publisher_tells_the_source_however_it_is_described(table):
    table.statement(None, "03-01", FIRST, speaker="a man who keeps the board's minutes", publisher="The Coast Wire")
    table.statement(
        None, "03-04", "the harbour will not stay shut for ever", speaker="an insider", publisher="Morning Post",
        paragraph="An insider was quoted by the Coast Wire: the harbour will not stay shut for ever.",
    )  # fmt: skip
    (found,) = table.found("single_source")
    assert len(found.documents) == 2


def test_who_speaks_for_an_office_or_has_a_name_hides_nothing(table):
    for day, speaker, publisher in (
        ("03-01", "a spokeswoman for the harbour board", "Coast Wire"),
        ("03-02", "Ivo Brand", "Morning Post"),
    ):
        table.statement(
            None, day, FIRST, speaker=speaker, publisher=publisher, paragraph=f"{FIRST}, the Coast Wire was told."
        )
    assert not table.found("single_source")


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_a_source_is_the_same_in_whatever_order_its_documents_come(table, order):
    shut = "the bridge was mined and the ferry shut overnight"
    rots = "the grain lost rotted in the harbour silo"
    said = (shut, f"{shut}, and grain lost rotted", rots, f"{rots} too")  # the second and the third join the two pairs
    for n in order:
        table.statement(None, "03-01", said[n], speaker="a senior official", doc=f"d{n}")
    (found,) = table.found("single_source")
    assert len(found.rows) == len(found.documents) == 4
