"""ASCII: what people read, where their locale is C or POSIX: a serial console, an old screen reader, cron's US-ASCII mail.

Files for programs keep every character: only what is laid out for people is written so.
"""

import sys
import unicodedata
from collections.abc import Mapping
from typing import IO, Any

from tracker.patterns import deferred

_SIGNS = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("–—−‐‑‒·•◦▪─\u00ad", "-"),
    **dict.fromkeys("│├└┌┐┘┤", "|"),
    **dict.fromkeys("\u2060\u200d", " "),  # what parts a command that a runner would obey goes on parting it
    **dict(zip("▁▂▃▄▅▆▇█", "12345678", strict=True)),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "●": "*",
    "◐": "~",
    "○": "o",
    "≠": "!=",
    "≥": ">=",
    "≤": "<=",
    "±": "+/-",
    "×": "x",
    "÷": "/",
    "✓": "yes",
    "✗": "no",
    "£": "GBP ",
    "€": "EUR ",
    "§": "section ",
    "\u2044": "/",
    "\u241b": "ESC",
}
SLACK = 6
"""Columns that are kept free: a sign may need more letters than one."""
_RUN = deferred(" (?= )")


def is_ascii(env: Mapping[str, str]) -> bool:
    """Whether the locale was set to C or POSIX. Where none is set, as in many containers, UTF-8 is meant.

    Python itself puts LC_CTYPE=C.UTF-8 into the environment of a C locale (PEP 538), and then is in UTF-8 mode.
    """
    if env.get("PYTHONUTF8") == "1" or env.get("PYTHONIOENCODING"):
        return False
    names = ["LC_ALL", "LC_CTYPE", "LANG"]
    if sys.flags.utf8_mode and env.get("LC_CTYPE", "") == "C.UTF-8":
        names.remove("LC_CTYPE")
    return next((env[name] for name in names if env.get(name)), "") in {"C", "POSIX"}


def in_ascii(text: str) -> str:
    """The text with every sign in words or letters that ASCII has; `?` for what has none."""
    return text if text.isascii() else "".join(map(_letter, text))


def _letter(one: str) -> str:
    if one.isascii():
        return one
    known = _SIGNS.get(one)
    if known is not None:
        return known
    plain = "".join(
        part if part.isascii() else _SIGNS.get(part, "")
        for part in unicodedata.normalize("NFKD", one)
        if not unicodedata.combining(part)
    )
    return plain or ("" if unicodedata.combining(one) else "?")


class AsciiFile:
    """A file whose lines are ASCII. One that grew wider than the screen gives up blanks between its columns, last first."""

    def __init__(self, file: IO[str], width: int) -> None:
        self._file = file
        self._width = width

    def write(self, text: str) -> int:
        """Write it."""
        self._file.write("\n".join(self._line(line) for line in text.split("\n")) if not text.isascii() else text)
        return len(text)

    def _line(self, line: str) -> str:
        told = in_ascii(line)
        wide = len(told) - max(self._width, len(line))
        blanks = [found.start() for found in _RUN.finditer(told)][-wide:] if wide > 0 else []
        for at in reversed(blanks):
            told = told[:at] + told[at + 1 :]
        return told

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
