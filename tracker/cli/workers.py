"""Who works in bulk: processes of this machine, or a cluster's workers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

import typer

from tracker.capture.elsewhere import Readers
from tracker.capture.warden import Warden
from tracker.capture.workers import Cluster, Processes
from tracker.cli.steps import patient
from tracker.cli.world import World
from tracker.desk.finding import find_ahead
from tracker.render.care import count
from tracker.store.archive import Archive
from tracker.store.version import Version


@contextmanager
def reading(warden: Warden, jobs: int | None, cluster: str | None) -> Iterator[Readers]:
    """The readers that the options ask for, let go of when the block ends. UsageError where no cluster answers."""
    with Cluster(cluster) if cluster else Processes(warden, jobs) as readers:
        yield readers
    _tell_lost(readers)


@contextmanager
def finding(cluster: str | None) -> Iterator[Cluster | None]:
    """The cluster that finds claims, where one is asked for. UsageError where no cluster answers."""
    with Cluster(cluster) if cluster else nullcontext() as workers:
        yield workers
    _tell_lost(workers)


def found_ahead(
    world: World,
    archive: Archive,
    workers: object,
    versions: Callable[[], Sequence[Version]],
    *,
    floor: float | None = None,
) -> None:
    """Find the claims of these versions on the cluster, so that they are there when they are asked for; else do nothing.

    UsageError where its workers have another tracker.
    """
    if not isinstance(workers, Cluster):
        return
    asked = versions()
    settings = world.config.settings
    with patient() as step:
        find_ahead(
            archive,
            asked,
            world.config.people,
            workers.each,
            floor=settings.claim_confidence if floor is None else floor,
            tick=step("Finding claims on the cluster", "versions", len(asked)),
        )


def _tell_lost(workers: object) -> None:
    if isinstance(workers, Cluster) and workers.done_here:
        typer.echo(f"{count(workers.done_here, 'text')} were lost with workers and done on this machine.", err=True)
