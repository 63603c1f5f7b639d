"""Each wants the other's step first."""


def test_two_parties_that_wait_for_each_other(table):
    table.condition("ar", "port.open", "fish.quota", "03-01")
    table.condition("bo", "fish.quota", "port.open", "03-02")
    (found,) = table.found("circular_preconditions")
    assert set(found.parties) == {"ar", "bo"} and set(found.issues) == {"port", "fish"}
    assert "Arland wants “Open to all” before “A quota”" in found.explanation


def test_circle_closes_on_issues_where_options_differ(table):
    table.condition("ar", "port.open", "fish.quota", "03-01")
    table.condition("bo", "fish.free", "port.open", "03-02")
    assert len(table.found("circular_preconditions")) == 1


def test_three_parties_in_a_ring(table):
    table.condition("ar", "port.open", "fish.quota", "03-01")
    table.condition("bo", "fish.quota", "truce.thirty", "03-02")
    table.condition("ca", "truce.thirty", "port.open", "03-03")
    assert [set(f.parties) for f in table.found("circular_preconditions")] == [{"ar", "bo", "ca"}]


def test_a_chain_is_no_circle(table):
    table.condition("ar", "port.open", "fish.quota", "03-01")
    table.condition("bo", "fish.quota", "truce.thirty", "03-02")
    assert not table.found("circular_preconditions")


def test_reciprocity_and_one_partys_own_muddle_are_none(table):
    table.condition("ar", "port.open", "port.open", "03-01", kind="reciprocity")
    table.condition("bo", "port.open", "port.open", "03-01", kind="reciprocity")
    table.condition("ca", "port.open", "fish.quota", "03-02")
    table.condition("ca", "fish.quota", "port.open", "03-02")
    assert not table.found("circular_preconditions")
