"""Work: the pages that cost most, made by several processes; each reads the store for itself and writes its own files."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tracker.capture.comparing import RevisionReader
from tracker.config.config import Config
from tracker.desk import address
from tracker.desk.blame import Appearance, BlameReport
from tracker.desk.comparison import Comparison, with_notes
from tracker.desk.notes import Notebook
from tracker.desk.pictured import PictureRules
from tracker.desk.published import Published
from tracker.desk.silence import heard_in_time
from tracker.diff.blame import each_blame
from tracker.diff.differences import Differences, differences
from tracker.extract.document import Document
from tracker.site.changed import NeighbourPages, changed
from tracker.site.frame import Site
from tracker.site.holdings import Step
from tracker.site.manifest import ManifestEntry, put
from tracker.site.public_reader import MemoReader, PublicReader
from tracker.site.script import FILE, script
from tracker.site.subject import Subject
from tracker.site.text import NeighbourVersions, text
from tracker.store.archive import Archive
from tracker.store.outlook import Outlook
from tracker.store.version import Version

FEW = 24
"""Versions to read up to which one process is quicker: another takes half a second to start."""


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: the files that it wrote, and what it learned."""

    files: dict[str, ManifestEntry] = field(default_factory=dict)
    summaries: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class JobTools:
    """What a job works with."""

    archive: Archive
    config: Config
    site: Site
    folder: Path

    @cached_property
    def pictured(self) -> frozenset[tuple[str, str]]:
        """Every document of which a version has a picture of its page."""
        return self.archive.pictured()

    def picture_rules(self, published: Published) -> PictureRules:
        """What may be shown of pictures."""
        return PictureRules(self.archive, published.extracts.redactor, self.config.settings.extract_characters)

    def put(self, done: JobResult, page: str, key: str, data: str) -> None:
        """Write a page."""
        done.files[page] = ManifestEntry(key, put(self.folder, page, data.encode()))


class ChangePage(NamedTuple):
    """The page of a change that is to be made, or only compared anew where `page` is None."""

    step: Step
    about: Subject
    near: NeighbourPages
    summary: str
    page: str | None
    """The page's key."""


@dataclass(frozen=True, slots=True)
class ChangePages:
    """Pages of changes of one document."""

    wanted: tuple[ChangePage, ...]

    @property
    def cost(self) -> int:
        """Versions to read."""
        return 2 * len(self.wanted)

    def run(self, tools: JobTools) -> JobResult:
        """Compare, write, and tell in short."""
        done, mine = JobResult(), MemoReader(tools.archive, tools.config)
        published = Published.of(tools.config)
        notes = Notebook.of(tools.config, for_desk=False)
        for one in self.wanted:
            new = one.step.revision.new
            found = with_notes(compared(one.step, mine, tools.config), notes)
            rules = tools.picture_rules(published) if (new.source, new.document) in tools.pictured else None
            page, short = changed(found, one.about, published, site=tools.site, near=one.near, pictures=rules)
            if one.page is not None:
                tools.put(done, address.change(new.source, new.document, new.number), one.page, page)
            done.summaries[one.summary] = short.model_dump_json(exclude_defaults=True).encode()
        return done


