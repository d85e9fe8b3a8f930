"""Absence: a pledge that is not found where it would have to stand. It is said with care, and never that it was dropped.

Drops are rarely announced, and a page that we did not read says nothing: so it is said only where the documents that
follow are declared, complete and healthy, with where was looked, when, and what could not be looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pydantic import AwareDatetime, BaseModel

from tracker.claims.claim import Claim, Place
from tracker.links.link import Thread
from tracker.links.turns import WEIGHTS, PledgeTurn, ThreadSummary
from tracker.wording.fold import fold

Paper = tuple[str, str]
"""Source and document."""


class Holding(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One document in which a pledge can be looked for."""

    source: str
    document: str
    version: str
    """Address of its latest version."""
    as_of: AwareDatetime
    """When it was last seen to be so."""
    since: AwareDatetime | None = None
    """When that version was captured."""
    fault: str | None = None
    """Why it cannot be relied on: failing, suspect; None where it is healthy."""

    @property
    def paper(self) -> Paper:
        """Which document it is."""
        return self.source, self.document


class Absence(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where a thread was looked for and not found. Without gaps it can be said; with gaps it cannot."""

    searched: tuple[Holding, ...]
    gaps: tuple[str, ...] = ()
    """Documents that were not looked at, with the reason."""

    @property
    def holds(self) -> bool:
        """Whether "not found" can be said at all."""
        return bool(self.searched) and not self.gaps


def absence(
    thread: Thread,
    latest: Mapping[Paper, Sequence[Claim]],
    holdings: Iterable[Holding],
    follows: Mapping[str, Sequence[str]],
) -> Absence | None:
    """None where the thread is found where it would stand now, or may be, or where there is nowhere to look.

    Looked at are the newest versions of the documents that had it, the press left out, and of what is declared to follow
    them, in their stead. `latest`: the claims there. `follows`: source → the sources that it follows.
    """
    ends = {end for claim in thread.claims if _speaks_for_itself(claim) for end in _ends(_paper(claim)[0], follows)}
    had = {_paper(claim) for claim in thread.claims if _speaks_for_itself(claim)}
    held = sorted(holdings, key=lambda one: (one.source, one.document))
    looked = [
        one for one in held if one.source in ends and (one.paper in had or one.source not in {name for name, _ in had})
    ]
    if not looked or any(_stands(thread, latest.get(one.paper, ())) for one in looked):
        return None
    return _absence(looked, ends)


class AbsenceFinder:
    """The same question of many threads, by their summaries: nothing is read or folded again."""

    def __init__(self, holdings: Iterable[Holding], follows: Mapping[str, Sequence[str]]) -> None:
        self._follows = follows
        self._by_source: dict[str, list[Holding]] = defaultdict(list)
        for one in sorted(holdings, key=lambda one: (one.source, one.document)):
            self._by_source[one.source].append(one)
        self._known: dict[str, frozenset[str]] = {}

    def absence(self, summary: ThreadSummary) -> Absence | None:
        """As `absence` of the thread itself."""
        names = {version.rpartition("@")[0] for version in summary.held}
        sources = {name.partition("/")[0] for name in names}
        ends = frozenset(end for source in sources for end in self._ends(source))
        looked = [
            one
            for end in sorted(ends)
            for one in self._by_source.get(end, ())
            if end not in sources or one.version.rpartition("@")[0] in names
        ]
        there = {*summary.held, *summary.offered}
        if not looked or any(one.version in there for one in looked):
            return None
        return _absence(looked, ends)

    def turn(self, summary: ThreadSummary) -> PledgeTurn | None:
        """That it is not found, where that can be said: from the first sighting of the version without it."""
        found = self.absence(summary)
        if found is None or not found.holds:
            return None
        where = ", ".join(dict.fromkeys(one.source for one in found.searched))
        times = [one.since or one.as_of for one in found.searched]
        return PledgeTurn(
            name="not_found",
            said=f"not found in {where}",
            old="",
            new="",
            earlier="",
            later="",
            stage=summary.stages,
            at=max(times),
            who=summary.publishers[-1] if summary.publishers else "",
            weight=WEIGHTS["not_found"],
        )

    def _ends(self, source: str) -> frozenset[str]:
        if source not in self._known:
            self._known[source] = frozenset(_ends(source, self._follows))
        return self._known[source]


def _absence(looked: Sequence[Holding], ends: Iterable[str]) -> Absence:
    missing = sorted({*ends} - {one.source for one in looked})
    gaps = [*(f"{source}: nothing recorded of it" for source in missing)]
    gaps += [f"{one.version}: {one.fault}" for one in looked if one.fault]
    return Absence(searched=tuple(one for one in looked if not one.fault), gaps=tuple(gaps))


def _ends(source: str, follows: Mapping[str, Sequence[str]], seen: frozenset[str] = frozenset()) -> set[str]:
    """The source itself where nothing follows it, else what follows it last."""
    after = {name for name, followed in follows.items() if source in followed} - seen
    if not after:
        return {source}
    return {end for name in after for end in _ends(name, follows, seen | {source, name})}


def _speaks_for_itself(claim: Claim) -> bool:
    """A newspaper's old article goes on saying what it said: it shows nothing about the promise."""
    return (claim.place or Place()).publisher_type not in {"press", "other"}


def _stands(thread: Thread, claims: Sequence[Claim]) -> bool:
    """Whether one of the thread's wordings, or one that may belong to it, is among the claims of a document."""
    maybe = {link.later for link in thread.candidates}
    wordings = {
        (_paper(claim), fold(text))
        for claim in thread.claims
        for text in (claim.text, *(one.text for one in claim.also))
    }
    return any(claim.id in maybe or (_paper(claim), fold(claim.text)) in wordings for claim in claims)


def _paper(claim: Claim) -> Paper:
    place = claim.place or Place()
    return place.source or "", place.document or ""
