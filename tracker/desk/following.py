"""Following: what has become of a pledge, a claim or a document that a target follows, each thing told once.

A change of the sentence itself is news like any other: it is told with the versions that the target has not been told of.
What is no change of a page (a stage that may belong to it, a date that comes near) is noted in the record when it was told.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Literal, Self

from tracker.claims.claim import Claim, Place
from tracker.claims.deadline import LONDON, deadline_of
from tracker.config.config import Config
from tracker.config.notify import Follow, Notify
from tracker.desk.comparison import Comparison
from tracker.desk.gather import absence_of, compared
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.published import Published
from tracker.diff.change import Change
from tracker.links.link import Link, Thread
from tracker.store.archive import Archive
from tracker.store.version import Revision, Version
from tracker.wording.fold import fold

AHEAD = 30
"""Days before its date from which it is said to come near."""
FEWEST = 3
"""Words of a sentence that can be a part of what is followed."""
Became = Literal["changed", "removed", "found again", "possible", "confirmed", "not found", "due", "past"]
Spot = tuple[str, str]
"""Address of a version, and words in it."""


@dataclass(frozen=True, slots=True)
class FollowNews:
    """One thing that became of what is followed."""

    follow: Follow
    title: str
    """Its name, or its words."""
    source: str | None
    """Where the words of the title are from; None for a person's own."""
    became: Became
    at: str = ""
    """The version that shows it, or the versions in which it was looked for."""
    comparison: Comparison | None = None
    change: Change | None = None
    claim: Claim | None = None
    """The stage that may belong to it, or does."""
    link: Link | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FollowReport:
    """News for one target, and the names of all that it has then been told, with when it was first so."""

    news: tuple[FollowNews, ...] = ()
    told: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Followed:
    """All that is followed in one folder, looked at on one day. Close it, or use `with`."""

    archive: Archive
    config: Config
    now: datetime

    def report(self, target: Notify, fresh: Mapping[str, Comparison], told: Mapping[str, datetime]) -> FollowReport:
        """What the target is to be told. `fresh`: comparisons it has not been told of, by the newer version's address.

        What is followed for the first time begins here: what is so by now is no news.
        """
        news: list[FollowNews] = []
        known: dict[str, datetime] = {}
        for one in self.config.notify.follow:
            if one.to != target.name:
                continue
            root = root_of(one)
            begun = f"{root}/followed" in told
            known |= {name: at for name, at in told.items() if name.startswith(f"{root}/")}
            if not one.is_document:
                news += self._sentence(one, fresh) if begun else ()
                for name, found in self._facts(one, decides=target.decides or not begun, is_ours=target.decides):
                    if name not in known:
                        known[name] = self.now
                        news += [found] if begun else ()
            known.setdefault(f"{root}/followed", self.now)
        return FollowReport(tuple(news), known)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "_index" in self.__dict__:
            self._index.close()

    # ---- the sentence itself

    def _sentence(self, one: Follow, fresh: Mapping[str, Comparison]) -> Iterator[FollowNews]:
        title, source = self._title(one)
        spots: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        for at, words in self._spots(one):
            source_id, _, document = at.rpartition("@")[0].partition("/")
            spots[source_id, document or "page"].append((at, words))
        for paper, mine in spots.items():
            if not any(found.revision and _paper(found.revision.new) == paper for found in fresh.values()):
                continue
            for became, found, change in self._lineage(paper, mine, fresh):
                yield FollowNews(one, title, source, became, found.new, found, change)

    def _lineage(
        self, paper: tuple[str, str], spots: Sequence[Spot], fresh: Mapping[str, Comparison]
    ) -> Iterator[tuple[Became, Comparison, Change]]:
        """The sentence from version to version of one document, whatever it has been reworded to."""
        watched: dict[str, None] = {}
        gone: dict[str, None] = {}
        for old, new in pairwise(self.archive.captured(*paper)):
            watched |= {fold(words): None for at, words in spots if at == old.address}
            text = fold(self.archive.text(new)) if watched or gone else ""
            if not (watched or gone) or (all(one in text for one in watched) and not any(one in text for one in gone)):
                continue
            found = fresh.get(new.address) or compared(self.archive, Revision(old=old, new=new), self.config)
            for change in found.found.changes:
                became = _follow_on(change, watched, gone)
                if became and new.address in fresh and not change.noise:
                    yield became, found, change

    def _spots(self, one: Follow) -> Iterator[Spot]:
        """Where its sentence stands: a confirmed stage, and what else its document makes of it."""
        thread = self._thread(one)
        if thread is None or one.what.startswith("c-"):
            if one.at and one.words:
                yield one.at, one.words
            return
        papers: set[str] = set()
        links: list[Link | None] = [None, *thread.links]
        for claim, link in zip(thread.claims, links, strict=True):
            at = (claim.place or Place()).version or ""
            paper = at.rpartition("@")[0]
            if link is None or link.standing == "confirmed" or paper in papers:
                papers.add(paper)
                yield at, claim.text

    # ---- what is no change of its page

    def _facts(self, one: Follow, *, decides: bool, is_ours: bool) -> Iterator[tuple[str, FollowNews]]:
        """Everything that is so now, each under the name by which the record keeps that it was told.

        `is_ours`: told to those who decide, who see what others do not see before it is released.
        """
        thread, (title, source), root = self._thread(one), self._title(one), root_of(one)
        if thread is None:
            return
        shown = self._shown(thread)
        for link in thread.links:
            if link.standing == "confirmed" and not (is_ours or {link.earlier, link.later} <= shown):
                continue  # it waits to be released
            if link.standing == "confirmed" and not link.disputed and (claim := self._claim(link.later)):
                at = (claim.place or Place()).version or ""
                yield (
                    f"{root}/stage-{link.later}",
                    FollowNews(one, title, source, "confirmed", at, claim=claim, link=link),
                )
            elif decides and (found := self._possible(one, thread, link)):
                yield found
        for link in thread.candidates if decides else ():
            if found := self._possible(one, thread, link):
                yield found
        if (day := self._day(thread, one)) and (day - self._today).days <= AHEAD:
            became: Became = "past" if day < self._today else "due"
            yield f"{root}/{became}-{day.isoformat()}", FollowNews(one, title, source, became, day=day)
        if absent := self._absent(thread):
            name = hashlib.sha256(absent.encode()).hexdigest()[:12]
            yield f"{root}/absent-{name}", FollowNews(one, title, source, "not found", absent)

    def _possible(self, one: Follow, thread: Thread, link: Link) -> tuple[str, FollowNews] | None:
        """A stage that a machine suggests, unless the followed document itself has it: that is told as its change."""
        claim = self._claim(link.later)
        if claim is None:
            return None
        title, source = self._title(one)
        at = (claim.place or Place()).version or ""
        mine = {(other.place or Place()).version or "" for other in thread.claims if other.id != link.later}
        if link.standing == "likely" and at.rpartition("@")[0] in {version.rpartition("@")[0] for version in mine}:
            return None
        found = FollowNews(one, title, source, "possible", at, claim=claim, link=link)
        return f"{root_of(one)}/maybe-{link.later}", found

    def _shown(self, thread: Thread) -> frozenset[str]:
        """The stages that anybody may be told of."""
        return frozenset(claim.id for part in self._parts(thread) for claim in part.claims)

    def _parts(self, thread: Thread) -> Sequence[Thread]:
        """The thread; where what was confirmed waits to be released, what others see of it."""
        return Published.of(self.config).threads([thread]) if self.config.settings.release_needs else (thread,)

    def _day(self, thread: Thread, one: Follow) -> date | None:
        """Its date: as the desk has it in its own list, else the last one that a stage gives."""
        claims = [claim for claim in thread.claims if one.what.startswith("t-") or claim.id == one.what]
        ids = {name for claim in claims for name in (claim.id, *claim.former)}
        own = next((mine.deadline for mine in self.config.own if mine.anchor in ids and mine.deadline), None)
        said = deadline_of(f"by {own}", 0) if own else None
        given = [said] if said else [claim.deadline for claim in reversed(claims)]
        return next((date.fromisoformat(found.latest) for found in given if found and found.latest), None)

    def _absent(self, thread: Thread) -> str | None:
        """Versions of what follows its documents in which it was not found; None where that cannot be said."""
        found = absence_of(thread, self.archive, self.config, self.now)
        had = {(claim.place or Place()).source for claim in thread.claims}
        if found is None or not found.holds or all(one.source in had for one in found.searched):
            return None
        return ", ".join(one.version for one in found.searched)

    # ---- what it is

    def _title(self, one: Follow) -> tuple[str, str | None]:
        thread = self._thread(one)
        if thread and one.what.startswith("t-"):
            name = next((part.name for part in self._parts(thread) if part.name), None)
            if name:
                return name, None
        at = one.at or ""
        return one.words or one.what, at.rpartition("@")[0].partition("/")[0] or None

    def _thread(self, one: Follow) -> Thread | None:
        return self._index.thread(f"t-{one.what[2:]}")

    def _claim(self, asked: str) -> Claim | None:
        return self._index.claim(asked)

    @cached_property
    def _index(self) -> PledgeIndex:
        return PledgeIndex(self.archive, self.config)

    @cached_property
    def _today(self) -> date:
        return self.now.astimezone(LONDON).date()


