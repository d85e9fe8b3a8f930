"""Options and exit codes that several commands share."""

from typing import Annotated, Literal

import typer

from tracker.cli.world import Format

ShowAs = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
LogAs = Annotated[
    Literal["off", "logfmt", "json"] | None,
    typer.Option("--log", help="One event a line on standard error, for programs. Default: `log` of settings.toml."),
]
CHANGED = 1
"""Exit code, only where `--exit-code` asks for it."""
SOURCES_FAILED = 3
USAGE = 2
STORE_DAMAGED = 4
