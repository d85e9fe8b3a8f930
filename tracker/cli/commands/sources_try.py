"""`tracker sources try`: what would be kept of a source."""

from typing import Annotated

import typer

from tracker.capture.trial import trial
from tracker.cli.formats import Format
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.render import trial as render
from tracker.render.schemas.trial import TrialReport


def sources_try(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The source to try.")],
    *,
    form: ShowAs = Format.TEXT,
) -> int:
    """Fetch a source once and show what would be kept; record nothing.

    Also what would be left out, and by which selector.

    Warns of selectors that will not last, and suggests one for what holds the article. With the extra
    `generic` a second extractor says where it would read the page differently.

    Example: tracker sources try labour-manifesto
    """
    world: World = context.obj
    config = world.config
    source = next((one for one in config.sources if one.id == name), None)
    if source is None:
        raise UsageError(f"There is no source {name!r}. `tracker sources list` names them all.")
    with Client(config.settings, now=clock, version=own_version()) as client, apart(world) as warden:
        found = trial(
            source,
            client=client,
            settings=config.settings,
            people=config.people,
            root=world.root,
            now=clock,
            apart=warden,
        )
    world.answer(form, text=lambda: world.show(render.trial(found)), told=lambda: TrialReport.of(found))
    return SOURCES_FAILED if found.document is None or found.suspicion else 0
