"""Session: a person's way through what waits. It knows what is asked next, and stages what is answered; it draws nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal, assert_never

from tracker.claims.claim import Claim
from tracker.cli.deciding import contradictions
from tracker.cli.review import letting
from tracker.cli.review.journal import Journal, ReviewEvent
from tracker.cli.review.sheet import claim_verdict
from tracker.cli.verdicts import Relation, link, today, version_of, words_of
from tracker.config.contradiction import Contradiction, Decisions
from tracker.config.decided import every
from tracker.config.verdict import ThreadVerdict, Verdict, Verdicts
from tracker.desk.carried import named
from tracker.desk.waiting import ClaimOffer, LinkOffer, Offer, Settling, Waiting
from tracker.desk.waiting_captures import SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer, change_verdict
from tracker.links.link import Thread
from tracker.wording.fold import fold

Worth = Literal["line", "routine"]
_GUESS = 6.0
"""Seconds a decision takes before any was made."""


@dataclass(slots=True)
class ReviewSession:
    """Offers in their order, and what has become of them. Whatever changes is in the journal before it is shown."""

    by: str
    held: Verdicts
    journal: Journal
    offers: Sequence[Offer]
    threads: dict[str, Thread]
    clock: Callable[[], float] = time.monotonic
    note: str | None = None
    """The reason of the next decision."""
    headline: str | None = None
    readers: tuple[str, ...] = ()
    """Of the next change: what it says in a line, and for whom it is."""
    wanted: str = ""
    """Only offers that this names: a publisher, source, standing or queue; empty for all."""
    words: str = ""
    """Only offers with these words."""
    times: list[float] = field(default_factory=list)
    """Seconds of each decision of this session."""
    is_blind: bool = False
    """Others' decisions on the same are not known here, and each answer says so."""
    _known: Decisions = field(default_factory=Decisions)
    _settling: Settling = field(default_factory=Settling)
    _done: set[str] = field(default_factory=set)
    _put_off: set[str] = field(default_factory=set)
    _before: frozenset[str] = frozenset()
    _back: str | None = None
    _open: list[Offer] = field(default_factory=list)
    """What is still asked about, in its order."""
    _offers_of: dict[str, list[Offer]] = field(default_factory=dict)
    """By claim: an answer touches only the offers of what it joins or keeps apart."""
    _since: float = 0.0

    @classmethod
    def of(
        cls, waiting: Waiting, links: Sequence[LinkOffer], held: Verdicts, journal: Journal, *, by: str,
        threads: Sequence[Thread], clock: Callable[[], float] = time.monotonic,
    ) -> "ReviewSession":  # fmt: skip
        """Take up where the journal ends; what was put off before comes last."""
        before = frozenset(item for one in journal.events if one.did == "later" for item in one.items)
        every_offer: list[Offer] = [*waiting.changes, *links, *waiting.claims, *waiting.suspects]
        ordered = sorted(every_offer, key=lambda one: one.id in before)
        session = cls(by, held, journal, ordered, {one.id: one for one in threads}, clock, _before=before)
        for one in ordered:
            for claim in claims_of(one):
                session._offers_of.setdefault(claim.id, []).append(one)
        session._recount()
        session._since = clock()
        return session

    # ---- what is asked

    def current(self) -> Offer | None:
        """The offer that is asked about; None where all is decided, put off or filtered away."""
        if self._back is not None:
            found = next((one for one in self._open if one.id == self._back), None)
            if found is not None:
                return found
        return next((one for one in self._open if self._is_wanted(one)), None)

    def open_offer(self, name: str) -> Offer | None:
        """The offer of that id, if it is still asked about."""
        return next((one for one in self._open if one.id == name), None)

    def siblings(self, offer: LinkOffer) -> list[LinkOffer]:
        """All links of its pledge that are still asked about, in their order."""
        return [one for one in self._open if isinstance(one, LinkOffer) and one.thread == offer.thread]

    def beside(self, offer: ChangeOffer) -> list[ChangeOffer]:
        """All changes of its document that are still asked about, in their order."""
        name = offer.comparison.name
        return [one for one in self._open if isinstance(one, ChangeOffer) and one.comparison.name == name]

    @property
    def staged(self) -> int:
        """How many verdicts are not written yet."""
        return sum(len(one.verdicts) + (one.capture is not None) for one in self.journal.events)

    @property
    def progress(self) -> tuple[int, int]:
        """Offers that are dealt with, and all."""
        return len(self.offers) - len(self._open), len(self.offers)

    @property
    def minutes(self) -> int:
        """About how long the rest takes, at the pace so far."""
        pace = median(self.times) if self.times else _GUESS
        done, total = self.progress
        return max(1, round((total - done) * pace / 60)) if total > done else 0

    @property
    def noticed(self) -> tuple[int, int]:
        """Of the links that were known to be wrong: how many were noticed, and how many were decided on."""
        told = [one.noticed for one in self.journal.events if one.did == "seeded"]
        return sum(bool(one) for one in told), len(told)

    # ---- what is answered

    def relate(
        self, offers: Sequence[LinkOffer], relation: Relation, *, anyway: bool = False, release: bool = False
    ) -> tuple[Contradiction, ...]:
        """Stage one person's word on links; those of several as decided together. What it contradicts, unless `anyway`.

        Where it contradicts anything nothing is staged. `release`: others may see it, and what holds of the same claims.
        """
        together = len(offers) > 1
        real = [one for one in offers if not one.seeded]
        verdicts = [
            link(one.earlier, one.later, relation, why=self.note, by=self.by, together=together) for one in real
        ]
        let = (
            letting.of_thread(self.threads[one.thread], *self._known_of(one, verdicts), by=self.by)
            for one in (real if release else ())
        )
        staged: list[Verdict] = [*verdicts, *let]
        if real and (against := self._stage([one.id for one in real], staged, anyway=anyway)):
            return against
        for one in offers:
            if one.seeded:
                self._note(ReviewEvent("seeded", (one.id,), noticed=relation != "same"))
        self._answered(len(offers))
        return ()

    def weigh(
        self, offers: Sequence[ChangeOffer], worth: Worth, *, anyway: bool = False, release: bool = False
    ) -> tuple[Contradiction, ...]:
        """Stage that changes are worth a line, or routine, wherever the edit was made. What it contradicts, as above.

        `release`: others may see the headline.
        """
        edits = [edit for one in offers for edit in one.edits]
        more = {
            "headline": self.headline, "readers": self.readers, "why": self.note, "on": today(),
            "together": len(edits) > 1,
        }  # fmt: skip
        verdicts = [change_verdict(where, change, worth, by=self.by, **more) for where, change in edits]
        staged: list[Verdict] = [*verdicts, *(letting.of_changes(verdicts) if release else ())]
        against = self._stage([one.id for one in offers], staged, anyway=anyway)
        if not against:
            self.headline, self.readers = None, ()
            self._answered(len(offers))
        return against

    def settle(self, offer: SuspectOffer, *, is_page: bool) -> None:
        """Stage that what was kept aside is the page, or not."""
        self._note(ReviewEvent("decided", (offer.id,), capture=(offer.name, offer.body.blob, is_page)))
        self.note = None
        self._answered(1)

    def judge(self, offer: ClaimOffer, *, is_one: bool, anyway: bool = False) -> tuple[Contradiction, ...]:
        """Stage that a claim is one, or none. What it contradicts, unless `anyway`; then nothing is staged."""
        verdict = claim_verdict(offer.claim, is_one=is_one, why=self.note, by=self.by)
        against = self._stage([offer.id], [verdict], anyway=anyway)
        if not against:
            self._answered(1)
        return against

    def name(self, offer: LinkOffer | ClaimOffer, name: str, *, anyway: bool = False) -> tuple[Contradiction, ...]:
        """Stage a name of the pledge; the offer stays open."""
        thread = self.threads[offer.thread]
        about = thread.id
        root = next((one for one in thread.claims if one.id[2:] == about[2:]), thread.claims[0])
        verdict = ThreadVerdict(
            thread=about, name=name, words=words_of(root), at=version_of(root), by=self.by, on=today()
        )
        return self._stage([], [verdict], anyway=anyway)

    def put_off(self, offer: Offer) -> None:
        """Ask about it later: not again in this session, and last in the next."""
        self._note(ReviewEvent("later", (offer.id,)))
        self._back = None
        self._since = self.clock()

    def skip(self, offer: Offer) -> None:
        """Ask about it again once all the rest was asked; nothing is noted."""
        self._open = [*(one for one in self._open if one.id != offer.id), offer]
        self._back = None
        self._since = self.clock()

    def undo(self) -> ReviewEvent | None:
        """Take back the last answer and ask again."""
        found = self.journal.undo()
        if found is not None:
            self._recount()
            self._back = found.items[0] if found.items else None
            if found.did != "later" and found.items:
                del self.times[-len(found.items) :]
            self._since = self.clock()
        return found

    # ---- within

    def _known_of(self, offer: LinkOffer, new: Sequence[Verdict]) -> tuple[frozenset[str], list[Verdict]]:
        """The claims that are one with its two, and all that holds by now."""
        ids = self._settling.group(offer.earlier.id) | self._settling.group(offer.later.id)
        standing = [one for one in every(self.held) if not one.withdrawn]
        staged = (one for event in self.journal.events for one in event.verdicts)
        return ids, [*standing, *staged, *new]

    def _stage(self, items: Sequence[str], verdicts: Sequence[Verdict], *, anyway: bool) -> tuple[Contradiction, ...]:
        against = tuple(found for one in verdicts for found in self._known.against(one))
        if against and not anyway:
            return against
        if self.is_blind:
            verdicts = [one.model_copy(update={"blind": True}) for one in verdicts]
        self._note(ReviewEvent("decided", tuple(items), tuple(verdicts), anyway=bool(against) or self.is_blind))
        self.note = None
        return ()

    def _note(self, event: ReviewEvent) -> None:
        self.journal.add(event)
        self._take(event)
        near = {claim for one in event.verdicts for name in named(one) for claim in self._settling.group(name)}
        touched = {one.id: one for claim in near for one in self._offers_of.get(claim, ())}
        gone = {*event.items, *(name for name, one in touched.items() if not self._is_open(one))}
        self._open = [one for one in self._open if one.id not in gone]

    def _take(self, event: ReviewEvent) -> None:
        if event.did == "later":
            self._put_off |= {*event.items} - self._before
            return
        self._done |= {*event.items}
        for one in event.verdicts:
            self._known.add(one)
            self._settling.add(one)

    def _recount(self) -> None:
        standing = [one for one in every(self.held) if not one.withdrawn]
        self._known = Decisions.of(standing)
        self._settling = Settling.of(standing)
        self._done, self._put_off = set(), set()
        for event in self.journal.events:
            self._take(event)
        self._open = [one for one in self.offers if self._is_open(one)]

    def _answered(self, number: int) -> None:
        now = self.clock()
        self.times += [(now - self._since) / number] * number
        self._since, self._back = now, None

    def _is_open(self, offer: Offer) -> bool:
        if offer.id in self._done or offer.id in self._put_off:
            return False
        if isinstance(offer, LinkOffer) and (offer.seeded or offer.standing == "disputed"):
            return True
        return not self._settling.is_settled(offer)

    def _is_wanted(self, offer: Offer) -> bool:
        texts, names = _known_by(offer)
        if self.words and not any(all(word in fold(text) for word in fold(self.words).split()) for text in texts):
            return False
        return not self.wanted or self.wanted in names


