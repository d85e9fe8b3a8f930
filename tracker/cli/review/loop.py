"""The loop of a review: a card is drawn, a key is read, the session answers. Two keys settle anything, most take one."""

import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from rich.console import Console
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.cli.deciding import told as told_of
from tracker.cli.review.keys import END, ESCAPE, line
from tracker.cli.review.session import ReviewSession, Worth
from tracker.cli.verdicts import Relation
from tracker.config.contradiction import Contradiction
from tracker.desk.waiting import ClaimOffer, LinkOffer, Offer
from tracker.desk.waiting_captures import SuspectLook, SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.links.link import Link
from tracker.render.card import CardPlace
from tracker.render.desk_card import change_card, change_pages, suspect_card, suspect_pages
from tracker.render.review_card import claim_card, context_card, help_card, link_card, thread_pages, told_card
from tracker.render.safe import safe

RELATION: Mapping[str, Relation] = {"y": "same", "n": "different", "r": "related"}
WORTH: Mapping[str, Worth] = {"y": "line", "n": "routine"}
AroundWords = tuple[Text, Sequence[tuple[str, bool]]]
"""Whose words they are, and the sentences around them, each with whether it is they."""
ASKED = "Keep it all the same? y keeps it; any other key does not"
CLEAR = "\x1b[H\x1b[2J"


def with_reasons(offer: LinkOffer, tell: Callable[[Link, Claim, Claim], Link]) -> LinkOffer:
    """The same with reasons and flags, which are found when it is first shown."""
    if offer.link.reasons and not offer.seeded:
        return offer
    return replace(offer, link=tell(offer.link, offer.earlier, offer.later))


def place_of(session: ReviewSession, offer: Offer) -> CardPlace:
    """Where the reader is."""
    mine = session.siblings(offer) if isinstance(offer, LinkOffer) else []
    done, total = session.progress
    nth = next((at for at, one in enumerate(mine, 1) if one.id == offer.id), 1)
    filtered = ", ".join(one for one in (session.wanted, session.words and f"“{session.words}”") if one)
    return CardPlace(
        session.by, done, total, session.minutes, session.staged, nth, max(len(mine), 1), session.note, filtered,
        session.headline, session.readers,
    )  # fmt: skip


