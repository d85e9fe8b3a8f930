"""Mending a repository from what is left of it: where its branch stood, its settings, and what git derives from objects.

None of it is evidence, so nothing is lost with it. Objects cannot be mended: what they held is in them alone.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from sqlite3 import Error

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store import derived, heads, index, layout
from tracker.store.care import tidy
from tracker.store.damage import MEND, Damage
from tracker.store.git import CONFIG, INITIAL, REF, Git, settings
from tracker.store.write import fsync_folder

_POINTS = f"ref: {REF}"
_REFLOG = f"logs/{REF}"
_PACKED = "packed-refs"
_LIKE_HEAD = deferred(r"ref: refs/\S|[0-9a-f]{40}\s*$")
_ID = deferred(r"[0-9a-f]{40}")
_DURABLE = ("core.fsync=all",)


def broken(folder: Path, name: str) -> Iterator[Damage]:
    """What must be mended before anything else of a repository can be looked at."""
    git = Git(folder / name)
    if not (git.path / "objects").is_dir():
        return
    if not _LIKE_HEAD.match(_head(git)):
        yield Damage(where=f"{name}/HEAD", what="it is missing, or no HEAD", do=MEND)
        return
    try:
        settings(git.path)
    except StoreError:
        yield Damage(where=f"{name}/config", what="git cannot read it", do=MEND)
        return
    for path in derived.damaged(git):
        what = "it is damaged or missing; git makes it from other files"
        yield Damage(where=str(path.relative_to(folder)), what=what, do=MEND)
    if _is_lost(git):
        yield Damage(where=f"{name}/{REF}", what="it names no commit that is there", do=MEND)


def mend(folder: Path, name: str) -> Iterator[str]:
    """Mend it, with `store.lock` held: what was done, a sentence each. StoreError where the branch cannot be found."""
    git = Git(folder / name)
    if not (git.path / "objects").is_dir():
        return
    yield from _point(git)
    yield from _set(git)
    if bad := derived.damaged(git):
        derived.remove(git, bad)
        yield f"Rebuilt in {name} what git derives from other files: {', '.join(path.name for path in bad)}."
    if _is_lost(git):
        yield _bring_back(folder, git)
    if bad:
        if any(path.name.startswith("multi-pack-index") for path in bad):
            git.run("multi-pack-index", "write", "--no-progress", config=_DURABLE)
        tidy(git, since=None)


def _head(git: Git) -> str:
    path = git.path / "HEAD"
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _point(git: Git) -> Iterator[str]:
    if _head(git).strip() != _POINTS:
        (git.path / "HEAD").write_text(f"{_POINTS}\n", "utf-8")
        fsync_folder(git.path)
        yield f"{git.path.name}/HEAD points to {REF} again."


def _set(git: Git) -> Iterator[str]:
    name, config = git.path.name, git.path / "config"
    try:
        held = settings(git.path)
    except StoreError:
        kept = git.path.with_name(f"{name}-config.damaged")
        if config.exists():
            config.replace(kept)
        config.write_text(INITIAL + CONFIG, "utf-8")
        yield f"Rebuilt {name}/config; settings of your own are gone from it. What it was is kept in {kept.name}."
        return
    for key, value in expected().items():
        if held.get(key) != value:
            git.run("config", "--file", str(config), "--replace-all", key, value)
            yield f"Set {key} of {name} to {value} again."


def expected() -> dict[str, str]:
    """The settings that `init` writes, as git lists them."""
    found, section = {"core.repositoryformatversion": "0", "core.bare": "true"}, ""
    for line in CONFIG.splitlines():
        if line.startswith("["):
            section = line.strip("[]").lower()
        else:
            key, _, value = line.strip().partition(" = ")
            found[f"{section}.{key.lower()}"] = value
    return found


def _is_lost(git: Git) -> bool:
    """Whether the branch names no commit that is there."""
    try:
        head = git.head()
    except StoreError:  # packed-refs that git cannot read
        return True
    return head is None or not git.has(head)


def _bring_back(folder: Path, git: Git) -> str:
    """Set the branch to the newest commit that it is known to have had, if all that this one names is there."""
    _drop_unreadable(git)
    noted = heads.last(folder / layout.HEADS, git.path.name)
    known = [one for one in _witnesses(folder, git, noted) if git.has(one)]
    newest = next((one for one in known if all(git.is_ancestor(other, one) for other in known)), None)
    if newest is None or (noted and not git.is_ancestor(noted, newest)):
        raise StoreError(
            f"{git.path}/{REF} names no commit, and {layout.HEADS} and git's own log name none that is there. "
            f"Restore {git.path.name} from a backup."
        )
    git.run("rev-list", "--objects", "--quiet", newest, "--")
    (git.path / REF).unlink(missing_ok=True)
    git.run("update-ref", "-m", "tracker repair", REF, newest, config=_DURABLE)
    for place in ("refs/heads", "logs/refs/heads", "."):
        fsync_folder(git.path / place)
    return f"Brought {git.path.name} back to commit {newest[:12]}, where its branch stood: {REF} named no commit."


def _drop_unreadable(git: Git) -> None:
    """A packed-refs that git cannot read holds our one branch at most, and where that stood is known."""
    try:
        git.run("for-each-ref")
    except StoreError:
        (git.path / _PACKED).unlink(missing_ok=True)


def _witnesses(folder: Path, git: Git, noted: str | None) -> Iterator[str]:
    """Commits that the branch is known to have been at, as three who remember tell it."""
    if noted and _ID.fullmatch(noted):
        yield noted
    with suppress(OSError):
        for line in reversed((git.path / _REFLOG).read_bytes().decode("utf-8", "replace").splitlines()):
            words = line.split()
            if len(words) > 1 and _ID.fullmatch(words[1]):
                yield words[1]
                break
    if git.path.name == layout.STORE:
        with suppress(Error):
            _, head = index.known(folder / layout.INDEX)
            if head and _ID.fullmatch(head):
                yield head
