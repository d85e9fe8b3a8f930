"""Linked: confirmed claims as schema.org's Claim in JSON-LD, for programs that know that vocabulary.

No ClaimReview and no rating stands in it: this program says where a claim stands, never whether it was kept. Nor is there a
`claimInterpreter`: schema.org keeps that for claims read out of pictures and sound.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.claims.known import role_on
from tracker.config.field import Evidence
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.dates import LONDON
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.links.turns import said_at
from tracker.site.atom import identity, weblink
from tracker.site.frame import CorrectedOf, nothing_corrected
from tracker.store.layout import PAGE

CONTEXT = "https://schema.org"
WORKS: dict[Evidence | None, str] = {"manifesto": "Report", "consultation": "Report", "article": "NewsArticle"}
"""Schema.org's type of a source's documents; the others are web pages."""


def claims(
    found: Sequence[Claim],
    published: Published,
    corrected: CorrectedOf = nothing_corrected,
    *,
    base: str | None = None,
) -> dict[str, Any]:
    """Confirmed claims, each once, with every version in which it stands. `found`: claims of all versions, in any order.

    Ids are addresses where the site has one, else `urn:uuid`. What we corrected of a claim is its `correction`.
    """
    rules = Published.of(published.config)
    graph = [_claim(same, rules, corrected, base) for same in _by_id(rules.claims(found))]
    return {"@context": CONTEXT, "@graph": graph}


def pledge(
    thread: Thread,
    found: Sequence[Claim],
    published: Published,
    corrected: CorrectedOf = nothing_corrected,
    *,
    base: str | None = None,
) -> dict[str, Any]:
    """One confirmed pledge: its claims, and the list in which they follow each other, described by what we corrected."""
    rules = Published.of(published.config)
    ids = [claim.id for claim in thread.claims]
    mine = [same for same in _by_id([*found, *thread.claims]) if same[0].id in ids]
    graph = {same[0].id: _claim(same, rules, corrected, base) for same in mine}
    items = [{"@type": "ListItem", "position": at, "item": {"@id": graph[one]["@id"]}} for at, one in enumerate(ids, 1)]
    told = {
        "@type": "ItemList",
        "@id": f"{_root(base)}{address.pledge(thread.id)}" if base else identity("thread", thread.id),
        "identifier": thread.id,
        "name": thread.name,
        "description": " ".join(corrected(thread.id)) or None,
        "itemListOrder": f"{CONTEXT}/ItemListOrderAscending",
        "itemListElement": items,
    }
    return {"@context": CONTEXT, "@graph": [_full(told), *(graph[one] for one in ids)]}


def claim_id(claim: str, base: str | None) -> str:
    """By what a claim is known everywhere."""
    return f"{_root(base)}data/claims.jsonld#{claim}" if base else identity("claim", claim)


def _by_id(found: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one id, in the order of their capture; the groups by their first."""
    groups: dict[str, dict[object, Claim]] = defaultdict(dict)
    for claim in sorted(found, key=_order):
        groups[claim.id].setdefault((claim.place or Place()).version, claim)
    return sorted((list(group.values()) for group in groups.values()), key=lambda group: _order(group[0]))


def _order(claim: Claim) -> tuple[object, ...]:
    place = claim.place or Place()
    seen = place.first_seen or place.published
    return (seen is None, seen and seen.timestamp(), claim.id, place.version or "")


def _claim(same: Sequence[Claim], published: Published, corrected: CorrectedOf, base: str | None) -> dict[str, Any]:
    first = published.extracts.claim(same[0])
    place = first.place or Place()
    appearances = [_work(claim, published, base) for claim in same]
    told = {
        "@type": "Claim",
        "@id": claim_id(first.id, base),
        "identifier": first.id,
        "text": f"{first.lead_in.rstrip(' :')}: {first.text}" if first.lead_in else first.text,
        "inLanguage": "en-GB",
        "author": _author(first, published),
        "datePublished": _day(place.published, place),
        "firstAppearance": appearances[0],
        "appearance": appearances,
        "correction": corrected(first.id) or None,
    }
    return _full(told)


def _work(claim: Claim, published: Published, base: str | None) -> dict[str, Any]:
    place = claim.place or Place()
    source = next((one for one in published.config.sources if one.id == place.source), None)
    number = (place.version or "").rpartition("@")[2]
    archived = None
    if base and place.source and number.isdigit():
        archived = f"{_root(base)}{address.version(place.source, place.document or PAGE, int(number))}"
    publisher = published.config.people.name_of(place.publisher) if place.publisher else None
    told = {
        "@type": WORKS.get(source.evidence if source else None, "WebPage"),
        "url": weblink(place.url),
        "name": published.extracts.text(place.source, place.title) if place.title else None,
        "identifier": place.version,
        "datePublished": _day(place.published, place),
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "archivedAt": archived,
        "creditText": _credit(publisher, source),
    }
    return _full(told)


def _author(claim: Claim, published: Published) -> dict[str, Any] | str | None:
    """Who says it: as what config/people.toml knows them; a name alone where it knows nothing of them."""
    if not claim.speaker:
        return None
    people = published.config.people
    for person in people.person:
        if claim.speaker in {person.name, *person.names}:
            return _full(
                {
                    "@type": "Person",
                    "name": person.name,
                    "jobTitle": role_on(people, claim.speaker, said_at(claim), claim.speaker_role),
                }
            )
    for body in people.publisher:
        if claim.speaker in {body.id, body.name, *body.names}:
            return {"@type": "Organization", "name": body.name}
    return claim.speaker


def _day(at: datetime | None, place: Place) -> str | None:
    """ISO 8601, no finer than the publisher says; in the zone in which it was said."""
    if at is None:
        return None
    formats = {"month": "%Y-%m", "day": "%Y-%m-%d"}
    local = at.astimezone(LONDON)  # a day is kept as its midnight in London
    return local.strftime(formats[place.precision]) if place.precision in formats else local.isoformat()


def _credit(publisher: str | None, source: Source | None) -> str | None:
    named = [one for one in (publisher, source.licence if source else None) if one]
    return ", ".join(named) or None


def _full(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in told.items() if value is not None}


def _root(base: str | None) -> str:
    return f"{(base or '').rstrip('/')}/"
