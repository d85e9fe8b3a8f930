"""`tracker import git`: the history of files in another repository."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from tracker.capture.elsewhere import Capture
from tracker.capture.fromgit import captures
from tracker.cli.formats import Format
from tracker.cli.importing import bring_in, source_of
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import apart
from tracker.cli.steps import steps
from tracker.cli.workers import reading
from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.render import imports as render
from tracker.store.foreign import Foreign
from tracker.store.layout import FOREIGN


def import_git(
    context: typer.Context,
    repository: Annotated[str, typer.Argument(help="A folder, or an https, ssh or file address.")],
    *,
    path: Annotated[str, typer.Option("--path", help="Which files, e.g. 'Labour/*.md'; * also matches folders.")],
    source: Annotated[str, typer.Option("--source", help="The source whose documents they are.")],
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="Which of them not, e.g. '*/README.md'; may be repeated.")
    ] = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record the history of files in another git repository.

    Scraped pages, or versions of Open Terms Archive.

    Each file is a document of the source, followed through its moves; a single one is its page. A second run adds what
    is new.

    Example: tracker import git https://example.org/versions.git --path 'Labour/*.md' --source labour-pledges
    """
    world: World = context.obj
    chosen = source_of(world, source)
    with (
        world.archive() as archive,
        Foreign.of(repository, keep=archive.folder / FOREIGN) as foreign,
        apart(world) as warden,
        reading(warden, jobs, cluster) as readers,
        steps() as step,
    ):
        looked = step(f"Looking through {foreign.commits():,} commits of {foreign.name}", "changes", None)
        seen = foreign.history(path, exclude=tuple(exclude or ()), tell=looked)
        if not seen:
            raise UsageError(
                f"No file of {foreign.name} ever matched {path[:80]!r}: `*` matches any letters, also /, and without it a "
                "path is one file."
            )
        if form is Format.TEXT:
            for line in render.moved(seen):
                world.console.print(line)
        found = _counted(
            captures(chosen, foreign, seen, archive), step("Reading what they said", "captures", len(seen))
        )
        taken = bring_in(world, archive, {source: (chosen, found)}, form=form, warden=warden, readers=readers)
        return SOURCES_FAILED if taken.faults or any(one.again for one, _ in taken.left_out) else 0


def _counted(found: "Iterable[Capture]", tell: Callable[[int], None]) -> "Iterator[Capture]":
    for number, one in enumerate(found, 1):
        tell(number)
        yield one
