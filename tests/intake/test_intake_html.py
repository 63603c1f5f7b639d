"""Saved web pages: main text, metadata, and pages that mean harm."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.errors import BadDate, InputError
from spadework.intake import Taken, take
from spadework.intake.html import main_text, tree_of
from spadework.intake.metadata import clues_of

PARAGRAPH = (
    "The minister said on day {} that the talks would go on in Geneva until the end of the week, whatever happens."
)
BODY = "".join(f"<p>{PARAGRAPH.format(n)}</p>" for n in range(6))


def _take(tmp_path: Path, source: str, **more: Any) -> Taken:
    path = tmp_path / "page.html"
    path.write_text(source, encoding="utf-8")
    return take(path, **more)


def _linked(**node: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def test_the_article_without_its_furniture(tmp_path: Path) -> None:
    text = _take(
        tmp_path,
        "<html><head><title>T</title><style>p{color:red}</style></head><body><nav><a href=/>Home</a> World</nav>"
        f"<script>alert('leak')</script><article><h1>Talks go on</h1>{BODY}"
        "<ul><li>a truce&nbsp;now</li></ul><p>One<br>Two</p></article>"
        "<noscript>leak</noscript><footer>Copyright</footer></body></html>",
    ).document.text
    assert text.split("\n\n")[1:3] == [PARAGRAPH.format(0), PARAGRAPH.format(1)]
    assert "a truce now" in text and "One\n\nTwo" in text
    assert not any(word in text for word in ("leak", "Home", "Copyright", "color"))


def test_metadata_in_its_order_of_trust(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Title - Reef Herald</title><meta property=og:title content='OG title'>"
        "<meta property='og:site_name' content='OG site'><meta property='article:published_time' content='2025-08-18'>"
        "{}</head><body><article><time datetime='2025-08-17'>then</time>" + BODY + "</article></body></html>"
    )
    linked = _linked(headline="A &amp; B", datePublished="2025-08-19T23:30-04:00", publisher={"name": "Reef Herald"})
    document = _take(tmp_path, page.format(linked)).document
    assert (document.title, document.publisher, document.published) == ("A & B", "Reef Herald", date(2025, 8, 19))
    document = _take(tmp_path, page.format("")).document
    assert (document.title, document.publisher, document.published) == ("OG title", "OG site", date(2025, 8, 18))
    bare = (
        f"<html><head><title>Title - Reef Herald</title><meta name=publisher content='Reef Herald'></head><body>{BODY}"
    )
    assert _take(tmp_path, bare).document.title == "Title"


def test_no_day_is_guessed(tmp_path: Path) -> None:
    page = (
        f"<html><head><link rel=canonical href='https://x.org/2025/08/19/a'></head><body>{BODY}<p>August 19, 2025</p>"
    )
    times = "<time datetime=2025-08-19>a</time><time datetime=2025-08-01>b</time>"
    assert _take(tmp_path, page).document.published is None
    assert _take(tmp_path, page + times).document.published is None


def test_days_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    meta = "<meta property='article:published_time' content='{}'>"
    linked = _linked(datePublished="2025-08-19")
    assert _take(tmp_path, linked + meta.format("2025-08-20T01:00:00Z") + BODY).warnings == ()  # the time zone's
    taken = _take(tmp_path, linked + meta.format("2024-08-20") + BODY)
    assert taken.document.published == date(2025, 8, 19)
    assert "2024-08-20" in taken.warnings[0]


def test_an_impossible_day(tmp_path: Path) -> None:
    with pytest.raises(BadDate, match=r"JSON-LD.*2025-02-30.*--published"):
        _take(tmp_path, _linked(datePublished="2025-02-30") + BODY)


@pytest.mark.parametrize(
    "title",
    ["<title>Talks <script>alert(1)</script></title>",
     "<meta property=og:title content='Talks <script>alert(1)</script>'>",
     "<meta property=og:title content='Talks &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;'>"],
)  # fmt: skip
def test_a_script_in_a_title_does_not_stay(tmp_path: Path, title: str) -> None:
    assert _take(tmp_path, f"<html><head>{title}</head><body>{BODY}").document.title == "Talks"


def test_broken_html(tmp_path: Path) -> None:
    taken = _take(
        tmp_path,
        f"<html><div><article></p></b><p>First <b>bold<p>Then </i></div>{BODY}<table><td>x<tr></span><p>Last <a href=",
    )
    for words in ("First bold", "Then", PARAGRAPH.format(3), "Last"):
        assert words in taken.document.text


def test_a_short_page_is_read_whole(tmp_path: Path) -> None:
    assert _take(tmp_path, "<html><body><div>We do not rule it out.</div></body></html>").document.text == (
        "We do not rule it out."
    )


def test_a_page_without_markup_is_text(tmp_path: Path) -> None:
    assert _take(tmp_path, "One.\n\nTwo.").document.text == "One.\n\nTwo."


def test_html_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"<!-- saved --><!DOCTYPE html><html><body>{BODY}", encoding="utf-8")
    assert "<p>" not in take(path).document.text


_BOMBS = {
    "deep": "<div>" * 50_000 + BODY,
    "deep formatting": "<font color=red>" * 50_000 + BODY,
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    f"<html><body><p>&b;&x;</p>{BODY}",
    "json": f'<script type="application/ld+json">{"[" * 200_000}</script>{BODY}',
    "number": f'<script type="application/ld+json">{{"@type":"Article","headline":{"9" * 200_000}}}</script>{BODY}',
    "comments": f"<!---->{'<!---->' * 3000}{BODY}",
    "open comment": f"<html><body>{BODY}{'<!--' * 100_000}",
    "title": f"<html><head><title>{'<script>' * 50_000}</title></head><body>{BODY}",
}


@pytest.mark.parametrize("name", _BOMBS)
def test_pages_that_mean_harm(tmp_path: Path, name: str) -> None:
    start = time.monotonic()
    document = _take(tmp_path, _BOMBS[name]).document
    assert time.monotonic() - start < 20
    assert PARAGRAPH.format(4) in document.text
    assert "root:" not in document.text and len(document.title) <= 300 and len(document.text) < 2 * len(BODY)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from([*"<>/=\"'&;ab -!"])))
def test_any_page_can_be_asked(source: str) -> None:
    tree = tree_of(source)
    if tree is not None:
        clues_of(tree)
        main_text(tree)


def test_hidden_words_do_not_leak(tmp_path: Path) -> None:
    try:
        text = _take(
            tmp_path, "<body><p style='display: none'>leak</p><template>leak</template><p hidden>leak</p>"
        ).document.text
    except InputError:
        return
    assert "leak" not in text
