"""Pool: parts of a long work done ahead by other processes of this machine, told in their order.

What comes of a part is the same wherever it is done: where no process can be started, or one is killed, what is left is
left to whoever asked.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Self, TypeVar

Part = TypeVar("Part")
Job = TypeVar("Job")
Result = TypeVar("Result")
_AHEAD = 4
"""Parts that are given out for each process: enough that none waits, few enough to fit in memory."""
_UNABLE = (OSError, EOFError, ImportError, NotImplementedError, RuntimeError)
"""What is raised where no process can be started: no room for one, no semaphores, a limit reached, a pool that broke."""


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def done_ahead(
    work: Callable[[Job], Result], jobs: Iterable[tuple[Part, Job | None]], *, processes: int, alone: int
) -> Iterator[tuple[Part, Result | None]]:
    """Each part with what `work` made of its job in another process, in order; None where it was not done there.

    `work` is a function of a module; what it is given and gives are values. The first `alone` jobs are not handed over,
    as a process takes a third of a second to start. A part without a job needs none. What `work` raises is raised here.
    """
    rest = iter(jobs)
    for part, _ in islice(rest, None if processes < 1 else alone):
        yield part, None
    given: deque[tuple[Part, Future[Result] | None]] = deque()
    with _Pool(processes) as pool:
        for part, job in rest:
            given.append((part, None if job is None else pool.given(work, job)))
            if len(given) > _AHEAD * processes:
                first, future = given.popleft()
                yield first, _result(future)
        for part, future in given:
            yield part, _result(future)


def _result(future: Future[Result] | None) -> Result | None:
    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None  # one was killed, for its memory perhaps


class _Pool:
    """Processes that are started for the first job that comes. It ends them, and whatever they do just then."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._is_unable = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def given(self, work: Callable[[Job], Result], job: Job) -> Future[Result] | None:
        """A job that is given out; None where that cannot be."""
        if self._is_unable:
            return None
        try:
            if self._pool is None:
                # Not forked: the store's pipes and its index are no business of another process.
                self._pool = ProcessPoolExecutor(self._processes, get_context("forkserver"), begin)
            return self._pool.submit(work, job)
        except _UNABLE:
            self._is_unable = True
            return None


def begin() -> None:
    """In a process of a pool: Ctrl-C is for its parent, which ends it; and it ends with its parent, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
