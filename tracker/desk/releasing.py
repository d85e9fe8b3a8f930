"""Releasing: which decisions one word of a person lets through to others, and what still waits for such a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.config.config import Config
from tracker.config.contradiction import Decisions
from tracker.config.decided import every, note_id
from tracker.config.release import Releases, could_wait
from tracker.config.verdict import ChangeVerdict, ClaimVerdict, LinkVerdict, NoteVerdict, ThreadVerdict, Verdict
from tracker.later import later
from tracker.links.waits import WaitingSum

if TYPE_CHECKING:
    from tracker.desk import carried
    from tracker.desk.pledge_index import PledgeIndex
    from tracker.links import stage
    from tracker.links import verdicts as links_verdicts
    from tracker.links.link import Thread
    from tracker.links.verdicts import StagePlaces
else:
    stage = later("tracker.links.stage")
    links_verdicts = later("tracker.links.verdicts")
    carried = later("tracker.desk.carried")


@dataclass(frozen=True, slots=True)
class WaitingRelease:
    """A thread or a change of which something was decided that others do not see yet."""

    what: str
    """Its id, as `tracker release` takes it."""
    words: str
    """What it is about: the first words of a thread, the headline of a change."""
    decisions: tuple[Verdict, ...]
    decided_by: tuple[str, ...]
    released_by: tuple[str, ...]
    """Those who let all of it through already, where it takes two."""
    is_unseen: bool = False
    """Of a thread: whether others see nothing of it yet."""


def release_sentence(waiting: Sequence[WaitingRelease]) -> str | None:
    """`2 pledges, 1 headline wait to be released: tracker release`; None where nothing waits."""
    number = {
        "pledge": sum(one.what.startswith("t-") for one in waiting),
        "headline": sum("#" in one.what for one in waiting),
        "note": sum(one.what.startswith("n-") for one in waiting),
    }
    told = [f"{count:,} {what}{'' if count == 1 else 's'}" for what, count in number.items() if count]
    if not told:
        return None
    wait = "waits" if len(waiting) == 1 else "wait"
    return f"{', '.join(told)} {wait} to be released: tracker release"


def links_waiting(config: Config, index: "PledgeIndex") -> int:
    """Links of the whole record that nobody has confirmed or rejected, or on which people disagree.

    `review` asks of them one a thread and one a claim at once; the others follow when these are decided.
    """
    return sum(one.likely + one.review for one in index.summaries()) + _disputed(config, index)


def _disputed(config: Config, index: "PledgeIndex") -> int:
    """Links on which people disagree, less those that count as likely; threads are read only where anybody does."""
    said = Decisions.of(config.verdicts)
    wanted = {
        name
        for one in config.verdicts.link
        if not one.withdrawn and said.is_disputed(one)
        for name in (one.earlier, one.later)
    }
    return sum(
        len(thread.disputed) + sum(bool(link.disputed) and link.standing == "confirmed" for link in thread.links)
        for thread in (index.led(sorted(wanted)) if wanted else ())
    )


def waiting_sentences(config: Config, index: "PledgeIndex") -> list[str]:
    """What waits for a decision, and what for a release, each with the command that gives it; both may be nothing."""
    found = waiting_releases(config, index)
    unseen = frozenset(one.what for one in found if one.is_unseen)
    differ = _disputed(config, index)
    dispute = f"People disagree on {differ:,} link{'' if differ == 1 else 's'}: tracker review" if differ else None
    told = (WaitingSum.of(index.summaries(), unseen).sentence, dispute, release_sentence(found))
    return [f"{one}." for one in told if one]


def waiting_releases(config: Config, index: "PledgeIndex") -> tuple[WaitingRelease, ...]:
    """What waits to be let through: threads by their earliest claims, then changes. What people dispute waits for them."""
    releases = Releases.of(config.verdicts, config.settings.release_needs)
    known = Decisions.of(config.verdicts)
    waiting = [one for one in releases.waiting() if not known.is_disputed(one)]
    ids = sorted({name for one in waiting for name in carried.named(one)})
    threads = index.led(ids) if ids else []
    shown = [one for one in every(releases.let_through) if not one.withdrawn and could_wait(one)]
    found_threads = [
        _waiting(thread.id, thread.claims[0].text, found, releases, is_unseen=not on_thread(thread, shown))
        for thread in threads
        if (found := on_thread(thread, waiting))
    ]
    changes = (one for one in waiting if isinstance(one, ChangeVerdict))
    notes = (one for one in waiting if isinstance(one, NoteVerdict) and one.kind != "summary")
    return (
        *found_threads,
        *(_waiting(one.change, one.headline or "", (one,), releases) for one in changes),
        *(_waiting(note_id(one), one.text or f"no answer of {one.whom}", (one,), releases) for one in notes),
    )


def _waiting(
    what: str, words: str, found: Sequence[Verdict], releases: Releases, *, is_unseen: bool = False
) -> WaitingRelease:
    by = tuple(dict.fromkeys(one.by for one in found))
    released = frozenset.intersection(*map(releases.people, found))
    return WaitingRelease(what, " ".join(words.split()), tuple(found), by, tuple(sorted(released)), is_unseen)


def on_thread(thread: "Thread", verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Those of the verdicts on which the thread as it is now, or what is said of it, rests."""
    ordered = stage.stages(thread.claims)
    places = links_verdicts.StagePlaces.of(ordered)
    return tuple(one for one in verdicts if _is_on(one, thread, places))


def _is_on(verdict: Verdict, thread: "Thread", places: "StagePlaces") -> bool:
    match verdict:
        case LinkVerdict():
            found = len(links_verdicts.stages_named(verdict, places))
            return found > (1 if verdict.relation == "same" else 0)
        case ThreadVerdict():
            return verdict.thread in {thread.id, *thread.redirects} or bool(
                links_verdicts.stages_named(verdict, places)
            )
        case NoteVerdict(kind="summary"):
            return verdict.about in {thread.id, *thread.redirects}
        case ClaimVerdict():
            paper = verdict.at.rpartition("@")[0]
            known = (verdict.claim and places.by_id(verdict.claim) is not None) or any(
                " ".join(places.texts[nth].split()) == verdict.words for nth in places.paper(paper)
            )
            return bool(known)
        case _:
            return False


def to_release(config: Config, what: str, thread: "Thread | None") -> tuple[Verdict, ...]:
    """What holds of a thread, or else of a change or a note, and would be let through: without what people dispute."""
    known = Decisions.of(config.verdicts)
    standing = [one for one in every(config.verdicts) if not one.withdrawn and not known.is_disputed(one)]
    if thread is not None:
        return tuple(one for one in on_thread(thread, standing) if could_wait(one))
    return tuple(one for one in standing if _is_named(one, what))


def _is_named(verdict: Verdict, what: str) -> bool:
    if isinstance(verdict, NoteVerdict):
        return note_id(verdict) == what
    return isinstance(verdict, ChangeVerdict) and verdict.change == what and verdict.headline is not None
