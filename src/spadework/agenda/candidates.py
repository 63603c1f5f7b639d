"""What may turn out to be a party, and where its names stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from spadework.agenda.gazetteer import known, lookup
from spadework.agenda.tokens import Token
from spadework.agenda.vocabulary import SENTENCE_OPENERS, STATE_HEADS, STATE_NOUNS, TITLES

Name = tuple[str, ...]  # the words of a name, as `tokens` gives them


@dataclass(slots=True)
class Candidate:
    """A possible party.

    Attributes:
        kind: as in the table of known parties, or `organisation`.
        names: by which it is called, as written.
        adjectives: demonyms.
        head: an organisation's generic word ("Union").
        short: what stands for it after "the" in these documents, if nothing else is called so.
    """

    id: str
    name: str
    kind: str
    names: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    head: str = ""
    short: list[str] = field(default_factory=list)


class Mention(NamedTuple):
    """A name of a candidate: tokens from `first` to `last`, both included. `id` is empty for nobody's names."""

    id: str
    first: int
    last: int
    adjective: bool


class Index:
    """Finds the names of known parties and of further candidates in a sentence."""

    def __init__(self, further: Iterable[tuple[Name, str, bool]] = ()) -> None:
        self._table = dict(lookup())
        self._short: dict[str, str] = {}
        for name, id, adjective in further:
            entries = [*self._table.get(name[0], []), (name, id, adjective)]
            self._table[name[0]] = sorted(entries, key=lambda e: -len(e[0]))

    def shorten(self, heads: dict[str, str]) -> None:
        """Let "the Union" stand for the one candidate that each of these heads names."""
        self._short = {**heads, **{head.lower(): id for head, id in heads.items()}}

    def mentions(self, words: list[Token]) -> Iterator[Mention]:
        """Mentions from left to right; they do not overlap."""
        at = 0
        while at < len(words):
            found = self._at(words, at)
            if found:
                if found.id:
                    yield found
                at = found.last + 1
            else:
                at += 1

    def _at(self, words: list[Token], at: int) -> Mention | None:
        word = words[at]
        if word.text in self._short and at and words[at - 1].lower == "the" and word.joined:
            after = words[at + 1] if at + 1 < len(words) else None
            if after is None or not (after.joined and after.capital):
                return Mention(self._short[word.text], at, at, False)
        for name, id, adjective in self._table.get(word.text, ()):
            end = at + len(name)
            if tuple(w.text for w in words[at:end]) != name or not all(w.joined for w in words[at + 1 : end]):
                continue
            if any(w.owner for w in words[at : end - 1]) and id in known():
                continue  # "Panama's City"
            if self._alone(words, at, end - 1, named=len(name) > 1 or not id):
                return Mention(id, at, end - 1, adjective)
        return None

    def _alone(self, words: list[Token], first: int, last: int, *, named: bool) -> bool:
        """Not a piece of a longer name, such as "Jordan" of "Michael Jordan" or "Jordan" of "Jordan Rail"."""
        if named:
            return True
        if first and words[first].joined:
            before = words[first - 1]
            ends_name = before.owner or before.text in SENTENCE_OPENERS | TITLES | STATE_HEADS
            if before.capital and not ends_name and before.text not in self._table:
                return False
        if last + 1 < len(words) and words[last + 1].joined and not words[last].owner:
            after = words[last + 1]
            if after.capital and after.lower not in STATE_NOUNS and after.text not in TITLES | {"Foreign", "Defence"}:
                return after.text in {"Defense", "Interior", "Prime", "Deputy", "Finance", "Vice", "National", "Trade"}
        return True
