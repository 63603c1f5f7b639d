"""Who quarrels: invented parties, their speakers, their mediator, the places. The names are in names.txt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random


def _pools() -> dict[str, list[str]]:
    """The lists of names.txt, by their headings."""
    lines = (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()
    pools: dict[str, list[str]] = {}
    for line in lines:
        heading, _, names = line.partition(": ")
        if names and not line.startswith("#"):
            pools.setdefault(heading, []).extend(n.strip() for n in names.split(";"))
    return pools


POOLS = _pools()
KINDS = {
    "state state": ("state", "state"),
    "government movement": ("government", "movement"),
    "union company": ("union", "company"),
    "party party": ("party", "party"),
    "region centre": ("region", "centre"),
    "debtor creditors": ("debtor", "creditors"),
    "bloc bloc": ("rich", "poor"),
}


@dataclass(frozen=True, slots=True)
class Person:
    first: str
    last: str
    woman: bool
    title: str

    @property
    def he(self) -> str:
        return "she" if self.woman else "he"

    @property
    def his(self) -> str:
        return "her" if self.woman else "his"


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    kind: str
    people: tuple[Person, ...]

    @property
    def of(self) -> str:
        """The possessive."""
        return self.name + ("'" if self.name.endswith("s") else "'s")


@dataclass(frozen=True, slots=True)
class Scene:
    """Two parties and a mediator. `symmetric` tells that either of the two may take either part in an issue."""

    a: Party
    b: Party
    mediator: Party
    symmetric: bool
    places: dict[str, str]
    city: str
    outlet: str


def _people(rng: Random, kind: str, surnames: list[str]) -> tuple[Person, ...]:
    out = []
    for title in rng.sample(POOLS[f"titles of {kind}"], 2):
        woman = title.endswith("woman") or (rng.random() < 0.5 and not title.endswith("man"))
        out.append(Person(rng.choice(POOLS["women" if woman else "men"]), surnames.pop(), woman, title))
    return tuple(out)


def scene(rng: Random, kind: str) -> Scene:
    """Two parties of a kind of quarrel with their people, a mediator, and places."""
    left, right = KINDS[kind]
    surnames = rng.sample(POOLS["surnames"], len(POOLS["surnames"]))
    first = rng.choice(POOLS[left])
    second = rng.choice([n for n in POOLS[right] if n != first])
    chairs = f"mediators of {left}" if f"mediators of {left}" in POOLS else "mediators"
    towns = rng.sample(POOLS["towns"], 3)
    one = {kind: rng.choice(POOLS[kind + "s"]) for kind in ("river", "region", "strait", "island")}
    return Scene(
        a=Party(first, left, _people(rng, left, surnames)),
        b=Party(second, right, _people(rng, right, surnames)),
        mediator=Party(rng.choice(POOLS[chairs]), "mediator", _people(rng, "mediator", surnames)),
        symmetric=left == right,
        places=one | {"town": towns[0], "town2": towns[1]},
        city=towns[2],
        outlet=rng.choice(POOLS["outlets"]),
    )
