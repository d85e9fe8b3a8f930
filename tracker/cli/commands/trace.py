"""`tracker trace`: what became of a pledge, or a text beside the record."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from tracker.cli.checking import check_text
from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads
from tracker.cli.screen import LINES, Full, Limit, more, show
from tracker.cli.text import is_text
from tracker.cli.world import World, clock
from tracker.desk.asked import THREAD, asked_story
from tracker.desk.gather import absence_of
from tracker.desk.narrow import Filters
from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.periods import periods_of
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.still import StillThere
from tracker.desk.story import PledgeStory, worth_showing
from tracker.errors import UsageError
from tracker.render import notes
from tracker.render import story as render
from tracker.render.absent import told as where_it_is_not
from tracker.render.care import stood
from tracker.render.pledges import timeline
from tracker.render.review import ordered_by
from tracker.render.safe import safe
from tracker.render.sides import one_line
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance
from tracker.wording.fold import fold

_LEAST_CLAIMS = 3
"""Claims that there is to be room for: the first, the newest and one between."""
_MOST_SAID = 500
"""Sentences that are looked at for words which no pledge here has: each is set beside each claim."""
_MOST_NOTES = 4
"""Notes of which a screen shows a line each."""
_NEVER_ALL = ([Text("\n" * LINES)],)
"""Every stage with its reasons is longer than a screen, or is asked for with --full."""


def trace(
    context: typer.Context,
    words: Annotated[
        str, typer.Argument(help="Any words, a press name, a thread id; or a file, a web address or - to be checked.")
    ],
    *,
    brief: Annotated[bool, typer.Option("--brief", help="The table of stages alone.")] = False,
    marked: Annotated[bool, typer.Option("--marked", help="Each wording marked against the one before.")] = False,
    urls: Annotated[bool, typer.Option("--urls", help="With the web address of each page.")] = False,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Of a text: also the statements that are not found.")
    ] = False,
    publisher: Annotated[
        list[str] | None, typer.Option("--publisher", help="Only what this publisher says; may be repeated.")
    ] = None,
    limit: Limit = None,
    full: Full = False,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Tell what became of a pledge, by any of its names: who said it first, what changed, and how it reads now.

    --full shows every stage, what changed there, and which words prove it.

    A file, a web address or - for standard input is checked instead: whether each statement and quotation stands in the
    record word for word, nearly (with what differs: number, date, firmness, who) or not at all. Nothing is recorded.

    Example: tracker trace "hit squads"
    """
    world: World = context.obj
    if is_text(words):
        return check_text(world, words, form, limit=limit, full=full, everything=everything)
    meaning = world.meaning
    with world.archive() as archive, world.pledge_index(archive) as index:
        told = asked_story(words, world.config.own, index, meaning)
        if publisher:
            told = told.within(Filters(publishers=publisher).names(world.config, ()))
        if form is not Format.TEXT:
            export(world, index.told(told.threads), form, match=told.match, ranking=told.ranking)
            return 0
        whole = full or limit == 0 or world.prints_full
        stages = (whole and not publisher) or brief or marked or urls or review
        if not told.lines:
            _say_that_nothing_is_found(world, archive, told.asked)
        elif stages:
            _show_stages(world, index, told, brief=brief, marked=marked, urls=urls, review=review)
        else:
            besides = () if publisher else _said_besides(archive, told)
            foot = [*_noted(world, told), *_absent(world, archive, told), *besides]
            _show_story(world, archive, told, len(told.lines) if whole else limit, foot=foot)
        if stages and told.lines:
            world.show(notes.lines(_written(world, told)))
            world.show(_absent(world, archive, told))
            if not THREAD.fullmatch(told.asked) and (stood := _where_it_stood(archive, told.asked)):
                world.show([Text(safe(stood))])
    return 0


def _show_story(
    world: World, archive: Archive, told: PledgeStory, limit: int | None, foot: "Sequence[RenderableType]"
) -> None:
    console = world.console
    for most in range(render.MOST_TURNS, 0, -1):  # of a narrow screen the sum takes more
        head = [*render.opening(told), *render.turned(told, console.width, most)]
        if told.lines[1:] or told.match == "near":
            head.append(Text())  # what stands over the claims, when it is known which are shown
        used = sum(len(console.render_lines(row, pad=False)) for row in (*head, *foot))
        if used + _LEAST_CLAIMS < LINES:
            break
    chosen = worth_showing(told.lines, limit or max(LINES - used - 1, 1))
    stands = StillThere(archive).stands
    if not head[-1]:
        head[-1] = render.heading(chosen, told.match, stands)
    show(
        world,
        _NEVER_ALL,
        brief=render.lines(chosen, console.width, told.asked, stands=stands),
        head=head,
        foot=foot,
        left=lambda shown: more(len(told.lines), "claim")(shown) or "stages and reasons",
        limit=limit,
    )


