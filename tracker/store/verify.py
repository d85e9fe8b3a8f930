"""Verify: is everything that was recorded still there, untouched, and is there nothing else? Nothing is changed.

What the index says is not trusted: it is made anew from git beside the one that is there, and the two are compared.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from tracker.errors import StoreError
from tracker.store import layout
from tracker.store.care import MOST_PACKS, check_format, count_packs
from tracker.store.contents import Contents
from tracker.store.continuity import discontinuities, torn
from tracker.store.damage import MEND, Damage, first_sentence, restore
from tracker.store.format import NewerFormatError
from tracker.store.git import Git
from tracker.store.mend import broken
from tracker.store.places import MOVE, misplaced
from tracker.store.soundness import Fsck, unsound

UPDATE = "update tracker"
"""What to do about a store that is well, and newer than we are."""


class VerifyResult(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What was looked at, and what was found."""

    deep: bool
    ended: bool
    """False where a repository is missing or of a newer format, so that nothing more could be looked at."""
    damage: tuple[Damage, ...]
    notes: tuple[str, ...]
    """What is no damage but worth knowing."""
    versions: int
    texts: int
    """Texts whose SHA-256 was computed and compared."""
    bodies: int
    """Bodies as received that were read and compared with their id."""
    pictures: int = 0
    """Pictures of pages that were read and compared with their id and with the record of their round."""


def verify(folder: Path, *, deep: bool) -> VerifyResult:
    """Look at both repositories, heads.log and the index. Never raises for damage: it is what is reported."""
    folder = folder.resolve()
    damage: list[Damage] = []
    gits = {name: Git(folder / name) for name in layout.REPOSITORIES}
    damage += misplaced(folder)
    for git in gits.values() if not damage else ():
        damage += _caught(git, partial(broken, folder, git.path.name))
    for git in gits.values() if not damage else ():
        damage += _caught(git, partial(_format, git))
    missing = not all((git.path / "objects").is_dir() for git in gits.values())
    if missing or any(one.do in {UPDATE, MEND, MOVE} for one in damage):
        return VerifyResult(deep=deep, ended=False, damage=tuple(damage), notes=(), versions=0, texts=0, bodies=0)
    damage += torn(folder / layout.HEADS)
    contents = Contents(gits[layout.STORE], gits[layout.RAW], deep=deep)
    checks = {name: Fsck(git, deep=deep) for name, git in gits.items()}  # at work beside all that follows
    try:
        inside = _caught(gits[layout.STORE], partial(contents.damage, folder / layout.INDEX))
        for name, git in gits.items():
            damage += (*unsound(git), *checks[name].damage())
            writing = (folder / layout.INFLIGHT).exists()
            damage += _caught(git, partial(discontinuities, folder / layout.HEADS, git, writing=writing))
        damage += inside
    finally:
        contents.close()
        for check in checks.values():
            check.stop()
    return VerifyResult(
        deep=deep,
        ended=True,
        damage=tuple(damage),
        notes=tuple(_notes(folder, gits)),
        versions=contents.versions,
        texts=contents.texts,
        bodies=contents.bodies,
        pictures=contents.pictures.read,
    )


def _format(git: Git) -> Iterator[Damage]:
    try:
        check_format(git)
    except NewerFormatError as error:
        yield Damage(where=git.path.name, what=first_sentence(error), do=UPDATE)


def _caught(git: Git, check: Callable[[], Iterator[Damage]]) -> list[Damage]:
    """What a check finds; that it cannot go on is a finding too."""
    found: list[Damage] = []
    try:
        found.extend(check())
    except (StoreError, OSError) as error:
        found.append(restore(git.path.name, first_sentence(error), git.path.name))
    return found


def _notes(folder: Path, gits: dict[str, Git]) -> Iterator[str]:
    if not (folder / layout.HEADS).exists():
        yield f"{layout.HEADS} is not there, so whether history was rewritten before now cannot be told (docs/store.md)"
    if not (folder / layout.INDEX).exists():
        yield f"{layout.INDEX} is not there; it is rebuilt when it is needed"
    if (folder / layout.INFLIGHT).exists():
        yield "a write is under way, or one has died: if no tracker is running, `tracker repair` clears what it left"
    if (folder / layout.READY).exists():
        yield "a purge has not ended: run `tracker repair`"
    for name, git in gits.items():
        if count_packs(git) > 2 * MOST_PACKS:
            yield f"{name} has {count_packs(git)} packs: care after a round does not get through; run `tracker gc`"
