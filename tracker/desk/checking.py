"""Checking a text against the record: each statement exact, near with what differs, or not found. Nothing is recorded."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pydantic import AwareDatetime, BaseModel, Field

from tracker.claims.claim import Claim
from tracker.claims.saying import Saying, sayings
from tracker.config.config import Config
from tracker.desk.contrast import adds, differences, is_own, say_the_same, taken_off, voices
from tracker.desk.gather import claims_of, document, pledges
from tracker.desk.pledge_index import PledgeIndex
from tracker.diff.change import Flag
from tracker.extract.document import Document
from tracker.links.library import Library, SentenceMatch
from tracker.links.link import Thread
from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance
from tracker.store.version import Version
from tracker.wording.fold import fold, stems

WEIGHED = 5
"""Near wordings of which is asked what differs: the one with the fewest conflicts is shown."""
CERTAIN = 0.8
"""Likeness from which a sentence that says little that can be checked is shown as near all the same."""
AKIN = 0.15
"""How much less near another wording may be to lend its pledge."""
WOVEN = 60
"""Documents of a record of which all pledges are woven to name those that a text meets: 60 take a few seconds."""
BRIEF = 6
"""Words of a lead-in that is part of every item's sentence ("We will:"); a longer one may be a paragraph of its own."""
PLACES = 40
"""Places of one sentence that are told: "Updated guidance." stands in any number of documents."""


