"""Anchoring: where the pledges that a desk keeps itself stand in the record, by their exact words or a claim's id.

An exact wording alone anchors: what is merely near is shown to the person, who decides. Words that stand in the record
and are no claim by our rules become one by a verdict of the person who brought them in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from tracker.claims.claim import Claim, Place
from tracker.claims.verdicts import is_same
from tracker.config.config import Config
from tracker.config.pledge import OwnPledge
from tracker.config.verdict import ClaimVerdict, ThreadVerdict, Verdict
from tracker.desk.gather import all_claims, claims_of
from tracker.desk.pledge_index import PledgeIndex, Step, quietly
from tracker.extract.sentence import split
from tracker.links.library import Library, SentenceMatch
from tracker.links.link import Thread
from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance
from tracker.wording.fold import fold

NOT_OWN_VOICE = frozenset({"press", "other"})
"""Publishers that tell of others: where a party's own page says the same, that is where a pledge stands."""


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What became of one of them. It is anchored where the pledge has an anchor; else `reason` says why it is not."""

    pledge: OwnPledge
    reason: str | None = None
    near: str | None = None
    """The nearest words that the record holds, and where."""
    near_at: str | None = None
    remark: str | None = None
    """What a person should look at though it is anchored."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """All of them in the order given, and the verdicts that make it so."""

    found: tuple[Anchoring, ...]
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where words stand: a claim of a version, or a sentence of it that is none by our rules."""

    at: str
    claim: Claim | None
    sentence: str
    remark: str | None = None


@dataclass(frozen=True)
class _AnchorFinder:
    """Asks one record. What is dear to make is made when first needed."""

    archive: Archive
    config: Config
    _claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)

    @cached_property
    def library(self) -> Library:
        return Library(self.archive.beginning, self.config.verdicts.alias)

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        found: dict[str, Claim] = {}
        for claim in all_claims(self.archive, self.config):
            for name in (claim.id, *claim.former):
                found.setdefault(name, claim)
        return found

    def spot(self, pledge: OwnPledge) -> _Spot | Anchoring:
        """Where it stands, or why that is not known."""
        if pledge.claim:
            claim = self.by_id.get(pledge.claim)
            if claim is None or claim.place is None or claim.place.version is None:
                return Anchoring(pledge, f"there is no claim {pledge.claim[:40]} in the record")
            differs = pledge.words and not _overlap(claim.text, pledge.words)
            remark = "its words differ from the claim it names; the claim is used" if differs else None
            return _Spot(claim.place.version, claim, claim.text, remark)
        if not pledge.words:
            return Anchoring(pledge, "it has neither words nor a claim’s id")
        return self._said(pledge, pledge.words)

    def _said(self, pledge: OwnPledge, words: str) -> _Spot | Anchoring:
        held = self.library.holds(words)
        places = self._exactly(held) or self._in_a_row(words)
        if not places:
            nearest = self.archive.said_by(held[0].numbers) if held else ()
            at = nearest[0].first.address if nearest else None
            return Anchoring(pledge, "its words are not in the record", held[0].text if held else None, at)
        best = min(places, key=lambda one: self._rank(one, pledge))
        claims = self._of(best)
        is_there = not pledge.source or _is_at(best, pledge.source)
        remark = None if is_there else f"its words are in {best.first.address}, not in the source it names"
        return _Spot(best.first.address, _best(claims, words), best.sentence, remark)

    def _exactly(self, held: Sequence[SentenceMatch]) -> tuple[Utterance, ...]:
        """Where the words stand in a row."""
        numbers = {number for one in held if one.how == "exact" for number in one.numbers}
        return self.archive.said_by(sorted(numbers))

    def _in_a_row(self, words: str) -> tuple[Utterance, ...]:
        """Where several sentences all stand in one document: the places of the first."""
        parts = split(words)
        if len(parts) < 2:  # noqa: PLR2004 - one sentence was asked for already
            return ()
        places = [self._exactly(self.library.holds(part)) for part in parts]
        if not all(places):
            return ()
        shared = set.intersection(*({(one.source, one.document) for one in each} for each in places))
        return tuple(one for one in places[0] if (one.source, one.document) in shared)

    def _rank(self, one: Utterance, pledge: OwnPledge) -> tuple[object, ...]:
        types = {source.id: source.publisher_type for source in self.config.sources}
        elsewhere = bool(pledge.source) and not _is_at(one, pledge.source or "")
        return elsewhere, types.get(one.source) in NOT_OWN_VOICE, one.first.captured_at, one.source, one.document

    def _of(self, one: Utterance) -> tuple[Claim, ...]:
        at = one.first.address
        if at not in self._claims:
            self._claims[at] = claims_of(self.archive, one.first, self.config)
        return self._claims[at]


def anchor(
    archive: Archive,
    config: Config,
    given: Sequence[OwnPledge],
    *,
    by: str,
    on: date,
    named: bool = False,
    step: Step = quietly,
) -> Anchored:
    """Find each of them. Those that have an anchor already keep it while it leads to a thread.

    The threads are woven once, with the verdicts that were needed. `named`: a thread that nobody has named takes the
    title of the first pledge that is in it, which is a person's word and so published.
    """
    finder = _AnchorFinder(archive, config)
    spots = [None if one.anchor else finder.spot(one) for one in given]
    verdicts = _needed(spots, by=by, on=on)
    threads = _threads(archive, config, verdicts, step)
    if again := [at for at, one in enumerate(given) if one.anchor and one.anchor not in by_claim(threads)]:
        for at in again:
            spots[at] = finder.spot(given[at].model_copy(update={"claim": None} if given[at].words else {}))
        verdicts = _needed(spots, by=by, on=on)
        threads = _threads(archive, config, verdicts, step)
    where, standing = by_claim(threads), _by_place(threads)
    found = tuple(_anchored(one, spot, where, standing, by=by, on=on) for one, spot in zip(given, spots, strict=True))
    names = _names(found, where, by=by, on=on) if named else ()
    return Anchored(found, (*verdicts, *names))


