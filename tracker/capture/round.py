"""Round: one run over many sources. What cron starts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from tracker.capture.crew import Crew, Done
from tracker.capture.follow import take_all, the_page
from tracker.capture.ledger import Ledger
from tracker.capture.listing import take_feed, take_posts, take_sitemap
from tracker.capture.outcome import Outcome
from tracker.capture.page import Taken, Tools, take
from tracker.capture.search import take_search
from tracker.config.source import (
    FeedSource,
    FileSource,
    GovukSearchSource,
    GovukSource,
    HtmlSource,
    PaperSource,
    SitemapSource,
    Source,
    WordpressSource,
)
from tracker.errors import StoreError
from tracker.fetch.address import content_item
from tracker.store.record import RunRecord

PAGE = "page"
"""The document id of a source that is a single page."""


def run_round(
    sources: Sequence[Source],
    *,
    tools: Tools,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> tuple[RunRecord, tuple[Outcome, ...]]:
    """Ask every source once and record what changed: (the round's record, its outcomes in order).

    Hosts are asked side by side (`jobs` of the settings), each for one page at a time. `tell` hears of each outcome in
    the order of the sources, whatever came first.

    Holds the round lock. A failing source is an outcome; StoreError stops the round. What was fetched before an
    interruption is recorded before the interruption goes on.
    """
    with tools.archive.round_lock():
        ledger = Ledger(tools, sources, tell=tell)
        with Crew(sources, tools=tools, take=_take) as crew:
            ledger.count = crew.count
            try:
                for event in crew.events():
                    if isinstance(event, Done):
                        ledger.close(event.place)
                    elif event is None:
                        ledger.tick()
                    else:
                        ledger.add(event.place, event.taken)
            except StoreError:
                crew.stop()
                with suppress(StoreError):  # The first fault is the one to tell.
                    ledger.flush(finished=False)
                raise
            except BaseException:  # Ctrl-C, or a bug: neither may cost what was already fetched
                crew.stop()
                ledger.flush(finished=False)
                raise
            return ledger.flush(finished=True), tuple(ledger.outcomes())


def _take(source: Source, tools: Tools) -> Iterator[Taken]:
    match source:
        case GovukSource():
            yield from take_all(source, [the_page(content_item(source))], tools=tools)
        case GovukSearchSource():
            yield from take_search(source, tools=tools)
        case FeedSource():
            yield from take_feed(source, tools=tools)
        case SitemapSource():
            yield from take_sitemap(source, tools=tools)
        case HtmlSource() | PaperSource():
            yield take(source, document=PAGE, url=source.url, tools=tools)
        case FileSource():
            yield take(source, document=PAGE, url=source.url or f"file:{source.path}", tools=tools)
        case WordpressSource():
            yield from take_posts(source, tools=tools)
