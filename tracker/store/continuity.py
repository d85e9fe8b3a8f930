"""Has the history only grown? Each head that was ever noted must lie on the branch, in the order in which it was noted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.store import heads, layout, trailers
from tracker.store.damage import Damage, restore
from tracker.store.git import REF, Git
from tracker.store.reader import Reader


class _HeadLine(NamedTuple):
    number: int
    what: str
    old: str
    new: str


def discontinuities(log: Path, git: Git) -> Iterator[Damage]:
    """Whatever in heads.log does not fit one repository. StoreError when git cannot list its commits."""
    lines = list(_lines(log, git.path.name))
    wanted = {one for line in lines for one in (line.old, line.new)}
    place = {commit: nth for nth, commit in enumerate(_commits(git)) if commit in wanted}
    start = max((index for index, line in enumerate(lines) if line.what == heads.PURGED), default=0)
    before = -1
    for line in lines[start:]:
        fault = _purge_fault(line, place, git) if line.what == heads.PURGED else _fault(line, place, before)
        if fault:
            yield restore(f"{layout.HEADS} line {line.number}", fault, git.path.name)
        before = place.get(line.new, before)


def torn(log: Path) -> Iterator[Damage]:
    """A last line that was cut off, and lines that are no moves."""
    if not log.exists():
        return
    lines = log.read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        where = f"{layout.HEADS} line {number}"
        if not line.endswith("\n"):
            yield Damage(where=where, what="the line was cut off by a crash", do="run `tracker repair`")
        elif line.strip() and len(line.split()) != heads.WORDS and not _cut_short(lines, number):
            yield Damage(where=where, what="it is no move of a branch", do="look who wrote it; tracker only adds lines")


def _cut_short(lines: list[str], number: int) -> bool:
    """Whether a line may be one that a crash cut off and a later write ended: it begins with a time, as ours do."""
    return number < len(lines) and lines[number - 1][:2] == "20" and len(lines[number - 1].split()) < heads.WORDS


def _lines(log: Path, repository: str) -> Iterator[_HeadLine]:
    if not log.exists():
        return
    for number, text in enumerate(log.read_bytes().decode("utf-8", "replace").splitlines(keepends=True), 1):
        words = text.split()
        if text.endswith("\n") and len(words) == heads.WORDS and words[2] == repository:
            yield _HeadLine(number, words[1], words[3], words[4])


def _commits(git: Git) -> Iterator[str]:
    process = git.start("rev-list", "--first-parent", "--reverse", REF, "--")
    out, err = process.communicate()
    if process.returncode:
        raise git.failure("rev-list", err)
    return iter(out.decode("ascii").split())


def _fault(line: _HeadLine, place: dict[str, int], before: int) -> str | None:
    if line.new not in place:
        return f"commit {line.new[:12]}, which was noted, is not part of the history any more"
    if line.old != "-" and line.old not in place:
        return f"commit {line.old[:12]}, which was noted, is not part of the history any more"
    if place[line.new] < before or place.get(line.old, -1) > place[line.new]:
        return f"commit {line.new[:12]} comes before one that was noted earlier"
    return None


def _purge_fault(line: _HeadLine, place: dict[str, int], git: Git) -> str | None:
    """Anybody can write `purged` into a file; a purge also leaves a commit that says so."""
    if line.new not in place:
        return f"commit {line.new[:12]}, which was noted, is not part of the history any more"
    reader = Reader(git)
    try:
        message = reader.commit(line.new).partition(b"\n\n")[2].decode("utf-8", "replace")
    finally:
        reader.close()
    said = trailers.read(message).get(heads.TRAILER)
    return None if said else f"it says that something was purged, but commit {line.new[:12]} is no tombstone"
