"""Briefs made by hand: one with all that there can be in one, a hostile one, a large one."""

from __future__ import annotations

from datetime import date

from spadework.briefing.content import (
    Brief,
    Callout,
    Cell,
    Column,
    Figure,
    Fit,
    Footnote,
    Group,
    Heading,
    Item,
    Link,
    Look,
    Mark,
    NoteRef,
    Paragraph,
    Part,
    Passage,
    Piece,
    Point,
    Points,
    Quotation,
    Ref,
    Row,
    Run,
    Side,
    Sides,
    StatusMark,
    Table,
    Text,
    Tone,
)
from spadework.model import Status

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><rect width="318" height="78" fill="none" '
    'stroke="#4a5057"/><circle cx="40" cy="40" r="20" fill="#1a6b3c"/><text x="80" y="45" font-family="sans-serif" '
    'font-size="14">Hafen von Lübbe</text></svg>'
)
PROPOSED, ACCEPTED = StatusMark(Status.PROPOSED), StatusMark(Status.ACCEPTED)
ACCEPTS, REJECTS = Mark("accepts", "accepts", "●"), Mark("rejects", "rejects", "×")
CONDITIONAL, DODGES = Mark("conditional", "accepts if …", "◐"), Mark("noncommittal", "noncommittal", "–")

NOTES = (
    Footnote(
        1, "Die Fähre fährt täglich", "Brücken für Lübbe", "D1", "Lübber Bote", 3, 2, date(2031, 3, 3), "D1-0", ("p1",)
    ),
    Footnote(
        2, "Мы готовы открыть порт", "Заявление министра", "D2", "Вестник", None, 7, date(2031, 3, 6), "D2-9", ("p2",)
    ),
    Footnote(3, "“No tolls,” she said", "What now?", "D3", "", None, 1, None, "", ("f1", "p1")),
    Footnote(4, "lost words", "a document that is not at hand"),
)


def line(*runs: Run | str) -> tuple[Run, ...]:
    return tuple(Text(r) if isinstance(r, str) else r for r in runs)


def cell(*lines: tuple[Run, ...]) -> Cell:
    return Cell(lines)


