"""Ask and Answer: one request as it is sent, and what came back."""

from dataclasses import dataclass

from tracker.fetch.guard import Address
from tracker.fetch.place import Location


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


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case, in the order received) and the unpacked body, empty where none was read."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        return next((value for key, value in self.headers if key == name), None)
