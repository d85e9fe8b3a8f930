"""Who reads pages in bulk: this machine's processes, or a cluster's workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.capture.elsewhere import Readers


@contextmanager
def reading(jobs: int | None, cluster: str | None) -> "Iterator[Readers]":
    """The readers that the options ask for, let go of when the block ends. UsageError where no cluster answers."""
    from tracker.capture.workers import Cluster, Processes

    with Cluster(cluster) if cluster else Processes(jobs) as readers:
        yield readers
