"""One screen: the sum, the most important, and how to see the rest. What is not shown is not laid out either.

Twenty-four lines whatever the terminal has, so that the same question gives the same bytes on a terminal, in a pipe and
in a mail; lines are counted as they wrap at the console's width.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
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
        raise UsageError(f"--full shows everything: leave --limit {limit} out.")
    return 0 if full else limit


def show(
    world: World,
    blocks: Iterable[Block],
    *,
    left: Callable[[int], str],
    head: Iterable[RenderableType] = (),
    foot: Iterable[RenderableType] = (),
    brief: Iterable[Block] | None = None,
    limit: int | None = None,
    full: bool = False,
    again: str | None = None,
) -> bool:
    """Print the head, as many blocks as there is room for, the foot, and what is left with the command that shows it.

    Whether everything was shown, in full.

    `left` says what is not shown after so many blocks ("14 more claims"), or nothing. Head and foot are always shown;
    `blocks` may be a generator, of which no more than one block beyond the screen is made. `brief` are the blocks in
    fewer words, for where not all of `blocks` fit; `left` then counts these. `again`: the command that shows all, where it
    is not the one that was typed. UsageError: see `limited`.
    """
    asked = limited(limit, full=full)
    if asked is None and world.prints_full:
        asked = 0
    console = world.console
    above, below = list(head), list(foot)
    chosen: Sequence[Block]
    if asked is None:
        room = LINES - _height(console, [*above, *below])
        last = _height(console, [Text(_last(again or world.again(_FULL), left(0), console.width))])
        chosen, is_all = _fitting(console, blocks, room, last)
        if not is_all and brief is not None:
            chosen, _ = _fitting(console, brief, room, last)
    elif asked:
        listed = list(islice(blocks if brief is None else brief, asked + 1))
        chosen, is_all = listed[:asked], len(listed) <= asked and brief is None
    else:
        chosen, is_all = (), True
    world.show(above)
    for rows in blocks if asked == 0 else chosen:
        world.show(rows)
    world.show(below)
    words = "" if asked == 0 or (is_all and brief is not None) else left(len(chosen))
    if words:
        console.print(Text(_last(again or world.again(_FULL), words, console.width), style="faint"))
    return is_all and not words


def more(count: int, noun: str) -> Callable[[int], str]:
    """What is left of so many: `1 more claim`, `14 more claims`."""

    def left(shown: int) -> str:
        rest = count - shown
        return f"{rest:,} more {noun}{'' if rest == 1 else 's'}" if rest > 0 else ""

    return left


def _fitting(console: Console, blocks: Iterable[Block], room: int, last: int) -> tuple[list[Block], bool]:
    """All blocks where there is room for them; else those that fit above the last line. Whether it is all.

    Of a first one that is longer than the screen its beginning: not nothing.
    """
    kept: list[Block] = []
    used: list[int] = []
    for rows in blocks:
        kept.append(rows)
        used.append(_height(console, rows))
        if sum(used) > room:
            break
    else:
        return kept, True
    if len(kept) == 1:
        return [[_beginning(console, kept[0], max(room - last - 1, 1)), Text("…", style="faint")]], False
    while sum(used) > room - last and len(kept) > 1:
        kept.pop()
        used.pop()
    return kept, False


def _height(console: Console, rows: Block) -> int:
    return sum(len(console.render_lines(row, pad=False)) for row in rows)


def _beginning(console: Console, rows: Block, lines: int) -> Segments:
    laid = [line for row in rows for line in console.render_lines(row, pad=False)][:lines]
    return Segments([part for line in laid for part in (*line, Segment.line())])


def _last(again: str, words: str, width: int) -> str:
    """The last line: with the whole command where that fits."""
    told = f"{words}: {safe(again)}"
    return told if len(told) <= width else f"{words}: {_FULL}"
