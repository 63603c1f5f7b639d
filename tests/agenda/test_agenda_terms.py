"""Aliases of actors, and whom they speak for since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spadework.agenda import dump, loads
from spadework.errors import AgendaError
from spadework.model import Actor, Agenda, Document, Issue, Option, Party, Statement, Term
from spadework.reading import as_known

DAY = date(2030, 5, 1)
ACTOR = Actor(
    name="Ada Quist",
    role="general secretary",
    speaks_for="dockers",
    aliases=("A. Quist", "the secretary"),
    terms=(Term(since=DAY, speaks_for="port"), Term(since=DAY + timedelta(days=30))),
)
AGENDA = Agenda(
    name="Harbour talks",
    parties=(Party(id="dockers", name="Dockers"), Party(id="port", name="Port")),
    actors=(ACTOR, Actor(name="Nobody's Man")),
    issues=(Issue(id="pay", name="Pay", options=(Option(id="six", text="Six"),)),),
)
ISSUE = '[[issue]]\nid = "pay"\nname = "Pay"\n[[issue.option]]\nid = "six"\ntext = "Six"\n'


def test_they_are_written_and_read_back() -> None:
    assert loads(dump(AGENDA)) == AGENDA


def test_the_party_of_a_day() -> None:
    days = (None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=29), DAY + timedelta(days=30))
    assert [ACTOR.party_on(d) for d in days] == ["dockers", "dockers", "port", "port", None]


def test_an_alias_is_known_and_teaches_nobody_new() -> None:
    assert AGENDA.actor_called("A. Quist") is ACTOR and AGENDA.actor_called("B. Quist") is None
    assert AGENDA.knowing((Actor(name="A. Quist", speaks_for="port"),)) == AGENDA


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[actor]]\nname = "A"\naliases = ["B"]\n[[actor]]\nname = "B"\n', "two of this"),
        ('[[actor]]\nname = "A"\n[[actor.term]]\nsince = "2030-05-01"\n', "not a day"),
        ('[[actor]]\nname = "A"\n[[actor.term]]\nsince = 2030-05-01T10:00:00\n', "not a day"),
        ('[[actor]]\nname = "A"\n[[actor.term]]\nparty = "x"\n', "'since' is missing"),
        ('[[actor]]\nname = "A"\n[[actor.term]]\nsince = 2030-05-01\nparty = "x"\n', "no party 'x'"),
        (
            '[[actor]]\nname = "A"\n[[actor.term]]\nsince = 2030-05-01\n[[actor.term]]\nsince = 2030-05-01\n',
            "two of this",
        ),
    ],
)
def test_what_does_not_hold_together_is_told(text: str, told: str) -> None:
    with pytest.raises(AgendaError, match=told):
        loads(text + ISSUE)


def said(speaker: str, party: str | None, day: date | None, reporters: tuple[str, ...] = ()) -> Statement:
    document = Document.of("She said no.", published=day)
    return Statement(
        id=f"s{speaker}{day}",
        document=document.id,
        source=document.span(0, 3),
        cue=document.span(4, 8),
        content=(document.span(9, 11),),
        speaker=speaker,
        party=party,
        reporters=reporters,
        reported_on=day,
    )


def test_statements_are_told_under_the_names_of_the_agenda() -> None:
    read = [
        said("A. Quist", "port", DAY - timedelta(days=9)),
        said("Ada Quist", "dockers", DAY),
        said("Nobody's Man", "port", DAY, ("the secretary",)),
        said("the secretary", None, DAY + timedelta(days=60)),
    ]
    known = as_known(read, AGENDA)
    assert [(s.speaker, s.party, s.reporters) for s in known] == [
        ("Ada Quist", "dockers", ()),
        ("Ada Quist", "port", ()),
        ("Nobody's Man", "port", ("Ada Quist",)),
        ("Ada Quist", None, ()),
    ]
    assert as_known(read, Agenda()) == read
