"""Columns: a sign with a text that hangs beside it, and an old text beside a new one."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

NARROW = 48
"""Columns under which two texts stand one below the other: in less than twenty letters every other word would break."""
_SIGN, _RULE = 2, " │ "


def hanging(sign: Text, body: Text) -> Table:
    """A text whose further lines begin below its first word, not below its sign."""
    grid = Table.grid()
    grid.add_column(width=sign.cell_len, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(sign, body)
    return grid


def one_line(text: Text, indent: int = 0) -> Padding:
    """A text that takes one line at any width, its end cut with an ellipsis.

    Padded, because a console joins bare texts and forgets how they wrap (rich 15).
    """
    text.no_wrap = True
    text.overflow = "ellipsis"
    return Padding(text, (0, 0, 0, indent), expand=False)


class SideBySide:
    """An old text to the left of a new one, as wide as the screen is; one below the other where that is narrow.

    Lines break between words; a word is broken only where it is longer than its column.
    """

    def __init__(self, sign: Text, old: Text, new: Text) -> None:
        self._sign, self._old, self._new = sign, old, new

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < NARROW:
            yield from (hanging(Text(sign), text) for sign, text in (("- ", self._old), ("+ ", self._new)) if text)
        else:
            yield from self._lines(console, (options.max_width - _SIGN - len(_RULE)) // 2)

    def _lines(self, console: Console, width: int) -> Iterator[Text]:
        left, right = (text.wrap(console, width, overflow="fold") for text in (self._old, self._new))
        sign = self._sign
        for old, new in zip_longest(left, right, fillvalue=Text()):
            line = Text.assemble(sign, " " * (_SIGN - sign.cell_len), no_wrap=True, overflow="ignore")
            before, after = old.copy(), new.copy()
            before.rstrip()
            after.rstrip()
            before.truncate(width, pad=True)
            line.append_text(before).append(_RULE, style="faint").append_text(after)
            line.rstrip()
            yield line
            sign = Text()
