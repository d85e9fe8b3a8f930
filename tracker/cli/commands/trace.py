"""`tracker trace`: one pledge through its life, or a text beside the record."""

import re
from collections.abc import Sequence
from typing import Annotated, assert_never

import typer

from tracker.cli.exporting import export
from tracker.cli.formats import Format, ThreadsFormat
from tracker.cli.options import ShowThreads
from tracker.cli.text import is_text, read
from tracker.cli.world import World, clock
from tracker.desk.checking import SayingCheck, SearchScope, check
from tracker.desk.gather import absence_of
from tracker.desk.pledge_index import thread_of
from tracker.errors import UsageError
from tracker.links.link import Thread
from tracker.render import check as render_check
from tracker.render import pledges as render
from tracker.render import tables
from tracker.render.absent import told
from tracker.render.care import stood
from tracker.render.schemas.trace import Trace
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
    form: ShowThreads = Format.TEXT,
) -> int:
    """Follow a pledge by any of its names: every stage, what changed, and which words prove it.

    A file, a web address or - for standard input is checked instead: of each of its claims and quotations, whether it
    stands in the record word for word, nearly or not at all. Nothing is recorded.

    Example: tracker trace "hit squads"
    """
    world: World = context.obj
    if is_text(words):
        return _check(world, words, form)
    if not any(letter.isalnum() for letter in words):
        raise UsageError(f"{words[:60]!r} holds no word to look for. Give at least one word or number.")
    with world.archive() as archive, world.pledge_index(archive) as index:
        if THREAD.fullmatch(words):
            thread_of(index, words)  # UsageError where there is none
        found = index.find(words)
        if form is not Format.TEXT:
            export(world, index.told(found), form)
            return 0
        if found:
            best = index.told(found[:1])[0] if review else found[0]
            world.show(render.timeline(best, candidates=review, marked=marked, brief=brief, urls=urls))
            _say_where_it_is_not(world, archive, best)
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


def _check(world: World, asked: str, form: ThreadsFormat) -> int:
    found, searched = _compare(world, asked)
    match form:
        case Format.TEXT:
            world.show(render_check.listing(found, searched))
        case Format.MARKDOWN:
            world.write(render_check.markdown(found, searched))
        case Format.JSON:
            world.tell(Trace.of(found, searched))
        case Format.CSV:
            world.table(*tables.trace(Trace.of(found, searched)))
            for sentence in render_check.scope(found, searched):
                typer.echo(sentence, err=True)
        case _:
            assert_never(form)
    return 0


def _compare(world: World, asked: str) -> "tuple[Sequence[SayingCheck], SearchScope]":
    document = read(world, asked)
    with world.archive() as archive:
        return check(document, archive, world.config.verdicts.alias)


def _say_where_it_is_not(world: World, archive: "Archive", thread: "Thread") -> None:
    found = absence_of(thread, archive, world.config, clock())
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
