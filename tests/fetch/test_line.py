"""The connections to one host, and how an address is written on them."""

import ipaddress
import subprocess
import sys
from itertools import product

import httpcore2
import httpx2
import pytest

from tracker.fetch.line import address_of
from tracker.fetch.place import place

HOSTS = (
    "http://example.org",
    "https://example.org:8443",
    "http://127.0.0.1:80",
    "https://[::1]:99",
    "HTTP://example.org",
)
PATHS = (
    "", "/", "/a/b.c", "/a/../b", "/a/.", "/a/./b", "//a", "/a%20b%zz", "/é–“", "/[a]", "/a|b^c`d", "/a;b=c,d!$&'()*+@:~",
    "?", "?a", "/a?", "/a?b=c/../d", "/a?b?c", "/a?{b}|“c”", "/a#b", "/a?b#c?d", "/.well-known/x", "/a?x=%2e%2E", '/a"b<c>d',
)  # fmt: skip


@pytest.mark.parametrize(("host", "path"), list(product(HOSTS, PATHS)))
def test_an_address_is_sent_as_the_library_spells_it(host: str, path: str) -> None:
    """Most addresses need no spelling; none of them is then written otherwise than httpx2 writes it."""
    expected = httpx2.URL(host + path)

    found = address_of(place(host + path), None)

    assert (found.scheme, found.host, found.port) == (expected.raw_scheme, expected.raw_host, expected.port)
    assert found.target == expected.raw_path


def test_a_connection_goes_to_the_checked_address() -> None:
    """The name is for the certificate and for the Host line alone."""
    found = address_of(place("https://example.org/a"), ipaddress.ip_address("93.184.216.34"))

    assert (found.host, found.target) == (b"93.184.216.34", b"/a")


def test_what_http_does_not_allow_is_told() -> None:
    """A host that is no name."""
    with pytest.raises(httpcore2.LocalProtocolError):
        address_of(place("http://exampleé{.org/a"), None)


def test_the_whole_library_is_loaded_for_what_is_rare() -> None:
    """A usual address on a direct connection needs its connections alone."""
    script = (
        "import sys; from tracker.fetch.client import Client; from tracker.fetch.line import address_of, connections\n"
        "from tracker.fetch.place import place; import ssl\n"
        "connections(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), None); address_of(place('https://example.org/a?b=c'), None)\n"
        "print('httpcore2' in sys.modules, 'httpx2' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "False"]
