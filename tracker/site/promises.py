"""The sections that tell of pledges and claims, and the search over everything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.claims.claim import Claim
from tracker.desk import address
from tracker.desk.carried import Carried
from tracker.desk.dates import day
from tracker.desk.gather import holdings, latest_claims
from tracker.desk.periods import periods_of
from tracker.desk.published import Published
from tracker.links.absence import Absence, Paper, absence
from tracker.links.link import Thread
from tracker.site.claims_table import claims_pages
from tracker.site.corrected import withdrawn_pages
from tracker.site.coverage import whole
from tracker.site.holdings import SiteHoldings
from tracker.site.listing import listing_pages
from tracker.site.pledge import PledgeSet, pledge_pages
from tracker.site.pledge_list import briefs, pledge_list
from tracker.site.remembered import remembered
from tracker.site.search_index import search_pages
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage
from tracker.wording.fold import fold


class Promises:
    """Claims and threads, which cost the most: found once for one build."""

    def __init__(self, held: SiteHoldings) -> None:
        self.rules = Published.of(held.config, suggestions=held.suggestions)
        self.claims, everything = held.promised
        self.threads = tuple(one for one in self.rules.threads(everything) if _has_page(one, held, self.rules))
        confirmed = Published.of(held.config).threads(everything)
        self.feeds = frozenset(name for one in confirmed for name in (one.id, *one.redirects))
        known = list(self.claims)
        homes = {claim.id: thread for thread in everything for claim in thread.claims}
        mine = [(shown.id, homes.get(shown.claims[0].id, shown)) for shown in self.threads]
        latest = latest_claims(held.archive, known)
        self.absences = dict(_absences(held, mine, latest))
        self.states = {
            name: is_there
            for name, thread in mine
            if (is_there := _is_there(thread, latest)) or ((gone := self.absences.get(name)) and gone.holds)
        }
        self.briefs = briefs(self.threads, self.rules, self.states)


def promises(held: SiteHoldings) -> Promises:
    """The same, found for whichever section asks first."""
    return held.once("promises", Promises)


def _has_page(thread: Thread, held: SiteHoldings, rules: Published) -> bool:
    """With suggestions every claim is a thread; one that nobody confirmed and nothing joins is in the table alone."""
    return not held.suggestions or len(thread.claims) > 1 or rules.is_confirmed(thread.claims[0])


def _absences(
    held: SiteHoldings, mine: Iterable[tuple[str, Thread]], latest: Mapping[Paper, Sequence[Claim]]
) -> Iterator[tuple[str, Absence]]:
    """Where each thread that is shown is not found; a wording that nobody has confirmed yet counts as found."""
    if held.as_of is None:
        return
    places = holdings(held.archive, held.config, held.as_of)
    follows: Mapping[str, tuple[str, ...]] = {
        source.id: source.successor_of for source in held.config.sources if source.successor_of
    }
    for name, thread in mine:
        if found := absence(thread, latest, places, follows):
            yield name, found


def _is_there(thread: Thread, latest: Mapping[Paper, Sequence[Claim]]) -> bool:
    """Whether the newest version of a document that is no newspaper's has its words."""
    words = {
        ((claim.place.source or "", claim.place.document or ""), fold(claim.text))
        for claim in thread.claims
        if claim.place and claim.place.publisher_type != "press"
    }
    return any((paper, fold(claim.text)) in words for paper, _ in words for claim in latest.get(paper, ()))


def pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """Pledges, the table of claims, the search."""
    found = promises(held)
    feeds = found.feeds if held.site.has is None or address.FEED in held.site.has else frozenset()
    periods = {thread: periods_of(absent, held.config) for thread, absent in found.absences.items()}
    told = PledgeSet(found.threads, found.absences, feeds, periods, day(held.as_of) if held.as_of else "")
    shown = tuple(pledge_pages(told, site=held.site, rules=found.rules))
    yield from _keyed(held, shown)
    carried = Carried.of(held.config, held.archive.carried())
    taken = frozenset(one.address for one in shown)
    yield from _keyed(held, withdrawn_pages(found.rules, carried, taken, site=held.site))
    watched = whole(held)
    listed = pledge_list(found.briefs, held.publisher_names, watched)
    yield from _keyed(held, listing_pages(listed, site=held.site))
    yield from _keyed(
        held,
        claims_pages(found.claims, threads=found.threads, rules=found.rules, site=held.site, watched=watched),
    )
    yield from _search(held, found)


def _search(held: SiteHoldings, found: Promises) -> Iterator[SiteFile]:
    """Where nothing that is searched is other than in the last build, its files are known without reading a sentence."""

    def made() -> Iterator[SitePage]:
        return search_pages(held.said(), found.threads, found.claims, rules=found.rules, site=held.site)

    config = held.config
    key = held.key(
        [[*name, [held.text_key(one) for one in captured]] for name, captured in held.versions.items()],
        [thread.model_dump_json() for thread in found.threads],
        [claim.model_dump_json() for claim in found.claims if not held.published.extracts.is_free(_source(claim))],
        [config.settings.model_dump_json(), config.people.model_dump_json(), config.verdicts.model_dump_json()],
        [source.model_dump_json() for source in config.sources],
    )
    yield from remembered(held, "search", key, made)


def _source(claim: Claim) -> str | None:
    return claim.place.source if claim.place else None


def _keyed(held: SiteHoldings, made: Iterable[SitePage]) -> Iterator[SiteFile]:
    """With the templates and libraries that shape a page in its key."""
    for one in made:
        yield SiteFile(one.address, held.key(one.key), one.content, leads_on=one.leads_on)


PROMISES: tuple[Section, ...] = (Section((address.PLEDGES, address.CLAIMS, address.SEARCH), pages),)