FULL = Brief(
    title="Fähre und Hafen: Überblick",
    classification="Nur für den Dienstgebrauch",
    as_of=date(2031, 3, 6),
    since=date(2031, 3, 1),
    front=(Paragraph(line("3 documents, published 3–6 Mar 2031.")),),
    footnotes=NOTES,
    parts=(
        Part(
            "summary",
            "Bottom line",
            (
                Paragraph(line("The port opens if the toll goes.", NoteRef(2)), Tone.BOTTOM),
                Points(
                    (
                        Point(
                            line(Ref("F1", "F1"), " Two accounts of the ferry ", PROPOSED), "contested account", "f1"
                        ),
                        Point(line("Порт: ", ACCEPTS, " by 1 April", NoteRef(1), NoteRef(2))),
                    )
                ),
                Points((Point(line("Ask about the toll.")), Point(line("Ask about the ferry."))), ordered=True),
                Points((Point(line("Begin anew.")),), ordered=True),
                Callout("Read by a machine", (Paragraph(line("Nobody has checked it.")),), "warning"),
                Callout("Note of an analyst", (Paragraph(line("Ελληνικά: λιμάνι.")), Points((Point(line("one")),)))),
            ),
        ),
        Part(
            "positions",
            "Where the parties stand",
            (
                Paragraph(line("An empty cell means that nothing was found."), Tone.LEAD),
                Table(
                    "positions",
                    "Issues and options by party",
                    (Column("Issue and option", 1.5), Column("City"), Column("Union", aside="observer")),
                    (
                        Group(line("Port", Text(" process", Look.FAINT))),
                        Row(
                            (
                                cell(line("The port opens")),
                                cell(
                                    line(ACCEPTS, NoteRef(1)),
                                    line(Text("the mayor, 3 Mar 2031", Look.FAINT), " ", PROPOSED),
                                ),
                                cell(),
                            )
                        ),
                        Group(line("Nothing found on: a tunnel"), remark=True),
                        Group(line("Toll")),
                        Row(
                            (
                                cell(line("No toll")),
                                cell(line(REJECTS), line(CONDITIONAL)),
                                cell(line(DODGES, NoteRef(3))),
                            ),
                            "P7",
                            "p1",
                            faint=True,
                        ),
                    ),
                    row_headings=True,
                ),
                Table(
                    "second",
                    "Another",
                    (Column("No.", 0.4, Fit.SHORT), Column("What", 3)),
                    (Row((cell(line("C1")), cell(line("x")))),),
                ),
                Paragraph(line("Nothing of the harbour master."), Tone.ASIDE),
            ),
        ),
        Part(
            "findings",
            "Findings",
            (
                Heading("What has moved", "since 1 March", "shift"),
                Item(
                    "F1",
                    "f1",
                    (
                        Paragraph(line(Text("F1", Look.STRONG), "  City | Port", " ", ACCEPTED), Tone.ABOUT),
                        Paragraph(line("The city gives an account of the union."), Tone.SAYS),
                        Paragraph(line("Opening: ", REJECTS, " → ", ACCEPTS)),
                        Sides(
                            (
                                Side(
                                    "City",
                                    (
                                        Quotation(
                                            "Die Fähre fährt täglich",
                                            "“",
                                            ", sagte er.",
                                            (line(ACCEPTS, " Port", NoteRef(1)),),
                                        ),
                                    ),
                                ),
                                Side(
                                    "Union",
                                    (
                                        Quotation(
                                            "Мы готовы открыть порт", lines=(line("Иванов, 6 Mar 2031", NoteRef(2)),)
                                        ),
                                    ),
                                    "outside",
                                ),
                                Side("", (Quotation("“No tolls,” she said", lines=(line(NoteRef(3)),)),)),
                            )
                        ),
                        Points((Point(line("See ", Ref("D9", "D9"), " and ", Ref("P7", "P7"))),)),
                    ),
                ),
                Figure("lanes", SVG, 320, 80, "A green circle beside the name of a harbour.", line("The harbour.")),
            ),
        ),
        Part(
            "texts",
            "Texts",
            (
                Heading("Brücken für Lübbe", "D1", "D1"),
                Paragraph(line("From ", Link("https://bote.example/a?b=1&c=2"), " and ", Link("javascript:alert(1)"))),
                Passage(
                    1,
                    (
                        Piece("Der Minister", ("source",)),
                        Piece(" "),
                        Piece("sagte", ("cue",)),
                        Piece(": "),
                        Piece("Die Fähre fährt täglich", ("content", "evidence"), "D1-0", (Ref("S1", "P7"),)),
                        Piece("."),
                    ),
                    (Ref("F1", "F1"),),
                ),
                Passage(
                    2,
                    (
                        Piece("Мы готовы открыть порт", ("content", "inner"), "D2-9"),
                        Piece(", сказал он.", ("evidence",)),
                    ),
                ),
                Paragraph(line("lost", NoteRef(4), Text(" alert", Look.ALERT), Text(" small", Look.FAINT))),
            ),
        ),
    ),
)

CONTROLS = "\x00\x01\x08\x0b\x0c\x1b\x7f\x85\ud800\ufffe\uffff\ufdd0"
TRICKS = "]] #panic() \\u{41} $x$ `raw` <w:p> & \" ' _x0041_ {{x}} </w:t> ]]> \u202etxt.exe\u202c \u2067abc"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
SCRIPTS = "שלום עולם · مرحبا بالعالم · 平和条約 · 평화 · 🕊️ · Ğİışç · ĐđŽž · ½ ≥ ↔"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x.example")')
EVIL = f"{FORMULAS[0]} {CONTROLS} {TRICKS} {SCRIPTS}"


