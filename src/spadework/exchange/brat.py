"""brat standoff: a text and an annotation file for each document, with sources, cues and contents linked by events.

The layout is PolNeAR's: `T` lines are spans of type Source, Cue, Content and Attribution; `E` lines link them. A split
span has its pieces parted by `;`. A span that runs over a line end is cut there, as brat itself does it (annotator.py),
and the exact spans, with all else that a statement tells, stand in a note on its event.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from spadework.errors import ExchangeError, SpadeworkError
from spadework.exchange.checking import sound
from spadework.exchange.files import LIMIT, listed, load, mark_of
from spadework.exchange.placing import short
from spadework.exchange.taken import Imported, Refusal
from spadework.model import (
    Archive,
    Directness,
    Document,
    Record,
    Span,
    Statement,
    Status,
    from_json,
    row_id,
    to_json,
)

CONFIG = """[entities]
Source
Cue
Content

[relations]

[events]
Attribution\tSource?:Source, Cue?:Cue, Content*:Content
Attribution-no-source\tCue?:Cue, Content*:Content

[attributes]
Directness\tArg:<EVENT>, Value:direct|indirect|mixed
Status\tArg:<EVENT>, Value:proposed|accepted|corrected|rejected
"""
MOST = 10_000  # attributions in one text
Piece = tuple[int, int]
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # where readers of brat's files begin a new line
_ENTRY = re.compile(r"(?:[TERAMN]\d+|#\d+|\*)\t")
_SPAN = re.compile(r"(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)\Z")
_NUMBERED = re.compile(r"\d+\Z")


def dump(archive: Archive) -> tuple[dict[str, bytes], dict[str, list[dict[str, object]]]]:
    """The files of the folder by name, and what its mark tells of the documents."""
    said: dict[str, list[Statement]] = {}
    for s in archive.record.statements:
        said.setdefault(s.document, []).append(s)
    files = {"annotation.conf": CONFIG.encode()}
    about: list[dict[str, object]] = []
    for n, d in enumerate(archive.record.documents, 1):
        name = f"{n:04}-{_slug(d.title)}{d.id}"
        files[f"{name}.txt"] = d.text.encode()
        files[f"{name}.ann"] = "".join(line + "\n" for line in _annotations(d, said.get(d.id, []))).encode()
        told = msgspec.to_builtins(d)
        about.append({"file": name, **{k: v for k, v in told.items() if k != "text"}})
    return files, {"documents": about}


def pieces(document: Document, spans: tuple[Span, ...]) -> list[Piece]:
    """The spans cut at line ends, without the blanks beside them; a span of nothing else stays whole."""
    found: list[Piece] = []
    for span in spans:
        at = span.start
        for part in [*_LINES.finditer(document.text, span.start, span.end), None]:
            end = part.start() if part else span.end
            text = document.text[at:end]
            start, stop = at + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
            if start < stop:
                found.append((start, stop))
            at = part.end() if part else end
    return found or [(s.start, s.end) for s in spans]


def _annotations(document: Document, said: list[Statement]) -> Iterator[str]:
    t = 0
    for e, s in enumerate(said, 1):
        if not s.content:
            raise ExchangeError("a statement has no content, and brat no place for it", where=f"statement {s.id}")
        links = []
        roles = (("Source", s.source), ("Cue", s.cue), ("Content", s.content))
        for role, spans in roles:
            spans = (spans,) if isinstance(spans, Span) else spans
            if spans:
                t += 1
                yield _text_bound(f"T{t}", role, document, spans)
                links.append(f"{role}:T{t}")
        t += 1
        kind = "Attribution" if s.source else "Attribution-no-source"
        yield _text_bound(f"T{t}", kind, document, (s.cue or s.source or s.content[0],))
        yield f"E{e}\t{kind}:T{t} {' '.join(links)}"
        yield f"A{2 * e - 1}\tDirectness E{e} {s.directness}"
        yield f"A{2 * e}\tStatus E{e} {s.status}"
        yield f"#{e}\tAnnotatorNotes E{e}\t{_one_line(to_json(s))}"


def _text_bound(id: str, kind: str, document: Document, spans: tuple[Span, ...]) -> str:
    cut = pieces(document, spans)
    ends = ";".join(f"{start} {end}" for start, end in cut)
    return f"{id}\t{kind} {ends}\t{_quoted(document, cut)}"


def _quoted(document: Document, cut: list[Piece]) -> str:
    return _LINES.sub(" ", " ".join(document.text[start:end] for start, end in cut))


def _one_line(json: str) -> str:
    return _LINES.sub(lambda m: f"\\u{ord(m[0]):04x}", json)


def _slug(title: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower())[:40].strip("-")
    return f"{slug}-" if slug else ""


def parse(folder: Path, onto: Record) -> Imported:
    """The statements of a folder of brat's files, with their documents.

    A text that the dossier has already is that document; another becomes one of its own. Spans and links that do not
    hold keep only their own statement out.

    Raises:
        MissingFile, TooLarge: the folder cannot be read.
        ExchangeError: it holds no annotations, or a text that is not UTF-8.
    """
    names = {p.name: p for p in listed(folder)}
    annotated = [n.removesuffix(".ann") for n in names if n.endswith(".ann")]
    if not annotated:
        raise ExchangeError("the folder holds no .ann file", where=str(folder))
    known = {d.id: d for d in onto.documents}
    told = _about(folder)
    documents: dict[str, Document] = {}
    statements: dict[str, Statement] = {}
    refused: list[Refusal] = []
    for name in annotated:
        if f"{name}.txt" not in names:
            refused.append(Refusal(f"{name}.ann", f"there is no {name}.txt beside it"))
            continue
        text = _decoded(names[f"{name}.txt"])
        if not text.strip():
            refused.append(Refusal(f"{name}.txt", "the text is empty"))
            continue
        id = hashlib.sha256(text.encode()).hexdigest()[:12]
        document = known.get(id) or documents.get(id) or _document(text, name, told)
        documents[id] = document
        reading = _Reading(document, f"{name}.ann")
        for where, made in reading.read(_decoded(names[f"{name}.ann"])):
            if made.id in statements:
                refused.append(Refusal(where, f"the same statement stands above ({made.id})"))
            else:
                statements[made.id] = made
        refused += reading.refused
    whole = _referring(statements, {s.id for s in onto.statements}, refused)
    there = {*known, *documents}
    record = Record(
        agenda=onto.agenda,
        documents=tuple(
            replace(d, rewrite_of=d.rewrite_of if d.rewrite_of in there else None) for d in documents.values()
        ),
        statements=whole,
    )
    return Imported(archive=Archive(record=record), refused=tuple(refused))


def _referring(statements: dict[str, Statement], known: set[str], refused: list[Refusal]) -> tuple[Statement, ...]:
    """The statements; one that is nested in what was refused stands alone."""
    known = known | set(statements)
    made = []
    for s in statements.values():
        if s.within is not None and s.within not in known:
            refused.append(
                Refusal(f"statement {s.id}", "the statement around it was not taken in; it stands alone now")
            )
            s = replace(s, within=None)
        made.append(s)
    return tuple(made)


def _decoded(path: Path) -> str:
    """A file's text as it is: offsets count every character, a byte order mark too."""
    try:
        return load(path, LIMIT).decode()
    except UnicodeDecodeError as e:
        raise ExchangeError(f"byte {e.start} is not UTF-8", where=str(path), remedy="Save the file as UTF-8.") from e


