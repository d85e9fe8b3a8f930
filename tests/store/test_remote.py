"""Push and pull between folders, over real git repositories on this machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.config.remote import Remote
from tracker.config.source import HtmlSource
from tracker.errors import LockError, StoreError, UsageError
from tracker.store import lock
from tracker.store.archive import Archive
from tracker.store.version import Entry

FREE = HtmlSource(
    id="party", kind="html", publisher="p", publisher_type="party", url="https://example.org/", redistribute=True
)


@pytest.fixture
def copy(tmp_path: Path) -> Remote:
    """A copy on this machine that is not there yet."""
    return Remote(store=str(tmp_path / "copy" / "store.git"), raw=str(tmp_path / "copy" / "raw.git"))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """A second, empty folder, as on another machine."""
    with Archive.create(tmp_path / "other") as made:
        yield made


def push(archive: Archive, copy: Remote) -> list[int]:
    """How many commits of raw.git and store.git were pushed."""
    return [moved.commits for moved in archive.push(copy, declared=[FREE])]


def pull(archive: Archive, copy: Remote) -> dict[str, int]:
    """How many commits of each repository were pulled."""
    return {moved.repository: moved.commits for moved in archive.pull(copy)}


def test_all_empty_stores_are_the_same(archive: Archive, other: Archive) -> None:
    """So that a new folder can take the history of any other; the two repositories never share a root."""
    assert archive.heads() == other.heads()
    assert len(set(archive.heads().values())) == 2


def test_an_empty_folder_continues_where_another_stopped(
    rounds: Any, *, archive: Archive, other: Archive, copy: Remote, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """The copy is made on the first push; versions, raw bytes and heads are the same on both sides."""
    rounds.on(0, entry("First."))
    assert push(archive, copy) == [3, 4]
    assert pull(other, copy) == {"raw.git": 2, "store.git": 3}
    rounds.on(1, entry("Second."))
    assert push(archive, copy) == [1, 2]
    assert push(archive, copy) == [0, 0]
    assert pull(other, copy) == {"raw.git": 1, "store.git": 2}
    assert pull(other, copy) == {"raw.git": 0, "store.git": 0}

    versions = other.versions("party", "page")
    assert versions == archive.versions("party", "page")
    assert [other.raw(version) for version in versions] == [archive.raw(version) for version in versions]
    assert other.heads() == archive.heads()
    assert git(Path(copy.store), "fsck", "--strict") == ""
    assert git(other.folder / "store.git", "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"


def test_the_log_of_heads_says_that_it_was_a_pull(
    rounds: Any, archive: Archive, other: Archive, copy: Remote, entry: Callable[..., Entry]
) -> None:
    """A head that moved is explained, and the next write accepts it."""
    rounds.on(0, entry())
    push(archive, copy)
    pull(other, copy)

    lines = [line.split()[1:3] for line in (other.folder / "heads.log").read_text().splitlines()]
    assert lines == [["pull", "raw.git"], ["pull", "store.git"]]
    other.keep_suspect("party", "page", b"the next write works")


def test_a_push_never_overwrites_what_others_pushed(
    rounds: Any, archive: Archive, other: Archive, copy: Remote, entry: Callable[..., Entry]
) -> None:
    """It asks for a pull first; neither repository is moved."""
    push(other, copy)
    other.keep_suspect("party", "page", b"something")
    push(other, copy)
    rounds.on(0, entry())

    with pytest.raises(StoreError, match=r"raw\.git has commits that are not here\. Run `tracker pull` first"):
        push(archive, copy)


def test_two_histories_are_not_mixed(
    rounds: Any, archive: Archive, other: Archive, copy: Remote, entry: Callable[..., Entry]
) -> None:
    """One sentence says what to do, and nothing is changed."""
    other.keep_suspect("party", "page", b"something")
    push(other, copy)
    rounds.on(0, entry())
    before = archive.heads()

    with pytest.raises(StoreError, match=r"have diverged.*Nothing was changed\. Run `tracker pull --replay`"):
        pull(archive, copy)
    assert archive.heads() == before
    assert len(archive.versions("party", "page")) == 1


def test_an_empty_copy_has_nothing_to_pull(archive: Archive, copy: Remote, git: Callable[..., str]) -> None:
    """The first run of a CI job pulls before anything was ever pushed."""
    import subprocess

    subprocess.run(["git", "init", "-q", "--bare", copy.store], check=True)

    assert archive.pull(copy) == ()


def test_a_copy_that_is_not_there_is_an_error(archive: Archive, copy: Remote) -> None:
    """A wrong address is not taken for an empty remote."""
    with pytest.raises(StoreError, match=r"There is nothing at .*store\.git\. Check the address"):
        archive.pull(copy)


def test_a_disk_that_is_not_mounted_is_noticed(archive: Archive, tmp_path: Path) -> None:
    """No folders are made below a place that does not exist."""
    where = tmp_path / "disk" / "backup"
    away = Remote(store=f"{where}/store.git", raw=f"file://{where}/raw.git")

    with pytest.raises(StoreError, match=r"backup cannot be made: .*Is the disk mounted\?"):
        push(archive, away)
    assert not (tmp_path / "disk").exists()


def test_a_running_round_is_not_disturbed(rounds: Any, archive: Archive, other: Archive, copy: Remote) -> None:
    """A pull waits for nobody: it says who holds the lock."""
    rounds.on(0)
    push(archive, copy)

    with lock.round_lock(other.folder / "round.lock", rounds.clock()), pytest.raises(LockError, match="Another round"):
        pull(other, copy)


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b"M 100644 inline evil.sh\ndata 1\nx\n", r"has a file 'evil\.sh'"),
        (b"M 100644 inline FORMAT\ndata 16\ntracker.store/9\n\n", "format that this tracker does not know"),
        (b"M 100644 inline runs/2024/06/20240601T060002Z.json\ndata 2\n{}\n", "run record cannot be read"),
        (b"M 100644 inline docs/party/page/text.md\ndata 2\nx\n\n", "was not written by tracker"),
    ],
)
def test_history_that_tracker_did_not_write_is_refused(
    archive: Archive, *, other: Archive, copy: Remote, git: Callable[..., str], stream: bytes, why: str
) -> None:
    """Whoever can write to the copy cannot make us take it; our store stays usable."""
    push(archive, copy)
    head = b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\nfrom refs/heads/main^0\n"
    git(Path(copy.store), "fast-import", "--quiet", "--done", data=head + stream + b"done\n")
    before = other.heads()

    with pytest.raises(StoreError, match=why):
        pull(other, copy)
    assert other.heads() == before
    assert other.documents() == ()


def test_text_whose_raw_bytes_are_missing_is_refused(
    rounds: Any, *, archive: Archive, other: Archive, copy: Remote, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """A copy of raw.git that lags behind its store.git."""
    rounds.on(0, entry())
    push(archive, copy)
    git(Path(copy.raw), "update-ref", "refs/heads/main", "main~1")

    with pytest.raises(StoreError, match=r"Object [0-9a-f]{40} of .*raw\.git cannot be read"):
        pull(other, copy)
    assert other.documents() == ()


def test_what_may_not_be_handed_on_is_not_pushed(
    rounds: Any, archive: Archive, copy: Remote, entry: Callable[..., Entry]
) -> None:
    """Also the body of a suspect alone, and of a source that is declared no more; both ways out are named."""
    rounds.on(0, entry(source="press"), entry())
    archive.keep_suspect("blog", "page", b"please wait")
    press = FREE.model_copy(update={"id": "press", "redistribute": None, "licence": "all rights reserved"})

    with pytest.raises(UsageError, match=r"\(blog, press\).*private = true.*redistribute = true"):
        archive.push(copy, declared=[FREE, press])
    assert not Path(copy.store).exists()
    archive.push(copy.model_copy(update={"private": True}), declared=[FREE, press])
    assert Path(copy.store).exists()


def test_only_what_git_needs_of_the_users_environment_reaches_it(
    archive: Archive, copy: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their ssh command is used; a GIT_DIR, a hook or an address rewritten to a command is not."""
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\necho "$GIT_DIR|$GIT_OBJECT_DIRECTORY|$*" > {tmp_path}/asked\nexit 1\n')
    ssh.chmod(0o755)
    home = tmp_path / "home"
    (home / "hooks").mkdir(parents=True)
    (home / "hooks" / "pre-push").write_text(f"#!/bin/sh\ntouch {tmp_path}/hooked\n")
    (home / "hooks" / "pre-push").chmod(0o755)
    (home / ".gitconfig").write_text(
        f'[core]\n hooksPath = {home}/hooks\n[url "ext::sh -c touch% {tmp_path}/ran"]\n insteadOf = https://evil.example/\n'
    )
    monkeypatch.setattr("tracker.store.git._theirs", {})  # what earlier cases gave this process is not the user's
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))

    with pytest.raises(StoreError, match="git ls-remote did not succeed"):
        archive.pull(Remote(store="me@host:watch/store.git", raw="me@host:watch/raw.git"))
    with pytest.raises(StoreError, match="ext"):
        archive.pull(Remote(store="https://evil.example/a", raw="https://evil.example/b"))
    push(archive, copy)

    assert (tmp_path / "asked").read_text().startswith("||")
    assert "watch/store.git" in (tmp_path / "asked").read_text()
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "hooked").exists()
    assert os.environ["GIT_ALLOW_PROTOCOL"] == "none"