def root_of(one: Follow) -> str:
    """How the record calls what is followed."""
    return f"d-{hashlib.sha256(one.what.encode()).hexdigest()[:12]}" if one.is_document else one.what


def begin_following(archive: Archive, config: Config, targets: Iterable[Notify], now: datetime) -> None:
    """What nobody was told of yet and is so by now is no news: only what comes of it from now on."""
    with Followed(archive, config, now) as look:
        _begin(look, targets)


def _begin(look: Followed, targets: Iterable[Notify]) -> None:
    archive, config = look.archive, look.config
    for target in targets:
        mine = [one for one in config.notify.follow if one.to == target.name]
        told = archive.told(target.follower) if mine else {}
        if any(f"{root_of(one)}/followed" not in told for one in mine):
            archive.note_told(target.follower, None, look.report(target, {}, told).told)


def _follow_on(change: Change, watched: dict[str, None], gone: dict[str, None]) -> Became | None:
    """What became of the sentence by this change; from then on its new words are watched."""
    old, new = fold(change.old.text) if change.old else "", fold(change.new.text) if change.new else ""
    mine = [one for one in watched if old and (one in old or (old in one and len(old.split()) >= FEWEST))]
    for one in mine:
        del watched[one]
        if not new:
            gone[one] = None
        else:
            watched[one if one in new else new] = None
    if mine and not new:
        return "removed"
    if mine:
        return None if change.kind == "moved" and all(one in new for one in mine) else "changed"
    back = [one for one in gone if one in new]
    for one in back:
        del gone[one]
        watched[one] = None
    return "found again" if back else None


def _paper(version: Version) -> tuple[str, str]:
    return version.source, version.document
