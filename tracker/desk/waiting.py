"""Waiting: what a person should decide, the worthiest first: changes, links by their pledges, claims, suspect captures.

Of links first come disagreements, then pledges by what they are worth: how much they changed, and how many links one look
at them settles. Nothing that a person has spoken of is asked again; what was decided meanwhile is passed over (`Settling`).
"""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from tracker.claims.claim import Claim
from tracker.config.decided import every
from tracker.config.verdict import ClaimVerdict, LinkVerdict, Verdict, Verdicts
from tracker.desk.waiting_captures import SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.links.link import Link, Thread
from tracker.links.offers import offers
from tracker.links.turns import ThreadSummary

SEEDED: Final = 0.05
"""Share of links that are known to be wrong, where somebody asks for them."""
_UNSURE = 0.15
"""How far above the least confidence a claim is still asked about."""
Standing = Literal["disputed", "likely", "review"]


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """Two claims that may be one pledge, in the pledge whose page shows them."""

    link: Link
    earlier: Claim
    later: Claim
    thread: str
    """The thread of the earlier claim."""
    name: str
    """What that thread is called."""
    standing: Standing
    stages: int
    """Stages of the thread once the link stands, and of how many publishers they are."""
    publishers: int
    seeded: bool = False
    """Known to be wrong, and put in to see whether it is noticed."""

    @property
    def id(self) -> str:
        """Its name in files: the ids of both claims."""
        return f"{self.link.earlier} {self.link.later}"


@dataclass(frozen=True, slots=True)
class ClaimOffer:
    """A claim of which the rules are not sure."""

    claim: Claim
    thread: str

    @property
    def id(self) -> str:
        """Its name in files: the claim's id."""
        return self.claim.id


