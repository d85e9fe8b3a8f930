"""From the store to the nouns that are shown: documents, revisions with their changes, claims, threads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tracker.capture.comparing import Reader
from tracker.capture.health import health
from tracker.claims.claim import Claim
from tracker.claims.decided import added, concerns, mended
from tracker.claims.place import placed
from tracker.cli.finding import found_in
from tracker.config.config import Config
from tracker.diff.compare import compare
from tracker.extract import canonical
from tracker.extract.document import Document
from tracker.links.absence import Holding
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.render.changes import Revised
from tracker.store.archive import Archive
from tracker.store.layout import READINGS
from tracker.store.readings import Readings
from tracker.store.version import NEWS, Revision, Version


def document(archive: Archive, version: Version) -> Document:
    """The Document of a version."""
    return canonical.read(archive.text(version), archive.meta(version))


def news(archive: Archive, revisions: Iterable[Revision], config: Config) -> tuple[Revised, ...]:
    """Those revisions that are the publisher's doing, with their changes. What we re-read ourselves is never news."""
    return tuple(revised(archive, one, config) for one in revisions if one.new.kind in NEWS)


def revised(archive: Archive, revision: Revision, config: Config) -> Revised:
    """The changes between two versions of a document, both by one reader, in its text and in what is said beside it."""
    sources = {source.id: source for source in config.sources}
    reader = Reader(archive, sources, config.people, Readings(archive.folder / READINGS))
    old, new, mixed = reader.pair(revision)
    changes = compare(old, new, settings=config.settings)
    said = old.notes != new.notes or old.updated != new.updated or old.modified != new.modified
    dated = bool(new.updated or new.modified)
    silent = dated and not said and any(not change.noise for change in changes)
    facts = tuple(_facts(old, new))
    return Revised(revision=revision, changes=tuple(changes), facts=facts, silent=silent, mixed=mixed)


def _facts(old: Document, new: Document) -> Iterator[str]:
    for note in sorted(set(new.notes) - set(old.notes), key=lambda one: (str(one.at), one.note)):
        yield f"change note: “{note.note}”"
    for note in sorted(set(old.notes) - set(new.notes), key=lambda one: (str(one.at), one.note)):
        yield f"change note removed: “{note.note}”"
    if old.state != new.state:
        where = f" → {new.state.to}" if new.state.to else ""
        why = f": {new.state.explanation}" if new.state.explanation else ""
        yield f"state: {old.state.kind} → {new.state.kind}{where}{why}"
    if old.document_type != new.document_type:
        yield f"type: {old.document_type} → {new.document_type}"
    if old.history_mode != new.history_mode:
        yield "history mode on: published under an earlier government" if new.history_mode else "history mode off"
    yield from _attachments(old, new)


def _attachments(old: Document, new: Document) -> Iterator[str]:
    before, after = ({one.title: one for one in side.attachments} for side in (old, new))
    for title in sorted(before.keys() | after.keys()):
        if title not in after:
            yield f"attachment removed: “{title}”"
        elif title not in before:
            yield f"attachment added: “{title}”"
        elif before[title] != after[title]:
            yield f"attachment replaced: “{title}” ({_size(before[title].size)} → {_size(after[title].size)})"


def _size(size: int | None) -> str:
    return "size not given" if size is None else f"{size / 1024:.0f} KB"


def claims_of(archive: Archive, version: Version, config: Config) -> tuple[Claim, ...]:
    """The claims in one version, each with its place, as the verdicts have them."""
    (found,) = found_in(archive, [version], all_of_them=False)
    return _decided(archive, version, found, config)


def all_claims(archive: Archive, config: Config) -> tuple[Claim, ...]:
    """The claims of every version of every document."""
    versions = [version for name in archive.documents() for version in archive.versions(*name)]
    found = found_in(archive, versions, all_of_them=True)
    return tuple(
        claim
        for version, claims in zip(versions, found, strict=True)
        for claim in _decided(archive, version, claims, config)
    )


def _decided(archive: Archive, version: Version, found: Sequence[Claim], config: Config) -> tuple[Claim, ...]:
    decided = [one for one in config.verdicts.claim if concerns(one, version.source, version.document)]
    if any(one.does == "add" for one in decided):
        found = added(document(archive, version), found, decided)
    claims = placed(
        found, source=version.source, document=version.document, version=version.address, url=version.url,
        first_seen=version.captured_at,
    )  # fmt: skip
    return mended(claims, decided)


def pledges(archive: Archive, config: Config) -> tuple[tuple[Claim, ...], tuple[Thread, ...]]:
    """All claims, and the threads that they form."""
    claims = all_claims(archive, config)
    return claims, threads(
        claims,
        verdicts=config.verdicts,
        aliases=config.verdicts.alias,
        settings=config.settings,
        people=config.people,
    )


def holdings(archive: Archive, config: Config, now: datetime) -> tuple[Holding, ...]:
    """Every recorded document with its latest version, and why it cannot be relied on where it fails or is suspect."""
    faults = {fault.name: fault for one in health(config.sources, archive, now=now) for fault in one.faults}
    found = []
    for source, name in archive.documents():
        version = archive.latest(source, name)
        fault = faults.get(f"{source}/{name}") or faults.get(source)
        if version:
            told = f"{fault.state} since {fault.since:%Y-%m-%d}" if fault else None
            found.append(
                Holding(source=source, document=name, version=version.address, as_of=version.last_seen, fault=told)
            )
    return tuple(found)


def latest_claims(archive: Archive, claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """The claims in the latest version of each document."""
    newest = {version.address for name in archive.documents() if (version := archive.latest(*name))}
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.place and claim.place.version in newest:
            found[claim.place.source or "", claim.place.document or ""].append(claim)
    return found
