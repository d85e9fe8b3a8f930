"""Threads for programs and tables, on standard output."""

import sys
from collections.abc import Sequence
from typing import Literal, assert_never

from tracker.cli.formats import Format
from tracker.cli.world import World
from tracker.links.link import Thread
from tracker.render.exported import COLUMNS, as_json, as_markdown, rows


def export(world: World, threads: Sequence[Thread], form: Literal[Format.MARKDOWN, Format.CSV, Format.JSON]) -> None:
    """Print them in that form."""
    match form:
        case Format.JSON:
            world.json(as_json(threads))
        case Format.CSV:
            world.table(COLUMNS, (row for thread in threads for row in rows(thread)))
        case Format.MARKDOWN:
            sys.stdout.write(as_markdown(threads))
        case _:
            assert_never(form)
