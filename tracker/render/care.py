"""What care of the store found and did, in plain lines: for a cron mail or a CI log."""

from collections.abc import Iterator, Sequence

from tracker.capture.again import Reextraction
from tracker.desk.dates import day
from tracker.render.safe import safe
from tracker.store.damage import MEND, Damage
from tracker.store.gc import RepositorySizes
from tracker.store.places import MOVE
from tracker.store.repair import RepairResult
from tracker.store.utterance import Utterance
from tracker.store.verify import UPDATE, VerifyResult

_KILO = 1024
_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def verified(found: VerifyResult, again: Reextraction | None) -> Iterator[str]:
    """How many faults; a line for each of them and for each note; and what was looked at."""
    damage = all_damage(found, again)
    yield f"{count(len(damage), 'fault')} found." if damage else "No fault found."
    for one in damage:
        yield safe(f"! {one.where}: {one.what}; {one.do}.")
    for note in found.notes:
        yield safe(f"· {note}.")
    yield from _looked_at(found, again) if found.ended else [_no_further(found)]


def _looked_at(found: VerifyResult, again: Reextraction | None) -> Iterator[str]:
    depth = (
        "every object (fsck --full --strict)" if found.deep else "that every object is there (fsck --connectivity-only)"
    )
    yield f"Both repositories: {depth}, refs, settings, borrowed objects, heads.log, index."
    share = "all" if found.deep else "a sample of"
    yield (
        f"Of {count(found.versions, 'version')}: {share} {found.texts} texts compared with the SHA-256 that their "
        f"commits name, {found.bodies} bodies with their ids"
        + (f", {count(found.pictures, 'picture')} with their ids and rounds." if found.pictures else ".")
    )
    yield _again(again)


def _again(again: Reextraction | None) -> str:
    if again is None:
        return "No text was extracted again: the store cannot be opened."
    return (
        f"{count(again.same, 'text')} extracted again and found identical; {again.not_checkable} could not be checked."
    )


def all_damage(found: VerifyResult, again: Reextraction | None) -> tuple[Damage, ...]:
    """Of the store and of reading again."""
    return (*found.damage, *(again.damage if again else ()))


def repaired(done: RepairResult) -> Iterator[str]:
    """What was done, a line each."""
    for name in done.removed:
        yield safe(f"Removed {name}, left behind by a crashed process.")
    for name in done.noted:
        yield safe(f"Noted the head of {name} in heads.log, which a crash had prevented.")
    if done.purge_ended:
        yield "Finished, or undid, a purge that had been interrupted."
    yield from map(safe, done.mended)
    if not (done.removed or done.noted or done.mended or done.purge_ended):
        yield "Nothing needed repair."
    yield f"The index was rebuilt: {count(done.commits, 'commit')}."


def collected(done: Sequence[RepositorySizes]) -> Iterator[str]:
    """Sizes before and after."""
    for one in done:
        yield f"{one.repository}: {size(one.before)} before, {size(one.after)} after."


def _no_further(found: VerifyResult) -> str:
    if any(one.do == UPDATE for one in found.damage):
        return "Nothing more was looked at: a repository is newer than this tracker."
    if any(one.do in {MEND, MOVE} for one in found.damage):
        return "Nothing more was looked at: repair this first, then run `tracker verify` again."
    return "Nothing more was looked at: a repository is missing."


def stood(phrase: str, found: Sequence[Utterance]) -> str:
    """Where the very words stood first and last: of sentences that hold them, at least one, the earliest first."""
    first = found[0].first
    last = max(found, key=lambda one: (one.there, one.last.last_seen, one.last.address))
    end = "still there" if last.there else "no longer there"
    return (
        f"The words “{phrase}” first appeared in {first.address}, seen {day(first.captured_at)}; last in "
        f"{last.last.address}, seen {day(last.last.last_seen)}, {end}."
    )


def size(number: int) -> str:
    """E.g. `7.1 MB`."""
    value, unit = float(number), 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{number} bytes"


def count(number: int, word: str) -> str:
    """E.g. `1 document`, `2 documents`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
