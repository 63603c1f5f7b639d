"""Markdown to text."""

from __future__ import annotations

from pathlib import Path

from spadework.intake import take
from spadework.intake.markdown import plain

SOURCE = """\
---
publisher: Reef Herald
date: 2025-08-19
---
Preface
# Talks *go* on

The **minister** said [on Tuesday](http://example.org "t") that `nothing`
was agreed; see ![a map](map.png) and <b>raw</b> tags &mdash; 2 \\* 3.

> “We reject it,”
> he said.

- a truce
- observers
  on the line

3. third

| party | stance |
| ----- | ------ |
| Front | open   |

<script>alert("leak")</script>

    indented words

Last[^1] line
"""


def test_marks_go_and_words_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(SOURCE, encoding="utf-8")
    document = take(path).document
    assert document.title == "Talks go on"
    assert document.publisher == "Reef Herald"
    assert document.text.split("\n\n") == [
        "Preface",
        "Talks go on",
        "The minister said on Tuesday that nothing was agreed; see a map and raw tags — 2 * 3.",
        "“We reject it,” he said.",
        "a truce",
        "observers on the line",
        "3. third",
        "party", "stance", "Front", "open",
        "indented words",
        "Last[^1] line",
    ]  # fmt: skip


def test_a_later_lesser_heading_is_no_title() -> None:
    assert plain("Words\n\n## Part two\n\nWords").title == ""
    assert plain("## Part one\n\nWords").title == "Part one"


def test_a_paragraph_a_line_stays_parted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("“We met,” he said.\n“We did not,” she said.\nNobody knows.\n", encoding="utf-8")
    assert take(path).document.text.count("\n\n") == 2
