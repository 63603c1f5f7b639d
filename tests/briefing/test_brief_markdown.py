"""The brief as Markdown: whole, and nothing in the texts becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from markdown_it import MarkdownIt

from spadework.briefing import Options, build, rendered
from spadework.briefing.options import ALL
from spadework.briefing.rendering.markdown import _started, escape
from spadework.model import Document, Record


def markdown(record: Record, options: Options = ALL) -> str:
    return rendered(build(record, options), "markdown").decode()


def shown(text: str) -> parser.HtmlElement:
    """As a page would show it that lets everything through, HTML and tables."""
    return parser.fromstring(f"<div>{MarkdownIt('gfm-like', {'html': True, 'linkify': False}).render(text)}</div>")


def test_parts_tables_and_footnotes_are_there(talks: Record) -> None:
    text = markdown(talks, replace(ALL, classification="Restricted", since=date(2031, 3, 4)))
    page = shown(text)
    assert page.xpath("string(//h1)") == "Ferries of Aldmoor"
    assert [h.text for h in page.xpath("//h2")][:4] == [
        "Summary", "Since last time", "Where the parties stand", "Findings",
    ]  # fmt: skip
    assert text.count("**Restricted**") == 2
    tables = page.xpath("//table")
    assert len(tables) >= 6
    for table in tables:
        wide = len(table.xpath("./thead/tr/th"))
        assert {len(r) for r in table.xpath("./tbody/tr")} == {wide}
    referred = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text))
    assert referred == set(re.findall(r"^\[\^(\d+)\]: ", text, re.M)) and "1" in referred
    assert (
        "[^1]: “now rejects night ferries outright” City turns on night ferries, Harbour Post, D2 ¶1, 6 Mar 2031."
        in text
    )


def test_drawings_are_told_in_words(talks: Record) -> None:
    text = markdown(talks)
    assert "<svg" not in text and text.count("*Drawing: ") == 2


def test_nothing_in_the_texts_becomes_markup(hostile: Record) -> None:
    bad = hostile.notes[0]
    text = markdown(hostile, Options(parts=(), classification=bad))
    page = shown(text)
    assert not page.xpath("//script | //img | //bold | //@onerror | //@onclick")
    assert all(h.startswith("https://") for h in page.xpath("//a/@href"))
    assert "\x1b" not in text and "<script>alert(1)</script>" in page.text_content()


PIECES = st.sampled_from(
    ["<b>", "[a](javascript:x)", "![i](http://e.example/x)", "http://e.example", "www.e.example", "a@b.example", "|",
     "`", "**", "_x_", "~~", "\\", "&amp;", "[^1]", "# ", "- ", "1. ", "> ", "\n", "===", "<!--", "$x$",
     "mailto:a@b.c", " "]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_escaped_text_is_the_text_and_nothing_else(text: str) -> None:
    escaped = _started(escape(text))
    assert not re.search(r"(?<!\\)(://|@)|www\.|mailto:", escaped)  # what GitHub makes links of
    page = shown(escaped)
    assert [e.tag for e in page.iter()][1:] in ([], ["p"]) or page.tag == "p"
    assert " ".join(page.text_content().split()) == " ".join(text.split())


def test_text_that_turns_around_does_not(talks: Record) -> None:
    document = Document.of("He said 🤝 no.", title="‮x\x00")
    text = markdown(replace(talks, documents=(document,)))
    assert "‮" not in text and "\x00" not in text and "**x**" in text


@pytest.mark.parametrize("start", ["- a", "+ a", "=== a", "1. a", "12) a"])
def test_a_line_does_not_become_a_list(start: str) -> None:
    assert shown(_started(escape(start))).text_content().strip() == start
