"""Where parties can meet and where not."""


def test_gap_when_each_rejects_what_the_other_wants(table):
    table.position("ar", "port.shut", "accepts", "03-01", "It stays shut.", actor="Anna Ask")
    table.position("ar", "port.open", "rejects", "03-01", "It will not open.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    (gap,) = table.found("gap")
    assert gap.issue == "port" and set(gap.parties) == {"ar", "bo"}
    assert "Arland rejects “Open to all”" in gap.explanation and not table.found("overlap")


def test_noncommittal_alone_makes_no_gap(table):
    table.position("ar", "port.open", "noncommittal", "03-01", "We shall see.", actor="Anna Ask")
    table.position("bo", "port.open", "rejects", "03-02", "It must not open.", actor="Bela Boros")
    assert not table.found("gap")


def test_a_party_that_only_dodged_is_not_in_the_gap(table):
    table.position("ar", "port.open", "rejects", "03-01", "It will not open.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    table.position("ca", "port.open", "noncommittal", "03-02", "Cantor takes no side.")
    assert [set(f.parties) for f in table.found("gap")] == [{"ar", "bo"}]


def test_ascribed_positions_count_for_neither(table):
    table.position("ar", "port.open", "accepts", "03-01", "Arland has agreed to it.", by="med")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    table.position("ar", "fish.quota", "rejects", "03-01", "Arland is against a quota.", by=None)
    table.position("bo", "fish.quota", "accepts", "03-02", "A quota is needed.", actor="Bela Boros")
    assert not table.found("overlap") and not table.found("gap")


def test_mediators_are_not_among_those_who_must_agree(table):
    table.position("med", "port.open", "accepts", "03-01", "Medistan would welcome it.", actor="Mina Med")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    assert not table.found("overlap")


def test_overlap_of_two_conditional_acceptances(table):
    table.position("ar", "port.open", "conditional", "03-01", "If dues are paid, yes.", actor="Anna Ask")
    table.position("bo", "port.open", "conditional", "03-02", "If the fees are waived, yes.", actor="Bela Boros")
    (overlap,) = table.found("overlap")
    assert (overlap.issue, overlap.option, overlap.parties) == ("port", "open", ("ar", "bo"))
    assert not table.found("gap")


def test_latest_position_counts(table):
    table.position("ar", "port.open", "rejects", "03-01", "It will not open.", actor="Anna Ask")
    table.position("ar", "port.open", "open", "05-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    assert [f.option for f in table.found("overlap")] == ["open"] and not table.found("gap")


def test_no_overlap_where_a_partys_own_voices_differ(table):
    table.position("ar", "port.open", "rejects", "03-03", "Not one berth.", actor="Arne Ober")
    table.position("ar", "port.open", "open", "03-03", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    assert not table.found("overlap")


def test_no_overlap_while_one_principal_dodges(table):
    table.position("ar", "port.open", "accepts", "03-01", "Let it open.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    table.position("ca", "port.open", "noncommittal", "03-02", "Cantor takes no side.")
    assert not table.found("overlap")
