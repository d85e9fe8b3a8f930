"""The format of the store: read as it is, raised by the first round, never taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.config.remote import Remote
from tracker.errors import StoreError, UsageError
from tracker.store.archive import Archive
from tracker.store.care import check_format
from tracker.store.git import Git
from tracker.store.verify import verify
from tracker.store.version import Entry

BOTH = ("raw.git", "store.git")


def say(repository: Path, said: bytes | None, git: Callable[..., str]) -> None:
    """Make FORMAT say that, or take it away, as another program would."""
    change = b"D FORMAT\n" if said is None else b"M 100644 inline FORMAT\ndata %d\n%s\n" % (len(said), said)
    head = b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\nfrom refs/heads/main^0\n"
    git(repository, "fast-import", "--quiet", "--done", data=head + change + b"done\n")


def formats(folder: Path, git: Callable[..., str]) -> list[str]:
    """What FORMAT says in both repositories."""
    return [git(folder / name, "show", "main:FORMAT").strip() for name in BOTH]


def test_looking_and_deciding_leave_the_format_and_a_round_raises_it(
    rounds: Any, folder: Path, git: Callable[..., str], entry: Callable[..., Entry]
) -> None:
    """So that an older tracker can go on until the first round; the raise is a commit of its own in each repository."""
    archive = rounds.archive
    archive.documents()
    archive.move_mark("desk", "a" * 40)
    assert formats(folder, git) == ["tracker.store/1"] * 2
    rounds.on(0, entry())
    rounds.on(1, entry("Another."))

    assert formats(folder, git) == ["tracker.store/2"] * 2
    for name in BOTH:
        raised = git(folder / name, "log", "--format=%s", "--name-only", "main", "--", "FORMAT").split("\n")
        assert raised[:3] == [f"{name}: from here on a record of format tracker.store/2", "", "FORMAT"]
        assert git(folder / name, "rev-list", "--count", "main", "--", "FORMAT").strip() == "2"
    assert verify(folder, deep=True).damage == ()


@pytest.mark.parametrize("ahead", BOTH)
def test_a_crash_between_the_two_raises_leaves_a_usable_store(
    rounds: Any, *, folder: Path, git: Callable[..., str], entry: Callable[..., Entry], ahead: str
) -> None:
    """One repository is raised, the other not yet: it opens, and the next round raises what is left."""
    say(folder / ahead, b"tracker.store/2\n", git)

    with Archive(folder) as archive:
        assert archive.documents() == ()
    assert verify(folder, deep=True).damage == ()
    rounds.on(0, entry())

    assert formats(folder, git) == ["tracker.store/2"] * 2
    assert git(folder / ahead, "rev-list", "--count", "main", "--", "FORMAT").strip() == "2"
    assert verify(folder, deep=True).damage == ()


def test_a_write_that_dies_between_the_repositories_is_no_loss(
    rounds: Any,
    *,
    folder: Path,
    git: Callable[..., str],
    entry: Callable[..., Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """raw.git has the raise and the bytes, store.git nothing: the same round, done again, is whole."""
    from tracker.store import repositories as module

    true = module.write_commits

    def dies(to: Git, *args: Any, **facts: Any) -> str:
        if to.path.name == "store.git":
            raise StoreError("the power went")
        return true(to, *args, **facts)

    monkeypatch.setattr(module, "write_commits", dies)
    with pytest.raises(StoreError, match="the power went"):
        rounds.on(0, entry())
    assert formats(folder, git) == ["tracker.store/2", "tracker.store/1"]
    monkeypatch.undo()
    with Archive(folder) as other:
        assert other.documents() == ()
    rounds.on(0, entry())

    assert formats(folder, git) == ["tracker.store/2"] * 2
    assert len(rounds.archive.versions("party", "page")) == 1


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"tracker.store/3\n", r"format 'tracker\.store/3', which this tracker does not know\. Please update tracker"),
        (b"tracker.store/10\n", "Please update tracker"),
        (b"tracker.store/2", r"is damaged: its FORMAT says 'tracker\.store/2', which no tracker writes\. Restore it"),
        (b"tracker.store/0\n", "is damaged"),
        (b"\xff\x00", "is damaged"),
        (b"", "is damaged"),
    ],
)
def test_what_is_newer_and_what_is_damaged_are_told_apart(
    archive: Archive, *, folder: Path, git: Callable[..., str], name: str, said: bytes, told: str
) -> None:
    """A store of a later tracker is left alone; another word in FORMAT is nobody's."""
    say(folder / name, said, git)

    with pytest.raises(StoreError, match=told):
        Archive(folder)
    with pytest.raises(StoreError, match=told):
        check_format(Git(folder / name))
    found = [one for one in verify(folder, deep=False).damage if one.where == name and "format" in one.what.lower()]
    assert [one.do for one in found] == [
        "update tracker" if "update" in told else f"restore {name} from a backup (docs/store.md)"
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Remote:
    """An address on a disk."""
    (tmp_path / "disk").mkdir()
    return Remote(store=f"{tmp_path}/disk/store.git", raw=f"{tmp_path}/disk/raw.git", private=True)


def test_the_raise_is_pulled(
    rounds: Any, *, copy: Remote, tmp_path: Path, git: Callable[..., str], entry: Callable[..., Entry]
) -> None:
    """A store that has seen no round takes over one that has."""
    rounds.on(0, entry())
    rounds.archive.push(copy, declared=[])

    with Archive.create(tmp_path / "other") as other:
        other.pull(copy)
        assert other.heads() == rounds.archive.heads()
    assert formats(tmp_path / "other", git) == ["tracker.store/2"] * 2


def test_what_a_later_minor_version_keeps_is_pulled_and_counts_as_held(
    rounds: Any, *, copy: Remote, tmp_path: Path, git: Callable[..., str]
) -> None:
    """A body that its readers failed on, of a source of which there is nothing else: licences bind it too."""
    rounds.on(0)
    rounds.archive.push(copy, declared=[])
    head = b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\nfrom refs/heads/main^0\n"
    body = b"M 100644 inline failed/press/page/body\ndata 2\n{}\n"
    git(tmp_path / "disk" / "raw.git", "fast-import", "--quiet", "--done", data=head + body + b"done\n")

    with Archive.create(tmp_path / "other") as other:
        other.pull(copy)
        assert other.held_sources() == {"press"}
        with pytest.raises(UsageError, match=r"\(press\)"):
            other.push(copy.model_copy(update={"private": False}), declared=[])


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([b"tracker.store/1\n"], "goes back to an older format"),
        ([b"tracker.store/1\n", b"tracker.store/2\n"], "goes back to an older format"),
        ([None, b"tracker.store/2\n"], "goes back to an older format"),
        ([b"nonsense", b"tracker.store/2\n"], "goes back to an older format"),
        ([b"tracker.store/3\n"], "format that this tracker does not know. Please update tracker"),
    ],
)
def test_a_history_whose_format_falls_is_refused(
    rounds: Any,
    *,
    copy: Remote,
    tmp_path: Path,
    git: Callable[..., str],
    entry: Callable[..., Entry],
    name: str,
    said: list[bytes | None],
    told: str,
) -> None:
    """Also where it rises again at the end; nothing is taken of it."""
    rounds.on(0, entry())
    rounds.archive.push(copy, declared=[])
    for one in said:
        say(tmp_path / "disk" / name, one, git)

    with Archive.create(tmp_path / "other") as other, pytest.raises(StoreError, match=told):
        other.pull(copy)
    assert formats(tmp_path / "other", git) == ["tracker.store/1"] * 2
