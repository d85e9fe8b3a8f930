"""`tracker thread`: a person's word on whole threads."""

from collections.abc import Mapping
from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.deciding import who
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.noting import keep_note
from tracker.cli.options import Anyway, By, ShowAs, Why
from tracker.cli.verdicts import record, today, version_of, words_of
from tracker.cli.world import World
from tracker.config.verdict import ThreadVerdict
from tracker.desk.gather import claim_of
from tracker.desk.pledge_index import thread_of
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
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Give a thread a name.

    Example: tracker thread name t-abcdefgh23 "6,500 teachers"
    """
    if not name.strip() or not name.isprintable():
        raise UsageError("A name is one line of text.")
    world: World = context.obj
    found = _find(world, thread)[0]
    return _record(world, found, form, why, by, {"name": " ".join(name.split())}, anyway=anyway)


def thread_summary(
    context: typer.Context,
    thread: ThreadId,
    summary: Annotated[str, typer.Argument(help="One paragraph.")],
    *,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Tell a thread in one paragraph of your own; the last one holds.

    `trace` shows it; others see it once it is released, by the thread's id or the note's.

    Example: tracker thread summary t-abcdefgh23 "Promised in 2024 for all schools, announced in 2025 for some."
    """
    if not thread.startswith("t-") or "\n" in summary:
        raise UsageError("A summary is one paragraph on a thread (t-…).")
    return keep_note(context.obj, thread, {"kind": "summary", "text": summary, "why": why}, by, form)


def thread_join(
    context: typer.Context,
    thread: ThreadId,
    others: Annotated[list[str], typer.Argument(help="The ids of the others.", autocompletion=completing.threads)],
    *,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Say that two threads, or several, are one pledge.

    The others' ids go on leading there.

    Example: tracker thread join t-abcdefgh23 t-ijklmnop45
    """
    world: World = context.obj
    one, *more = _find(world, thread, *others)
    told = []
    for asked, two in zip(others, more, strict=True):
        if one.id == two.id:
            raise UsageError(f"{thread} and {asked} are one thread already.")
        first = two.claims[0]
        at = version_of(first)
        told.append({"join": two.id, "other_words": (words_of(first),), "other_at": (at,) if at else ()})
    return _record(world, one, form, why, by, *told, anyway=anyway)


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
    anyway: Anyway = False,
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
    told = {
        "thread": f"t-{found.claims[0].id[2:]}",
        "split": tuple(one.id for one in apart),
        "other_words": tuple(map(words_of, apart)),
        "other_at": tuple(at for one in apart if (at := version_of(one))),
    }
    return _record(world, found, form, why, by, told, anyway=anyway)


def _find(world: World, *asked: str) -> list[Thread]:
    with world.archive() as archive, world.pledge_index(archive) as index:
        return [thread_of(index, one) for one in asked]


def _record(
    world: World,
    found: Thread,
    form: PlainFormat,
    why: str | None,
    by: str | None,
    *entries: Mapping[str, object],
    anyway: bool,
) -> int:
    name, verdicts = who(world, by), []
    for told in entries:
        about = str(told.get("thread", found.id))
        root = next((one for one in found.claims if one.id[2:] == about[2:]), found.claims[0])
        known = {"thread": about, "words": words_of(root), "at": version_of(root), "by": name, "on": today()}
        verdicts.append(ThreadVerdict.model_validate({**known, **told, **({"why": why} if why else {})}))
    return record(world, verdicts, form, anyway=anyway)
