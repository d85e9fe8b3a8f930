"""Tools: what a round is given. Nothing in here is made by the room itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, Protocol, Self, TypeVar

from tracker.capture.fault import ReaderError
from tracker.capture.warden import Caller, here
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.fetch.exchange import View
from tracker.fetch.response import Response
from tracker.store.archive import Archive

P = ParamSpec("P")
T = TypeVar("T")


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

    def show(self, url: str, view: View) -> Response:
        """One page as a browser shows it. FetchError when there is no usable answer, or no browser."""
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
    """The store, the network, the settings, the people, the clock, the folder, and who reads."""

    archive: Archive
    client: Getter
    settings: Settings
    people: People
    now: Callable[[], datetime]
    root: Path
    """The working folder: `file` sources lie in it."""
    apart: Caller = here
    """Who reads bodies."""

    def read(self, answer: Response, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What a reader finds in (parts of) an answer. ReaderError, with the answer, for what is our own fault."""
        return _read(self.apart, answer, task, *args, **kwargs)

    def read_list(self, answer: Response, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """As `read`, of a list in JSON: a small one is read here, which costs less than a process and cannot take long."""
        return _read(here if len(answer.body) <= SMALL_LIST else self.apart, answer, task, *args, **kwargs)


SMALL_LIST = 1_000_000
"""Bytes; a thousand hits of a search have 300,000. Whatever stands in them is parsed in 0.1 s and 100 MB (measured)."""


def _read(apart: Caller, answer: Response, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return apart(task, *args, **kwargs)
    except ReaderError as error:
        error.answer = answer
        raise
