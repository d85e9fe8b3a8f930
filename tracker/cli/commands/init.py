"""`tracker init`: a working folder."""

import json
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.world import clock
from tracker.config.schema import sources_schema
from tracker.config.shipped import shipped
from tracker.errors import UsageError
from tracker.store.archive import Archive

FILES = (
    "sources.toml",
    "people.toml",
    "settings.toml",
    "verdicts.toml",
    "watches.toml",
    "corrections.toml",
    "notify.toml",
)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make the working folder.")] = Path(),
) -> int:
    """Make a working folder: config/ with real, commented sources, and an empty store.

    Example: tracker init watch
    """
    config = folder / "config"
    if (config / "sources.toml").exists():
        raise UsageError(f"{config} is there already; nothing was changed. Edit it, or name another folder.")
    (config / ".schema").mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (config / name).write_bytes((shipped() / name).read_bytes())
    (config / ".schema" / "sources.json").write_text(json.dumps(sources_schema(), indent=2) + "\n", encoding="utf-8")
    Archive.create(folder / "snapshots", now=clock).close()
    typer.echo(f"Made {config} and {folder / 'snapshots'}.")
    typer.echo(f"Next: set `contact` in {config / 'settings.toml'}, then run `tracker snapshot` in {folder}.")
    return 0
