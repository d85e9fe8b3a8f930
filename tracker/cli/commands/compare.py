"""`tracker compare`: two documents by their commitments, or several by a topic."""

from typing import Annotated, assert_never

import typer

from tracker.cli.formats import Format, ThreadsFormat
from tracker.cli.options import ShowThreads
from tracker.cli.screen import LINES, Full, Limit, more, show
from tracker.cli.world import World, clock
from tracker.desk.manifestos import EXTRACT, ManifestoComparison, TopicComparison, by_topic, manifestos
from tracker.errors import UsageError
from tracker.render import manifestos as render
from tracker.render.schemas.compare import Compare

_HEAD = 3
"""Lines above the extracts of a topic."""


def compare(
    context: typer.Context,
    places: Annotated[
        list[str],
        typer.Argument(help="Two documents or versions, source[/document][@version]; with --topic two or more."),
    ],
    *,
    topic: Annotated[
        str | None, typer.Option(help="What each says of this topic, like send or teachers, side by side.")
    ] = None,
    limit: Limit = None,
    full: Full = False,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Compare two documents by their commitments: which stand, which are reworded, not found, or new.

    With --topic, what each says of it: in its own order, the words of commitment, extracts of one length.
    "Not found" is said of the version that is named, never that a pledge was dropped.

    Example: tracker compare conservative-2015 conservative-2017
    """
    world: World = context.obj
    if len(places) < 2 or (topic is None and len(places) > 2):  # noqa: PLR2004 - two are compared
        raise UsageError(
            "Name two documents, like `tracker compare labour-2019 labour-2024`; more than two by --topic."
        )
    with world.archive() as archive:
        if topic is None:
            _tell(world, manifestos(archive, world.config, places[0], places[1], clock()), limit, form, full=full)
        else:
            _tell_by_topic(world, by_topic(archive, world.config, topic, places, clock()), limit, form, full=full)
    return 0


def _tell(world: World, found: ManifestoComparison, limit: int | None, form: ThreadsFormat, *, full: bool) -> None:
    match form:
        case Format.TEXT:
            show(
                world,
                render.blocks(found, world.console.width, full=True),
                brief=render.blocks(found, world.console.width),
                head=render.head(found),
                left=more(len(found.rows), "commitment"),
                limit=limit,
                full=full,
            )
        case Format.JSON:
            world.tell(Compare.of(found))
        case Format.CSV:
            world.table(render.COLUMNS, render.values(found))
        case Format.MARKDOWN:
            world.write(render.markdown(found))
        case _:
            assert_never(form)


def _tell_by_topic(world: World, found: TopicComparison, limit: int | None, form: ThreadsFormat, *, full: bool) -> None:
    match form:
        case Format.TEXT:
            width = world.console.width
            show(
                world,
                render.topic_blocks(found, width, letters=EXTRACT),
                brief=render.topic_blocks(found, width, room=LINES - _HEAD - 1, letters=EXTRACT),
                head=render.topic_head(found),
                left=more(sum(max(len(said), 1) for said in found.said), "extract"),
                limit=limit,
                full=full,
            )
        case Format.JSON:
            world.tell(Compare.of(found))
        case Format.CSV:
            world.table(render.TOPIC_COLUMNS, render.topic_values(found, EXTRACT))
        case Format.MARKDOWN:
            world.write(render.topic_markdown(found, EXTRACT))
        case _:
            assert_never(form)
