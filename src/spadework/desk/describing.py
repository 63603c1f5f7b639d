"""The description of the API: OpenAPI, made from the handlers, with what all of them have in common."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from spadework.desk.guard.forgery import HEADER, SAFE

TAGS = {
    "session": "Who one is at the desk, and the token for changes.",
    "table": "Where the parties stand.",
    "rows": "Rows of the ledger: looked at, accepted, rejected, corrected, entered, and everything taken back.",
    "statements": "Who said what: searched and filtered.",
    "documents": "The texts.",
    "findings": "What moved, clashes and blocks.",
    "timeline": "What was said when.",
    "actors": "Who speaks, for whom, and what they are called.",
    "conditions": "Who makes what depend on what.",
    "commitments": "What was promised.",
    "settlement": "Which packages all could live with.",
    "import": "Documents into the dossier, and how far that has come.",
    "export": "The dossier, taken away for other tools.",
    "brief": "The dossier, taken away for people.",
}
"""In the order in which they are described."""
ABOUT = f"""\
Every answer is JSON if nothing else is said; every refusal is a problem (RFC 9457) whose `detail` says what is wrong,
where, and what to do.

Whatever is no GET has to show a token: `GET /api/session` gives it, with a cookie; send both, the token as the header
`{HEADER}`. Where people have to sign in, `POST /api/session` does so; the cookie and the token are others afterwards.
"""
_PROBLEM = {
    "type": "object",
    "description": "Why something was not done.",
    "required": ["status", "detail"],
    "properties": {
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What is wrong, where, and what to do."},
        "kind": {"type": "string", "description": "What kind of error it is."},
    },
    "additionalProperties": True,
}
_REFUSALS = {
    400: "The request is none.",
    401: "One has to sign in first, or could not.",
    403: "The role does not allow it, or another site asks for it, or the token is missing.",
    404: "There is no such thing.",
    408: "The request did not come in time.",
    409: "It has been changed since it was shown; the problem says by whom and what it is now. Nothing was written.",
    413: "There is more than may come at once.",
    422: "What was asked for does not fit.",
    429: "Too many attempts have failed; `Retry-After` says how long to wait.",
    503: "Not now: busy, or the dossier cannot be written.",
}


def described(app: FastAPI) -> None:
    """Make the application describe itself so."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _completed(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    description=ABOUT,
                    routes=app.routes,
                    tags=[{"name": name, "description": about} for name, about in TAGS.items()],
                )
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):  # ours are problems
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    components["securitySchemes"] = {
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "spadework-8321",
            "description": "Set by the desk itself. The number is its port; by https it begins with `__Host-`.",
        },
        "token": {"type": "apiKey", "in": "header", "name": HEADER},
    }
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            _complete(path, method.upper(), operation)
    schema["paths"] = dict(sorted(schema["paths"].items(), key=lambda item: _place(item[1])))
    return schema


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    told = " ".join(operation.get("description", "").split("\n\n")[0].split())
    operation["summary"] = told.partition(". ")[0].partition(": ")[0].rstrip(".") or operation.get("summary", "")
    changes = method not in SAFE
    operation["security"] = [{"cookie": [], "token": []} if changes else {"cookie": []}]
    codes = [400, 401, 403, 422, 503]
    if "{" in path:
        codes.append(404)
    if changes:
        codes += [408, 409, 413]
    if path == "/api/session" and method == "POST":
        codes.append(429)
    for code in sorted(codes):
        operation["responses"][str(code)] = {
            "description": _REFUSALS[code],
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


def _place(methods: dict[str, Any]) -> int:
    """Where a path stands: in the order of its tag."""
    tags = [tag for operation in methods.values() for tag in operation.get("tags", ())]
    order = list(TAGS)
    return min((order.index(tag) for tag in tags if tag in order), default=len(order))
