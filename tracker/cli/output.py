"""Output: standard output and error as whatever stands behind them can take it.

A sign that the encoding of a pipe lacks is replaced; a reader who leaves is no error; a full disk is told in one
sentence. What fails, fails where the bytes leave: so it is told from every other fault of the system, in any command.
"""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from tracker.errors import OutputError

_SENTENCE = "The output could not be written: {}. Send it somewhere else, then run the command again."


class ReaderLeftError(Exception):
    """Whoever read our output (head, less) went away. No OSError: Typer would make exit code 1 of one (typer 0.29)."""


class Sink(io.FileIO):
    """Where bytes leave. Its errors are ours; `patient`, it lets work go on and keeps the first of them for the end."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "wb", closefd=False)
        self.patient = False
        self.failure: ReaderLeftError | OutputError | None = None

    def write(self, data: Any, /) -> int:
        """Write some of it. ReaderLeftError or OutputError when it cannot be."""
        try:
            return super().write(data)
        except BrokenPipeError as error:
            failure: ReaderLeftError | OutputError = ReaderLeftError()
            failure.__cause__ = error
        except OSError as error:
            failure = OutputError(_SENTENCE.format((error.strerror or "nothing can be written there").lower()))
        if not self.patient:
            raise failure
        self.failure = self.failure or failure
        return memoryview(data).nbytes


def fit() -> None:
    """Make standard output and error fit for what stands behind them; one that was closed shows nothing."""
    sys.stdout, sys.stderr = _fit(sys.stdout), _fit(sys.stderr)
    sink = _sink(sys.stderr)
    if sink is not None:
        sink.patient = True  # Where no sentence can be said, none can be said about that.


def _fit(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - for the whole of the program
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return stream
    buffer = io.BufferedWriter(Sink(number))
    lines = stream.isatty() or number == 2  # noqa: PLR2004 - standard error, which is read as it comes
    return io.TextIOWrapper(buffer, stream.encoding, errors="replace", line_buffering=lines)


def _sink(stream: TextIO) -> Sink | None:
    found = getattr(getattr(stream, "buffer", None), "raw", None)
    return found if isinstance(found, Sink) else None


def is_file(stream: TextIO, *, empty: bool = False) -> bool:
    """Whether a file takes what is written (`> claims.csv`), and no pipe or terminal; `empty`: with nothing in it yet."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and not (empty and found.st_size)


@contextmanager
def patience(stream: TextIO) -> Iterator[None]:
    """Let the block end what it does, though nobody can read of it any more; then raise why."""
    sink = _sink(stream)
    if sink is None:
        yield
        return
    sink.patient = True
    try:
        yield
        stream.flush()
    finally:
        sink.patient = False
    if sink.failure is not None:
        raise sink.failure


def silence() -> None:
    """Nothing more is said: what is still held back goes nowhere, also at the program's end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
