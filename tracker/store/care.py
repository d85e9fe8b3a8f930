"""Making the repositories, knowing them again, and keeping them quick."""

from pathlib import Path

from tracker.errors import StoreError, UsageError
from tracker.store import format as formats
from tracker.store import layout, trailers
from tracker.store.git import REF, Git, init, refuse_other_formats
from tracker.store.reader import Reader
from tracker.store.write import Commit, fsync_folder, write_commits

MOST_PACKS = 30
"""Each write adds a pack. Above this many, git looks through them noticeably more slowly (docs/studies/git-store.md
1.3)."""
_DURABLE = ("core.fsync=all",)


def make(folder: Path) -> None:
    """Make what is missing of an empty store. All empty stores are alike, byte for byte."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # An enclosing repository would otherwise add the files of our repositories as its own.
        (folder / layout.IGNORE).write_text("*\n", "utf-8")
        if not (folder / layout.STORE / "HEAD").exists():
            _make(folder / layout.RAW)  # First: where store.git is, raw.git must be, or it was lost.
        if (folder / layout.RAW / "HEAD").exists():
            _make(folder / layout.STORE)
        fsync_folder(folder)
    except OSError as error:
        raise StoreError(f"The store cannot be made in {folder}: {error}.") from error


def check_format(git: Git, *, reader: Reader | None = None) -> None:
    """StoreError unless the repository is there and of a kind and format that we read."""
    if not (git.path / "objects").is_dir():
        if git.path.name == layout.RAW and git.path.with_name(layout.STORE).exists():
            raise StoreError(f"{git.path} is missing. Restore it from a backup.")
        raise UsageError(
            f"There is no store in {git.path.parent}. Make one with `tracker init`, or name the working folder with -C."
        )
    if not (git.path / "HEAD").exists():
        raise StoreError(f"{git.path} has no HEAD. Run `tracker repair`, which recreates it.")
    refuse_other_formats(git.path)
    if git.head() is None:
        raise StoreError(
            f"{git.path} has no history that its branch names. Run `tracker repair`, which looks where the branch stood; "
            "if the store is new, finish `tracker init`."
        )
    formats.check(git, reader=reader)


def tidy(git: Git, *, since: str | None) -> None:
    """After a write: a commit-graph for `git log -- path`, and few packs. git itself never collects behind our back.

    What fails here costs speed, not evidence, and the next write tries again; `verify` says when packs pile up.
    StoreError only when what was written after the commit `since` is not all there.
    """
    try:
        if count_packs(git) > MOST_PACKS:
            git.run("repack", "--geometric=2", "-d", "--write-midx", "-q", config=_DURABLE)
        git.run(*_GRAPH, "--split", config=_DURABLE)
    except StoreError:
        git.run("rev-list", "--objects", "--quiet", REF, *([f"^{since}"] if since else []), "--")


def collect(git: Git) -> None:
    """Everything into one well-packed pack, as git's own collection does it; nothing that a commit names goes."""
    git.run("gc", "--quiet", "--prune=2.weeks.ago", config=(*_DURABLE, "gc.packRefs=false"))
    git.run(*_GRAPH, config=_DURABLE)


def count_packs(git: Git) -> int:
    """How many packs git has to look through."""
    return sum(1 for _ in git.path.glob("objects/pack/*.pack"))


_GRAPH = ("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")


def _make(path: Path) -> None:
    if (path / REF).exists() or (path / "packed-refs").exists():
        return
    # The name is in it, so that the two never share a root and cannot be pushed into each other.
    first = formats.text(formats.FIRST)
    message = trailers.write(f"{path.name}: a record of format {first.decode('ascii')}", {})
    files = ((layout.FORMAT, first),)
    write_commits(
        init(path), [Commit(message=message, authored=layout.BORN, files=files)], parent=None, now=layout.BORN
    )
