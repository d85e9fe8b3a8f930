"""`tracker trace`: one pledge through its life, or a text beside the record."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from tracker.claims.claim import Claim
from tracker.cli.checking import check_text
from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads
from tracker.cli.screen import Full, Limit
from tracker.cli.text import is_text
from tracker.cli.world import World, clock
from tracker.desk.gather import absence_of, thread_of
from tracker.desk.gather import pledges as gather
from tracker.errors import UsageError
from tracker.links.link import Thread
from tracker.links.search import find
from tracker.render import pledges as render
from tracker.render.absent import told
from tracker.render.care import stood
from tracker.store.archive import Archive

THREAD = re.compile("t-[a-z2-7]{10}")
OTHERS = 5
"""Further threads that are named below the best one."""


def trace(
    context: typer.Context,
    words: Annotated[
        str, typer.Argument(help="Any words, a press name, a thread id; or a file, a web address or - to be checked.")
    ],
    *,
    brief: Annotated[bool, typer.Option("--brief", help="The table of stages alone.")] = False,
    marked: Annotated[bool, typer.Option("--marked", help="Each wording marked against the one before.")] = False,
    urls: Annotated[bool, typer.Option("--urls", help="With the web address of each page.")] = False,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Of a text: also the statements that are not found.")
    ] = False,
    limit: Limit = None,
    full: Full = False,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Follow a pledge by any of its names: every stage, what changed, and which words prove it.

    A file, a web address or - for standard input is checked instead: whether each statement and quotation stands in the
    record word for word, nearly (with what differs: number, date, firmness, who) or not at all. Nothing is recorded.

    Example: tracker trace "hit squads"
    """
    world: World = context.obj
    if is_text(words):
        return check_text(world, words, form, limit=limit, full=full, everything=everything)
    if not any(letter.isalnum() for letter in words):
        raise UsageError(f"{words[:60]!r} holds no word to look for. Give at least one word or number.")
    with world.archive() as archive:
        held, threads = gather(archive, world.config)
        if THREAD.fullmatch(words):
            thread_of(threads, words)  # UsageError where there is none
        found = find(words, threads, held, aliases=world.config.verdicts.alias)
        if form is not Format.TEXT:
            export(world, found, form)
            return 0
        if found:
            world.show(render.timeline(found[0], candidates=review, marked=marked, brief=brief, urls=urls))
            _say_where_it_is_not(world, archive, found[0], held)
        stood = _where_it_stood(archive, words) if words not in {thread.id for thread in found} else None
        if stood is None and not found:
            rounds = archive.runs(limit=1)
            as_of = f" as of {rounds[0].started:%Y-%m-%d}" if rounds else ""
            stood = f"Not found in these {len(world.config.sources)} sources{as_of}."
        world.say(*filter(None, [stood]))
    if len(found) > 1:
        world.console.print("Also:", style="faint")
        world.show(render.listing(found[1 : OTHERS + 1]))
    return 0


def _say_where_it_is_not(world: World, archive: "Archive", thread: "Thread", held: "Sequence[Claim]") -> None:
    found = absence_of(thread, archive, world.config, held, clock())
    if found:
        world.show(told(found))


def _where_it_stood(archive: "Archive", words: str) -> str | None:
    """In which version the very words first and last stood, in any sentence, claim or not; None where in none."""
    phrase = " ".join(words.replace('"', " ").split())
    try:
        found = archive.said(f'"{phrase}"') if phrase else ()
    except UsageError:
        found = ()
    return stood(phrase, found) if found else None
