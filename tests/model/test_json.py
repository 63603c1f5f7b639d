"""Every noun goes to JSON and comes back the same."""

from __future__ import annotations

import dataclasses
import typing
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework import model
from spadework.errors import SpadeworkError
from spadework.model import from_json, to_json

NOUNS = sorted(
    (n for name in model.__all__ if dataclasses.is_dataclass(n := getattr(model, name)) and isinstance(n, type)),
    key=lambda n: n.__name__,
)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
ranges = st.tuples(days, days).map(lambda ends: model.DateRange(min(ends), max(ends)))
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
texts = st.text(st.characters(codec="utf-8"), max_size=20)


def noun(kind: type) -> st.SearchStrategy[object]:
    """Any instance of a noun, each field drawn from its type."""
    if kind is model.DateRange:
        return ranges
    if kind is model.Value:
        return st.builds(
            lambda v, shape, origin: model.Value(low=v[0], likely=v[1], high=v[2], shape=shape, origin=origin),
            shares,
            field(model.Shape),
            noun(model.Origin),
        )
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{f.name: field(hints[f.name]) for f in dataclasses.fields(kind)})


def field(hint: object) -> st.SearchStrategy[object]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(field(args[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(field(args[0]), field(args[1]), max_size=2)
    if args:  # X | None
        return st.one_of(*(field(a) for a in args))
    if hint is type(None):
        return st.none()
    if hint is str:
        return texts
    if hint is bool:
        return st.booleans()
    if hint is float:
        return st.floats(0, 1)
    if hint is int:
        return st.integers(0, 2**53)
    if hint is date:
        return days
    if hint is datetime:
        return moments
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return noun(hint)
    return st.sampled_from(hint)  # an enumeration


@pytest.mark.parametrize("kind", NOUNS, ids=lambda k: k.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_json_round_trip(kind: type, data: st.DataObject) -> None:
    before = data.draw(noun(kind))
    assert from_json(to_json(before), kind) == before


def test_from_json_says_what_is_wrong() -> None:
    with pytest.raises(SpadeworkError, match=r"not a Party.*role"):
        from_json('{"id": "x", "name": "X", "role": "bystander"}', model.Party)
    with pytest.raises(SpadeworkError, match="not a Party"):
        from_json("{", model.Party)