def by_claim(threads: Sequence[Thread]) -> Mapping[str, Thread]:
    """Each claim's thread, also by the ids that the claim had before."""
    found = {claim.id: thread for thread in threads for claim in thread.claims}
    for thread in threads:
        for claim in thread.claims:
            for name in claim.former:
                found.setdefault(name, thread)
    return found


def thread_of_own(own: Iterable[OwnPledge], index: PledgeIndex, asked: str) -> str | None:
    """The thread in which the desk's pledge of that id is; None where there is none, or it is not anchored."""
    pledge = next((one for one in own if one.id == asked), None)
    thread = index.thread(f"t-{pledge.anchor[2:]}") if pledge and pledge.anchor else None
    return thread.id if thread else None


def _threads(archive: Archive, config: Config, verdicts: Sequence[ClaimVerdict], step: Step) -> tuple[Thread, ...]:
    held = config.verdicts
    decided = held.model_copy(update={"claim": (*held.claim, *verdicts)})
    with PledgeIndex(archive, replace(config, verdicts=decided), step=step) as index:
        return index.threads()


def _needed(spots: Sequence[_Spot | Anchoring | None], *, by: str, on: date) -> tuple[ClaimVerdict, ...]:
    """For each place that is no claim yet a verdict that it is one, each once."""
    found: dict[tuple[str, str], ClaimVerdict] = {}
    for spot in spots:
        if not isinstance(spot, _Spot) or (spot.claim and spot.claim.is_claim):
            continue
        words = _line(spot.sentence if spot.claim is None else spot.claim.text)
        told = {"does": "fix", "claim": spot.claim.id, "kind": "pledge"} if spot.claim else {"does": "add"}
        why = "one of our own pledges"
        found[spot.at, words] = ClaimVerdict.model_validate(
            {**told, "words": words, "at": spot.at, "by": by, "on": on, "why": why}
        )
    return tuple(found.values())


def _anchored(
    pledge: OwnPledge,
    spot: _Spot | Anchoring | None,
    where: Mapping[str, Thread],
    standing: Mapping[tuple[str, str], Claim],
    *,
    by: str,
    on: date,
) -> Anchoring:
    if spot is None:
        thread = where[pledge.anchor or ""]
        return Anchoring(pledge.model_copy(update={"thread": thread.id}))
    if isinstance(spot, Anchoring):
        return replace(spot, pledge=pledge.model_copy(update={**_NOT_FOUND, "by": by, "on": on}))
    claim = spot.claim if spot.claim and spot.claim.id in where else standing.get(_place(spot.at, spot.sentence))
    if claim is None or claim.id not in where:
        told = pledge.model_copy(update={**_NOT_FOUND, "by": by, "on": on})
        return Anchoring(
            told, "its words are in the record, but could not be made into a claim", spot.sentence, spot.at
        )
    facts = {"anchor": claim.id, "said": _line(claim.text), "at": spot.at, "thread": where[claim.id].id}
    return Anchoring(pledge.model_copy(update={**facts, "by": by, "on": on}), remark=spot.remark)


_NOT_FOUND = {"anchor": None, "said": None, "at": None, "thread": None}


def _by_place(threads: Sequence[Thread]) -> dict[tuple[str, str], Claim]:
    """Claims by document and words: a verdict's claim has an id only when it has been placed."""
    return {
        _place((claim.place or Place()).version or "", claim.text): claim
        for thread in threads
        for claim in thread.claims
    }


def _place(at: str, words: str) -> tuple[str, str]:
    return at.rpartition("@")[0], fold(words)


def _names(found: Iterable[Anchoring], where: Mapping[str, Thread], *, by: str, on: date) -> tuple[ThreadVerdict, ...]:
    names: dict[str, ThreadVerdict] = {}
    for one in found:
        thread = where.get(one.pledge.anchor or "")
        if thread is None or thread.name or not one.pledge.title or thread.id in names:
            continue
        first = next((claim for claim in thread.claims if claim.id[2:] == thread.id[2:]), thread.claims[0])
        at = (first.place or Place()).version
        names[thread.id] = ThreadVerdict(
            thread=thread.id, name=one.pledge.title, words=_line(first.text), at=at, by=by, on=on
        )
    return tuple(names.values())


def _best(claims: Sequence[Claim], words: str) -> Claim | None:
    """The claim that these words are, or are part of, or the first that is part of them."""
    same = [one for one in claims if is_same(one.text, words)]
    wanted = fold(words)
    holding = [one for one in claims if wanted in fold(one.text)]
    inside = [one for one in claims if len(fold(one.text).split()) > 1 and fold(one.text) in wanted]
    return next(iter((*same, *holding, *inside)), None)


def _overlap(one: str, other: str) -> bool:
    return fold(one) in fold(other) or fold(other) in fold(one)


def _is_at(one: Utterance, source: str) -> bool:
    """Whether a sentence stands at the place that a person calls so: an id, an address of ours, or the page's own."""
    name = source.partition("@")[0]
    if name in {one.source, layout.name(one.source, one.document)}:
        return True
    return _web(source) == _web(one.first.url or "")


def _web(url: str) -> tuple[str, str]:
    """Host and path, the same with and without www, TLS, a last slash and what stands behind `?` or `#`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/")


def _line(text: str) -> str:
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
