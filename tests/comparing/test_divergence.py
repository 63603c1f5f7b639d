"""Two voices of one party about the same days."""


def test_divergence_needs_two_voices_that_are_opposed(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-03", "Opening the harbour is conceivable.", actor="Anna Ask")
    (found,) = table.found("divergence")
    assert (found.party, found.issue, set(found.actors)) == ("ar", "port", {"Arne Ober", "Anna Ask"})
    assert "Anna Ask could live with “Open to all”" in found.explanation


def test_one_voice_is_never_at_odds_with_itself(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-03", "Opening the harbour is conceivable.", actor="Ober")
    assert not table.found("divergence")


def test_two_parties_make_no_divergence(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("bo", "port.open", "accepts", "03-01", "Every berth.", actor="Bela Ober")
    assert not table.found("divergence")


def test_dodging_is_no_second_voice(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "noncommittal", "03-01", "She would not be drawn.", actor="Anna Ask", doc="x")
    assert not table.found("divergence")


def test_weeks_apart_the_line_has_moved(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-20", "Opening the harbour is conceivable.", actor="Anna Ask")
    assert not table.found("divergence")
    assert table.found("shift")


def test_a_line_heard_again_keeps_the_voices_apart(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-11", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("ar", "port.open", "rejects", "03-12", "The answer of the minister stands.")
    assert table.found("divergence") and not table.found("shift")


def test_first_voice_that_comes_round_has_moved(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "conditional", "03-03", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("ar", "port.open", "conditional", "03-25", "What she said is our position.", actor="Arne Ober")
    assert not table.found("divergence")
    assert len(table.found("shift")) == 1


def test_person_quoted_by_an_outsider_is_a_voice(table):
    table.position("ar", "port.open", "rejects", "03-01", "told the radio not one berth", actor="Arne Ober", by=None)
    table.position("ar", "port.open", "open", "03-03", "Opening the harbour is conceivable.", actor="Anna Ask")
    assert table.found("divergence")


def test_what_the_document_tells_in_passing_is_no_voice(table):
    table.position("ar", "port.open", "rejects", "03-03", "Arland has long refused it.", said=False)
    table.position("ar", "port.open", "open", "03-03", "Opening the harbour is conceivable.", actor="Anna Ask")
    assert not table.found("divergence")
