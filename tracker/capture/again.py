"""Reextraction: does reading the stored bytes once more give the stored text?"""

from collections.abc import Sequence

from pydantic import BaseModel

from tracker.capture.fault import ReaderError
from tracker.capture.reading import as_recorded, as_taken, extractor_of, read
from tracker.capture.warden import Caller, here
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.source import Source
from tracker.errors import ExtractError, StoreError
from tracker.extract import canonical
from tracker.store.archive import Archive
from tracker.store.damage import Damage
from tracker.store.version import Version

SAMPLE = 200
"""Versions read again without `deep`: the newest of each document, up to so many."""
_CHARSETS = (None, "utf-8", "windows-1252")
"""What a server may have said of the encoding where the record does not tell: a text that any of these gives is the
recorded one."""


class Reextraction(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How many versions gave their text again, how many cannot be compared, and which gave another one."""

    same: int
    not_checkable: int
    """Recorded by another extractor, under another configuration, or without a page of their own."""
    damage: tuple[Damage, ...]


def read_again(
    archive: Archive, sources: Sequence[Source], people: People, *, deep: bool, apart: Caller = here
) -> Reextraction:
    """Read versions again: all, or the newest of each document. StoreError when the record cannot be followed."""
    known = {source.id: source for source in sources}
    results = [
        _same(archive, version, known.get(version.source), people, apart) for version in _chosen(archive, deep=deep)
    ]
    return Reextraction(
        same=sum(one is True for one in results),
        not_checkable=sum(one is None for one in results),
        damage=tuple(one for one in results if isinstance(one, Damage)),
    )


def _chosen(archive: Archive, *, deep: bool) -> Sequence[Version]:
    if deep:
        return [version for name in archive.documents() for version in archive.versions(*name)]
    newest = [version for name in archive.documents() if (version := archive.latest(*name))]
    return newest[:: max(1, -(-len(newest) // SAMPLE))]


def _checked(
    archive: Archive, version: Version, source: Source | None, people: People, apart: Caller
) -> bool | Damage | None:
    try:
        return _same(archive, version, source, people, apart)
    except ReaderError as error:
        return _damage(version, str(error))


def _same(
    archive: Archive, version: Version, source: Source | None, people: People, apart: Caller
) -> bool | Damage | None:
    """True when the text comes out again, None when that cannot be told."""
    if source is None or version.raw_id is None:
        return None
    try:
        raw = archive.raw(version) or b""
    except StoreError:
        return None  # `verify` has named it.
    source = apart(as_recorded, as_taken(source, version.extractor), version.url, raw, version.seen_in or "")
    if version.extractor != extractor_of(source) or version.config_key != config_key(source, version.extractor):
        return None
    try:
        text = archive.text(version)
        if canonical.read(text, archive.meta(version)).state.kind in {"redirected", "gone"}:
            return None  # Such a page has no text of its own: the last one was kept.
    except StoreError:
        return None  # `verify` has named it.
    except ExtractError as error:
        return _damage(version, f"the stored text is not one that tracker writes ({error})")
    charsets = (version.charset,) if version.charset else _CHARSETS
    if any(apart(_text, raw, version, source, people, charset) == text for charset in charsets):
        return True
    return _damage(version, f"reading its stored bytes with {version.extractor} gives another text")


def _text(raw: bytes, version: Version, source: Source, people: People, charset: str | None) -> str | None:
    try:
        return read(raw, source=source, url=version.url, people=people, charset=charset).text
    except ExtractError:
        return None


def _damage(version: Version, what: str) -> Damage:
    do = f"compare `tracker show {version.address}` with `tracker show {version.address} --raw`, and report it"
    return Damage(where=version.address, what=what, do=do)
