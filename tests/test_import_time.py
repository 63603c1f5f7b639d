"""`import spadework` is cheap: nothing heavy is loaded before it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "click",
    "rich",
    "jinja2",
    "lxml",
    "trafilatura",
    "snowballstemmer",
    "msgspec",
    "numpy",
    "onnxruntime",
    "httpx2",
    "tokenizers",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "pypdfium2",
    "feedparser",
    "openpyxl",
    "vl_convert",
)


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after the code."""
    tell = "import sys, json; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    ran = subprocess.run([sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize(
    "code", ["import spadework", "import spadework; spadework.__version__", "import spadework.errors"]
)
def test_import_loads_nothing_heavy(code: str) -> None:
    modules = loaded(code)
    assert "spadework" in modules and modules.isdisjoint(HEAVY)


def test_what_is_asked_for_is_loaded() -> None:
    assert "snowballstemmer" in loaded("from spadework import Dossier; Dossier")


def test_error_needs_nothing() -> None:
    assert loaded("from spadework import SpadeworkError").isdisjoint(HEAVY)
