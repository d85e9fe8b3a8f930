"""Which addresses may be connected to: public ones, and those that a source names in `allow_hosts`.

A page could otherwise send us into the network we run in (SSRF). The client connects to the very addresses that were
checked here, so a name cannot point elsewhere a moment later (DNS rebinding). Resolving uses the system's resolver and
its time limit, which is not ours to set.
"""

import ipaddress
import socket
from collections.abc import Collection, Sequence
from functools import lru_cache

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MAX_ADDRESSES = 8
"""Addresses of one name that are tried; a name with hundreds would otherwise hold a round for hours."""
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's host agent: a metadata service on a public address
        "192.0.0.0/24",  # protocol assignments, among them Oracle's metadata service (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
        "2002::/16",  # 6to4: may hide any IPv4 address
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
"""The one block from which public IPv6 addresses are given out (RFC 4291, IANA)."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as an IPv6-only network sees them (RFC 6052)."""


_PRIVATE_ENDS = (
    *("internal", "local", "localdomain", "corp", "lan", "home", "intranet", "private"),  # RFC 6762 G, ICANN 2024
    *("home.arpa", "localhost", "test"),  # RFC 8375, 6761
)
"""Ends of names that are given to nobody on the public web, but to machines of one network. Public ends are not listed:
there are hundreds more every year."""


class UnknownHostError(FetchError):
    """The name leads to no address. Of its own type because a proxy may know names that we do not."""


class HostLookupError(TransientFetchError):
    """The resolver itself did not answer."""


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether this can only be our own machine, told from the name alone (RFC 6761 for localhost)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def resolve(host: str, port: int) -> tuple[Address, ...]:
    """The addresses of a host in the resolver's order.

    UnknownHostError when there are none, LookupFailed when the resolver cannot say.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise HostLookupError(
                f"The address of {shown(host)} could not be looked up just now.", host=host
            ) from error
        raise _unknown(host) from error
    except UnicodeError as error:  # a label that is empty or too long for DNS
        raise _unknown(host) from error
    return tuple(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


def check(host: str, addresses: Sequence[Address], allow_hosts: Collection[str]) -> tuple[Address, ...]:
    """The first MAX_ADDRESSES addresses; FetchError when any of them all is neither public nor allowed."""
    if host not in allow_hosts:
        allowed = _allowed(allow_hosts)
        for address in addresses:
            if not is_public(address) and address not in allowed:
                where = shown(host) if host == str(address) else f"{shown(host)} leads to {address}, which"
                raise FetchError(
                    f"{where} is {_range(address)}: no public page lives there, so it is not asked. If it is yours, "
                    "name it under allow_hosts of the source."
                )
    return tuple(addresses[:MAX_ADDRESSES])


def check_unresolved(host: str, allow_hosts: Collection[str]) -> None:
    """FetchError for a name that we cannot look up, that only the proxy might, and that is of a network of its own.

    Where there is an address `check` has seen it; here the proxy would be the only one to know where the name leads.
    """
    if host not in allow_hosts and ("." not in host or host.endswith(tuple(f".{end}" for end in _PRIVATE_ENDS))):
        raise FetchError(
            f"{shown(host)} is a name of a private network, to which only the proxy could lead: no public page lives "
            "there, so it is not asked. If it is yours, name it under allow_hosts of the source."
        )


def is_public(address: Address) -> bool:
    """Whether the address is reachable from everywhere and meant for one machine (IANA special-purpose registries)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or (_low_32(address) if address in _NAT64 else None)
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL_V6:
            return False
    return address.is_global and not address.is_multicast and not any(address in network for network in _CLOSED)


def _unknown(host: str) -> UnknownHostError:
    said = f"There is no host named {shown(host)}: see whether it is spelt right, and whether this machine is online."
    return UnknownHostError(said, host=host)


def _allowed(allow_hosts: Collection[str]) -> set[Address]:
    allowed: set[Address] = set()
    for name in allow_hosts:
        try:
            allowed.add(ipaddress.ip_address(name))
        except ValueError:
            continue
    return allowed


def _low_32(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _range(address: Address) -> str:
    named = (
        (address.is_loopback, "this machine itself"),
        (address.is_link_local, "a link-local address (cloud metadata lives there)"),
        (address.is_multicast, "a multicast address"),
        (address.is_private, "a private address"),
    )
    return next((words for holds, words in named if holds), "a reserved address")
