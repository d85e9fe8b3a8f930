"""Options and exit codes that several commands share."""

from typing import Annotated

import typer

from tracker.cli.world import Format

ShowAs = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
CHANGED = 1
"""Exit code, only where `--exit-code` asks for it."""
SOURCES_FAILED = 3
USAGE = 2
STORE_DAMAGED = 4
