from pathlib import Path

import pytest

from spadework.agenda import load, loads
from spadework.errors import AgendaError
from spadework.model import Nature, Role

GOOD = """
name = "Harbour talks"
[[party]]
id = "north"
name = "Northern Port Authority"
role = "principal"
aliases = ["the authority", "Norport"]
[[party]]
id = "dockers"
name = "Dockers' Union"
[[actor]]
name = "Ada Quist"
party = "dockers"
role = "general secretary"
[[actor]]
name = "Prof. Bo Lind"
[[issue]]
id = "pay"
name = "Pay"
words = ["wages"]
[[issue.option]]
id = "six"
text = "Six per cent"
words = ["6 percent"]
[[issue.option]]
id = "four"
text = "Four per cent"
[[issue]]
id = "talks"
name = "Talks"
nature = "process"
option = [{ id = "held", text = "Held" }]
"""


def fault(text: str, where: str = "harbour.toml") -> str:
    with pytest.raises(AgendaError) as caught:
        loads(text, where)
    return str(caught.value)


def test_loads_reads_every_key() -> None:
    agenda = loads(GOOD)
    assert agenda.name == "Harbour talks"
    assert [p.id for p in agenda.parties] == ["north", "dockers"]
    assert agenda.party("north").aliases == ("the authority", "Norport")
    assert agenda.party("dockers").role is Role.PRINCIPAL
    assert [(a.name, a.speaks_for) for a in agenda.actors] == [("Ada Quist", "dockers"), ("Prof. Bo Lind", None)]
    assert agenda.issue("pay").option("six").words == ("6 percent",)
    assert agenda.issue("talks").nature is Nature.PROCESS


def test_load_reads_a_file_with_bom_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(path) == loads(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "six"', 'id = six"', "line 22"),
        ("aliases =", "aliasses =", "party 1 (north): there is no key 'aliasses' here. Did you mean 'aliases'"),
        (
            'role = "principal"',
            'role = "mediater"',
            "party 1 (north), role: 'mediater' is no role. Did you mean 'mediator'",
        ),
        ('nature = "process"', 'nature = "proces"', "Did you mean 'process'?"),
        ('text = "Six per cent"\n', "", "issue 1 (pay), option 1 (six): the key 'text' is missing"),
        ('["wages"]', '"wages"', "issue 1 (pay), words: this is a text, not a list of texts"),
        ('["wages"]', "[1]", "not a list of texts"),
        ('["wages"]', '["wages", " "]', "one of these is blank"),
        ('name = "Pay"', "name = 6", "issue 1 (pay), name: this is a number, not a text"),
        ('name = "Pay"', 'name = ""', "issue 1 (pay), name: this is blank"),
        ('id = "dockers"', 'id = "north"', "party (north): there are two of this"),
        ('id = "four"', 'id = "six"', "issue (pay), option (six): there are two of this"),
        ('party = "dockers"', 'party = "docker"', "'docker'. Did you mean 'dockers'? The parties are north, dockers"),
        ('id = "dockers"', 'id = "the dockers"', "is no id. Letters, digits, - and _ only, such as 'the-dockers'"),
        ('id = "pay"', 'id = "pay.rise"', "is no id"),
        ('"Norport"', '"dockers\' union"', '"Dockers\' Union" is also a name of north'),
        ('option = [{ id = "held", text = "Held" }]', "", "issue (talks): it has no option"),
        ('option = [{ id = "held", text = "Held" }]', "option = 3", "this is a number, not a list of tables"),
        ("[[actor]]", "[[actress]]", "no key 'actress'"),
    ],
)
def test_loads_names_the_fault(old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert told in fault(GOOD.replace(old, new, 1))


def test_loads_names_all_faults_at_once() -> None:
    message = fault(GOOD.replace("aliases", "alias").replace('role = "principal"', 'role = "boss"'))
    assert message.startswith("harbour.toml: 2 faults\n")
    assert "no key 'alias'" in message and "'boss' is no role" in message


def test_loads_wants_double_brackets() -> None:
    assert "[[party]], in double brackets" in fault('[party]\nid = "a"\nname = "A"')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "x = " + "[" * 50_000,
        "x = " + "1" * 9_000,
        "a." * 50_000 + "b = 1",
        "x = {" + "a." * 50_000 + "b=1}",
    ],
)
def test_loads_survives_what_is_no_agenda(text: str) -> None:
    fault(text)


def test_loads_takes_prose_full_of_dots() -> None:
    prose = "A b. " * 100
    assert loads(GOOD.replace("Harbour talks", prose)).name == prose


def test_load_tells_of_files_that_it_cannot_read(tmp_path: Path) -> None:
    def told(path: Path) -> str:
        with pytest.raises(AgendaError) as caught:
            load(path)
        return str(caught.value)

    assert "there is no such file" in told(tmp_path / "none.toml")
    assert "folder" in told(tmp_path)
    (tmp_path / "latin.toml").write_bytes('name = "Köln"'.encode("latin-1"))
    assert "byte 9 is not UTF-8" in told(tmp_path / "latin.toml")
    (tmp_path / "big.toml").write_bytes(b"#" * 1_000_001)
    assert "over a megabyte" in told(tmp_path / "big.toml")
