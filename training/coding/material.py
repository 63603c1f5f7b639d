"""What the generator is made of: topics (`topics/*.txt`) and sentence patterns (`patterns/*.txt`).

A topic is an issue with its options as an analyst words them, and for each option the words that documents use for it:

    ## name | Issue as the agenda has it
    slots: n=12,18; month=May,June       {n} and {month} are filled alike in the agenda and in the document
    - id: Text of the option
    denies: other                        the option says in so many words that the options listed will not be
    np: a noun phrase                    np+ if it is plural; never begins with "no"
    vp: a bare infinitive                vpA or vpB if only party A or only party B can be its subject
    cl: subject | bare infinitive        cl+ if the subject is plural
    !np: a noun phrase                   ! before a form: it denies the option

A vp or the second half of a cl that holds another verb marks it with *. In a vp, {own} stands for its, our; {self} for
itself, ourselves. {A}, {B}, {A's}, {B's} are the parties; {town}, {town2}, {river}, {region}, {strait} and
{island} are places.

A pattern is a line "id | text" under a heading "@ kind: labels". A "d" after the id keeps a core to direct speech.
`generate.py` tells what the slots in square brackets and the marks in braces mean.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
HELD_OUT = 15  # percent of the patterns and of the topics
SALT = "spadework 4649"  # so chosen that few kinds of pattern, and no kind of quarrel, go without a held-out one
NEGATIVE = re.compile(r"\b(no|not|nobody|nothing|never|none|neither|cannot|without)\b")
# Words in a pattern beside which a phrase that itself denies something would be hard to read.
NEGATING = re.compile(
    r"\b(no|not|nor|neither|never|nothing|nobody|none|unless|until|before|without|only|if|whether|would|could|might"
    r"|should|why|instead|rather|refus\w+|reject\w*|rule|ruled|ruling|oppos\w+|against|declin\w+|absence|barring|anything"
    r"|least|den(?:y|ied)|averse|mad|fools|wrong|object\w*|warn\w*|out of|abandoned|dream\w*|given up|prevent"
    r"|far from|v3|late|mistake|absurd|capitulation|stop)\b",
    re.IGNORECASE,
)
RECEIVING = re.compile(
    r"(get|win|receive|earn|be (given|paid|told|warned|sent|spared|rid|let|freed|recognised|brought))\b"
)
WISHING = re.compile(r"\[v want\] to|wish|in favour of|glad to|Asked|asked")


@dataclass(frozen=True, slots=True)
class Phrase:
    form: str  # np, vp or cl
    text: str
    plural: bool
    role: str  # "", "A" or "B": who must be the subject of a vp
    denies: bool

    @property
    def negative(self) -> bool:
        return NEGATIVE.search(self.text) is not None

    @property
    def receiving(self) -> bool:
        """Whether the subject of a vp is given something; it can wish for that but not promise or refuse it."""
        return self.form == "vp" and RECEIVING.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: str
    phrases: list[Phrase]
    denies: list[str]


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    name: str
    domain: str
    scene: str
    slots: dict[str, list[str]]
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Label:
    """A position that a pattern shows: of `holder` (P, Q or M) on the option in slot `letter`. `by`: "own", or the
    one who ascribes it (P, Q, M, or "none")."""

    holder: str
    letter: str
    stance: str
    by: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition that a pattern shows; `requires` is a slot's letter or None."""

    kind: str
    requires: str | None
    before: str


@dataclass(frozen=True, slots=True)
class Pattern:
    id: str
    kind: str
    by: str  # of a frame: who says it of P
    text: str
    labels: tuple[Label, ...]
    demands: tuple[Demand, ...]
    direct_only: bool

    @property
    def negating(self) -> bool:
        return NEGATING.search(self.text) is not None

    @property
    def wishing(self) -> bool:
        return WISHING.search(self.text) is not None

    @property
    def plainly_accepts(self) -> bool:
        """Whether it shows that one option is accepted, and nothing else."""
        return [label.stance for label in self.labels] == ["accepts"] and not self.demands

    @property
    def demanded(self) -> set[str]:
        """The letters of the options that are required first."""
        return {d.requires for d in self.demands if d.requires and d.kind == "precondition"}

    @property
    def in_first_person(self) -> bool:
        """Of a frame: whether its core is the holder's own words."""
        words = self.kind.split()
        return words[0] in ("turn", "qa") or ("direct" in words and not self.by)

    @property
    def of_another(self) -> bool:
        """Of a frame: whether somebody else than the holder, or nobody named, tells the core."""
        return bool(self.by) or "unnamed" in self.kind

    @property
    def stance(self) -> str:
        """What the pattern mainly shows, for drawing by stance."""
        kinds = {label.stance for label in self.labels}
        if self.demands and self.demands[0].kind != "exception":
            return "conditional"
        return "none" if not kinds else kinds.pop() if len(kinds) == 1 else "mixed"


