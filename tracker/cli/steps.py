"""Steps of a long command on standard error: a line that moves on a terminal, one now and then everywhere else."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from tracker.later import later
from tracker.render.safe import safe

if TYPE_CHECKING:
    from rich import progress as bars
else:
    bars = later("rich.progress")


EVERY = 10.0
"""Seconds between plain lines: enough to see in a log that the command lives, and where it is."""
Tick = Callable[[int], None]
Step = Callable[[str, str, int | None], Tick]
"""Begins a step: what it does, what it counts, and how many there are, if that is known. Gives what is told of each."""


@contextmanager
def patient(after: float = 2.0) -> Iterator[Step]:
    """As `steps`, but silent for the first seconds: most that is asked is there by then."""
    begun = time.monotonic()
    with ExitStack() as open_when_slow:
        tell: Step | None = None

        def step(does: str, counts: str, total: int | None) -> Tick:
            told: Tick | None = None

            def tick(done: int) -> None:
                nonlocal tell, told
                if told is None and time.monotonic() - begun >= after:
                    tell = tell or open_when_slow.enter_context(steps())
                    told = tell(does, counts, total)
                if told is not None:
                    told(done)

            tick(0)
            return tick

        yield step


@contextmanager
def steps() -> Iterator[Step]:
    """Tells of steps while the block runs."""
    if sys.stderr.isatty():
        with _live() as step:
            yield step
    else:
        yield _plain


def _plain(does: str, counts: str, total: int | None) -> Tick:
    sys.stderr.write(f"{safe(does)} …\n")
    last = begun = time.monotonic()
    of = f" of {total:,}" if total else ""

    def tick(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            sys.stderr.write(f"{safe(does)}: {done:,}{of} {counts}, {now - begun:.0f} s\n")

    return tick


@contextmanager
def _live() -> Iterator[Step]:
    columns = (
        bars.SpinnerColumn(),
        bars.TextColumn("{task.description}", markup=False),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def step(does: str, counts: str, total: int | None) -> Tick:
            for task in progress.task_ids:
                progress.remove_task(task)
            task = progress.add_task(f"{safe(does)} ({counts})", total=total)
            return lambda done: progress.update(task, completed=done)

        yield step
