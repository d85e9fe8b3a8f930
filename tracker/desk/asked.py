"""Asked: which pledge a person means who names it by id, by a claim, by a stage, by an id of the own list, or in words."""

from collections.abc import Iterable

from tracker.config.pledge import OwnPledge
from tracker.desk.anchoring import thread_of_own
from tracker.desk.pledge_index import PledgeIndex, thread_of
from tracker.desk.story import PledgeStory, story
from tracker.errors import UsageError
from tracker.links.link import Thread
from tracker.links.naming import name_of
from tracker.links.semantic.ranking import Meaning
from tracker.patterns import deferred

THREAD = deferred("t-[a-z2-7]{10}")
_MEMBER = deferred("(?:(?P<claim>c-[a-z2-7]{10})|(?P<thread>t-[a-z2-7]{10})/[0-9]{1,6})")
"""A claim or a stage of a thread, as lists print them."""
_MOST = 5
"""Pledges that are named where several may be meant."""


def thread_id(asked: str, own: Iterable[OwnPledge], index: PledgeIndex) -> str:
    """The id of the thread that is named; what was asked where it names none. UsageError: an id that nothing has."""
    mine = thread_of_own(own, index, asked)
    named = _MEMBER.fullmatch(asked)
    if mine or named is None:
        return mine or asked
    if named["thread"]:
        return named["thread"]
    found = index.led([asked])
    if not found:
        raise UsageError(f"There is no claim {asked} in the threads of the record; `tracker claims` prints the ids.")
    return found[0].id


def asked_story(
    asked: str, own: Iterable[OwnPledge], index: PledgeIndex, meaning: Meaning | None = None
) -> PledgeStory:
    """What the record says of it; `meaning` orders near claims.

    UsageError: words without a letter, an id that nothing has.
    """
    if not any(letter.isalnum() for letter in asked):
        raise UsageError(f"{asked[:60]!r} contains nothing to search for. Give at least one word or number.")
    words = thread_id(asked, own, index)
    is_id = bool(THREAD.fullmatch(words))
    threads = [thread_of(index, words)] if is_id else index.near(words)
    return story(words, threads, names=index.names, meaning=meaning)


def the_pledge(told: PledgeStory) -> Thread:
    """The one pledge that is meant. UsageError, with what there is instead, where it is none or several."""
    if told.thread is not None:
        return told.thread
    near = "; ".join(f"{thread.id} {name_of(thread)}" for thread in told.threads[:_MOST])
    if told.match == "exact":
        raise UsageError(f"“{told.asked[:60]}” is said in {len(told.threads)} pledges; name one by its id: {near}.")
    nearest = f" Nearest: {near}." if near else " `tracker pledges` prints the ids."
    raise UsageError(f"No pledge says “{told.asked[:60]}”.{nearest}")
