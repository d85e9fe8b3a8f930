"""`tracker import warc`: captures in WARC files."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.crawled import without_readers
from tracker.capture.fromwarc import Warcs
from tracker.cli.formats import Format
from tracker.cli.importing import bring_in
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import apart
from tracker.cli.workers import reading
from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.render import imports as render


def import_warc(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="WARC files, packed or not.")],
    *,
    public: Annotated[
        bool,
        typer.Option("--public", help="Show others also pages that showed an account: a crawler made them, no person."),
    ] = False,
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record captures of our sources from WARC files, matched by address.

    What is damaged is left out and named, with exit code 3; the rest is taken. A page that shows somebody logged in is
    kept without the account, and others see it after `tracker release`.

    Example: tracker import warc crawl.warc.gz
    """
    world: World = context.obj
    if missing := [one for one in files if not one.is_file()]:
        raise UsageError(f"There is no file {str(missing[0])[:200]}: see how its name is spelt. Nothing was imported.")
    with world.archive() as archive, apart(world) as warden, reading(warden, jobs, cluster) as readers:
        warcs = Warcs(files, world.config.sources, archive)
        crawl = without_readers(warcs, warcs.captures(), warden, public=public)
        found = crawl.captures
        if not found and form is Format.TEXT:
            world.console.print("No capture in these files is of a page that a source declares.")
        taken = bring_in(world, archive, found, form=form, warden=warden, readers=readers, removed=crawl.removed)
        for line in (
            (*render.lost(warcs), *render.passed_by(warcs), *render.cleaned(crawl, public=public))
            if form is Format.TEXT
            else ()
        ):
            world.console.print(line)
        for line in render.damage(warcs):
            typer.echo(f"tracker: {line}", err=True)
        return SOURCES_FAILED if warcs.faults or warcs.lost or taken.faults else 0
