"""Options and exit codes that several commands share."""

from typing import Annotated, Literal

import typer

from tracker.cli.world import Format

ShowAs = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
ShowThreads = Annotated[
    Literal["text", "markdown", "csv", "json"],
    typer.Option("--format", help="text for people, markdown and csv for reports and tables, json for programs."),
]
EarlierId = Annotated[str, typer.Argument(help="A claim's id, as `tracker claims` prints it.")]
LaterId = Annotated[str, typer.Argument(help="The other claim's id.")]
Why = Annotated[str | None, typer.Option("--why", help="What the decision rests on.")]
By = Annotated[
    str | None, typer.Option("--by", envvar="TRACKER_BY", help="Who decides; your account's name if left out.")
]
CHANGED = 1
"""Exit code, only where `--exit-code` asks for it."""
SOURCES_FAILED = 3
USAGE = 2
STORE_DAMAGED = 4
