"""Putting claims in their place: ids are counted over source and document, and the version is noted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.claims.claim import Claim, Place, claim_id
from tracker.extract.document import Document
from tracker.wording.fold import fold


def place_of(document: Document) -> Place:
    """What a document says about itself; source, document id and version are not known to it."""
    return Place(
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        publisher_type=document.publisher_type,
        published=document.published,
        precision=document.precision,
        territory=document.territory,
    )


def placed(
    claims: Sequence[Claim],
    *,
    source: str,
    document: str,
    version: str | None = None,
    url: str | None = None,
    first_seen: datetime | None = None,
) -> tuple[Claim, ...]:
    """The same claims with their place in the store and ids over source and document; order kept.

    An address already known from the document stays where `url` is None.
    """
    known = {"source": source, "document": document, "version": version, "first_seen": first_seen}
    return numbered(
        (
            claim.model_copy(
                update={
                    "place": Place.model_validate(
                        {**(claim.place or Place()).model_dump(), **known, **({"url": url} if url else {})}
                    )
                }
            )
            for claim in claims
        ),
        source=source,
        document=document,
    )


def numbered(claims: Iterable[Claim], *, source: str = "", document: str = "") -> tuple[Claim, ...]:
    """Claims with ids: equal words in one document are told apart by their ordinal.

    What says the same again has no id, but the one that it would have leads to the claim; so does that of a sentence
    before it was cut, to the part that opens it.
    """
    seen: Counter[str] = Counter()

    def next_id(text: str) -> str:
        key = fold(text)
        seen[key] += 1
        return claim_id(source, document, text, seen[key] - 1)

    found = []
    for claim in claims:
        told = {"id": next_id(claim.text)}
        whole = claim.part_of if claim.part_of and claim.part_of.startswith(claim.text) else None
        former = (
            *([claim_id(source, document, whole, 0)] if whole else []),
            *(next_id(one.text) for one in claim.also),
        )
        found.append(claim.model_copy(update={**told, "former": former}))
    return tuple(found)
