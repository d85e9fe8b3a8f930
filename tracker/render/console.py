"""A console fit for a terminal, a pipe or a CI log. Signs carry the meaning; colour only helps."""

from collections.abc import Mapping
from typing import IO

from rich.console import Console
from rich.theme import Theme

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
WIDTH_OF_A_PIPE = 100
"""Columns where nobody says how wide the output is, so that a log is stable from run to run."""


def console(file: IO[str], env: Mapping[str, str]) -> Console:
    """Width-aware on a terminal; plain and of a fixed width elsewhere unless COLUMNS says otherwise."""
    terminal = file.isatty()
    columns = env.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else None
    if width is None and not terminal:
        width = WIDTH_OF_A_PIPE
    return Console(
        file=file,
        theme=THEME,
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
        _environ=dict(env),
    )
