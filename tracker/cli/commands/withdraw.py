"""`tracker withdraw`: a verdict no longer holds."""

from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import By, ShowAs
from tracker.cli.verdicts import withdraw as take_back
from tracker.cli.world import World


def withdraw(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(help="What the verdict is about: ids of claims or a thread, or a name of an alias.")
    ],
    *,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Withdraw your verdicts: they stay on record and no longer count.

    Those on these claims, this thread or this name.

    Example: tracker withdraw c-abcdefgh23 c-ijklmnop45
    """
    world: World = context.obj
    return take_back(world, ids, who(world, by), form)
