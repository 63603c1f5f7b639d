"""The wire: what goes out, and what becomes of answers that come late, cut, wrong, or not at all."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from llm_stub import (
    AGENDA,
    APRIL,
    MAY,
    READ,
    Reply,
    Request,
    Stub,
    answer,
    closed_port,
    completion,
    failure,
    right,
    serving,
)

from spadework.errors import EndpointError
from spadework.llm import Endpoint, client, reading
from spadework.llm.asking import Answer, ask
from spadework.llm.budget import Budget
from spadework.llm.schema import Reading

Script = Callable[[Request, int], Reply]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("SPADEWORK_API_KEY", raising=False)


def asked(endpoint: Endpoint, times: int = 1, budget: Budget | None = None, **more: Any) -> list[Answer[Reading]]:
    """The answers to the same question about the first document, asked so many times."""
    question = reading.question(APRIL, 0, len(APRIL.text), AGENDA)
    return ask(endpoint, [question] * times, budget or Budget(50), **more)


def read(answers: list[Answer[Reading]]) -> list[int]:
    """How many statements are in each answer; -1 if there is none."""
    return [len(a.parsed.answer.statements) if a.parsed else -1 for a in answers]


def first(reply: Reply, times: int = 1) -> Script:
    """The reply so many times, then the right one."""
    return lambda request, n: reply if n < times else right(request)


def test_a_request_is_what_such_servers_take() -> None:
    with serving() as stub:
        assert read(asked(stub.endpoint())) == [2]
    [request] = stub.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["content-type"] == "application/json" and "authorization" not in request.headers
    assert request.payload["model"] == "tiny" and request.payload["temperature"] == 0
    assert 0 < request.payload["max_tokens"] <= 4096
    system, user = request.payload["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert APRIL.text in user["content"] and APRIL.text not in system["content"]
    assert request.payload["response_format"]["json_schema"]["schema"]["required"] == ["statements"]


def test_the_key_goes_into_the_header_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    with serving() as stub:
        asked(stub.endpoint())
    assert stub.requests[0].headers["authorization"] == "Bearer sk-very-secret"
    assert "sk-very-secret" not in json.dumps(stub.requests[0].payload)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 529, 408])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with serving(first(failure(status, "busy"), 2)) as stub:
        assert read(asked(stub.endpoint(attempts=3))) == [2]
        assert len(stub.requests) == 3


def test_it_is_not_asked_for_ever() -> None:
    with serving(lambda request, n: failure(429, "slow down")) as stub:
        [told] = asked(stub.endpoint(attempts=3))
        assert told.parsed is None and "429" in told.why and "slow down" in told.why
        assert len(stub.requests) == 3


@pytest.mark.parametrize(
    ("retry_after", "expected"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("3600", 3600.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("9" * 400, None),
        (format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True), 0.0),
    ],
)
def test_what_retry_after_asks_for(retry_after: str, expected: float | None) -> None:
    seconds = client._asked_for(retry_after)
    assert seconds >= 0 and (expected is None or seconds == expected)


def test_retry_after_may_be_a_time_of_day() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 60 < client._asked_for(then) <= 90


@pytest.mark.parametrize(("retry_after", "waited"), [("0.1", 0.01), ("3", 3.0), ("86400", 5.0)])
def test_retry_after_is_heeded_up_to_the_patience(
    retry_after: str, waited: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    sleep = asyncio.sleep

    async def noted(seconds: float) -> None:
        waits.append(seconds)
        await sleep(0)

    monkeypatch.setattr(client.asyncio, "sleep", noted)
    with serving(first(failure(429, "slow down", Retry_After=retry_after))) as stub:
        assert read(asked(stub.endpoint(patience=5.0))) == [2]
    assert waits[0] == pytest.approx(waited, rel=0.5)


def test_a_hanging_server_is_left() -> None:
    with serving(lambda request, n: Reply(hang=True)) as stub:
        [told] = asked(stub.endpoint(timeout=0.8, attempts=2))
        assert told.parsed is None and "0.8 seconds" in told.why
        assert len(stub.requests) <= 2 and not stub.done.is_set()


def test_one_that_hangs_once_is_asked_again() -> None:
    with serving(first(Reply(hang=True))) as stub:
        assert read(asked(stub.endpoint(timeout=2.0))) == [2]


def test_a_response_that_breaks_off_is_asked_for_again() -> None:
    half = Reply(body=b'{"choices": [{"message": {"content": "{', cut=True)
    with serving(first(half)) as stub:
        assert read(asked(stub.endpoint())) == [2]
        assert len(stub.requests) == 2


HALF = json.dumps(READ[APRIL.id])[:60]
BAD = {
    "half a JSON": completion(HALF),
    "no JSON": completion("I am sorry, I cannot read this."),
    "another form": answer({"answer": 42}),
    "rows of another form": answer({"statements": [{"who": "Ms. Arden"}]}),
    "empty": completion(""),
    "null": completion(None),
    "no choices": Reply(body=b'{"choices": []}'),
    "no completion": Reply(body=b'{"id": 1}'),
    "not even JSON": Reply(body=b"<html>It works!</html>"),
    "nothing": Reply(body=b""),
    "not UTF-8": Reply(body=b'{"choices": [{"message": {"content": "\xff"}}]}'),
    "deep": Reply(body=b"[" * 100_000),
    "packed": Reply(body=b"\x1f\x8b\x08\x00", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("reply", BAD.values(), ids=BAD)
def test_an_answer_that_cannot_be_used_is_asked_for_once_more(reply: Reply) -> None:
    with serving(first(reply)) as stub:
        assert read(asked(stub.endpoint())) == [2]
        before, after = (r.payload["messages"][1]["content"] for r in stub.requests)
        assert after.startswith(before) and "could not be used" in after


@pytest.mark.parametrize("reply", BAD.values(), ids=BAD)
def test_and_not_more_often(reply: Reply) -> None:
    with serving(lambda request, n: reply) as stub:
        [told] = asked(stub.endpoint())
        assert told.parsed is None and told.why and len(stub.requests) == 2


def test_an_endless_response_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LIMIT", 1_000_000)
    with serving(lambda request, n: Reply(body=b" " * 3_000_000)) as stub:
        [told] = asked(stub.endpoint())
    assert told.parsed is None and "longer than 1 MB" in told.why


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with serving() as other:
        moved = Reply(status, headers={"Location": f"{other.url}/chat/completions"})
        with serving(lambda request, n: moved) as stub:
            with pytest.raises(EndpointError, match=r"sends requests on to http://127\.0\.0\.1") as e:
                asked(stub.endpoint())
            assert e.value.where == stub.endpoint().host and len(stub.requests) == 1
        assert other.requests == []


@pytest.mark.parametrize(
    ("status", "remedy"), [(401, "SPADEWORK_API_KEY"), (403, "SPADEWORK_API_KEY"), (404, "--model")]
)
def test_a_refusal_ends_the_run_and_tells_what_to_do(status: int, remedy: str) -> None:
    with serving(lambda request, n: failure(status, "no such thing")) as stub:
        with pytest.raises(EndpointError, match="no such thing") as e:
            asked(stub.endpoint(), times=5)
        assert remedy in e.value.remedy and len(stub.requests) <= 2


def test_a_key_that_the_server_repeats_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPADEWORK_API_KEY", "sk-very-secret")
    said = failure(401, "Incorrect key: sk-very-secret\x1b[31m.\nGet one")
    with serving(lambda request, n: said) as stub, pytest.raises(EndpointError) as e:
        asked(stub.endpoint())
    assert "sk-very-secret" not in str(e.value) and "\x1b" not in str(e.value) and "\n" not in str(e.value)


def test_nobody_there() -> None:
    [told] = asked(Endpoint(f"http://127.0.0.1:{closed_port()}/v1", "tiny", pause=0.01, attempts=2))
    assert told.parsed is None and "no connection" in told.why


def test_a_server_that_has_stopped_answering_is_not_asked_on() -> None:
    with serving(lambda request, n: right(request) if n < 2 else failure(503)) as stub:
        answers = asked(stub.endpoint(concurrency=1, attempts=2), times=20)
        assert read(answers)[:2] == [2, 2] and set(read(answers)[2:]) == {-1}
        assert len(stub.requests) == 2 + 3 * 2
    assert answers[-1].why == "the server had stopped answering"


def schemaless(request: Request, n: int) -> Reply:
    """As llama-cpp-python's server: JSON mode, but no `json_schema`."""
    form = request.payload.get("response_format", {}).get("type")
    told = "1 validation error: {'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'json_object'\"}"
    return failure(500, told) if form == "json_schema" else right(request)


