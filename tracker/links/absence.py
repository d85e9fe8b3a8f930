"""Absence: a pledge that is not found where it would have to stand. It is said with care, and never that it was dropped.

Drops are rarely announced, and a page that we did not read says nothing: so it is said only where the documents that
follow are declared, complete and healthy, with where was looked, when, and what could not be looked at.
"""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import AwareDatetime, BaseModel

from tracker.claims.claim import Claim, Place
from tracker.links.link import Thread
from tracker.wording.fold import fold

Paper = tuple[str, str]
"""Source and document."""


class Holding(BaseModel, frozen=True, extra="forbid"):
    """One document in which a pledge can be looked for."""

    source: str
    document: str
    version: str
    """Address of its latest version."""
    as_of: AwareDatetime
    """When it was last seen to be so."""
    fault: str | None = None
    """Why it cannot be relied on: failing, suspect; None where it is healthy."""

    @property
    def paper(self) -> Paper:
        """Which document it is."""
        return self.source, self.document


class Absence(BaseModel, frozen=True, extra="forbid"):
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
    missing = sorted(ends - {one.source for one in looked})
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
