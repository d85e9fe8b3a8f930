"""Who reads pages: processes of this machine that can be killed, or a cluster's workers."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from tracker.capture.warden import Warden
from tracker.cli.world import World
from tracker.config.settings import Settings


@contextmanager
def apart(world: World) -> Iterator[Warden]:
    """Children within the bounds of the settings, the default ones outside a working folder. Starts none by itself.

    Where none can be started it says so once, and bodies are read in this process.
    """
    settings = world.config.settings if (world.root / "config" / "settings.toml").exists() else Settings()
    with Warden(settings, say=lambda sentence: typer.echo(f"tracker: {sentence}", err=True)) as warden:
        yield warden
