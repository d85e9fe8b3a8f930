"""`tracker reject`: claims are several pledges."""

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ClaimIds, ShowAs, Why
from tracker.cli.verdicts import decide_links
from tracker.cli.world import World


def reject(
    context: typer.Context,
    claims: ClaimIds = None,
    *,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Reject a link: two claims, or each two of several, are different pledges.

    Whatever the score says. `tracker undo` takes it back.

    Example: tracker reject c-abcdefgh23 c-ijklmnop45 --why "one is about nurseries"
    """
    world: World = context.obj
    return decide_links(world, claims or [], "different", why=why, by=who(world, by), form=form, anyway=anyway)
