"""One address fetched, because somebody asked for it: bounded in time, size and redirects, and never a private one.

A page can send its reader anywhere, also to a router, to a printer, or to the service that tells a cloud machine its
keys. So every name is resolved here, every address of it is checked, and the connection goes to the very address that
was checked; a redirect is looked at in the same way. Neither proxies nor credentials are taken from the environment.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from spadework.errors import EmptyDocument, NotFetched, TooLarge
from spadework.intake.files import File, most_bytes
from spadework.intake.web import Web

if TYPE_CHECKING:
    import httpx2

MOST_REDIRECTS = 5
_CONNECT = 10.0  # seconds for one address; a name may have several
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "application/zip": ".zip",
    "application/json": ".json", "text/csv": ".csv", "application/mbox": ".mbox", "text/markdown": ".md",
    "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/xml": ".xml", "text/xml": ".xml",
    "application/javascript": ".js", "text/javascript": ".js", "text/css": ".css",
}  # fmt: skip
# Not reachable from everywhere, though Python calls them global; and where Azure keeps its machines' keys.
_CLOSED = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "64:ff9b:1::/48", "fec0::/10", "::/96"))
)
_NAT64 = ip_network("64:ff9b::/96")


def fetched(address: str, web: Web) -> File:
    """What is at this address, as a file that is named by it.

    Raises:
        NotFetched: it is no http or https address, names a host that may not be asked, redirects too often, answers
            with an error or not in time.
        TooLarge: there is more than a file of its kind may have; no more than that is read.
        EmptyDocument: there is nothing.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_in_time(address, web))
    with ThreadPoolExecutor(1) as beside:  # called where a loop is running already
        return beside.submit(asyncio.run, _in_time(address, web)).result()


async def _in_time(address: str, web: Web) -> File:
    try:
        async with asyncio.timeout(web.seconds):
            return await _followed(address, web)
    except TimeoutError:
        raise NotFetched(
            f"it took longer than {web.seconds:g} seconds",
            where=address,
            remedy="Try again, or save it from a browser.",
        ) from None


async def _followed(address: str, web: Web) -> File:
    import httpx2

    url = _url(address, address)
    told: set[str] = set()
    for _ in range(MOST_REDIRECTS + 1):
        if url.host not in told:
            web.tell(url.host)
            told.add(url.host)
        addresses = await _resolved(url, web, address)
        async with httpx2.AsyncClient(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(None, connect=_CONNECT),
            headers={"Accept-Encoding": "identity", "User-Agent": "spadework"},
        ) as client:
            response = await _asked(client, url, addresses, address)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    url = _url(str(url.join(_ascii(response.headers["location"]))), address)
                    continue
                if response.status_code != 200:
                    raise NotFetched(f"the server answers HTTP {response.status_code}", where=str(url))
                return await _file(response, url)
            finally:
                await response.aclose()
    raise NotFetched(f"it redirects more than {MOST_REDIRECTS} times", where=address)


def _url(raw: str, address: str) -> httpx2.URL:
    import httpx2

    try:
        url = httpx2.URL(raw).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError, TypeError) as e:
        raise NotFetched("this is no address", where=address) from e
    if url.scheme not in ("http", "https") or not url.host:
        what = "only http and https addresses are fetched"
        raise NotFetched(what if raw == address else f"it redirects to {raw[:200]}, and {what}", where=address)
    if url.userinfo:
        raise NotFetched("the address holds a name or a password", where=url.host, remedy="Give it without.")
    return url


async def _resolved(url: httpx2.URL, web: Web, address: str) -> list[str]:
    """The addresses of the host, each of which may be asked."""
    loop = asyncio.get_running_loop()
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await loop.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise NotFetched(f"there is no host {url.host}", where=address, remedy="Check the address.") from e
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = [a for a in addresses if not is_public(a)]
    if private and not web.allow_private:
        named = f"{url.host} ({private[0]})" if url.host != private[0] else url.host
        via = "" if url.host in address else f"it redirects to {url.host}, and "
        raise NotFetched(
            f"{via}{named} is an address of this machine or of a private network",
            where=address,
            remedy="If that is meant, allow private addresses (--allow-private).",
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether the IP address is one of the public internet, also behind whatever it stands for in IPv6."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = _inside(ip)
        if inner is not None:
            return is_public(str(inner))
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not (closed or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which packets for this one are handed on."""
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


async def _asked(client: httpx2.AsyncClient, url: httpx2.URL, addresses: list[str], address: str) -> httpx2.Response:
    """The answer of the first of these addresses that can be reached, its body not yet read."""
    import httpx2

    host = url.netloc.decode("ascii")
    why: Exception | None = None
    for ip in addresses[:4]:
        # To the address that was checked; the name goes into the Host header and into the handshake, where the
        # certificate is held against it.
        request = client.build_request(
            "GET",
            url.copy_with(host=ip),
            headers={"Host": host},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as e:
            why = e
        except httpx2.HTTPError as e:
            raise NotFetched(f"the connection broke ({_shown(e)})", where=address) from e
    raise NotFetched(f"no connection to {url.host} ({_shown(why)})", where=address) from why


async def _file(response: httpx2.Response, url: httpx2.URL) -> File:
    import httpx2

    kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
    path = PurePosixPath(url.path)
    suffix = _SUFFIXES.get(kind, path.suffix.lower()[:20])
    most = most_bytes(suffix)
    body = bytearray()
    unpack = _unpacker(response.headers.get("content-encoding", ""), str(url))
    try:
        async for chunk in response.aiter_raw():
            body += unpack(chunk, most + 1 - len(body))
            if len(body) > most:
                raise TooLarge(
                    f"there is more than the {most // 1_000_000} MB that a document may have", where=str(url)
                )
    except (httpx2.HTTPError, zlib.error) as e:
        raise NotFetched(f"the connection broke ({_shown(e)})", where=str(url)) from e
    if not body:
        raise EmptyDocument("there is nothing at this address", where=str(url))
    name = str(url)
    charset = response.charset_encoding or ""
    return File(bytes(body), name, name, path.stem or url.host, suffix, charset)


def _unpacker(encoding: str, where: str) -> Callable[[bytes, int], bytes]:
    """Takes packed bytes apart that were not asked for, never more than a number of them at once."""
    name = encoding.strip().casefold()
    if name in ("", "identity"):
        return lambda chunk, most: chunk
    if name not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"the server packs it as {encoding[:40]}, which it was not asked for", where=where)
    return zlib.decompressobj(47 if "gzip" in name else 15).decompress


def _ascii(location: str) -> str:
    """A Location as servers write it: some put letters there that an address cannot have."""
    return "".join(c for c in location.strip()[:8_000] if c.isprintable())


def _shown(error: object) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())
    return words[:160] or type(error).__name__
