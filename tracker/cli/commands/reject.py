"""`tracker reject`: claims are several pledges."""

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ClaimIds, ShowAs, Threads, Why
from tracker.cli.verdicts import decide_links, decide_threads, one_of
from tracker.cli.world import World


def reject(
    context: typer.Context,
    claims: ClaimIds = None,
    *,
    thread: Threads = None,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Reject a link: two claims, or each two of several, are different pledges.

    Whatever the score says; with --thread each two claims of a pledge. `tracker undo` takes it back.

    Example: tracker reject c-abcdefgh23 c-ijklmnop45 --why "one is about nurseries"
    """
    world: World = context.obj
    one_of(claims, thread)
    told = decide_threads if thread else decide_links
    return told(world, thread or claims or [], "different", why=why, by=who(world, by), form=form, anyway=anyway)