def held_out(identity: str) -> bool:
    """Whether a pattern or a topic is kept for validation. It depends on its id and on nothing else."""
    return int(hashlib.sha256(f"{SALT}/{identity}".encode()).hexdigest(), 16) % 100 < HELD_OUT


def _lines(folder: str) -> list[tuple[Path, str]]:
    paths = sorted((HERE / folder).glob("*.txt"))
    return [(p, s) for p in paths for s in p.read_text("utf-8").splitlines() if s.strip() and not s.startswith("# ")]


def _phrase(line: str) -> Phrase | None:
    found = re.fullmatch(r"(!?)(np|vp|cl)([AB]?)(\+?): (.+)", line)
    if not found:
        return None
    denies, form, role, plural, text = found.groups()
    return Phrase(form, text, bool(plural), role, bool(denies))


def topics() -> list[Topic]:
    """All topics. A line that cannot be read is a ValueError that names it."""
    found: list[Topic] = []
    header: dict[str, str] = {}  # domain and scene, which hold until they are changed
    for path, line in _lines("topics"):
        head, _, rest = line.partition(" ")
        if head in ("domain:", "scene:"):
            header[head] = rest
        elif head == "##":
            name, _, title = rest.partition(" | ")
            found.append(Topic(f"{header['domain:']}.{name}", title, header["domain:"], header["scene:"], {}, []))
        elif head == "slots:":
            pairs = (slot.partition("=") for slot in rest.split(";") if slot.strip())
            found[-1].slots.update({key.strip(): [v.strip() for v in values.split(",")] for key, _, values in pairs})
        elif head == "-":
            name, _, text = rest.partition(": ")
            found[-1].options.append(Option(name, text, [], []))
        elif head == "denies:":
            found[-1].options[-1].denies.extend(rest.split())
        elif phrase := _phrase(line):
            found[-1].options[-1].phrases.append(phrase)
        else:
            raise ValueError(f"{path.name}: cannot read {line!r}")
    return found


def _labels(text: str) -> tuple[Label, ...]:
    out = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        if part == "none":
            continue
        words = part.split()
        holder = words.pop(0) if words[0] in ("P", "Q", "M") else "P"
        out.append(Label(holder, words[0], words[1], words[3] if len(words) > 2 else "own"))
    return tuple(out)


def _demands(text: str) -> tuple[Demand, ...]:
    out = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        kind, *letters = (p.strip() for p in part.split(">"))
        required = letters[0] if len(letters) == 2 and letters[0] != "r" else None
        out.append(Demand(kind, required, letters[-1]))
    return tuple(out)


def patterns() -> list[Pattern]:
    """All patterns, frames and smaller pieces."""
    out: list[Pattern] = []
    kind = by = ""
    labels: tuple[Label, ...] = ()
    demands: tuple[Demand, ...] = ()
    for path, line in _lines("patterns"):
        if line.startswith("@ "):
            head, _, after = line[2:].partition(":")
            told, _, conditions = after.partition(";")
            labels, demands = _labels(told), _demands(conditions)
            kind, _, by = head.partition(" by ")
            continue
        found = re.fullmatch(r"([a-z]+\d+)( d)? \| (.+)", line)
        if not found:
            raise ValueError(f"{path.name}: cannot read {line!r}")
        name, direct, text = found.groups()
        out.append(Pattern(name, kind, by, text.replace("\\n", "\n"), labels, demands, bool(direct)))
    return out


class Unfit(Exception):
    """A draw that does not fit together: draw again."""


class Stock:
    """The patterns and topics that may be used: those held out, or all the others."""

    def __init__(self, validation: bool) -> None:
        self.patterns = [p for p in patterns() if held_out(p.id) == validation]
        self.topics = [t for t in topics() if held_out(t.id) == validation]
        self._kinds: dict[str, list[Pattern]] = {}
        for p in self.patterns:
            self._kinds.setdefault(p.kind, []).append(p)

    def of(self, kind: str) -> list[Pattern]:
        if kind not in self._kinds:
            raise Unfit
        return self._kinds[kind]
