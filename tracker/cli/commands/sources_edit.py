"""`tracker sources remove`, `disable` and `enable`: stop watching something, for good or for now."""

from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.config.declare import SourceEdit, edit_source, uses
from tracker.errors import UsageError
from tracker.render.schemas.declared import DeclaredRow
from tracker.render.schemas.edits import SourceChange

SourceId = Annotated[
    str, typer.Argument(help="Its id, as `tracker sources list` prints it.", autocompletion=completing.sources)
]


def sources_remove(context: typer.Context, name: SourceId, *, form: ShowAs = Format.TEXT) -> int:
    """Take a source out of config/sources.toml; its record stays.

    Example: tracker sources remove labour-change
    """
    world: World = context.obj
    if named := uses(world.config, name):
        raise UsageError(f"{name} is used by {', '.join(named)}: remove it there first, or disable it.")
    return _edit(world, name, "removed", form)


def sources_disable(context: typer.Context, name: SourceId, *, form: ShowAs = Format.TEXT) -> int:
    """Stop asking a source until it is enabled again.

    Example: tracker sources disable labour-change
    """
    return _edit(context.obj, name, "disabled", form)


def sources_enable(context: typer.Context, name: SourceId, *, form: ShowAs = Format.TEXT) -> int:
    """Ask a source again in each round.

    Example: tracker sources enable labour-change
    """
    return _edit(context.obj, name, "enabled", form)


def _edit(world: World, name: str, does: SourceEdit, form: PlainFormat) -> int:
    source = next((one for one in world.config.sources if one.id == name), None)
    if source is None:
        raise UsageError(f"There is no source {name[:60]!r}. `tracker sources list` names them all.")
    path = world.root / "config" / "sources.toml"
    with world.archive() as archive:
        documents = len(archive.documents(name))
    changed = edit_source(path, source, does)
    told = SourceChange(done=does, changed=changed, source=DeclaredRow.of(source), file=str(path), documents=documents)
    world.answer(form, text=lambda: world.say(_said(told)), told=lambda: told)
    return 0


def _said(told: SourceChange) -> str:
    name = told.source.id
    if not told.changed:
        return f"{name} is {told.done} already."
    held = f"{told.documents} document{'' if told.documents == 1 else 's'}"
    stays = (
        f" What was recorded for it stays ({held}); `tracker purge {name}` would remove it." if told.documents else ""
    )
    if told.done == "removed":
        return f"Removed {name} from {told.file}.{stays}"
    if told.done == "enabled":
        return f"{name} will be checked again from the next round. `tracker snapshot {name}` checks it now."
    stays = f" What was recorded for it stays ({held})." if told.documents else ""
    return f"{name} will no longer be checked.{stays} `tracker sources enable {name}` undoes this."
