#!/usr/bin/env python3
"""Labelled sentences and short exchanges: python training/coding/generate.py OUT.jsonl --count N --seed S [--part ...]

One JSON object a line: `text`, `agenda`, `statements`, `positions`, `conditions`, and the ids of the `patterns` and
`topics` used. --part validation uses only the patterns and topics held out, --part train (the default) none of them.

A *core* says what a party thinks of an option; a *frame* says who reports it and how; an *answer* is a core that leaves
it to a question to name the option; a *full* pattern is a whole sentence. Slots stand in square brackets:

    [we] [us] [our] [ourselves]      the holder, as the frame wants it: we, Norland, it, her government
    [will] [can] [are] [have] [do]   agree with [we] in person and tense; so does [v accept]
    [is] [has] [v3 depend]           third person singular in the tense; [are3] and [havep] plural
    [a np] [a vp] [a ing]            option a as noun phrase, bare infinitive (subject: the holder), gerund;
    [a vpQ] [a ingQ]                 with the other party as its subject
    [a S] [a V]                      a clause's subject and its infinitive; [a if], [a past] and [a perf] the whole
    [a is] [a it]                    agree with the noun phrase; [a was] as well
    [b ...] [c ...]                  a rival of a on the same issue; an option of another issue
    [r ...] [e np]                   a requirement outside the agenda; an exception
    [Q] [Qv do] [Qhave] [Qtheir]     the other party; [P] the holder by name; [M] the mediator
    [spk] [qspk] [mspk] [he] [his]   a speaker of P, Q or M; pronouns of P's; [label] a speaker in a transcript
    [anon] [panon] [outsider]        a source without a party; an unnamed one of P's; a named outsider

Marks stand in braces: {s1: source} {q1: cue} {c1: content} {pa: words that show P's position on a, also qb, ma} {k: the
condition}. Without {pa:} the core, or the whole sentence, is the quote. How topics are written, `material.py` tells.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from inflection import articles, number
from material import Label, Pattern, Stock, Unfit
from scenes import KINDS, POOLS, Party, scene
from writing import Exchange, Issue, Voice, Writer, capital, contracted, ended, read_marks, tidy, trimmed

# How often each stance is drawn, how an exchange is built, and how a sentence of the news is put.
STANCES = {"accepts": 22, "rejects": 20, "conditional": 17, "open": 16, "noncommittal": 13, "mixed": 12}
SHAPES = {"news": 44, "two": 22, "briefing": 14, "turns": 6, "bullets": 6, "none": 8}
WAYS = {"own": 48, "told": 14, "full": 22, "asked": 16}
DENYING = 0.5  # share of the plain acceptances of an option that take the words which deny it, where there are some


def draw(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


# -- what a sentence shows -----------------------------------------------------------------------------------


def add(w: Writer, marked: str, shown: Pattern, frame: Pattern | None = None) -> None:
    """Take a written sentence, and what it shows, into the exchange."""
    text, held = read_marks(capital(tidy(marked)))
    for n in sorted({name[1:] for name in held if re.fullmatch(r"[sqc]\d", name)}):
        w.x.statements.append(
            {
                "source": next((s.rstrip(" ,") for s in held.get("s" + n, [])), None),
                "cue": next(iter(held.get("q" + n, [])), None),
                "content": held.get("c" + n, []),
                "party": teller(w, n, frame, shown),
            }
        )
    whole = held.get("core", [text])[0]
    for label in shown.labels:
        mark = "k" if label.letter in shown.demanded else label.holder.lower() + label.letter
        add_position(w, label, shown, frame, trimmed(held.get(mark, [whole])[0]))
    for demand in shown.demands:
        refs = [
            letter and "{0[0].id}.{0[1].id}".format(w.options[letter]) for letter in (demand.requires, demand.before)
        ]
        row = {"party": w.p.name, "kind": demand.kind, "requires": refs[0], "before": refs[1]}
        w.x.conditions.append(row | {"quote": trimmed(held.get("k", [whole])[0])})
    w.x.text.append(text)


def add_position(w: Writer, label: Label, shown: Pattern, frame: Pattern | None, quote: str) -> None:
    """The position of a label; and where the option accepted denies others outright, that they are rejected."""
    by = frame.by if frame and frame.by and label.holder == "P" else label.by
    if frame and "unnamed" in frame.kind:
        by = "none"
    issue, option = w.options[label.letter]
    denied = w.denying and label.letter == "a"
    stances = {option.id: "rejects" if denied else label.stance}
    if shown.plainly_accepts and shown.kind != "answer" and not denied:
        stances |= dict.fromkeys(option.denies, "rejects")
    for option_id, stance in stances.items():
        w.x.positions.append(
            {
                "party": party_of(w, label.holder).name,
                "issue": issue.id,
                "option": option_id,
                "stance": stance,
                "basis": "own" if by == "own" else "ascribed",
                "by": None if by in ("own", "none") else party_of(w, by).name,
                "quote": quote,
            }
        )


def party_of(w: Writer, letter: str) -> Party:
    return {"P": w.p, "Q": w.q, "M": w.m}[letter]


def teller(w: Writer, n: str, *told_in: Pattern | None) -> str | None:
    """The party whose statement number n is, as the first slot in its source tells."""
    if n == "8":  # what a question reports of the other party
        return w.q.name
    for pattern in filter(None, told_in):
        source = next((s for s in (f"{{s{n}:", "{s1:") if s in pattern.text), "{s1:")
        if found := re.search(re.escape(source) + r"[^\[}]*\[([^\]]+)\]", pattern.text):
            if found[1] in ("P", "P's", "spk", "he", "label", "panon"):
                return w.p.name
            if found[1] in ("Q", "Q's", "qspk"):
                return w.q.name
            return w.m.name if found[1] in ("M", "mspk") else None
    return None


# -- sentences -----------------------------------------------------------------------------------------------


def speak(w: Writer, stance: str, shape: str) -> None:
    """One sentence, turn, or question and answer that shows a position."""
    rng, stock = w.rng, w.stock
    if shape == "briefing":
        core = w.draw(draw(rng, {"answer": 70, "core": 30}), stance)
        ask(w)
        framed(w, core, stock.of("qa"))
    elif shape == "turns":
        framed(w, w.draw("core", stance), stock.of("turn"))
    elif shape == "bullets":
        framed(w, w.draw("core", stance), stock.of(draw(rng, {"bullets direct": 40, "bullets indirect": 60})))
    else:
        tell(w, stance, draw(rng, WAYS))


def tell(w: Writer, stance: str, way: str) -> None:
    """A sentence of the news that shows a position."""
    rng, stock = w.rng, w.stock
    if way == "full":
        pattern = w.draw("full", stance)
        deny(w, pattern)
        tense = "present" if any(label.by == "none" for label in pattern.labels) else "past"
        add(w, ended("{core:" + w.write(pattern, Voice(tense=tense, named=True)) + "}"), pattern)
    elif way == "asked":
        frames = stock.of(draw(rng, {"asked direct": 45, "asked indirect": 55}))
        framed(w, w.draw("answer", stance), frames)
    else:
        core = w.draw("core", stance)
        deny(w, core)
        frames = [f for f in stock.patterns if f.kind.split()[0] in ("direct", "indirect", "narrated")]
        if way == "told":
            frames = [f for f in frames if f.by or "unnamed" in f.kind]
        else:
            direct = core.direct_only or rng.random() < 0.45
            frames = [
                f for f in frames if not f.by and "unnamed" not in f.kind and f.kind.startswith("direct") == direct
            ]
        framed(w, core, frames)


def framed(w: Writer, core: Pattern, frames: list[Pattern]) -> None:
    """A core or an answer in one of the frames that it fits."""
    frame = w.fresh([f for f in frames if may_be_told(core, f)])
    w.core = re.sub(r"\.(\}*)$", r"\1", w.write(core, voice_in(w, frame)))
    if frame.in_first_person and w.rng.random() < 0.25:
        w.core = contracted(w.core)
    add(w, w.write(frame, Voice()), core, frame)


def may_be_told(core: Pattern, frame: Pattern) -> bool:
    """Whether a core fits a frame. To be told by somebody else it must name the holder, and not speak of the teller."""
    if not frame.of_another:
        return frame.in_first_person or not core.direct_only
    names_holder = re.search(r"\[(we|us|our)\]", core.text) is not None
    return names_holder and not core.direct_only and not (frame.by in ("Q", "M") and f"[{frame.by}" in core.text)


def voice_in(w: Writer, frame: Pattern) -> Voice:
    """The voice that a frame wants of its core."""
    if frame.in_first_person:
        return Voice(we=True, tense="present")
    present = "present" in frame.kind or frame.kind.startswith(("direct", "narrated"))
    voice = Voice(tense="present" if present else "past")
    before = frame.text.lower().split("[core]")[0]
    if "{s1:[p]}" in before or "of [p]}" in before or "[p] would" in before:
        voice.named = w.rng.random() < 0.7
    elif not frame.of_another and "[spk]" in before and w.rng.random() < 0.5:
        generic = POOLS.get(f"generic for {w.p.kind}")
        voice.first = f"{w.speaker.his} {w.rng.choice(generic)}" if generic else ""
    return voice


def deny(w: Writer, pattern: Pattern) -> None:
    """Now and then let a plain acceptance take the words that deny the option."""
    able = any(f.denies for f in w.options["a"][1].phrases)
    w.denying = pattern.plainly_accepts and able and w.rng.random() < DENYING


def ask(w: Writer) -> None:
    """A question for the frame to hold. What it reports of the other party is taken down."""
    pattern = w.fresh(w.stock.of("question"))
    w.question = w.write(pattern, Voice(tense="present", named=True))
    if "[a vp]" in pattern.text and "[P]" not in pattern.text:  # the one who is asked is its subject
        w.question = re.sub(r"\bitself\b", "yourselves", re.sub(r"\bits\b", "your", w.question))
    _, held = read_marks(tidy(w.question))
    for label in pattern.labels:
        add_position(w, label, pattern, None, trimmed(held[label.holder.lower() + label.letter][0]))
    w.chosen.clear()  # the answer is to use other words


def mention(w: Writer) -> None:
    """A sentence that shows no position."""
    pattern = w.fresh([p for p in w.stock.of("full") if not p.labels])
    add(w, ended(w.write(pattern, Voice(tense="present", named=True))), pattern)


def remark(w: Writer) -> None:
    """A sentence about the speaker or the occasion."""
    pattern = w.fresh(w.stock.of("addition"))
    add(w, ended(w.write(pattern, Voice())), pattern)


# -- exchanges -----------------------------------------------------------------------------------------------


def setting(rng: Random, stock: Stock) -> Exchange:
    """A scene and two to four issues, most of them of one domain. The first is the main one."""
    by_kind = {kind: [t for t in stock.topics if t.scene == kind] for kind in KINDS}
    by_kind = {kind: found for kind, found in by_kind.items() if len(found) > 1}
    fit = by_kind[draw(rng, {kind: len(found) for kind, found in by_kind.items()})]
    chosen = [rng.choice(fit)]
    for _ in range(rng.choice([1, 1, 2, 2, 3])):
        left = [t for t in fit if t not in chosen]
        near = [t for t in left if t.domain == chosen[0].domain]
        if left:
            chosen.append(rng.choice(near if near and rng.random() < 0.8 else left))
    place = scene(rng, chosen[0].scene)
    issues = []
    for topic in chosen:
        a, b = (place.b, place.a) if place.symmetric and rng.random() < 0.5 else (place.a, place.b)
        slots = place.places | {k: rng.choice(v) for k, v in topic.slots.items()}
        issues.append(Issue(topic.id.partition(".")[2], topic, slots, {"A": a, "B": b}))
    return Exchange(rng, place, issues, words=rng.random() < 0.5)


def exchange(rng: Random, stock: Stock) -> dict[str, Any]:
    """One line; Unfit if the draw does not fit together."""
    x = setting(rng, stock)
    shape = draw(rng, SHAPES)
    parties = rng.sample([x.scene.a, x.scene.b], 2)

    def writer(n: int, main: bool = False) -> Writer:
        return Writer(x, parties[n % 2], x.issues[0] if main or rng.random() < 0.4 else rng.choice(x.issues), stock)

    def mentions(n: int) -> None:
        for _ in range(n):
            mention(writer(rng.randrange(2)))

    if shape == "none":
        mentions(rng.choice([1, 2, 2, 3]))
    elif shape == "turns":
        for n in range(rng.choice([1, 2, 2, 3])):
            if rng.random() < 0.2:
                w = writer(n)
                framed(w, w.fresh(stock.of("speech")), stock.of("turn"))
            else:
                speak(writer(n, n == 0), draw(rng, STANCES), shape)
    elif shape == "news":
        extra, lead = rng.choice([0, 0, 1, 1, 2]), rng.random() < 0.35
        mentions(extra if lead else 0)
        w = writer(0, main=True)
        speak(w, draw(rng, STANCES), shape)
        for _ in range(0 if lead else extra):
            if rng.random() < 0.25:
                remark(w)
            else:
                mentions(1)
    else:
        for n in range(rng.choice([1, 2]) if shape == "briefing" else 2):
            speak(writer(0 if shape == "briefing" else n, n == 0), draw(rng, STANCES), shape)
            mentions(shape == "two" and rng.random() < 0.3)
    return line(x, shape)


def line(x: Exchange, shape: str) -> dict[str, Any]:
    """The exchange as it is written out. Unfit if a party takes two stances on one option."""
    stances = {(p["party"], p["issue"], p["option"], p["stance"]) for p in x.positions}
    if len({s[:3] for s in stances}) < len(stances):
        raise Unfit
    joint = {"briefing": "\n\n", "turns": "\n\n", "bullets": "\n"}.get(shape) or x.rng.choice([" ", " ", "\n\n"])
    row = {
        "text": joint.join(x.text),
        "agenda": {"issues": x.rng.sample([issue_row(x, i) for i in x.issues], len(x.issues))},
        "statements": x.statements,
        "positions": x.positions,
        "conditions": x.conditions,
    }
    ids = {"patterns": list(dict.fromkeys(x.used)), "topics": [i.topic.id for i in x.issues]}
    styled: dict[str, Any] = restyled(row, house_style(x.rng))
    return styled | ids


def issue_row(x: Exchange, issue: Issue) -> dict[str, Any]:
    """An issue as an analyst would put it on the agenda: figures as figures, parties by name."""
    names = {k: number(v, words=False) for k, v in issue.slots.items()}
    names |= {r: p.name for r, p in issue.roles.items()} | {r + "'s": p.of for r, p in issue.roles.items()}

    def filled(text: str) -> str:
        return capital(articles(re.sub(r"\{([^{}]+)\}", lambda m: names[m[1]], text)))

    options = [{"id": o.id, "text": filled(o.text)} for o in issue.topic.options]
    return {"id": issue.id, "name": filled(issue.topic.name), "options": x.rng.sample(options, len(options))}


def house_style(rng: Random) -> dict[str, str]:
    """Quotation marks and spellings of one house, as replacements."""
    style: dict[str, str] = {}
    if rng.random() < 0.3:
        style |= {"[“”]": '"'}
    elif rng.random() < 0.6:
        style |= {"'": "’"}
    if rng.random() < 0.3:
        style |= {r" percent\b": " per cent"}
    if rng.random() < 0.25:
        style |= {"kilometre": "kilometer", "metres": "meters", "[Ll]abour\\b": "Labor", "travelled": "traveled"}
    return style


def restyled(value: Any, style: dict[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in style.items():
            value = re.sub(old, new, value)
        return value
    if isinstance(value, list):
        return [restyled(v, style) for v in value]
    return {k: restyled(v, style) for k, v in value.items()} if isinstance(value, dict) else value


def generate(count: int, seed: int, part: str) -> list[dict[str, Any]]:
    """`count` lines, no two with the same text. The same seed gives the same lines."""
    rng = Random(f"{seed}/{part}")
    stock = Stock(part == "validation")
    rows: dict[str, dict[str, Any]] = {}
    while len(rows) < count:
        try:
            row = exchange(rng, stock)
        except Unfit:
            continue
        rows.setdefault(row["text"], row)
    return list(rows.values())


def main(arguments: Sequence[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path, metavar="OUT")
    ap.add_argument("--count", type=int, default=1000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--part", choices=["train", "validation"], default="train")
    args = ap.parse_args(arguments)
    with args.out.open("w", encoding="utf-8") as out:
        for row in generate(args.count, args.seed, args.part):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