def hostile(parties: int = 12, notes: int = 300) -> Brief:
    """Words that try everything, in every place there is for words."""
    noted = tuple(
        Footnote(n, f"{EVIL} {n}", EVIL, f"D{n}", LONG, n, n, date(2031, 1, 1), f"x{n}", (f"r{n}",))
        for n in range(1, notes + 1)
    )
    refs = iter(range(1, notes + 1))
    evil, long = line(EVIL), line(LONG, Text(LONG, Look.QUOTE))
    columns = (Column(EVIL), *(Column(f"{LONG} {n}", aside=EVIL) for n in range(parties)))
    rows = tuple(
        Row((cell(evil), *(cell(line(LONG[:50], NoteRef(next(refs, 1)))) for _ in range(parties))), f"K{n}", f"k{n}")
        for n in range(24)
    )
    tall = Row((cell(line(LONG * 40)), *(cell() for _ in range(parties))), "K0")  # the anchor is taken already
    formulas = tuple(Row((cell(line(f)),)) for f in FORMULAS)
    return Brief(
        title=EVIL + LONG,
        classification=EVIL,
        front=(Paragraph(evil), Paragraph(long)),
        footnotes=noted,
        parts=(
            Part("one", EVIL, (Paragraph(evil, Tone.BOTTOM), Paragraph(long), Callout(EVIL, (Paragraph(long),), EVIL))),
            Part(
                "one",
                LONG,
                (
                    Heading(EVIL, LONG, "one"),
                    Table(EVIL, EVIL, columns, (Group(evil), *rows, tall, Group(long), Group(evil, remark=True))),
                    Table("empty", "", (Column("Nothing"),), ()),
                    Table("formulas", "=1", (Column("=1"),), formulas),
                ),
            ),
            Part(
                "three",
                "",
                (
                    Item(
                        "F",
                        "f",
                        (
                            Paragraph(evil, Tone.ABOUT),
                            Sides((Side(LONG, (Quotation(LONG, EVIL, LONG, (long, evil)),) * 9),)),
                        ),
                    ),
                    Item("F", "g", ()),
                    Sides(()),
                    Points(()),
                    Figure(EVIL, "<svg", 0, -1, EVIL),
                    Figure("f", SVG.replace("<circle", '<image href="/etc/hostname"/><circle'), 320, 8000, LONG, long),
                    Passage(
                        1,
                        (Piece(LONG * 20, ("content",), "F"), Piece(EVIL, ("unknown",), "t", (Ref(LONG, "nowhere"),))),
                    ),
                    Paragraph(
                        line(
                            *(
                                Link(u)
                                for u in (
                                    "file:///etc/passwd",
                                    "http://",
                                    "http://[",
                                    "https://x.example/\x00",
                                    f"https://x.example/{LONG}",
                                )
                            )
                        )
                    ),
                    Paragraph(line(Mark(EVIL, EVIL, "\x00"), *(NoteRef(n) for n in refs))),
                    Paragraph(()),
                ),
            ),
            Part("four", "Empty", ()),
        ),
    )


def large(rows: int = 3000) -> Brief:
    """A ledger of so many statements, each with a footnote."""
    notes = tuple(
        Footnote(
            n,
            f"words number {n} of somebody who said something",
            f"Document {n % 40}",
            f"D{n % 40}",
            "Bote",
            n % 9 + 1,
            n,
            date(2031, 3, 3),
        )
        for n in range(1, rows + 1)
    )
    said = tuple(
        Row(
            (
                cell(line(f"S{n}")),
                cell(line(Text(f"Speaker {n % 77}", Look.STRONG)), line(Text("foreign minister", Look.FAINT))),
                cell(
                    line(
                        Text(
                            f"“words number {n} of somebody who said something at some length, as people do”",
                            Look.QUOTE,
                        ),
                        NoteRef(n),
                    )
                ),
                cell(line("3 Mar 2031")),
                cell(line(PROPOSED)),
            ),
            f"S{n}",
            f"s{n}",
        )
        for n in range(1, rows + 1)
    )
    columns = (
        Column("No.", 0.5, Fit.SHORT),
        Column("Who", 1.5),
        Column("Words", 4),
        Column("When", 1, Fit.SHORT),
        Column("State", 1, Fit.SHORT),
    )
    return Brief("Large", (Part("ledger", "Ledger", (Table("statements", "Statements", columns, said),)),), notes)
