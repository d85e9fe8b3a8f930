"""Line: the connections to one host, and how an address is written on them.

With the client the only file that knows the HTTP library: httpcore2, and httpx2, which stands on it, for what is rare and
would take long to load: a proxy, and an address that has to be spelt another way before it can be sent.
"""

import ssl
from dataclasses import dataclass, field

import httpcore2

from tracker.fetch.guard import Address
from tracker.fetch.place import Location
from tracker.fetch.watch import Watch
from tracker.later import later
from tracker.patterns import deferred

httpx2 = later("httpx2")
_KEEPALIVE = 30.0
"""Seconds that an idle connection is kept: longer than most delays, shorter than most servers' patience."""
_AS_IT_IS = deferred(
    r"https?://[0-9A-Za-z.:\-\[\]]++(/[!$%&'()*+,\-./0-9:;=@A-Z_a-z~]*+(?:\?[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*+)?+)(?:#.*+)?+"
)
"""An address, with what of it is sent. What the library would do to any other it does."""
_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class HostConnections:
    """The connections to one host."""

    pool: httpcore2.ConnectionPool
    watch: Watch = field(default_factory=Watch)
    address: Address | None = None
    """Where the last connection went: used again while it is among the checked ones, as it may still be open."""


def connections(tls: ssl.SSLContext, proxy: str | None) -> HostConnections:
    """None yet. ValueError where the proxy is none that can be used."""
    if proxy is None:
        direct = httpcore2.ConnectionPool(
            ssl_context=tls, max_connections=None, max_keepalive_connections=1, keepalive_expiry=_KEEPALIVE, http2=True
        )
        return HostConnections(direct)
    try:
        named = httpx2.Proxy(proxy)
        url = httpcore2.URL(
            scheme=named.url.raw_scheme, host=named.url.raw_host, port=named.url.port, target=named.url.raw_path
        )
        kind = httpcore2.SOCKSProxy if named.url.scheme.startswith("socks") else httpcore2.HTTPProxy
        through = kind(
            url,
            proxy_auth=named.raw_auth,
            ssl_context=tls,
            max_connections=None,
            max_keepalive_connections=1,
            keepalive_expiry=_KEEPALIVE,
            http2=True,
        )
    except (httpx2.InvalidURL, RuntimeError) as error:  # the second, where what SOCKS needs is not installed
        raise ValueError(str(error)) from error
    return HostConnections(through)


def address_of(place: Location, address: Address | None) -> httpcore2.URL:
    """What a connection is made to, and what is asked for on it. LocalProtocolError where HTTP does not allow it."""
    plain = _AS_IT_IS.fullmatch(place.url)
    target = plain[1].encode("ascii") if plain and "/." not in plain[1] else _spelt(place.url)
    port = None if place.port == _PORTS[place.scheme] else place.port
    return httpcore2.URL(scheme=place.scheme, host=str(address or place.host), port=port, target=target)


def _spelt(url: str) -> bytes:
    try:
        spelt: bytes = httpx2.URL(url).raw_path
    except httpx2.InvalidURL as error:
        raise httpcore2.LocalProtocolError(str(error)) from error
    return spelt
