"""The pages of changes and of versions: the key of each, and the jobs that make those that are not there."""

from collections.abc import Iterator, Sequence

from tracker.capture.reading import extractor_of
from tracker.config.key import config_key
from tracker.desk import address
from tracker.site.changed import NeighbourPages
from tracker.site.holdings import SiteHoldings, Step
from tracker.site.key import digest
from tracker.site.manifest import Manifest
from tracker.site.script import FILE
from tracker.site.work import ChangePage, ChangePages, Job, TextPages
from tracker.store.version import Version

SOME = 50
"""Changes of one job: enough to be worth handing over, few enough to share out what a long history needs."""


def planned(held: SiteHoldings, manifest: Manifest) -> tuple[dict[str, str], list[Job]]:
    """The key of each page by its address, and what is to be done."""
    keys: dict[str, str] = {}
    jobs: list[Job] = []
    held.kept.recall(map(held.summary_key, held.revisions.values()))
    for captured in held.versions.values():
        steps = [held.revisions[one.address] for one in captured if one.address in held.revisions]
        jobs += _changes(held, manifest, steps, keys)
        jobs += _texts(held, manifest, captured, keys)
    return keys, jobs


def _changes(
    held: SiteHoldings, manifest: Manifest, steps: Sequence[Step], keys: dict[str, str]
) -> Iterator[ChangePages]:
    wanted = []
    numbers = [step.revision.new.number for step in steps]
    for at, step in enumerate(steps):
        new, summary = step.revision.new, held.summary_key(step)
        near = NeighbourPages(numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(steps) else None)
        page = address.change(new.source, new.document, new.number)
        keys[page] = key = held.page_key(page, held.key("change", summary, near, *held.written_key(new)))
        made = manifest.has(page, key)
        if not made or not held.kept.knows(summary):
            wanted.append(ChangePage(step, held.subject(new), near, summary, None if made else key))
    for first in range(0, len(wanted), SOME):
        yield ChangePages(tuple(wanted[first : first + SOME]))


def _texts(
    held: SiteHoldings, manifest: Manifest, captured: Sequence[Version], keys: dict[str, str]
) -> Iterator[TextPages]:
    """Each version's key holds those of the versions before it, because it tells with which of them a sentence came."""
    wanted = {}
    copies = _copies(held, captured)
    chain = held.key("text", held.key_of(captured[0].source), _reading(held, captured))
    for at, one in enumerate(captured):
        after = captured[at + 1].number if at + 1 < len(captured) else None
        chain = digest(chain, held.text_key(one), captured[at - 1].last_seen.timestamp() if at else None)
        page = address.version(one.source, one.document, one.number)
        key = digest(chain, after, one.last_seen.timestamp() if after else None, copies.get(one.number))
        keys[page] = key = held.page_key(page, key)
        if not manifest.has(page, key):
            wanted[one.number] = key
    about = held.subject(captured[-1])
    script = None
    if len(captured) > 1 and about.free:
        page = about.home.removesuffix("index.html") + FILE
        keys[page] = key = digest(chain, "script")
        script = None if manifest.has(page, key) else key
    if wanted or script:
        yield TextPages(tuple(captured), tuple(map(held.subject, captured)), wanted, script, copies)


def _copies(held: SiteHoldings, captured: Sequence[Version]) -> dict[int, str]:
    """By number of a version: where a web archive has its page as it then was, because we asked it to."""
    if not held.archive.saves(captured[0].source, captured[0].document):
        return {}
    found = ((one.number, held.archive.saved(one)) for one in captured)
    return {number: copy.address for number, copy in found if copy and copy.address}


def _reading(held: SiteHoldings, captured: Sequence[Version]) -> object:
    """How versions are read so that they can be compared: as recorded where one reader wrote them all."""
    readers = {(one.extractor, one.config_key) for one in captured}
    if len(readers) == 1:
        return None
    source, last = held.sources.get(captured[0].source), captured[-1]
    today = config_key(source, extractor_of(source)) if source else None
    return [sorted(readers), today, last.extractor.partition("/")[0], bool(last.seen_by)]
