"""Prints rows as a pipe shows them."""

from collections.abc import Callable, Iterable
from io import StringIO

import pytest
from rich.console import Console

from tracker.render.console import THEME

Shown = Callable[..., str]


@pytest.fixture
def shown() -> Shown:
    """The text of rows at a width, without colour and without spaces at line ends."""

    def show(rows: Iterable[object], width: int = 80) -> str:
        file = StringIO()
        console = Console(
            file=file,
            width=width,
            color_system=None,
            _environ={},
            theme=THEME,
            markup=False,
            highlight=False,
            emoji=False,
        )
        for row in rows:
            console.print(row)
        return "\n".join(line.rstrip() for line in file.getvalue().splitlines())

    return show
