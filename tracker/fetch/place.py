"""An address, taken apart once, so that what is checked and what is asked cannot differ."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.config.checks import http_url
from tracker.errors import FetchError
from tracker.fetch.reason import shown

_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Location:
    """Where a page is. `host` is in lower case and ASCII, without brackets or a last dot."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def site(self) -> str:
        """The host as it stands in an address, with the port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.site}"


def place(url: str) -> Location:
    """The place of an http or https address; FetchError when it is none."""
    try:
        parts = urlsplit(http_url(url))
        host = ascii_host((parts.hostname or "").rstrip("."))
        if not host:
            raise ValueError(url)  # noqa: TRY301 - the same failure as for any other address without a host
        port = _USUAL_PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise FetchError(f"“{shown(url)}” is not a web address: it must begin with https:// or http://.") from error
    return Location(url=url, scheme=parts.scheme, host=host, port=port)


def ascii_host(host: str) -> str:
    """A host as DNS knows it, mapped as browsers do (UTS 46). ValueError where it is none."""
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host.encode("idna").decode("ascii")  # signs that only the older rules know; UnicodeError is a ValueError
