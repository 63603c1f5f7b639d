"""The same party, later, elsewhere; never two voices at one time."""

from spadework.model import Stance


def test_shift_is_a_later_day_and_another_stance(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position("ar", "port.open", "open", "06-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    (shift,) = table.found("shift")
    assert (shift.party, shift.issue, shift.option) == ("ar", "port", "open")
    assert (shift.from_stance, shift.to_stance) == (Stance.REJECTS, Stance.OPEN)
    assert [s.quote for s in shift.evidence] == [
        "The port will never be opened.",
        "Opening the harbour is conceivable.",
    ]
    assert (
        "Arland moved from rejecting “Open to all” (1 March 2025) to being open to it (1 June 2025)"
        in shift.explanation
    )


def test_shift_is_not_a_contested_account_or_divergence(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position("ar", "port.open", "open", "06-01", "Opening the harbour is conceivable.", actor="Arne Ober")
    assert {f.kind for f in table.found()} == {"shift"}


def test_restating_is_no_shift(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position("ar", "port.open", "rejects", "06-01", "The harbour stays closed, as before.", actor="Arne Ober")
    assert not table.found("shift")


def test_one_day_makes_no_shift(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position(
        "ar", "port.open", "noncommittal", "03-01", "We shall see about the port.", actor="Anna Ask", doc="x"
    )
    assert not table.found("shift")


def test_ascribed_position_is_no_end_of_a_shift(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position("ar", "port.open", "accepts", "06-01", "Arland has agreed to open the port.", by="med")
    assert not table.found("shift")


def test_kinds_of_willingness_within_a_week_are_no_shift(table):
    table.position("ar", "port.open", "open", "03-01", "We could look at opening the port.", actor="Anna Ask")
    table.position("ar", "port.open", "conditional", "03-05", "The port, if the dues are paid.", actor="Anna Ask")
    assert not table.found("shift")


def test_doubtful_rows_make_no_shift(table):
    table.position("ar", "port.open", "rejects", "03-01", "Nothing will sail.", actor="Anna Ask", confidence=0.25)
    table.position("ar", "port.open", "open", "06-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    assert not table.found("shift")


def test_voice_that_said_so_before_the_other_does_not_shift_the_party(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-04", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("ar", "port.open", "rejects", "04-10", "There will be no berth for anybody.", actor="Arne Ober")
    assert not table.found("shift")


def test_party_as_such_can_settle_what_its_voices_dispute(table):
    table.position("ar", "port.open", "rejects", "03-01", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("ar", "port.open", "conditional", "03-04", "Arland will open the port once dues are paid.")
    table.position("bo", "port.open", "accepts", "03-04", "We want it open.", actor="Bela Boros")
    assert [f.to_stance for f in table.found("shift")] == [Stance.CONDITIONAL]
    assert [f.option for f in table.found("overlap")] == ["open"]


def test_a_dodged_question_takes_nothing_back(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port stays shut.", actor="Anna Ask")
    table.position("ar", "port.open", "noncommittal", "04-01", "Of the port I will not speak today.", actor="Anna Ask")
    assert not table.found("shift")
    table.position("ar", "port.open", "accepts", "05-01", "We open the port to all ships.", actor="Anna Ask")
    assert len(table.found("shift")) == 1


def test_a_line_that_another_takes_back_within_the_day_is_no_shift(table):
    table.position("ar", "port.open", "open", "03-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("ar", "port.open", "rejects", "05-01", "Not one berth will be opened.", actor="Arne Ober")
    assert len(table.found("shift")) == 1
    table.position("ar", "port.open", "open", "05-02", "We could let ships in again.", actor="Anna Ask")
    assert not [f for f in table.found("shift") if f.to_stance is Stance.REJECTS]
