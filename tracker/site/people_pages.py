"""The pages of people: only of those whom people.toml gives a public office, for words that they said in it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.config.person import Person
from tracker.desk import address
from tracker.desk.dates import LONDON, short, when
from tracker.desk.office import in_office
from tracker.desk.published import SUGGESTION
from tracker.links.stage import stages
from tracker.links.turns import said_at
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.coverage import coverage, coverage_key, whole
from tracker.site.evidence import evidence
from tracker.site.evidence import whole as whole_words
from tracker.site.holdings import SiteHoldings
from tracker.site.listing import Column, Facet, ListingRow, SiteList, cell, link, listing_pages, text, year
from tracker.site.promises import promises
from tracker.site.remembered import remembered
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage, page

COLUMNS = (Column("words", "Words", wide=True), Column("when", "When said"), Column("office", "In office as"))
FACETS = (Facet("office", "Office"), Facet("year", "Year"))
CARE = (
    "Claims in the words of somebody who held a public office when they were said, as the page that is linked has them. "
    "What was said before or after is not listed, nor is anybody without an office."
)


def people(held: SiteHoldings) -> Iterator[SiteFile]:
    """The list, and a page for each of whom a claim may be shown."""
    found = _by_person(held)
    told = [[claim.model_dump_json() for claim, _ in said] for said in found.values()]
    key = held.key(
        "people", told, coverage_key(held), held.key_of(""), [one.thread.id for one in promises(held).briefs]
    )
    yield from remembered(held, "people", key, lambda: _pages(held, found))


def _by_person(held: SiteHoldings) -> dict[Person, list[tuple[Claim, str]]]:
    """By person: the claims that may be shown, each once, and the office in which it was said."""
    known = promises(held)
    found: dict[Person, list[tuple[Claim, str]]] = {}
    shown = known.rules.claims(stage.claim for stage in stages(known.claims))
    for claim in shown:
        spoke = in_office(claim, held.config.people)
        if spoke and not held.redactor.hides(spoke[0].name):
            found.setdefault(spoke[0], []).append((claim, spoke[1]))
    return dict(sorted(found.items(), key=lambda one: (one[0].name.split()[-1].casefold(), one[0].name)))


def _pages(held: SiteHoldings, found: Mapping[Person, Sequence[tuple[Claim, str]]]) -> Iterator[SitePage]:
    slugs = _slugs(held.config.people.person)
    inside = {claim.id: one.page for one in promises(held).briefs for claim in one.thread.claims}
    for person, said in found.items():
        yield from listing_pages(_listing(held, person, said, slugs[person], inside), site=held.site)
    lines = [_line(person, said, address.person(slugs[person])) for person, said in found.items()]
    values = {
        "site": held.site,
        "title": "People",
        "description": "Claims in the words of people who held a public office when they said them.",
        "coverage": whole(held),
        "lead": [CARE],
        "groups": [("", lines)] if lines else [],
        "empty": "No claim by somebody in a public office is published yet.",
    }
    yield page("gatherings.html", address.PEOPLE, values)


def _line(person: Person, said: Sequence[tuple[Claim, str]], at: str) -> dict[str, Any]:
    offices = "; ".join(dict.fromkeys(office for _, office in said))
    return {
        "title": safe(person.name),
        "page": at,
        "told": f"{safe(offices)}: {counted(len(said), 'claim')}",
        "warn": None,
    }


def _listing(
    held: SiteHoldings, person: Person, said: Sequence[tuple[Claim, str]], slug: str, inside: Mapping[str, str]
) -> SiteList:
    ordered = sorted(said, key=lambda one: (_day(one[0]), one[0].id))
    names = [name for name in held.versions if any(_stands_in(claim, name) for claim, _ in said)]
    offices = [
        f"{safe(role.title)}, {short(role.from_)} to {short(role.to) if role.to else 'now'}"
        for role in person.roles
        if any(role.title == office for _, office in said)
    ]
    return SiteList(
        address.person(slug),
        safe(person.name),
        "claim",
        COLUMNS,
        FACETS,
        [_row(held, claim, office, inside) for claim, office in ordered],
        lead=(f"{'; '.join(offices)}.", CARE) if offices else (CARE,),
        sort="-when",
        coverage=coverage(held, names, list(dict.fromkeys(source for source, _ in names))),
        trail=(("People", address.PEOPLE),),
    )


def _stands_in(claim: Claim, name: tuple[str, str]) -> bool:
    place = claim.place or Place()
    return (place.source, place.document) == name


def _day(claim: Claim) -> str:
    said = said_at(claim)
    return said.astimezone(LONDON).date().isoformat() if said else ""


def _row(held: SiteHoldings, claim: Claim, office: str, inside: Mapping[str, str]) -> ListingRow:
    place, at, pledge = claim.place or Place(), evidence(claim), inside.get(claim.id)
    rules = promises(held).rules
    title = held.published.extracts.text(place.source, place.title or place.version or "")
    words = rules.extracts.text(place.source, whole_words(claim))
    return ListingRow(
        claim.id,
        (
            cell(
                text(words),
                link(title, at, "alsolink") if at else text(title, "also"),
                link("its pledge", pledge, "alsolink") if pledge else None,
                None if rules.is_confirmed(claim) else text(SUGGESTION, "also suggestion"),
            ),
            cell(text(when(claim))),
            cell(text(office)),
        ),
        ((safe(office),), year(_day(claim))),
        (words.casefold()[:60], _day(claim), office),
    )


def _slugs(known: Sequence[Person]) -> dict[Person, str]:
    """An address for each, made of the name; of two with one name the second has a number."""
    found: dict[Person, str] = {}
    for person in known:
        plain = unicodedata.normalize("NFKD", person.name).encode("ascii", "ignore").decode("ascii").lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "person"
        taken = [one for one in found.values() if re.fullmatch(rf"{re.escape(slug)}(?:-\d+)?", one)]
        found[person] = f"{slug}-{len(taken) + 1}" if taken else slug
    return found


PEOPLE: tuple[Section, ...] = (Section((address.PEOPLE,), people),)
