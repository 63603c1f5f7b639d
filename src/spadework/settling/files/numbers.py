"""A number of a scenario file: plain, with ends, or with mean and deviation; and where it comes from."""

from __future__ import annotations

from math import isclose, isfinite
from typing import Any

from spadework.model import Origin, Shape, Value

FIFTH = 1.6448536269514722  # the 95th percentile of the standard normal distribution
KEYS = ("value", "low", "likely", "high", "mean", "sd", "shape", "origin")
_FORMS = (
    "Write a number, { low = 0.2, high = 0.6 }, { low = 0.2, likely = 0.5, high = 0.6 } or { mean = 0.5, sd = 0.1 }."
)


class BadNumber(ValueError):
    """What is wrong with a number, and what to do."""

    def __init__(self, what: str, remedy: str = _FORMS) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def number(raw: object) -> float:
    """A finite number.

    Raises:
        BadNumber: it is none.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise BadNumber(f"{shown(raw)} is no number")
    try:
        value = float(raw)
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        raise BadNumber(f"{shown(raw)} is no number", "Give a finite one.")
    return value


def value_of(raw: object, origin: Origin) -> Value:
    """The number that a file tells.

    Raises:
        BadNumber: it is none, or its parts do not go together.
    """
    if not isinstance(raw, dict):
        return Value.of(number(raw), origin)
    told = {k: number(raw[k]) for k in ("value", "low", "likely", "high", "mean", "sd") if k in raw}
    shape = _shape(raw)
    match sorted(told):
        case ["value"]:
            low = likely = high = told["value"]
            shape = shape or Shape.TRIANGULAR
        case ["mean", "sd"]:
            if told["sd"] < 0:
                raise BadNumber("sd is negative")
            if shape not in (None, Shape.NORMAL):
                raise BadNumber(f"mean and sd tell a normal distribution, not a {shape} one")
            likely, shape = told["mean"], Shape.NORMAL
            low, high = likely - FIFTH * told["sd"], likely + FIFTH * told["sd"]
        case ["high", "low"]:
            low, high = told["low"], told["high"]
            likely, shape = low + (high - low) / 2, shape or Shape.UNIFORM
        case ["high", "likely", "low"]:
            low, likely, high = told["low"], told["likely"], told["high"]
            shape = shape or Shape.TRIANGULAR
        case _:
            raise BadNumber(f"{', '.join(told) or 'nothing'} does not tell a number")
    if not all(map(isfinite, (low, likely, high))):
        raise BadNumber("it is too large")
    if not low <= likely <= high:
        raise BadNumber(f"low, likely and high must rise, but they are {low:g}, {likely:g}, {high:g}")
    return Value(low=low, likely=likely, high=high, shape=shape, origin=origin)


def _shape(raw: dict[str, Any]) -> Shape | None:
    if "shape" not in raw:
        return None
    try:
        return Shape(raw["shape"])
    except ValueError:
        raise BadNumber(f"{shown(raw['shape'])} is no shape", f"Known: {', '.join(Shape)}.") from None


def written(value: Value) -> float | dict[str, Any]:
    """The shortest form that is read back as the same number, without its origin."""
    if value == Value.of(value.likely, value.origin):
        return value.likely
    ends: dict[str, Any] = {"low": value.low, "high": value.high}
    all_three = {"low": value.low, "likely": value.likely, "high": value.high}
    for form in (ends, all_three):
        if value_of(form, value.origin) == value:
            return form
    return all_three | {"shape": str(value.shape)}


def shown(raw: object) -> str:
    """What was written, short enough for a message."""
    text = repr(raw) if isinstance(raw, str) else str(raw).replace("nan", "NaN")
    return text if len(text) <= 40 else text[:37] + "..."


def one(total: float) -> bool:
    """Whether weights of this sum need no normalising."""
    return isclose(total, 1.0, abs_tol=1e-6)
