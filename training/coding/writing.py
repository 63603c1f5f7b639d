"""One sentence: a pattern's slots filled for a party and the options it is about. `generate.py` lists the slots."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from inflection import articles, finite, gerund, number, participle
from material import Option, Pattern, Phrase, Stock, Topic, Unfit
from scenes import POOLS, Party, Person, Scene

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July September October November".split()


@dataclass(slots=True)
class Issue:
    """A topic with its numbers and parties filled in."""

    id: str
    topic: Topic
    slots: dict[str, str]
    roles: dict[str, Party]

    def role(self, party: Party | None) -> str:
        return next((r for r, p in self.roles.items() if p is party), "")


@dataclass(slots=True)
class Voice:
    """How a core is put: in the first person (`we`) or the third, in the present or the past."""

    we: bool = False
    tense: str = "past"
    first: str = ""  # what the holder is called when first named, if not by name
    named: bool = False  # the holder has just been named: "it" will do


@dataclass(slots=True)
class Exchange:
    """What one line is about, and what has been written of it so far."""

    rng: Random
    scene: Scene
    issues: list[Issue]
    words: bool  # small numbers in words
    met: set[str] = field(default_factory=set)  # people already introduced
    phrases: set[str] = field(default_factory=set)
    last: Person | None = None
    used: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    positions: list[dict[str, Any]] = field(default_factory=list)
    conditions: list[dict[str, Any]] = field(default_factory=list)


class Writer:
    """Fills patterns for one holder and one issue: `p` is the holder, `q` the other party."""

    def __init__(self, x: Exchange, holder: Party, issue: Issue, stock: Stock) -> None:
        self.x, self.rng, self.stock = x, x.rng, stock
        self.p, self.q, self.m = holder, x.scene.b if holder is x.scene.a else x.scene.a, x.scene.mediator
        a, b = self.rng.sample(issue.topic.options, 2)
        self.options: dict[str, tuple[Issue, Option]] = {"a": (issue, a), "b": (issue, b)}
        if others := [i for i in x.issues if i is not issue]:
            other = self.rng.choice(others)
            self.options["c"] = (other, self.rng.choice(other.topic.options))
        self.speaker, self.other, self.chair = (self.rng.choice(p.people) for p in (self.p, self.q, self.m))
        self.chosen: dict[str, Phrase] = {}
        self.np: dict[str, Phrase] = {}  # the noun phrase last used for an option, with which verbs agree
        self.voice = Voice()
        self.pattern: Pattern | None = None
        self.denying = False  # take the words that deny option a
        self.requirement = self.core = self.question = ""

    def write(self, pattern: Pattern, voice: Voice) -> str:
        """A pattern with its slots filled; marks stay."""
        self.voice, self.pattern = voice, pattern
        self.x.used.append(pattern.id)
        return re.sub(r"\[([^\[\]]+)\]", lambda m: self.slot(m[1]), pattern.text)

    def slot(self, key: str) -> str:
        """The words for one slot in square brackets."""
        head, _, rest = key.partition(" ")
        present = self.voice.tense == "present"
        match head:
            case "a" | "b" | "c":
                return self.option(head, rest)
            case "r":
                return self.required(rest)
            case "we" | "us" | "our" | "ourselves":
                return self.subject(head)
            case "will" | "can" | "may":
                return head if present else {"will": "would", "can": "could", "may": "might"}[head]
            case "are" | "have" | "do" | "v":
                return self.verb({"are": "be", "v": rest}.get(head, head))
            case "is" | "has" | "does" | "v3":
                return finite({"is": "be", "has": "have", "does": "do"}.get(head, rest), self.voice.tense, False)
            case "are3" | "havep":
                return finite("be" if head == "are3" else "have", self.voice.tense, True)
            case "Qv" | "Qare" | "Qhave" | "Qdo":
                return finite(rest or {"Qare": "be"}.get(head, head[1:]), self.voice.tense, False)
        return self.plain(key)

    def plain(self, key: str) -> str:
        """Slots for names, people, places, and pieces of text."""
        rng, scene, speaker = self.rng, self.x.scene, self.speaker
        if key in ("P's", "Q's", "M's"):
            return {"P": self.p, "Q": self.q, "M": self.m}[key[0]].of
        words: dict[str, Callable[[], str]] = {
            "P": lambda: self.p.name,
            "Q": lambda: self.q.name,
            "M": lambda: self.m.name,
            "Qtheir": lambda: "its",
            "spk": lambda: self.person(speaker, self.p),
            "qspk": lambda: self.person(self.other, self.q),
            "mspk": lambda: self.person(self.chair, self.m),
            "label": self.label,
            "he": lambda: speaker.he,
            "his": lambda: speaker.his,
            "himself": lambda: "herself" if speaker.woman else "himself",
            "mhe": lambda: self.chair.he,
            "He": self.he_again,
            "day": lambda: rng.choice(DAYS),
            "month": lambda: rng.choice(MONTHS),
            "city": lambda: scene.city,
            "outlet": lambda: scene.outlet,
            "crowd": lambda: rng.choice(POOLS["crowds"]),
            "anon": lambda: rng.choice(POOLS["anonymous"]),
            "panon": lambda: rng.choice(
                [f"an official from {self.p.name}", f"a senior member of {self.p.of} delegation"]
            ),
            "outsider": self.outsider,
            "e np": lambda: self.piece("exception"),
            "core": lambda: "{core:" + self.core + "}",
            "Core": lambda: "{core:" + capital(self.core) + "}",
            "filler": lambda: self.piece("filler"),
            "filler,": lambda: self.piece("filler").rstrip(".") + ",",
            "question": lambda: capital(self.question),
        }
        return words[key]()

    # -- options ---------------------------------------------------------------------------------------------

    def option(self, letter: str, what: str) -> str:
        if letter not in self.options:
            raise Unfit
        issue = self.options[letter][0]
        if what in ("it", "is", "was", "has", "does", "remains", "deserves", "belongs"):
            return self.agreeing(letter, what)
        if what == "np":
            self.np[letter] = self.phrase(letter, "np", None)
            return self.fill(self.np[letter].text, issue, None)
        agent = self.q if what.endswith("Q") else self.p
        if what.removesuffix("Q") in ("vp", "ing"):
            return self.fill(infinitive(self.phrase(letter, "vp", agent).text, "ing" in what), issue, agent)
        phrase = self.phrase(letter, "cl", None)
        return self.fill(clause(phrase.text, phrase.plural, what, self.voice.tense), issue, None)

    def phrase(self, letter: str, form: str, agent: Party | None) -> Phrase:
        """A phrase for an option that fits its place; the same again if the form is asked for twice."""
        key = letter + form + (agent.name if agent else "")
        if key not in self.chosen:
            issue, option = self.options[letter]
            fit = [f for f in option.phrases if f.form == form and self.fits(f, letter, issue, agent)]
            if not fit:
                raise Unfit
            self.chosen[key] = self.rng.choice(fit)
            self.x.phrases.add(self.chosen[key].text)
        return self.chosen[key]

    def fits(self, phrase: Phrase, letter: str, issue: Issue, agent: Party | None) -> bool:
        pattern = self.pattern
        assert pattern is not None
        own = "{" + (issue.role(self.p) or "-") + "}"
        return (
            phrase.denies == (self.denying and letter == "a")
            and phrase.text not in self.x.phrases
            and not (phrase.role and agent and phrase.role != issue.role(agent))
            and not (phrase.negative and pattern.negating)
            and not (phrase.receiving and not pattern.wishing)
            and not (phrase.form == "cl" and phrase.text.startswith(own))  # nobody demands of himself by name
        )

    def fill(self, text: str, issue: Issue, agent: Party | None) -> str:
        """A topic's words with its slots filled."""
        ours = self.voice.we and agent is self.p

        def slot(m: re.Match[str]) -> str:
            key = m[1]
            if key in ("own", "self"):
                return {"own": "our", "self": "ourselves"}[key] if ours else {"own": "its", "self": "itself"}[key]
            if key[0] in "AB":
                party = issue.roles[key[0]]
                if key.endswith("'s"):
                    return "our" if party is self.p and self.voice.we else party.of
                return party.name
            return number(issue.slots[key], self.x.words)

        return articles(re.sub(r"\{([^{}]+)\}", slot, text))

    def agreeing(self, letter: str, what: str) -> str:
        """A verb or pronoun that agrees with an option's noun phrase."""
        if letter not in self.np:  # the noun phrase comes later in the sentence
            self.option(letter, "np")
        plural = self.np[letter].plural
        if what in ("it", "was"):
            return {"it": ("it", "them"), "was": ("was", "were")}[what][plural]
        return finite(
            {"is": "be", "has": "have", "does": "do"}.get(what, what.removesuffix("s")), self.voice.tense, plural
        )

    def required(self, what: str) -> str:
        """A requirement outside the agenda."""
        self.requirement = self.requirement or self.piece("requirement")
        noun, subject, verb = self.requirement.split(" / ")
        if what == "np":
            return noun
        return clause(f"{subject.lstrip('+')} | {verb}", subject.startswith("+"), what, self.voice.tense)

    # -- people ----------------------------------------------------------------------------------------------

    def subject(self, case: str) -> str:
        """The holder, in the first or third person."""
        if self.voice.we:
            return case
        if case == "ourselves":
            return "itself"
        if self.voice.named:
            return "its" if case == "our" else "it"
        self.voice.named = True
        if self.voice.first:
            return self.voice.first + ("'s" if case == "our" else "")
        return self.p.of if case == "our" else self.p.name

    def verb(self, base: str) -> str:
        """A verb whose subject is the holder."""
        if self.voice.we:
            return "are" if base == "be" else base
        return finite(base, self.voice.tense, False)

    def person(self, person: Person, party: Party) -> str:
        """A speaker, in full when first met."""
        self.x.last = person
        name = f"{person.first} {person.last}"
        if name in self.x.met:
            return self.rng.choice([person.last, person.last, name])
        self.x.met.add(name)
        title = f"{party.of} {person.title}"
        return self.rng.choice([f"{title}, {name},", f"{name}, {title},", f"{title} {name}"])

    def outsider(self) -> str:
        first = self.rng.choice(POOLS[self.rng.choice(["women", "men"])])
        what = self.rng.choice(POOLS["outsiders"]).replace("{town}", self.x.scene.city)
        return f"{first} {self.rng.choice(POOLS['surnames'])}, {what},"

    def label(self) -> str:
        """A speaker's label in a transcript, with the party if nothing else tells it."""
        person = self.x.last = self.speaker
        short, full = f"{'MS' if person.woman else 'MR'}. {person.last.upper()}", f"{person.first} {person.last}"
        if full in self.x.met or self.p.name in self.question:
            return self.rng.choice([short, full])
        self.x.met.add(full)
        return self.rng.choice([f"{short} ({self.p.name})", f"{full}, {self.p.name}"])

    def he_again(self) -> str:
        if self.x.last is None:
            raise Unfit
        return self.x.last.he

    def fresh(self, patterns: list[Pattern]) -> Pattern:
        """One that the exchange has not used."""
        if left := [p for p in patterns if p.id not in self.x.used]:
            return self.rng.choice(left)
        raise Unfit

    def draw(self, kind: str, stance: str) -> Pattern:
        """A pattern of a kind that mainly shows a stance."""
        return self.fresh([p for p in self.stock.of(kind) if p.stance == stance])

    def piece(self, kind: str) -> str:
        pattern = self.fresh(self.stock.of(kind))
        self.x.used.append(pattern.id)
        return pattern.text


