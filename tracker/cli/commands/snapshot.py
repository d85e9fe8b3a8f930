"""`tracker snapshot`: one round."""

import os
from datetime import datetime
from typing import Annotated

import typer

from tracker.capture import due as waits
from tracker.capture.event import TroubleNews
from tracker.capture.outcome import Recorded
from tracker.capture.round import run_round
from tracker.capture.troubles import troubles
from tracker.cli import completing
from tracker.cli.formats import Format
from tracker.cli.mailing import mailed
from tracker.cli.options import CHANGED, SOURCES_FAILED, LogAs, ShowAs
from tracker.cli.round import RoundOutput
from tracker.cli.steps import patient
from tracker.cli.tools import tools
from tracker.cli.watching import watching
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.desk.after import AfterRound
from tracker.desk.targets import begin
from tracker.errors import UsageError
from tracker.render.clock import clock_doubts
from tracker.store.archive import Archive
from tracker.store.version import NEWS

KEY = "TRACKER_ARCHIVE_KEY"
"""The account's keys at the web archive, `access:secret`: from the environment alone, never from a file that is shared."""


def snapshot(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Sources to ask; all enabled ones without it.", autocompletion=completing.sources),
    ] = None,
    *,
    due: Annotated[
        bool, typer.Option("--due", help="Only sources whose time has come, by their interval; for a frequent job.")
    ] = False,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Hosts asked side by side.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when content changed.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print only what changed, on one screen, and new troubles: for cron.")
    ] = False,
    mail: Annotated[
        str | None,
        typer.Option("--mail", help="Send what --quiet prints to this address, by this machine's own mailer."),
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify/--no-notify", help="Tell the targets of config/notify.toml, if there are any.")
    ] = True,
    log: LogAs = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Mark what is in trouble as GitHub Actions shows it, on standard error.")
    ] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Ask every source once and record what changed.

    On a terminal it shows how far it is; elsewhere a line now and then, on standard error.

    Example: tracker snapshot dfe-rise
    """
    world: World = context.obj
    if mail is not None and form is not Format.TEXT:
        raise UsageError("--mail sends text: leave --format out.")
    chosen, settings = _chosen(world, ids or []), world.config.settings
    output = RoundOutput(world, form, quiet or mail is not None)
    compose = output.compose if notify else None
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    with mailed(mail) as box, world.archive() as archive:
        waiting = _waiting(world, chosen, archive, due=due)
        if len(waiting) == len(chosen):  # also where none is enabled
            after = AfterRound(archive, world.config, clock, output.say)
            after.tell(compose)
            after.beat(os.environ)
            output.nothing_due(waiting, archive.heads())
            return 0
        begin(archive, world.config.notify.notify if notify else ())
        AfterRound(archive, world.config, clock, output.say).begin()
        begun = clock()
        asked = tuple(source for source in chosen if source.id not in waiting)
        hearing = watching(world, log=log or settings.log, quiet=output.quiet)
        with tools(world, archive, settings) as mine, hearing as hear:
            record, found = run_round(asked, tools=mine, tell=output.tell, hear=hear)
        news = output.news(record, found, archive)
        wrong = troubles(record, found, archive, settings=settings)
        output.whole(record, found, wrong, archive.heads(), clock() - begun)
        for one in wrong.notices:
            hear(TroubleNews(clock(), one))
        box.subject = output.subject(news, wrong) if mail is not None else box.subject
        after = AfterRound(archive, world.config, clock, output.say, hear)
        after.read_claims(record.id, found)
        with patient() as step:
            after.update_threads(found, None if quiet else step)
        after.tell(compose)
        after.beat(os.environ)
        output.saves(after.save(chosen, os.environ.get(KEY) or None))
    output.annotate(wrong.open if annotate else ())
    if wrong.need_attention:
        return SOURCES_FAILED
    changed = any(isinstance(one, Recorded) and one.version_kind in NEWS for one in found)
    return CHANGED if exit_code and changed else 0


def _chosen(world: World, ids: list[str]) -> tuple[Source, ...]:
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    return tuple(source for source in sources if (source.id in ids if ids else source.enabled))


def _waiting(world: World, sources: tuple[Source, ...], archive: Archive, *, due: bool) -> dict[str, datetime]:
    """Those whose time has not come, with when it does; none where all are wanted. Times that cannot be are told."""
    now, newest = clock(), archive.runs(limit=1)
    asked = {source.id for source in sources} if due else frozenset()
    ahead = {name: at for name, at in waits.ahead(archive, now=now).items() if name in asked}
    for sentence in clock_doubts(newest[0].started if newest else None, ahead, now=now):
        typer.echo(sentence, err=True)
    when = waits.due(sources, archive, world.config.settings, now=now) if due else {}
    return {name: at for name, at in when.items() if at is not None and at > now}
