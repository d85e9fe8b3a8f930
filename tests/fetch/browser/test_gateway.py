"""The browser's one way out, asked as a browser asks it."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from loopback import Answer, Loopback

from tracker.fetch import guard
from tracker.fetch.browser.gateway import Gateway, Traffic

ALLOWED = ("127.0.0.1",)


@pytest.fixture
def gateway() -> Gateway:
    """One that may ask public sites."""
    return Gateway(anonymous=False, connect_timeout=2.0)


@pytest.fixture
def traffic(gateway: Gateway) -> Iterator[Traffic]:
    """A page is shown, which may ask this machine."""
    yield gateway.begin(ALLOWED, budget=1_000_000)
    gateway.end()


def said(gateway: Gateway, *words: bytes) -> bytes:
    """All that comes back until the connection ends or breaks; each of the words is sent once the last was answered."""
    told = b""
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as line, suppress(ConnectionError):
        for one in words:
            line.sendall(one)
            told += line.recv(65_536)
        while part := line.recv(65_536):
            told += part
    return told


def get(url: str, more: str = "") -> bytes:
    """A request as it is sent to a proxy."""
    return f"GET {url} HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n{more}\r\n".encode()


def test_a_page_over_http(gateway: Gateway, traffic: Traffic, loopback: Loopback) -> None:
    """Is asked for as its site expects; the connection ends with it, so that no second request goes to the wrong site."""
    loopback.page("/plan?a=b", "Ours.")

    told = said(gateway, get(loopback.url("/plan?a=b")))

    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"Connection: close" in head
    assert body == b"Ours."
    assert loopback.paths == ["/plan?a=b"]
    assert loopback.asked[0].headers["proxy-connection"] is None
    assert 0 < traffic.bytes < 1_000


def test_a_form(gateway: Gateway, traffic: Traffic, loopback: Loopback) -> None:
    """Its body is handed on, all of it and nothing more."""
    loopback.page("/search", "Found.")
    head = get(loopback.url("/search"), "Content-Length: 6\r\n").replace(b"GET", b"POST")

    assert said(gateway, head + b"q=owls" + b"GET / HTTP/1.1\r\n\r\n").endswith(b"Found.")
    assert [one.body for one in loopback.asked] == [b"q=owls"]


def test_a_tunnel(gateway: Gateway, traffic: Traffic, loopback: Loopback) -> None:
    """Carries what it is given, both ways."""
    loopback.page("/plan", "Ours.", connection="close")
    opened = f"CONNECT 127.0.0.1:{loopback.port} HTTP/1.1\r\n\r\n".encode()

    told = said(gateway, opened, b"GET /plan HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert told.startswith(b"HTTP/1.1 200 Connection established\r\n\r\n")
    assert told.endswith(b"Ours.")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.2", "[::1]", "169.254.169.254", "10.1.2.3", "0x7f000002", "2130706434", "[::ffff:127.0.0.2]", "0.0.0.0"],  # noqa: S104 - what a page may write
)
def test_a_private_address(gateway: Gateway, traffic: Traffic, host: str) -> None:
    """However it is written: no connection, and it is remembered why."""
    assert said(gateway, f"CONNECT {host}:80 HTTP/1.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 403 ")
    assert not traffic.bytes
    assert [error for error in traffic.failed.values() if "no public page lives there" in error.reason]
    assert said(gateway, get(f"http://{host}/")) == b"", "the connection ends without an answer"


def test_a_name_is_looked_up_once(
    gateway: Gateway, traffic: Traffic, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it leads the second time is of no interest any more; for the next page it is looked up anew."""
    led = iter(("127.0.0.1", "127.0.0.2"))
    asked: list[str] = []

    def resolve(host: str, _port: int) -> tuple[guard.Address, ...]:
        asked.append(host)
        return (ipaddress.ip_address(next(led)),)

    monkeypatch.setattr(guard, "resolve", resolve)
    loopback.page("/plan", "Ours.")
    url = f"http://plan.example:{loopback.port}/plan"

    assert all(said(gateway, get(url)).endswith(b"Ours.") for _ in range(3))
    traffic = gateway.begin(ALLOWED, budget=1_000)
    assert said(gateway, get(url)) == b""
    assert "plan.example leads to 127.0.0.2" in traffic.failed["plan.example"].reason
    assert asked == ["plan.example"] * 2


def test_more_than_a_page_may_bring(gateway: Gateway, traffic: Traffic, loopback: Loopback) -> None:
    """Ends all its connections."""
    loopback.answers("/long", Answer(b"x" * 3_000_000))

    told = said(gateway, get(loopback.url("/long")))

    assert traffic.over
    assert len(told) <= 1_100_000
    assert traffic.bytes <= 1_100_000


def test_no_page_is_shown(gateway: Gateway, loopback: Loopback) -> None:
    """Nobody is led anywhere; what was open ends with its page."""
    assert said(gateway, get(loopback.url("/"))) == b""
    gateway.begin(ALLOWED, budget=1_000)
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as line:
        line.sendall(f"CONNECT 127.0.0.1:{loopback.port} HTTP/1.1\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 200")
        gateway.end()
        with suppress(ConnectionError):
            assert line.recv(100) == b"", "else it would wait, for five seconds, and fail"
    assert loopback.paths == []


def test_nobody_is_asked_anonymously() -> None:
    """Without a contact only this machine."""
    gateway = Gateway(anonymous=True, connect_timeout=2.0)
    traffic = gateway.begin((), budget=1_000)

    assert said(gateway, b"CONNECT example.org:443 HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 403 ")
    assert "example.org is not asked without one" in traffic.failed["example.org"].reason


@pytest.mark.parametrize(
    "words",
    [
        b"GET /plan HTTP/1.1\r\n\r\n",
        b"x\r\n\r\n",
        b"CONNECT :80 HTTP/1.1\r\n\r\n",
        b"GET ftp://a.b/ HTTP/1.1\r\n\r\n",
        b"\xff" * 300_000,
    ],
)
def test_what_is_no_request_for_a_proxy(gateway: Gateway, traffic: Traffic, words: bytes) -> None:
    """Leads nowhere, and the next one is served."""
    assert said(gateway, words) in {b"", b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}
    assert not traffic.bytes
