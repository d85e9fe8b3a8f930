"""From the store to the nouns that are shown: documents, revisions with their changes, claims, threads."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tracker.config.config import Config
from tracker.config.verdict import Verdicts
from tracker.desk import address
from tracker.desk.comparison import Comparison, TextsOnDemand, with_notes
from tracker.desk.course import TextCourse
from tracker.desk.log import LogEntry
from tracker.desk.notes import Notebook, has_notes
from tracker.errors import UsageError
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.layout import READINGS
from tracker.store.version import HISTORY, NEWS, Revision, Version

if TYPE_CHECKING:
    from tracker.capture import comparing
    from tracker.capture import health as capture_health
    from tracker.capture.comparing import RevisionReader
    from tracker.claims import place as claims_place
    from tracker.claims import verdicts as claim_verdicts
    from tracker.claims.claim import Claim
    from tracker.desk import blame as desk_blame
    from tracker.desk import differing, finding, money, silence
    from tracker.desk.blame import Appearance, BlameReport
    from tracker.desk.differing import KeptDifferences
    from tracker.diff import blame as diff_blame
    from tracker.diff import differences as diff_differences
    from tracker.diff.differences import Differences
    from tracker.extract import canonical
    from tracker.extract.document import Document
    from tracker.links import absence as links_absence
    from tracker.links import stage
    from tracker.links import thread as links_thread
    from tracker.links.absence import Absence, Holding
    from tracker.links.link import Thread
    from tracker.links.stage import Stage
    from tracker.store import readings
else:
    capture_health = later("tracker.capture.health")
    comparing = later("tracker.capture.comparing")
    claim_verdicts = later("tracker.claims.verdicts")
    claims_place = later("tracker.claims.place")
    desk_blame = later("tracker.desk.blame")
    finding = later("tracker.desk.finding")
    diff_blame = later("tracker.diff.blame")
    diff_differences = later("tracker.diff.differences")
    stage = later("tracker.links.stage")
    links_thread = later("tracker.links.thread")
    links_absence = later("tracker.links.absence")
    canonical = later("tracker.extract.canonical")
    readings = later("tracker.store.readings")
    money = later("tracker.desk.money")
    silence = later("tracker.desk.silence")
    differing = later("tracker.desk.differing")


AT_ONCE = 50
"""Versions whose claims are in memory together."""


def document(archive: Archive, version: Version) -> "Document":
    """The Document of a version."""
    return canonical.read(archive.text(version), archive.meta(version))


def news(
    archive: Archive,
    revisions: Iterable[Revision],
    config: Config,
    *,
    imported: bool = False,
    on_demand: bool = False,
) -> Iterator[Comparison]:
    """Those revisions that are the publisher's doing, compared; with `imported` also those from archives.

    What we re-read ourselves is never news. `on_demand`: texts are read when they are looked at, while the archive is open.
    """
    kinds = NEWS | HISTORY if imported else NEWS
    with _comparing(archive, config) as tools:
        for one in tools.kept.known_of(one for one in revisions if one.new.kind in kinds):
            yield _compared(one, tools, on_demand=on_demand)


def edits(archive: Archive, revisions: Iterable[Revision], config: Config) -> "Iterator[tuple[Version, Differences]]":
    """What each of these changed by the publisher's or an archive's doing; steps to and fro are left out, as in a list.

    Nothing but the one that was given last is in memory.
    """
    kinds = NEWS | HISTORY
    with _comparing(archive, config) as tools:
        for one in tools.kept.known_of(one for one in revisions if one.new.kind in kinds):
            if not tools.course.again(one.new):
                yield one.new, _differing(one, tools, on_demand=True)[0]


def compared(archive: Archive, revision: Revision, config: Config) -> Comparison:
    """Two versions of a document, both by one reader, in their texts and in what is said beside them."""
    with _comparing(archive, config) as tools:
        return _compared(revision, tools)


class _CompareTools(NamedTuple):
    """What revisions are compared with."""

    archive: Archive
    config: Config
    kept: "KeptDifferences"
    reader: "RevisionReader"
    course: TextCourse


@contextmanager
def _comparing(archive: Archive, config: Config) -> Iterator[_CompareTools]:
    """What is found in the block is kept at its end."""
    with differing.keeping(archive, config.settings) as kept:
        yield _CompareTools(archive, config, kept, reader(archive, config), TextCourse(archive))


def _differing(
    revision: Revision, tools: _CompareTools, *, on_demand: bool = False
) -> "tuple[Differences, Sequence[Document], bool]":
    """What differs, both texts, and whether they are of two readers."""
    mine = tools.reader
    if comparing.by_one_reader(revision):
        texts: Sequence[Document] = (
            TextsOnDemand(lambda: mine.pair(revision)[:2]) if on_demand else mine.pair(revision)[:2]
        )
        return tools.kept.of(revision, texts), texts, False
    old, new, mixed = mine.pair(revision)
    return diff_differences.differences(old, new, settings=tools.config.settings), (old, new), mixed


def _compared(revision: Revision, tools: _CompareTools, *, on_demand: bool = False) -> Comparison:
    archive, config, new = tools.archive, tools.config, revision.new
    found, texts, mixed = _differing(revision, tools, on_demand=on_demand)
    if found.silent:
        found = silence.heard_in_time(found, texts[1], revision.between)
    if isinstance(texts, TextsOnDemand):
        texts = texts.unread()
    found = money.with_known_sums(archive, new, found)
    told = Comparison(
        name=new.name,
        old=revision.old.address,
        new=new.address,
        title=new.title,
        found=found,
        texts=texts,
        revision=revision,
        mixed=mixed,
        link=permalink(new, config.settings.site),
        reverted=tools.course.reverted(new),
        again=tools.course.again(new),
    )
    return with_notes(told, Notebook.of(config, for_desk=True)) if has_notes(config, new.address) else told


def blamed(archive: Archive, version: Version, config: Config) -> "BlameReport":
    """A version with the origin of each of its sentences, followed through all versions captured until then."""
    versions = until(archive, version)
    since: list[Appearance] = []
    last: list[Document] = []
    mixed = False

    def documents() -> "Iterator[Document]":
        nonlocal mixed
        for at, (found, misread) in enumerate(reader(archive, config).each(versions)):
            span = (versions[at - 1].last_seen, versions[at].captured_at) if at else None
            since.append(desk_blame.Appearance(versions[at], span, _new_notes(last[0], found) if last else ()))
            last[:] = [found]
            mixed |= misread
            yield found

    origins = diff_blame.blame(documents(), settings=config.settings)
    return desk_blame.BlameReport(version=version, document=last[0], origins=origins, since=since, mixed=mixed)


def logged(archive: Archive, versions: Sequence[Version], config: Config) -> tuple[LogEntry, ...]:
    """Those versions with what came between each and the one before it."""
    return tuple(log_entries(archive, versions, config))


def log_entries(archive: Archive, versions: Iterable[Version], config: Config) -> Iterator[LogEntry]:
    """The same one by one: a version is compared when it is asked for."""
    kept = differing.KeptDifferences(archive, config.settings)
    tools = _CompareTools(archive, config, kept, reader(archive, config), TextCourse(archive))
    for one in versions:
        before = archive.before(one)
        entry = LogEntry(one) if before is None else _logged(Revision(old=before, new=one), tools)
        yield replace(entry, saved=archive.saved(one))


def _logged(revision: Revision, tools: _CompareTools) -> LogEntry:
    version, config, kept = revision.new, tools.config, tools.kept
    link = permalink(version, config.settings.site)
    if version.kind not in NEWS:
        return LogEntry(version, revision.between, link=link)
    old, new, _ = tools.reader.pair(revision)
    silent = False
    if diff_differences.unannounced(old, new):
        if comparing.by_one_reader(revision):
            found = kept.of(revision, (old, new))
            kept.keep()
        else:
            found = diff_differences.differences(old, new, settings=config.settings)
        silent = silence.heard_in_time(found, new, revision.between).silent
    return LogEntry(version, revision.between, _new_notes(old, new), silent, tools.course.reverted(version), link=link)


def permalink(version: Version, site: str | None) -> str | None:
    """Where the site shows what came with a version; None without a site."""
    return f"{site.rstrip('/')}/{address.change(version.source, version.document, version.number)}" if site else None


def until(archive: Archive, version: Version) -> tuple[Version, ...]:
    """The versions of its document that were captured before it, and itself, in order of capture."""
    captured = archive.captured(version.source, version.document)
    place = next(at for at, one in enumerate(captured) if one.number == version.number)
    return captured[: place + 1]


def _new_notes(old: "Document", new: "Document") -> tuple[str, ...]:
    return tuple(note.note for note in new.notes if note not in old.notes)


def reader(archive: Archive, config: Config) -> "RevisionReader":
    """Reads versions so that they can be compared."""
    sources = {source.id: source for source in config.sources}
    return comparing.RevisionReader(archive, sources, config.people, readings.Readings(archive.folder / READINGS))


def claims_of(archive: Archive, version: Version, config: Config, *, floor: float | None = None) -> "tuple[Claim, ...]":
    """The claims in one version, each with its place, as the verdicts have them; people by their roles on its date.

    `floor` is the least confidence, `settings.claim_confidence` without it.
    """
    least = config.settings.claim_confidence if floor is None else floor
    (found,) = finding.found_in(archive, [version], config.people, all_of_them=False, floor=least)
    return _decided(archive, version, found, config)


def claims_at(
    archive: Archive, config: Config, place: str | None = None, *, floor: float | None = None
) -> "tuple[Claim, ...]":
    """The claims in a version, `source[/document][@version]`; in the latest version of every document without one."""
    if place is not None:
        return claims_of(archive, archive.resolve(place), config, floor=floor)
    newest = newest_versions(archive)
    return tuple(one for version in newest for one in claims_of(archive, version, config, floor=floor))


def every_version(archive: Archive) -> tuple[Version, ...]:
    """Of every document, in order."""
    return tuple(version for name in archive.documents() for version in archive.versions(*name))


def newest_versions(archive: Archive) -> tuple[Version, ...]:
    """The latest one of every document."""
    newest = (archive.latest(*name) for name in archive.documents())
    return tuple(version for version in newest if version)


def all_claims(archive: Archive, config: Config, names: Iterable[tuple[str, str]] | None = None) -> "tuple[Claim, ...]":
    """The claims of every version of every document, or of these documents only."""
    asked = archive.documents() if names is None else names
    versions = [version for name in asked for version in archive.versions(*name)]
    least = config.settings.claim_confidence
    found = finding.found_in(archive, versions, config.people, all_of_them=names is None, floor=least)
    return tuple(
        claim
        for version, claims in zip(versions, found, strict=True)
        for claim in _decided(archive, version, claims, config)
    )


def each_stage(archive: Archive, config: Config, tick: Callable[[int], None]) -> "Iterator[Stage]":
    """The stages of all claims, document by document: a claim that all versions repeat is in memory once.

    `tick` is told how many versions are through. What is kept of texts that are no version's any more is forgotten.
    """
    least = config.settings.claim_confidence
    every: list[Version] = []

    def through(more: int) -> None:
        tick(len(every) + more)

    for versions in _some(archive):
        yield from _stages_in(archive, config, versions, through)
        every += versions
        through(0)
    finding.forget_others(archive, every, config.people, floor=least)


def stages_of(archive: Archive, config: Config, name: tuple[str, str]) -> "tuple[Stage, ...]":
    """The stages of one document, as `each_stage` gives them."""
    return _stages_in(archive, config, archive.versions(*name))


def _stages_in(
    archive: Archive, config: Config, versions: Sequence[Version], tick: Callable[[int], None] = lambda _: None
) -> "tuple[Stage, ...]":
    """Of all versions of some documents, however many: claims that versions repeat are let go of as they come."""
    least = config.settings.claim_confidence
    ordered = sorted(versions, key=lambda one: (one.source, one.document, one.captured_at, one.number))
    return stage.folded(
        claim
        for claims in _each_found(archive, ordered, config, tick)
        for claim in stage.as_versions_go(claims)
        if claim.is_claim and claim.confidence >= least
    )


def _each_found(
    archive: Archive, versions: Sequence[Version], config: Config, tick: Callable[[int], None] = lambda _: None
) -> "Iterator[tuple[Claim, ...]]":
    """The claims of each version; those of so many versions are in memory together."""
    least = config.settings.claim_confidence
    for first in range(0, len(versions), AT_ONCE):
        some = versions[first : first + AT_ONCE]

        def through(more: int, past: int = first) -> None:
            tick(past + more)

        found = finding.found_in(archive, some, config.people, all_of_them=False, floor=least, tick=through)
        for version, claims in zip(some, found, strict=True):
            yield _decided(archive, version, claims, config)


def _some(archive: Archive) -> Iterator[list[Version]]:
    """All versions of some documents after another."""
    some: list[Version] = []
    for name in archive.documents():
        some += archive.versions(*name)
        if len(some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def found_claims(archive: Archive, config: Config, names: Iterable[tuple[str, str]]) -> "tuple[Claim, ...]":
    """The claims of these documents as the rules find them, placed, before any verdict; what versions repeat, once."""
    bare = replace(config, verdicts=Verdicts())
    found: dict[tuple[str, str, tuple[str, ...]], Claim] = {}
    for name in names:
        for claims in _each_found(archive, archive.captured(*name), bare):
            for claim in claims:
                found.setdefault((claim.id, claim.text, claim.former), claim)
    return tuple(found.values())


def _decided(archive: Archive, version: Version, found: "Sequence[Claim]", config: Config) -> "tuple[Claim, ...]":
    decided = [one for one in config.verdicts.claim if claim_verdicts.concerns(one, version.source, version.document)]
    if any(one.does == "add" for one in decided):
        found = claim_verdicts.added(document(archive, version), found, decided)
    claims = claims_place.placed(
        found,
        source=version.source,
        document=version.document,
        version=version.address,
        url=version.url,
        first_seen=version.captured_at,
    )
    return claim_verdicts.mended(claims, decided)


def pledges(
    archive: Archive, config: Config, names: Iterable[tuple[str, str]] | None = None
) -> "tuple[tuple[Claim, ...], tuple[Thread, ...]]":
    """All claims, or those of these documents, and the threads that they form; procedures are none."""
    claims = tuple(claim for claim in all_claims(archive, config, names) if claim.is_claim)
    return claims, links_thread.threads(
        claims,
        verdicts=config.verdicts,
        aliases=config.verdicts.alias,
        settings=config.settings,
        people=config.people,
    )


def holdings(archive: Archive, config: Config, now: datetime) -> "tuple[Holding, ...]":
    """Every recorded document with its latest version, and why it cannot be relied on where it fails or is suspect."""
    faults = {
        fault.name: fault
        for one in capture_health.health(config.sources, archive, settings=config.settings, now=now)
        for fault in one.faults
    }
    found = []
    for source, name in archive.documents():
        version = archive.latest(source, name)
        fault = faults.get(f"{source}/{name}") or faults.get(source)
        if version:
            told = f"{fault.state} since {fault.since:%Y-%m-%d}" if fault else None
            found.append(
                links_absence.Holding(
                    source=source,
                    document=name,
                    version=version.address,
                    as_of=version.last_seen,
                    since=version.captured_at,
                    fault=told,
                )
            )
    return tuple(found)


def latest_claims(archive: Archive, claims: "Iterable[Claim]") -> "dict[tuple[str, str], list[Claim]]":
    """The claims in the latest version of each document."""
    newest = {version.address for name in archive.documents() if (version := archive.latest(*name))}
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.place and claim.place.version in newest:
            found[claim.place.source or "", claim.place.document or ""].append(claim)
    return found


def absence_of(thread: "Thread", archive: Archive, config: Config, now: datetime) -> "Absence | None":
    """Where a pledge would have to stand now and is not found; None where it is found, or where nothing follows it."""
    follows = {source.id: source.successor_of for source in config.sources if source.successor_of}
    return links_absence.absence(thread, _LatestClaims(archive, config), holdings(archive, config, now), follows)


class _LatestClaims(Mapping[tuple[str, str], "Sequence[Claim]"]):
    """The claims in the latest version of each document, read when they are asked for."""

    def __init__(self, archive: Archive, config: Config) -> None:
        self._archive = archive
        self._config = config

    def __getitem__(self, name: tuple[str, str]) -> "Sequence[Claim]":
        version = self._archive.latest(*name)
        if version is None:
            raise KeyError(name)
        return [claim for claim in claims_of(self._archive, version, self._config) if claim.is_claim]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._archive.documents())

    def __len__(self) -> int:
        return len(self._archive.documents())


def claim_of(claims: "Iterable[Claim]", asked: str) -> "Claim":
    """The claim of that id, as it stood first. UsageError where there is none."""
    found = next((claim for claim in claims if claim.id == asked), None)
    if found is None:
        raise UsageError(f"There is no claim {asked[:40]!r} in the record; `tracker claims` prints the ids.")
    return found
