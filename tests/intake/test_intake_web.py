"""Addresses: only when asked for, never a private one, bounded in time, size and redirects."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from intake_files import SENTENCES, archive, report, rss, word

from spadework.errors import EmptyDocument, MissingFile, NotFetched, NotText, TooLarge
from spadework.intake import Failed, Outcome, Taken, Web, fetching, take_each
from spadework.intake.fetching import is_public

PAGE = f"<!doctype html><html><head><title>Talks</title></head><body><p>{SENTENCES[0]}</p></body></html>".encode()
Body = bytes | Callable[[BaseHTTPRequestHandler], None]
Answer = tuple[int, dict[str, str], Body]


class Site:
    """A server on this machine. Paths not told of are 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                status, headers, body = site.answers.get(self.path.partition("?")[0], (404, {}, b""))
                if callable(body):
                    self.close_connection = True
                    body(self)
                    return
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body)), "Connection": "close"} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def put(
        self, path: str, body: bytes | Callable[[BaseHTTPRequestHandler], None], kind: str = "", **more: str
    ) -> str:
        headers = {"Content-Type": kind} if kind else {}
        self.answers[path] = (200, headers | {k.replace("_", "-"): v for k, v in more.items()}, body)
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        self.answers[path] = (status, {"Location": target}, b"")
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def each(url: str, **how: Any) -> list[Outcome]:
    return list(take_each(url, web=Web(**({"allow_private": True} | how))))


def failure(url: str, **how: Any) -> Exception:
    (found,) = each(url, **how)
    assert isinstance(found, Failed), found
    return found.error


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and the addresses that they resolve to; each is asked for anew every time."""
    known: dict[str, list[str]] = {}

    async def resolve(self: object, host: str, port: int, **more: object) -> list[Any]:
        found = known.get(host) or [host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    return known


def test_nothing_is_fetched_unless_asked_for(site: Site) -> None:
    (found,) = take_each(site.put("/a.html", PAGE, "text/html"))
    assert isinstance(found, Failed) and isinstance(found.error, MissingFile)
    assert site.asked == []


def test_a_page_is_a_document_and_its_host_is_told_first(site: Site) -> None:
    told: list[tuple[str, int]] = []
    url = site.put("/a", PAGE, "text/html; charset=utf-8")
    (found,) = each(url, tell=lambda host: told.append((host, len(site.asked))))
    assert isinstance(found, Taken)
    assert (found.document.title, found.document.text) == ("Talks", SENTENCES[0])
    assert found.document.origin == url
    assert told == [("127.0.0.1", 0)]
    ((_, headers),) = site.asked
    assert {k.lower() for k in headers} <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize(
    ("kind", "make", "title"),
    [
        ("application/pdf", lambda: report(1), "a"),
        ("application/octet-stream", lambda: report(1), "a"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word, "Note on the ferry talks"),
        ("text/plain", lambda: SENTENCES[0].encode(), "a"),
        ("", lambda: PAGE, "Talks"),
    ],
)
def test_kinds_are_told_by_header_and_bytes(site: Site, kind: str, make: Callable[[], bytes], title: str) -> None:
    (found,) = each(site.put("/a", make(), kind))
    assert isinstance(found, Taken) and found.document.title == title


def test_a_feed_gives_its_entries_and_fetches_no_more(site: Site) -> None:
    for kind in ("application/rss+xml", "text/xml", "text/plain", "text/html"):
        site.asked.clear()
        found = each(site.put("/feed", rss(3), kind))
        assert [type(f) for f in found] == [Taken] * 3
        assert isinstance(found[1], Taken) and found[1].document.origin == site.url("/feed") + " > 2"
        assert len(site.asked) == 1


def test_an_archive_gives_its_members(site: Site) -> None:
    assert len(each(site.put("/a", archive({"a.txt": b"Words of a text.", "b.html": PAGE}), "application/zip"))) == 2


def test_the_charset_of_the_header_counts(site: Site) -> None:
    words = "Министр заявил во вторник, что переговоры продолжатся."
    (found,) = each(site.put("/a", words.encode("koi8-r"), "text/plain; charset=koi8-r"))
    assert isinstance(found, Taken) and found.document.text == words


def test_private_addresses_are_refused(site: Site) -> None:
    error = failure(site.put("/a", PAGE), allow_private=False)
    assert isinstance(error, NotFetched) and "--allow-private" in str(error)
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "0"]
)
def test_other_ways_to_write_this_machine_are_refused(site: Site, host: str) -> None:
    site.put("/a", PAGE)
    assert isinstance(failure(site.url("/a", host), allow_private=False), NotFetched)
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("127.0.0.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.100.100.200", False), ("168.63.129.16", False), ("192.0.0.192", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("198.18.0.1", False), ("::1", False), ("::", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("fd00:ec2::254", False), ("fec0::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::127.0.0.1", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False), ("no address", False),
    ],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_redirect_to_this_machine_is_refused(
    site: Site, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # To this test the server's own address counts as public, as example.org, and no other does.
    names["example.org"] = ["127.0.0.1"]
    names["127.0.0.1"] = ["127.0.0.2"]
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    site.put("/secret", PAGE)
    site.redirect("/a", site.url("/secret"))
    error = failure(site.url("/a", "example.org"), allow_private=False)
    assert isinstance(error, NotFetched) and "redirects to 127.0.0.1" in str(error)
    assert [path for path, _ in site.asked] == ["/a"]


def test_a_name_that_moves_between_the_look_and_the_call_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the first answer is public, every later one is this machine."""
    looks: list[str] = []

    async def resolve(self: object, host: str, port: int, **more: object) -> list[Any]:
        looks.append(host)
        address = "192.0.2.1" if len(looks) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    called: list[str] = []

    async def connect(remote_host: str, remote_port: int, **more: object) -> None:
        called.append(remote_host)
        raise OSError("nobody there")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    monkeypatch.setattr("anyio.connect_tcp", connect)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "192.0.2.1")
    site.put("/a", PAGE)
    assert isinstance(failure(site.url("/a", "rebind.example"), allow_private=False), NotFetched)
    assert looks == ["rebind.example"] and called == ["192.0.2.1"]
    assert site.asked == []


