"""`tracker init`: a working folder."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.speaking import is_terminal
from tracker.cli.world import clock
from tracker.config.checks import contact
from tracker.config.schema import sources_schema
from tracker.config.shipped import shipped
from tracker.errors import UsageError
from tracker.store.archive import Archive

ASKED = "An email or web address where website owners can contact you (leave empty to add it later)"
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
    *,
    reach: Annotated[
        str | None,
        typer.Option("--contact", help="Email or web address where website owners can contact you."),
    ] = None,
) -> int:
    """Make a working folder: config/ with real, commented sources, and an empty store.

    On a terminal it asks for the contact, without which no public site is asked.

    Example: tracker init watch
    """
    config = folder / "config"
    if (config / "sources.toml").exists():
        raise UsageError(f"{config} already exists; nothing was changed. Edit it, or name another folder.")
    if reach is None and is_terminal():
        reach = typer.prompt(ASKED, default="", show_default=False)
    settings = _settings(reach.strip() if reach else "")
    (config / ".schema").mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (config / name).write_bytes((shipped() / name).read_bytes())
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    (config / ".schema" / "sources.json").write_text(json.dumps(sources_schema(), indent=2) + "\n", encoding="utf-8")
    Archive.create(folder / "snapshots", now=clock).close()
    typer.echo(f"Made {config} and {folder / 'snapshots'}.")
    before = "" if reach else f"set `contact` in {config / 'settings.toml'}, then "
    typer.echo(f"Next: {before}run `tracker snapshot` in {folder}.")
    return 0


def _settings(reach: str) -> str:
    """The shipped settings, with the contact where there is one. UsageError where it cannot be one."""
    text = (shipped() / "settings.toml").read_text("utf-8")
    if not reach:
        return text
    try:
        contact(reach)
    except ValueError as error:
        raise UsageError(f"--contact: expected {error}, found {reach[:60]!r}.") from None
    return re.sub(r"(?m)^# contact = .*$", lambda _: f"contact = {json.dumps(reach)}", text, count=1)
