"""Fetching a page that a client names, without becoming its hand inside the network.

Only http and https on their usual ports; every address that the name has must be a public one; the connection
goes to the very address that was checked, so that a name which changes its answer meanwhile (DNS rebinding)
gains nothing. Each redirect is checked anew. Size and time are limited. No proxy, cookie or credential.
OWASP, Server-Side Request Forgery Prevention Cheat Sheet.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Timer
from urllib.parse import urljoin, urlsplit

from compare.errors import InputError

REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
_REDIRECT = (301, 302, 303, 307, 308)
_CHUNK = 65536

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a name: what the system says, or something else in tests."""


class FetchError(InputError):
    """The page was not fetched; ``refused``: by our rules, else by the other end or the network."""

    def __init__(self, message: str, *, refused: bool) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Page:
    """What came, from where it came in the end, and what its sender says it is."""

    url: str
    content: bytes
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the host that is named, the address that was checked."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for a name, in its order."""
    return list(
        dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    )


def is_public(address: str) -> bool:
    """Is it an address of the open internet, and no way round to another?

    Not public: private, loopback, link-local (the clouds' metadata services), shared (RFC 6598), multicast,
    reserved; and IPv6 addresses that carry such an IPv4 address (mapped, 6to4, Teredo, NAT64).
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    carries = isinstance(found, ipaddress.IPv6Address) and (
        found.ipv4_mapped or found.sixtofour or found.teredo or found in _NAT64
    )
    if carries:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def check_address(
    url: str,
    *,
    resolve: Resolve = resolve,
    ports: dict[str, int] = PORTS,
    allowed: Callable[[str], bool] = is_public,
) -> Target:
    """Where a request for ``url`` may go.

    Raises:
        FetchError: the address is of no kind that is fetched, or its name leads to one that is not public.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("the address cannot be read", refused=True) from error
    if parts.scheme not in ports:
        raise FetchError("only http and https addresses are fetched", refused=True)
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user name is not fetched", refused=True)
    host = (parts.hostname or "").rstrip(".")
    if not host or any(not "!" <= letter <= "~" for letter in url):
        raise FetchError(
            "the address names no host, or has characters that must be written as %XX", refused=True
        )
    if port not in (None, ports[parts.scheme]):
        raise FetchError(f"only port {ports[parts.scheme]} is fetched by {parts.scheme}", refused=True)
    try:
        addresses = resolve(host, ports[parts.scheme])
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: there is no such host", refused=False) from error
    if not addresses or not all(allowed(address) for address in addresses):
        raise FetchError(f"{host}: is no public address and is not fetched", refused=True)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, ports[parts.scheme], path, addresses[0])


def fetch_page(
    url: str,
    *,
    max_bytes: int,
    seconds: float,
    resolve: Resolve = resolve,
    ports: dict[str, int] = PORTS,
    allowed: Callable[[str], bool] = is_public,
) -> Page:
    """The page at ``url``, at most ``max_bytes`` in at most ``seconds`` over all redirects.

    ``resolve``, ``ports`` and ``allowed`` say what names mean, what ports are usual and what may be reached.

    Raises:
        FetchError: the address is refused, or the page cannot be had.
    """
    until = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        target = check_address(url, resolve=resolve, ports=ports, allowed=allowed)
        try:
            answer = _get(target, max_bytes, until)
        except (OSError, http.client.HTTPException, ssl.SSLError, ValueError) as error:
            if time.monotonic() >= until:
                raise FetchError(f"{target.host}: took longer than {seconds:g} s", refused=False) from error
            raise FetchError(
                f"{target.host}: cannot be reached ({type(error).__name__})", refused=False
            ) from error
        if isinstance(answer, str):
            url = urljoin(url, answer)
            continue
        content, media_type = answer
        return Page(url, content, media_type)
    raise FetchError(f"more than {REDIRECTS} redirects", refused=False)


def _get(target: Target, max_bytes: int, until: float) -> str | tuple[bytes, str | None]:
    """The place that the answer redirects to, or its content and media type."""
    connection = _Pinned(target, _left(until))
    cut = Timer(
        _left(until), connection.cut
    )  # a peer that sends a byte a second would outlast a socket's time-out
    cut.daemon = True
    cut.start()
    try:
        connection.request(
            "GET",
            target.path,
            headers={"User-Agent": "rashomon-readouts", "Accept": "*/*", "Accept-Encoding": "identity"},
        )
        with connection.getresponse() as response:
            return _content(response, target, max_bytes, until)
    finally:
        cut.cancel()
        connection.close()


def _content(
    response: http.client.HTTPResponse, target: Target, max_bytes: int, until: float
) -> str | tuple[bytes, str | None]:
    if response.status in _REDIRECT and response.getheader("Location"):
        return str(response.getheader("Location"))
    if response.status != 200:
        raise FetchError(f"{target.host}: answered {response.status}", refused=False)
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise FetchError(f"{target.host}: sends a compressed page", refused=False)
    content = bytearray()
    while chunk := response.read(min(_CHUNK, max_bytes + 1 - len(content))):
        content += chunk
        if len(content) > max_bytes:
            raise FetchError(f"{target.host}: the page is larger than {max_bytes:,} bytes", refused=False)
    if time.monotonic() >= until:
        raise TimeoutError
    return bytes(content), response.getheader("Content-Type")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name says by now."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target
        self._held: socket.socket | None = None  # the response takes ``sock`` away where the peer closes

    def connect(self) -> None:
        plain = socket.create_connection((self._target.address, self._target.port), self.timeout)
        self.sock = self._held = plain
        if self._target.scheme == "https":
            try:
                secure = ssl.create_default_context().wrap_socket(plain, server_hostname=self._target.host)
            except BaseException:
                plain.close()
                raise
            self.sock = self._held = secure

    def cut(self) -> None:
        """End the connection from another thread."""
        if self._held is not None:
            try:
                self._held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
