"""Has the history only grown? Each head that was ever noted must lie on the branch, in the order in which it was noted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.patterns import deferred
from tracker.store import heads, layout, trailers
from tracker.store.damage import MEND, Damage, restore
from tracker.store.git import REF, Git
from tracker.store.reader import Reader

_MOVE = deferred(r"\S+ \S+ (?:store|raw)\.git (?:-|[0-9a-f]{40}) [0-9a-f]{40}\n")


class _HeadLine(NamedTuple):
    number: int
    what: str
    old: str
    new: str


class Gap(NamedTuple):
    """Moves of a branch that no line tells of: before which line of the log, from where and to where."""

    before: int
    old: str
    new: str


def discontinuities(log: Path, git: Git, *, writing: bool) -> Iterator[Damage]:
    """Whatever in heads.log does not fit one repository. StoreError when git cannot list its commits.

    While something is being `writing`, or has died over it, the last move need not be noted yet.
    """
    lines = list(_lines(log, git.path.name))
    commits = list(_commits(git))
    faults = list(_faults(lines, commits, git))
    for line, fault in faults:
        yield restore(f"{layout.HEADS} line {line.number}", fault, git.path.name)
    for gap in _gaps(lines, commits) if log.exists() and not faults else ():
        if not writing or gap.new != commits[-1]:
            said = f"the move of {git.path.name} from {gap.old[:12]} to {gap.new[:12]} is not in it"
            yield Damage(where=f"{layout.HEADS} before line {gap.before}", what=said, do=MEND)


def gaps(log: Path, git: Git) -> list[Gap] | None:
    """The moves that are not noted; None where the log tells of another history, which cannot be mended."""
    lines, commits = list(_lines(log, git.path.name)), list(_commits(git))
    return None if any(_faults(lines, commits, git)) else list(_gaps(lines, commits))


def _faults(lines: list[_HeadLine], commits: list[str], git: Git) -> Iterator[tuple[_HeadLine, str]]:
    wanted = {one for line in lines for one in (line.old, line.new)}
    place = {commit: nth for nth, commit in enumerate(commits) if commit in wanted}
    before = -1
    for line in lines[_start(lines) :]:
        anew = line.what in heads.BEGUN_ANEW
        fault = _unbacked(line, place, git) if anew else _fault(line, place, before)
        if fault:
            yield line, fault
        before = place.get(line.new, before)


def _gaps(lines: list[_HeadLine], commits: list[str]) -> Iterator[Gap]:
    ended = commits[0]
    place = {commit: nth for nth, commit in enumerate(commits)}
    for line in lines[_start(lines) :]:
        if line.what not in heads.BEGUN_ANEW and place.get(line.old, 0) > place[ended]:
            yield Gap(line.number, ended, line.old)
        ended = line.new
    if ended != commits[-1]:
        yield Gap((lines[-1].number if lines else 0) + 1, ended, commits[-1])


def _start(lines: list[_HeadLine]) -> int:
    """Where the history was begun anew for the last time: what was noted before that is of another one."""
    return max((index for index, line in enumerate(lines) if line.what in heads.BEGUN_ANEW), default=0)


def torn(log: Path) -> Iterator[Damage]:
    """A last line that was cut off, and lines that are no moves."""
    for number, line in enumerate(_text(log), 1):
        where = f"{layout.HEADS} line {number}"
        if not line.endswith("\n"):
            yield Damage(where=where, what="the line was cut off by a crash", do=MEND)
        elif line.strip() and not _is_move(line) and not _is_cut_short(line):
            yield Damage(where=where, what="it is not a move of a branch", do=f"look who wrote it, then {MEND}")


def _is_move(line: str) -> bool:
    return bool(_MOVE.fullmatch(line))


def _is_cut_short(line: str) -> bool:
    """Whether a line may be one that a crash cut off and a later write ended: it begins with a time, as ours do."""
    return line[:2] == "20" and len(line.split()) < heads.WORDS


def moves(log: Path) -> tuple[list[tuple[int, str]], bool]:
    """The lines that are moves of a branch, with their numbers, and whether there are whole ones that are none."""
    lines = _text(log)
    found = [(number, line) for number, line in enumerate(lines, 1) if _is_move(line)]
    whole = (line for line in lines if line.endswith("\n") and line.strip())
    return found, any(not _is_move(line) and not _is_cut_short(line) for line in whole)


def _text(log: Path) -> list[str]:
    try:
        *whole, last = log.read_bytes().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return []
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def _lines(log: Path, repository: str) -> Iterator[_HeadLine]:
    for number, text in moves(log)[0]:
        words = text.split()
        if words[2] == repository:
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


def _unbacked(line: _HeadLine, place: dict[str, int], git: Git) -> str | None:
    """Anybody can write `purged` into a file; a purge, or a replay, also leaves a commit that says so."""
    if line.new not in place:
        return f"commit {line.new[:12]}, which was noted, is not part of the history any more"
    reader = Reader(git)
    try:
        message = reader.commit(line.new).partition(b"\n\n")[2].decode("utf-8", "replace")
    finally:
        reader.close()
    said = trailers.read(message).get(heads.BEGUN_ANEW[line.what])
    return (
        None if said else f"it says that something was {line.what}, but commit {line.new[:12]} is not such an end of it"
    )
