"""Checking a text against the record: each of its statements exact, near with what differs, or not found. Nothing is recorded."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from pydantic import AwareDatetime, BaseModel, Field

from tracker.claims.claim import Claim
from tracker.claims.saying import Saying, sayings
from tracker.config.config import Config
from tracker.desk.differing import adds, differences, is_own, say_the_same, taken_off, voices
from tracker.desk.gather import claims_of, document, pledges
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
PLACES = 40
"""Places of one sentence that are told: "Updated guidance." stands in any number of documents."""


class Wording(BaseModel, frozen=True, extra="forbid"):
    """Words of the record, and the version that said them last."""

    text: str
    version: str
    last_seen: AwareDatetime


class SayingCheck(BaseModel, frozen=True, extra="forbid"):
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
    thread: str | None = None
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


class SearchScope(BaseModel, frozen=True, extra="forbid"):
    """What was searched: so many sentences of these documents, as of the last round."""

    sentences: int
    documents: tuple[str, ...]
    sources: int = Field(default=0, description="Sources of which anything is held.")
    as_of: AwareDatetime | None
    unread: int = 0
    """Damaged texts that could not be searched."""


def check(text: Document, archive: Archive, config: Config) -> tuple[tuple[SayingCheck, ...], SearchScope]:
    """What the record holds of every statement of the text, in reading order; and what was searched.

    Each sentence is looked up. What cannot be checked and is not found (`Saying.taken`) is left out.
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
    library = Library(archive.beginning, config.verdicts.alias, [text for _, text in sentences if "(" in text])
    checker = _Checker(archive, config, library)
    found = [checker.check(one) for one in sayings(text, people=config.people)]
    kept = [one for one in found if one.held.how != "none" or one.saying.taken]
    return tuple(checker.threaded(kept)), searched


class _Checker:
    """Looks things up in one record."""

    def __init__(self, archive: Archive, config: Config, library: Library) -> None:
        self._archive = archive
        self._config = config
        self._library = library
        self._publishers = {one.id: config.people.name_of(one.publisher) for one in config.sources}
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, tuple[Claim, ...]] = {}

    def check(self, saying: Saying) -> SayingCheck:
        found = self._library.holds(saying.text)
        if not found:
            return SayingCheck(saying=saying, held=SentenceMatch(how="none"))
        seen = [self._seen(saying, one) for one in found[:WEIGHED]]
        best = max(seen, key=lambda one: (one.held.how == "exact", one.held.score - taken_off(one.differs)))
        return best.model_copy(update={"newest": None if best.stands else self._newer(best, found)})

    def _seen(self, saying: Saying, held: SentenceMatch) -> SayingCheck:
        places = self._archive.said_by(held.numbers[:PLACES])
        first, text = places[0], places[0].sentence
        led = self._led(first)
        claim = self._claim(first, saying.text)
        publisher = self._publishers.get(first.source)
        held_whole, asked_whole = _under(led, text), _under(saying.led, saying.text) if led else saying.text
        pairs = [(text, saying.text), *([(held_whole, asked_whole)] if led else [])]
        told, (whole, asked) = min(
            ((differences(*pair, publisher), pair) for pair in pairs), key=lambda one: taken_off(one[0])
        )
        if all(one.name != "actor" for one in told):
            theirs = (claim.actor if claim else None) or (publisher if is_own(whole) else None)
            told = (*told, *voices(theirs, saying.body or (saying.speaker if is_own(asked) else None), publisher))
        how = held.how
        if how == "exact" and saying.kind != "quotation" and (added := adds(told)):
            how, told = "near", added
        elif how == "exact":
            told = tuple(one for one in told if one.name == "actor" and one.old and one.new)
        elif not told and say_the_same(whole, asked):
            how = "exact"
        return SayingCheck(
            saying=saying,
            held=held.model_copy(update={"how": how, "text": text}),
            differs=told,
            led=led,
            publisher=publisher,
            places=places,
            claim=claim.id if claim else None,
        )

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

    def threaded(self, found: Sequence[SayingCheck]) -> Iterator[SayingCheck]:
        """Each with its pledge, and what that says by now. Threads are only asked for where a claim was met."""
        if not any(one.claim for one in found):
            yield from found
            return
        for one in found:
            thread = self._threads.get(one.claim or "")
            last = thread.claims[-1] if thread else None
            newest = one.newest
            if last and last.place and last.place.version and fold(last.text) not in fold(one.held.text or ""):
                version = self._archive.resolve(last.place.version)
                newest = Wording(text=last.text, version=version.address, last_seen=version.last_seen)
            yield one.model_copy(update={"thread": thread.id if thread else None, "newest": newest})

    @cached_property
    def _threads(self) -> Mapping[str, Thread]:
        """By each of their claims."""
        _, threads = pledges(self._archive, self._config)
        return {name: thread for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}


def _wording(place: Utterance) -> Wording:
    return Wording(text=place.sentence, version=place.last.address, last_seen=place.last.last_seen)


def _under(led: str | None, text: str) -> str:
    """An item under the words that introduce it: "We will:" and its item make one statement."""
    return f"{led.rstrip(' :–…')} {text}" if led else text
