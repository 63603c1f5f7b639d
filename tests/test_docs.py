"""The documentation tells all there is, its examples run, and its links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import spadework
from spadework.agenda import templates
from spadework.briefing import FORMATS, PARTS
from spadework.cli import app
from spadework.model import FindingKind

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
TEXT = "\n".join(p.read_text(encoding="utf-8") for p in PAGES)
STAGES = ("intake", "agenda", "reading", "coding", "comparing", "briefing", "exchange", "llm", "ledger", "settling")


def code_words(text: str) -> set[str]:
    """The names that stand in code, in a line or in a block."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return set(re.findall(r"\w+", " ".join(code)))


@pytest.mark.parametrize("name", spadework.__all__)
def test_a_public_name_is_told(name: str) -> None:
    assert hasattr(spadework, name)
    assert name in code_words(TEXT), f"docs do not tell spadework.{name}"


@pytest.mark.parametrize(
    ("stage", "name"),
    [(s, name) for s in STAGES for name in importlib.import_module(f"spadework.{s}").__all__],
)
def test_a_name_of_a_stage_is_told(stage: str, name: str) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert f"spadework.{stage}" in page
    assert name in code_words(page), f"docs/python.md does not tell {name} of spadework.{stage}"


@pytest.mark.parametrize("kind", [k.value for k in FindingKind])
def test_a_kind_of_finding_is_told(kind: str) -> None:
    assert kind in code_words(TEXT), f"docs do not tell the finding {kind}"


@pytest.mark.parametrize("name", templates())
def test_a_template_is_told(name: str) -> None:
    assert f"`{name}`" in TEXT, f"docs do not tell the template {name}"


@pytest.mark.parametrize("name", [*PARTS, *FORMATS, *(s for _, suffixes in FORMATS.values() for s in suffixes)])
def test_a_part_and_a_format_of_the_brief_is_told(name: str) -> None:
    page = (ROOT / "docs" / "brief.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page, f"docs/brief.md does not tell {name}"


def test_examples_of_the_python_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(page, {}, "docs/python.md", "docs/python.md", 0)
    assert len(test.examples) > 30
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert not result.failed, "".join(told)


def test_commands_of_the_tour_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    page = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(lines) > 5
    for line in lines:
        command, *words = shlex.split(line)
        given = [name for word in words for name in sorted(map(str, Path().glob(word)) if "*" in word else [word])]
        done = CliRunner().invoke(app, given)
        assert command == "spadework" and done.exit_code == 0, f"{line}\n{done.output}"
    assert (tmp_path / "brief.docx").exists() and (tmp_path / "talks.xlsx").exists()


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.png")), ids=lambda p: p.stem)
def test_a_picture_is_shown_and_small(picture: Path) -> None:
    assert f"pictures/{picture.name}" in TEXT
    assert picture.stat().st_size < 150_000
    assert int.from_bytes(picture.read_bytes()[16:20]) == 1000  # its width, in the header of a PNG


LINKS = sorted(
    {(p, link) for p in PAGES for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", p.read_text(encoding="utf-8"))}
)


@pytest.mark.parametrize(("page", "link"), LINKS, ids=[f"{page.name}: {link}" for page, link in LINKS])
def test_a_link_leads_somewhere(page: Path, link: str) -> None:
    if not link.startswith(("http:", "https:", "mailto:")):
        assert (page.parent / link).exists(), f"{page.name}: there is no {link}"


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {p.name for p in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert not {name for name in pages if f"({name})" not in listed}