class Wording(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Words of the record, and the version that said them last."""

    text: str
    version: str
    last_seen: AwareDatetime


class SayingCheck(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A statement of the text, what we hold of it, and where that stands, the earliest first."""

    saying: Saying
    held: SentenceMatch
    differs: tuple[Flag, ...] = ()
    """What the record says otherwise (`old`) than the text (`new`); an empty side says nothing of it."""
    led: str | None = None
    """The words that introduce the record's sentence, where that is an item of a list."""
    publisher: str | None = None
    """Who published the record's sentence first."""
    places: tuple[Utterance, ...] = ()
    claim: str | None = None
    """Id of the claim that the record's sentence makes, where it makes one."""
    akin: str | None = None
    """Where it makes none: id of the claim that another near wording makes."""
    thread: str | None = None
    """Id of the pledge of which it, or a near wording, is a stage."""
    newest: Wording | None = None
    """What is said instead by now, where that is another wording."""

    @property
    def stands(self) -> bool | None:
        """Whether the latest version of any of the documents still says it; None where nothing was found."""
        return any(place.there for place in self.places) if self.places else None

    @property
    def cite(self) -> str | None:
        """What `tracker cite` takes: the claim, else the version that said it first."""
        return self.claim or (self.places[0].first.address if self.places else None)


class SearchScope(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What was searched: so many sentences of these documents, as of the last round."""

    sentences: int
    documents: tuple[str, ...]
    sources: int = Field(default=0, description="Sources of which anything is held.")
    as_of: AwareDatetime | None
    unread: int = 0
    """Damaged texts that could not be searched."""
    passed: int = Field(default=0, description="Sentences that say little to be checked, and that are not found.")


def check(
    text: Document, archive: Archive, config: Config, *, tick: Callable[[int], None] | None = None
) -> tuple[tuple[SayingCheck, ...], SearchScope]:
    """What the record holds of every statement of the text, in reading order; and what was searched.

    Each sentence is looked up. What says little to be checked (`Saying.taken`) and is not found is only counted. `tick` is
    told how many are through.
    """
    sentences = archive.sentences()
    names = archive.documents()
    rounds = archive.runs(limit=1)
    searched = SearchScope(
        sentences=len(sentences),
        documents=tuple(layout.name(*one) for one in names),
        sources=len({source for source, _ in names}),
        as_of=rounds[0].started if rounds else None,
        unread=archive.unread(),
    )
    checker = Checker(archive, config)
    found = []
    for nth, one in enumerate(sayings(text, people=config.people), start=1):
        found.append(checker.check(one))
        if tick:
            tick(nth)
    kept = [one for one in found if one.held.how != "none" or one.saying.taken]
    told = searched.model_copy(update={"passed": len(found) - len(kept)})
    return tuple(checker.threaded(kept)), told


class Checker:
    """Looks statements up in one record."""

    def __init__(self, archive: Archive, config: Config) -> None:
        explained = [text for _, text in archive.sentences() if "(" in text]
        self._archive = archive
        self._config = config
        self._library = Library(archive.beginning, config.verdicts.alias, explained)
        self._publishers = {one.id: config.people.name_of(one.publisher) for one in config.sources}
        self._types = {one.id: one.publisher_type for one in config.sources}
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, tuple[Claim, ...]] = {}

    def check(self, saying: Saying) -> SayingCheck:
        """How the record holds it; not yet of which pledge it is a stage."""
        found = self._library.holds(saying.text)
        if not found:
            return SayingCheck(saying=saying, held=SentenceMatch(how="none"))
        best = self._seen(saying, max(found[:WEIGHED], key=lambda one: self._worth(saying, one)))
        if best.held.how == "near" and not saying.taken and best.held.score < CERTAIN:
            return SayingCheck(saying=saying, held=SentenceMatch(how="none"))
        return best.model_copy(
            update={"newest": None if best.stands else self._newer(best, found), "akin": self._akin(best, found)}
        )

    def _worth(self, saying: Saying, held: SentenceMatch) -> float:
        """How near it is, with what differs taken off."""
        text = held.text or ""
        if not text[:1].islower():
            return held.score - taken_off(differences(text, saying.text, None))
        seen = self._seen(saying, held)  # an item of a list says what it says with the words above the list
        return seen.held.score + (seen.held.how == "exact") - taken_off(seen.differs)

    def _seen(self, saying: Saying, held: SentenceMatch) -> SayingCheck:
        places = self._archive.said_by(held.numbers[:PLACES])
        first, text = places[0], places[0].sentence
        led, claim = self._led(first), self._claim(first, saying.text)
        publisher = self._publishers.get(first.source)
        held_whole, asked_whole = _under(led, text), _under(saying.led, saying.text) if led else saying.text
        alone = led is None or len(led.split()) > BRIEF
        pairs = [*([(text, saying.text)] if alone else []), *([(held_whole, asked_whole)] if led else [])]
        told, (whole, asked) = min(
            ((differences(*pair, publisher), pair) for pair in pairs), key=lambda one: taken_off(one[0])
        )
        how, others = held.how, self._other_voices(saying, asked, whole, places, claim)
        if how == "exact" and saying.kind != "quotation" and (added := adds(told)):
            how, told = "near", (*added, *others)
        elif how == "exact":
            told = others
        elif not told and not others and say_the_same(whole, asked):
            how = "exact"
        elif saying.kind != "quotation" and all(one.name != "actor" for one in told):
            told = (*told, *others)
        return SayingCheck(
            saying=saying,
            held=held.model_copy(update={"how": how, "text": text}),
            differs=told,
            led=led,
            publisher=publisher,
            places=places,
            claim=claim.id if claim else None,
        )

    def _other_voices(
        self, saying: Saying, asked: str, held: str, places: Sequence[Utterance], claim: Claim | None
    ) -> tuple[Flag, ...]:
        """That another body is bound by the text, or speaks in it, than the record has it."""
        publisher = self._publishers.get(places[0].source)
        theirs = (claim.actor if claim else None) or (publisher if is_own(held) else None)
        return tuple(voices(theirs, self._voice(saying, asked, places), publisher))

    def _voice(self, saying: Saying, asked: str, places: Sequence[Utterance]) -> str | None:
        """Who is bound by the text or speaks in it, of himself or in his own words; None where it may be the record's.

        A party that governs speaks as its government does: of a minister nobody says each time for which. Where the party
        itself is said to have said it, it is not its department.
        """
        if not is_own(asked) and saying.kind != "quotation":
            return None
        days = {place.last.last_seen.date() for place in places}
        official = any(self._types.get(place.source) in {"department", "parliament"} for place in places)
        by_name = saying.speaker is not None and fold(saying.speaker) == fold(saying.body or "")
        if (
            official
            and saying.body
            and not by_name
            and any(self._config.people.governed(saying.body, day) for day in days)
        ):
            return None
        return saying.body or saying.speaker

    def _led(self, said: Utterance) -> str | None:
        """The words that introduce the sentence, where it is an item of a list."""
        text = self._document(said.first)
        for sentence in text.sentences:
            if sentence.text == said.sentence:
                lead = text.block_of(sentence).lead_in
                return None if lead is None else [one.text for one in text.sentences if one.block == lead][-1]
        return None

    def _claim(self, said: Utterance, asked: str) -> Claim | None:
        """The claim that the sentence makes; of several the one that has most of the words asked for."""
        text = self._document(said.first)
        spans = [(one.start, one.end) for one in text.sentences if one.text == said.sentence]
        meant = set(stems(asked))
        inside = [
            claim
            for claim in self._claims_of(said.first)
            if claim.is_claim and any(start <= claim.start < end for start, end in spans)
        ]
        return max(inside, key=lambda claim: (len(meant & set(stems(claim.text))), -claim.start), default=None)

    def _document(self, version: Version) -> Document:
        if version.address not in self._documents:
            self._documents[version.address] = document(self._archive, version)
        return self._documents[version.address]

    def _claims_of(self, version: Version) -> tuple[Claim, ...]:
        if version.address not in self._claims:
            self._claims[version.address] = claims_of(self._archive, version, self._config)
        return self._claims[version.address]

    def _newer(self, best: SayingCheck, found: Sequence[SentenceMatch]) -> Wording | None:
        """Of the other near wordings the nearest that a document of the same source still says."""
        mine = {place.source for place in best.places}
        for other in found:
            places = [place for place in self._archive.said_by(other.numbers[:PLACES]) if place.source in mine]
            there = [place for place in places if place.there]
            if there and fold(there[-1].sentence) != fold(best.held.text or ""):
                return _wording(there[-1])
        return None

    def _akin(self, best: SayingCheck, found: Sequence[SentenceMatch]) -> str | None:
        """A claim in the other near wordings, where the best makes none: "… has promised to recruit" only reports one."""
        if best.claim or best.held.how != "near":
            return None
        for other in found[:WEIGHED]:
            if other.score >= best.held.score - AKIN and other.text != best.held.text:
                claim = self._claim(self._archive.said_by(other.numbers[:1])[0], best.saying.text)
                if claim:
                    return claim.id
        return None

    def threaded(self, found: Sequence[SayingCheck]) -> Iterator[SayingCheck]:
        """Each with its pledge, and what that says by now. Threads are only asked for where a claim was met."""
        met = sorted({name for one in found for name in (one.claim, one.akin) if name})
        threads = self._threads([place for one in found if one.claim for place in one.places], met)
        for one in found:
            thread = threads.get(one.claim or one.akin or "")
            last = thread.claims[-1] if thread else None
            newest = one.newest
            if last and last.place and last.place.version and fold(last.text) not in fold(one.held.text or ""):
                version = self._archive.resolve(last.place.version)
                newest = Wording(text=last.text, version=version.address, last_seen=version.last_seen)
            yield one.model_copy(update={"thread": thread.id if thread else None, "newest": newest})

    def _threads(self, places: Sequence[Utterance], met: Sequence[str]) -> Mapping[str, Thread]:
        """By each of their claims: as they are kept; else of the whole record, or where that is large of these documents.

        A pledge that begins in another document has another id there; `trace` finds it by either.
        """
        if not met:
            return {}
        with PledgeIndex(self._archive, self._config) as index:
            if index.is_current:
                return _by_claim(index.led(met))
        whole = len(self._archive.documents()) <= WOVEN
        names = None if whole else sorted({(place.source, place.document) for place in places})
        _, threads = pledges(self._archive, self._config, names)
        return _by_claim(threads)


def _by_claim(threads: Iterable[Thread]) -> dict[str, Thread]:
    return {name: thread for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}


def _wording(place: Utterance) -> Wording:
    return Wording(text=place.sentence, version=place.last.address, last_seen=place.last.last_seen)


def _under(led: str | None, text: str) -> str:
    """An item under the words that introduce it: "We will:" and its item make one statement."""
    return f"{led.rstrip(' :–…')} {text}" if led else text
