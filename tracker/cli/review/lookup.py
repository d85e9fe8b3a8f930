"""Lookup: what the loop of a review asks the record for, read when it is first asked for and kept while the review lasts."""

from collections.abc import Sequence
from typing import assert_never

from rich.text import Text

from tracker.capture.decide import look_at_kept
from tracker.capture.tools import Tools
from tracker.claims.claim import Claim
from tracker.cli.captures import declared
from tracker.cli.review.loop import AroundWords
from tracker.cli.review.session import claims_of
from tracker.cli.world import World
from tracker.config.checks import http_url
from tracker.desk.gather import document
from tracker.desk.waiting import ClaimOffer, LinkOffer, Offer
from tracker.desk.waiting_captures import SuspectLook, SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.errors import UsageError
from tracker.render.review_card import around_claim
from tracker.render.safe import safe
from tracker.wording.fold import fold

AROUND = 3
"""Sentences of context before and after a wording."""


class ReviewLookup:
    """Words around wordings, addresses of pages, and what was kept aside, in an open store."""

    def __init__(self, world: World, tools: Tools) -> None:
        self._world = world
        self._tools = tools
        self._archive = tools.archive
        self._texts: dict[str, Sequence[str]] = {}
        self._looks: dict[str, SuspectLook] = {}

    def around(self, offer: Offer) -> list[AroundWords]:
        """The sentences around each wording of an offer; of a capture none."""
        match offer:
            case LinkOffer() | ClaimOffer():
                return [(around_claim(one), self._near(one.text, _version(one))) for one in claims_of(offer)]
            case ChangeOffer():
                one, change = offer.comparison, offer.change
                sides = ((change.old, one.old), (change.new, one.new))
                return [
                    (Text(safe(place), style="place"), self._near(side.text, place)) for side, place in sides if side
                ]
            case SuspectOffer():
                return []
            case _:
                assert_never(offer)

    def look(self, offer: SuspectOffer) -> SuspectLook:
        """What was kept aside, read in a process of its own, beside the last good version."""
        if offer.id not in self._looks:
            self._looks[offer.id] = self._looked(offer)
        return self._looks[offer.id]

    def address(self, offer: Offer) -> str | None:
        """Where the page is on the web; None where it is nowhere that a browser may be sent to."""
        try:
            return http_url(self._address(offer) or "")
        except (ValueError, UsageError):
            return None

    def _address(self, offer: Offer) -> str | None:
        match offer:
            case LinkOffer() | ClaimOffer():
                place = _version(claims_of(offer)[-1])
                return self._archive.resolve(place).url if place else None
            case ChangeOffer():
                return self._archive.resolve(offer.comparison.new).url
            case SuspectOffer():
                return offer.body.final_url
            case _:
                assert_never(offer)

    def _looked(self, offer: SuspectOffer) -> SuspectLook:
        held = document(self._archive, offer.held) if offer.held else None
        source, _, name = offer.name.partition("/")
        try:
            return SuspectLook(held, look_at_kept(declared(self._world, source), name, tools=self._tools))
        except UsageError as error:
            return SuspectLook(held, None, str(error))

    def _near(self, text: str, place: str | None) -> list[tuple[str, bool]]:
        lines = self._sentences(place) if place else ()
        words = fold(text)
        at = next((at for at, one in enumerate(lines) if words in fold(one)), None)
        if at is None:  # several sentences that became one, or one that was split
            at = next((at for at, one in enumerate(lines) if (told := fold(one)) and words.startswith(told)), None)
        if at is None:
            return [(text, True)]
        return [(one, here == at) for here, one in enumerate(lines) if abs(here - at) <= AROUND]

    def _sentences(self, place: str) -> Sequence[str]:
        if place not in self._texts:
            self._texts[place] = [one.text for one in document(self._archive, self._archive.resolve(place)).sentences]
        return self._texts[place]


def _version(claim: Claim) -> str | None:
    return claim.place.version if claim.place else None
