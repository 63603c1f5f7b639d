"""The same unnamed person in several documents counts once."""

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
