"""The API as a page, from its own description: nothing is loaded for it from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Reader
from spadework.desk.describing import ABOUT, TAGS
from spadework.desk.rendering import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked for.

    Attributes:
        parameters: name, place and what is told of each.
    """

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, str], ...]


@router.get("/api")
def api_page(request: Request, person: Reader) -> HTMLResponse:
    """What can be asked for, by tag."""
    schema = request.app.openapi()
    tags: dict[str, list[Operation]] = {name: [] for name in TAGS}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tags[operation["tags"][0]].append(_operation(method.upper(), path, operation))
    parts = [(name, TAGS[name], found) for name, found in tags.items() if found]
    return page(request, "api.html.j2", here="api", about=ABOUT.strip().split("\n\n"), parts=parts)


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    parameters = tuple((p["name"], p["in"], p.get("description", "")) for p in operation.get("parameters", ()))
    return Operation(method, path, operation["summary"], operation["description"], parameters)
