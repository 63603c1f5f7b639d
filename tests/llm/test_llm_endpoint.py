"""Where a model may be asked, what is told of it, and which key goes there."""

from __future__ import annotations

import pytest

from spadework.errors import EndpointError, SpadeworkError
from spadework.llm import Endpoint

HERE, LAN, WEB = "http://127.0.0.1:8080/v1", "http://192.168.0.7:8000/v1", "https://models.example/v1/"


@pytest.mark.parametrize(
    ("given", "base", "host", "local"),
    [
        (HERE, HERE, "127.0.0.1:8080", True),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1", "localhost:11434", True),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", "[::1]:8080", True),
        (LAN, LAN, "192.168.0.7:8000", False),
        (" HTTPS://Models.Example/v1/ ", "https://models.example/v1", "models.example", False),
        ("http://127.0.0.1.models.example/v1", "http://127.0.0.1.models.example/v1", "127.0.0.1.models.example", False),
    ],
)
def test_the_host_that_is_named_is_the_host_that_is_asked(given: str, base: str, host: str, local: bool) -> None:
    endpoint = Endpoint(given, "m")
    assert (endpoint.base_url, endpoint.host, endpoint.local) == (base, host, local)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "127.0.0.1:8080",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "http://",
        "http://:8080/v1",
        "http://127.0.0.1:808080/v1",
        "http://user:secret@models.example/v1",
        "http://127.0.0.1\\@models.example/v1",
        "http://models.example/v1?key=secret",
        "http://models.example/v1#x",
        "http://models.example/v 1",
        "http://models.example\n.other.example/v1",
        "http://modеls.example/v1",  # a Cyrillic е
        "http://[::1/v1",
        "http://a..example/v1",
        f"http://{'a' * 64}.example/v1",
        "http://127.0.0.1:8080@models.example/v1",
    ],
)
def test_an_address_that_may_deceive_is_refused(bad: str) -> None:
    with pytest.raises(EndpointError) as e:
        Endpoint(bad, "m")
    assert e.value.where == "--base-url" and e.value.remedy
    assert "secret" not in str(e.value)


@pytest.mark.parametrize("bound", ["timeout", "concurrency", "budget", "tokens", "attempts"])
def test_bounds_are_above_zero(bound: str) -> None:
    with pytest.raises(SpadeworkError, match=bound):
        Endpoint(HERE, "m", **{bound: 0})  # type: ignore[arg-type]


def test_a_model_is_named() -> None:
    with pytest.raises(EndpointError, match="no model"):
        Endpoint(HERE, " ")


@pytest.mark.parametrize(("url", "told"), [(HERE, "on this machine"), (LAN, "NOT encrypted"), (WEB, "encrypted")])
def test_the_notice_tells_how_much_goes_where_and_how(url: str, told: str) -> None:
    endpoint = Endpoint(url, "gemma")
    assert told in endpoint.notice(1) and endpoint.host in endpoint.notice(1) and "gemma" in endpoint.notice(1)
    assert "1 document " in endpoint.notice(1) and "3 documents " in endpoint.notice(3)


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("SPADEWORK_API_KEY", raising=False)


def test_a_key_comes_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Endpoint(WEB, "m").key() is None
    monkeypatch.setenv("OPENAI_API_KEY", " sk-one\n")
    assert Endpoint(WEB, "m").key() == Endpoint(HERE, "m").key() == "sk-one"
    assert Endpoint(LAN, "m").key() is None  # in the clear, to another machine: not a key that was made for OpenAI
    monkeypatch.setenv("SPADEWORK_API_KEY", "mine")
    assert Endpoint(WEB, "m").key() == Endpoint(LAN, "m").key() == "mine"
    assert "mine" not in repr(Endpoint(WEB, "m"))


def test_a_key_that_is_none_is_told_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPADEWORK_API_KEY", "two words")
    with pytest.raises(EndpointError) as e:
        Endpoint(WEB, "m").key()
    assert "two words" not in str(e.value) and "SPADEWORK_API_KEY" in str(e.value)
