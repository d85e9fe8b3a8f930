"""`tracker snapshot`: one round."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer

from tracker.cli import completing
from tracker.cli.options import CHANGED, SOURCES_FAILED, LogAs, ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from tracker.capture.health import SourceFault
    from tracker.capture.outcome import Outcome
    from tracker.cli.notifying import Delivery
    from tracker.cli.watching import Hear
    from tracker.config.source import Source
    from tracker.store.archive import Archive


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
        bool, typer.Option("--quiet", help="Print only what changed and what is new of troubles.")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify/--no-notify", help="Tell the targets of config/notify.toml, if there are any.")
    ] = True,
    log: LogAs = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Mark what is in trouble as GitHub Actions shows it, on standard error.")
    ] = False,
    form: ShowAs = "text",
) -> int:
    """Run one round: ask every source, record what changed.

    On a terminal it shows how far it is; elsewhere a line now and then, on standard error.

    Example: tracker snapshot dfe-rise
    """
    from importlib.metadata import version

    from tracker.capture.outcome import Failed, Recorded, Suspect, Unchanged
    from tracker.capture.round import run_round
    from tracker.capture.tools import Tools
    from tracker.capture.troubles import troubles
    from tracker.cli.notifying import begin
    from tracker.cli.watching import watching
    from tracker.fetch.client import Client
    from tracker.render import outcomes as render
    from tracker.render import troubles as render_troubles
    from tracker.store.version import NEWS

    world: World = context.obj
    chosen = asked = _chosen(world, ids or [])
    settings = world.config.settings
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    with (
        world.archive() as archive,
        Client(settings, now=clock, version=version("tracker")) as client,
        apart(world) as warden,
    ):
        tools = Tools(archive, client, settings, world.config.people, clock, world.root, warden)
        waiting = _waiting(world, chosen, archive, due=due)
        if due and len(waiting) == len(chosen):
            _tell(world, archive, wanted=notify, hear=None, to_stderr=form != "text")
            return _nothing_due(world, waiting, archive, "quiet" if quiet and form == "text" else form)
        chosen = tuple(source for source in chosen if source.id not in waiting)
        text = form == "text"

        def tell(one: "Outcome") -> None:
            """Say at once what is good; troubles come together at the end, those that are news."""
            if text and not isinstance(one, Failed | Suspect) and not (quiet and isinstance(one, Unchanged)):
                world.console.print(render.line(one))

        begin(archive, world.config.notify.notify if notify else ())
        begun = clock()
        with watching(world, log=log or settings.log, quiet=quiet) as hear:
            record, found = run_round(chosen, tools=tools, tell=tell, hear=hear)
        wrong = troubles(record, found, archive, settings=settings)
        match form:
            case "text":
                world.show(render_troubles.lines(wrong, brief=quiet))
                world.show(() if quiet else render.summary(record, archive.heads(), clock() - begun))
            case "json":
                from tracker.render.schemas.round import Round

                world.tell(Round.of(record, found, wrong, archive.heads()))
            case _:
                assert_never(form)
        if any(isinstance(one, Recorded) for one in found):
            _find_claims(world, archive, record.id)
        _tell(world, archive, wanted=notify, hear=hear, to_stderr=form != "text")
        saved = _ask_to_save(world, asked, archive, quiet=quiet)
        world.show(saved if text else ())
    _annotate(wrong.open if annotate else ())
    if wrong.need_attention:
        return SOURCES_FAILED
    changed = any(isinstance(one, Recorded) and one.version_kind in NEWS for one in found)
    return CHANGED if exit_code and changed else 0


def _annotate(faults: "Sequence[SourceFault]") -> None:
    from tracker.render.annotation import annotations

    for line in annotations(faults):
        typer.echo(line, err=True)


def _ask_to_save(
    world: World, sources: "Sequence[Source]", archive: "Archive", *, quiet: bool
) -> "tuple[RenderableType, ...]":
    """Last of all, as it may take a minute: the round is told by then, with the head that is its witness."""
    if not any(source.save for source in sources):
        return ()
    from tracker.cli.saving import ask_to_save
    from tracker.render.saves import lines

    saved = ask_to_save(world, sources, archive)
    return tuple(lines(saved, brief=quiet)) if saved else ()


def _find_claims(world: World, archive: "Archive", run: str) -> None:
    from tracker.cli.finding import read_new

    with suppress(StoreError):  # a damaged text is for `verify` to tell; this round is recorded
        read_new(archive, run, world.config.people, world.config.settings.claim_confidence)


def _tell(world: World, archive: "Archive", *, wanted: bool, hear: "Hear | None", to_stderr: bool) -> None:
    """What each target has not been told yet, also from earlier rounds; a sentence for each message, whatever became of it.

    The exit code is the round's: a service that is down is not a source that failed.
    """
    from tracker.capture.event import NotificationEnd
    from tracker.cli.notifying import LATER, after_round

    def say(sentence: str) -> None:
        if to_stderr:
            typer.echo(sentence, err=True)
        else:
            world.say(sentence)

    def told(one: "Delivery") -> None:
        say(f"{one.sentence.rstrip('.')}; {LATER}." if one.failure else one.sentence)
        if hear is not None:
            hear(NotificationEnd(clock(), one.due.target.name, one.due.digest.summary, one.failure))

    if wanted and (fault := after_round(world, archive, told)):
        say(f"{fault.rstrip('.')}; {LATER}.")


def _chosen(world: World, ids: list[str]) -> "tuple[Source, ...]":
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    return tuple(source for source in sources if (source.id in ids if ids else source.enabled))


def _waiting(world: World, sources: "tuple[Source, ...]", archive: "Archive", *, due: bool) -> "dict[str, datetime]":
    """Those whose time has not come, with when it does; none where all are wanted. Times that cannot be are told."""
    from tracker.capture import due as waits
    from tracker.render.clock import clock_doubts

    now, newest = clock(), archive.runs(limit=1)
    asked = {source.id for source in sources} if due else frozenset()
    ahead = {name: at for name, at in waits.ahead(archive, now=now).items() if name in asked}
    for sentence in clock_doubts(newest[0].started if newest else None, ahead, now=now):
        typer.echo(sentence, err=True)
    when = waits.due(sources, archive, world.config.settings, now=now) if due else {}
    return {name: at for name, at in when.items() if at is not None and at > now}


def _nothing_due(
    world: World, waiting: "dict[str, datetime]", archive: "Archive", form: Literal["text", "json", "quiet"]
) -> int:
    """Say so, and leave no record: nobody was asked."""
    from tracker.render.status import first_due

    match form:
        case "text":
            said = first_due(waiting) if waiting else "no source is enabled"
            world.console.print(f"Nothing is due: {said}.")
        case "quiet":
            pass
        case "json":
            from tracker.render.schemas.round import Round

            world.tell(Round.none(min(waiting.values(), default=None), archive.heads()))
        case _:
            assert_never(form)
    return 0
