"""`tracker review`: what waits for a person, one decision after another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ShowAs
from tracker.cli.review.double import blindfolded, review_double, tell_agreement
from tracker.cli.review.giving import give_sheet
from tracker.cli.review.taking import take_sheet
from tracker.cli.review.terminal import review_here
from tracker.cli.review.web import review_web
from tracker.cli.speaking import is_terminal
from tracker.cli.world import World
from tracker.config.decider import name_of
from tracker.errors import UsageError


def review(
    context: typer.Context,
    *,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write what waits into this CSV file, to be decided in a spreadsheet."),
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--import", help="Take the decisions of such a file: all of them, or none.")
    ] = None,
    with_seeded: Annotated[
        bool,
        typer.Option("--seeded", help="Put in one link in twenty that is known to be wrong; say how many you noticed."),
    ] = False,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Begin with these: changes, links, claims, captures, a publisher or a source."),
    ] = None,
    double: Annotated[
        int | None,
        typer.Option(
            "--double", min=1, help="This many items, as anybody else who asks gets them, without what others said."
        ),
    ] = None,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Say how often people agree who decided on the same by --double.")
    ] = False,
    web: Annotated[
        bool, typer.Option("--web", help="Serve the queues to a browser on this machine, until Ctrl-C.")
    ] = False,
    people: Annotated[
        list[str] | None,
        typer.Option("--for", help="With --web: who decides there; several times, each gets an address that stays."),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="With --web: the port; a free one without it.")
    ] = 0,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Decide what waits, one key a decision: changes, links, claims, suspect captures.

    On a terminal, in the manner of `git add -p`; ? lists the keys. What was decided is written at the end; Ctrl-C leaves it
    for the next time. --web serves the same to a browser, at an address that only you know. --export writes a row for each
    of them: put line or routine, same, related or different, claim or none, page or not the page into the first column,
    and --import takes them. A file with any fault is refused as a whole. --double gives several people the same items, each
    without what the others said, and tells how often they agree (Cohen's kappa).

    Example: tracker review --export waiting.csv
    """
    world: World = context.obj
    if export and take:
        raise UsageError("Give --export or --import, not both.")
    if agreement:
        return tell_agreement(world, form)
    if (people or port) and not web:
        raise UsageError("--for and --port go with --web.")
    if web:
        if export or take or double:
            raise UsageError("Give --web, --export, --import or --double, not several of them.")
        names = _names(people) if people else [who(world, by)]
        return review_web(world, names, keeps=bool(people), port=port, with_seeded=with_seeded, only=only or "")
    if take:
        body, name = _read(take), who(world, by)
        seen = blindfolded(world, name) if double else world
        return take_sheet(seen, take, body, by=name, anyway=anyway, form=form, is_blind=bool(double))
    if export:
        name = who(world, by) if double else ""
        return give_sheet(blindfolded(world, name) if double else world, export, form, by=name, number=double)
    if not is_terminal():
        raise UsageError(
            "Without a terminal nothing can be asked: --export FILE.csv writes what waits for a spreadsheet, and --web"
            " serves it to a browser."
        )
    name = who(world, by)
    if double:
        return review_double(world, by=name, number=double)
    with world.archive() as archive, world.pledge_index(archive) as index:
        return review_here(world, archive, index, by=name, with_seeded=with_seeded, only=only or "")


def _names(people: Sequence[str]) -> list[str]:
    try:
        return [*dict.fromkeys(map(name_of, people))]
    except ValueError as error:
        raise UsageError(f"--for: expected {error}.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
