"""`tracker undo`: a person's last decisions no longer hold."""

from typing import Annotated

import typer

from tracker.cli.deciding import config_of, who
from tracker.cli.formats import Format
from tracker.cli.options import By, ShowAs
from tracker.cli.verdicts import named, take_all_back
from tracker.cli.world import World
from tracker.config.decided import every, key
from tracker.config.keep import last_of
from tracker.config.verdict import Verdict
from tracker.desk.carried import Carried
from tracker.errors import UsageError
from tracker.render.settled import verdict_line


def undo(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="What the decision is about: ids of claims or a thread, or a name of an alias."),
    ] = None,
    *,
    last: Annotated[int | None, typer.Option("--last", "-n", min=1, help="So many of your last decisions.")] = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Take back your last decision, the last few, or those on some ids.

    They stay in your file as withdrawn. What no site, feed or message has carried yet leaves no public correction.

    Example: tracker undo -n 3
    """
    world: World = context.obj
    if ids and last is not None:
        raise UsageError("Name ids, or give --last for the last few; not both.")
    name = who(world, by)
    wanted = set(ids or ())
    keys = {key(one) for one in last_of(config_of(world), name, last or 1)}
    if not wanted and not keys:
        raise UsageError(f"{name} has decided nothing that still holds.")
    with world.archive() as archive:
        carried = Carried.of(world.config, archive.carried())

    def which(one: Verdict) -> bool:
        return one.by == name and (wanted <= named(one) if wanted else key(one) in keys)

    taken = [one for one in every(world.config.verdicts) if which(one) and not one.withdrawn]
    told = [f"{verdict_line(one)}{_public(one, carried)}" for one in taken]
    return take_all_back(world, which, name, form, *told)


def _public(verdict: Verdict, carried: Carried) -> str:
    return " (others may have seen it: the site lists it under Corrections)" if carried.has(verdict) else ""