@dataclass(slots=True)
class ReviewDesk:
    """What a review is made of: where it draws, what it reads, and what it may look up."""

    session: ReviewSession
    console: Console
    read: Callable[[], str]
    height: Callable[[], int]
    tell: Callable[[Link, Claim, Claim], Link]
    """Gives a link its reasons and flags."""
    around: Callable[[Offer], Sequence[AroundWords]]
    """The sentences around each wording of an offer."""
    look: Callable[[SuspectOffer], SuspectLook]
    address: Callable[[Offer], str | None]
    has_browser: Callable[[], bool]
    said: str = ""
    """What stands on the last line until the next key."""

    def run(self) -> None:
        """Until nothing is left or the person ends it."""
        while (offer := self.session.current()) is not None or self._may_go_on():
            if offer is None:
                continue
            self.draw(self.card(offer))
            key = self.read()
            self.said = ""
            if key in {"q", END}:
                return
            self.answer(offer, key)

    def _may_go_on(self) -> bool:
        """Where a filter leaves nothing: without it, if then anything is left."""
        if not (self.session.wanted or self.session.words):
            return False
        self.session.wanted = self.session.words = ""
        self.said = "Nothing more of these; now everything else."
        return self.session.current() is not None

    # ---- drawing

    def card(self, offer: Offer) -> list[Text]:
        """The screen of an offer."""
        place, console, height = place_of(self.session, offer), self.console, self.height()
        match offer:
            case ChangeOffer():
                return change_card(offer, place, console, height)
            case LinkOffer():
                return link_card(with_reasons(offer, self.tell), place, console, height)
            case ClaimOffer():
                return claim_card(offer, place, console, height)
            case SuspectOffer():
                return suspect_card(offer, self.look(offer), place, console, height)
            case _:
                assert_never(offer)

    def draw(self, lines: Sequence[Text]) -> None:
        """Show a screen, the last line not ended, so that nothing moves up."""
        shown = list(lines)
        if self.said:
            shown[-1] = Text(safe(self.said), style="warn", no_wrap=True, overflow="ellipsis")
            shown[-1].truncate(self.console.width)
        self.console.file.write(CLEAR)
        self.console.print(Text("\n").join(shown), end="", soft_wrap=True)
        self.console.file.flush()

    # ---- answering

    def answer(self, offer: Offer, key: str) -> None:
        """Do what a key asks for; another key does nothing."""
        session = self.session
        match key:
            case "y" | "n" | "r":
                self._decide(offer, key)
            case "R" if isinstance(offer, LinkOffer | ChangeOffer):
                self._release(offer)
            case "l" | " ":
                session.put_off(offer)
            case "s":
                session.skip(offer)
            case "u":
                self.said = "Undone." if session.undo() else "There is nothing to undo."
            case "a" if isinstance(offer, LinkOffer | ChangeOffer):
                self._all(offer)
            case "t" if not isinstance(offer, SuspectOffer):
                session.note = self._line("Note: " if isinstance(offer, ChangeOffer) else "Reason: ") or None
            case "h" if isinstance(offer, ChangeOffer):
                session.headline = self._line("Headline: ") or None
            case "w" if isinstance(offer, ChangeOffer):
                names = (self._line("For whom (several by commas): ") or "").split(",")
                session.readers = tuple(name.strip() for name in names if name.strip())
            case _:
                self._show(offer, key)

    def _show(self, offer: Offer, key: str) -> None:
        """What a key shows, names or narrows; nothing is decided."""
        session = self.session
        match key:
            case "c":
                self._context(offer)
            case "o":
                self._open(offer)
            case "N" if isinstance(offer, LinkOffer | ClaimOffer):
                if name := self._line("Name of the pledge: "):
                    self._stage(lambda anyway: session.name(offer, name, anyway=anyway))
            case "/":
                session.words = self._line("Only what has these words: ") or ""
            case "f":
                session.wanted = (
                    self._line("Only (publisher, source, changes, links, claims, captures, likely): ") or ""
                )
            case "?":
                self._look(help_card(self.console, self.height()))
            case _:
                self.said = "? shows the keys."

    def _decide(self, offer: Offer, key: str) -> None:
        session = self.session
        if key == "r" and not isinstance(offer, LinkOffer):
            return
        match offer:
            case LinkOffer():
                relation = RELATION[key]
                self._stage(lambda anyway: session.relate([offer], relation, anyway=anyway))
            case ClaimOffer():
                self._stage(lambda anyway: session.judge(offer, is_one=key == "y", anyway=anyway))
            case ChangeOffer():
                self._stage(lambda anyway: session.weigh([offer], WORTH[key], anyway=anyway))
            case SuspectOffer():
                if key == "y" and (fault := self.look(offer).fault):
                    self.said = fault
                else:
                    session.settle(offer, is_page=key == "y")
            case _:
                assert_never(offer)

    def _release(self, offer: LinkOffer | ChangeOffer) -> None:
        """Yes, and others may see it: a link with what holds of its claims, a change with its headline."""
        session = self.session
        if isinstance(offer, LinkOffer):
            self._stage(lambda anyway: session.relate([offer], "same", anyway=anyway, release=True))
        elif session.headline:
            self._stage(lambda anyway: session.weigh([offer], "line", anyway=anyway, release=True))
        else:
            self.said = "Others see a headline of it: h, then R."

    def _all(self, offer: LinkOffer | ChangeOffer) -> None:
        """Every wording is shown before all can be decided on."""
        session, place, console, height = self.session, place_of(self.session, offer), self.console, self.height()
        if isinstance(offer, LinkOffer):
            links = session.siblings(offer)
            if (key := self._paged(thread_pages(links, place, console, height))) in {"y", "n"}:
                self._stage(lambda anyway: session.relate(links, RELATION[key], anyway=anyway))
            return
        beside = session.beside(offer)
        if (key := self._paged(change_pages(beside, place, console, height))) in {"y", "n"}:
            self._stage(lambda anyway: session.weigh(beside, WORTH[key], anyway=anyway))

    def _paged(self, pages: Sequence[Sequence[Text]]) -> str:
        """Show one page after another: the key that was pressed on the last, Escape where somebody went back."""
        for page in pages[:-1]:
            self.draw(page)
            while (key := self.read()) not in {" ", "\r", "\n"}:
                if key in {ESCAPE, "s", "q", END}:
                    return ESCAPE
        self.draw(pages[-1])
        return self.read()

    def _context(self, offer: Offer) -> None:
        console, height = self.console, self.height()
        if isinstance(offer, SuspectOffer):
            self._paged(suspect_pages(offer, self.look(offer), place_of(self.session, offer), console, height))
        else:
            self._look(context_card(self.around(offer), console, height))

    def _stage(self, act: Callable[[bool], Sequence[Contradiction]]) -> None:
        """Do it; where it contradicts a decision that holds, tell that and ask first."""
        against = act(False)
        if not against:
            return
        self.draw(told_card([told_of(one) for one in against], ASKED, self.console, self.height()))
        if self.read() == "y":
            act(True)
        else:
            self.said = "Not kept."

    def _look(self, lines: Sequence[Text]) -> None:
        self.draw(lines)
        self.read()

    def _line(self, prompt: str) -> str | None:
        def write(text: str) -> None:
            self.console.file.write(text)
            self.console.file.flush()

        write(f"\r\x1b[2K{prompt}")
        return line(self.read, "", write)

    def _open(self, offer: Offer) -> None:
        where = self.address(offer)
        if where is None:
            self.said = "It has no web address."
        elif self.has_browser() and webbrowser.open(where):
            self.said = f"Opened {where}"
        else:
            self.said = where
