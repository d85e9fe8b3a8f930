"""Gateway: the browser's one way out. A proxy on loopback that looks up, checks, and connects to the checked address.

Whatever a page does (a picture, a frame, a socket, a preconnect), Chromium asks this proxy, also for loopback; and only
this proxy looks names up. So a name that leads elsewhere a moment later changes nothing. It counts what passes, and ends
all connections of a page that brings more than its budget. Anyone on this machine can use it while a page is shown, and
reaches no more through it than the page does.
"""

import asyncio
import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tracker.errors import FetchError
from tracker.fetch import agent, guard
from tracker.fetch.place import Location, place
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

LOOPBACK = "127.0.0.1"
_STEP = 65_536
_HEAD = 262_144
"""Bytes of a head; Chromium refuses longer ones, too."""
_OPENED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_HOP = frozenset({b"connection", b"proxy-connection", b"keep-alive"})

Addresses = tuple[guard.Address, ...]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Traffic:
    """What one page may ask for, and what it did."""

    allow_hosts: Collection[str]
    budget: int
    bytes: int = 0
    failed: dict[str, FetchError] = field(default_factory=dict)
    """Hosts that were not asked or not reached, and why."""
    addresses: dict[str, "asyncio.Task[Addresses]"] = field(default_factory=dict)
    """Each name is looked up once."""
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def over(self) -> bool:
        """Whether it brought more than it may."""
        return self.bytes > self.budget


class Gateway:
    """Listens until the process ends. One page at a time: `begin`, `end`."""

    def __init__(self, *, anonymous: bool, connect_timeout: float) -> None:
        self._anonymous = anonymous
        self._timeout = connect_timeout
        self._traffic: Traffic | None = None
        self._loop = asyncio.new_event_loop()
        self.port = self._loop.run_until_complete(self._listen())
        threading.Thread(target=self._loop.run_forever, daemon=True, name="tracker-gateway").start()

    def begin(self, allow_hosts: Collection[str], *, budget: int) -> Traffic:
        """Open it for a page."""
        self._traffic = Traffic(allow_hosts, budget)
        return self._traffic

    def end(self) -> None:
        """Close it: what the page still has open is broken off."""
        traffic, self._traffic = self._traffic, None
        if traffic is not None:
            self._loop.call_soon_threadsafe(_cut, traffic)

    async def _listen(self) -> int:
        server = await asyncio.start_server(self._served, LOOPBACK, 0, limit=_HEAD)
        return int(server.sockets[0].getsockname()[1])

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        traffic = self._traffic
        try:
            if traffic is not None:
                traffic.open.add(writer)
                await self._passed(traffic, (reader, writer))
        except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError, ValueError):
            pass  # A side has gone, or is not HTTP: the page learns that from the end of its connection.
        finally:
            writer.close()
            if traffic is not None:
                traffic.open.discard(writer)

    async def _passed(self, traffic: Traffic, ours: Streams) -> None:
        head = await ours[0].readuntil(b"\r\n\r\n")
        first, _, rest = head.partition(b"\r\n")
        method, target, _ = first.decode("ascii").split(" ")
        tunnel = method == "CONNECT"
        if not tunnel and not target.startswith("http://"):
            return
        try:
            here = place(f"https://{target}" if tunnel else target)
            theirs = await self._connected(traffic, here)
        except FetchError as error:
            traffic.failed.setdefault(error.host or "", error)
            if tunnel:
                ours[1].write(_REFUSED)
                await ours[1].drain()
            return
        traffic.open.add(theirs[1])
        try:
            if tunnel:
                ours[1].write(_OPENED)
            else:
                theirs[1].write(_request(method, here, rest))
                await _uploaded(traffic, _length(rest), ours[0], theirs[1])
                await _answered(ours, theirs)
            await _both(traffic, ours, theirs, upwards=tunnel)
        finally:
            theirs[1].close()
            traffic.open.discard(theirs[1])

    async def _connected(self, traffic: Traffic, here: Location) -> Streams:
        """A connection to a checked address. FetchError, with the host, where there is none."""
        try:
            if self._anonymous and not guard.is_loopback(here.host):
                raise FetchError(f"The page asks another site: {agent.no_contact(here.host)}")  # noqa: TRY301 - given its host below
            if here.host not in traffic.addresses:
                asked = asyncio.to_thread(guard.resolve, here.host, here.port)
                traffic.addresses[here.host] = asyncio.ensure_future(asked)
            addresses = guard.check(here.host, await traffic.addresses[here.host], traffic.allow_hosts)
        except FetchError as error:
            error.host = here.host
            raise
        for address in addresses:
            with suppress(OSError, TimeoutError):
                return await asyncio.wait_for(
                    asyncio.open_connection(str(address), here.port, limit=_HEAD), self._timeout
                )
        raise TransientFetchError(f"{shown(here.site)} could not be reached.", host=here.host)


def _cut(traffic: Traffic) -> None:
    for writer in tuple(traffic.open):
        with suppress(OSError):
            writer.transport.abort()


def _request(method: str, here: Location, headers: bytes) -> bytes:
    """The head of a request that came in the form for proxies, as a site expects it."""
    parts = urlsplit(here.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{method} {path} HTTP/1.1\r\n".encode("ascii") + _closing(headers)


async def _uploaded(traffic: Traffic, size: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand on the body of a request."""
    while size > 0:
        part = await reader.read(min(size, _STEP))
        if not part:
            raise EOFError
        size -= len(part)
        await _sent(traffic, writer, part)
    await writer.drain()


async def _answered(ours: Streams, theirs: Streams) -> None:
    """Hand on the head of an answer, and that the connection ends with it: the next request may be to another site."""
    while True:
        head = await theirs[0].readuntil(b"\r\n\r\n")
        first, _, rest = head.partition(b"\r\n")
        if not first.split(b" ")[1].startswith(b"1"):  # 100 and 103 are followed by the answer
            break
    ours[1].write(first + b"\r\n" + _closing(rest))


def _closing(headers: bytes) -> bytes:
    kept = [line for line in headers.split(b"\r\n") if line and line.partition(b":")[0].strip().lower() not in _HOP]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])


def _length(headers: bytes) -> int:
    for line in headers.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


async def _both(traffic: Traffic, ours: Streams, theirs: Streams, *, upwards: bool) -> None:
    """Hand on what comes until a side has gone. Without `upwards` the asking side has said all."""
    up = _handed(traffic, ours[0], theirs[1]) if upwards else _gone(ours[0])
    tasks = (asyncio.ensure_future(up), asyncio.ensure_future(_handed(traffic, theirs[0], ours[1])))
    _, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _handed(traffic: Traffic, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(_STEP):
        await _sent(traffic, writer, part)


async def _gone(reader: asyncio.StreamReader) -> None:
    while await reader.read(_STEP):
        pass


async def _sent(traffic: Traffic, writer: asyncio.StreamWriter, part: bytes) -> None:
    traffic.bytes += len(part)
    if traffic.over:
        _cut(traffic)
        raise EOFError
    writer.write(part)
    await writer.drain()
