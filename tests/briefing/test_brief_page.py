"""The HTML brief: safe, whole, and linked both ways."""

from __future__ import annotations

import os
import re
import stat
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as parser

from spadework.briefing import html, write_html
from spadework.errors import SpadeworkError
from spadework.model import Agenda, Coding, Document, Record, Status


def ids(page: str) -> list[str]:
    return parser.fromstring(page).xpath("//@id")


def test_every_row_is_there_with_a_place_of_its_own(talks: Record) -> None:
    found = ids(html(talks))
    assert len(found) == len(set(found))
    wanted = {"D1", "D2", "E1", "C1", "K1", "K2", *(f"S{n}" for n in range(1, 8)), *(f"P{n}" for n in range(1, 5))}
    assert wanted | {"F1", "F2", "F3"} <= set(found)


def test_links_lead_both_ways_and_nowhere_else(talks: Record) -> None:
    page = parser.fromstring(html(talks))
    found = set(page.xpath("//@id"))
    targets = set(page.xpath("//a/@href"))
    outside = {t for t in targets if not t.startswith("#")}
    assert outside == {"https://echo.example/ferries?a=1&b=2"}
    assert {t[1:] for t in targets - outside} <= found
    # Row to passage, and from the passage back to the row.
    row = page.get_element_by_id("S1")
    passage = page.get_element_by_id(row.xpath(".//a[@class='cite']/@href")[0][1:])
    assert passage.text_content() == "the city could live with night ferries"[: len(passage.text_content())]
    assert "#S1" in page.xpath("//section[@id='documents']//a/@href")
    assert "#P1" in page.xpath("//p[@class='back']//a/@href")


def test_svg_references_exist(talks: Record) -> None:
    page = html(talks)
    assert {u[1:] for u in re.findall(r'<use href="(#[^"]+)"', page)} <= set(ids(page))


def test_documents_stand_there_to_the_letter(talks: Record) -> None:
    page = parser.fromstring(html(talks))
    for d in talks.documents:
        article = page.xpath(f"//article[.//code[text()='{d.sha256[:12]}…']]")[0]
        for number in article.xpath(".//sup"):
            number.drop_tree()
        shown = [p.text_content() for p in article.xpath(".//div[@class='para']/p[not(@class)]")]
        assert shown == d.text.split("\n\n")


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
    page = html(hostile)
    tree = parser.fromstring(page)
    assert not tree.xpath("//script | //img | //bold") and not tree.xpath("//@onerror")
    assert not [t for t in tree.xpath("//@href") if "script" in t.lower()]
    assert "{{ 7*7 }}" in tree.text_content() and "49" not in tree.xpath("string(//h1)")
    assert "javascript:alert(3)" in tree.text_content()  # told, not linked


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


def test_rejected_findings_are_gone_and_checked_ones_marked(talks: Record) -> None:
    first, second, *rest = talks.findings
    changed = (replace(first, status=Status.REJECTED), replace(second, status=Status.ACCEPTED), *rest)
    page = parser.fromstring(html(replace(talks, findings=changed)))
    assert first.explanation not in page.text_content()
    assert page.xpath("//article[@id='F1']//span[@class='flag checked']")


def test_an_empty_record_makes_a_page() -> None:
    page = parser.fromstring(html(Record(agenda=Agenda())))
    assert "No statement of anybody was found" in page.text_content()
    assert page.xpath("//main/section/@id") == ["glance"]


def test_pieces_may_be_missing(talks: Record) -> None:
    undated = replace(talks.documents[0], published=None, title="", publisher="", origin="")
    bare = Record(agenda=Agenda(), documents=(undated, talks.documents[1]), statements=talks.statements)
    assert "Comparing the statements brought nothing up" in html(bare)
    orphans = replace(talks, documents=())
    assert "document not at hand" in html(orphans)
    assert html(replace(talks, coding=Coding(), agenda=Agenda()))
    assert html(replace(talks, statements=()))
    assert "0 documents" in html(
        replace(talks, agenda=Agenda(), documents=(), statements=(), coding=Coding(), findings=())
    )


def test_same_record_gives_the_same_page(talks: Record) -> None:
    assert html(talks) == html(talks)


def test_headings_do_not_skip_levels_and_tables_have_scopes(talks: Record) -> None:
    page = parser.fromstring(html(talks))
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.xpath("/html/@lang") == ["en"]
    assert page.xpath("//th") and not page.xpath("//th[not(@scope)]")
    assert not page.xpath("//table[not(caption)]")


def test_many_parties_are_spread_over_tables(talks: Record) -> None:
    position = talks.coding.positions[0]
    many = tuple(replace(position, id=f"p{n}", party=f"party {n}") for n in range(13))
    page = parser.fromstring(html(replace(talks, coding=replace(talks.coding, positions=many))))
    wide = [len(t.xpath("./thead/tr/th")) - 1 for t in page.xpath("//section[@id='table']//table")]
    assert wide == [5, 5, 3]


def test_write_replaces_the_file_as_a_whole(talks: Record, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")
    target.chmod(0o640)
    assert write_html(talks, target) == target
    assert target.read_text("utf-8") == html(talks)
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_write_says_what_is_wrong(talks: Record, tmp_path: Path) -> None:
    with pytest.raises(SpadeworkError, match="Make the folder first"):
        write_html(talks, tmp_path / "no" / "brief.html")
    with pytest.raises(SpadeworkError, match="this is a folder"):
        write_html(talks, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(SpadeworkError, match="cannot be written"):
        write_html(talks, tmp_path / "file" / "brief.html")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_odd_characters_do_not_break_the_file(talks: Record, tmp_path: Path) -> None:
    document = Document.of("He said 🤝 no.", title="‮x")
    write_html(replace(talks, documents=(document,)), tmp_path / "b.html")
    assert "🤝" in (tmp_path / "b.html").read_text("utf-8")


@pytest.mark.slow
def test_two_hundred_documents_with_five_thousand_statements_take_seconds(talks: Record) -> None:
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
    begun = time.perf_counter()
    page = html(
        replace(talks, documents=tuple(documents), statements=tuple(statements), coding=coding, findings=findings)
    )
    assert time.perf_counter() - begun < 20  # two or three on a laptop
    assert 'id="S5000"' in page and 'id="P5000"' in page
