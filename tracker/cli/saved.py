"""What the commands share that take in what a person saved: by whom, and until when it is held."""

from typing import Annotated

import typer

from tracker.config.checks import plain_day
from tracker.errors import UsageError

SavedBy = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="TRACKER_BY", help="Who saved it; asked for once on a terminal, else “a person” without a name."
    ),
]
HoldUntil = Annotated[
    str | None,
    typer.Option("--hold-until", help="An embargo: nothing of it is for others before this day, e.g. 2026-12-24."),
]


def held_until(text: str | None) -> str | None:
    """The day. UsageError where it is none."""
    if text is None:
        return None
    try:
        return plain_day(text)
    except ValueError as error:
        raise UsageError(f"--hold-until {text[:40]!r}: expected {error}.") from None
