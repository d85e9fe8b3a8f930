"""Who reads pages: processes of this machine that can be killed, or a cluster's workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from tracker.capture.elsewhere import Readers
    from tracker.capture.warden import Warden
    from tracker.cli.world import World


@contextmanager
def apart(world: "World") -> "Iterator[Warden]":
    """Children within the bounds of the settings, the default ones outside a working folder. Starts none by itself.

    Where none can be started it says so once, and bodies are read in this process.
    """
    from tracker.capture.warden import Warden
    from tracker.config.settings import Settings

    settings = world.config.settings if (world.root / "config" / "settings.toml").exists() else Settings()
    with Warden(settings, say=lambda sentence: typer.echo(f"tracker: {sentence}", err=True)) as warden:
        yield warden


@contextmanager
def reading(warden: "Warden", jobs: int | None, cluster: str | None) -> "Iterator[Readers]":
    """The readers that the options ask for, let go of when the block ends. UsageError where no cluster answers."""
    from tracker.capture.workers import Cluster, Processes

    with Cluster(cluster) if cluster else Processes(warden, jobs) as readers:
        yield readers
