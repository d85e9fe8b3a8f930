"""Remotes."""

import pytest
from pydantic import ValidationError

from tracker.config.remote import Remote, find_remote, git_address
from tracker.errors import UsageError

BACKUP = Remote(store="git@h:w/store.git", raw="git@h:w/raw.git", private=True)


@pytest.mark.parametrize(
    "address",
    [
        "git@host:me/watch",
        "ssh://git@host:2222/me",
        "https://host/me",
        "https://me:pw@host/me",
        "file:///disk/me",
        "/disk/my copy",
    ],
)
def test_addresses_that_git_may_be_given(address: str) -> None:
    """As people write them."""
    assert git_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "-oProxyCommand=x", "--upload-pack=x", "ext::sh -c x", "http://host/me", "git://host/me", "ssh://-oProxyCommand=x/me",
     "git@-oProxyCommand=x:me", "git@host:-x", "host:me", "../me", "/disk\n/me", "https:///me", "fd::3"],
)  # fmt: skip
def test_addresses_that_git_may_not_be_given(address: str) -> None:
    """Options, helper programs, and ways that anybody between can change."""
    with pytest.raises(ValueError, match="a git address"):
        git_address(address)


def test_a_remote_is_found_by_name_by_base_or_because_it_is_the_only_one() -> None:
    """Under a base lie both repositories; it is private only as far as the settings say so."""
    assert find_remote("backup", {"backup": BACKUP}) == BACKUP == find_remote(None, {"backup": BACKUP})
    assert find_remote("git@h:w/", {"backup": BACKUP}) == BACKUP
    assert find_remote("/disk/w", {}) == Remote(store="/disk/w/store.git", raw="/disk/w/raw.git", private=False)


@pytest.mark.parametrize(
    ("asked", "known", "says"),
    [
        (None, {}, "No remote is named"),
        (None, {"b": BACKUP, "a": BACKUP}, "Which remote.*a, b"),
        ("bakcup", {"backup": BACKUP}, "neither a remote.*named in settings.toml: backup"),
        ("ext::x", {}, "neither a remote"),
    ],
)
def test_what_cannot_be_found_is_said(asked: str | None, known: dict[str, Remote], says: str) -> None:
    """With what to write instead."""
    with pytest.raises(UsageError, match=says):
        find_remote(asked, known)


def test_both_repositories_need_a_place_of_their_own() -> None:
    """Else one would be pushed over the other."""
    with pytest.raises(ValidationError, match="two different addresses"):
        Remote(store="/a", raw="/a")
