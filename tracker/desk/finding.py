"""Finding the claims of recorded versions, each text once: what was found is kept beside the store."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ConfigDict, TypeAdapter

from tracker.claims.claim import SURE, Claim
from tracker.config.person import People
from tracker.errors import UsageError
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import FINDINGS
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.claims import find as finding
    from tracker.extract import canonical
    from tracker.store import pool
else:
    finding = later("tracker.claims.find")
    canonical = later("tracker.extract.canonical")
    pool = later("tracker.store.pool")


_CLAIMS = TypeAdapter(tuple[Claim, ...], config=ConfigDict(defer_build=True))
A_ROUND = 200
"""Versions that are read for claims at the end of a round at the most."""
_HOUSE = Path(__file__).parents[1]
_SOME = 20
"""Versions whose claims are in memory together."""
_PART = 50
"""Versions that another process is given together: those of one page share most of their sentences."""
_WORTH = 300
"""Versions for which other processes are worth their start: it costs each of them as much as reading twenty."""
_TWO = 2
_KEPT_AT_ONCE = 400
"""Versions whose claims are kept together when workers find them: what came before is there if the command is stopped."""


class FindingJob(NamedTuple):
    """A text to be read for claims: all that a process elsewhere needs for it."""

    text: str
    meta: bytes
    people: People
    floor: float


class FoundElsewhere(NamedTuple):
    """The claims of a text as they are kept, and by which rules they were found."""

    rules: str
    claims: bytes


FindingWork = Callable[[Sequence[FindingJob]], Sequence[FoundElsewhere]]
Elsewhere = Callable[[FindingWork, Iterable[FindingJob]], Iterator[FoundElsewhere]]
"""Does work on jobs in other processes, and gives the results in the order of the jobs."""


def found_in(
    archive: Archive,
    versions: Sequence[Version],
    people: People,
    *,
    all_of_them: bool,
    floor: float = SURE,
    tick: Callable[[int], None] = lambda _: None,
) -> list[tuple[Claim, ...]]:
    """The claims of each version from that confidence on, not yet placed. `all_of_them`: there are no others to be kept.

    `tick` is told how many versions are through.
    """
    kept = Findings(archive.folder / FINDINGS)
    names = _names(versions, people, floor)
    known = kept.get(names)
    fresh: dict[str, bytes] = {}
    claims: dict[str, tuple[Claim, ...]] = {}
    left = {name: one for name, one in zip(names, versions, strict=True) if name not in known}
    texts = archive.read_each([*left.values()])
    for through, name in enumerate(names):
        tick(through)
        if name in claims:
            continue
        if name in known:
            claims[name] = _CLAIMS.validate_json(known[name])
        else:
            claims[name] = _find(FindingJob(*next(texts), people, floor))
            fresh[name] = _told(claims[name])
    if fresh:
        kept.keep(fresh, only=names if all_of_them else None)
    return [claims[name] for name in names]


def find_ahead(
    archive: Archive,
    versions: Sequence[Version],
    people: People,
    elsewhere: Elsewhere,
    *,
    floor: float = SURE,
    tick: Callable[[int], None] = lambda _: None,
) -> int:
    """Find the claims of these versions by workers and keep them, so that `found_in` has them there: how many texts.

    What is known is not found again; `tick` is told how many versions are through. UsageError where a worker has other
    rules: what it found would not be what is found here.
    """
    kept = Findings(archive.folder / FINDINGS)
    through = texts = 0
    for first in range(0, len(versions), _KEPT_AT_ONCE):
        some = versions[first : first + _KEPT_AT_ONCE]
        names = _names(some, people, floor)
        known = kept.get(names)
        fresh = {name: version for name, version in zip(names, some, strict=True) if name not in known}
        jobs = (FindingJob(*told, people, floor) for told in archive.read_each([*fresh.values()]))
        found: dict[str, bytes] = {}
        for name, one in zip(fresh, elsewhere(find_some, jobs), strict=True):
            if one.rules != rules():
                raise UsageError(
                    "The workers of this cluster find claims by other rules: install this very tracker there, or leave "
                    "out --cluster."
                )
            found[name] = one.claims
            tick(through + len(found))
        through += len(some)
        texts += len(found)
        tick(through)
        kept.keep(found)
    return texts


def find_beside(
    archive: Archive,
    versions: Sequence[Version],
    people: People,
    *,
    floor: float = SURE,
    tick: Callable[[int], None] = lambda _: None,
) -> None:
    """Find the claims of these versions in all cores of this machine and keep them, where that pays.

    What is known is not found again, and what is not found here is left to `found_in`. `tick`: see `find_ahead`.
    """
    kept = Findings(archive.folder / FINDINGS)
    names = _names(versions, people, floor)
    known = kept.known(names)
    fresh = [*{name: one for name, one in zip(names, versions, strict=True) if name not in known}.items()]
    if pool.cores() < _TWO or len(fresh) < _WORTH:
        return
    parts = (fresh[first : first + _PART] for first in range(0, len(fresh), _PART))
    jobs = (
        (
            [name for name, _ in some],
            [FindingJob(*told, people, floor) for told in archive.read_each([*dict(some).values()])],
        )
        for some in parts
    )
    through = len(versions) - len(fresh)
    for some, found in pool.done_ahead(find_some, jobs, processes=pool.cores(), alone=0):
        through += len(some)
        tick(through)
        kept.keep({name: one.claims for name, one in zip(some, found or (), strict=False)})


def find_some(jobs: Sequence[FindingJob]) -> list[FoundElsewhere]:
    """In a worker: the same bytes as here."""
    return [FoundElsewhere(rules(), _told(_find(job))) for job in jobs]


def _find(job: FindingJob) -> tuple[Claim, ...]:
    return finding.find_claims(canonical.read(job.text, job.meta), people=job.people, floor=job.floor)


def _told(claims: tuple[Claim, ...]) -> bytes:
    # Without defaults it takes a third of the bytes.
    return _CLAIMS.dump_json(claims, exclude_defaults=True)


def read_new(archive: Archive, run: str, people: People, floor: float = SURE) -> None:
    """Read what a round recorded for claims, so that `pledges` need not: in time that does not grow with the history.

    A round that brings more than A_ROUND versions (a first one, as a rule) leaves the others to who asks for them first:
    a page of 12 KB takes 40 ms.
    """
    new = [*archive.firsts(run=run), *(one.new for one in archive.revisions(run=run))][:A_ROUND]
    for first in range(0, len(new), _SOME):
        found_in(archive, new[first : first + _SOME], people, all_of_them=False, floor=floor)


def forget_others(archive: Archive, versions: Sequence[Version], people: People, *, floor: float = SURE) -> None:
    """Forget what was found in other texts than these, which are all there are, or by other rules."""
    Findings(archive.folder / FINDINGS).keep({}, only=_names(versions, people, floor))


def _names(versions: Sequence[Version], people: People, floor: float) -> list[str]:
    by = f"{rules()}{hashlib.sha256(people.model_dump_json().encode()).hexdigest()[:8]}{floor:g}"
    return [f"{by} {version.text_id} {version.meta_id}" for version in versions]


@cache
def rules() -> str:
    """A name for the rules by which claims are found: another as soon as a file of theirs differs."""
    seed = hashlib.sha256()
    for room in ("claims", "wording", "extract"):
        for file in sorted((_HOUSE / room).iterdir()):
            if file.name.endswith((".py", ".toml")):
                seed.update(file.name.encode() + b"\0" + file.read_bytes())
    return seed.hexdigest()[:20]