Offer = ChangeOffer | LinkOffer | ClaimOffer | SuspectOffer


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, by queue, in the order in which it is asked."""

    links: tuple[LinkOffer, ...]
    claims: tuple[ClaimOffer, ...]
    shown: int
    """Pledges of several stages that the site shows at least two stages of."""
    pledges: int
    """Pledges of several stages in all."""
    changes: tuple[ChangeOffer, ...] = ()
    suspects: tuple[SuspectOffer, ...] = ()

    @classmethod
    def of(
        cls, threads: Sequence[Thread], summaries: Sequence[ThreadSummary], verdicts: Verdicts, *, floor: float,
        changes: tuple[ChangeOffer, ...] = (), suspects: tuple[SuspectOffer, ...] = (),
    ) -> "Waiting":  # fmt: skip
        """Of threads and what lists say of them; `floor` is the confidence from which words are a claim."""
        several = [one for one in threads if len(one.claims) > 1]
        confirmed = [one for one in several if any(_is_settled(link) for link in one.links)]
        return cls(
            tuple(_links(threads, summaries)), tuple(_claims(threads, verdicts, floor)), len(confirmed), len(several),
            changes, suspects,
        )  # fmt: skip


@dataclass(slots=True)
class Settling:
    """What the decisions of a session imply: pairs that are joined already, or kept apart."""

    _joined: dict[str, frozenset[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)
    _dropped: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> "Settling":
        """Of verdicts that hold."""
        found = cls()
        for one in verdicts:
            found.add(one)
        return found

    def add(self, verdict: Verdict) -> None:
        """One more."""
        if isinstance(verdict, LinkVerdict):
            if verdict.relation == "same":
                group = self.group(verdict.earlier) | self.group(verdict.later)
                self._joined.update(dict.fromkeys(group, group))
            else:
                self._apart.setdefault(verdict.earlier, set()).add(verdict.later)
                self._apart.setdefault(verdict.later, set()).add(verdict.earlier)
        elif isinstance(verdict, ClaimVerdict) and verdict.does == "drop" and verdict.claim:
            self._dropped.add(verdict.claim)

    def is_settled(self, offer: "Offer") -> bool:
        """Whether nobody need be asked any more: joined through others, called different, or of a claim that is none."""
        if isinstance(offer, ClaimOffer):
            return offer.claim.id in self._dropped
        if not isinstance(offer, LinkOffer):
            return False
        one, other = offer.link.earlier, offer.link.later
        if one in self._dropped or other in self._dropped:
            return True
        return other in self.group(one) or self._kept_apart(one, other)

    def _kept_apart(self, one: str, other: str) -> bool:
        theirs = self.group(other)
        return any(not theirs.isdisjoint(self._apart.get(near, ())) for near in self.group(one))

    def group(self, claim: str) -> frozenset[str]:
        """The claims that are one pledge with this one, itself among them."""
        return self._joined.get(claim, frozenset({claim}))


def seeded(links: Sequence[LinkOffer], *, by: str, share: float = SEEDED) -> tuple[LinkOffer, ...]:
    """The same with some among them, one in twenty, that are known to be wrong: claims of two pledges without common words.

    Which they are depends on the person and the queue alone: whoever comes back meets the same.
    """
    told = {one.thread: one for one in links}
    if len(told) < 2:  # noqa: PLR2004 - there must be another pledge
        return tuple(links)
    seed = hashlib.sha256(f"{by} {' '.join(sorted(told))}".encode()).digest()
    dice = random.Random(seed)  # noqa: S311 - no secret: a sample
    mixed = list(links)
    for _ in range(max(1, round(len(links) * share))):
        one, other = dice.choice(links), dice.choice(links)
        tries = 0
        while not _is_wrong(one, other) and (tries := tries + 1) < _TRIES:
            one, other = dice.choice(links), dice.choice(links)
        if _is_wrong(one, other):
            mixed.insert(mixed.index(one) + 1, _wrong(one, other))
    return tuple(mixed)


_TRIES = 500


def _is_wrong(one: LinkOffer, other: LinkOffer) -> bool:
    """Whether the earlier claim of the one and the later of the other are surely two pledges: not a rare word in common."""
    if one.thread == other.thread or one.earlier.id == other.later.id or one.seeded or other.seeded:
        return False
    mine, theirs = _words(one.earlier), _words(other.later)
    return len(mine & theirs) <= 1


def _words(claim: Claim) -> set[str]:
    return {word for word in claim.text.casefold().split() if len(word) > len("their")}


def _wrong(one: LinkOffer, other: LinkOffer) -> LinkOffer:
    link = one.link.model_copy(
        update={"later": other.later.id, "reasons": one.link.reasons, "flags": (), "disputed": ()}
    )
    return LinkOffer(
        link=link,
        earlier=one.earlier,
        later=other.later,
        thread=one.thread,
        name=one.name,
        standing=one.standing,
        stages=one.stages,
        publishers=one.publishers,
        seeded=True,
    )


def _is_settled(link: Link) -> bool:
    return link.standing == "confirmed" and not link.disputed


def _links(threads: Sequence[Thread], summaries: Sequence[ThreadSummary]) -> Iterator[LinkOffer]:
    known = {claim.id: claim for thread in threads for claim in thread.claims}
    home = {claim.id: thread for thread in threads for claim in thread.claims}
    told = {one.id: one for one in summaries}
    offered: dict[str, list[tuple[Link, Standing]]] = {}
    for thread in threads:
        open_links = [(link, _standing(link)) for link in (*thread.disputed, *thread.links) if not _is_settled(link)]
        offered.setdefault(thread.id, []).extend(open_links)
    for link in offers(threads):
        offered[home[link.earlier].id].append((link, "review"))

    def worth(thread: Thread) -> tuple[bool, bool, float, str]:
        mine = offered[thread.id]
        brief = told.get(thread.id)
        weight = (brief.weight if brief else 0.0) + _A_LINK * min(len(mine), _MOST)
        return (
            not any(standing == "disputed" for _, standing in mine),
            not any(standing == "likely" for _, standing in mine),
            -weight,
            thread.id,
        )

    for thread in sorted((one for one in threads if offered[one.id]), key=worth):
        brief = told.get(thread.id)
        name = thread.name or (brief.name if brief else thread.claims[0].text)
        for link, standing in offered[thread.id]:
            joined = {*(one.id for one in thread.claims), *(one.id for one in home[link.later].claims)}
            voices = {(one.place.publisher if one.place else None) for one in map(known.__getitem__, joined)}
            yield LinkOffer(
                link, known[link.earlier], known[link.later], thread.id, name, standing, len(joined), len(voices)
            )


_A_LINK = 0.03
"""What a link adds to the worth of a pledge: one look at its page settles them all. A choice, not measured."""
_MOST = 10


def _standing(link: Link) -> Standing:
    return "disputed" if link.disputed else "likely" if link.standing == "likely" else "review"


def _claims(threads: Sequence[Thread], verdicts: Verdicts, floor: float) -> Iterator[ClaimOffer]:
    spoken: set[str | None] = set()
    for one in every(verdicts):
        if not one.withdrawn:
            spoken |= {getattr(one, "claim", None), getattr(one, "earlier", None), getattr(one, "later", None)}
    unsure = [
        (claim.confidence, claim.id, ClaimOffer(claim, thread.id))
        for thread in threads
        for claim in thread.claims
        if claim.confidence < floor + _UNSURE and claim.id not in spoken
    ]
    for _, _, offer in sorted(unsure, key=lambda one: one[:2]):
        yield offer


def by_thread(links: Sequence[LinkOffer]) -> Mapping[str, tuple[LinkOffer, ...]]:
    """The offers of each pledge, in their order."""
    found: dict[str, list[LinkOffer]] = {}
    for one in links:
        found.setdefault(one.thread, []).append(one)
    return {thread: tuple(mine) for thread, mine in found.items()}