def claims_of(offer: Offer) -> tuple[Claim, ...]:
    """The claims that it is about, in time order."""
    match offer:
        case LinkOffer():
            return offer.earlier, offer.later
        case ClaimOffer():
            return (offer.claim,)
        case ChangeOffer() | SuspectOffer():
            return ()
        case _:
            assert_never(offer)


def _known_by(offer: Offer) -> tuple[list[str], set[str]]:
    """The words by which an offer is looked for, and the names by which it is asked for."""
    match offer:
        case LinkOffer() | ClaimOffer():
            claims = claims_of(offer)
            places = [claim.place for claim in claims if claim.place]
            names = {offer.thread, *(name for one in places for name in (one.publisher, one.source) if name)}
            names |= {offer.standing, "links"} if isinstance(offer, LinkOffer) else {"claims"}
            return [claim.text for claim in claims], names
        case ChangeOffer():
            sides = [side.text for side in (offer.change.old, offer.change.new) if side]
            return sides, {offer.source, offer.comparison.name, offer.publisher, offer.change.kind, "changes"}
        case SuspectOffer():
            return [offer.reason, offer.name], {offer.source, offer.short, offer.publisher, "captures"}
        case _:
            assert_never(offer)


def overtaken(session: ReviewSession, held: Verdicts) -> dict[int, tuple[Contradiction, ...]]:
    """By the place of an event: what it contradicts of what others have decided meanwhile, and nobody was told of."""
    known = Decisions.of(held)
    found = {
        at: contradictions(known, event.verdicts) for at, event in enumerate(session.journal.events) if not event.anyway
    }
    return {at: against for at, against in found.items() if against}
