"""Formats: every form of output, and the one table of which command offers which.

A command declares `--format` with one of the sets below, and ends its `match` over it in `assert_never`: who adds a format
to a set is told by mypy of each command that has no words for it. `OFFERED` names the set of each command; the option, the
page docs/formats.md and the tests come from it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, Literal, assert_never, get_args


class Format(StrEnum):
    """A form in which a command prints what it has found or done; the value is what `--format` takes."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"
    DOCX = "docx"


PlainFormat = Literal[Format.TEXT, Format.JSON]
TableFormat = Literal[Format.TEXT, Format.CSV, Format.JSON]
ThreadsFormat = Literal[Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON]
NewsFormat = Literal[Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML]
CitationFormat = Literal[
    Format.TEXT, Format.MARKDOWN, Format.HTML, Format.BIBTEX, Format.CSL_JSON, Format.RIS, Format.JSON
]  # fmt: skip
BriefFormat = Literal[Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.JSON]

OFFERED: Final[Mapping[str, Any]] = {
    "snapshot": PlainFormat,
    "status": TableFormat,
    "sources list": TableFormat,
    "sources add": PlainFormat,
    "sources remove": PlainFormat,
    "sources disable": PlainFormat,
    "sources enable": PlainFormat,
    "sources check": PlainFormat,
    "sources try": PlainFormat,
    "publisher add": PlainFormat,
    "accept": PlainFormat,
    "dismiss": PlainFormat,
    "acknowledge": PlainFormat,
    "log": TableFormat,
    "show": PlainFormat,
    "blame": PlainFormat,
    "diff": NewsFormat,
    "changes": NewsFormat,
    "find": TableFormat,
    "claims": ThreadsFormat,
    "pledges": ThreadsFormat,
    "pledges import": PlainFormat,
    "trace": ThreadsFormat,
    "brief": BriefFormat,
    "compare": ThreadsFormat,
    "cite": CitationFormat,
    "review": PlainFormat,
    "note": TableFormat,
    "release": PlainFormat,
    "confirm": PlainFormat,
    "reject": PlainFormat,
    "undo": PlainFormat,
    "withdraw": PlainFormat,
    "alias": PlainFormat,
    "claim add": PlainFormat,
    "claim drop": PlainFormat,
    "claim fix": PlainFormat,
    "thread name": PlainFormat,
    "thread summary": PlainFormat,
    "thread join": PlainFormat,
    "thread split": PlainFormat,
    "open": PlainFormat,
    "report": PlainFormat,
    "redact": PlainFormat,
    "notify": PlainFormat,
    "follow": PlainFormat,
    "follow list": TableFormat,
    "follow stop": PlainFormat,
    "push": PlainFormat,
    "pull": PlainFormat,
    "reextract": PlainFormat,
    "doctor": PlainFormat,
    "verify": PlainFormat,
    "inbox": PlainFormat,
    "import file": PlainFormat,
    "import git": PlainFormat,
    "import warc": PlainFormat,
    "import wayback": PlainFormat,
}
"""The set of each command that shows or decides, in the order in which people meet them."""
UNOFFERED: Final[Mapping[str, str]] = {
    "init": "makes a folder",
    "demo": "is a story to be read",
    "export warc": "makes a file, in a format of its own",
    "schedule cron": "prints a file, in a format of its own",
    "schedule systemd": "prints files, in a format of their own",
    "schedule github": "prints a file, in a format of its own",
    "repair": "takes care of the store",
    "gc": "takes care of the store",
    "reindex": "takes care of the store",
    "purge": "takes care of the store",
}
"""Commands without `--format`, and why."""


def formats(command: str) -> tuple[Format, ...]:
    """What a command offers, text first. Without `--format` that is all."""
    return get_args(OFFERED[command]) if command in OFFERED else (Format.TEXT,)


def purpose(form: Format) -> str:
    """What a format is for, in a few words."""
    match form:
        case Format.TEXT:
            told = "text for people"
        case Format.MARKDOWN:
            told = "markdown for a CI summary or a page"
        case Format.CSV:
            told = "csv for a spreadsheet"
        case Format.JSON:
            told = "json for programs"
        case Format.HTML:
            told = "html for a file of its own"
        case Format.BIBTEX:
            told = "bibtex"
        case Format.CSL_JSON:
            told = "csl-json for reference managers"
        case Format.RIS:
            told = "ris for EndNote and others"
        case Format.DOCX:
            told = "docx for a word processor"
        case _:
            assert_never(form)
    return told


def purposes(offered: Any) -> str:
    """A sentence for the help of an option that offers this set."""
    return f"{', '.join(purpose(form) for form in get_args(offered))}."


def page() -> Iterator[str]:
    """The lines of docs/formats.md's table: a row a command, a column a format."""
    yield f"| command | {' | '.join(Format)} |"
    yield f"|---|{'---|' * len(Format)}"
    for command in OFFERED:
        marks = ("yes" if form in formats(command) else "" for form in Format)
        yield f"| `{command}` | {' | '.join(marks)} |"
