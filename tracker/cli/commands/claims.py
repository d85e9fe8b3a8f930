"""`tracker claims`: who commits whom to what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.options import ShowAs
from tracker.cli.world import World

if TYPE_CHECKING:
    from tracker.extract.document import Document


def claims(
    context: typer.Context,
    place: Annotated[str | None, typer.Argument(help="source[/document][@version], or a file; all without it.")] = None,
    *,
    publisher: Annotated[str | None, typer.Option(help="Of a file: who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="Of a file: its date, 2023-07-06.")] = None,
    form: ShowAs = "text",
) -> int:
    """Show claims: who commits whom to what, how firmly, how much, by when.

    Example: tracker claims labour-manifesto
    """
    from tracker.claims.find import find_claims
    from tracker.cli.gather import claims_of
    from tracker.render import claims as render

    world: World = context.obj
    if place is not None and Path(place).is_file():
        found = find_claims(_read(world, Path(place), publisher, published))
    else:
        with world.archive() as archive:
            if place is None:
                newest = [archive.latest(*name) for name in archive.documents()]
                found = tuple(one for version in newest if version for one in claims_of(archive, version, world.config))
            else:
                found = claims_of(archive, archive.resolve(place), world.config)
    if form == "json":
        world.json(render.as_json(found))
    else:
        world.show(render.listing(found))
    return 0


def _read(world: World, path: Path, publisher: str | None, published: str | None) -> "Document":
    from tracker.cli.files import read_document

    people = world.config.people if (world.root / "config" / "sources.toml").exists() else None
    return read_document(path, publisher=publisher, published=published, people=people)
