"""The sections that tell of sources and documents."""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files

from tracker.desk import address
from tracker.site.history import VersionPair, history, sheets
from tracker.site.holdings import Name, SiteHoldings
from tracker.site.key import digest
from tracker.site.lately import LATELY
from tracker.site.paging import Sheet, in_order
from tracker.site.site_file import Section, SiteFile
from tracker.site.sources import DocumentEntry, SourceEntry, about, many, newest_changed, single, sources
from tracker.site.summary import Summary
from tracker.store.layout import PAGE
from tracker.store.version import Version

ON_A_PAGE = 30
"""Sources, or documents of a source, on one page: no more than 5,000 pixels of a phone."""


def assets(_: SiteHoldings) -> Iterator[SiteFile]:
    """The stylesheet and the scripts, as they are."""
    for one in sorted(files("tracker.site").joinpath("assets").iterdir(), key=lambda found: found.name):
        if one.is_file() and not one.name.startswith("."):
            data = one.read_bytes()
            yield SiteFile(f"assets/{one.name}", digest(data.hex()), partial(bytes, data))


def source_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """The list of sources, the pages of each of which anything is held, and the page on method and licences."""
    told = held.listed
    state = [one.model_dump_json() for one in held.health]
    versions = [[held.text_key(captured[-1]), len(captured)] for captured in held.versions.values()]
    everything = held.key("sources", held.as_of, state, versions, [held.key_of(one.id) for one in told])
    for sheet in in_order(told, address.SOURCES, ON_A_PAGE):
        yield SiteFile(sheet.address, digest(everything, sheet.address), partial(_sources, held, sheet, len(told)))
    yield SiteFile(address.ABOUT, digest(everything, "about"), lambda: _about(held, told))
    for one in told:
        names = [name for name in held.versions if name[0] == one.id]
        if names:
            yield from _source_pages(held, one, names)


def _sources(held: SiteHoldings, sheet: Sheet[SourceEntry], number: int) -> bytes:
    return sources(sheet, held.fares, number=number, site=held.site, as_of=held.as_of_words).encode()


def _about(held: SiteHoldings, told: Sequence[SourceEntry]) -> bytes:
    return about(told, site=held.site, settings=held.config.settings).encode()


def _source_pages(held: SiteHoldings, one: SourceEntry, names: Sequence[Name]) -> Iterator[SiteFile]:
    mine = [_document_key(held, name) for name in names]
    state = [found.model_dump_json() for found in held.health if found.source == one.id]
    key = held.key("source", mine, state, held.as_of, one.written)
    if len(names) == 1 and names[0][1] == PAGE:
        yield SiteFile(address.source(one.id), key, partial(_single, held, one, held.versions[names[0]]))
        return
    items = newest_changed([_item(held, held.versions[name]) for name in names])
    for sheet in in_order(items, address.source(one.id), ON_A_PAGE):
        yield SiteFile(sheet.address, digest(key, sheet.address), partial(_many, held, one, sheet, len(items)))


def _single(held: SiteHoldings, one: SourceEntry, captured: Sequence[Version]) -> bytes:
    about = held.subject(captured[-1])
    sheet = next(sheets(captured, about.home))
    page = single(
        one,
        captured,
        sheet,
        about,
        held.fares.get(one.id),
        summaries=_summaries(held, [new for _, new in sheet.items]),
        site=held.site,
        as_of=held.as_of_words,
    )
    return page.encode()


def _many(held: SiteHoldings, one: SourceEntry, sheet: Sheet[DocumentEntry], number: int) -> bytes:
    fare = held.fares.get(one.id)
    return many(one, sheet, fare, number=number, site=held.site, as_of=held.as_of_words).encode()


def _item(held: SiteHoldings, captured: Sequence[Version]) -> DocumentEntry:
    return DocumentEntry(held.subject(captured[-1]), len(captured), captured[0].captured_at, captured[-1].captured_at)


def document_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """The history of each document; only its newest page tells as of when."""
    for name, captured in held.versions.items():
        whole = held.key("document", _document_key(held, name), held.as_of)
        for sheet in sheets(captured, address.document(*name)):
            key = whole if sheet.is_first else _older_key(held, captured[-1], sheet)
            yield SiteFile(sheet.address, key, partial(_history, held, captured, sheet))


def _older_key(held: SiteHoldings, last: Version, sheet: Sheet[VersionPair]) -> str:
    steps = (held.revisions.get(new.address) for _, new in sheet.items)
    told = [held.summary_key(step) if step else None for step in steps]
    mine = [held.text_key(new) for _, new in sheet.items]
    return held.key("older", held.subject(last), told, mine, sheet.pager)


def _history(held: SiteHoldings, captured: Sequence[Version], sheet: Sheet[VersionPair]) -> bytes:
    summaries = _summaries(held, [new for _, new in sheet.items])
    last = held.subject(captured[-1])
    return history(captured, sheet, summaries, last, site=held.site, as_of=held.as_of_words).encode()


def _summaries(held: SiteHoldings, shown: Sequence[Version]) -> dict[int, Summary]:
    return held.summaries([held.revisions[one.address] for one in shown if one.address in held.revisions])


def _document_key(held: SiteHoldings, name: Name) -> str:
    captured = held.versions[name]
    told = [[*held.text_key(one), one.last_seen.timestamp()] for one in captured]
    return digest(held.key_of(name[0]), told)


OURS: tuple[Section, ...] = (
    Section((), assets),
    *LATELY,
    Section((address.SOURCES, address.ABOUT), source_pages),
    Section((), document_pages),
)
