"""`tracker confirm`: two claims are one pledge."""

from typing import Annotated

import typer

from tracker.cli.formats import Format
from tracker.cli.options import By, EarlierId, LaterId, ShowAs, Why
from tracker.cli.verdicts import decide_link
from tracker.cli.world import World


def confirm(
    context: typer.Context,
    earlier: EarlierId,
    later: LaterId,
    *,
    related: Annotated[bool, typer.Option("--related", help="They are related, and not the same pledge.")] = False,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Confirm a link: two claims are the same pledge.

    Whatever the score says.

    Example: tracker confirm c-abcdefgh23 c-ijklmnop45 --why "the later page quotes the earlier one"
    """
    world: World = context.obj
    return decide_link(world, earlier, later, "related" if related else "same", why=why, by=by, form=form)
