"""A takedown: what goes is gone, what stays is as it was."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.config.remote import Remote
from tracker.errors import LockError, StoreError, UsageError
from tracker.store import force, layout, lock, purge, swap
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import READINGS
from tracker.store.purge import PurgeResult
from tracker.store.readings import Readings
from tracker.store.version import Entry
from tracker.store.woven import WovenRow, WovenThreads

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
COMMITS = ("log", "--reverse", "--format=%x00%an %ae %at %cn %ce %ct%n%B", "--name-status")


def fill(rounds: Any, entry: Callable[..., Entry]) -> None:
    """Two sources in turn; of the one that is to go also a suspect, an import, another document."""
    rounds.on(0, entry("Ours."))
    rounds.on(
        1, entry("Theirs.", source="paper"), entry("Ours too."), validators={"paper/page": {"key": "x", "etag": "e"}}
    )
    rounds.on(2, entry("Their own.", source="paper"), entry("Other.", source="paper", document="other"))
    rounds.on(
        3, entry("Before.", source="paper", kind="import", fetched_at=NOW), failed={"paper/page": {"reason": "no"}}
    )
    rounds.archive.keep_suspect("paper", "page", b"please wait")
    rounds.on(4, entry("Ours again."))


def take_down(folder: Path, document: str | None = None, reason: str = "Asked by their lawyers.") -> PurgeResult:
    """Purge the paper."""
    return purge.purge(folder, "paper", document, reason=reason, now=lambda: NOW)


def objects(folder: Path) -> str:
    """Every object there is, reachable or not, with its bytes."""
    listed = ("cat-file", "--batch-all-objects", "--batch", "--unordered")
    said = [
        subprocess.run(["git", "--git-dir", folder / name, *listed], capture_output=True, check=True).stdout
        for name in ("store.git", "raw.git")
    ]
    return b"".join(said).decode("utf-8", "replace")


def log(repository: Path, git: Callable[..., str]) -> list[str]:
    """Who, when, what and which files of each commit, oldest first."""
    return [one.rstrip() for one in git(repository, *COMMITS).split("\0")]


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, open_rounds: Callable[[Path], Any], entry: Callable[..., Entry]
) -> Path:
    """A store with two sources, made once."""
    folder = tmp_path_factory.mktemp("purge") / "snapshots"
    rounds = open_rounds(folder)
    fill(rounds, entry)
    rounds.archive.close()
    return folder


@pytest.fixture
def filled(template: Path, folder: Path) -> Path:
    """The folder of a store with two sources, closed."""
    shutil.copytree(template, folder)
    return folder


def test_the_bytes_are_gone(filled: Path, git: Callable[..., str]) -> None:
    """No object of either repository holds a word of it, and the index and the folders beside do not either."""
    assert "Theirs." in objects(filled)
    with Archive(filled) as archive:
        ids = [(one.text_id, one.raw_id) for one in archive.versions("paper", "page")]
    Readings(filled / READINGS).put("one", "Theirs, read anew.", b"{}")
    row = WovenRow(b"Theirs.", 1, ())
    with closing(WovenThreads(filled / layout.THREADS)) as woven:
        assert woven.keep("key", [(0, row)], stages=tuple, words=tuple, facts={}, papers={})
    Findings(filled / layout.DIFFERENCES).keep({"one": b"Theirs."})
    (filled / layout.FOREIGN / "0123.git").mkdir(parents=True)
    (filled / layout.FOREIGN / "0123.git/body").write_text("Theirs.")

    take_down(filled)

    for words in ("Theirs.", "Their own.", "Other.", "Before.", "please wait"):
        assert words not in objects(filled)
    for text_id, raw_id in ids:
        assert "could not get object info" in git(filled / "store.git", "cat-file", "-s", text_id)
        assert "could not get object info" in git(filled / "raw.git", "cat-file", "-s", str(raw_id))
    assert {path.name for path in filled.iterdir()} <= {
        "store.git", "raw.git", "index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "heads.log", ".gitignore",
        "store.lock", "round.lock",
    }  # fmt: skip
    for path in filled.glob("index.sqlite*"):
        assert b"Theirs" not in path.read_bytes()


def test_what_stays_is_as_it_was(filled: Path, git: Callable[..., str]) -> None:
    """Texts, numbers, sightings of other sources; authors, dates and messages of their commits; early ids even."""
    with Archive(filled) as archive:
        before = [(one, archive.text(one), archive.raw(one)) for one in archive.versions("party", "page")]
        runs = archive.runs()
    commits = {name: log(filled / name, git) for name in ("store.git", "raw.git")}

    done = take_down(filled)

    with Archive(filled) as archive:
        after = [(one, archive.text(one), archive.raw(one)) for one in archive.versions("party", "page")]
        assert archive.runs() == (done.record, *runs)
        assert archive.documents() == (("party", "page"),)
        assert archive.said("theirs") == ()
    ids = [(old[0].commit, new[0].commit) for old, new in zip(before, after, strict=True)]
    assert [old == new for old, new in ids] == [True, False, False]
    assert [(one.model_copy(update={"commit": ""}), *rest) for one, *rest in before] == [
        (one.model_copy(update={"commit": ""}), *rest) for one, *rest in after
    ]
    for name, said in commits.items():
        kept = [one for one in said if "/paper/" not in one]
        assert len(kept) < len(said)
        assert log(filled / name, git)[: len(kept)] == kept
        assert git(filled / name, "fsck", "--strict", "--full") == ""
        assert git(filled / name, "config", "gc.reflogExpire") == "never\n"


def test_a_tombstone_says_what_when_and_why(filled: Path, git: Callable[..., str]) -> None:
    """In both repositories, in the log of heads, and as a run record."""
    done = take_down(filled, reason="Asked by\ntheir lawyers.\nUrl: forged")

    for name in ("store.git", "raw.git"):
        said = git(filled / name, "log", "-1", "--format=%s|%(trailers:key=Purged,valueonly)|%(trailers:key=Url)%cI")
        assert said.split("\n")[0] == "purge paper: Asked by their lawyers. Url: forged|paper"
        assert "2024-07-01T09:00:00" in said
    with Archive(filled) as archive:
        (record, *_) = archive.runs()
    assert record == done.record
    assert record.purged["paper"].reason == "Asked by their lawyers. Url: forged"
    assert record.purged["paper"].highest == {"other": 1, "page": 3}
    lines = [line.split() for line in (filled / "heads.log").read_text().splitlines()[-2:]]
    assert [line[1:3] for line in lines] == [["purged", "raw.git"], ["purged", "store.git"]]
    assert {line[2]: tuple(line[3:]) for line in lines} == done.moves


def test_numbers_of_what_was_purged_stay_taken(
    filled: Path, entry: Callable[..., Entry], open_rounds: Callable[[Path], Any]
) -> None:
    """When the source is recorded again, no old citation finds a new text; and no old 304 is asked for."""
    take_down(filled)
    rounds = open_rounds(filled)

    assert rounds.archive.validators("paper", "page") is None
    assert rounds.archive.failing("paper", "page") is None
    (version,) = rounds.on(40, entry("Theirs, once more.", source="paper"))
    assert version.number == 4
    with pytest.raises(UsageError, match="paper@3 was purged"):
        rounds.archive.resolve("paper@3")
    rounds.archive.close()

    take_down(filled)

    with Archive(filled) as archive:
        assert archive.highest("paper", None) == {"other": 1, "page": 4}


def test_a_reader_goes_on_where_they_were(
    filled: Path, entry: Callable[..., Entry], open_rounds: Callable[[Path], Any]
) -> None:
    """What `changes --new` has shown is not shown again; a mark on what has gone goes back to what is left."""
    with Archive(filled, now=lambda: NOW) as archive:
        archive.move_mark("anna", archive.newest() or "")
        archive.move_mark("ben", archive.resolve("paper@2").commit)
        archive.move_mark("cem", archive.resolve("party@1").commit)
    take_down(filled)

    with Archive(filled) as archive:
        shown = {reader: archive.resolve(archive.mark(reader) or "").address for reader in ("anna", "ben", "cem")}

    assert shown == {"anna": "party@3", "ben": "party@2", "cem": "party@1"}


def test_a_copy_is_overwritten_only_where_it_is_known(filled: Path, tmp_path: Path, git: Callable[..., str]) -> None:
    """It is asked before the purge; one that has moved on since is left as it is."""
    to = Remote(store=str(tmp_path / "copy/store.git"), raw=str(tmp_path / "copy/raw.git"))
    for name in ("store.git", "raw.git"):
        shutil.copytree(filled / name, tmp_path / "copy" / name)
    known = force.seen(filled, to)
    take_down(filled)

    with pytest.raises(StoreError, match=r"local store is purged, but the copy of raw\.git is not"):
        force.overwrite(filled, to, {"raw.git": "1" * 40, "store.git": "1" * 40})
    with pytest.raises(StoreError, match="It may refuse to be overwritten: allow it there"):
        force.overwrite(filled, to, known)
    for name in ("store.git", "raw.git"):
        git(tmp_path / "copy" / name, "config", "receive.denyNonFastForwards", "false")
    force.overwrite(filled, to, known)

    for name in ("store.git", "raw.git"):
        assert git(tmp_path / "copy" / name, "rev-parse", "main") == git(filled / name, "rev-parse", "main")
    git(tmp_path / "copy/store.git", "update-ref", "refs/heads/main", known["store.git"] or "")
    with pytest.raises(StoreError, match="has commits that are not here"):
        force.seen(filled, to)


def test_one_document_goes_alone(filled: Path, git: Callable[..., str]) -> None:
    """The others of the source stay."""
    take_down(filled, "other")

    with Archive(filled) as archive:
        assert archive.documents("paper") == (("paper", "page"),)
        assert len(archive.versions("paper", "page")) == 3
        assert archive.suspect("paper", "page") == b"please wait"
    assert "Other." not in objects(filled)


def test_a_suspect_alone_can_be_purged(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """Also where no version was ever recorded."""
    archive.keep_suspect("paper", "page", b"please wait")
    archive.close()

    take_down(folder)

    assert "please wait" not in objects(folder)


def test_nothing_to_purge_is_a_mistake(filled: Path) -> None:
    """A source that is not there, a document that is not there, no reason: nothing changes."""
    heads = (filled / "heads.log").read_text()

    with pytest.raises(UsageError, match="Nothing is recorded for 'nobody'"):
        purge.purge(filled, "nobody", None, reason="x", now=lambda: NOW)
    with pytest.raises(UsageError, match="Nothing is recorded for 'paper/nothing'"):
        take_down(filled, "nothing")
    with pytest.raises(UsageError, match="needs a reason"):
        take_down(filled, reason=" \n")

    assert (filled / "heads.log").read_text() == heads


def test_a_running_round_is_not_disturbed(filled: Path) -> None:
    """The purge waits its turn."""
    with lock.round_lock(filled / layout.ROUND_LOCK, NOW), pytest.raises(LockError, match="Another round is running"):
        take_down(filled)


def test_a_damaged_store_is_not_purged(filled: Path, git: Callable[..., str]) -> None:
    """What cannot be read cannot be copied; nothing changes."""
    head = git(filled / "store.git", "rev-parse", "main")
    for pack in (filled / "store.git").glob("objects/pack/*.pack"):
        body = bytearray(pack.read_bytes())
        body[len(body) // 2] ^= 255
        pack.chmod(0o644)
        pack.write_bytes(body)

    with pytest.raises(StoreError):
        take_down(filled)

    assert git(filled / "store.git", "rev-parse", "main") == head


@pytest.mark.parametrize("renames", range(7))
def test_a_crash_leaves_the_old_store_or_the_new_one(
    filled: Path, tmp_path: Path, renames: int, monkeypatch: pytest.MonkeyPatch, git: Callable[..., str]
) -> None:
    """Whichever rename it stops before: opening the store, or `repair`, ends or forgets the purge."""
    left = [renames]
    rename = Path.rename

    def stopping(path: Path, to: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", stopping)
    try:
        take_down(filled)
    except KeyboardInterrupt:
        assert renames < 6
    else:
        assert renames >= 6
    monkeypatch.undo()
    copy = tmp_path / "copy"
    shutil.copytree(filled, copy)

    with Archive(filled) as archive:
        sources = {source for source, _ in archive.documents()}
        assert len(archive.versions("party", "page")) == 3
        archive.keep_suspect("party", "page", b"a write")
    with lock.store_lock(copy / layout.STORE_LOCK):
        swap.swap(copy)

    assert sources == ({"party", "paper"} if renames < 1 else {"party"})
    for place in (filled, copy):
        assert not [*place.glob("purge.*")]
        assert ("Theirs." in objects(place)) == (renames < 1)
        assert sum(" purged " in line for line in (place / "heads.log").read_text().splitlines()) == 2 * (renames > 0)


def test_an_address_of_what_was_purged_says_so(filled: Path, entry: Callable[..., Entry], open_rounds: Any) -> None:
    """A reader who follows a citation learns that it was taken down, not that it never was; also when watched again."""
    take_down(filled)
    rounds = open_rounds(filled)
    for text, name in (("paper@2", "paper"), ("paper/page@1", "paper/page"), ("paper/other", "paper/other")):
        with pytest.raises(UsageError, match=f"^{name} was purged"):
            rounds.archive.resolve(text)

    rounds.on(9, entry("Back again.", source="paper"))

    assert rounds.archive.resolve("paper").number == 4
    with pytest.raises(UsageError, match=r"^paper@2 was purged: .* There is only @4\.$"):
        rounds.archive.resolve("paper@2")
    with pytest.raises(UsageError, match=r"paper has no version @9: there is only @4"):
        rounds.archive.resolve("paper@9")
    rounds.archive.close()
