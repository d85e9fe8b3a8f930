"""Watching: who hears what happens in a round: the board on a terminal, plain lines, or a log."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Literal

from tracker.capture.event import Event
from tracker.cli.world import World
from tracker.render.console import console
from tracker.render.logline import LogFormat, LogWriter
from tracker.render.progress import Progress

Hear = Callable[[Event], None]


@contextmanager
def watching(world: World, *, log: Literal["off", "logfmt", "json"], quiet: bool) -> Iterator[Hear]:
    """What to tell the events of a round to, while the block runs.

    A log goes to standard error and takes the place of progress: on a terminal the two would overwrite each other.
    """
    if log != "off":
        yield _logging(log)
    elif quiet:
        yield lambda _: None
    elif _is_live(sys.stdout) or _is_live(sys.stderr):
        with _live(world) as hear:
            yield hear
    else:
        yield _plain()


def _logging(form: LogFormat) -> Hear:
    log = LogWriter(form)

    def hear(event: Event) -> None:
        for line in log.lines(event):
            _say(line)

    return hear


@contextmanager
def _live(world: World) -> Iterator[Hear]:
    """On standard output, where outcomes are printed above the board, or on standard error where output goes elsewhere."""
    from rich.live import Live

    progress = Progress()
    place = world.console if _is_live(sys.stdout) else console(sys.stderr, os.environ)
    with Live(
        get_renderable=progress.live, console=place, transient=True, redirect_stdout=False, redirect_stderr=False
    ):
        yield progress.hear


def _plain() -> Hear:
    progress = Progress()

    def hear(event: Event) -> None:
        for line in progress.plain(event):
            _say(line)

    return hear


def _is_live(file: IO[str]) -> bool:
    """Whether lines can be redrawn there. FORCE_COLOR makes no terminal of a CI log."""
    return file.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
