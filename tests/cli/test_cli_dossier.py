"""The commands of a kept dossier, as a user types them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from spadework.cli.filters import BASES, DIRECTNESS, STANCES, STATUSES
from spadework.model import Basis, Directness, Stance, Status

EXAMPLE = Path(__file__).parents[2] / "examples" / "sulen-pass"
Run = Callable[..., Result]

AGENDA = """\
name = "Corran Strait"
[[party]]
id = "ambrel"
name = "Saint Ambrel"
[[issue]]
id = "observers"
name = "Observers in the strait"
[[issue.option]]
id = "foreign"
text = "Foreign observers in the Corran Strait"
[[issue.option]]
id = "none"
text = "No observers"
"""


@pytest.fixture
def talks(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in the folder of a dossier that holds both documents."""
    (folder / "a.toml").write_text(AGENDA)
    assert run("init", "talks", "--agenda", "a.toml").exit_code == 0
    added = run("add", "first.txt", "second.txt", "--dossier", "talks")
    assert added.exit_code == 0 and "2 added" in added.stderr
    monkeypatch.setenv("SPADEWORK_USER", "anna")
    monkeypatch.chdir(folder / "talks")
    return run


def hits(result: Result) -> list[dict]:  # type: ignore[type-arg]
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["hits"]  # type: ignore[no-any-return]


def a_position(talks: Run) -> str:
    return str(hits(talks("statements", "--stance", "rejects", "--json"))[0]["positions"][0]["id"])


def test_init_makes_an_agenda_and_a_database_and_overwrites_nothing(run: Run, folder: Path) -> None:
    made = run("init", "talks")
    assert made.exit_code == 0 and "spadework add" in made.stderr
    assert sorted(p.name for p in (folder / "talks").iterdir()) == ["agenda.toml", "dossier.db"]
    again = run("init", "talks")
    assert again.exit_code == 2 and "there is a dossier here" in again.stderr
    assert run("init", "first.txt").exit_code == 2
    assert run("init", "x", "--database", "mysql://x").exit_code == 2


def test_init_on_postgresql(run: Run, folder: Path, postgresql: object) -> None:
    url = postgresql.database()  # type: ignore[attr-defined]
    assert run("init", "team", "--database", url).exit_code == 0
    assert (folder / "team" / "dossier.toml").stat().st_mode & 0o077 == 0
    assert run("add", "--dossier", "team", "first.txt").exit_code == 0
    assert hits(run("search", "observers", "--dossier", "team", "--json"))
    assert hits(run("search", "observers", "--dossier", url, "--json"))
    assert run("verify", "--dossier", "team").exit_code == 0


def test_add_tells_what_became_of_each_and_goes_on(talks: Run) -> None:
    again = talks("add", "../first.txt", "../nothing.txt", "../second.txt")
    assert again.exit_code == 0
    assert "2 skipped, 1 failed" in again.stderr and "there is no such file" in again.stderr
    assert talks("add", "../nothing.txt").exit_code == 2
    assert talks("add").exit_code == 2
    told = [json.loads(line) for line in talks("add", "--json", "..").stdout.splitlines()]
    assert {t["outcome"] for t in told} >= {"skipped"}


def test_search_narrows_pages_and_prints_json(talks: Run) -> None:
    found = hits(talks("search", "observers", "--json"))
    assert len(found) > 2 and all("observers" in h["snippet"]["text"] for h in found)
    for h in found:
        for start, end in h["snippet"]["marks"]:
            assert h["snippet"]["text"][start:end].lower() == "observers"
    first = talks("search", "observers", "--limit", "2", "--json")
    rest = hits(talks("search", "observers", "--after", json.loads(first.stdout)["after"], "--json"))
    assert [h["statement"]["id"] for h in hits(first) + rest] == [h["statement"]["id"] for h in found]
    early = hits(talks("search", "observers", "--reported-to", "2025-05-14", "--json"))
    assert {h["document"]["title"] for h in early} == {"Talks on Corran Strait"}
    told = talks("search", "observers", "--limit", "1")
    assert "spadework search observers --after" in told.stderr
    assert "Nothing was found" in talks("search", "xyzzy").stderr
    assert hits(talks("search", "strait", "--in", "documents", "--json"))[0]["document"]["publisher"] == "Reef Herald"
    assert talks("search", "--stance", "rejcts", "x").exit_code == 2
    assert talks("search", "--", "-x").exit_code == 2


