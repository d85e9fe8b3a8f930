"""The sections that tell of sources, documents and the latest changes."""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files

from tracker.desk import address
from tracker.site.front import FrontRevision, front, window
from tracker.site.history import MOST_ROWS, history
from tracker.site.holdings import Name, SiteHoldings, Step
from tracker.site.key import digest
from tracker.site.site_file import Section, SiteFile
from tracker.site.sources import DocumentEntry, SourceEntry, about, many, single, sources
from tracker.site.summary import Summary
from tracker.store.layout import PAGE
from tracker.store.version import Version

ROUNDS = 10
"""Rounds with news that the front page tells of."""
MOST = 100
"""Documents that it tells of at the most."""


def assets(_: SiteHoldings) -> Iterator[SiteFile]:
    """The stylesheet and the scripts, as they are."""
    for one in sorted(files("tracker.site").joinpath("assets").iterdir(), key=lambda found: found.name):
        if one.is_file() and not one.name.startswith("."):
            data = one.read_bytes()
            yield SiteFile(f"assets/{one.name}", digest(data.hex()), partial(bytes, data))


def front_page(held: SiteHoldings) -> Iterator[SiteFile]:
    """What changed lately."""
    shown = _latest_rounds(held.recent)
    firsts = _firsts(held)
    key = held.key(
        "front",
        held.as_of,
        [[held.summary_key(step), *held.written_key(step.revision.new)] for step in shown],
        [held.text_key(one) for one in firsts],
        [one.model_dump_json() for one in held.health],
        [len(captured) for captured in held.versions.values()],
        held.key_of(""),
        [held.key_of(name) for name in held.sources],
    )

    def make() -> bytes:
        every = [one for captured in held.versions.values() for one in captured]
        watched = window(
            every, held.as_of_words, documents=len(held.versions), sources=len({name for name, _ in held.versions})
        )
        told = [_came(held, step) for step in shown]
        first_seen = [(one, held.subject(one)) for one in firsts]
        return front(told, first_seen, tuple(held.fares.values()), window=watched, site=held.site).encode()

    yield SiteFile(address.FRONT, key, make)


def _came(held: SiteHoldings, step: Step) -> FrontRevision:
    new = step.revision.new
    return FrontRevision(step.revision, held.subject(new), held.summary(step), held.notes.came_with(new.address))


def _latest_rounds(recent: Sequence[Step]) -> list[Step]:
    """Newest round first, those of one round together."""
    rounds: dict[str, list[Step]] = {}
    for step in recent[: 5 * MOST]:
        rounds.setdefault(step.revision.new.run, []).append(step)
    kept = [step for steps in list(rounds.values())[:ROUNDS] for step in steps]
    return kept[:MOST]


def _firsts(held: SiteHoldings) -> list[Version]:
    """Documents seen for the first time by us in the latest rounds that brought any, newest first."""
    firsts = [captured[0] for captured in held.versions.values() if captured[0].kind == "first"]
    newest = max((one.captured_at for one in firsts), default=None)
    of_round = {one.run for one in firsts if one.captured_at == newest}
    return [one for one in firsts if one.run in of_round]


def source_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """The list of sources, a page for each of which anything is held, and the page on method and licences."""
    told = held.listed
    state = [one.model_dump_json() for one in held.health]
    versions = [[held.text_key(captured[-1]), len(captured)] for captured in held.versions.values()]
    everything = held.key("sources", held.as_of, state, versions, [held.key_of(one.id) for one in told])
    yield SiteFile(
        address.SOURCES,
        everything,
        lambda: sources(told, held.fares, site=held.site, as_of=held.as_of_words).encode(),
    )
    yield SiteFile(address.ABOUT, digest(everything, "about"), lambda: _about(held, told))
    for one in told:
        names = [name for name in held.versions if name[0] == one.id]
        if names:
            yield _source_page(held, one, names)


def _about(held: SiteHoldings, told: Sequence[SourceEntry]) -> bytes:
    return about(told, site=held.site, settings=held.config.settings).encode()


def _source_page(held: SiteHoldings, one: SourceEntry, names: Sequence[Name]) -> SiteFile:
    mine = [_document_key(held, name) for name in names]
    state = [found.model_dump_json() for found in held.health if found.source == one.id]
    key = held.key("source", mine, state, held.as_of, one.written)
    fare = held.fares.get(one.id)
    if len(names) == 1 and names[0][1] == PAGE:
        captured = held.versions[names[0]]

        def make_single() -> bytes:
            page = single(
                one,
                captured,
                _summaries(held, captured),
                held.subject(captured[-1]),
                fare,
                site=held.site,
                as_of=held.as_of_words,
            )
            return page.encode()

        return SiteFile(address.source(one.id), key, make_single)

    def make() -> bytes:
        items = [_item(held, held.versions[name]) for name in names]
        return many(one, items, fare, site=held.site, as_of=held.as_of_words).encode()

    return SiteFile(address.source(one.id), key, make)


def _item(held: SiteHoldings, captured: Sequence[Version]) -> DocumentEntry:
    return DocumentEntry(held.subject(captured[-1]), len(captured), captured[0].captured_at, captured[-1].captured_at)


def document_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """The history of each document."""
    for name, captured in held.versions.items():
        key = held.key("document", _document_key(held, name), held.as_of)
        yield SiteFile(address.document(*name), key, partial(_history, held, captured))


def _history(held: SiteHoldings, captured: Sequence[Version]) -> bytes:
    summaries, last = _summaries(held, captured), held.subject(captured[-1])
    return history(captured, summaries, last, site=held.site, as_of=held.as_of_words).encode()


def _summaries(held: SiteHoldings, captured: Sequence[Version]) -> dict[int, Summary]:
    shown = captured[-MOST_ROWS:]
    return held.summaries([held.revisions[one.address] for one in shown if one.address in held.revisions])


def _document_key(held: SiteHoldings, name: Name) -> str:
    captured = held.versions[name]
    told = [[*held.text_key(one), one.last_seen.timestamp()] for one in captured]
    return digest(held.key_of(name[0]), told)


OURS: tuple[Section, ...] = (
    Section((), assets),
    Section((address.FRONT,), front_page),
    Section((address.SOURCES, address.ABOUT), source_pages),
    Section((), document_pages),
)
