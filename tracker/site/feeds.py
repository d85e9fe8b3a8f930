"""The sections that tell programs: feeds, and exports; and the page of corrections."""

from collections.abc import Iterable, Iterator
from functools import partial

from tracker.desk import address
from tracker.desk.carried import Carried
from tracker.desk.comparison import Comparison, with_notes
from tracker.desk.published import Published
from tracker.site import exports
from tracker.site.atom import File
from tracker.site.change_feeds import FeedVersion, change_feeds
from tracker.site.corrected import taken_back
from tracker.site.corrections import corrections
from tracker.site.gathered import EPOCH
from tracker.site.holdings import SiteHoldings
from tracker.site.pledge_feeds import pledge_feeds
from tracker.site.public_reader import PublicReader
from tracker.site.site_file import Section, SiteFile
from tracker.site.summary import Summary
from tracker.site.work import compared
from tracker.store.version import Revision, Version


def feed_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """Of all changes, of each source of which anything is held, and of each confirmed pledge."""
    rules, site, base = _rules(held), held.site.name, held.site.base
    since = min((captured[0].captured_at for captured in held.versions.values()), default=EPOCH)
    came = [_came(held, one) for captured in held.versions.values() for one in captured]
    sources = {source for source, _ in held.versions}
    checked = held.as_of_words if held.as_of else None
    told = change_feeds(came, rules, sources=sources, site=site, since=since, base=base, checked=checked)
    yield from _keyed(held, told)
    yield from _keyed(
        held, pledge_feeds(held.promised[1], rules, held.site.corrections_of, site=site, since=since, base=base)
    )


def data(held: SiteHoldings) -> Iterator[SiteFile]:
    """The folder `data/`."""
    rules, (claims, threads) = _rules(held), held.promised
    revisions = [step.revision for step in held.recent]
    key = partial(_step_key, held)
    told = exports.changes(revisions, partial(_compared, held), rules, key=key, corrected=held.corrections_of)
    yield from _keyed(held, told)
    yield from _keyed(held, exports.pledges(threads, rules, held.site.corrections_of))
    yield from _keyed(held, exports.claims(claims, rules, held.site.corrections_of))
    yield from _keyed(held, exports.linked_data(claims, threads, rules, held.site.corrections_of, base=held.site.base))
    seen = [one for captured in held.versions.values() for one in captured]
    window = exports.window((one.source, one.captured_at, one.last_seen) for one in seen)
    yield from _keyed(held, exports.sources(rules, held.health, window))


def correction_page(held: SiteHoldings) -> Iterator[SiteFile]:
    """With links to what there is a page of."""
    carried = Carried.of(held.config, held.archive.carried())
    page = corrections(_rules(held), site=held.site, has=frozenset(_linkable(held)), carried=carried)
    yield from _keyed(held, [page])


def _came(held: SiteHoldings, new: Version) -> FeedVersion:
    step = held.revisions.get(new.address)
    told = held.corrections_of(new)
    if step is None:
        return FeedVersion(new, corrected=told)

    def short() -> Summary:
        return held.summaries([step])[new.number]

    key = "\n".join([held.summary_key(step), *held.written_key(new)])
    return FeedVersion(new, step.revision.old, short, key, held.notes.came_with(new.address), told)


def _compared(held: SiteHoldings, revision: Revision) -> Comparison:
    step = held.revisions[revision.new.address]
    known = partial(held.kept.differences, held.key("differences", held.summary_key(step)))
    found = compared(step, PublicReader(held.archive, held.config), held.config, known)
    return with_notes(found, held.notes)


def _step_key(held: SiteHoldings, revision: Revision) -> str:
    return "\n".join([held.summary_key(held.revisions[revision.new.address]), *held.written_key(revision.new)])


def _linkable(held: SiteHoldings) -> Iterator[str]:
    for captured in held.versions.values():
        for one in captured:
            yield address.version(one.source, one.document, one.number)
            if one.address in held.revisions:
                yield address.change(one.source, one.document, one.number)
    if held.site.has is None or address.PLEDGES in held.site.has:
        rules = _rules(held)
        for thread in rules.threads(held.promised[1]):
            if len(thread.claims) > 1 or rules.is_confirmed(thread.claims[0]):
                yield from map(address.pledge, (thread.id, *thread.redirects))
        yield from taken_back(rules, Carried.of(held.config, held.archive.carried()))
    yield from held.site.has or ()


def _rules(held: SiteHoldings) -> Published:
    return Published.of(held.config, suggestions=held.suggestions)


def _keyed(held: SiteHoldings, files: Iterable[File]) -> Iterator[SiteFile]:
    """With the templates and libraries that shape a file in its key."""
    for at, key, make in files:
        yield SiteFile(at, held.key(key), make)


FEEDS: tuple[Section, ...] = (
    Section((address.FEED,), feed_pages),
    Section((address.CORRECTIONS,), correction_page),
    Section((), data),
)
