"""Fetching pages: what is refused before anything is sent, and what a server may do to us."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from service.fetch import FetchError, check_address, fetch_page, is_public
from tests.service.api.conftest import SUDMARK, serving, settings_at


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://",
        "http:///path",
        "http://example.org:22/",
        "https://example.org:80/",
        "http://example.org:99999/",
        "http://user:word@example.org/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/latest/meta-data",
        "http://localhost/",
        "http://localhost./",
        "http://example.org/a b",
        "http://example.org/\r\nX: 1",
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as error:
        check_address(url)
    assert error.value.refused


def test_one_private_address_of_a_name_is_enough_to_refuse_it() -> None:
    with pytest.raises(FetchError, match="is no public address"):
        check_address("http://example.org/", resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"])


class Site(BaseHTTPRequestHandler):
    """Pages that are well or ill meant, by their path."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/page":
            self.answer(f"<html><body><article><p>{SUDMARK}</p></article></body></html>".encode("cp1252"))
        elif self.path == "/large":
            self.answer(b"a" * 100_001)
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"a" * 65536)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"a")
                time.sleep(0.2)
        elif self.path == "/silent":
            time.sleep(5)
        elif self.path == "/packed":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
        else:
            self.send_error(404)

    def answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=windows-1252")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            return  # the other end had enough, as it should

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def site() -> Iterator[int]:
    """A server on loopback, and its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with site() as port:
        yield port


def fetch(port: int, path: str, *, seconds: float = 10.0):
    """As the service does it, from a site that stands for a public one."""
    return fetch_page(
        f"http://public.example{path}",
        max_bytes=100_000,
        seconds=seconds,
        resolve=lambda host, _: ["127.0.0.1"] if host == "public.example" else ["10.0.0.1"],
        ports={"http": port},
        allowed=lambda address: address == "127.0.0.1",
    )


def test_a_page_is_fetched_over_redirects(port: int) -> None:
    page = fetch(port, "/to//page")
    assert page.url == "http://public.example/page"
    assert page.media_type == "text/html; charset=windows-1252"
    assert SUDMARK in page.content.decode("cp1252")


@pytest.mark.parametrize(
    ("path", "told", "refused"),
    [
        ("/to/http://inside.example/", "inside.example: is no public address", True),
        ("/to/http://127.0.0.1:1/", "only port", True),
        ("/to/file:///etc/passwd", "only http", True),
        ("/to//to//to//to//to//to//page", "more than 5 redirects", False),
        ("/large", "larger than 100,000 bytes", False),
        ("/endless", "larger than 100,000 bytes", False),
        ("/packed", "compressed", False),
        ("/none", "answered 404", False),
    ],
)
def test_what_a_site_may_not_do(port: int, path: str, told: str, refused: bool) -> None:
    with pytest.raises(FetchError, match=told) as error:
        fetch(port, path)
    assert error.value.refused is refused


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_a_site_may_not_keep_us_waiting(port: int, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"took longer than 0\.5 s"):
        fetch(port, path, seconds=0.5)
    assert time.monotonic() - started < 4


def test_a_name_that_changes_its_address_gains_nothing(port: int) -> None:
    """The address that was checked is the one that is connected to; it is looked up once for a request."""
    answers = iter([["127.0.0.1"]])
    page = fetch_page(
        "http://rebound.example/page",
        max_bytes=100_000,
        seconds=10,
        resolve=lambda host, _: next(answers),
        ports={"http": port},
        allowed=lambda address: address == "127.0.0.1",
    )
    assert page.content


def test_the_service_fetches_only_where_it_is_told_to(tmp_path: Path) -> None:
    for enabled, url, status, told in (
        (False, "http://example.org/", 403, "fetch_urls is off"),
        (True, "http://127.0.0.1:80/", 422, "is no public address"),
        (True, "http://169.254.169.254/latest/", 422, "is no public address"),
    ):
        with serving(settings_at(tmp_path, fetch_urls=enabled)) as client:
            event = client.post("/api/v1/events", json={"title": "Call"}).json()
            answer = client.post(f"/api/v1/events/{event['id']}/readouts", json={"url": url})
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, "#/url")
            assert told in answer.json()["detail"]
