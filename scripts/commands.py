"""Write docs/commands.md: every command's own help, sorted by what one wants to do (`make commands`).

A test holds the page against the program, so that it never tells of an option that is gone. The same helps in parts, as
`tracker COMMAND --help` lays them out without loading the command, go to tracker/cli/helps.json.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import typer

from tracker.cli.lazy import HELPS, CommandHelp
from tracker.cli.main import app
from tracker.cli.table import COMMANDS

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
JOBS: Mapping[str, str] = {
    "Begin": "demo init sources publisher",
    "Record": "snapshot schedule import inbox status accept dismiss acknowledge",
    "Read what changed": "changes diff log show blame notify",
    "Follow pledges": "claims pledges trace compare find follow",
    "Decide": "review confirm reject note release undo withdraw alias claim thread",
    "Hand on": "cite brief open report export push pull",
    "Keep the record": "doctor verify repair gc reindex reextract purge redact",
}
"""Jobs in the order in which one meets them, with their commands; what stands in none goes to the end."""
WIDTH = 78  # what is left of a terminal of 80 columns
HEAD = """\
# Commands

Each command's own help, as `tracker COMMAND --help` prints it; `make commands` writes it. Guides: [README.md](README.md).
"""
CODES = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | well, changed or not |
| 1 | content changed, only with `--exit-code` |
| 2 | usage or config |
| 3 | some sources failed or are suspect, and nobody has acknowledged it: [rounds.md](rounds.md) |
| 4 | the store is damaged or cannot be written; or the output cannot (a full disk) |
| 5 | another round holds the lock |
| 70 | a bug, with its traceback and the versions at work, to report |
| 130 | interrupted |
"""


def page() -> str:
    """The whole page."""
    root: Any = typer.main.get_command(app)
    told = set(" ".join(JOBS.values()).split())
    rest = " ".join(name for name in root.commands if name not in told)
    jobs = {**JOBS, **({"More": rest} if rest else {})}
    sorted_in = {
        job: [one for name in names.split() if name in root.commands for one in _leaves(root.commands[name], name)]
        for job, names in jobs.items()
    }
    index = chain.from_iterable(_listed(job, found) for job, found in sorted_in.items())
    helps = (
        f"## tracker {name}\n\n```\n{_help(one, name)}\n```\n" for found in sorted_in.values() for name, one in found
    )
    return "\n".join([HEAD, *index, CODES, f"## tracker\n\n```\n{_help(root, '')}\n```\n", *helps])


def helps() -> str:
    """The parts of every command's help, as JSON."""
    root: Any = typer.main.get_command(app)
    leaves = dict(one for name in root.commands for one in _leaves(root.commands[name], name))
    return json.dumps({words: _parts(leaves[words], words) for words in COMMANDS}, indent=1, ensure_ascii=False) + "\n"


def _parts(command: Any, name: str) -> CommandHelp:
    context = command.make_context(f"tracker {name}", [], resilient_parsing=True)
    command.format_options(context, rows := _Rows())
    return CommandHelp(command.help, command.collect_usage_pieces(context), rows.sections)


class _Rows:
    """Takes down what a formatter is given, before it lays it out."""

    def __init__(self) -> None:
        self.sections: dict[str, list[tuple[str, str]]] = {}

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        self.sections[name] = []
        yield

    def write_dl(self, rows: list[tuple[str, str]]) -> None:
        self.sections[list(self.sections)[-1]] += rows


def _listed(job: str, found: list[tuple[str, Any]]) -> Iterator[str]:
    yield f"**{job}**\n"
    for name, one in found:
        yield f"- [`tracker {name}`](#tracker-{name.replace(' ', '-')}): {_first(one)}"
    yield ""


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if not inner:
        yield name, command.load()
        for word, one in command.within.items():
            yield f"{name} {word}", one.load()
        return
    for word, one in inner.items():
        yield from _leaves(one, f"{name} {word}")


def _first(command: Any) -> str:
    """The sentence that says what it does."""
    paragraph = " ".join(str(command.help).partition("\n\n")[0].split())
    return paragraph if paragraph.endswith(".") else f"{paragraph}."


def _help(command: Any, name: str) -> str:
    context = command.make_context(
        f"tracker {name}".strip(), [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return str(command.get_help(context)).rstrip()


if __name__ == "__main__":
    HELPS.write_text(helps(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
