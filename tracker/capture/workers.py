"""Workers: bodies are read by several processes of this machine, or by those of a cluster; the readings are the same."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Self

from tracker.capture.elsewhere import Reading, ReadingJob, read_apart
from tracker.capture.warden import Warden
from tracker.config.settings import Settings
from tracker.errors import UsageError
from tracker.installed import how_to_add

SOME = 8
"""Jobs that are handed over together: a handful costs a process less to receive than to read."""
PATIENCE = "10s"
"""How long a scheduler may take to answer."""
TRIES = 3
"""How often jobs are given out again that were lost with a worker."""


class Processes:
    """Children of this process, each in bounds. One that dies has only its own job unread."""

    def __init__(self, warden: Warden, number: int | None = None) -> None:
        self._warden = warden
        self._number = number or os.cpu_count() or 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """The warden ends them."""

    def __call__(self, jobs: Iterable[ReadingJob]) -> Iterator[Reading]:
        """The readings, in the order of the jobs."""
        with ThreadPoolExecutor(self._number) as threads:
            try:
                yield from threads.map(lambda job: read_apart(job, self._warden), jobs)
            except BaseException:
                self._warden.close()  # else Ctrl-C would wait for what is read just now
                raise


class Cluster:
    """Workers of a Dask scheduler, which must have this very tracker installed. A worker's death loses nothing."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError(f"A cluster needs the package distributed. Install it: {how_to_add('dask')}") from error
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address[:80]!r}: give its address, as tcp://host:8786."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def __call__(self, jobs: Iterable[ReadingJob]) -> Iterator[Reading]:
        """The readings, in the order of the jobs."""
        waiting = list(jobs)
        parts = [waiting[at : at + SOME] for at in range(0, len(waiting), SOME)]
        futures = self._client.map(_read_some, parts, pure=False, retries=TRIES)
        for future in futures:
            yield from future.result()


def _read_some(jobs: Sequence[ReadingJob]) -> list[Reading]:
    """In a worker, which has children of its own: there too no page may take all time."""
    return [read_apart(job, _warden()) for job in jobs]


@cache
def _warden() -> Warden:
    return Warden(Settings())
