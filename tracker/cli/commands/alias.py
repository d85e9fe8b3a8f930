"""`tracker alias`: several names for one thing."""

from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ShowAs, Why
from tracker.cli.verdicts import record, today
from tracker.cli.world import World
from tracker.config.verdict import Alias
from tracker.errors import UsageError


def alias(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(help="Two or more names for the same programme, the official one first.")
    ],
    *,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Say that several names mean the same programme.

    Its claims can then be linked and found by each of them.

    Example: tracker alias "RISE teams" "hit squads" --why "the department says so"
    """
    world: World = context.obj
    kept = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if len(kept) < 2 or not all(name.isprintable() for name in kept):  # noqa: PLR2004 - one name is no alias
        raise UsageError("An alias needs at least two different names, each of one line.")
    verdict = Alias(names=kept, by=who(world, by), on=today(), why=why)
    return record(world, [verdict], form, anyway=anyway)
