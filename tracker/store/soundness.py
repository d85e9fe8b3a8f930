"""Is a repository sound, and nothing but what we wrote: objects, refs, and what could make git show something else."""

from collections.abc import Iterator

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store import layout
from tracker.store.damage import MEND, Damage, first_sentence, restore
from tracker.store.git import REF, Git, settings, stop
from tracker.store.mend import expected

_MOST = 20
"""Complaints of git that are shown; a lost pack makes thousands of them."""
_EXPECTED = frozenset(
    "HEAD FETCH_HEAD ORIG_HEAD branches config description hooks info logs objects packed-refs refs".split()
)
_HARMLESS = deferred(r"\.lock$|^tmp_|^gc\.(pid|log)$|^fast_import_crash_")
"""What a git that is at work, or died, leaves: `repair` sees to it."""
_BORROWING = {
    "info/grafts": "gives commits other parents than they have",
    "info/attributes": "can make git show other text than is stored",
    "objects/info/alternates": "borrows objects from another place",
    "objects/info/http-alternates": "borrows objects from another place",
    "shallow": "hides the older part of the history",
}
_ANY = deferred(
    r"core\.(filemode|ignorecase|precomposeunicode|symlinks)|branch\..*|remote\..*\.(url|pushurl|fetch|push|mirror)"
)
_LOOK = "look who put it there, and remove it"


class Fsck:
    """git's own check of one repository, under way from the start on. `stop` ends it."""

    def __init__(self, git: Git, *, deep: bool) -> None:
        self._git = git
        options = ("--full", "--strict") if deep else ("--connectivity-only",)
        self._process = git.start("fsck", *options, "--no-dangling", "--no-progress")

    def damage(self) -> Iterator[Damage]:
        """What it finds, once it is through."""
        name = self._git.path.name
        out, err = self._process.communicate()
        said = [line for line in (out + err).decode("utf-8", "replace").splitlines() if line.strip()]
        if self._process.returncode == 0 and not said:
            return
        for line in said[:_MOST] or ["git fsck failed and gave no reason"]:
            yield restore(name, f"git fsck says: {line}", name)
        if len(said) > _MOST:
            yield restore(name, f"git fsck says {len(said) - _MOST} things more", name)

    def stop(self) -> None:
        """End it."""
        stop(self._process)


def unsound(git: Git) -> Iterator[Damage]:
    """Everything wrong with one repository, but for its objects."""
    for check in (_settings, _files, _refs):
        try:
            yield from check(git)
        except (StoreError, OSError) as error:
            yield restore(git.path.name, first_sentence(error), git.path.name)


def _settings(git: Git) -> Iterator[Damage]:
    where, wanted, held = f"{git.path.name}/config", expected(), settings(git.path)
    for key, value in held.items():
        if key not in wanted and not _ANY.fullmatch(key):
            yield Damage(where=where, what=f"a setting that tracker did not make: {key} = {value}", do=_LOOK)
    for key, value in wanted.items():
        if held.get(key) != value:
            said = f"{key} is {held[key]}" if key in held else f"{key} is not set"
            yield Damage(where=where, what=f"{said} where tracker has set {value}", do=MEND)


def _files(git: Git) -> Iterator[Damage]:
    for name, does in _BORROWING.items():
        if (git.path / name).exists():
            yield Damage(where=f"{git.path.name}/{name}", what=f"a file that {does}", do=_LOOK)
    for path in sorted(git.path.iterdir()):
        if path.name not in _EXPECTED and path.name not in _BORROWING and not _HARMLESS.search(path.name):
            yield Damage(
                where=f"{git.path.name}/{path.name}", what="a file that tracker and git did not make", do=_LOOK
            )
    for path in sorted((git.path / "hooks").glob("*")):
        if not path.name.endswith(".sample"):
            yield Damage(where=f"{git.path.name}/hooks/{path.name}", what="a script that git may run", do=_LOOK)


def _refs(git: Git) -> Iterator[Damage]:
    head = (git.path / "HEAD").read_text("utf-8", "replace").strip()
    if head != f"ref: {REF}":
        yield Damage(
            where=f"{git.path.name}/HEAD",
            what=f"it does not point to {REF}: {head[:100]}",
            do=MEND,
        )
    for ref in git.run("for-each-ref", "--format=%(refname)").decode("utf-8", "replace").splitlines():
        if ref.startswith("refs/replace/"):
            what = f"{ref} makes other tools show another object in the place of {ref.rpartition('/')[2][:12]}"
        elif ref != REF and not ref.startswith(f"{layout.REPLAYED}/"):
            what = f"{ref} is a branch or tag that tracker did not make"
        else:
            continue
        yield Damage(
            where=git.path.name, what=what, do=f"look at it, then run `git --git-dir={git.path} update-ref -d {ref}`"
        )
