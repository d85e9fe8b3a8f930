"""Writing: how a review begins and ends, wherever it is held: what waits, the session over it, what is written of it."""

from collections.abc import Callable, Sequence
from itertools import chain
from statistics import median

from tracker.capture.tools import Tools
from tracker.cli.captures import settle
from tracker.cli.deciding import config_of, lock_of, told
from tracker.cli.review.journal import Journal, ReviewEvent
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


def session_of(
    world: World, index: PledgeIndex, waiting: Waiting, *, by: str, with_seeded: bool, only: str, is_blind: bool = False
) -> ReviewSession:
    """A person's way through it, taken up where their journal ends. Close the journal when done.

    `is_blind`: of a world that `blindfolded` made.
    """
    offers = seeded(waiting.links, by=by) if with_seeded else waiting.links
    path = world.root / "snapshots" / FOLDER / file_of(config_of(world), by).with_suffix(".jsonl").name
    held = world.config.verdicts if is_blind else load_verdicts(config_of(world))
    session = ReviewSession.of(waiting, offers, held, Journal(path), by=by, threads=index.threads())
    session.wanted, session.is_blind = only, is_blind
    return session


def against_others(world: World, session: ReviewSession) -> list[str]:
    """What others have decided otherwise since the session began, in sentences."""
    found = overtaken(session, load_verdicts(config_of(world)))
    return list(dict.fromkeys(told(one) for against in found.values() for one in against))


def written(world: World, session: ReviewSession, tools: Tools, *, keeps: Callable[[Sequence[str]], bool]) -> list[str]:
    """Write what is staged: what came of it, in sentences.

    `keeps` is told what others have decided otherwise meanwhile, and says whether one's own is kept all the same.
    """
    journal = session.journal
    if said := against_others(world, session):
        against = overtaken(session, load_verdicts(config_of(world)))
        if not keeps(said):
            journal.drop([journal.events[at] for at in against])
    verdicts = list(chain.from_iterable(one.verdicts for one in journal.events))
    kept = keep(config_of(world), *verdicts, lock=lock_of(world)) if verdicts else ()
    sentences: list[str] = []
    if kept:
        path = file_of(config_of(world), session.by)
        number = f"{len(kept)} decision{'' if len(kept) == 1 else 's'}"
        sentences.append(
            f"{number} kept in {path}, decided by {session.by}."
            f" `tracker undo -n {len(kept)}` takes {'it' if len(kept) == 1 else 'them'} back."
        )
    more, still = _settled(world, session, tools)
    journal.written(but=still)
    return [*sentences, *more]


def _settled(world: World, session: ReviewSession, tools: Tools) -> tuple[list[str], list[ReviewEvent]]:
    """Accept and dismiss what was decided of captures: what came of each; and what waits, as a round runs just now."""
    said: list[str] = []
    still: list[ReviewEvent] = []
    for event in session.journal.events:
        if event.capture is None:
            continue
        name, blob, is_page = event.capture
        try:
            outcome = settle(world, tools, name, blob, is_page=is_page, by=session.by)
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


def summed(times: Sequence[float], noticed: tuple[int, int]) -> list[str]:
    """How many were decided, how fast, and how many known wrong ones were noticed."""
    said = []
    if times:
        number = len(times)
        said.append(
            f"{number} decision{'' if number == 1 else 's'}, {'' if number == 1 else 'median '}{median(times):.1f} seconds."
        )
    found, of = noticed
    if of:
        said.append(f"Known wrong links among them: {found} of {of} noticed.")
    return said


def unwritten(number: int) -> str:
    """What is staged and stays so."""
    return (
        f"{number} decision{'' if number == 1 else 's'} not written yet: the next `tracker review` goes on here and writes"
        " them at its end."
    )
