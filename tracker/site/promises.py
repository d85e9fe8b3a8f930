"""The sections that tell of pledges and claims, and the search over everything."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from tracker.claims.claim import Claim
from tracker.desk import address
from tracker.desk.carried import Carried
from tracker.desk.dates import day
from tracker.desk.gather import holdings, latest_claims
from tracker.desk.periods import periods_of
from tracker.desk.published import Published
from tracker.links.absence import Absence, absence
from tracker.links.link import Thread
from tracker.site.claims_table import claims_pages
from tracker.site.corrected import withdrawn_pages
from tracker.site.holdings import SiteHoldings
from tracker.site.pledge import PledgeSet, pledge_pages
from tracker.site.search_index import search_pages
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage


class _Promises:
    """Claims and threads, which cost the most: found once for one build."""

    def __init__(self, held: SiteHoldings) -> None:
        self.rules = Published.of(held.config, suggestions=held.suggestions)
        self.claims, everything = held.promised
        self.threads = tuple(one for one in self.rules.threads(everything) if _has_page(one, held, self.rules))
        confirmed = Published.of(held.config).threads(everything)
        self.feeds = frozenset(name for one in confirmed for name in (one.id, *one.redirects))
        self.absences = dict(_absences(held, self.threads, everything, self.claims))


def _has_page(thread: Thread, held: SiteHoldings, rules: Published) -> bool:
    """With suggestions every claim is a thread; one that nobody confirmed and nothing joins is in the table alone."""
    return not held.suggestions or len(thread.claims) > 1 or rules.is_confirmed(thread.claims[0])


def _absences(
    held: SiteHoldings, shown: Iterable[Thread], threads: Iterable[Thread], claims: Iterable[Claim]
) -> Iterator[tuple[str, Absence]]:
    """Where each thread that is shown is not found; a wording that nobody has confirmed yet counts as found."""
    if held.as_of is None:
        return
    known = tuple(claims)
    latest = latest_claims(held.archive, known)
    places = holdings(held.archive, held.config, held.as_of)
    follows: Mapping[str, tuple[str, ...]] = {
        source.id: source.successor_of for source in held.config.sources if source.successor_of
    }
    whole = {claim.id: thread for thread in threads for claim in thread.claims}
    for thread in shown:
        if found := absence(whole.get(thread.claims[0].id, thread), latest, places, follows):
            yield thread.id, found


def pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """Pledges, the table of claims, the search."""
    found = _Promises(held)
    feeds = found.feeds if held.site.has is None or address.FEED in held.site.has else frozenset()
    periods = {thread: periods_of(absent, held.config) for thread, absent in found.absences.items()}
    told = PledgeSet(found.threads, found.absences, feeds, periods, day(held.as_of) if held.as_of else "")
    shown = tuple(pledge_pages(told, site=held.site, rules=found.rules))
    yield from _keyed(held, shown)
    carried = Carried.of(held.config, held.archive.carried())
    taken = frozenset(one.address for one in shown)
    yield from _keyed(held, withdrawn_pages(found.rules, carried, taken, site=held.site))
    yield from _keyed(held, claims_pages(found.claims, threads=found.threads, rules=found.rules, site=held.site))
    yield from _search(held, found)


def _search(held: SiteHoldings, found: _Promises) -> Iterator[SiteFile]:
    """Where nothing that is searched is other than in the last build, its files are known without reading a sentence."""

    def made() -> Iterator[SitePage]:
        return search_pages(held.archive.all_said(), found.threads, found.claims, rules=found.rules, site=held.site)

    config = held.config
    key = held.key(
        [[*name, [held.text_key(one) for one in captured]] for name, captured in held.versions.items()],
        [thread.model_dump_json() for thread in found.threads],
        [claim.model_dump_json() for claim in found.claims if not held.published.extracts.is_free(_source(claim))],
        [config.settings.model_dump_json(), config.people.model_dump_json(), config.verdicts.model_dump_json()],
        [source.model_dump_json() for source in config.sources],
    )
    what = f"search {held.key(held.suggestions)}"
    known = held.kept.files(what, key)
    if known is None:
        files = tuple(_keyed(held, made()))
        held.kept.keep_files(what, key, {one.address: one.key for one in files})
        yield from files
        return
    again = cache(lambda: {one.address: one.content for one in made()})
    for at, its in known.items():
        yield SiteFile(at, its, partial(_content, again, at))


def _content(again: Callable[[], Mapping[str, Callable[[], bytes]]], at: str) -> bytes:
    return again()[at]()


def _source(claim: Claim) -> str | None:
    return claim.place.source if claim.place else None


def _keyed(held: SiteHoldings, made: Iterable[SitePage]) -> Iterator[SiteFile]:
    """With the templates and libraries that shape a page in its key."""
    for one in made:
        yield SiteFile(one.address, held.key(one.key), one.content, leads_on=one.leads_on)


PROMISES: tuple[Section, ...] = (Section((address.PLEDGES, address.CLAIMS, address.SEARCH), pages),)
