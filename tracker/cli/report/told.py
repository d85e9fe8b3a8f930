"""What a person at a terminal is told of a build."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tracker.cli.report.build import Built
from tracker.render.changes import counted


@contextmanager
def bar(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A bar that goes when all is done; nothing where nobody looks."""
    columns = (TextColumn("Writing pages"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("pages", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def told(built: Built, folder: Path) -> Iterator[str]:
    """How much was made, and where to look."""
    size = f"{built.size / 1_000_000:,.1f} MB"
    went = f", {counted(built.gone, 'file')} deleted" if built.gone else ""
    yield f"{counted(built.made, 'file')} written, {built.kept:,} left as they were{went}; {size} in all."
    yield f"Open {folder / 'index.html'} in a browser, or put the folder on a web server."
