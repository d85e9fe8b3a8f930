"""Threads for programs and tables, on standard output."""

import sys
from collections.abc import Sequence
from typing import Literal, assert_never

from tracker.cli.world import World
from tracker.links.link import Thread
from tracker.render.exported import as_csv, as_json, as_markdown


def export(world: World, threads: Sequence[Thread], form: Literal["markdown", "csv", "json"]) -> None:
    """Print them in that form."""
    match form:
        case "json":
            world.json(as_json(threads))
        case "csv":
            sys.stdout.write(as_csv(threads))
        case "markdown":
            sys.stdout.write(as_markdown(threads))
        case _:
            assert_never(form)
