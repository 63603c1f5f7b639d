from collections import Counter
from datetime import date

from spadework.agenda.gazetteer import known, leaders


def test_known_has_the_states_of_the_world() -> None:
    kinds = Counter(k.kind for k in known().values())
    assert kinds["state"] == 193 + 4  # the UN's members, the Holy See, Palestine, Taiwan, Kosovo
    assert set(kinds) == {"state", "territory", "group", "bloc", "agency", "none"}


def test_known_gives_no_name_to_two() -> None:
    names = Counter(name for k in known().values() for name in {*k.names, *k.adjectives})
    assert not [name for name, n in names.items() if n > 1]


def test_leaders_belong_to_known_parties_and_terms_run_forward() -> None:
    for leader in leaders():
        assert leader.party in known(), leader
        assert not leader.until or leader.since < leader.until, leader


def test_leaders_are_in_office_in_their_terms() -> None:
    day = date(2016, 5, 1)
    assert [x.name for x in leaders() if x.party == "us" and x.in_office(day)] == ["Barack Obama"]
    assert not any(x.name == "Barack Obama" and x.in_office(None) for x in leaders())
