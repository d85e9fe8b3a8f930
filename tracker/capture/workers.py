"""Workers: bodies are read by several processes of this machine, or by those of a cluster; the readings are the same."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Self

from tracker.capture.elsewhere import Reading, ReadingJob, read_job
from tracker.errors import UsageError

SOME = 8
"""Jobs that are handed over together: a handful costs a process less to receive than to read."""
PATIENCE = "10s"
"""How long a scheduler may take to answer."""
TRIES = 3
"""How often jobs are given out again that were lost with a worker."""


class Processes:
    """Processes of this machine. A process that dies loses nothing: its jobs are read again."""

    def __init__(self, number: int | None = None) -> None:
        self._number = number or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __call__(self, jobs: Iterable[ReadingJob]) -> Iterator[Reading]:
        """The readings, in the order of the jobs."""
        waiting = list(jobs)
        if self._number == 1 or len(waiting) <= SOME:
            yield from map(read_job, waiting)  # A process costs more than a few pages.
            return
        parts = [waiting[at : at + SOME] for at in range(0, len(waiting), SOME)]
        for part in self._read(parts):
            yield from part

    def _read(self, parts: Sequence[Sequence[ReadingJob]]) -> list[list[Reading]]:
        for left in range(TRIES - 1, -1, -1):
            # Not forked: the store's locks, pipes and threads are no business of a reader.
            self._pool = self._pool or ProcessPoolExecutor(self._number, mp_context=get_context("forkserver"))
            try:
                return list(self._pool.map(_read_some, parts))
            except BrokenProcessPool:
                self._pool = None
                if not left:
                    raise
        raise AssertionError  # the last try returns or raises


class Cluster:
    """Workers of a Dask scheduler, which must have this very tracker installed. A worker's death loses nothing."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("A cluster needs the package distributed: pip install 'tracker[dask]'.") from error
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
    return [read_job(job) for job in jobs]
