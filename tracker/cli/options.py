"""Options and exit codes that several commands share."""

from typing import Annotated, Literal

import typer

from tracker.claims.territory import CHOICES, territory
from tracker.cli import completing
from tracker.cli.formats import (
    BriefFormat,
    CitationFormat,
    NewsFormat,
    PlainFormat,
    TableFormat,
    ThreadsFormat,
    purposes,
)
from tracker.errors import UsageError

ShowAs = Annotated[PlainFormat, typer.Option("--format", help=purposes(PlainFormat))]
ShowTable = Annotated[TableFormat, typer.Option("--format", help=purposes(TableFormat))]
ShowThreads = Annotated[ThreadsFormat, typer.Option("--format", help=purposes(ThreadsFormat))]
ShowReport = Annotated[NewsFormat, typer.Option("--format", help=purposes(NewsFormat))]
ShowCitation = Annotated[CitationFormat, typer.Option("--format", help=purposes(CitationFormat))]
ShowBrief = Annotated[BriefFormat, typer.Option("--format", help=purposes(BriefFormat))]
All = Annotated[bool, typer.Option("--all", help="Also small changes: punctuation, spelling, date lines, numbering.")]
Added = Annotated[bool, typer.Option("--added", help="Only what came: sentences, and words inside sentences.")]
Removed = Annotated[bool, typer.Option("--removed", help="Only what went; with --added, both.")]
Matching = Annotated[
    list[str] | None,
    typer.Option(
        "--matching", help="Only changes with all these words, before or after; “in quotation marks” together; star*."
    ),
]
Territory = Annotated[
    list[str] | None,
    typer.Option(
        "--territory", help=f"Only where the document says that it applies there ({CHOICES}); may be repeated."
    ),
]
Stat = Annotated[bool, typer.Option("--stat", help="Only how much of each kind changed.")]
LogAs = Annotated[
    Literal["off", "logfmt", "json"] | None,
    typer.Option("--log", help="One event a line on standard error, for programs. Default: `log` of settings.toml."),
]
ClaimIds = Annotated[
    list[str] | None,
    typer.Argument(help="Claims' ids, as `tracker claims` prints them.", autocompletion=completing.claims),
]
Threads = Annotated[
    list[str] | None,
    typer.Option(
        "--thread",
        help="All links of this thread, as decided together; may be repeated.",
        autocompletion=completing.threads,
    ),
]
Why = Annotated[str | None, typer.Option("--why", help="What the decision rests on.")]
By = Annotated[str | None, typer.Option("--by", envvar="TRACKER_BY", help="Who decides; asked for once on a terminal.")]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Keep it though it contradicts a decision that holds; without it exit code 2.")
]
Cluster = Annotated[str | None, typer.Option("--cluster", help="Read on the workers of this Dask scheduler, tcp://….")]
FindingCluster = Annotated[
    str | None, typer.Option("--cluster", help="Find claims on the workers of this Dask scheduler, tcp://….")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, max=64, help="Processes that read pages; all cores without it.")
]
CHANGED = 1
"""Exit code, only where `--exit-code` asks for it."""
SOURCES_FAILED = 3
USAGE = 2
STORE_DAMAGED = 4


def territories(asked: list[str] | None) -> tuple[str, ...]:
    """The territories of an option. UsageError for one that is none."""
    found = [(one, territory(one)) for one in asked or ()]
    if strange := [one for one, name in found if name is None]:
        raise UsageError(f"--territory {strange[0][:60]!r}: one of {CHOICES}")
    return tuple(name for _, name in found if name)
