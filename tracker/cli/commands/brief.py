"""`tracker brief`: one pledge as a page for an editor."""

from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.formats import BriefFormat, Format
from tracker.cli.options import ShowBrief
from tracker.cli.world import World, clock
from tracker.desk.asked import asked_story, the_pledge
from tracker.desk.briefing import Briefing, briefing
from tracker.desk.withheld import refuse_withheld
from tracker.render.briefing import forms, paper


def brief(
    context: typer.Context,
    pledge: Annotated[
        str,
        typer.Argument(
            help="A thread id, a claim, a stage, an id of your own list, a name or any words.",
            autocompletion=completing.threads,
        ),
    ],
    *,
    form: ShowBrief = Format.TEXT,
) -> int:
    """Write one pledge as a page for an editor: exact words, what changed, what is not known.

    Each wording has who, when and where, its citation, and the commands that prove it. The page says who has confirmed
    that the wordings are one pledge, and what was searched. It gives no verdict.

    Example: tracker brief "hit squads" --format docx > brief.docx
    """
    world: World = context.obj
    with world.archive() as archive, world.pledge_index(archive) as index:
        (thread,) = index.told([the_pledge(asked_story(pledge, world.config.own, index))])
        told = briefing(thread, archive, world.config, clock())
        quoted = [one.cited.version.version for one in told.stages]
        refuse_withheld(archive, world.config, clock(), quoted)
    _print(world, told, form)
    return 0


def _print(world: World, told: Briefing, form: BriefFormat) -> None:
    match form:
        case Format.TEXT:
            world.show(forms.as_rows(told))
        case Format.MARKDOWN:
            world.write(forms.as_markdown(told))
        case Format.HTML:
            world.write(forms.as_html(told))
        case Format.DOCX:
            world.binary(paper.as_docx(told))
        case Format.JSON:
            world.tell(told)
        case _:
            assert_never(form)
