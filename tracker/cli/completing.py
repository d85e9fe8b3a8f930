"""What a shell offers when a name is completed. Whatever goes wrong, nothing is offered: a prompt is no place for errors."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.cli.world import World
from tracker.errors import TrackerError
from tracker.store import layout
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from tracker.desk.pledge_index import PledgeIndex

Names = Callable[[World, str], Iterator[str]]
MOST = 200
"""Names that are offered at once; more only hide each other."""


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources."""
    return _offered(context, incomplete, lambda world, _: (source.id for source in world.config.sources))


def documents(context: typer.Context, incomplete: str) -> list[str]:
    """`source[/document]` of everything recorded."""
    return _offered(context, incomplete, _documents)


def versions(context: typer.Context, incomplete: str) -> list[str]:
    """Documents and, behind an @, their versions."""
    return _offered(context, incomplete, _versions)


def claims(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of claims."""
    return _offered(context, incomplete, _claims)


def threads(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of pledges."""
    return _offered(context, incomplete, _threads)


def cited(context: typer.Context, incomplete: str) -> list[str]:
    """What can be cited, by how it begins."""
    names = {"c-": _claims, "t-": _threads}.get(incomplete[:2], _versions)
    return _offered(context, incomplete, names)


def _offered(context: typer.Context, incomplete: str, names: Names) -> list[str]:
    """In their order, each once. While a shell completes, no command has run, so the folder is read from the line."""
    root = context.find_root().params.get("folder") or Path()
    found: dict[str, None] = {}
    with suppress(TrackerError, OSError):
        for name in names(World(root=Path(root)), incomplete):
            if name.startswith(incomplete) and len(found) < MOST:
                found[name] = None
    return list(found)


def _documents(world: World, _: str) -> Iterator[str]:
    with world.archive() as archive:
        yield from (layout.name(*one) for one in archive.documents())


def _versions(world: World, incomplete: str) -> Iterator[str]:
    name, at, _ = incomplete.partition("@")
    if not at:
        yield from _documents(world, incomplete)
        return
    source, _, document = name.partition("/")
    with world.archive() as archive:
        yield from (one.address for one in reversed(archive.captured(source, document or layout.PAGE)))
    yield from (f"{name}@{word}" for word in ("latest", "first"))


def _claims(world: World, _: str) -> Iterator[str]:
    with world.archive() as archive, _index(world, archive) as index:
        yield from (claim.id for thread in index.threads() for claim in thread.claims)


def _threads(world: World, _: str) -> Iterator[str]:
    with world.archive() as archive, _index(world, archive) as index:
        yield from index.ids()


def _index(world: World, archive: Archive) -> "PledgeIndex":
    """Without a word of what takes long: a shell is listening."""
    from tracker.desk.pledge_index import PledgeIndex

    return PledgeIndex(archive, world.config)
