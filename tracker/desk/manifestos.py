"""Manifestos: two documents compared by their commitments; several by topic, side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.claims.claim import Claim
from tracker.claims.topic import known_topics, topics, topics_of
from tracker.config.config import Config
from tracker.desk.extract import extract
from tracker.desk.gather import claims_of, holdings
from tracker.errors import UsageError
from tracker.links.succession import Succession, SuccessionStatus, commitments, succession
from tracker.links.turns import said_at
from tracker.store.archive import Archive
from tracker.store.version import Version

EXTRACT = 200
"""Characters of each extract of a comparison by topic: the same for every document."""
_LEAD = 40
"""Characters of a sentence before its action words that may be left away ("The next government")."""


@dataclass(frozen=True, slots=True)
class ManifestoDocument:
    """One of the documents that are compared."""

    address: str
    source: str
    publisher: str
    title: str
    at: datetime
    """When it was published; when it was first seen, where it does not say."""
    as_of: datetime
    """When it was last seen to read so."""
    fault: str | None
    """Why it cannot be relied on; None where it is healthy."""
    claims: tuple[Claim, ...]

    @property
    def commitments(self) -> tuple[Claim, ...]:
        """Without what it only reports or claims to be done."""
        return commitments(self.claims)


@dataclass(frozen=True, slots=True)
class ManifestoComparison:
    """An older document against a later one."""

    old: ManifestoDocument
    new: ManifestoDocument
    rows: tuple[Succession, ...]

    def counts(self) -> Counter[SuccessionStatus]:
        """How many of each."""
        return Counter(row.status for row in self.rows)

    def of(self, status: SuccessionStatus) -> tuple[Succession, ...]:
        """The rows of that status, in document order."""
        return tuple(row for row in self.rows if row.status == status)


@dataclass(frozen=True, slots=True)
class TopicComparison:
    """What several documents say of one topic, in the order of their publishers' names."""

    topic: str
    documents: tuple[ManifestoDocument, ...]
    said: tuple[tuple[Claim, ...], ...]
    """One for each document, in its order; empty where nothing was found in it."""


def manifestos(archive: Archive, config: Config, old: str, new: str, now: datetime) -> ManifestoComparison:
    """Two versions by their addresses, `source[/document][@version]`; the one that was published first is the older.

    UsageError where a name means nothing, where both are one version, and for two parties, which are compared by topic.
    """
    versions = _resolved(archive, [old, new])
    before, after = sorted(_documents(archive, config, versions, now), key=lambda one: (one.at, one.address))
    types = {claim.place.publisher_type for one in (before, after) for claim in one.claims[:1] if claim.place}
    if before.publisher != after.publisher and types == {"party"}:
        raise UsageError(
            f"{before.publisher} and {after.publisher} are two parties; compare them by topic: "
            f"`tracker compare --topic {topics()[0]} {old} {new}`."
        )
    rows = succession(
        before.claims,
        after.claims,
        verdicts=config.verdicts,
        aliases=config.verdicts.alias,
        settings=config.settings,
        people=config.people,
    )
    return ManifestoComparison(before, after, rows)


def by_topic(archive: Archive, config: Config, topic: str, places: Sequence[str], now: datetime) -> TopicComparison:
    """Any number of versions. UsageError for an unknown topic or place, or for one version twice."""
    known_topics([topic])
    found = _documents(archive, config, _resolved(archive, places), now)
    ordered = tuple(sorted(found, key=lambda one: (one.publisher.casefold(), one.at, one.address)))
    said = tuple(tuple(claim for claim in one.commitments if topic in topics_of(claim)) for one in ordered)
    return TopicComparison(topic, ordered, said)


def action(claim: Claim, letters: int = EXTRACT) -> str:
    """The words from those that bind ("will recruit …"), cut to so many characters; an item's own behind those words."""
    words, text = claim.strength_words, " ".join(claim.text.split())
    at = text.find(words) if words else -1
    if 0 <= at <= _LEAD:
        text = text[at:]
    elif claim.lead_in and words and words in claim.lead_in:
        text = f"{words} {text}"
    return extract(text, letters)


def _resolved(archive: Archive, places: Sequence[str]) -> list[Version]:
    versions = [archive.resolve(place) for place in places]
    seen: set[str] = set()
    for version in versions:
        if version.address in seen:
            raise UsageError(f"{version.address} is named twice: name two documents, or two versions of one.")
        seen.add(version.address)
    return versions


def _documents(archive: Archive, config: Config, versions: Sequence[Version], now: datetime) -> list[ManifestoDocument]:
    faults = {one.version: one.fault for one in holdings(archive, config, now)}
    return [_document(archive, config, version, faults.get(version.address)) for version in versions]


def _document(archive: Archive, config: Config, version: Version, fault: str | None) -> ManifestoDocument:
    claims = tuple(claim for claim in claims_of(archive, version, config) if claim.is_claim)
    declared = next((one.publisher for one in config.sources if one.id == version.source), version.source)
    named = next((claim.place.publisher for claim in claims if claim.place and claim.place.publisher), None)
    return ManifestoDocument(
        address=version.address,
        source=version.source,
        publisher=named or config.people.name_of(declared),
        title=version.title,
        at=next(filter(None, map(said_at, claims)), version.captured_at),
        as_of=version.last_seen,
        fault=fault,
        claims=claims,
    )
