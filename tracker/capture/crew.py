"""Crew: threads that ask hosts side by side, while everything else happens one thing at a time.

A worker holds the one lock of the round (the store is for one thread at a time) except while the network is asked, or
another process reads.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import ParamSpec, Self, TypeVar

from tracker.capture.event import Cost
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Getter, Tools
from tracker.capture.warden import Caller
from tracker.config.source import Source
from tracker.errors import FetchError
from tracker.fetch.exchange import View
from tracker.fetch.response import Response

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 0.5
"""Seconds that a stopped round waits for all its threads; what still sleeps then never touches the store again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The source at that place of the list is asked next."""

    place: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """An outcome of the source at that place."""

    place: int
    taken: CaptureResult
    cost: Cost


@dataclass(frozen=True, slots=True)
class TurnEnd:
    """The source at that place is through."""

    place: int


class _Stopped(BaseException):
    """The round was stopped."""


class Crew:
    """Workers for a list of sources. `take` yields what came of one source; it runs with the lock held."""

    def __init__(
        self, sources: Sequence[Source], *, tools: Tools, take: Callable[[Source, Tools], Iterator[CaptureResult]]
    ) -> None:
        self._sources = sources
        self._tools = tools
        self._take = take
        self._shares = deque(shares(sources))
        self._lock = Lock()
        self._over = Event()
        self._events: SimpleQueue[Turn | Arrival | TurnEnd | BaseException] = SimpleQueue()
        self._clients = [tools.client.fork() for _ in range(min(tools.settings.jobs, len(self._shares)))]
        self._threads = [Thread(target=self._work, args=(client,), daemon=True) for client in self._clients]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        until = monotonic() + _PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        for client in self._clients:
            client.close()

    def events(self) -> Iterator[Turn | Arrival | TurnEnd | None]:
        """What happens, until all is through; None now and then while nothing does. The lock is held at each.

        Raises what a worker could not bear: a StoreError, or a bug.
        """
        left = len(self._sources)
        while left:
            try:
                event = self._events.get(timeout=self._tools.settings.batch_seconds)
            except Empty:
                event = None
            if isinstance(event, BaseException):
                raise event
            with self._lock:
                yield event
            left -= isinstance(event, TurnEnd)

    def stop(self) -> None:
        """Break everything off. No worker touches the store after this."""
        self._over.set()
        for client in self._clients:
            client.hang_up()
        self._tools.apart.close()
        with self._lock:  # a worker that asks the store just now ends first
            return

    def count(self) -> tuple[int, int]:
        """(requests, bytes) so far."""
        return sum(one.requests for one in self._clients), sum(one.bytes for one in self._clients)

    def _work(self, client: Getter) -> None:
        outside = _Outside(client, self._lock, self._over)
        tools = replace(self._tools, client=outside, apart=_OutsideCaller(self._tools.apart, outside))
        try:
            while share := self._next():
                for place in share:
                    self._ask(place, tools, outside)
        except _Stopped:
            return
        except BaseException as error:  # noqa: BLE001 - the round's own thread raises it again
            self._events.put(error)

    def _next(self) -> tuple[int, ...]:
        with self._lock:
            return self._shares.popleft() if self._shares and not self._over.is_set() else ()

    def _ask(self, place: int, tools: Tools, client: "_Outside") -> None:
        with self._lock:
            if self._over.is_set():
                raise _Stopped
            self._events.put(Turn(place))
            for taken in self._take(self._sources[place], tools):
                self._events.put(Arrival(place, taken, client.cost()))
        self._events.put(TurnEnd(place))


class _Outside:
    """A client that lets go of the lock while it asks."""

    def __init__(self, client: Getter, lock: Lock, over: Event) -> None:
        self._client = client
        self._lock = lock
        self._over = over
        self._before = (0, 0, 0.0)
        self._status: int | None = None

    def cost(self) -> Cost:
        """What was spent since the last call."""
        now = (self.requests, self.bytes, self.seconds)
        requests, size, spent = (after - before for after, before in zip(now, self._before, strict=True))
        status, self._before, self._status = self._status, now, None
        return Cost(status=status, requests=int(requests), bytes=int(size), milliseconds=round(spent * 1000))

    @property
    def requests(self) -> int:
        """As the client's."""
        return self._client.requests

    @property
    def bytes(self) -> int:
        """As the client's."""
        return self._client.bytes

    @property
    def seconds(self) -> float:
        """As the client's."""
        return self._client.seconds

    def fork(self) -> Self:
        """As it is: a worker makes no more workers."""
        return self

    def hang_up(self) -> None:
        """As the client's."""
        self._client.hang_up()

    def close(self) -> None:
        """As the client's."""
        self._client.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_hosts: tuple[str, ...] = ()
    ) -> Response:
        """As the client's."""
        return self._asked(
            lambda: self._client.get(url, etag=etag, last_modified=last_modified, allow_hosts=allow_hosts)
        )

    def show(self, url: str, view: View) -> Response:
        """As the client's."""
        return self._asked(lambda: self._client.show(url, view))

    def _asked(self, ask: Callable[[], Response]) -> Response:
        self._status = None
        try:
            with self.let_go():
                response = ask()
        except FetchError as error:
            self._status = error.status
            raise
        self._status = response.status
        return response

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Without the lock, and with it again."""
        self._lock.release()
        try:
            yield
        finally:
            self._lock.acquire()
            if self._over.is_set():
                raise _Stopped  # whatever came: the round has made its record


@dataclass(frozen=True, slots=True)
class _OutsideCaller:
    """A caller that lets go of the lock while another process reads."""

    caller: Caller
    outside: _Outside

    def __call__(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.outside.let_go():
            return self.caller(task, *args, **kwargs)

    def close(self) -> None:
        """As the caller's."""
        self.caller.close()


def shares(sources: Sequence[Source]) -> tuple[tuple[int, ...], ...]:
    """Places of the sources of each host; the host with most sources first, so that it does not begin last."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, source in enumerate(sources):
        found[source.host].append(place)
    return tuple(tuple(places) for places in sorted(found.values(), key=lambda places: (-len(places), places[0])))