def _show_stages(
    world: World, index: PledgeIndex, told: PledgeStory, *, brief: bool, marked: bool, urls: bool, review: bool
) -> None:
    """The thread it is about, or the best one, stage by stage; then a line for each claim of the others."""
    first = told.thread or told.threads[0]
    whole = index.told([first])[0] if review else first
    world.show(timeline(whole, candidates=review, marked=marked, brief=brief, urls=urls))
    inside = {claim.id for claim in first.claims}
    others = [line for line in told.lines if line.claim.id not in inside]
    if others and not brief:
        if told.ranking == "semantic":
            world.console.print(ordered_by(told.ranking), style="faint")
        world.console.print(f"Also, in {len(told.threads) - 1} other threads:", style="head")
        for rows in render.lines(others, world.console.width, told.asked):
            world.show(rows)


def _written(world: World, told: PledgeStory) -> "Sequence[PersonNote]":
    """What persons wrote on the thread that it is about, and its claims."""
    return Notebook.of(world.config, for_desk=True).in_thread(told.thread) if told.thread else ()


def _noted(world: World, told: PledgeStory) -> "Iterator[RenderableType]":
    """The same in a line each."""
    found = _written(world, told)
    for one in found[:_MOST_NOTES]:
        yield one_line(Text(notes.in_line(one)))
    if len(found) > _MOST_NOTES:
        yield Text(f"{len(found) - _MOST_NOTES} more notes: tracker note --list", style="faint")


def _absent(world: World, archive: Archive, told: PledgeStory) -> "Sequence[Text]":
    found = absence_of(told.thread, archive, world.config, clock()) if told.thread else None
    if found is None:
        return ()
    return tuple(where_it_is_not(found, periods_of(found, world.config)))


def _say_that_nothing_is_found(world: World, archive: Archive, words: str) -> None:
    """That no claim says it; where the very words stand in any sentence, claim or not."""
    stood = _where_it_stood(archive, words)
    if stood:
        world.show(Text(safe(one)) for one in (f"No claim says “{words}”.", stood))
        return
    rounds = archive.runs(limit=1)
    as_of = f" as of {rounds[0].started:%Y-%m-%d}" if rounds else ""
    number = len(world.config.sources)
    world.show(
        Text(safe(one))
        for one in (
            f"Nothing found: no claim says “{words}” or nearly so.",
            f"Not found in {f'these {number} sources' if number != 1 else 'this source'}{as_of}.",
        )
    )


def _said_besides(archive: Archive, told: PledgeStory) -> "Sequence[Text]":
    """That other sentences hold the very words, too, claims or not: what is not told here may still stand."""
    if told.match != "exact" or THREAD.fullmatch(told.asked):
        return ()
    claims = [fold(line.claim.text) for line in told.lines]
    found = _said(archive, told.asked, limit=_MOST_SAID)
    said = {fold(one.sentence) for one in found}
    number = sum(not any(claim in sentence or sentence in claim for claim in claims) for sentence in said)
    if not number:
        return ()
    others = "1 more sentence says it" if number == 1 else f"{number:,} more sentences say it"
    if len(found) == _MOST_SAID:
        others = f"At least {others}"
    command = safe(f"tracker find {shlex.quote(_phrase(told.asked))}")
    return (Text(f"{others}, in no pledge here: {command}", style="faint"),)


def _where_it_stood(archive: "Archive", words: str) -> str | None:
    """In which version the very words first and last stood, in any sentence, claim or not; None where in none."""
    found = _said(archive, words)
    return stood(_phrase(words).strip('"'), found) if found else None


def _phrase(words: str) -> str:
    """The words as `find` takes them for a phrase."""
    return f'"{" ".join(words.replace(chr(34), " ").split())}"'


def _said(archive: "Archive", words: str, *, limit: int | None = None) -> "Sequence[Utterance]":
    """Sentences with the very words, the earliest first."""
    try:
        return archive.said(_phrase(words), limit=limit)
    except UsageError:  # no word in them
        return ()
