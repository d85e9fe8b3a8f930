"""Durable: a folder that was made as a whole is on the disk before it takes another one's place."""

import os
from pathlib import Path

from tracker.store.write import fsync_folder


def make_durable(folder: Path) -> None:
    """A crash after the rename must find every byte on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            fsync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    fsync_folder(folder)
