"""Ask and Answer: one request as it is sent, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from tracker.fetch.guard import Address
from tracker.fetch.place import Location


@dataclass(frozen=True, slots=True)
class View:
    """That a browser shows the page, and how it is taken then."""

    wait_for: str | None = None
    """CSS selector of what must be there."""
    dismiss: tuple[str, ...] = ()
    """CSS selectors of what is clicked to be rid of a layer over the page."""
    picture: bool = False
    """A picture of the page is wanted, too."""
    allow_hosts: tuple[str, ...] = ()
    """Private hosts that it may ask."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, after every check."""

    place: Location
    addresses: tuple[Address, ...]
    """Where the connection may go, best first; with a proxy it goes to the proxy."""
    proxy: str | None
    headers: tuple[tuple[str, str], ...]
    limit: int
    """Bytes of the unpacked body."""
    cut: bool
    """Cut a larger body there, where otherwise it would be a failure."""
    form: bytes | None = None
    """What is sent, as a web form; None asks for a page."""
    view: View | None = None
    """A browser asks, and all that the page asks for."""


_NO_PAGES = frozenset({202, 204, 205, 206})
"""Of the answers that mean success those that hold no whole page: walls say "accepted", the others nothing or a part."""
_FILES = ("gzip", "octet-stream")
"""In the type of what is meant to be a file, as a packed sitemap is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case, in the order received) and the unpacked body, empty where none was read."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    picture: bytes | None = None
    """A PNG of the page as a browser showed it."""

    @classmethod
    def of(cls, status: int, headers: Iterable[tuple[bytes, bytes]]) -> Self:
        """An answer without its body, from its headers as they came."""
        return cls(status, tuple(_header(*one) for one in headers))

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        return next((value for key, value in self.headers if key == name), None)

    def joined(self, name: str) -> str:
        """All headers of that name in one, as a list (RFC 9110 5.3)."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def is_page(self) -> bool:
        """Whether the status says that the body is what was asked for, from wherever it came (203) and however (226)."""
        return 200 <= self.status < 300 and self.status not in _NO_PAGES  # noqa: PLR2004 - HTTP's own classes

    def is_gzip_file(self, url: str) -> bool:
        """Whether a packed file was asked for, by its type or its name: then gzip inside it is its own."""
        kind = (self.header("content-type") or "").lower()
        return any(one in kind for one in _FILES) or urlsplit(url).path.lower().endswith((".gz", ".tgz"))


def _header(name: bytes, value: bytes) -> tuple[str, str]:
    """Each by itself: an odd cookie says nothing of an address. Of an address the very bytes count, if no UTF-8."""
    known = name.decode("latin-1").lower()
    try:
        return known, value.decode("utf-8", "surrogateescape" if known == "location" else "strict")
    except UnicodeDecodeError:
        return known, value.decode("latin-1")
