"""A review at a terminal: from what waits to what is written, with what the session amounted to."""

from itertools import chain
from statistics import median

import typer

from tracker.capture.tools import Tools
from tracker.cli.browser import has_browser
from tracker.cli.captures import reading, settle
from tracker.cli.deciding import config_of, lock_of, told
from tracker.cli.review.journal import Journal, ReviewEvent
from tracker.cli.review.keys import single_keys
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.review.loop import CLEAR, ReviewDesk
from tracker.cli.review.session import ReviewSession, overtaken
from tracker.cli.world import World
from tracker.config.keep import file_of, keep
from tracker.config.load import load_verdicts
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting import Waiting, seeded
from tracker.desk.waiting_captures import waiting_captures
from tracker.desk.waiting_changes import waiting_changes
from tracker.errors import LockError, UsageError
from tracker.render.outcomes import line
from tracker.store.archive import Archive

FOLDER = "review"


def waiting_of(world: World, archive: Archive, index: PledgeIndex) -> Waiting:
    """What waits in the record as it is now."""
    config = world.config
    return Waiting.of(
        index.threads(), index.summaries(), config.verdicts, floor=config.settings.claim_confidence,
        changes=waiting_changes(archive, config), suspects=waiting_captures(archive, config.sources),
    )  # fmt: skip


def review_here(
    world: World, archive: Archive, index: PledgeIndex, *, by: str, with_seeded: bool, only: str = ""
) -> int:
    """Ask until the person ends it; then write what was decided: 0. What Ctrl-C leaves is taken up next time."""
    threads = index.threads()
    held = load_verdicts(config_of(world))
    waiting = waiting_of(world, archive, index)
    offers = seeded(waiting.links, by=by) if with_seeded else waiting.links
    path = world.root / "snapshots" / FOLDER / file_of(config_of(world), by).with_suffix(".jsonl").name
    journal = Journal(path)
    try:
        session = ReviewSession.of(waiting, offers, held, journal, by=by, threads=threads)
        session.wanted = only
        if session.current() is None:
            with reading(world, archive) as tools:
                world.say("Nothing waits for a decision.", *_written(world, session, tools))
            return 0
        with reading(world, archive) as tools:
            _ask(world, index, tools, session)
            world.say(*_sum(session), *_written(world, session, tools))
    finally:
        journal.close()
    return 0


def _ask(world: World, index: PledgeIndex, tools: Tools, session: ReviewSession) -> None:
    console = world.console
    found = ReviewLookup(world, tools)
    with single_keys() as read:
        desk = ReviewDesk(
            session, console, read, lambda: console.height, index.teller(), found.around, found.look, found.address,
            has_browser,
        )  # fmt: skip
        try:
            desk.run()
        except KeyboardInterrupt:
            console.file.write(CLEAR)
            world.say(
                f"{session.staged} decision{'' if session.staged == 1 else 's'} not written yet: the next"
                " `tracker review` goes on here and writes them at its end."
            )
            raise
    console.file.write(CLEAR)


def _written(world: World, session: ReviewSession, tools: Tools) -> list[str]:
    """Write what is staged; what others have decided otherwise meanwhile is told first and asked about."""
    journal = session.journal
    against = overtaken(session, load_verdicts(config_of(world)))
    if against:
        world.say(*dict.fromkeys(told(one) for found in against.values() for one in found))
        if not typer.confirm("This was decided otherwise meanwhile. Keep yours all the same?", default=False):
            journal.drop([journal.events[at] for at in against])
    verdicts = list(chain.from_iterable(one.verdicts for one in journal.events))
    kept = keep(config_of(world), *verdicts, lock=lock_of(world)) if verdicts else ()
    said: list[str] = []
    if kept:
        path = file_of(config_of(world), session.by)
        number = f"{len(kept)} decision{'' if len(kept) == 1 else 's'}"
        said.append(f"{number} kept in {path}, decided by {session.by}. `tracker undo -n {len(kept)}` takes them back.")
    told, still = _settled(world, session, tools)
    journal.written(but=still)
    return [*said, *told]


def _settled(world: World, session: ReviewSession, tools: Tools) -> tuple[list[str], list[ReviewEvent]]:
    """Accept and dismiss what was decided of captures: what came of each; and what waits, as a round runs just now."""
    said: list[str] = []
    still: list[ReviewEvent] = []
    for event in session.journal.events:
        if event.capture is None:
            continue
        name, blob, is_page = event.capture
        try:
            outcome = settle(world, tools, name, blob, is_page=is_page)
        except UsageError as error:
            said.append(str(error))
        except LockError as error:
            still.append(event)
            said.append(f"{name} is not settled yet, the next `tracker review` does it: {error}")
        else:
            done = (
                line(outcome).plain if outcome else f"Dismissed what was kept of {name}; its last good version stays."
            )
            said.append(done)
    return said, still


def _sum(session: ReviewSession) -> list[str]:
    """How many were decided, how fast, and how many known wrong ones were noticed."""
    told = []
    if session.times:
        pace = median(session.times)
        number = len(session.times)
        told.append(f"{number} decision{'' if number == 1 else 's'}, {pace:.1f} seconds each (half of them less).")
    noticed, of = session.noticed
    if of:
        told.append(f"Known wrong links among them: {noticed} of {of} noticed.")
    return told
