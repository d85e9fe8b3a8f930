"""`tracker confirm`: claims are one pledge."""

from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ClaimIds, ShowAs, Threads, Why
from tracker.cli.verdicts import Relation, decide_links, decide_threads, one_of
from tracker.cli.world import World


def confirm(
    context: typer.Context,
    claims: ClaimIds = None,
    *,
    thread: Threads = None,
    related: Annotated[bool, typer.Option("--related", help="They are related, and not the same pledge.")] = False,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Confirm a link: two claims, or several, are the same pledge.

    Whatever the score says; with --thread all links of a pledge. `tracker undo` takes it back.

    Example: tracker confirm c-abcdefgh23 c-ijklmnop45 --why "the later page quotes the earlier one"
    """
    world: World = context.obj
    relation: Relation = "related" if related else "same"
    one_of(claims, thread)
    told = decide_threads if thread else decide_links
    return told(world, thread or claims or [], relation, why=why, by=who(world, by), form=form, anyway=anyway)
