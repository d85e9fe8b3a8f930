"""A store and its copy elsewhere: sending all of it, and taking over what the copy has and we have not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from tracker.config.remote import Remote
from tracker.store import heads, layout, lock, remote, trailers
from tracker.store.batch import NAMED_BLOBS
from tracker.store.care import tidy
from tracker.store.git import Git
from tracker.store.history import walk
from tracker.store.repositories import Repositories

_PULL = "pull"
"""What heads.log says instead of a round."""


def send(ours: Repositories, to: Remote) -> tuple[remote.HeadMove, ...]:
    """Send both repositories, raw bytes first. StoreError when the copy has commits that are not here."""
    with lock.store_lock(ours.folder / layout.STORE_LOCK):
        heads_now = ours.heads()
    steps = []
    for git, place in ((ours.raw, to.raw), (ours.store, to.store)):
        remote.make_missing(place)
        theirs = remote.look(git, place)
        remote.refuse_to_overwrite(git, theirs, heads_now[git.path.name])
        steps.append((git, place, heads_now[git.path.name], theirs))
    return tuple(remote.push(*step) for step in steps)


@contextmanager
def fetched(ours: Repositories, of: Remote) -> Iterator[dict[Git, str]]:
    """The heads of a copy, its history beside ours while the block runs; raw.git is fetched last and moved first."""
    try:
        theirs = [remote.fetch(ours.store, of.store), remote.fetch(ours.raw, of.raw)]
        yield dict(zip((ours.raw, ours.store), reversed(theirs), strict=True))
    finally:
        for git in (ours.raw, ours.store):
            remote.forget_incoming(git)


def take_over(ours: Repositories, theirs: dict[Git, str], *, now: datetime) -> tuple[remote.HeadMove, ...]:
    """Go on from fetched heads, with the store's lock held. StoreError, and nothing is changed, where that cannot be."""
    known = {git: ours.heads()[git.path.name] for git in theirs}
    news = [git for git in theirs if remote.is_news(git, known[git], theirs[git])]
    for git in news:
        remote.check_history(git, known[git], theirs[git])
    if ours.store in news:
        ours.index.rehearse(theirs[ours.store])
        for past in walk(ours.store, theirs[ours.store], after=known[ours.store]):
            facts = trailers.read(past.message)
            for named in filter(None, map(facts.get, NAMED_BLOBS)):
                ours.bodies.blob(named)
    moved = [remote.advance(git, known[git], theirs[git]) for git in news]
    moves: dict[str, tuple[str | None, str | None]] = {one.repository: (one.old, one.new) for one in moved}
    heads.note(ours.folder / layout.HEADS, now=now, run=_PULL, moves=moves)
    ours.index.sync()
    for git in news:
        tidy(git, since=known[git])
    told = {one.repository: one for one in moved}
    return tuple(told.get(git.path.name) or remote.stayed(git, known[git], known[git]) for git in theirs)
