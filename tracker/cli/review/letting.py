"""Letting through: the word of a review that others may see what has just been decided."""

from collections.abc import Iterable, Iterator

from tracker.cli.verdicts import today, words_of
from tracker.config.decided import key
from tracker.config.release import could_wait
from tracker.config.verdict import ChangeVerdict, LinkVerdict, ReleaseVerdict, Verdict
from tracker.desk.carried import named
from tracker.links.link import Thread


def of_thread(thread: Thread, ids: frozenset[str], standing: Iterable[Verdict], *, by: str) -> ReleaseVerdict:
    """On a thread: everything that holds of the claims with these ids."""
    mine = (one for one in standing if could_wait(one) and _is_of(one, ids))
    keys = tuple(sorted(set(map(key, mine))))
    return ReleaseVerdict(what=thread.id, decisions=keys, words=words_of(thread.claims[0]), by=by, on=today())


def of_changes(verdicts: Iterable[ChangeVerdict]) -> Iterator[ReleaseVerdict]:
    """On each change its headline, where it has one."""
    for one in verdicts:
        if one.headline:
            yield ReleaseVerdict(what=one.change, decisions=(key(one),), words=one.headline, by=one.by, on=today())


def _is_of(verdict: Verdict, ids: frozenset[str]) -> bool:
    mine = named(verdict)
    if isinstance(verdict, LinkVerdict) and verdict.relation == "same":
        return mine <= ids
    return not mine.isdisjoint(ids)
