"""`tracker reextract`: recorded pages read anew by today's readers."""

from typing import Annotated

import typer

from tracker.capture.bench import Bench
from tracker.capture.outcome import Failed, Recorded, Unchanged
from tracker.capture.reextract import reextract as read_anew
from tracker.capture.reextract import undeclared
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs
from tracker.cli.readers import apart
from tracker.cli.workers import reading
from tracker.cli.world import World, clock
from tracker.errors import UsageError
from tracker.render import outcomes as render


def reextract(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Sources to read anew; all declared ones without it.")] = None,
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
) -> int:
    """Read the latest version of each document anew from the bytes it came from; ask nobody.

    After an update of tracker, or of a source's selectors. What differs is recorded as ours (kind `reextract`) and is
    never shown as a change of the page.

    Example: tracker reextract dfe-rise
    """
    world: World = context.obj
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids or () if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    with world.archive() as archive, apart(world) as warden, reading(warden, jobs, cluster) as readers:
        config = world.config
        bench = Bench(archive, config.settings, config.people, clock, readers, warden)
        found = read_anew(
            [source for source in sources if not ids or source.id in ids],
            bench=bench,
            tell=lambda one: None if isinstance(one, Unchanged) else world.console.print(render.line(one)),
        )
        unknown = () if ids else tuple(undeclared(archive, sources))
    differ, same, failed = (sum(isinstance(one, kind) for one in found) for kind in (Recorded, Unchanged, Failed))
    world.console.print(f"{differ} read anew, {same} as they were, {failed} cannot be read.")
    if unknown:
        world.console.print(f"Left as they are, for no source declares them: {', '.join(unknown)}.", style="faint")
    return SOURCES_FAILED if failed else 0
