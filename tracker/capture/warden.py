"""Warden: bodies are read in child processes, each within seconds and megabytes; or here, where none can be started."""

import os
from collections.abc import Callable
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, ParamSpec, Protocol, Self, TypeVar, assert_never

from tracker.capture.fault import ReaderError
from tracker.config.settings import Settings
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.capture.child import Child

P = ParamSpec("P")
T = TypeVar("T")


class Caller(Protocol):
    """Calls a function that reads: here, or in a process of its own. ReaderError for whatever is our own fault.

    What the function raises of ours (ExtractError, UsageError) comes through: it says something of what was read. For a
    process of its own it must be one that a module holds, and what it is given and gives must be values.
    """

    def __call__(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function gives."""
        ...

    def close(self) -> None:
        """Break off what is under way, from any thread, for good."""
        ...


class _Here:
    """In this process, without bounds, one at a time."""

    def __init__(self) -> None:
        self._alone = Lock()

    def __call__(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._alone:
            try:
                return task(*args, **kwargs)
            except TrackerError:
                raise
            except Exception as error:
                raise ReaderError.of(error) from error

    def close(self) -> None:
        """Nothing of this process can be broken off."""


here: Caller = _Here()


class Warden:
    """Starts a child when something is to be read and none is idle; keeps it for what comes next; any thread may call.

    `say` hears once, in a sentence, that no process can be started here, so that bodies are read without bounds.
    """

    def __init__(
        self, settings: Settings, *, most: int | None = None, say: Callable[[str], None] = lambda _: None
    ) -> None:
        self.started = 0
        """Processes so far."""
        self._settings = settings
        self._say = say
        self._turns = Semaphore(most or os.cpu_count() or 1)
        self._lock = Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._unable = self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function gives in a child. ReaderError also when this was closed meanwhile."""
        with self._turns:
            child = self._child()
            if child is None:
                return here(task, *args, **kwargs)
            try:
                answer = child.call(task, args, kwargs, seconds=self._settings.read_seconds)
            except BaseException:
                child.spent = True
                raise
            finally:
                self._back(child)
        match answer.kind:
            case "value":
                value: T = answer.value
                return value
            case "told":
                raise answer.value
            case "fault":
                fault, trace = answer.value
                raise ReaderError(fault, trace=trace)
            case "memory":
                much = f"{self._settings.read_megabytes:,} MB (read_megabytes in settings.toml)"
                raise ReaderError(f"reading it needed more than {much}", bound=True)
            case _:
                assert_never(answer.kind)

    def close(self) -> None:
        """End all children, also those that read just now."""
        with self._lock:
            self._over = True
            for child in self._busy:
                child.kill()
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def _child(self) -> "Child | None":
        """An idle child, or a new one; None where none can be started."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or self._new()
        with self._lock:
            if child is not None:
                self._busy.add(child)
            over = self._over
        if over:
            self._back(child)
            raise ReaderError("it was stopped before it was read", bound=True)
        return child

    def _new(self) -> "Child | None":
        from tracker.capture.child import Child, ChildError  # here, as a 304 needs none

        if self._unable:
            return None
        try:
            child = Child(megabytes=self._settings.read_megabytes)
        except ChildError as error:
            with self._lock:
                told, self._unable = self._unable, True
            if not told:
                self._say(
                    f"No process can be started to read pages in ({error}), so they are read without bounds: one that "
                    "takes hours to read holds up all others."
                )
            return None
        with self._lock:
            self.started += 1
        return child

    def _back(self, child: "Child | None") -> None:
        if child is None:
            return
        with self._lock:
            self._busy.discard(child)
            keep = not (child.spent or self._over)
            if keep:
                self._idle.append(child)
        if not keep:
            child.end()
