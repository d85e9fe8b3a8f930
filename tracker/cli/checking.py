"""Checking a text: `tracker trace FILE|URL|-`, in each of its formats."""

from itertools import chain
from typing import assert_never

import typer
from rich.text import Text

from tracker.cli import screen
from tracker.cli.formats import Format, ThreadsFormat
from tracker.cli.steps import steps
from tracker.cli.text import read
from tracker.cli.world import World
from tracker.desk.checking import SayingCheck, SearchScope, check
from tracker.render import check as render
from tracker.render import tables
from tracker.render.schemas.trace import Trace

LONG = 60
"""Sentences of a text from which it is said how far the check is: beside 250 documents they take two seconds."""


def check_text(
    world: World,
    asked: str,
    form: ThreadsFormat,
    *,
    limit: int | None = None,
    full: bool = False,
    everything: bool = False,
) -> int:
    """Hold the text against the record and print how each statement is held. `everything`: also what is not found."""
    document = read(world, asked)
    with world.archive() as archive, steps() as step:
        sentences = len(document.sentences)
        tick = step("Checking the text", "statements", None) if sentences >= LONG else None
        found, searched = check(document, archive, world.config, tick=tick)
    match form:
        case Format.TEXT:
            _show(world, found, searched, limit=limit, full=full or world.prints_full, everything=everything)
        case Format.MARKDOWN:
            world.write(render.markdown(found, searched))
        case Format.JSON:
            world.tell(Trace.of(found, searched))
        case Format.CSV:
            world.table(*tables.trace(Trace.of(found, searched)))
            for sentence in chain([render.head(found)], render.scope(searched)):
                typer.echo(sentence, err=True)
        case _:
            assert_never(form)
    return 0


def _show(
    world: World,
    found: tuple[SayingCheck, ...],
    searched: SearchScope,
    *,
    limit: int | None,
    full: bool,
    everything: bool,
) -> None:
    """One screen: the sum, what was found, what was not in one line. All of it where that is asked for."""
    listed = render.important(found)
    whole = full or everything or limit == 0
    if whole:
        listed += render.not_found(found)
    below = (
        [*render.scope(searched)]
        if whole
        else [*filter(None, [render.folded(found, searched)]), *render.damaged(searched)]
    )
    screen.show(
        world,
        (render.block(one, full=full) for one in listed),
        left=screen.more(len(listed), "statement"),
        head=[Text(render.head(found))],
        foot=[Text(line, style="faint") for line in below],
        limit=0 if whole else limit,
        full=False,
    )
