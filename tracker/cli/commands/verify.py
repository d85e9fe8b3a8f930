"""`tracker verify`: is the record whole and untouched?"""

from typing import Annotated, assert_never

import typer

from tracker.capture.again import Reextraction, read_again
from tracker.cli.formats import Format
from tracker.cli.options import STORE_DAMAGED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World
from tracker.errors import StoreError
from tracker.render import care as render
from tracker.render.schemas.verify import Verify
from tracker.store.verify import verify as verify_store


def verify(
    context: typer.Context,
    *,
    deep: Annotated[bool, typer.Option("--deep", help="Read every object, text and body; takes minutes.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Check that the record is whole and untouched.

    Changes nothing; each fault is one line with what to do, and the exit code is 4 then.

    Example: tracker verify --deep
    """
    world: World = context.obj
    found = verify_store(world.root / "snapshots", deep=deep)
    again = _again(world, deep=deep)
    match form:
        case Format.TEXT:
            for line in render.verified(found, again):
                typer.echo(line)
        case Format.JSON:
            world.tell(Verify.of(found, again))
        case _:
            assert_never(form)
    return STORE_DAMAGED if render.all_damage(found, again) else 0


def _again(world: World, *, deep: bool) -> "Reextraction | None":
    """None when the store is too damaged to be opened, which the checks before have said."""
    try:
        with world.archive() as archive, apart(world) as warden:
            return read_again(archive, world.config.sources, world.config.people, deep=deep, apart=warden)
    except StoreError:
        return None
