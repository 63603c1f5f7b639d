"""Ids with names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is called by an id, and how it is called."""

    id: str
    name: str
