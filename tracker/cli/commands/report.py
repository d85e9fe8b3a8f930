"""`tracker report`: the site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tracker.cli import embeds
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World, clock
from tracker.config.checks import http_url
from tracker.desk.carried import Carried, of_site
from tracker.desk.cropped import cropper
from tracker.desk.published import Published
from tracker.desk.withheld import for_others
from tracker.errors import UsageError
from tracker.installed import how_to_add
from tracker.render.changes import counted
from tracker.render.schemas.report import SiteBuild
from tracker.site.build import BuildResult, build, tops
from tracker.site.corrected import corrected
from tracker.site.frame import Site
from tracker.site.holdings import SiteHoldings
from tracker.site.raster import rasteriser
from tracker.site.sections import EVERY


def report(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the site goes: a new or empty folder, or one built before.")],
    files: Annotated[
        list[Path] | None, typer.Argument(help="With --check-embeds: lists (.csv) or pages (.html) of embeds.")
    ] = None,
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
    check_embeds: Annotated[
        bool, typer.Option("--check-embeds", help="Make nothing; say which cards and embeds are no longer right.")
    ] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Write a website of everything recorded.

    Open its index.html, or put the folder on any web server.

    Only what changed since the last time is rebuilt. Sources whose text may not be handed on show short extracts.

    Example: tracker report site
    """
    world: World = context.obj
    if files and not check_embeds:
        raise UsageError(f"{files[0]} is one too many: files are read with --check-embeds only.")
    settings = world.config.settings
    site = Site.of(settings, has=tops(EVERY), base=_base(base or settings.site), hides=world.config.redactions.standing)
    with world.archive() as archive, for_others(archive, world.config, clock()) as (shown, config):
        if not check_embeds:
            archive.note_carried(of_site(world.config))
        told = corrected(Published.of(config, suggestions=suggestions), Carried.of(config, archive.carried()))
        frame = replace(site, corrected=told)
        held = SiteHoldings(archive=shown, config=config, site=frame, suggestions=suggestions)
        if check_embeds:
            return embeds.check(world, held, folder, files or (), form)
        with _bar(world.console, shown=form is Format.TEXT) as tell:
            built = build(held, folder, EVERY, jobs=jobs, tell=tell)
        waits = world.waits(archive) if form is Format.TEXT else ()
    world.answer(
        form,
        text=lambda: world.say(*_told(built, folder), *_lacking(held), *waits),
        told=lambda: SiteBuild(
            folder=str(folder),
            index=str(folder / "index.html"),
            written=built.made,
            left=built.kept,
            deleted=built.gone,
            bytes=built.size,
        ),
    )
    return 0


@contextmanager
def _bar(console: Console, *, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar that goes when all is done; nothing where nobody looks."""
    columns = (TextColumn("Writing pages"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not (shown and console.is_terminal)) as progress:
        task = progress.add_task("pages", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def _told(built: BuildResult, folder: Path) -> Iterator[str]:
    """How much was made, and where to look."""
    size = f"{built.size / 1_000_000:,.1f} MB"
    went = f", {counted(built.gone, 'file')} deleted" if built.gone else ""
    yield f"{counted(built.made, 'file')} written, {built.kept:,} left as they were{went}; {size} in all."
    yield f"Open {folder / 'index.html'} in a browser, or put the folder on a web server."


def _lacking(held: SiteHoldings) -> Iterator[str]:
    """What shared links go without, where the site has an address at which they could have it, and pages of changes."""
    if held.pictured and not cropper():
        yield f"No parts of pictures beside changes without the extra `browser`: {how_to_add('browser')}"
    if held.site.base and not rasteriser():
        yield f"No card pictures: shared links show none without the extra `cards`: {how_to_add('cards')}"


def _base(text: str | None) -> str | None:
    """The address with a slash at its end, so that a page's own can be put behind it."""
    if text is None:
        return None
    try:
        return http_url(text).rstrip("/") + "/"
    except ValueError as error:
        raise UsageError(f"--base {text[:80]!r} is not a web address; give {error}.") from error
