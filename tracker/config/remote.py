"""Remote: where copies of the record are pushed to and pulled from; a name in config/settings.toml, or an address."""

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from tracker.errors import UsageError

_HOST = r"[A-Za-z0-9\[](?:[A-Za-z0-9.:\[\]-]{0,252})"
_FORMS = (
    rf"https://(?:[A-Za-z0-9._~%-][^/@\s]*@)?{_HOST}/\S+",
    rf"ssh://(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?{_HOST}/\S+",
    r"[A-Za-z0-9._][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\s:-]\S*",
    r"file:///.+",
    r"/.+",
)
_LONGEST = 1000
FORMS = "https://host/path, ssh://user@host/path, user@host:path, file:///path or /path"


def git_address(value: str) -> str:
    """An address that git may be given: never an option, never a helper program (`ext::` runs a command)."""
    fits = any(re.fullmatch(form, value) for form in _FORMS)
    if not fits or not value.isprintable() or len(value) > _LONGEST:
        raise ValueError(f"a git address: {FORMS}")
    return value


Address = Annotated[str, AfterValidator(git_address)]


class Remote(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The two repositories of a copy."""

    store: Address = Field(description="Address of the copy of store.git.")
    raw: Address = Field(description="Address of the copy of raw.git.")
    private: bool = Field(default=False, description="true: only you and your colleagues can read it.")

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.store == self.raw:
            raise ValueError("two different addresses in store and raw")
        return self


def find_remote(asked: str | None, known: Mapping[str, Remote]) -> Remote:
    """The remote that is meant: a name, a base address, or without either the only one that is named.

    Under a base address lie `store.git` and `raw.git`; it is private only where settings.toml names the same two and
    says so. UsageError when nothing fits.
    """
    if asked is None:
        return _only(known)
    if asked in known:
        return known[asked]
    try:
        base = git_address(asked).rstrip("/")
        found = Remote(store=git_address(f"{base}/store.git"), raw=git_address(f"{base}/raw.git"))
    except ValueError as error:
        names = f" Remotes named in settings.toml: {', '.join(sorted(known))}." if known else ""
        raise UsageError(
            f"{asked[:80]!r} is neither a remote named in config/settings.toml nor an address of the form {FORMS}.{names}"
        ) from error
    same = (one for one in known.values() if (one.store, one.raw) == (found.store, found.raw))
    return next(same, found)


def _only(known: Mapping[str, Remote]) -> Remote:
    if len(known) == 1:
        return next(iter(known.values()))
    if known:
        raise UsageError(f"Which remote? config/settings.toml names {', '.join(sorted(known))}.")
    raise UsageError(
        "No remote is named. Give an address (`tracker push git@example.org:me/watch`), or name one in "
        "config/settings.toml: [remote.backup] with store, raw and private."
    )
