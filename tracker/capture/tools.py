"""Tools: what a round is given. Nothing in here is made by the room itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.fetch.response import Response
from tracker.store.archive import Archive


class Getter(Protocol):
    """The network as a round sees it: tracker.fetch.client.Client, or a fake."""

    @property
    def requests(self) -> int:
        """How many were sent."""
        ...

    @property
    def bytes(self) -> int:
        """How many came as bodies."""
        ...

    @property
    def seconds(self) -> float:
        """How long the answers took, without the pauses between."""
        ...

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_hosts: tuple[str, ...] = ()
    ) -> Response:
        """One conditional request. FetchError when there is no usable answer."""
        ...

    def fork(self) -> Self:
        """One for another thread, with the same manners."""
        ...

    def hang_up(self) -> None:
        """Break off what is under way, from another thread, for good."""
        ...

    def close(self) -> None:
        """End all connections."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """The store, the network, the settings, the people, the clock, and the folder."""

    archive: Archive
    client: Getter
    settings: Settings
    people: People
    now: Callable[[], datetime]
    root: Path
    """The working folder: `file` sources lie in it."""
