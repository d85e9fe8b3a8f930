"""`tracker confirm`: claims are one pledge."""

from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ClaimIds, ShowAs, Why
from tracker.cli.verdicts import Relation, decide_links
from tracker.cli.world import World


def confirm(
    context: typer.Context,
    claims: ClaimIds = None,
    *,
    related: Annotated[bool, typer.Option("--related", help="They are related, and not the same pledge.")] = False,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Confirm a link: two claims, or several, are the same pledge.

    Whatever the score says. `tracker undo` takes it back.

    Example: tracker confirm c-abcdefgh23 c-ijklmnop45 --why "the later page quotes the earlier one"
    """
    world: World = context.obj
    relation: Relation = "related" if related else "same"
    return decide_links(world, claims or [], relation, why=why, by=who(world, by), form=form, anyway=anyway)
