"""How a person names a version: `source[/document][@which]`."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import NoReturn
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from tracker.errors import UsageError
from tracker.patterns import deferred
from tracker.store import lookup
from tracker.store.index import Index
from tracker.store.layout import PAGE
from tracker.store.version import Version

_COMMIT = deferred(r"[0-9a-f]{7,40}")
_NUMBER = deferred(r"-?[0-9]{1,9}")
_DAY = deferred(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_LONDON = "Europe/London"
_SHOWN = 5
"""Near misses named in a message."""
FORMS = "@N, @first, @latest, @-2, @2024-06-13 or @ and a short commit id"


class Address(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """An address taken apart; `which` is what stands after the @, `latest` when there is none."""

    source: str
    document: str | None
    which: str


def resolve(index: Index, text: str) -> Version:
    """The version that an address names. UsageError, with near misses, when there is none."""
    if is_commit(text) and (found := lookup.by_commit(index, text) or lookup.replayed(index, text)) and len(found) == 1:
        return found[0]
    asked = parse(text)
    source, document = find_document(asked, lookup.documents(index, None), lookup.purged(index))
    if asked.which == "latest" and (last := lookup.latest(index, source, document)):
        return last
    versions = lookup.captured(index, source, document)
    try:
        return pick(asked, versions)
    except UsageError:
        if now := _since_replay(index, f"{source}/{document}", asked.which):
            return pick(asked.model_copy(update={"which": now}), versions)
        raise


def _since_replay(index: Index, name: str, which: str) -> str | None:
    """How a version is named now that was named so on this machine, before it was recorded anew on top of another's."""
    if _NUMBER.fullmatch(which):
        number = lookup.renumbered(index, name, int(which))
        return None if number is None else str(number)
    found = lookup.replayed(index, which) if is_commit(which) else ()
    mine = [one for one in found if f"{one.source}/{one.document}" == name]
    return str(mine[0].number) if len(mine) == 1 else None


def parse(text: str) -> Address:
    """The address taken apart. UsageError when it has no source."""
    name, at, which = text.strip().partition("@")
    source, slash, document = name.partition("/")
    if not source or (slash and not document) or (at and not which):
        raise UsageError(f"{text!r} names no version. Write source or source/document, and if you like {FORMS}.")
    return Address(source=source, document=document or None, which=which or "latest")


def is_commit(text: str) -> bool:
    """Whether this may be a commit id, short or full."""
    return bool(_COMMIT.fullmatch(text))


def find_document(
    address: Address, known: Sequence[tuple[str, str]], purged: Sequence[tuple[str, str]] = ()
) -> tuple[str, str]:
    """The (source, document) that is meant. UsageError, with near misses, when none or several are, or it was purged."""
    mine = [document for source, document in known if source == address.source]
    gone = [document for source, document in purged if source == address.source and document not in mine]
    if address.document in gone or (gone and not mine):
        named = f"{address.source}/{address.document}" if address.document else address.source
        raise UsageError(
            f"{named} was purged: its texts were taken out of the store, and only the round that says so is left."
        )
    if not mine:
        _unknown(
            f"Nothing is recorded for a source {address.source!r}", address.source, (source for source, _ in known)
        )
    if address.document is None:
        if PAGE in mine or len(mine) == 1:
            return address.source, PAGE if PAGE in mine else mine[0]
        named = ", ".join(f"{address.source}/{document}" for document in mine[:_SHOWN])
        more = f" and {len(mine) - _SHOWN} more" if len(mine) > _SHOWN else ""
        raise UsageError(f"{address.source} has {len(mine)} documents: {named}{more}. Name one of them.")
    if address.document not in mine:
        _unknown(f"{address.source} has no document {address.document!r}", address.document, mine)
    return address.source, address.document


def pick(address: Address, versions: Sequence[Version]) -> Version:
    """The version that is meant, of one document's versions in order of capture. UsageError when there is none."""
    which, name = address.which, versions[0].name
    words = {"first": versions[0], "latest": versions[-1]}
    if which in words:
        return words[which]
    if _NUMBER.fullmatch(which) and (found := _by_number(int(which), versions)):
        return found
    if end := _end(which):
        return _by_date(end, versions, f"{name} was first captured on {_day(versions[0].captured_at)}, after {which}.")
    matches = [version for version in versions if is_commit(which) and version.commit.startswith(which)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(
            f"{which} may be {' or '.join(f'{version.address}' for version in matches)}: give more of the id."
        )
    held = sorted(version.number for version in versions)
    numbers = f"@{held[0]} to @{held[-1]}" if len(held) > 1 else f"only @{held[0]}"
    if _NUMBER.fullmatch(which) and 0 < int(which) < held[-1]:
        raise UsageError(f"{name}@{which} was purged: its text was taken out of the store. There is {numbers}.")
    raise UsageError(f"{name} has no version @{which[:60]}: there is {numbers}; you can write {FORMS}.")


def _unknown(said: str, asked: str, names: Iterable[str]) -> NoReturn:
    near = get_close_matches(asked, sorted(set(names)), n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else " `tracker sources list` shows what is watched."
    raise UsageError(f"{said}.{hint}")


def _by_number(number: int, versions: Sequence[Version]) -> Version | None:
    if number < 0:
        return versions[number] if -number <= len(versions) else None
    return next((version for version in versions if version.number == number), None)


def _end(which: str) -> datetime | None:
    """The first moment after the day, month or time that is meant; days are London's. None when it is no date."""
    try:
        if day := _DAY.fullmatch(which):
            year, month = int(day[1]), int(day[2])
            last = date(year, month, int(day[3]) if day[3] else monthrange(year, month)[1])
            return datetime.combine(last + timedelta(days=1), datetime.min.time(), ZoneInfo(_LONDON)).astimezone(UTC)
        moment = datetime.fromisoformat(which) if "T" in which else None
    except (ValueError, OverflowError):
        return None
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(_LONDON))
    return aware.astimezone(UTC) + timedelta(seconds=1)


def _by_date(end: datetime, versions: Sequence[Version], otherwise: str) -> Version:
    found = [version for version in versions if version.captured_at < end]
    if not found:
        raise UsageError(otherwise)
    return found[-1]


def _day(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(_LONDON)).date().isoformat()