def _about(folder: Path) -> dict[str, Document]:
    """What an exported folder tells of its documents, by the names of their files; their texts are not in it."""
    told = mark_of(folder).get("documents")
    found = {}
    for each in told if isinstance(told, list) else []:
        if isinstance(each, dict) and isinstance(name := each.pop("file", None), str):
            try:
                found[name] = msgspec.convert({**each, "text": ""}, Document)
            except (msgspec.MsgspecError, RecursionError):
                continue  # it is only about titles and days; the text itself is at hand
    return found


def _document(text: str, name: str, told: dict[str, Document]) -> Document:
    made = Document.of(text, title=name, origin=f"{name}.txt")
    about = told.get(name)
    if about is None or about.sha256 != made.sha256 or sorted({0, *about.pages}) != list(about.pages or (0,)):
        return made
    return replace(about, text=text)


@dataclass(frozen=True)
class _Event:
    """One `E` line: its roles, and what stands about it on other lines."""

    line: int
    id: str
    roles: dict[str, list[str]]


class _Reading:
    """One annotation file."""

    def __init__(self, document: Document, name: str) -> None:
        self.document, self.name = document, name
        self.refused: list[Refusal] = []
        self._bound: dict[str, tuple[Span, ...]] = {}
        self._events: dict[str, _Event] = {}
        self._notes: dict[str, str] = {}
        self._attributes: dict[str, dict[str, str]] = {}

    def read(self, text: str) -> list[tuple[str, Statement]]:
        """The statements, each with the line of its event."""
        for line, entry in _entries(text):
            try:
                self._entry(line, entry)
            except SpadeworkError as e:
                self._refuse(line, e.what)
        made: list[tuple[str, Statement]] = []
        bare: list[int] = []  # of those without a note of ours: nesting is told by their places
        for event in self._events.values():
            try:
                statement, ours = self._statement(event)
                sound(statement, {self.document.id: self.document}, self.name)
            except SpadeworkError as e:
                self._refuse(event.line, e.what)
                continue
            if not ours:
                bare.append(len(made))
            made.append((f"{self.name}, line {event.line}", statement))
        all = [s for _, s in made]
        for n in bare:
            made[n] = (made[n][0], _nested(made[n][1], all))
        return made

    def _refuse(self, line: int, why: str) -> None:
        self.refused.append(Refusal(f"{self.name}, line {line}", why))

    def _entry(self, line: int, entry: str) -> None:
        id, _, rest = entry.partition("\t")
        match id[0]:
            case "T":
                self._bound[_new(id, self._bound)] = self._spans(rest)
            case "E":
                if len(self._events) == MOST:
                    raise ExchangeError(f"there are more than {MOST:,} attributions in one text")
                self._events[_new(id, self._events)] = _Event(line, id, _roles(rest))
            case "A" | "M":
                name, target, *values = [*rest.split(" "), "", ""][:3]
                self._attributes.setdefault(target, {})[name.lower()] = values[0].strip().lower()
            case "#":
                head, _, note = rest.partition("\t")
                self._notes.setdefault(head.rpartition(" ")[2], note)
            case _:  # relations, normalisations and equivalences say nothing of statements
                pass

    def _spans(self, rest: str) -> tuple[Span, ...]:
        head, _, quote = rest.partition("\t")
        found = _SPAN.match(head)
        if found is None:
            raise ExchangeError(f"{short(head)} is no type with offsets")
        ends = [tuple(map(int, piece.split(" "))) for piece in found[2].split(";")]
        spans = tuple(self.document.span(start, end) for start, end in ends)
        if " ".join(" ".join(s.quote for s in spans).split()) != " ".join(quote.split()):
            raise ExchangeError(f"{short(quote)} is not what stands at {short(found[2])}")
        spans = tuple(sorted(spans, key=lambda s: s.start))  # PolNeAR has some in another order
        if any(a.end > b.start for a, b in itertools.pairwise(spans)):
            raise ExchangeError("the pieces of a span lie over each other")
        return spans

    def _statement(self, event: _Event) -> tuple[Statement, bool]:
        """The statement, and whether a note of ours stands with it."""
        source, cue, content = (self._role(event, role) for role in ("Source", "Cue", "Content"))
        if not content:
            raise ExchangeError("an attribution has no content")
        noted = self._noted(event)
        if noted is not None:
            same = noted.document == self.document.id and all(
                pieces(self.document, tuple(s for s in theirs if s is not None)) == [(s.start, s.end) for s in spans]
                for theirs, spans in (((noted.source,), source), ((noted.cue,), cue), (noted.content, content))
            )
            if same:
                return self._marked(event, noted), True
        made = Statement(
            id="",
            document=self.document.id,
            source=self._joined(source),
            cue=self._joined(cue),
            content=_merged(self.document, content),
            speaker="",
            reported_on=self.document.published,
            status=Status.ACCEPTED,
        )
        spans = [s for s in (made.source, made.cue, *made.content) if s is not None]
        id = row_id("s", self.document.id, *(x for s in spans for x in (s.start, s.end)))
        if noted is not None:  # somebody has moved its ends in brat
            made = replace(noted, source=made.source, cue=made.cue, content=made.content, document=self.document.id)
        else:
            speaker = " ".join(made.source.quote.split()) if made.source else ""
            made = replace(made, speaker=speaker, directness=_directness(made.content))
        return self._marked(event, replace(made, id=id)), noted is not None

    def _role(self, event: _Event, role: str) -> tuple[Span, ...]:
        ids = event.roles.get(role, [])
        missing = [id for id in ids if id not in self._bound]
        if missing:
            raise ExchangeError(f"{role} {missing[0]} is not there, or not right")
        return tuple(sorted((s for id in ids for s in self._bound[id]), key=lambda s: s.start))

    def _joined(self, spans: tuple[Span, ...]) -> Span | None:
        """One span for a source or a cue, which statements have in one piece: all between its ends."""
        return self.document.span(spans[0].start, max(s.end for s in spans)) if spans else None

    def _noted(self, event: _Event) -> Statement | None:
        note = self._notes.get(event.id, "")
        if not note.startswith("{"):
            return None
        try:
            return from_json(note, Statement)
        except (SpadeworkError, RecursionError, UnicodeError):
            return None  # a person's note

    def _marked(self, event: _Event, statement: Statement) -> Statement:
        """With what the attributes say, which can be changed in brat."""
        told = self._attributes.get(event.id, {})
        if told.get("directness") in set(Directness):
            statement = replace(statement, directness=Directness(told["directness"]))
        if told.get("status") in set(Status):
            statement = replace(statement, status=Status(told["status"]))
        return statement


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """The entries with the lines on which they begin. One may run over several lines, as in PolNeAR."""
    begun, entry = 0, ""
    for n, line in enumerate(text.split("\n"), 1):
        if _ENTRY.match(line):
            if entry:
                yield begun, entry
            begun, entry = n, line.removesuffix("\r")
        elif entry.startswith("T"):
            entry += "\n" + line
    if entry:
        yield begun, entry


