"""Keys: single keys from a terminal, without Enter, and lines where words are wanted."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENTER, ESCAPE, END = frozenset("\r\n"), "\x1b", ""
"""END: the terminal has gone."""
_BACKSPACE = frozenset("\x7f\b")
_LONGEST = 500
"""Characters of a line."""
_REST = 0.02
"""Seconds to wait for what follows an escape: an arrow key sends three bytes at once, a person's finger one."""

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[Callable[[], str]]:
        """While the block runs: a function that waits for a key."""

        def read() -> str:
            key = msvcrt.getwch()
            if key in "\x00\xe0":  # an arrow or function key, in two parts
                msvcrt.getwch()
                return ESCAPE
            if key == "\x03":
                raise KeyboardInterrupt
            return key

        yield read

else:
    import select
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[Callable[[], str]]:
        """While the block runs: a function that waits for a key. Ctrl-C is KeyboardInterrupt, as ever."""
        number = sys.stdin.fileno()
        before = termios.tcgetattr(number)
        try:
            tty.setcbreak(number, termios.TCSADRAIN)
            yield lambda: _key(number)
        finally:
            termios.tcsetattr(number, termios.TCSADRAIN, before)

    def _key(number: int) -> str:
        """A letter, whole in UTF-8; one escape for all that an arrow or function key sends; END where nothing comes."""
        first = os.read(number, 1)
        if first == b"\x1b":
            while select.select([number], [], [], _REST)[0] and os.read(number, 64):
                pass
            return ESCAPE
        length = 1 if first < b"\xc0" else 2 if first < b"\xe0" else 3 if first < b"\xf0" else 4
        while first and len(first) < length:
            more = os.read(number, length - len(first))
            if not more:
                break
            first += more
        return first.decode("utf-8", "replace")


def line(read: Callable[[], str], prompt: str, write: Callable[[str], object]) -> str | None:
    """A line that is typed after the prompt, its letters shown as they come; None after Escape."""
    text = ""
    write(prompt)
    while True:
        key = read()
        if key in ENTER or key == END:
            return " ".join(text.split())
        if key == ESCAPE:
            return None
        if key in _BACKSPACE:
            if text:
                text = text[:-1]
                write("\b \b")
        elif key.isprintable() and len(text) < _LONGEST:
            text += key
            write(key)
