"""Stage: a claim as it stood in one document, through all versions of it that repeat the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.claims.claim import Claim, Place
from tracker.patterns import deferred
from tracker.wording.fold import fold

NEVER = datetime.max.replace(tzinfo=UTC)
"""Where a stage stands that nobody dates: after all others."""
_ORDINAL = deferred(r"@(\d{1,9})$")

Paper = tuple[str, ...]
"""What tells one document, or one version of it, from another."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The claim as it first stood, when that was, and everything else that repeats it word for word."""

    claim: Claim
    at: datetime
    """When it was published; when it was captured, where the publisher does not say or a later version brought it."""
    entered: Paper
    """The version that first has it."""
    versions: frozenset[Paper]
    """The versions in which the words stand."""
    ids: frozenset[str]
    """Ids of all claims folded into this one."""
    former: frozenset[str] = frozenset()
    """Ids that these had before their sentence was cut, or before what repeats them was joined to them."""

    @property
    def publisher(self) -> str | None:
        """Who says it."""
        return self.claim.place.publisher if self.claim.place else None


def context_of(claim: Claim) -> str:
    """What the claim stands under: the words that lead in, its headings, its document's title."""
    title = claim.place.title if claim.place else None
    return "\n".join(filter(None, (claim.lead_in, *claim.section, title)))


def stages(claims: Iterable[Claim]) -> tuple[Stage, ...]:
    """Claims in time order, whatever the order given; equal words in one document's versions are one stage."""
    return folded(as_versions_go(claims))


def as_versions_go(claims: Iterable[Claim]) -> list[Claim]:
    """Document by document, older versions first; within one, as it reads."""
    return sorted(claims, key=_order_of_versions)


def folded(claims: Iterable[Claim]) -> tuple[Stage, ...]:
    """The stages of claims that come as versions go; of those that repeat one, none is held."""
    published: dict[Paper, datetime | None] = {}
    moments: dict[Paper, datetime] = {}
    firsts: dict[tuple[Paper, str], tuple[Claim, datetime, Paper]] = {}
    folded: dict[tuple[Paper, str], tuple[set[Paper], set[str], set[str]]] = {}
    for claim in claims:
        place = claim.place or Place()
        paper, version = _document(claim), _version(claim)
        moments.setdefault(version, _moment(place, published.get(paper)))
        published.setdefault(paper, place.published)
        key = (paper, fold(claim.text))
        firsts.setdefault(key, (claim, moments[version], version))
        versions, ids, former = folded.setdefault(key, (set(), set(), set()))
        versions.add(version)
        ids.add(claim.id)
        former.update(claim.former)
    return in_order(
        Stage(*first, frozenset(versions), frozenset(ids), frozenset(former))
        for first, (versions, ids, former) in zip(firsts.values(), folded.values(), strict=True)
    )


def in_order(known: Iterable[Stage]) -> tuple[Stage, ...]:
    """Stages in time order. Those of one document after another, put in order, are those of all claims at once."""
    return tuple(sorted(known, key=order_of))


def _moment(place: Place, first_published: datetime | None) -> datetime:
    """A date of publication belongs to the first version; a later one that keeps it is dated by its capture."""
    if first_published is not None and place.published == first_published:
        return place.first_seen or first_published
    return place.published or place.first_seen or NEVER


def _document(claim: Claim) -> Paper:
    place = claim.place or Place()
    if place.source:
        return (place.source, place.document or "")
    known = (place.url or "", place.title or "", place.publisher or "", _iso(place.published))
    return ("", *known) if any(known) else ("", claim.id)


def _version(claim: Claim) -> Paper:
    place = claim.place or Place()
    return (*_document(claim), place.version or _iso(place.first_seen))


def _order_of_versions(claim: Claim) -> tuple[object, ...]:
    """Older versions of a document first; within one, as it reads."""
    place = claim.place or Place()
    number = _ORDINAL.search(place.version or "")
    seen = place.first_seen or place.published or NEVER
    return (_document(claim), seen, int(number[1]) if number else 0, claim.start, claim.end, claim.id, claim.text)


def order_of(stage: Stage) -> tuple[object, ...]:
    """By what stages are put in time order."""
    place = stage.claim.place or Place()
    return (stage.at, place.publisher or "", *_order_of_versions(stage.claim))


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