def _new(id: str, known: dict[str, object] | dict[str, tuple[Span, ...]] | dict[str, _Event]) -> str:
    if id in known:
        raise ExchangeError(f"{id} is there twice")
    return id


def _roles(rest: str) -> dict[str, list[str]]:
    """Ids by role; brat numbers further fillers of a role (`Content2`)."""
    roles: dict[str, list[str]] = {}
    for n, part in enumerate(rest.split()):
        role, mark, id = part.partition(":")
        if not mark:
            raise ExchangeError(f"{short(part)} links nothing")
        if n:
            roles.setdefault(_NUMBERED.sub("", role), []).append(id)
    return roles


def _merged(document: Document, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The pieces of a content. What was only cut at a line end is one piece."""
    merged: list[Span] = []
    for s in spans:
        between = document.text[merged[-1].end : s.start] if merged else ""
        if merged and _LINES.search(between) and not between.strip():
            merged[-1] = document.span(merged[-1].start, s.end)
        else:
            merged.append(s)
    return tuple(merged)


def _directness(content: tuple[Span, ...]) -> Directness:
    """Direct if every piece is between quotation marks, mixed if any has some."""
    quoted = [s.quote.strip().startswith(tuple('“‘"«')) for s in content]
    if all(quoted):
        return Directness.DIRECT
    return Directness.MIXED if any(mark in s.quote for s in content for mark in '“”"«') else Directness.INDIRECT


def _nested(one: Statement, all: list[Statement]) -> Statement:
    """With the statement in whose content it stands, the narrowest if there are several."""
    start = min(s.start for s in (one.source, one.cue, *one.content) if s is not None)
    end = max(s.end for s in (one.source, one.cue, *one.content) if s is not None)
    around = [
        (c.end - c.start, s.id)
        for s in all
        for c in s.content
        if s.id != one.id and c.start <= start and end <= c.end and one.content != s.content
    ]
    return replace(one, within=min(around)[1]) if around else one
