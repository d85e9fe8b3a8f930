"""`tracker import git`: the history of files in another repository."""

from typing import Annotated

import typer

from tracker.cli.importing import bring_in, source_of
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import apart, reading
from tracker.cli.world import World


def import_git(
    context: typer.Context,
    repository: Annotated[str, typer.Argument(help="A folder, or an https, ssh or file address.")],
    *,
    path: Annotated[str, typer.Option("--path", help="Which files, e.g. 'Labour/*.md'; * also matches folders.")],
    source: Annotated[str, typer.Option("--source", help="The source whose documents they are.")],
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = "text",
) -> int:
    """Record the history of files in another git repository: scraped pages, or versions of Open Terms Archive.

    Each file is a document of the source; a single one is its page. A second run adds what is new.

    Example: tracker import git https://example.org/versions.git --path 'Labour/*.md' --source labour-pledges
    """
    from tracker.capture.fromgit import captures
    from tracker.store.foreign import Foreign
    from tracker.store.layout import FOREIGN

    world: World = context.obj
    chosen = source_of(world, source)
    with (
        world.archive() as archive,
        Foreign.of(repository, keep=archive.folder / FOREIGN) as foreign,
        apart(world) as warden,
        reading(warden, jobs, cluster) as readers,
    ):
        found = captures(chosen, foreign, path, archive)
        taken = bring_in(world, archive, {source: (chosen, found)}, form=form, warden=warden, readers=readers)
        return SOURCES_FAILED if taken.faults else 0
