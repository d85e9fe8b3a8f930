"""Push and pull: the two repositories and their copies elsewhere. Fast-forward only; nothing published is rewritten.

Bytes before text, always: what names raw bytes must never arrive before them. So a push sends raw.git first; a pull
fetches store.git first and raw.git after it (somebody may push in between), and then moves raw.git first.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote

from pydantic import BaseModel

from tracker.config.remote import Remote
from tracker.config.source import Source
from tracker.errors import StoreError, UsageError
from tracker.store import format as formats
from tracker.store import layout, trailers
from tracker.store.git import REF, Git, init
from tracker.store.history import walk
from tracker.store.outside import run_outside
from tracker.store.sense import is_location
from tracker.store.write import fsync_folder

INCOMING = "refs/incoming/main"
"""Where fetched history waits until it has been looked at."""
_SHOWN = 5
"""Sources named in a refusal."""


class DivergenceError(StoreError):
    """Both places have recorded something that the other has not."""


class HeadMove(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a push or a pull did to one repository."""

    repository: str
    old: str | None
    """The head before; None where there was none."""
    new: str
    commits: int
    """How many commits were handed over."""


def refuse_unfit(
    remote: Remote, *, held: Iterable[str], declared: Iterable[Source], unseen: Sequence[str] = ()
) -> None:
    """UsageError when a copy would hand on what may not be handed on, or not yet.

    A source in the store that config/sources.toml does not declare any more has no licence that we know of.
    """
    if remote.private:
        return
    if unseen:
        raise UsageError(
            f"Nothing was pushed: others may not see {_some(unseen)} yet (hold_until, or saved by a person and not "
            "released), and this remote is not marked private. `tracker release` lists what waits; if only you and your "
            "colleagues can read the remote, name it in config/settings.toml as [remote.NAME] with private = true."
        )
    free = {source.id for source in declared if source.redistributable}
    bound = sorted(set(held) - free)
    if not bound:
        return
    raise UsageError(
        f"Nothing was pushed: the store holds sources that must not be passed on ({_some(bound)})"
        ", and this remote is not marked private. "
        "If only you and your colleagues can read it, name it in config/settings.toml as "
        "[remote.NAME] with private = true; if a source's licence allows copies, set redistribute = true for it in "
        "config/sources.toml."
    )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def push(git: Git, address: str, ours: str, theirs: str | None) -> HeadMove:
    """Send the history that ends in `ours`; `theirs` is what `look` found. StoreError when git or the remote refuses."""
    count = 0
    if ours != theirs:
        run_outside(git.path, "push", "--quiet", "--no-verify", "--", address, f"{ours}:{REF}")
        count = _count(git, theirs, ours)
    return HeadMove(repository=git.path.name, old=theirs, new=ours, commits=count)


def look(git: Git, address: str) -> str | None:
    """The head of a copy; None where it is empty. StoreError when it does not answer or is not there."""
    if (path := _path(address)) and not path.exists():
        raise StoreError(f"There is nothing at {path}. Check the address; `tracker push` makes a new copy there.")
    listed = run_outside(git.path, "ls-remote", "--refs", "--", address, REF)
    return next((line.split("\t")[0] for line in listed.splitlines() if line.endswith(f"\t{REF}")), None)


def refuse_to_overwrite(git: Git, theirs: str | None, ours: str) -> None:
    """StoreError when a copy has commits that are not in the history that ends in `ours`."""
    if theirs is not None and theirs != ours and not git.is_ancestor(theirs, ours):
        raise StoreError(
            f"Nothing was pushed: the remote's {git.path.name} has commits that are not here. "
            "Run `tracker pull` first, then push again."
        )


def make_missing(address: str) -> None:
    """Make an empty bare repository where the address is a path on this machine and nothing is there yet.

    Only the last folders are made: a disk that is not mounted must not be taken for an empty one.
    """
    path = _path(address)
    if path is None or (path.exists() and not _is_empty(path)):
        return
    try:
        if not path.parent.exists():
            path.parent.mkdir()
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}. Is the disk mounted?") from error
    init(path)


def _path(address: str) -> Path | None:
    """The folder on this machine that an address means, if it means one."""
    plain = unquote(address.removeprefix("file://")) if address.startswith("file://") else address
    return Path(plain) if plain.startswith("/") else None


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def fetch(git: Git, address: str) -> str:
    """Bring the history of a copy here, beside ours: its head. git checks every object (fetch.fsckObjects)."""
    refspec = f"+{REF}:{INCOMING}"
    run_outside(
        git.path,
        *"fetch --quiet --no-tags --no-write-fetch-head --no-recurse-submodules --".split(),
        *(address, refspec),
    )
    fsync_folder(git.path / "objects/pack")
    return git.run("rev-parse", "--verify", INCOMING).decode("ascii").strip()


def forget_incoming(git: Git) -> None:
    """After the look: nothing but `main` stays."""
    git.run("update-ref", "-d", INCOMING)


def is_news(git: Git, ours: str, theirs: str) -> bool:
    """Whether a copy continues our history. False where it has nothing more; StoreError where it went another way."""
    if git.is_ancestor(theirs, ours):
        return False
    if not git.is_ancestor(ours, theirs):
        raise DivergenceError(
            f"{git.path.name} here and at the remote have diverged: each has commits that the other lacks. "
            "Nothing was changed. Run `tracker pull --replay` to add what only this folder has to the end of the "
            "remote's; versions that get a new number are listed."
        )
    return True


def check_history(git: Git, ours: str, theirs: str) -> None:
    """StoreError when fetched history is not such as tracker writes: one line, our format, our files only."""
    if git.run("rev-list", "--merges", "--max-count=1", f"{ours}..{theirs}").strip():
        raise _foreign(git, "it contains a merge; tracker's history must be a single line")
    if fallen := formats.falls(git, walk(git, theirs, after=ours), start=formats.check(git, ours)):
        raise _foreign(git, f"commit {fallen[:12]} goes back to an older format")
    try:
        formats.check(git, theirs)
    except StoreError as error:
        raise StoreError(
            f"Nothing was pulled: the remote's {git.path.name} is of a format that this tracker does not know. "
            "Please update tracker."
        ) from error
    for past in walk(git, theirs, after=ours):
        if odd := [path for path, _ in past.files if not layout.is_ours(path)]:
            raise _foreign(git, f"commit {past.id[:12]} has a file {odd[0][:80]!r}")
        if (led := trailers.read(past.message).get("Final-Url")) and not is_location(led):
            raise _foreign(git, f"commit {past.id[:12]} says that a page led to {led[:80]!r}")


def advance(git: Git, ours: str, theirs: str) -> HeadMove:
    """Move our branch on to the fetched head, durably; git refuses if it is not where it was."""
    git.run("update-ref", "-m", "pull", REF, theirs, ours, config=("core.fsync=all",))
    for folder in ("refs/heads", "logs/refs/heads", "."):
        fsync_folder(git.path / folder)
    return stayed(git, ours, theirs)


def stayed(git: Git, ours: str, theirs: str) -> HeadMove:
    """What to say of a repository whose head went from one commit to another, or stayed."""
    return HeadMove(repository=git.path.name, old=ours, new=theirs, commits=_count(git, ours, theirs))


def _count(git: Git, old: str | None, new: str) -> int:
    return int(git.run("rev-list", "--count", f"{old}..{new}" if old else new))


def _foreign(git: Git, why: str) -> StoreError:
    return StoreError(
        f"Nothing was pulled: the remote's {git.path.name} was not written by tracker alone ({why}). "
        "Look who else can write there, and pull from another copy."
    )
