"""Web desk: what a person's browser asks of a review, and what it is answered: the queue of the terminal, by forms.

All people share one reading of the record. After something was written it is read anew, and whoever was in the middle goes
on where their journal is. An answer names the item that it is of: one that was answered meanwhile is not answered twice.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http import HTTPStatus

from pydantic import ValidationError

from tracker.capture.tools import Tools
from tracker.cli.captures import reading
from tracker.cli.deciding import told as told_of
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.review.loop import RELATION, WORTH, place_of, with_reasons
from tracker.cli.review.serving import WebAnswer, WebRequest
from tracker.cli.review.session import ReviewSession
from tracker.cli.review.writing import against_others, session_of, summed, unwritten, waiting_of, written
from tracker.cli.world import World
from tracker.config.contradiction import Contradiction
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting import ClaimOffer, LinkOffer, Offer, Waiting
from tracker.desk.waiting_captures import SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.render.card import CardPlace
from tracker.render.review_page import (
    ReviewFrame,
    all_page,
    asked_page,
    context_page,
    differing_page,
    done_page,
    mark_of,
    offer_page,
    policy,
)

LONGEST = 500
"""Characters of a field, as of a line that is typed at a terminal."""
_KEYS: Mapping[str, str] = {"yes": "y", "no": "n", "related": "r"}
_TYPED = ("note", "headline", "readers", "name")
_ANYWAY = (("anyway", "Keep it all the same", "y"), ("drop", "Do not keep it", "n"))
_MINE = (("keep-mine", "Keep mine all the same", "y"), ("drop-mine", "Drop mine", "n"))
GONE = "That was answered already, or is no longer asked; nothing was kept."


@dataclass(slots=True)
class _Tally:
    """What one person has done since the server began."""

    said: list[str] = field(default_factory=list)
    """Shown with the next page."""
    kept: dict[str, str] = field(default_factory=dict)
    has_keys: bool = True
    words: str = ""
    wanted: str = ""
    times: list[float] = field(default_factory=list)
    noticed: tuple[int, int] = (0, 0)
    """Of what was written."""
    open_noticed: tuple[int, int] = (0, 0)
    """Of what is not."""
    staged: int = 0


@dataclass(slots=True)
class _WebRecord:
    """The record as it was read last."""

    stack: ExitStack
    world: World
    index: PledgeIndex
    tools: Tools
    waiting: Waiting
    lookup: ReviewLookup
    sessions: dict[str, ReviewSession] = field(default_factory=dict)


class WebDesk:
    """Answers requests. Close it when done."""

    def __init__(self, world: World, *, with_seeded: bool = False, only: str = "") -> None:
        self._world = world
        self._with_seeded = with_seeded
        self._only = only
        self._tallies: dict[str, _Tally] = {}
        self._open: _WebRecord | None = None

    def open(self) -> None:
        """Read the record, which may take long, before anybody waits for it."""
        self._record  # noqa: B018 - it is read when it is first asked for

    def close(self) -> None:
        """Let go of the record and of everybody's journal."""
        if self._open is not None:
            self._open.stack.close()
            self._open = None

    def answer(self, asked: WebRequest) -> WebAnswer:
        """A page, or where to go on. TrackerError where the record or a journal cannot be used."""
        if asked.view == "/":  # the slash at the end is missing
            return WebAnswer("404 Not Found: the address ends with a slash.\n", HTTPStatus.NOT_FOUND)
        session = self._session(asked.person)
        tally = self._tallies[asked.person]
        if asked.form is not None:
            answer = self._act(session, tally, {name: _line(value) for name, value in asked.form.items()})
            tally.staged, tally.open_noticed = session.staged, session.noticed
            return answer
        offer = session.current()
        match asked.view:
            case "":
                page = self._queue(session, tally, offer)
            case "all" if isinstance(offer, LinkOffer | ChangeOffer):
                page = all_page(_beside(session, offer), self._frame(session, tally, offer))
            case "context" if isinstance(offer, SuspectOffer):
                look = self._record.lookup.look(offer)
                page = differing_page(offer, look, self._frame(session, tally, offer))
            case "context" if offer is not None:
                page = context_page(self._record.lookup.around(offer), self._frame(session, tally, offer))
            case _:
                return WebAnswer("404 Not Found\n", HTTPStatus.NOT_FOUND)
        return _page(page)

    def sums(self) -> list[str]:
        """What everybody's review amounted to."""
        said: list[str] = []
        for person, tally in self._tallies.items():
            mine = summed(tally.times, _added(tally.noticed, tally.open_noticed))
            if tally.staged:
                mine.append(unwritten(tally.staged))
            said += [f"{person}: {one}" if len(self._tallies) > 1 else one for one in mine]
        return said

    # ---- the record

    @property
    def _record(self) -> _WebRecord:
        if self._open is None:
            world = World(self._world.root, self._world.typed)  # its config is read anew
            with ExitStack() as stack:
                archive = stack.enter_context(world.archive())
                index = stack.enter_context(world.pledge_index(archive))
                tools = stack.enter_context(reading(world, archive))
                waiting = waiting_of(world, archive, index)
                self._open = _WebRecord(stack.pop_all(), world, index, tools, waiting, ReviewLookup(world, tools))
        return self._open

    def _session(self, person: str) -> ReviewSession:
        record = self._record
        if person not in record.sessions:
            tally = self._tallies.setdefault(person, _Tally(wanted=self._only))
            session = session_of(
                record.world, record.index, record.waiting, by=person, with_seeded=self._with_seeded, only=tally.wanted
            )
            record.stack.callback(session.journal.close)
            session.words, session.times = tally.words, tally.times
            record.sessions[person] = session
        return record.sessions[person]

    # ---- pages

    def _frame(self, session: ReviewSession, tally: _Tally, offer: Offer | None) -> ReviewFrame:
        done, total = session.progress
        place = (
            place_of(session, offer) if offer else CardPlace(session.by, done, total, session.minutes, session.staged)
        )
        said, tally.said = tally.said, []
        return ReviewFrame(place, said, tally.has_keys, session.words, session.wanted, tally.kept)

    def _queue(self, session: ReviewSession, tally: _Tally, offer: Offer | None) -> str:
        frame = self._frame(session, tally, offer)
        lookup = self._record.lookup
        match offer:
            case None:
                return done_page(frame)
            case LinkOffer():
                shown = with_reasons(offer, self._record.index.teller())
                return offer_page(shown, frame, address=lookup.address(offer))
            case SuspectOffer():
                return offer_page(offer, frame, look=lookup.look(offer), address=lookup.address(offer))
            case _:
                return offer_page(offer, frame, address=lookup.address(offer))

    # ---- answers

    def _act(self, session: ReviewSession, tally: _Tally, form: Mapping[str, str]) -> WebAnswer:
        act = form.get("act", "")
        tally.kept = {}
        match act:
            case "undo":
                tally.said = ["Undone." if session.undo() else "There is nothing to undo."]
            case "keys":
                tally.has_keys = not tally.has_keys
            case "filter" | "all-of-it":
                session.words = tally.words = form.get("words", "") if act == "filter" else ""
                session.wanted = tally.wanted = form.get("wanted", "") if act == "filter" else ""
            case "again":
                self.close()
            case "write" | "keep-mine" | "drop-mine":
                return self._write(session, tally, act)
            case "drop":
                tally.said = ["Not kept."]
            case _:
                return self._answer(session, tally, act, form)
        return WebAnswer.to("./")

    def _answer(self, session: ReviewSession, tally: _Tally, act: str, form: Mapping[str, str]) -> WebAnswer:
        """What a form says of the item that it was of."""
        offer = session.open_offer(form.get("item", ""))
        if offer is None:
            tally.said = [GONE]
            return WebAnswer.to("./")
        if too_long := [name for name in _TYPED if len(form.get(name, "")) > LONGEST]:
            tally.said = [f"{too_long[0]} is longer than {LONGEST} characters; nothing was kept."]
            return WebAnswer.to("./")
        does = form.get("then", "") if act == "anyway" else act
        session.note = form.get("note") or None
        session.headline = form.get("headline") or None
        session.readers = tuple(name.strip() for name in form.get("readers", "").split(",") if name.strip())
        try:
            against = self._decide(session, tally, offer, does, form, anyway=act == "anyway")
        except ValidationError as error:
            tally.said = [f"Nothing was kept: {error.errors()[0]['msg'].removeprefix('Value error, expected ')}."]
            against = ()
        finally:
            session.note, session.headline, session.readers = None, None, ()
        if not against:
            return WebAnswer.to("./")
        carried = {name: form[name] for name in (*_TYPED, "items") if form.get(name)}
        sentences = list(dict.fromkeys(map(told_of, against)))
        page = asked_page(
            "This contradicts what was decided. Keep it all the same?", sentences, _ANYWAY,
            self._frame(session, tally, offer), item=offer.id, carried={**carried, "then": does},
        )  # fmt: skip
        return _page(page)

    def _decide(
        self, session: ReviewSession, tally: _Tally, offer: Offer, does: str, form: Mapping[str, str], *, anyway: bool
    ) -> Sequence[Contradiction]:
        """What it contradicts, unless `anyway`; then nothing is kept."""
        if does in {"later", "skip"}:
            (session.put_off if does == "later" else session.skip)(offer)
        elif does == "name" and isinstance(offer, LinkOffer | ClaimOffer):
            if name := form.get("name", ""):
                tally.said, tally.kept = [f"The pledge is called “{name}”."], {"note": form.get("note", "")}
                session.note = None
                return session.name(offer, name, anyway=anyway)
            tally.said = ["Type the name first."]
        elif does in {"all-yes", "all-no"} and isinstance(offer, LinkOffer | ChangeOffer):
            beside = _beside(session, offer)
            if mark_of(beside) != form.get("items"):
                tally.said = ["More or fewer are asked about by now: look at all of them again."]
                return ()
            key = "y" if does == "all-yes" else "n"
            if isinstance(offer, LinkOffer):
                links = [one for one in beside if isinstance(one, LinkOffer)]
                return session.relate(links, RELATION[key], anyway=anyway)
            return session.weigh([one for one in beside if isinstance(one, ChangeOffer)], WORTH[key], anyway=anyway)
        elif does == "release" and isinstance(offer, LinkOffer | ChangeOffer):
            if isinstance(offer, LinkOffer):
                return session.relate([offer], "same", anyway=anyway, release=True)
            if session.headline:
                return session.weigh([offer], "line", anyway=anyway, release=True)
            tally.said, tally.kept = ["Others see a headline of it: type one first."], {"note": form.get("note", "")}
        elif does in _KEYS:
            return self._one(session, tally, offer, _KEYS[does], anyway=anyway)
        else:
            tally.said = ["That cannot be answered here."]
        return ()

    def _one(
        self, session: ReviewSession, tally: _Tally, offer: Offer, key: str, *, anyway: bool
    ) -> Sequence[Contradiction]:
        match offer:
            case LinkOffer():
                return session.relate([offer], RELATION[key], anyway=anyway)
            case ClaimOffer() if key != "r":
                return session.judge(offer, is_one=key == "y", anyway=anyway)
            case ChangeOffer() if key != "r":
                return session.weigh([offer], WORTH[key], anyway=anyway)
            case SuspectOffer() if key == "y" and (fault := self._record.lookup.look(offer).fault):
                tally.said = [fault]
            case SuspectOffer() if key != "r":
                session.settle(offer, is_page=key == "y")
            case _:  # only links are related
                tally.said = ["That cannot be answered here."]
        return ()

    def _write(self, session: ReviewSession, tally: _Tally, act: str) -> WebAnswer:
        """Write what is staged; where others have decided otherwise meanwhile that is asked about first."""
        if act == "write" and (sentences := against_others(self._record.world, session)):
            question = "This was decided otherwise meanwhile. Keep yours all the same?"
            return _page(asked_page(question, sentences, _MINE, self._frame(session, tally, None)))
        noticed = session.noticed
        said = written(self._record.world, session, self._record.tools, keeps=lambda _: act == "keep-mine")
        tally.noticed = _added(tally.noticed, noticed)
        tally.said = [*summed(tally.times, tally.noticed), *said] if said else ["Nothing was decided yet."]
        self.close()
        return WebAnswer.to("./")


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _beside(session: ReviewSession, offer: LinkOffer | ChangeOffer) -> Sequence[LinkOffer] | Sequence[ChangeOffer]:
    return session.siblings(offer) if isinstance(offer, LinkOffer) else session.beside(offer)


def _line(text: str) -> str:
    """What was typed, on one line that can be shown."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _page(body: str) -> WebAnswer:
    return WebAnswer(body, headers={"Content-Security-Policy": policy()})