def test_decisions_are_told_undone_and_kept(talks: Run) -> None:
    p = a_position(talks)
    assert "[accepted]" in talks("accept", p, "--reason", "read it").stdout
    assert "were accepted already" in talks("accept", p).stderr
    changed = talks("correct", p, "stance=open", "--by", "ben", "--json")
    assert json.loads(changed.stdout)[0]["stance"] == "open"
    history = talks("history", p).stdout
    assert "anna: position" in history and "because: read it" in history and "stance: rejects -> open" in history
    assert talks("undo").exit_code == 2  # ben has changed it since
    assert talks("undo", "--by", "ben").exit_code == 0
    assert talks("redo", "--by", "ben").exit_code == 0
    revisions = json.loads(talks("history", p, "--json").stdout)
    assert [r["change"] for r in revisions][-3:] == ["corrected", "restored", "restored"]
    assert talks("restore", str(revisions[0]["number"])).exit_code == 0
    assert json.loads(talks("history", p, "--json").stdout)[-1]["after"] == revisions[0]["after"]
    assert "[rejected]" in talks("reject", p).stdout
    assert "nothing changed" in talks("recode").stdout
    assert talks("verify").exit_code == 0


def test_wrong_uses_end_with_two_and_say_why(talks: Run) -> None:
    p = a_position(talks)
    for args, told in (
        (("accept", "nope"), "there is no row 'nope'"),
        (("correct", p, "stance"), "no FIELD=VALUE"),
        (("correct", p, "stance=opn"), "Did you mean 'open'"),
        (("correct", p, "wrong=1"), "no field of this row"),
        (("restore", "99999"), "no revision"),
        (("undo", "--batch", "99999"), "no batch"),
        (("redo",), "nothing of anna to redo"),
        (("accept", p, "--by", " "), "nobody is named"),
        (("history", "nope"), "no row"),
        (("findings", "--kind", "nope"), "none of"),
        (("brief", "--title", "x"), "is about FILEs"),
        (("brief", "../first.txt", "--dossier", "."), "not of the dossier"),
        (("table", "--dossier", "/nowhere"), "no such folder"),
        (("statements", "--after", "x"), "to go on from"),
    ):
        result = talks(*args)
        assert result.exit_code == 2 and told in result.stderr, (args, result.stderr)


def test_table_findings_and_brief(talks: Run, folder: Path) -> None:
    table = talks("table")
    assert "Observers in the strait" in table.stdout and "Saint Ambrel" in table.stdout
    assert json.loads(talks("table", "--json").stdout)["blocks"][0]["issue"]["id"] == "observers"
    brief = talks("brief", "-o", "out.html")
    assert brief.exit_code == 0 and (folder / "talks" / "out.html").stat().st_size > 10_000
    assert len(json.loads(talks("brief", "--json").stdout)["documents"]) == 2


def test_findings_are_listed_and_rejected(run: Run, folder: Path) -> None:
    run("init", "sulen", "--agenda", str(EXAMPLE / "agenda.toml"))
    run("add", "--dossier", "sulen", *map(str, sorted(EXAMPLE.glob("[1-4]*"))))
    found = json.loads(run("findings", "--json", "--dossier", "sulen").stdout)
    first = found[0]["id"]
    assert first in run("findings", "--dossier", "sulen", "--kind", found[0]["kind"]).stdout
    run("reject", first, "--dossier", "sulen")
    assert first not in run("findings", "--dossier", "sulen").stdout
    assert first in run("findings", "--rejected", "--dossier", "sulen").stdout


def test_a_changed_agenda_is_told_until_it_is_in_force(talks: Run, folder: Path) -> None:
    path = folder / "talks" / "agenda.toml"
    path.write_text(path.read_text().replace("Observers in the strait", "Watchers"))
    assert "agenda.toml has changed" in talks("table").stderr
    assert talks("recode").exit_code == 0
    again = talks("table")
    assert "Watchers" in again.stdout and "changed" not in again.stderr
    path.write_text("nonsense")
    assert "warning" in talks("table").stderr and talks("recode").exit_code == 2


