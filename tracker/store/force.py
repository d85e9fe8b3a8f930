"""After a purge: the copies too. The one place where a published history is overwritten, and only what we have seen."""

from pathlib import Path

from tracker.config.remote import Remote
from tracker.errors import StoreError
from tracker.store import layout, remote
from tracker.store.git import REF, Git
from tracker.store.outside import run_outside


def seen(folder: Path, to: Remote) -> dict[str, str | None]:
    """The heads of a copy, before a purge. StoreError when it does not answer or has what we have not."""
    heads: dict[str, str | None] = {}
    for name in layout.REPOSITORIES:
        git = Git(folder / name)
        heads[name] = remote.look(git, _address(to, name))
        remote.refuse_to_overwrite(git, heads[name], git.head() or "")
    return heads


def overwrite(folder: Path, to: Remote, heads: dict[str, str | None]) -> None:
    """Put our history in the place of a copy's, unless the copy has moved on since. StoreError, saying what to do then."""
    for name in layout.REPOSITORIES:
        repository, address = folder / name, _address(to, name)
        try:
            lease = f"--force-with-lease={REF}:{heads[name] or ''}"
            run_outside(repository, "push", "--quiet", "--no-verify", lease, "--", address, f"{REF}:{REF}")
        except StoreError as error:
            raise StoreError(
                f"The local store is purged, but the copy of {name} is not: {error}. It may refuse to be overwritten: "
                "allow it there (`git config receive.denyNonFastForwards false`) and run "
                f"`git --git-dir={repository} push --force <its address> main`, or delete that copy."
            ) from error


def _address(to: Remote, repository: str) -> str:
    return to.raw if repository == layout.RAW else to.store