# -- text ----------------------------------------------------------------------------------------------------


def infinitive(text: str, ing: bool) -> str:
    """A vp as infinitive or as gerund."""
    first, _, rest = text.partition(" ")
    verb = gerund if ing else str
    return re.sub(r"\*(\w+)", lambda m: verb(m[1]), f"{verb(first)} {rest}".strip())


def clause(text: str, plural: bool, what: str, tense: str) -> str:
    """A clause written "subject | infinitive" in the form that a slot wants."""
    subject, _, verbs = text.partition(" | ")
    if what == "S":
        return subject
    first, _, rest = verbs.partition(" ")

    def every(form: Callable[[str], str]) -> str:
        return re.sub(r"\*(\w+)", lambda m: form(m[1]), f"{form(first)} {rest}".strip())

    if what == "V":
        return every(str)
    if what == "perf":
        return f"{subject} {finite('have', tense, plural)} {every(participle)}"
    when = {"if": tense, "past": "past"}[what]
    return f"{subject} {every(lambda v: finite(v, when, plural))}"


def capital(text: str) -> str:
    """The first letter made a capital; marks and opening punctuation are passed over."""
    return re.sub(r"^((?:\{\w+:|[“\"(*•– -])*)([a-z])", lambda m: m[1] + m[2].upper(), text)