def test_recode_can_read_anew_and_take_another_agenda(talks: Run) -> None:
    assert "nothing changed" in talks("recode", "--reread").stdout
    done = talks("recode", "--agenda", "trade")
    batch = re.search(r"undo --batch (\d+)", done.stderr)
    assert done.exit_code == 0 and "gone" in done.stdout and batch
    assert talks("undo", "--batch", batch[1]).exit_code == 0


def test_verify_tells_damage_with_exit_code_one(talks: Run, folder: Path) -> None:
    import sqlite3

    assert json.loads(talks("verify", "--json").stdout)["wrong"] == []
    connection = sqlite3.connect(folder / "talks" / "dossier.db")
    connection.execute("INSERT INTO said_index(said_index) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    told = talks("verify")
    assert told.exit_code == 1 and "--repair" in told.stdout
    assert talks("verify", "--repair").exit_code == 0


def test_migrate_has_nothing_to_do(talks: Run) -> None:
    assert "up to date" in talks("migrate").stderr


def test_nothing_of_a_document_steers_the_terminal(talks: Run, folder: Path) -> None:
    text = "Paulo Stenn said on Monday [bold]that[/bold] observers \x1b[31m may come."
    (folder / "odd.txt").write_text(f"---\ntitle: odd\n---\n{text}")
    talks("add", "../odd.txt")
    assert "\x1b" not in talks("search", "observers").stdout
    assert "bold]that[/bold]" in talks("search", "bold").stdout.replace("\n", " ")


def test_watching_takes_what_comes(talks: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import spadework.cli.add as add

    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "new.txt").write_text("Paulo Stenn said on Monday that observers may come to the strait after all.")
    looks = []

    def watch(path, every):  # type: ignore[no-untyped-def]
        yield inbox / "new.txt"
        looks.append(path)
        raise KeyboardInterrupt

    monkeypatch.setattr("spadework.intake.watch", watch)
    done = talks("add", "--watch", str(inbox))
    assert done.exit_code == 0 and "1 added" in done.stderr and "Interrupted" in done.stderr
    assert looks == [str(inbox)] and add.command.name == "add"


def test_ctrl_c_while_adding_is_no_success(talks: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spadework.stored import StoredDossier

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(StoredDossier, "add_each", stopped)
    done = talks("add", "../first.txt")
    assert done.exit_code == 130 and "Interrupted" in done.stderr


def test_the_choices_are_the_vocabularies() -> None:
    assert (tuple(Stance), tuple(Basis), tuple(Directness), tuple(Status)) == (STANCES, BASES, DIRECTNESS, STATUSES)


def test_notes_are_written_listed_and_undone(talks: Run) -> None:
    made = json.loads(talks("note", "observers", "Ask the envoy.", "--json").stdout)
    assert [(n["issue"], n["text"], n["author"]) for n in made] == [("observers", "Ask the envoy.", "anna")]
    assert "Two\n" in json.loads(talks("note", "observers", "-", "--json", input="Two\nlines\n").stdout)[0]["text"]
    assert "anna: Ask the envoy." in talks("note", "observers").stdout
    assert talks("undo").exit_code == 0
    assert len(talks("note").stdout.splitlines()) == 1
    wrong = talks("note", "observer", "?")
    assert wrong.exit_code == 2 and "Did you mean 'observers'?" in wrong.stderr
    assert "Nothing is noted" in talks("note", "elsewhere").stderr


def test_a_brief_of_a_dossier_shows_notes_and_what_was_accepted(talks: Run, folder: Path) -> None:
    row = json.loads(talks("statements", "--json").stdout)["hits"][0]["statement"]["id"]
    assert talks("accept", row).exit_code == 0 and talks("note", "observers", "Ask the envoy.").exit_code == 0
    done = talks("brief", "--part", "notes", "--part", "ledger", "-o", "b.md")
    assert done.exit_code == 0, done.output
    text = (folder / "talks" / "b.md").read_text(encoding="utf-8")
    assert "Ask the envoy." in text and "anna, " in text and "*(accepted)*" in text
    assert re.search(r"Of \d+ rows 1 was accepted by an analyst", text)
    wrong = talks("brief", "--scenario", "nosuch", "-o", "c.md")
    assert wrong.exit_code == 2 and "'nosuch'" in wrong.stderr
