"""Workers: work on bodies and texts done by several processes of this machine, or by a cluster's, with the same results."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from functools import cache
from typing import Any, Self, TypeVar

from tracker.capture.elsewhere import Reading, ReadingJob, in_turn, read_apart
from tracker.capture.warden import Warden
from tracker.config.settings import Settings
from tracker.errors import UsageError
from tracker.installed import how_to_add

SOME = 8
"""Jobs that are handed over together: a handful costs a process less to receive than to read."""
PATIENCE = 10.0
"""Seconds that a scheduler may take to answer, and its first worker to come; and between two looks whether any is left."""
TRIES = 3
"""How often a part is given out again that failed on a worker."""
AHEAD = 4
"""Parts that are given out for each thread of the cluster: enough that none waits, few enough to fit in memory."""
Job = TypeVar("Job")
Result = TypeVar("Result")


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
            given = deque(threads.submit(read_apart, job, self._warden) for job in jobs)
            try:
                while given:
                    found = given[0].result()
                    given.popleft()
                    yield found
            except BaseException:
                for future in given:
                    future.cancel()
                if given:  # whoever took all of them and goes has more to be read later
                    self._warden.close()  # else Ctrl-C would wait for what is read just now
                raise


class Cluster:
    """Workers of a Dask scheduler, which must have this very tracker installed. A worker's death loses nothing."""

    def __init__(self, address: str) -> None:
        """UsageError where no scheduler answers at the address, or no worker comes."""
        try:
            import distributed
        except ImportError as error:
            raise UsageError(f"A cluster needs the package distributed. Install it: {how_to_add('dask')}") from error
        try:
            self._client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address[:80]!r}: give its address, as tcp://host:8786."
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise UsageError(
                f"The Dask scheduler at {address[:80]!r} has no workers: start one, then try again."
            ) from error
        self._killed: type[Exception] = distributed.KilledWorker
        self._lost: tuple[type[Exception], ...] = (CancelledError, distributed.client.ClosedClientError, OSError)
        """What is raised where the scheduler is gone: a future that nobody knows any more, a client that has given up."""
        self._ahead = AHEAD * sum(self._client.nthreads().values())
        self._is_gone = False
        self.done_here = 0
        """Jobs that were lost with workers and done in this process instead."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if _warden.cache_info().currsize:  # a part that was read here has had children of this process
            _warden().close()
            _warden.cache_clear()

    def __call__(self, jobs: Iterable[ReadingJob]) -> Iterator[Reading]:
        """The readings, in the order of the jobs."""
        return self.each(_read_some, jobs)

    def each(self, work: Callable[[Sequence[Job]], Sequence[Result]], jobs: Iterable[Job]) -> Iterator[Result]:
        """What `work`, a function that workers can import, makes of the jobs, in their order; some of them at a time.

        What is lost with a worker is done by another one; by this process where none is left or several died of it.
        """
        given: deque[tuple[Sequence[Job], Any]] = deque()
        for part in in_turn(jobs, SOME):
            given.append((part, self._given(work, part)))
            if len(given) > self._ahead:
                yield from self._result(work, *given.popleft())
        while given:
            yield from self._result(work, *given.popleft())

    def _given(self, work: Callable[[Sequence[Job]], Sequence[Result]], part: Sequence[Job]) -> Any:
        if not self._is_gone:
            try:
                return self._client.submit(work, part, pure=False, retries=TRIES)
            except self._lost:
                self._is_gone = True
        return None

    def _result(
        self, work: Callable[[Sequence[Job]], Sequence[Result]], part: Sequence[Job], future: Any
    ) -> Sequence[Result]:
        while future is not None and not self._is_gone:
            try:
                found: Sequence[Result] = future.result(timeout=PATIENCE)
            except self._killed:
                break
            except TimeoutError:
                if future.status == "error":
                    raise
                self._is_gone = not self._has_workers()
            except self._lost:
                self._is_gone = True
            else:
                return found
        self.done_here += len(part)
        return work(part)

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except self._lost:
            return False


def _read_some(jobs: Sequence[ReadingJob]) -> list[Reading]:
    """In a worker, which has children of its own: there too no page may take all time."""
    return [read_apart(job, _warden()) for job in jobs]


@cache
def _warden() -> Warden:
    return Warden(Settings())
