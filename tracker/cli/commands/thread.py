"""`tracker thread`: a person's word on whole threads."""

from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import By, ShowAs, Why
from tracker.cli.verdicts import record, today, version_of, who, words_of
from tracker.cli.world import World
from tracker.config.verdict import ThreadVerdict
from tracker.desk.gather import claim_of, pledges, thread_of
from tracker.errors import UsageError
from tracker.links.link import Thread

ThreadId = Annotated[
    str, typer.Argument(help="The thread's id, as `tracker pledges` prints it.", autocompletion=completing.threads)
]


def thread_name(
    context: typer.Context,
    thread: ThreadId,
    name: Annotated[str, typer.Argument(help="What people call it.")],
    *,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Give a thread a name.

    Example: tracker thread name t-abcdefgh23 "6,500 teachers"
    """
    if not name.strip() or not name.isprintable():
        raise UsageError("A name is one line of text.")
    world: World = context.obj
    found = _find(world, thread)[0]
    return _record(world, found, form, why, by, name=" ".join(name.split()))


def thread_join(
    context: typer.Context,
    thread: ThreadId,
    other: Annotated[str, typer.Argument(help="The id of the other thread.", autocompletion=completing.threads)],
    *,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Say that two threads are one pledge.

    The other's id goes on leading there.

    Example: tracker thread join t-abcdefgh23 t-ijklmnop45
    """
    world: World = context.obj
    one, two = _find(world, thread, other)
    if one.id == two.id:
        raise UsageError(f"{thread} and {other} are one thread already.")
    first = two.claims[0]
    at = version_of(first)
    return _record(world, one, form, why, by, join=two.id, other_words=(words_of(first),), other_at=(at,) if at else ())


def thread_split(
    context: typer.Context,
    thread: ThreadId,
    claims: Annotated[
        list[str],
        typer.Argument(help="Ids of the claims that are a pledge of their own.", autocompletion=completing.claims),
    ],
    *,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Take claims out of a thread: they are a pledge of their own.

    The older part keeps the id.

    Example: tracker thread split t-abcdefgh23 c-ijklmnop45
    """
    world: World = context.obj
    found = _find(world, thread)[0]
    apart = [claim_of(found.claims, asked) for asked in claims]
    if found.claims[0] in apart:
        raise UsageError(f"{found.claims[0].id} is the thread's first claim; split off the later ones.")
    return _record(
        world,
        found,
        form,
        why,
        by,
        thread=f"t-{found.claims[0].id[2:]}",
        split=tuple(one.id for one in apart),
        other_words=tuple(map(words_of, apart)),
        other_at=tuple(at for one in apart if (at := version_of(one))),
    )


def _find(world: World, *asked: str) -> "list[Thread]":
    with world.archive() as archive:
        _, threads = pledges(archive, world.config)
    return [thread_of(threads, one) for one in asked]


def _record(world: World, found: "Thread", form: PlainFormat, why: str | None, by: str | None, **told: object) -> int:
    about = str(told.get("thread", found.id))
    root = next((one for one in found.claims if one.id[2:] == about[2:]), found.claims[0])
    known = {"thread": about, "words": words_of(root), "at": version_of(root), "by": who(by), "on": today()}
    verdict = ThreadVerdict.model_validate({**known, **told, **({"why": why} if why else {})})
    return record(world, verdict, form)