def test_a_name_with_a_public_and_a_private_address_is_refused(site: Site, names: dict[str, list[str]]) -> None:
    names["both.example"] = ["8.8.8.8", "127.0.0.1"]
    site.put("/a", PAGE)
    assert "127.0.0.1" in str(failure(site.url("/a", "both.example"), allow_private=False))
    assert site.asked == []


def test_the_name_is_sent_though_the_address_is_called(site: Site, names: dict[str, list[str]]) -> None:
    names["herald.example"] = ["127.0.0.1"]
    site.put("/a", PAGE, "text/html")
    (found,) = each(site.url("/a", "herald.example"))
    assert isinstance(found, Taken) and found.document.origin == site.url("/a", "herald.example")
    assert site.asked[0][1]["Host"] == f"herald.example:{site.port}"


def test_redirects_are_followed_to_a_bound(site: Site) -> None:
    site.put("/5", PAGE, "text/html")
    for n in range(5):
        site.redirect(f"/{n}", f"/{n + 1}", 301 + n % 3)
    (found,) = each(site.url("/0"))
    assert isinstance(found, Taken) and found.document.origin == site.url("/5")
    site.redirect("/round", "/round")
    assert "redirects more than 5 times" in str(failure(site.url("/round")))


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "http://", "//"]
)
def test_redirects_to_other_schemes_are_refused(site: Site, target: str) -> None:
    assert isinstance(failure(site.redirect("/a", target)), NotFetched)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "http://", "http://a b/", "gopher://x"])
def test_other_schemes_are_refused(url: str) -> None:
    (found,) = take_each(url, web=Web())
    assert isinstance(found, Failed) and isinstance(found.error, NotFetched)


def test_an_address_with_a_password_is_refused_and_not_shown(site: Site) -> None:
    error = failure(f"http://anna:secret@127.0.0.1:{site.port}/a")
    assert "name or a password" in str(error) and "secret" not in str(error)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    item = b"<item><title>Again</title><description>And again the same words</description></item>" * 1000
    try:
        handler.wfile.write(b"<rss><channel>")
        while True:
            handler.wfile.write(item)
    except OSError:
        pass


def test_a_feed_that_never_ends_is_read_no_further_than_the_limit(site: Site) -> None:
    assert isinstance(failure(site.put("/feed", _endless)), TooLarge)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    try:
        for n in range(1000):
            handler.wfile.write(f"X-{n}: y\r\n".encode())
            time.sleep(0.02)
    except OSError:
        pass


def test_a_server_that_drips_is_left_in_time(site: Site) -> None:
    assert "took longer than 0.4 seconds" in str(failure(site.put("/a", _drip), seconds=0.4))


def test_errors_of_the_server_are_told(site: Site) -> None:
    assert "HTTP 404" in str(failure(site.url("/nope")))
    assert isinstance(failure(site.put("/empty", b"")), EmptyDocument)
    assert isinstance(failure(site.put("/a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")), NotText)
    assert "broke" in str(failure(site.put("/torn", lambda handler: None)))


def test_a_host_that_is_not_there() -> None:
    assert "there is no host" in str(failure("http://nobody.invalid/"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "no connection" in str(failure(f"http://127.0.0.1:{taken.getsockname()[1]}/"))


def test_packed_answers_are_unpacked_to_the_limit_only(site: Site) -> None:
    (found,) = each(site.put("/a", gzip.compress(PAGE), "text/html", Content_Encoding="gzip"))
    assert isinstance(found, Taken)
    bomb = gzip.compress(b" " * 100_000_000)
    assert isinstance(failure(site.put("/b", bomb, "text/html", Content_Encoding="gzip")), TooLarge)
    assert "packs it as br" in str(failure(site.put("/c", b"x", "text/html", Content_Encoding="br")))


def test_neither_proxies_nor_passwords_of_the_environment_are_used(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login anna password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    (found,) = each(site.put("/a", PAGE, "text/html"))
    assert isinstance(found, Taken)
    assert "authorization" not in {k.lower() for k in site.asked[0][1]}


def test_it_can_be_called_where_a_loop_is_running(site: Site) -> None:
    url = site.put("/a", PAGE, "text/html")

    async def call() -> list[Outcome]:
        return each(url)

    assert isinstance(asyncio.run(call())[0], Taken)
