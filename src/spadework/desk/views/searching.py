"""What an address asks for: words, filters and a place to go on from. The same for pages and API."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from spadework.desk.asking import Key
from spadework.ledger import Query
from spadework.model import Basis, Directness, Stance, Status

_LONG = 500


class Asked(BaseModel):
    """Words and filters, see `spadework.ledger.Query`; what is left out or empty filters nothing."""

    model_config = ConfigDict(extra="ignore")

    words: Key = Field("", max_length=_LONG, description='All of these; "a phrase", -without, beginn*.')
    party: Key | None = Field(None, max_length=_LONG, description="Id of the party spoken for, or that holds.")
    actor: Key | None = Field(None, max_length=_LONG, description="The speaker's name, or words of it.")
    issue: Key | None = Field(None, max_length=_LONG, description="Id of an issue that a position is about.")
    stance: Stance | None = None
    basis: Basis | None = None
    directness: Directness | None = None
    status: Status | None = None
    said_from: date | None = None
    said_to: date | None = None
    reported_from: date | None = None
    reported_to: date | None = None
    publisher: Key | None = Field(None, max_length=_LONG)
    document: Key | None = Field(None, max_length=_LONG, description="Id of the document.")
    limit: int = Field(25, ge=1, le=100, description="Rows a page.")
    after: Key | None = Field(None, max_length=20, description="Go on from here.")
    before: Key | None = Field(None, max_length=20, description="Go back from here.")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_nothing(cls, given: Any) -> Any:
        """A form sends its empty fields, too."""
        return {k: v for k, v in given.items() if v not in ("", None)} if isinstance(given, dict) else given

    @property
    def query(self) -> Query:
        """What is searched for."""
        return Query(**{f.name: getattr(self, f.name) for f in fields(Query)})
