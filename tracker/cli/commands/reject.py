"""`tracker reject`: two claims are two pledges."""

import typer

from tracker.cli.formats import Format
from tracker.cli.options import By, EarlierId, LaterId, ShowAs, Why
from tracker.cli.verdicts import decide_link
from tracker.cli.world import World


def reject(
    context: typer.Context,
    earlier: EarlierId,
    later: LaterId,
    *,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Reject a link: two claims are different pledges.

    Whatever the score says.

    Example: tracker reject c-abcdefgh23 c-ijklmnop45 --why "one is about nurseries"
    """
    world: World = context.obj
    return decide_link(world, earlier, later, "different", why=why, by=by, form=form)
