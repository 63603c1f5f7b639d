import re
from pathlib import Path

from spadework.agenda import dump, loads, template, templates

DOCS = (Path(__file__).parents[2] / "docs" / "agenda.md").read_text(encoding="utf-8")


def test_docs_example_is_an_agenda() -> None:
    example = re.search(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    assert example
    agenda = loads(example[1])
    assert loads(dump(agenda)) == agenda
    assert len(agenda.parties) == 2 and len(agenda.issue("pay").options) == 2


def test_docs_name_every_template_with_its_size() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| .* \| (\d+) \|$", DOCS, re.MULTILINE))
    assert rows == {name: str(len(template(name).issues)) for name in templates()}
