"""A console fit for a terminal, a pipe or a CI log. Signs carry the meaning; colour only helps."""

from collections.abc import Mapping
from typing import IO, Any, cast

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from tracker.patterns import deferred
from tracker.render.ascii import SLACK, AsciiFile, is_ascii
from tracker.render.linked import Links, shows_links

THEME = Theme(
    {
        "old": "red",
        "new": "green",
        "sign": "bold",
        "place": "cyan",
        "faint": "dim",
        "flag": "yellow",
        "warn": "bold yellow",
        "bad": "bold red",
        "head": "bold",
    }
)
WIDTH_OF_A_PIPE = 80
"""Columns where nobody says how wide the output is, so that a log is stable from run to run."""
NARROWEST = 20
"""Columns below which nothing is laid out: a terminal that claims less would get a letter a line."""
_BLANKS = deferred(r"(?: |\x1b\[[0-9;]*+m)++(?P<end>\n)?")


def console(file: IO[str], env: Mapping[str, str]) -> Console:
    """Width-aware on a terminal; plain and of a fixed width elsewhere unless COLUMNS says otherwise."""
    env = _plain(env)
    terminal = file.isatty()
    columns = env.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else None
    if width is None and not terminal:
        width = WIDTH_OF_A_PIPE
    ascii_alone = is_ascii(env)
    if ascii_alone:
        file = cast("IO[str]", AsciiFile(file, width or WIDTH_OF_A_PIPE))
    made = _Console(
        file=cast(
            "IO[str]",
            Links(file, keep=shows_links(env) and getattr(file, "links", True))
            if terminal
            else Links(cast("IO[str]", Trimmer(file)), keep=False),
        ),
        theme=THEME,
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
        _environ=env,
    )
    made.width = max(made.width - (SLACK if ascii_alone else 0), NARROWEST)
    made.columns = 0 if terminal else made.width
    return made


class _Console(Console):
    columns = 0
    """Of what is no terminal: so wide may a line be that is written as it is."""

    def print(self, *objects: Any, **how: Any) -> None:
        """As rich does. A line that it would leave as it is costs it 0.2 ms, of which a round prints one a page."""
        if len(objects) == 1 and not how and self._is_as_it_is(objects[0]):
            self.file.write(f"{objects[0].plain}\n")
            self.file.flush()
        else:
            super().print(*objects, **how)

    def _is_as_it_is(self, one: Any) -> bool:
        if type(one) is not Text or one.end != "\n" or self.color_system or self._buffer_index:
            return False
        return len(one.plain) <= self.columns and one.plain.isascii() and one.plain.isprintable()

    def on_broken_pipe(self) -> None:
        """Rich would end the program with exit code 1 (rich 15); whether a reader who left is an error, the door decides."""
        raise BrokenPipeError


def _plain(env: Mapping[str, str]) -> dict[str, str]:
    """`FORCE_COLOR=0` forces no colour; rich takes any value for a yes (rich 15, console.py `is_terminal`)."""
    if env.get("FORCE_COLOR", "").strip().lower() not in {"0", "false", "no"}:
        return dict(env)
    return {**{name: value for name, value in env.items() if name != "FORCE_COLOR"}, "NO_COLOR": "1"}


class Trimmer:
    """A file whose lines have no blanks at their ends: rich fills lines up to the width, which a pipe need not carry."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write it. rich hands on whole lines; what colour stands around the blanks stays."""
        self._file.write(_BLANKS.sub(lambda found: found[0].replace(" ", "") if found["end"] else found[0], text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
