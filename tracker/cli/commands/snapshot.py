"""`tracker snapshot`: one round."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.options import CHANGED, SOURCES_FAILED, ShowAs
from tracker.cli.world import World, clock
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.config.source import Source


def snapshot(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Sources to ask; all enabled ones without it.")] = None,
    *,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Hosts asked side by side.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when content changed.")] = False,
    form: ShowAs = "text",
) -> int:
    """Run one round: ask every source, record what changed.

    Example: tracker snapshot dfe-rise
    """
    from importlib.metadata import version

    from tracker.capture.health import known
    from tracker.capture.outcome import Failed, Recorded, Suspect
    from tracker.capture.page import Tools
    from tracker.capture.round import run_round
    from tracker.cli.gather import all_claims
    from tracker.fetch.client import Client
    from tracker.render import outcomes as render
    from tracker.store.version import NEWS

    world: World = context.obj
    chosen = _chosen(world, ids or [])
    settings = world.config.settings
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    with world.archive() as archive, Client(settings, now=clock, version=version("tracker")) as client:
        tools = Tools(
            archive=archive, client=client, settings=settings, people=world.config.people, now=clock, root=world.root
        )
        text = form == "text"
        record, found = run_round(
            chosen, tools=tools, tell=lambda one: world.console.print(render.line(one)) if text else None
        )
        if text:
            world.show(render.summary(record, archive.heads()))
        else:
            world.json(render.as_json(record, found, archive.heads()))
        until = archive.acknowledged()
        if any(isinstance(one, Recorded) for one in found):
            all_claims(archive, world.config)  # what is new is read for claims now, so that `pledges` need not
    troubled = (one for one in found if isinstance(one, Failed | Suspect))
    if any(known(one.name, until, now=record.started) is None for one in troubled):
        return SOURCES_FAILED
    changed = any(isinstance(one, Recorded) and one.version_kind in NEWS for one in found)
    return CHANGED if exit_code and changed else 0


def _chosen(world: World, ids: list[str]) -> "tuple[Source, ...]":
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    return tuple(source for source in sources if (source.id in ids if ids else source.enabled))
