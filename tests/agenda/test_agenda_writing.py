from hypothesis import given
from hypothesis import strategies as st

from spadework.agenda import dump, loads, template, templates
from spadework.model import Actor, Agenda, Issue, Nature, Option, Party, Role

TEXT = st.text(min_size=1, max_size=30).filter(lambda s: bool(s.strip()))
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
WORDS = st.lists(TEXT, max_size=4).map(tuple)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    ids = draw(st.lists(IDS, unique=True, max_size=4))
    names = draw(st.lists(TEXT, unique_by=str.casefold, min_size=3 * len(ids), max_size=3 * len(ids)))
    parties = tuple(
        Party(id=id, name=names[3 * n], aliases=tuple(names[3 * n + 1 : 3 * n + 3]), role=draw(st.sampled_from(Role)))
        for n, id in enumerate(ids)
    )
    actors = tuple(
        Actor(name=name, role=draw(st.just("") | TEXT), speaks_for=draw(st.sampled_from([None, *ids])))
        for name in draw(st.lists(TEXT, unique=True, max_size=3))
    )
    issues = tuple(
        Issue(
            id=id,
            name=draw(TEXT),
            nature=draw(st.sampled_from(Nature)),
            words=draw(WORDS),
            options=tuple(
                Option(id=o, text=draw(TEXT), words=draw(WORDS))
                for o in draw(st.lists(IDS, unique=True, min_size=1, max_size=3))
            ),
        )
        for id in draw(st.lists(IDS, unique=True, min_size=1, max_size=3))
    )
    return Agenda(name=draw(st.just("") | TEXT), parties=parties, actors=actors, issues=issues)


@given(agendas())
def test_dump_is_read_back_as_it_was(agenda: Agenda) -> None:
    assert loads(dump(agenda)) == agenda


def test_dump_escapes_what_toml_wants_escaped() -> None:
    name = 'He said "no"\\\n\x00\x7f\t“dash” –'
    agenda = Agenda(name=name, issues=(Issue(id="i", name="I", options=(Option(id="o", text="O"),)),))
    text = dump(agenda)
    assert "\x00" not in text and "\x7f" not in text
    assert loads(text).name == name


def test_dump_of_every_template_is_read_back() -> None:
    for name in templates():
        assert loads(dump(template(name))) == template(name)
