"""Claims table: every claim to be published, as plain pages and, for filtering and sorting, as scripts of rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.claims.claim import Claim, Place
from tracker.claims.topic import topic_name, topics_of
from tracker.desk import address
from tracker.desk.dates import when
from tracker.desk.office import named
from tracker.desk.published import SUGGESTION, Published
from tracker.links.link import Thread
from tracker.links.stage import stages
from tracker.links.turns import said_at
from tracker.render.stages import voice
from tracker.site.evidence import Evidence, evidence, whole
from tracker.site.listing import Column, Facet, ListingRow, SiteList, cell, joined, link, listing_pages, text, year
from tracker.site.site_page import SitePage

KINDS = {
    "pledge": "pledge",
    "aspiration": "aspiration",
    "report": "report: the source infers it",
    "delivery": "said to have happened",
    "procedure": "how a service works",
}
WITHHELD = "A claim of which no more extracts may be shown; see where it stands."
CARE = (
    "Who commits whom to what, how firmly (0 to 6), how much and by when, each with the version that says it. What is not "
    "stated is left out."
)
COLUMNS = (
    Column("claim", "Claim", wide=True),
    Column("when", "When said"),
    Column("who", "Who"),
    Column("kind", "Kind"),
    Column("firmness", "Firmness"),
    Column("number", "Number"),
    Column("by", "By when"),
)
FACETS = (
    Facet("who", "Publisher"),
    Facet("kind", "Kind"),
    Facet("topic", "Topic"),
    Facet("firm", "Firmness", least=True),
    Facet("year", "Year"),
)


def claims_pages(
    claims: Iterable[Claim],
    *,
    threads: Sequence[Thread],
    rules: Published,
    site: object,
    where: Evidence = evidence,
    watched: object = None,
) -> Iterator[SitePage]:
    """The claims that may be shown, each once, as it first stood. `threads` are those that have a page."""
    rows = sorted(_rows(claims, threads, rules, where), key=lambda row: str(row.keys[1]))
    yield from listing_pages(
        SiteList(
            address.CLAIMS,
            "Claims",
            "claim",
            COLUMNS,
            FACETS,
            rows,
            lead=(CARE,),
            empty="No claim is published yet. A claim stands here when a person has confirmed it (tracker confirm, tracker "
            "claim add).",
            sort="-when",
            coverage=watched,
            name="claims",
        ),
        site=site,
    )


def _rows(
    claims: Iterable[Claim], threads: Sequence[Thread], rules: Published, where: Evidence
) -> Iterator[ListingRow]:
    """Of a version whose text may not be handed on, only so many are shown in words; those that a person chose first."""
    inside = {name: thread.id for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}
    declared = {source.id: source.topics for source in rules.config.sources}
    shown = [(rules.is_confirmed(claim), claim) for claim in rules.claims(stage.claim for stage in stages(claims))]
    left: dict[str | None, int] = defaultdict(lambda: rules.config.settings.extract_changes)
    for sure, claim in sorted(shown, key=lambda one: not one[0]):
        place, withheld = claim.place or Place(), False
        if not rules.extracts.is_free(place.source):
            withheld = not left[place.version]
            left[place.version] -= not withheld
        yield _row(claim, rules, where, inside, declared, is_sure=sure, is_withheld=withheld)


def _row(
    claim: Claim,
    rules: Published,
    where: Evidence,
    inside: Mapping[str, str],
    declared: Mapping[str, Sequence[str]],
    *,
    is_sure: bool,
    is_withheld: bool,
) -> ListingRow:
    place, said, who = claim.place or Place(), said_at(claim), voice(claim)
    speaker, page, at = named(claim, rules.config.people), inside.get(claim.id), where(claim)
    day = f"{said:%Y-%m-%d}" if said else ""
    words = WITHHELD if is_withheld else rules.extracts.text(place.source, whole(claim))
    number = "" if is_withheld else "; ".join(dict.fromkeys(one.text for one in claim.quantities))
    by = "" if is_withheld else claim.said_when
    topics = joined(map(topic_name, (*topics_of(claim), *declared.get(place.source or "", ()))))
    version = place.version or ""
    return ListingRow(
        claim.id,
        (
            cell(
                text(words),
                link(version, at, "alsolink") if at else text(version, "also"),
                link("its pledge", address.pledge(page), "alsolink") if page else None,
                None if is_sure else text(SUGGESTION, "also suggestion"),
            ),
            cell(text(when(claim))),
            cell(text(who), text(f"says {speaker}", "also") if speaker and speaker != who else None),
            cell(text(KINDS[claim.kind])),
            cell(text(str(claim.strength))),
            cell(text(number)),
            cell(text(by)),
        ),
        ((who,), (KINDS[claim.kind],), topics, (str(claim.strength),), year(day)),
        (words.casefold()[:60], day, who, KINDS[claim.kind], claim.strength, _value(claim) if number else "", by),
    )


def _value(claim: Claim) -> float | str:
    return next((one.value for one in claim.quantities), "")
