"""`tracker report`: the site."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.world import World
from tracker.errors import UsageError


def report(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the site goes: a new or empty folder, or one built before.")],
    *,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Also links that nobody has confirmed, marked as not checked.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, max=64, help="Processes that make pages; all cores without it.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", help="Web address of the site. Default: `site` of settings.toml.")
    ] = None,
) -> int:
    """Write a site of everything recorded: open its index.html, or put the folder on any web server.

    Only what changed since the last time is made anew. Sources whose text may not be handed on show short extracts.

    Example: tracker report site
    """
    from tracker.cli.report.build import build, tops
    from tracker.cli.report.held import Held
    from tracker.cli.report.sections import SECTIONS
    from tracker.cli.report.told import bar, told
    from tracker.render.site.frame import Site

    world: World = context.obj
    site = Site(has=tops(SECTIONS), base=_base(base or world.config.settings.site))
    with world.archive() as archive:
        held = Held(archive=archive, config=world.config, site=site, suggestions=suggestions)
        with bar(world.console) as tell:
            built = build(held, folder, SECTIONS, jobs=jobs, tell=tell)
    world.say(*told(built, folder))
    return 0


def _base(text: str | None) -> str | None:
    """The address with a slash at its end, so that a page's own can be put behind it."""
    from tracker.config.checks import http_url

    if text is None:
        return None
    try:
        return http_url(text).rstrip("/") + "/"
    except ValueError as error:
        raise UsageError(f"--base {text[:80]!r} is no web address; give {error}.") from error
