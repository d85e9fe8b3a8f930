"""One screen: the sum, the most important, and how to see the rest. What is not shown is not laid out either.

Twenty-four lines whatever the terminal has, so that the same question gives the same bytes on a terminal, in a pipe and
in a mail; lines are counted as they wrap at the console's width.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.text import Text

from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.render.safe import safe

Limit = Annotated[
    int | None,
    typer.Option("--limit", min=0, help="Show at most so many; 0 shows all. Without it: what fits on one screen."),
]
Full = Annotated[bool, typer.Option("--full", help="Show everything, however long.")]
Block = Sequence[RenderableType]
"""What belongs together: a change, a claim, a sentence. It is shown as a whole or not at all."""
LINES = 23
"""Of the 24 of a terminal: the last is the prompt's."""
_FULL = "--full"


def limited(limit: int | None, *, full: bool) -> int | None:
    """How many blocks were asked for: 0 for all, None for one screen. UsageError where the two options disagree."""
    if full and limit:
        raise UsageError(f"--full shows everything: leave --limit {limit} away.")
    return 0 if full else limit


def show(
    world: World,
    blocks: Iterable[Block],
    *,
    left: Callable[[int], str],
    head: Iterable[RenderableType] = (),
    foot: Iterable[RenderableType] = (),
    limit: int | None = None,
    full: bool = False,
) -> None:
    """Print the head, as many blocks as there is room for, the foot, and what is left with the command that shows it.

    `left` says what is not shown after so many blocks ("14 more claims"), or nothing. Head and foot are always shown;
    `blocks` may be a generator, of which no more than one block beyond the screen is made. UsageError: see `limited`.
    """
    asked = limited(limit, full=full)
    if asked is None and world.prints_full:
        asked = 0
    console = world.console
    below = list(foot)
    shown = 0
    if asked is None:
        above = list(head)
        told = Text(_last(world, left(0), console.width))
        room = LINES - _height(console, [*above, *below, told])
        world.show(above)
        for rows in _fitting(console, blocks, room):
            world.show(rows)
            shown += 1
    else:
        world.show(head)
        for rows in islice(blocks, asked or None):
            world.show(rows)
            shown += 1
    world.show(below)
    if words := left(shown):
        console.print(Text(_last(world, words, console.width), style="faint"))


def more(count: int, noun: str) -> Callable[[int], str]:
    """What is left of so many: `1 more claim`, `14 more claims`."""

    def left(shown: int) -> str:
        rest = count - shown
        return f"{rest:,} more {noun}{'' if rest == 1 else 's'}" if rest > 0 else ""

    return left


def _fitting(console: Console, blocks: Iterable[Block], room: int) -> Iterator[Block]:
    """Blocks until one does not fit. Of a first one that is longer than the screen, its beginning: not nothing."""
    blocks = iter(blocks)
    first = next(blocks, None)
    if first is None:
        return
    if _height(console, first) > room:
        yield [_beginning(console, first, max(room - 1, 1)), Text("…", style="faint")]
        return
    for rows in chain((first,), blocks):
        room -= _height(console, rows)
        if room < 0:
            return
        yield rows


def _height(console: Console, rows: Block) -> int:
    return sum(len(console.render_lines(row, pad=False)) for row in rows)


def _beginning(console: Console, rows: Block, lines: int) -> Segments:
    laid = [line for row in rows for line in console.render_lines(row, pad=False)][:lines]
    return Segments([part for line in laid for part in (*line, Segment.line())])


def _last(world: World, words: str, width: int) -> str:
    """The last line: with the whole command where that fits."""
    told = f"{words}: {safe(world.again(_FULL))}"
    return told if len(told) <= width else f"{words}: {_FULL}"