@dataclass(frozen=True, slots=True)
class TextPages:
    """Pages of the versions of one document, and the script with all their texts."""

    captured: tuple[Version, ...]
    abouts: tuple[Subject, ...]
    wanted: dict[int, str]
    """The keys of the pages to be made, by number."""
    script: str | None
    """The key of the script, where it is to be made."""
    copies: dict[int, str] = field(default_factory=dict)
    """Where a web archive has a version's page, by number."""

    @property
    def cost(self) -> int:
        """Versions to read."""
        return len(self.captured)

    def run(self, tools: JobTools) -> JobResult:
        """Follow the document through its history once."""
        done = JobResult()
        if self.script is None:
            for _ in self._followed(tools, done):
                pass
        else:
            last = self.abouts[-1]
            made = script(self._followed(tools, done), last)
            page = last.home.removesuffix("index.html") + FILE
            tools.put(done, page, self.script, made)
        return done

    def _followed(self, tools: JobTools, done: JobResult) -> Iterator[tuple[Version, Document]]:
        """Each version with its document, after its page was written."""
        mine = PublicReader(tools.archive, tools.config)
        since: list[Appearance] = []
        read: list[tuple[Document, bool]] = []

        def documents() -> Iterator[Document]:
            for one in mine.each(self.captured):
                read[:] = [one]
                yield one[0]

        first = self.captured[0]
        pictured = self.abouts[-1].free and (first.source, first.document) in tools.pictured
        rules = tools.picture_rules(Published.of(tools.config)) if pictured else None
        mixed, alike = False, len({(one.extractor, one.config_key) for one in self.captured}) == 1
        numbers = [one.number for one in self.captured]
        for at, origins in enumerate(each_blame(documents(), settings=tools.config.settings)):
            version, (document, misread) = self.captured[at], read[0]
            mixed |= misread
            since.append(Appearance(version, (self.captured[at - 1].last_seen, version.captured_at) if at else None))
            if version.number in self.wanted:
                page = text(
                    BlameReport(version=version, document=document, origins=origins, since=since, mixed=mixed),
                    self.abouts[at],
                    site=tools.site,
                    around=NeighbourVersions(
                        numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
                    ),
                    copy=self.copies.get(version.number),
                    pictured=rules is not None and rules.allowed(version) is not None,
                    recorded=alike or document.text == mine.recorded(version).text,
                )
                where = address.version(version.source, version.document, version.number)
                tools.put(done, where, self.wanted[version.number], page)
            yield version, document


Job = ChangePages | TextPages


def compared(
    step: Step,
    mine: RevisionReader,
    config: Config,
    kept: Callable[[Callable[[], Differences]], Differences] = lambda find: find(),
) -> Comparison:
    """A step in full. `kept` may know what came with it from an earlier build."""
    pair, new = mine.pair(step.revision), step.revision.new
    found = kept(lambda: differences(pair.old, pair.new, settings=config.settings))
    if found.silent:
        found = heard_in_time(found, pair.new, step.revision.between)
    return Comparison(
        name=new.name,
        old=step.revision.old.address,
        new=new.address,
        title=new.title,
        found=found,
        texts=(pair.old, pair.new),
        revision=step.revision,
        mixed=pair.mixed,
        reverted=step.reverted,
    )


def work(jobs: Sequence[Job], tools: JobTools, processes: int | None) -> Iterator[JobResult]:
    """What came of each job, in any order: the files are the same in all."""
    number = min(processes or os.cpu_count() or 1, len(jobs))
    ordered = sorted(jobs, key=lambda job: -job.cost)
    if number <= 1 or sum(job.cost for job in jobs) <= FEW:
        yield from (job.run(tools) for job in ordered)
        return
    # Not forked: the store's pipes and its index are no business of another process.
    handed = (tools.archive.folder, tools.archive.outlook, tools.config, tools.site, tools.folder)
    left = dict(enumerate(ordered))
    with ProcessPoolExecutor(number, get_context("forkserver"), _open, handed) as pool:
        try:
            for future in as_completed([pool.submit(_run, at, job) for at, job in left.items()]):
                at, done = future.result()
                del left[at]
                yield done
        except BrokenProcessPool:
            pass  # one was killed, for its memory perhaps; what it left is done here, one at a time
        finally:
            pool.shutdown(cancel_futures=True)
    yield from (job.run(tools) for job in left.values())


_opened: list[JobTools] = []


def _open(snapshots: Path, outlook: Outlook | None, config: Config, site: Site, folder: Path) -> None:
    _opened[:] = [JobTools(Archive(snapshots, outlook=outlook), config, site, folder)]


def _run(at: int, job: Job) -> tuple[int, JobResult]:
    return at, job.run(_opened[0])
