"""Files that would take all memory or all time, and faults of the reading process, cost one file."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from intake_files import SENTENCES, encrypted, report, word

from spadework.errors import NotText, Unforeseen
from spadework.intake import Failed, Taken, apart, pdf, take, take_each


def packed(unit: bytes, times: int) -> bytes:
    """This many of the unit, compressed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(unit * 1000) for _ in range(times // 1000)) + packer.flush()
    return zlib.compress(once, 9)


def bomb(stream: bytes) -> bytes:
    """A PDF of one page with this for its contents."""
    return (
        b"%PDF-1.4\n"
        + b"".join(
            f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
            for n, body in enumerate(
                (
                    b"<</Type/Catalog/Pages 2 0 R>>",
                    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
                    b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(stream), stream),
                ),
                1,
            )
        )
        + b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def test_it_gives_what_reading_here_gives() -> None:
    data = report(2)
    assert apart.contents("pdf", data, "a.pdf") == [pdf.content(data, "a.pdf")]


def test_errors_come_through_with_their_parts() -> None:
    with pytest.raises(NotText) as here:
        pdf.content(encrypted(), "a.pdf")
    with pytest.raises(NotText) as there:
        apart.contents("pdf", encrypted(), "a.pdf")
    assert str(here.value) == str(there.value)


def test_a_bomb_in_a_pdf_takes_no_more_than_its_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(apart, "MEMORY", 300_000_000)
    data = bomb(packed(b" " * 1000, 400_000))
    assert len(data) < 10_000
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.pdf").write_bytes(report(1))
    bad, good = take_each(tmp_path)
    assert isinstance(bad, Failed) and "too much memory" in str(bad.error)
    assert isinstance(good, Taken), "the next file has a process again"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    apart.contents("pdf", report(1), "a.pdf")
    monkeypatch.setattr(apart, "SECONDS", 0.05)
    with pytest.raises(NotText, match="takes more than"):
        apart.contents("pdf", bomb(packed(b" " * 1000, 200_000)), "a.pdf")
    monkeypatch.setattr(apart, "SECONDS", 60)
    assert apart.contents("pdf", report(1), "a.pdf")[0].pages == (0,)


def test_a_child_that_was_ended_is_replaced() -> None:
    apart.contents("pdf", report(1), "a.pdf")
    assert apart._child is not None
    apart._child.process.kill()
    apart._child.process.wait()
    assert apart.contents("docx", word(), "a.docx")[0].clues.title == "Note on the ferry talks"


def test_an_answer_nobody_waited_for_is_not_the_next_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(child: apart._Child, *asked: object) -> None:
        ask(child, *asked)  # the answer to another question is in the pipe, or on its way
        raise KeyboardInterrupt

    ask = apart._Child.ask
    monkeypatch.setattr(apart._Child, "ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apart.contents("pdf", report(1), "a.pdf")
    assert apart._child is None
    monkeypatch.undo()
    assert apart.contents("docx", word(), "b.docx")[0].clues.title == "Note on the ferry talks"


def test_a_fault_of_ours_is_told_as_one() -> None:
    with pytest.raises(Unforeseen, match="AttributeError"):
        apart.contents("mail", b"x", "a.eml")  # it has no such function


def test_a_module_among_the_documents_is_not_run(tmp_path: Path) -> None:
    for name in ("pypdfium2.py", "json.py", "spadework.py", "ctypes.py"):
        (tmp_path / name).write_text("open('was-run', 'w').write('yes')\n")
    (tmp_path / "a.pdf").write_bytes(report(1))
    code = f"from spadework.intake import take; print(take({str(tmp_path / 'a.pdf')!r}).document.pages)"
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "(0,)", done.stderr
    assert not (tmp_path / "was-run").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_gets_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report(1))
    take(path)
    code = os.fork()
    if code == 0:
        try:
            os._exit(0 if SENTENCES[0][4:30] in take(path).document.text else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(code, 0)[1]) == 0
    assert take(path).document.pages == (0,)
