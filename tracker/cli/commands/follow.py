"""`tracker follow`: be told whatever becomes of one pledge, claim or document."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, assert_never

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import By, ShowAs, ShowTable
from tracker.cli.verdicts import today, version_of, words_of
from tracker.cli.world import World, clock
from tracker.config.follows import add_follow, drop_follows
from tracker.config.notify import Follow, Notify
from tracker.desk.anchoring import thread_of_own
from tracker.desk.following import begin_following
from tracker.desk.gather import all_claims, claim_of
from tracker.desk.pledge_index import thread_of
from tracker.errors import UsageError
from tracker.render import tables
from tracker.render.schemas.follows import FollowRow, Follows
from tracker.store import layout
from tracker.store.archive import Archive

To = Annotated[
    str | None, typer.Option("--to", help="A target of config/notify.toml; can be left out where there is one.")
]


def follow(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="A thread's or claim's id, an id of your own list, or a document.")],
    *,
    to: To = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Be told what becomes of a pledge, claim or document.

    Each thing is told once, with the messages of `notify`: that its sentence changed or is not found any more, that a person
    confirmed a further stage, that its date is 30 days off or past. A stage that a machine suggests is told only to targets
    with `decides = true`. `tracker follow list` shows what is followed, `tracker follow stop WHAT` ends it.

    Example: tracker follow t-abcdefgh23 --to desk
    """
    world: World = context.obj
    target, path = _target(world, to), _file(world)
    with world.archive() as archive:
        found = _found(world, archive, what, target.name)
        if any((one.what, one.to) == (found.what, found.to) for one in world.config.notify.follow):
            return _answer(world, form, "followed already", [found])
        found = found.model_copy(update={"by": who(world, by), "on": today()})
        add_follow(path, found)
        known = World(root=world.root)
        begin_following(archive, known.config, [target], clock())
    return _answer(world, form, "followed", [found])


def follow_list(context: typer.Context, *, form: ShowTable = Format.TEXT) -> int:
    """List what is followed, and who is told.

    Example: tracker follow list
    """
    world: World = context.obj
    told = _told(world, "listed", world.config.notify.follow)
    match form:
        case Format.TEXT:
            _say(world, told)
        case Format.CSV:
            world.table(*tables.follows(told))
        case Format.JSON:
            world.tell(told)
        case _:
            assert_never(form)
    return 0


def follow_stop(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="As `tracker follow list` shows it, or an id of your own list.")],
    *,
    to: Annotated[str | None, typer.Option("--to", help="This target alone is not told any more.")] = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Stop following something.

    Example: tracker follow stop t-abcdefgh23
    """
    world: World = context.obj
    own = next((one.thread for one in world.config.own if one.id == what), None)
    listed = world.config.notify.follow
    numbers = [at for at, one in enumerate(listed) if one.what in {what, own} and to in {None, one.to}]
    if not numbers:
        raise UsageError(f"{what[:60]!r} is not followed. `tracker follow list` shows what is.")
    drop_follows(_file(world), frozenset(numbers))
    return _answer(world, form, "stopped", [listed[at] for at in numbers])


def _target(world: World, to: str | None) -> Notify:
    declared = {one.name: one for one in world.config.notify.notify}
    names = ", ".join(sorted(declared))
    if not declared:
        raise UsageError(
            "Nobody can be notified: add a [[notify]] to config/notify.toml; docs/notifications.md shows how."
        )
    if to is None and len(declared) > 1:
        raise UsageError(f"Name the target to tell with --to: {names}.")
    if to is not None and to not in declared:
        raise UsageError(f"There is no target {to[:60]!r} in config/notify.toml. It has {names}.")
    return declared[to] if to else next(iter(declared.values()))


def _found(world: World, archive: Archive, what: str, to: str) -> Follow:
    """What is meant, with its words as they stand now. UsageError where it is not in the record."""
    if not any(what in {layout.name(*one), "/".join(one)} for one in archive.documents()):
        with world.pledge_index(archive) as index:
            what = thread_of_own(world.config.own, index, what) or what
            if what.startswith("t-"):
                thread = thread_of(index, what)
                claim = thread.claims[-1]
                return Follow(what=thread.id, to=to, words=words_of(claim), at=version_of(claim))
        if what.startswith("c-"):
            claims = all_claims(archive, world.config)
            first = claim_of(claims, what)
            claim = [one for one in claims if one.id == first.id][-1]
            return Follow(what=claim.id, to=to, words=words_of(claim), at=version_of(claim))
        raise UsageError(
            f"{what[:60]!r} is not a thread, claim or document in the record, nor an id from your own list."
            " `tracker pledges`, `tracker claims` and `tracker log` list them."
        )
    version = archive.resolve(what)
    return Follow(what=version.name, to=to, at=version.address)


def _file(world: World) -> Path:
    return world.root / "config" / "notify.toml"


Done = Literal["followed", "followed already", "listed", "stopped"]


def _answer(world: World, form: PlainFormat, done: Done, follows: Sequence[Follow]) -> int:
    told = _told(world, done, follows)
    world.answer(form, text=lambda: _say(world, told), told=lambda: told)
    return 0


def _told(world: World, done: Done, follows: Sequence[Follow]) -> Follows:
    rows = tuple(FollowRow(**one.model_dump()) for one in follows)
    return Follows(file=str(_file(world)), done=done, follows=rows)


def _say(world: World, told: Follows) -> None:
    if not told.follows:
        world.say("Nothing is followed. `tracker follow THREAD --to TARGET` begins it.")
    for one in told.follows:
        words = f" “{one.words}”" if one.words else ""
        match told.done:
            case "followed":
                world.say(f"{one.to} will be told what becomes of {one.what}{words}. Kept in {told.file}.")
            case "followed already":
                world.say(f"{one.to} is told of {one.what} already.")
            case "stopped":
                world.say(f"{one.to} is not told of {one.what} any more{words and ':'}{words}.")
            case "listed":
                world.say(f"{one.what} → {one.to}{words}")
            case _:
                assert_never(told.done)
