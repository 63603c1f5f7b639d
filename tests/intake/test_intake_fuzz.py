"""Whatever the bytes are, documents come out or an error that tells why. bench/fuzz_intake.py does this at length."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.intake import take_each

SCRIPT = Path(__file__).parents[2] / "bench" / "fuzz_intake.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_intake", SCRIPT)
    assert spec is not None and spec.loader is not None
    sys.modules["fuzz_intake"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fuzz = _loaded()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["text", "html", "pdf", "docx", "mail", "mbox", "feed", "zip"])
def test_mutated_files_break_nothing(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.run(400, 5, [kind], seconds=60.0, megabytes=10_000, keep=None) == 0, capsys.readouterr().out


def test_every_seed_gives_documents(tmp_path: Path) -> None:
    for seed in fuzz.seeds():
        path = tmp_path / f"a{seed.suffix}"
        path.write_bytes(seed.data)
        outcomes = list(take_each(path))
        assert not list(fuzz.faults(outcomes))
        assert outcomes, seed.kind


MAILBOX = b"From a@b Tue May 13 09:30:00 2025\n"
HEADS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", MAILBOX, b"<rss>", b"<html>", b"---\n", b"\xff\xfe")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["", ".txt", ".md", ".html", ".eml", ".mbox", ".zip", ".csv"]),
)
def test_any_bytes_under_any_name(head: bytes, data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(head + data)
        assert not list(fuzz.faults(list(take_each(path))))
