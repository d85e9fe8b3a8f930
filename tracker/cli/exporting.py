"""Threads for programs and tables, on standard output."""

import sys
from collections.abc import Sequence
from typing import Literal, assert_never

from tracker.cli.formats import Format
from tracker.cli.world import World
from tracker.desk.notes import Notebook
from tracker.desk.story import StoryMatch
from tracker.links.link import Thread
from tracker.links.semantic.ranking import Ranking
from tracker.render.exported import COLUMNS, as_json, as_markdown, rows


def export(
    world: World,
    threads: Sequence[Thread],
    form: Literal[Format.MARKDOWN, Format.CSV, Format.JSON],
    *,
    match: StoryMatch | None = None,
    ranking: Ranking | None = None,
) -> None:
    """Print them in that form. `match`: how they answer the words that were asked for; `ranking`: what put them in order."""
    notes = Notebook.of(world.config, for_desk=True)
    match form:
        case Format.JSON:
            world.json(as_json(threads, match=match, ranking=ranking, notes=notes))
        case Format.CSV:
            world.table(COLUMNS, (row for thread in threads for row in rows(thread, notes)))
        case Format.MARKDOWN:
            sys.stdout.write(as_markdown(threads, notes))
        case _:
            assert_never(form)
