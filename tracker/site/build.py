"""Build: the whole site into a folder; what is there already and made from the same is left as it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.site.histories import planned
from tracker.site.holdings import SiteHoldings
from tracker.site.manifest import Manifest, alone
from tracker.site.shared import remember
from tracker.site.site_file import Section, SiteFile
from tracker.site.sitemap import sitemap
from tracker.site.work import JobResult, JobTools, work

SAVED_EVERY = 20
"""Jobs after which the manifest is saved: a build that is killed begins again there."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    made: int
    kept: int
    gone: int
    size: int
    """Bytes of all files of the site."""


def build(
    held: SiteHoldings,
    folder: Path,
    sections: Sequence[Section],
    *,
    jobs: int | None = None,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> BuildResult:
    """Make what is missing, delete what is no longer wanted, and note which editions of cards are handed on.

    `tell` is told how many jobs of how many are done.
    UsageError where the folder is not empty and not such a site, OutputError where it cannot be written; LockError during
    another build.
    """
    with alone(folder) as manifest:
        built = _built(held, manifest, sections, jobs, tell)
        remember(folder, held)
        return built


def _built(
    held: SiteHoldings,
    manifest: Manifest,
    sections: Sequence[Section],
    jobs: int | None,
    tell: Callable[[int, int], None],
) -> BuildResult:
    keys, todo = planned(held, manifest)
    wanted = sorted(name for name, key in keys.items() if not manifest.has(name, key))
    if wanted:
        manifest.claim(wanted)
    try:
        tools = JobTools(held.archive, held.config, held.site, manifest.folder)
        _work(held, manifest, _told(work(todo, tools, jobs), len(todo), tell))
        # Lists are as long as what came.
        pages = tuple(
            page._replace(key=held.page_key(page.address, page.key))
            for section in sections
            for page in section.pages(held)
        )
        if held.site.base:
            pages += tuple(sitemap(list(_to_be_found(keys, pages)), held.site.base))
        _refuse_twice(pages, keys)
        stale = [page for page in pages if not manifest.has(page.address, page.key)]
        if stale:
            manifest.claim(page.address for page in stale)
        for page in stale:
            manifest.write(page.address, page.key, page.make())
        gone = manifest.keep([*keys, *(page.address for page in pages)])
    finally:
        manifest.save()
    made_now = len(wanted) + len(stale)
    size = sum(made.size for made in manifest.files.values())
    return BuildResult(made=made_now, kept=len(manifest.files) - made_now, gone=gone, size=size)


def _work(held: SiteHoldings, manifest: Manifest, results: Iterable[JobResult]) -> None:
    for at, done in enumerate(results, start=1):
        for name, made in done.files.items():
            manifest.note(name, made)
        held.kept.learn(done.summaries)
        if at % SAVED_EVERY == 0:
            manifest.save()


def _told(results: Iterable[JobResult], number: int, tell: Callable[[int, int], None]) -> Iterator[JobResult]:
    for at, done in enumerate(results, start=1):
        yield done
        tell(at, number)


def tops(sections: Sequence[Section]) -> frozenset[str]:
    """What the frame may link."""
    return frozenset(address for section in sections for address in section.tops)


def _to_be_found(keys: Iterable[str], pages: Iterable[SiteFile]) -> Iterator[str]:
    yield from (name for name in keys if name.endswith(".html"))
    yield from (page.address for page in pages if page.address.endswith(".html") and not page.leads_on)


def _refuse_twice(pages: Sequence[SiteFile], keys: dict[str, str]) -> None:
    seen = set(keys)
    for page in pages:
        if page.address in seen:
            raise ValueError(f"two sections make {page.address}")
        seen.add(page.address)
