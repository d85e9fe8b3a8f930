"""The loop of a review: a card is drawn, a key is read, the session answers. Two keys settle anything, most take one."""

import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.cli.deciding import told as told_of
from tracker.cli.review.keys import END, ESCAPE, line
from tracker.cli.review.session import Offer, ReviewSession
from tracker.config.contradiction import Contradiction
from tracker.desk.waiting import ClaimOffer, LinkOffer
from tracker.links.link import Link
from tracker.render.review_card import (
    CardPlace,
    claim_card,
    context_card,
    help_card,
    link_card,
    thread_pages,
    told_card,
)
from tracker.render.safe import safe

ASKED = "Keep it all the same? y keeps it; any other key does not"
CLEAR = "\x1b[H\x1b[2J"


@dataclass(slots=True)
class ReviewDesk:
    """What a review is made of: where it draws, what it reads, and what it may look up."""

    session: ReviewSession
    console: Console
    read: Callable[[], str]
    height: Callable[[], int]
    tell: Callable[[Link, Claim, Claim], Link]
    """Gives a link its reasons and flags."""
    around: Callable[[Claim], Sequence[tuple[str, bool]]]
    """The sentences around a claim, and which of them it is."""
    address: Callable[[Claim], str | None]
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
        place = self.place(offer)
        if isinstance(offer, ClaimOffer):
            return claim_card(offer, place, self.console, self.height())
        return link_card(self.with_reasons(offer), place, self.console, self.height())

    def with_reasons(self, offer: LinkOffer) -> LinkOffer:
        """The same with reasons and flags, which are found when it is first shown."""
        if offer.link.reasons and not offer.seeded:
            return offer
        link = self.tell(offer.link, offer.earlier, offer.later)
        return LinkOffer(
            link, offer.earlier, offer.later, offer.thread, offer.name, offer.standing, offer.stages, offer.publishers,
            offer.seeded,
        )  # fmt: skip

    def place(self, offer: Offer) -> CardPlace:
        """Where the reader is."""
        session = self.session
        mine = session.siblings(offer) if isinstance(offer, LinkOffer) else []
        done, total = session.progress
        nth = next((at for at, one in enumerate(mine, 1) if one.id == offer.id), 1)
        filtered = ", ".join(one for one in (session.wanted, session.words and f"“{session.words}”") if one)
        return CardPlace(
            session.by, done, total, session.minutes, session.staged, nth, max(len(mine), 1), session.note, filtered
        )

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
            case "l" | " ":
                session.put_off(offer)
            case "u":
                self.said = "Undone." if session.undo() else "There is nothing to undo."
            case "a" if isinstance(offer, LinkOffer):
                self._all(offer)
            case "t":
                session.note = self._line("Reason: ") or None
            case _:
                self._show(offer, key)

    def _show(self, offer: Offer, key: str) -> None:
        """What a key shows, names or narrows; nothing is decided."""
        session = self.session
        match key:
            case "c":
                claims = [offer.earlier, offer.later] if isinstance(offer, LinkOffer) else [offer.claim]
                self._look(context_card([(one, self.around(one)) for one in claims], self.console, self.height()))
            case "o":
                self._open(offer.later if isinstance(offer, LinkOffer) else offer.claim)
            case "N":
                if name := self._line("Name of the pledge: "):
                    self._stage(lambda anyway: session.name(offer, name, anyway=anyway))
            case "/":
                session.words = self._line("Only what has these words: ") or ""
            case "f":
                session.wanted = self._line("Only (publisher, source, links, claims, likely, review, disputed): ") or ""
            case "?":
                self._look(help_card(self.console, self.height()))
            case _:
                self.said = "? shows the keys."

    def _decide(self, offer: Offer, key: str) -> None:
        session = self.session
        if isinstance(offer, LinkOffer):
            relation = {"y": "same", "n": "different", "r": "related"}[key]
            self._stage(lambda anyway: session.relate([offer], relation, anyway=anyway))  # type: ignore[arg-type]
        elif key != "r":
            self._stage(lambda anyway: session.judge(offer, is_one=key == "y", anyway=anyway))

    def _all(self, offer: LinkOffer) -> None:
        """Every wording is shown before all can be decided on."""
        session = self.session
        mine = session.siblings(offer)
        pages = thread_pages(mine, self.place(offer), self.console, self.height())
        for page in pages[:-1]:
            self.draw(page)
            while (key := self.read()) not in {" ", "\r", "\n"}:
                if key in {ESCAPE, "s", "q", END}:
                    return
        self.draw(pages[-1])
        key = self.read()
        if key in {"y", "n"}:
            relation = "same" if key == "y" else "different"
            self._stage(lambda anyway: session.relate(mine, relation, anyway=anyway))  # type: ignore[arg-type]

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

    def _open(self, claim: Claim) -> None:
        where = self.address(claim)
        if where is None:
            self.said = "It has no web address."
        elif self.has_browser() and webbrowser.open(where):
            self.said = f"Opened {where}"
        else:
            self.said = where
