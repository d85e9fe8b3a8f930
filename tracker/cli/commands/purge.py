"""`tracker purge`: a takedown."""

from typing import Annotated

import typer

from tracker.cli.options import USAGE
from tracker.cli.world import World, clock
from tracker.config.remote import find_remote
from tracker.render.care import count
from tracker.store import force
from tracker.store.purge import plan
from tracker.store.purge import purge as take_down


def purge(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The source whose texts and bytes are to go.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the record in the place of the text.")],
    document: Annotated[str | None, typer.Option("--document", help="Only this document of the source.")] = None,
    remote: Annotated[str | None, typer.Option("--remote", help="Overwrite this copy too: a name or address.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, only say what would go.")] = False,
) -> int:
    """Delete a source from the whole history: a takedown.

    A tombstone stays. It cannot be undone. Ids of later commits change; numbers and dates of every other version stay.
    Clones and backups that others have made cannot be recalled.

    Example: tracker purge some-paper --reason "Takedown notice of 3 June" --yes
    """
    world: World = context.obj
    folder = (world.root / "snapshots").resolve()
    to = find_remote(remote, world.config.settings.remote) if remote else None
    with world.archive() as archive:
        chosen = plan(archive, source, document)
    what = f"{count(chosen.versions, 'version')} in {count(chosen.documents, 'document')} of {chosen.name}"
    if not yes:
        typer.echo(f"This would remove {what}, with their bytes as received and whatever was kept as suspect.")
        typer.echo("Ids of all later commits would change. It cannot be undone. Add --yes to do it.")
        return USAGE
    heads = force.seen(folder, to) if to else {}
    if to:
        typer.echo("The copy will be overwritten: anyone who pulls from it must start again.")
    done = take_down(folder, source, document, reason=reason, now=clock)
    typer.echo(f"Removed {what}. A tombstone is in the record: round {done.record.id}.")
    for name, (old, new) in done.moves.items():
        typer.echo(f"{name}: head {old} is now {new}; commit ids changed from the first one removed onwards.")
    typer.echo("Clones, backups and copies that others have made cannot be recalled; ask their owners.")
    if to:
        force.overwrite(folder, to, heads)
        typer.echo("The copy was overwritten. Its host may keep the removed data for a while: ask it to delete it.")
    if any(one.id == source for one in world.config.sources):
        typer.echo(f"{source} is still in config/sources.toml: remove it, or the next round records it again.")
    return 0
