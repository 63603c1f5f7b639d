"""The brief as HTML: safe, whole, and linked both ways."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from lxml import html as parser

from spadework.briefing import Options, build, rendered
from spadework.briefing.options import ALL
from spadework.briefing.parts import ledger
from spadework.model import Agenda, Coding, Document, Record, Status


def html(record: Record, options: Options = ALL) -> str:
    return rendered(build(record, options), "html").decode()


def ids(page: str) -> list[str]:
    return parser.fromstring(page).xpath("//@id")


def test_every_row_is_there_with_a_place_of_its_own(talks: Record) -> None:
    found = ids(html(talks))
    assert len(found) == len(set(found))
    wanted = {"D1", "D2", "E1", "C1", "K1", "K2", *(f"S{n}" for n in range(1, 8)), *(f"P{n}" for n in range(1, 5))}
    assert wanted | {"F1", "F2", "F3"} <= set(found)


@pytest.mark.parametrize("parts", [(), ("findings",), ("timeline", "ledger"), ("summary", "texts")])
def test_links_lead_somewhere_and_nowhere_else(talks: Record, parts: tuple[str, ...]) -> None:
    page = parser.fromstring(html(talks, Options(parts=parts)))
    found = set(page.xpath("//@id"))
    targets = set(page.xpath("//@href")) - {"data:,"}
    outside = {t for t in targets if not t.startswith("#")}
    assert outside <= {"https://echo.example/ferries?a=1&b=2"}
    assert {t[1:] for t in targets - outside} <= found


def test_a_row_leads_to_its_words_and_the_words_lead_back(talks: Record) -> None:
    page = parser.fromstring(html(talks))
    note = page.get_element_by_id(page.xpath("//section[@id='positions']//sup/a/@href")[0][1:])
    assert "“now rejects night ferries outright”" in note.text_content()
    assert "City turns on night ferries, Harbour Post, 6 Mar 2031 D2 ¶1" in note.text_content()
    passage = page.get_element_by_id(note.xpath("./a[@class='no']/@href")[0][1:])
    assert passage.text_content().startswith("now rejects night ferries")
    assert page.get_element_by_id(note.xpath("./a[@class='back']/@href")[0][1:]) is not None
    statement = page.get_element_by_id("S1")
    passage = page.get_element_by_id(statement.xpath(".//a[@class='no']/@href")[-1][1:])
    assert passage.text_content() == "the city could live with night ferries"[: len(passage.text_content())]
    assert "#S1" in page.xpath("//section[@id='texts']//a/@href")
    assert "#P1" in page.xpath("//p[@class='back']//a/@href")


def test_svg_references_exist(talks: Record) -> None:
    page = html(talks)
    found = set(ids(page))
    assert {u[1:] for u in re.findall(r'<use href="(#[^"]+)"', page)} <= found
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= found
    assert len(parser.fromstring(page).xpath("//figure[contains(@class, 'drawing')]/div/svg")) == 2


def test_documents_stand_there_to_the_letter(talks: Record) -> None:
    page = parser.fromstring(html(talks))
    for number in page.xpath("//div[@class='para']//sup"):
        number.drop_tree()
    shown = [p.text_content() for p in page.xpath("//div[@class='para']/p[not(@class)]")]
    assert shown == [p for d in talks.documents for p in d.text.split("\n\n")]


def test_page_asks_for_nothing(talks: Record) -> None:
    page = html(talks)
    tree = parser.fromstring(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert not tree.xpath("//script | //iframe | //object | //embed | //form | //img | //base | //@src | //@srcset")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search(r"@import|url\((?!#)", page)
    assert tree.xpath("//link/@href") == ["data:,"]


def test_nothing_in_the_texts_becomes_markup(hostile: Record) -> None:
    bad = hostile.notes[0]
    page = html(hostile, Options(classification=bad))
    tree = parser.fromstring(page)
    assert not tree.xpath("//script | //img | //bold") and not tree.xpath("//@onerror")
    assert not [t for t in tree.xpath("//@href") if "script" in t.lower()]
    assert "{{ 7*7 }}" in tree.text_content() and "49" not in tree.xpath("string(//h1)")
    assert "javascript:alert(3)" in tree.text_content()  # told, not linked
    assert page.count("</style>") == 1


def test_a_classification_is_on_the_page_and_on_every_printed_one(talks: Record) -> None:
    page = html(talks, Options(classification="Für „Amt“ } x"))
    assert parser.fromstring(page).xpath("//p[@class='classification']/text()") == ["Für „Amt“ } x"] * 2
    assert r'@top-center { content: "F\0000fc r\000020 \00201e Amt\00201c \000020 \00007d \000020 x"' in page
    assert "@top-center" not in html(talks)


def test_folders_of_the_maker_are_not_told(talks: Record) -> None:
    page = html(talks)
    assert "post.txt" in page and "secret folder" not in page


def test_brief_says_how_it_came_about(talks: Record) -> None:
    text = parser.fromstring(html(talks)).text_content()
    assert "The agenda was written by hand." in text
    assert text.count("proposed by a machine") == 1
    assert "2 documents, published 3–6 Mar 2031" in text
    assert "Looked for and not found: words against deeds, divergences, gaps, overlaps" in text
    assert "unsure" in text and "ascribed by Deckhands’ Union" in text
    assert "Of 18 rows none was accepted or corrected by an analyst." in text


def test_rejected_findings_are_gone_and_checked_ones_marked(talks: Record) -> None:
    first, second, *rest = talks.findings
    changed = (replace(first, status=Status.REJECTED), replace(second, status=Status.ACCEPTED), *rest)
    page = parser.fromstring(html(replace(talks, findings=changed)))
    assert first.explanation not in page.text_content()
    assert page.xpath("//article[@id='F1']//span[@class='flag checked']/text()") == ["accepted"]
    assert page.xpath("//article[@id='F2']//span[@class='flag proposed']/text()") == ["proposed"]
    assert "Of 17 rows 1 was accepted by an analyst." in page.text_content()


def test_an_empty_record_makes_a_page() -> None:
    page = parser.fromstring(html(Record(agenda=Agenda())))
    assert "There is no document to tell from" in page.text_content()
    assert page.xpath("//main/section/@id") == ["summary", "guide"]


def test_pieces_may_be_missing(talks: Record) -> None:
    undated = replace(talks.documents[0], published=None, title="", publisher="", origin="")
    bare = Record(agenda=Agenda(), documents=(undated, talks.documents[1]), statements=talks.statements)
    assert "no position of any party on an issue was found" in html(bare)
    orphans = replace(talks, documents=())
    assert "document that is not at hand" in html(orphans)
    assert html(replace(talks, coding=Coding(), agenda=Agenda()))
    assert html(replace(talks, statements=()))
    assert "0 documents" in html(
        replace(talks, agenda=Agenda(), documents=(), statements=(), coding=Coding(), findings=())
    )


def test_same_record_gives_the_same_page(talks: Record) -> None:
    assert html(talks) == html(talks)


def test_headings_do_not_skip_levels_and_tables_have_scopes(talks: Record) -> None:
    page = parser.fromstring(html(talks, Options(since=date(2031, 3, 4))))
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.xpath("/html/@lang") == ["en"]
    assert page.xpath("//th") and not page.xpath("//th[not(@scope)]")
    assert not page.xpath("//table[not(caption)]")
    assert not page.xpath("//figure[contains(@class, 'drawing')][not(@aria-label)]")


def test_odd_characters_do_not_break_the_page(talks: Record) -> None:
    document = Document.of("He said 🤝 no.", title="‮x")
    page = rendered(build(replace(talks, documents=(document,))), "html")
    assert "🤝" in page.decode()


@pytest.mark.slow
def test_of_two_hundred_documents_with_five_thousand_statements_the_newest_are_told(talks: Record) -> None:
    documents, statements, positions = [], [], []
    for n in range(200):
        lines = [f"Speaker {k} of dossier {n} said that ferry {k} would run at night." for k in range(25)]
        document = Document.of("\n\n".join(lines), title=f"Report {n}", published=talks.documents[0].published)
        documents.append(document)
        for k, line in enumerate(lines):
            start = document.text.index(line)
            content = document.span(start + line.index("ferry"), start + len(line))
            id = f"s{n}.{k}"
            statements.append(
                replace(talks.statements[0], id=id, document=document.id, source=None, cue=None, content=(content,))
            )
            positions.append(replace(talks.coding.positions[k % 4], id=f"p{id}", evidence=content, statement=id))
    findings = tuple(replace(talks.findings[k % 3], id=f"f{k}") for k in range(300))
    coding = replace(talks.coding, positions=tuple(positions))
    page = html(
        replace(talks, documents=tuple(documents), statements=tuple(statements), coding=coding, findings=findings)
    )
    assert 'id="S5000"' in page and f'id="S{5000 - ledger.MOST}"' not in page
    assert f"Here are the last {ledger.MOST:,} of 5,000 statements" in page
    assert "3,002 earlier moves are left out here" in page
