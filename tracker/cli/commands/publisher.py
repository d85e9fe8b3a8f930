"""`tracker publisher`: who publishes."""

from typing import Annotated

import typer

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.speaking import Type, is_asking, new_publisher
from tracker.cli.world import World
from tracker.config.declare import add_publisher, as_publisher
from tracker.render.schemas.edits import PublisherAddition


def publisher_add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="Short name that sources use, e.g. nfer.")],
    *,
    called: Annotated[str | None, typer.Option("--name", help="Its name for people.")] = None,
    kind: Type = None,
    also: Annotated[list[str] | None, typer.Option("--also", help="Another name it goes by; may be repeated.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the entry; write nothing.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Add a publisher to config/people.toml.

    On a terminal its name and type are asked for where they are left out.

    Example: tracker publisher add nfer --name "National Foundation for Educational Research" --type other
    """
    world: World = context.obj
    asks = is_asking(plain=form is Format.TEXT)
    added = new_publisher(world, name, called=called, kind=kind, others=tuple(also or ()), asks=asks)
    path = world.root / "config" / "people.toml"
    known = world.config.people.publisher
    if not dry_run:
        add_publisher(path, added, known)
    told = PublisherAddition(publisher=added, entry=as_publisher(added), file=str(path), written=not dry_run)

    def text() -> None:
        if dry_run:
            world.write(told.entry.splitlines())
        else:
            world.say(f"Added {added.id} ({added.name}, {added.type}) to {path}.")
            world.say(f"Next: tracker sources add ADDRESS --publisher {added.id}")

    world.answer(form, text=text, told=lambda: told)
    return 0
