"""How large the desk's scripts and styles are, as they are and as a browser gets them through a proxy that packs."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib import resources
from typing import Any


def bundle() -> dict[str, Any]:
    """Bytes by kind: of all files together, plain and each packed by gzip."""
    static = resources.files("spadework.desk").joinpath("static")
    found: dict[str, Any] = {}
    for kind in ("js", "css"):
        texts = [file.read_bytes() for file in static.iterdir() if file.name.endswith(f".{kind}")]
        packed = sum(len(gzip.compress(text, 9)) for text in texts)
        found[kind] = {"files": len(texts), "plain": sum(map(len, texts)), "gzip": packed}
    return found


def shown(found: dict[str, Any]) -> Iterator[str]:
    """The same in words."""
    for kind, f in found.items():
        yield f"{kind:4}{f['files']:3} files {f['plain'] / 1000:7.1f} kB   gzip {f['gzip'] / 1000:6.1f} kB"
    plain, packed = (sum(f[way] for f in found.values()) for way in ("plain", "gzip"))
    yield f"all           {plain / 1000:7.1f} kB   gzip {packed / 1000:6.1f} kB"
