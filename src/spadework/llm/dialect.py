"""What of a request a server understands. All call themselves compatible; each leaves out something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

ANSWER = 2_048  # tokens of one answer at most: with a piece of text and the prompt it fits a context of 4,096
_FORMS = ("json_schema", "json_object", "plain")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a request is put.

    Attributes:
        form: how the server is held to the form of the answer: by schema, to JSON only, or by the prompt alone.
        limit: what the bound on the answer's length is called.
        cold: whether the temperature may be set.
    """

    form: str = _FORMS[0]
    limit: str = "max_tokens"
    cold: bool = True

    def payload(self, model: str, messages: list[dict[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        """The request's body."""
        made: dict[str, Any] = {"model": model, "messages": messages, "stream": False, self.limit: ANSWER}
        if self.cold:
            made["temperature"] = 0
        if self.form == "json_schema":
            named = {"name": "answer", "strict": True, "schema": schema}
            made["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.form == "json_object":  # the schema beside it is heeded by servers on llama.cpp, ignored by others
            made["response_format"] = {"type": "json_object", "schema": schema}
        return made

    def simpler(self, complaint: str) -> Dialect | None:
        """What to try when the server refuses a request with these words; None if there is nothing simpler."""
        if self.limit == "max_tokens" and "max_completion_tokens" in complaint:
            return replace(self, limit="max_completion_tokens")
        if self.cold and "temperature" in complaint:
            return replace(self, cold=False)
        at = _FORMS.index(self.form) + 1
        return replace(self, form=_FORMS[at]) if at < len(_FORMS) else None
