"""Who reads pages in bulk: processes of this machine, or a cluster's workers."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.capture.elsewhere import Readers
from tracker.capture.warden import Warden
from tracker.capture.workers import Cluster, Processes


@contextmanager
def reading(warden: Warden, jobs: int | None, cluster: str | None) -> Iterator[Readers]:
    """The readers that the options ask for, let go of when the block ends. UsageError where no cluster answers."""
    with Cluster(cluster) if cluster else Processes(warden, jobs) as readers:
        yield readers
