"""`tracker note`: a person's own words on a change, a claim, a thread or a source."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, assert_never

import typer

from tracker.cli import completing
from tracker.cli.deciding import who
from tracker.cli.formats import Format, TableFormat
from tracker.cli.noting import keep_note
from tracker.cli.options import By, ShowTable, Why
from tracker.cli.verdicts import named, take_all_back, today
from tracker.cli.world import World
from tracker.config.checks import plain_day
from tracker.config.verdict import NoteVerdict, Verdict
from tracker.desk.notes import Notebook, PersonNote
from tracker.errors import UsageError
from tracker.render.notes import COLUMNS, lines, rows
from tracker.render.schemas.notes import PersonNotes


def note(
    context: typer.Context,
    about: Annotated[
        str | None,
        typer.Argument(
            help="A thread, a claim, a change (dfe-rise@3#d-…) or a source; with --withdraw a note (n-…).",
            autocompletion=completing.threads,
        ),
    ] = None,
    text: Annotated[str | None, typer.Argument(help="Your words; of a reply all of it, none where none came.")] = None,
    *,
    reply_of: Annotated[
        str | None, typer.Option("--reply-of", help="It is the reply of somebody who was asked.")
    ] = None,
    asked: Annotated[str | None, typer.Option("--asked", help="The day they were asked, 2026-03-01.")] = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", help="The day by which they were to answer.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="How a pledge fares, in words of [[status]] in settings.toml.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the notes, of one thing or all.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="It no longer holds, and stays on record.")] = False,
    why: Why = None,
    by: By = None,
    form: ShowTable = Format.TEXT,
) -> int:
    """Write down a note, a reply or a status, with your name and the day.

    `trace` and `show` tell it as a person's words. Others see it on the site, in feeds and exports once it is released.

    Example: tracker note t-abcdefgh23 --reply-of "DfE press office" --asked 2026-03-01 --answer-by 2026-03-03
    """
    world: World = context.obj
    if listed or about is None:
        if text or withdraw:
            raise UsageError("Name what the note is about, or give --list alone.")
        return _list(world, about, form)
    if form is Format.CSV:
        raise UsageError("--format csv is for --list.")
    if withdraw:
        name = who(world, by)

        def mine(one: Verdict) -> bool:
            return isinstance(one, NoteVerdict) and one.by == name and about in named(one)

        return take_all_back(world, mine, name, form)
    if status is not None:
        if text or reply_of:
            raise UsageError("A status is one of your own words and its reasons: --status WORDS --why REASONS.")
        told = _status(world, status)
    elif reply_of is not None:
        told = {"kind": "reply", "text": text, "whom": reply_of, **_days(asked, answer_by, text)}
    elif asked or answer_by:
        raise UsageError("--asked and --answer-by are of a reply: --reply-of WHOM.")
    else:
        told = {"text": text}
    return keep_note(world, about, {**told, "why": why}, by, form)


def _status(world: World, status: str) -> dict[str, Any]:
    known = [one.words for one in world.config.settings.status]
    if status not in known:
        has = f"It has {', '.join(known)}." if known else "It has none: docs/pledges.md shows how to add one."
        raise UsageError(f"--status {status[:60]!r} is no [[status]] of config/settings.toml. {has}")
    return {"kind": "status", "text": status}


def _days(asked: str | None, answer_by: str | None, text: str | None) -> dict[str, date | None]:
    """When they were asked and by when they were to answer: in that order, and none is missing before its day is over."""
    day, last, now = _day(asked), _day(answer_by), today()
    if day and day > now:
        raise UsageError(f"--asked {day} is not yet: the day on which they were asked.")
    if day and last and last < day:
        raise UsageError(f"--answer-by {last} is before --asked {day}.")
    if text is None and last and last >= now:
        raise UsageError(
            f"--answer-by {last}: that day is not over; note that no answer came when it is, or add the answer."
        )
    return {"asked": day, "answer_by": last}


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(plain_day(told)) if told else None
    except ValueError as error:
        raise UsageError(f"{told!r:.60}: expected {error}.") from None


def _list(world: World, about: str | None, form: TableFormat) -> int:
    found = _chosen(Notebook.of(world.config, for_desk=True).every(), about)
    match form:
        case Format.TEXT if not found:
            world.say("Nobody has written a note.")
        case Format.TEXT:
            world.show(lines(found, ids=True))
        case Format.CSV:
            world.table(COLUMNS, rows(found))
        case Format.JSON:
            world.tell(PersonNotes(notes=tuple(found)))
        case _:
            assert_never(form)
    return 0


def _chosen(notes: Sequence[PersonNote], about: str | None) -> list[PersonNote]:
    return [one for one in notes if about in {None, one.about, one.id, one.about.partition("@")[0]}]
