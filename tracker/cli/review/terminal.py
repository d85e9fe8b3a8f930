"""A review at a terminal: from what waits to what is written, with what the session amounted to."""

from collections.abc import Sequence

import typer

from tracker.capture.tools import Tools
from tracker.cli.browser import has_browser
from tracker.cli.captures import reading
from tracker.cli.review.keys import single_keys
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.review.loop import CLEAR, ReviewDesk
from tracker.cli.review.session import ReviewSession
from tracker.cli.review.writing import session_of, summed, unwritten, waiting_of, written
from tracker.cli.world import World
from tracker.desk.pledge_index import PledgeIndex
from tracker.store.archive import Archive


def review_here(
    world: World, archive: Archive, index: PledgeIndex, *, by: str, with_seeded: bool, only: str = ""
) -> int:
    """Ask until the person ends it; then write what was decided: 0. What Ctrl-C leaves is taken up next time."""
    waiting = waiting_of(world, archive, index)
    session = session_of(world, index, waiting, by=by, with_seeded=with_seeded, only=only)
    return ask(world, archive, index, session)


def ask(world: World, archive: Archive, index: PledgeIndex, session: ReviewSession) -> int:
    """Ask what that session asks, until the person ends it; then write it: 0."""

    def keeps(said: Sequence[str]) -> bool:
        world.say(*said)
        return typer.confirm("This was decided otherwise meanwhile. Keep yours all the same?", default=False)

    try:
        with reading(world, archive) as tools:
            if session.current() is None:
                world.say("Nothing waits for a decision.", *written(world, session, tools, keeps=keeps))
                return 0
            _ask(world, index, tools, session)
            world.say(*summed(session.times, session.noticed), *written(world, session, tools, keeps=keeps))
    finally:
        session.journal.close()
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
            if session.staged:
                world.say(unwritten(session.staged))
            raise
    console.file.write(CLEAR)
