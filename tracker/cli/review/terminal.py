"""A review at a terminal: from what waits to what is written, with what the session amounted to."""

from collections.abc import Sequence
from itertools import chain
from statistics import median

import typer

from tracker.claims.claim import Claim
from tracker.cli.browser import has_browser
from tracker.cli.deciding import config_of, lock_of, told
from tracker.cli.review.journal import Journal
from tracker.cli.review.keys import single_keys
from tracker.cli.review.loop import CLEAR, ReviewDesk
from tracker.cli.review.session import ReviewSession, overtaken
from tracker.cli.world import World
from tracker.config.checks import http_url
from tracker.config.keep import file_of, keep
from tracker.config.load import load_verdicts
from tracker.desk.gather import document
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting import Waiting, seeded
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.wording.fold import fold

AROUND = 3
"""Sentences of context before and after a wording."""
FOLDER = "review"


def review_here(world: World, archive: Archive, index: PledgeIndex, *, by: str, with_seeded: bool) -> int:
    """Ask until the person ends it; then write what was decided: 0. What Ctrl-C leaves is taken up next time."""
    threads = index.threads()
    held = load_verdicts(config_of(world))
    waiting = Waiting.of(threads, index.summaries(), held, floor=world.config.settings.claim_confidence)
    offers = seeded(waiting.links, by=by) if with_seeded else waiting.links
    path = world.root / "snapshots" / FOLDER / file_of(config_of(world), by).with_suffix(".jsonl").name
    journal = Journal(path)
    try:
        session = ReviewSession.of(waiting, offers, held, journal, by=by, threads=threads)
        if session.current() is None:
            world.say("Nothing waits for a decision.", *_written(world, session))
            return 0
        _ask(world, archive, index, session)
        world.say(*_sum(session), *_written(world, session))
    finally:
        journal.close()
    return 0


def _ask(world: World, archive: Archive, index: PledgeIndex, session: ReviewSession) -> None:
    texts: dict[str, Sequence[str]] = {}

    def sentences(address: str) -> Sequence[str]:
        if address not in texts:
            texts[address] = [one.text for one in document(archive, archive.resolve(address)).sentences]
        return texts[address]

    def around(claim: Claim) -> list[tuple[str, bool]]:
        place = claim.place.version if claim.place else None
        lines = sentences(place) if place else ()
        words = fold(claim.text)
        at = next((at for at, one in enumerate(lines) if words in fold(one)), None)
        if at is None:
            return [(claim.text, True)]
        return [(one, here == at) for here, one in enumerate(lines) if abs(here - at) <= AROUND]

    def address(claim: Claim) -> str | None:
        place = claim.place.version if claim.place else None
        try:
            return http_url(archive.resolve(place).url) if place else None
        except (ValueError, UsageError):
            return None

    console = world.console
    with single_keys() as read:
        desk = ReviewDesk(session, console, read, lambda: console.height, index.teller(), around, address, has_browser)
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


def _written(world: World, session: ReviewSession) -> list[str]:
    """Write what is staged; what others have decided otherwise meanwhile is told first and asked about."""
    journal = session.journal
    against = overtaken(session, load_verdicts(config_of(world)))
    if against:
        world.say(*dict.fromkeys(told(one) for found in against.values() for one in found))
        if not typer.confirm("This was decided otherwise meanwhile. Keep yours all the same?", default=False):
            journal.drop([journal.events[at] for at in against])
    verdicts = list(chain.from_iterable(one.verdicts for one in journal.events))
    kept = keep(config_of(world), *verdicts, lock=lock_of(world)) if verdicts else ()
    journal.written()
    if not kept:
        return []
    path = file_of(config_of(world), session.by)
    number = f"{len(kept)} decision{'' if len(kept) == 1 else 's'}"
    return [f"{number} kept in {path}, decided by {session.by}. `tracker undo -n {len(kept)}` takes them back."]


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
