"""Which addresses may be connected to."""

import ipaddress
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import FetchError
from tracker.fetch.guard import MAX_ADDRESSES, HostLookupError, UnknownHostError, check, is_loopback, is_public, resolve

CLOSED = """
    127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 100.100.100.200
    169.254.169.254 168.63.129.16 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.9
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:169.254.169.254
    64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: fc00::1 fd00:ec2::254
    fe80::1 fec0::1 ff02::1 5f00::1
"""
OPEN = "8.8.8.8 1.1.1.1 151.101.0.144 172.32.0.1 2a04:4e42::144 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808"


@pytest.mark.parametrize("address", CLOSED.split())
def test_closed_ranges_are_not_public(address: str) -> None:
    """Private, loopback, link-local, multicast, reserved and metadata addresses are no place for a public page."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OPEN.split())
def test_ordinary_addresses_are_public(address: str) -> None:
    """Addresses that everyone can reach are allowed, also as an IPv6-only network writes them."""
    assert is_public(ipaddress.ip_address(address))


@settings(max_examples=50, deadline=None)
@given(st.ip_addresses(v=4))
def test_ipv4_address_is_judged_the_same_inside_ipv6(address: ipaddress.IPv4Address) -> None:
    """No way of writing an IPv4 address makes a private one public."""
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))

    assert is_public(mapped) == is_public(translated) == is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    """A name that leads to both cannot be trusted to lead to the public one."""
    both = [ipaddress.ip_address("8.8.8.8"), ipaddress.ip_address("10.0.0.1")]

    with pytest.raises(FetchError, match=r"party\.example leads to 10\.0\.0\.1, which is a private address") as caught:
        check("party.example", both, ())

    assert not caught.value.transient


@pytest.mark.parametrize("allowed", [["intranet.example"], ["10.0.0.1"], ["other.example", "10.0.0.1"]])
def test_private_address_is_used_where_named(allowed: list[str]) -> None:
    """allow_hosts may name the host or the address."""
    private = ipaddress.ip_address("10.0.0.1")

    assert check("intranet.example", [private], allowed) == (private,)


def test_leave_for_one_address_is_not_leave_for_another() -> None:
    """allow_hosts opens what it names and nothing beside it."""
    two = [ipaddress.ip_address("10.0.0.1"), ipaddress.ip_address("10.0.0.2")]

    with pytest.raises(FetchError, match=r"10\.0\.0\.2"):
        check("intranet.example", two, ["10.0.0.1"])


def test_name_with_many_addresses_is_not_tried_for_ever() -> None:
    """All addresses are checked, some are tried."""
    many = [ipaddress.ip_address("8.8.0.0") + number for number in range(1, 300)]

    assert check("party.example", many, ()) == tuple(many[:MAX_ADDRESSES])


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1"])
def test_address_in_disguise_is_seen(host: str) -> None:
    """However an address is written, what it leads to is judged."""
    found = resolve(host, 80)

    with pytest.raises(FetchError, match="this machine itself"):
        check(host, found, ())


@pytest.mark.parametrize("host", ["nobody.invalid", "a..b", "x" * 300])
def test_unknown_host_has_its_own_type(host: str) -> None:
    """A name that leads nowhere is told from one that leads to a private place."""
    with pytest.raises((UnknownHostError, HostLookupError)):
        resolve(host, 443)


def test_resolver_that_does_not_answer_may_answer_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver's own trouble is passing; told by its error number."""

    def no_answer(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_answer)

    with pytest.raises(HostLookupError) as caught:
        resolve("party.example", 443)

    assert caught.value.transient


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("demo.localhost", True),
        ("localhost.example.org", False),
        ("notlocalhost", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_own_machine_is_known_by_name(host: str, *, expected: bool) -> None:
    """Only names that can never mean another machine count as loopback."""
    assert is_loopback(host) is expected