def formless(request: Request, n: int) -> Reply:
    if "response_format" in request.payload:
        return failure(400, "response_format is not supported")
    return completion(f"Sure!\n```json\n{json.dumps(READ[APRIL.id])}\n```")


def particular(request: Request, n: int) -> Reply:
    """As the newest hosted models: no temperature, and the bound has another name."""
    if "max_tokens" in request.payload:
        return failure(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    if "temperature" in request.payload:
        return failure(400, "'temperature' does not support 0 with this model.")
    return right(request)


@pytest.mark.parametrize(("script", "refused"), [(schemaless, 1), (formless, 2), (particular, 2)])
def test_what_a_server_does_not_understand_is_left_out(script: Script, refused: int) -> None:
    with serving(script) as stub:
        assert read(asked(stub.endpoint(concurrency=1), times=4)) == [2] * 4
        assert len(stub.requests) == refused + 4  # it is learnt once
    last = stub.requests[-1].payload
    if script is schemaless:
        assert last["response_format"] == {"type": "json_object", "schema": last["response_format"]["schema"]}
    if script is particular:
        assert last["response_format"]["type"] == "json_schema" and "max_completion_tokens" in last


def test_a_piece_that_is_too_long_for_the_server_costs_only_itself() -> None:
    def script(request: Request, n: int) -> Reply:
        long = request.about == APRIL.id
        return failure(400, "This model's maximum context length is 512 tokens.") if long else right(request)

    with serving(script) as stub:
        questions = [reading.question(d, 0, len(d.text), AGENDA) for d in (APRIL, MAY)]
        answers = ask(stub.endpoint(concurrency=1), questions, Budget(50))
        assert read(answers) == [-1, 1] and "maximum context" in answers[0].why
    assert stub.requests[-1].payload["response_format"]["type"] == "json_schema"  # nothing was learnt from it


def test_the_budget_bounds_the_requests() -> None:
    budget = Budget(requests=3)
    with serving() as stub:
        answers = asked(stub.endpoint(concurrency=1), times=8, budget=budget)
        assert read(answers) == [2, 2, 2] + [-1] * 5 and len(stub.requests) == 3
    assert "the budget of 3 requests is used up" in answers[-1].why and not budget.left()


def test_repeated_requests_count() -> None:
    with serving(lambda request, n: failure(429)) as stub:
        [told] = asked(stub.endpoint(attempts=9), budget=Budget(requests=2))
        assert len(stub.requests) == 2 and "budget" in told.why


def test_the_budget_bounds_the_tokens() -> None:
    budget = Budget(requests=50, tokens=250)
    with serving() as stub:
        assert read(asked(stub.endpoint(concurrency=1), times=8, budget=budget)).count(2) == 3
    assert budget.used == 300 and "250 tokens" in budget.spent()


@pytest.mark.parametrize("usage", ["null", "{}", '{"total_tokens": null}', '{"total_tokens": -5}', '"many"', "[1]"])
def test_a_server_that_does_not_count_is_no_fault(usage: str) -> None:
    content = json.dumps(json.dumps(READ[APRIL.id]))
    body = f'{{"choices": [{{"message": {{"content": {content}}}}}], "usage": {usage}}}'
    budget = Budget(5)
    with serving(lambda request, n: Reply(body=body.encode())) as stub:
        assert read(asked(stub.endpoint(), budget=budget)) == [2]
    assert budget.used == 0


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_is_asked_at_once_than_wanted(concurrency: int) -> None:
    def crowded(request: Request, n: int) -> Reply:
        if stub.most >= concurrency:
            full.set()
        full.wait(20)
        time.sleep(0.02)  # a moment in which one too many could come
        return right(request)

    full = threading.Event()
    with serving(crowded) as stub:
        assert read(asked(stub.endpoint(concurrency=concurrency), times=9)) == [2] * 9
        assert stub.most == concurrency


def test_answers_come_in_the_order_of_the_questions() -> None:
    def uneven(request: Request, n: int) -> Reply:
        time.sleep(0.1 if n == 0 else 0)
        return right(request)

    with serving(uneven) as stub:
        questions = [reading.question(d, 0, len(d.text), AGENDA) for d in (APRIL, MAY, APRIL, MAY)]
        assert read(ask(stub.endpoint(), questions, Budget(50))) == [2, 1, 2, 1]


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    with serving() as stub:
        asked(stub.endpoint(), times=3, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_it_can_be_asked_from_within_a_running_loop() -> None:
    async def notebook(stub: Stub) -> list[int]:
        return read(asked(stub.endpoint()))

    with serving() as stub:
        assert asyncio.run(notebook(stub)) == [2]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with serving() as stub:
        assert read(asked(stub.endpoint())) == [2]
