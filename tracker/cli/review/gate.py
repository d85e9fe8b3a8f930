"""Gate: who may speak to a review in a browser: whoever knows a person's token, by a page that this very server sent."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
_CHANGING = frozenset({"POST"})


@dataclass(frozen=True, slots=True)
class WebGate:
    """The tokens of those who decide, and the names under which the server is asked."""

    people: Mapping[str, str]
    """Token → who decides with it."""
    hosts: frozenset[str]
    """What `Host` may say, in small letters."""
    origins: frozenset[str]
    """What `Origin` may say."""

    @classmethod
    def of(cls, people: Mapping[str, str], port: int, address: str | None = None) -> Self:
        """Of a server on that port of this machine; `address`: where the house's own proxy shows it."""
        hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        origins = {f"http://{host}" for host in hosts}
        if address:
            told = urlsplit(address)
            hosts.add(told.netloc.lower())
            origins.add(f"{told.scheme}://{told.netloc.lower()}")
        return cls(people, frozenset(hosts), frozenset(origins))

    def admits(self, method: str, target: str, headers: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
        """Who asks, and for what below their address; None for whoever may not, whatever the reason.

        `headers` has each value of a name in small letters. Every token is compared, each in constant time, so that the
        time says nothing of any.
        """
        asked = target.partition("?")[0]
        first, slash, rest = asked.removeprefix("/").partition("/")
        found = None
        for token, person in self.people.items():
            if hmac.compare_digest(token.encode(), first.encode("utf-8", "replace")):
                found = person
        if found is None or not asked.startswith("/") or not self._is_ours(method, headers):
            return None
        return found, rest if slash else "/"

    def _is_ours(self, method: str, headers: Mapping[str, Sequence[str]]) -> bool:
        host = headers.get("host", ())
        if len(host) != 1 or host[0].strip().lower() not in self.hosts:
            return False
        origin = headers.get("origin", ())
        if any(one.strip().lower() not in self.origins for one in origin):
            return False
        if method not in _CHANGING:
            return True
        site = headers.get("sec-fetch-site", ("same-origin",))
        return len(origin) == 1 and [*site] == ["same-origin"]