def tidy(text: str) -> str:
    """Punctuation and small words put right where pieces met."""
    text = re.sub(r",(\}*)([,.:;)])", r"\1\2", text)  # an apposition's comma before another mark
    text = re.sub(r"([?!]\}*)[,.]", r"\1", text)
    text = re.sub(r"\b([Cc])an not\b", r"\1annot", text)
    text = re.sub(r"\bthat ((?:\{\w+:)*)that (is|was|can|could|will|would|depended|depends)\b", r"that \1this \2", text)
    return re.sub(r"([.?!]\}*”? )((?:\{\w+:)*“?(?:\{\w+:)*)([a-z])", _next_sentence, text)


def _next_sentence(m: re.Match[str]) -> str:
    if "”" in m[1]:  # after a closing quotation the sentence may go on: “Why not?” she said
        return m[0]
    return m[1] + m[2] + m[3].upper()


def contracted(text: str) -> str:
    """As it is spoken: won't, we're."""
    for long, short in (("will not", "won't"), ("do not", "don't"), ("can ?not", "can't"), ("is not", "isn't")):
        text = re.sub(rf"\b{long}\b", short, text)
    return re.sub(r"\b([Ww])e are (?!p)", r"\1e're ", text)


def ended(marked: str) -> str:
    return marked if re.search(r"[.?!][”}]*$", marked) else marked + "."


def trimmed(quote: str) -> str:
    """A quote without the punctuation around it, and without half a pair of quotation marks."""
    quote = re.sub(r"^“([^“”]*)”$", r"\1", quote.strip(" ,.;:")).strip(" ,.;:")
    return quote if quote.count("“") == quote.count("”") else quote.strip("“” ,.;:")


def read_marks(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and what each mark holds."""
    text = ""
    opened: list[tuple[str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for piece in re.split(r"(\{\w+:|\})", marked):
        if piece.startswith("{"):
            opened.append((piece[1:-1], len(text)))
        elif piece == "}":
            name, start = opened.pop()
            spans.append((start, len(text), name))
        else:
            text += piece
    held: dict[str, list[str]] = {}
    for start, end, name in sorted(spans):
        held.setdefault(name, []).append(text[start:end])
    return text, held
