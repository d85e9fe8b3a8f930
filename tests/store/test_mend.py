"""What `repair` makes good without a backup, and what it cannot: each line of the table in docs/store.md."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store.archive import Archive
from tracker.store.repair import RepairResult, repair
from tracker.store.verify import verify
from tracker.store.version import Entry

MAIN = "refs/heads/main"


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, open_rounds: Callable[[Path], Any], entry: Callable[..., Entry]
) -> Path:
    """A sound store of four rounds, with all that git derives."""
    folder = tmp_path_factory.mktemp("mend") / "snapshots"
    rounds = open_rounds(folder)
    for day in range(4):
        rounds.on(day, entry(f"Day {day}."))
    rounds.archive.close()
    return folder


@pytest.fixture
def held(template: Path, folder: Path) -> Path:
    """A copy of it."""
    shutil.copytree(template, folder)
    return folder


def mend(folder: Path) -> RepairResult:
    """Repair."""
    return repair(folder, now=lambda: datetime(2024, 7, 1, 9, tzinfo=UTC))


def told(folder: Path) -> str:
    """What verify finds, a line each."""
    return "\n".join(f"{one.where}: {one.what}; {one.do}" for one in verify(folder, deep=False).damage)


def is_whole(folder: Path) -> bool:
    """Whether nothing is wrong, and all four versions are there."""
    with Archive(folder) as archive:
        numbers = [one.number for one in archive.versions("party", "page")]
    return verify(folder, deep=True).damage == () and numbers == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "body"), [("store.git", b""), ("raw.git", b"\0" * 41), ("raw.git", b"0" * 40 + b"\n"), ("store.git", None)]
)
def test_a_branch_that_names_no_commit_is_brought_back(held: Path, name: str, body: bytes | None) -> None:
    """From heads.log, where all that its last head names is there; nothing is said to be lost."""
    ref = held / name / MAIN
    head = ref.read_text()
    ref.unlink() if body is None else ref.write_bytes(body)

    assert f"{name}/{MAIN}: it names no commit that is there; run `tracker repair`" in told(held)
    with pytest.raises(StoreError):
        Archive(held)
    (said,) = mend(held).mended

    assert said == f"Brought {name} back to commit {head[:12]}, where its branch stood: {MAIN} named no commit."
    assert ref.read_text() == head
    assert is_whole(held)


def test_gits_own_log_tells_it_too(held: Path) -> None:
    """Where heads.log is gone as well; a write that was not noted yet is not lost."""
    (held / "heads.log").unlink()
    (held / "store.git" / MAIN).write_bytes(b"")
    (held / "raw.git" / MAIN).write_bytes(b"")

    assert len(mend(held).mended) == 2
    assert is_whole(held)


def test_a_branch_whose_newest_commit_is_gone_is_not_set_back(held: Path) -> None:
    """An older head would be history taken back: that needs the backup, and it is said."""
    log = held / "heads.log"
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:-1]) + lines[-1][:-41] + "a" * 40 + "\n")
    (held / "store.git" / MAIN).write_bytes(b"")

    with pytest.raises(StoreError, match=r"names no commit.*Restore store\.git from a backup"):
        mend(held)


@pytest.mark.parametrize(
    ("file", "body", "said"),
    [
        ("HEAD", b"", "raw.git/HEAD points to refs/heads/main again."),
        ("HEAD", b"\0\0\0", "raw.git/HEAD points to refs/heads/main again."),
        ("HEAD", None, "raw.git/HEAD points to refs/heads/main again."),
        ("HEAD", b"ref: refs/heads/other\n", "raw.git/HEAD points to refs/heads/main again."),
        ("config", b"[core\n\0garbage", "Rebuilt raw.git/config; settings of your own are gone from it."),
        ("config", None, "Rebuilt raw.git/config"),
        ("config", b"[core]\n\tbare = true\n", "Set gc.auto of raw.git to 0 again."),
        (
            "config",
            b"[core]\n\trepositoryformatversion = 7\n",
            "Set core.repositoryformatversion of raw.git to 0 again.",
        ),
        ("packed-refs", b"garbage\n", "Brought raw.git back to commit"),
    ],
)
def test_files_of_git_that_hold_no_history_are_made_good(held: Path, file: str, body: bytes | None, said: str) -> None:
    """HEAD, settings, packed-refs: verify names each, and repair what it did."""
    path = held / "raw.git" / file
    if file == "packed-refs":
        (held / "raw.git" / MAIN).unlink()
    path.unlink() if body is None else path.write_bytes(body)

    assert "run `tracker repair`" in told(held)
    assert said in "\n".join(mend(held).mended)
    assert is_whole(held)


@pytest.mark.parametrize(
    ("pattern", "cut"),
    [
        ("objects/pack/multi-pack-index", 0),
        ("objects/pack/multi-pack-index", -1),
        ("objects/pack/*.idx", 100),
        ("objects/info/commit-graphs/*.graph", 40),
        ("objects/info/commit-graphs/commit-graph-chain", 5),
    ],
)
def test_what_git_derives_is_made_anew(held: Path, git: Callable[..., str], pattern: str, cut: int) -> None:
    """Indexes of packs and the commit-graph: the packs have everything that is in them."""
    git(held / "store.git", "multi-pack-index", "write")
    path = min((held / "store.git").glob(pattern))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:cut])

    assert f"{path.relative_to(held)}: it is damaged or missing; git makes it from other files; run" in told(held)
    assert any(path.name in said for said in mend(held).mended)
    assert is_whole(held)


def test_an_index_of_a_pack_that_is_gone_is_made_anew(held: Path) -> None:
    """Without it git does not see the pack."""
    path = min((held / "raw.git").glob("objects/pack/*.idx"))
    path.unlink()

    assert "it is damaged or missing" in told(held)
    mend(held)
    assert is_whole(held)


def test_a_damaged_pack_is_beyond_mending(held: Path) -> None:
    """What it held was in it alone."""
    pack = min((held / "raw.git").glob("objects/pack/*.pack"))
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:-30])
    pack.with_suffix(".idx").unlink()

    with pytest.raises(StoreError, match=r"is damaged, not only its index\. Restore raw\.git from a backup"):
        mend(held)


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        ([], "the move of store.git"),
        ([0, 1, 2], "before line"),
        ([0, 1, 5, 6, 7], "before line"),
        ([0, 1, 2, 3, 4, 5, 6, 7, "\x1b[31m no move\n"], "it is not a move of a branch"),
    ],
)
def test_a_log_of_heads_that_was_emptied_or_cut_is_damage(
    held: Path, entry: Callable[..., Entry], open_rounds: Callable[[Path], Any], kept: list[int | str], fault: str
) -> None:
    """Also after the next round; repair makes it whole from the repositories, says so, and keeps what it was."""
    log = held / "heads.log"
    whole = log.read_text()
    lines = whole.splitlines(keepends=True)
    log.write_text("".join(lines[one] if isinstance(one, int) else one for one in kept))

    assert fault in told(held)
    rounds = open_rounds(held)
    rounds.on(9, entry("Day 9."))
    rounds.archive.close()
    assert fault in told(held)
    was = log.read_text()
    (said,) = mend(held).mended

    assert said.startswith("Made heads.log whole from the repositories: ")
    assert (held / "heads.log.damaged").read_text() == was
    assert verify(held, deep=False).damage == ()
    assert mend(held).mended == ()


def test_a_log_that_was_moved_away_begins_anew(
    held: Path, entry: Callable[..., Entry], open_rounds: Callable[[Path], Any]
) -> None:
    """As docs/store.md says after a restore: the first write notes the heads that are there, and nothing is damage."""
    (held / "heads.log").unlink()
    rounds = open_rounds(held)
    rounds.on(9, entry("Day 9."))
    rounds.archive.close()

    assert [line.split()[1] for line in (held / "heads.log").read_text().splitlines()[:2]] == ["repaired"] * 2
    assert told(held) == ""


def test_a_rewritten_history_is_not_mended(held: Path, git: Callable[..., str]) -> None:
    """The log tells of another one: that is evidence."""
    git(held / "store.git", "update-ref", MAIN, "main~1")
    before = (held / "heads.log").read_text()

    with pytest.raises(StoreError, match="was rewritten"):
        mend(held)
    assert (held / "heads.log").read_text() == before


@pytest.mark.parametrize(
    "place",
    ["heads.log", "index.sqlite", "round.lock", "store.inflight", "claims.sqlite", "raw.git/HEAD", f"store.git/{MAIN}"],
)
def test_a_folder_in_the_place_of_a_file_is_one_sentence(held: Path, place: str) -> None:
    """From verify, repair and every command; nothing is removed."""
    path = held / place
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "mine.txt").write_text("mine")

    assert told(held) == f"{place}: a folder is where tracker keeps a file; look what is in it, and move it away"
    for attempt in (lambda: mend(held), lambda: Archive(held), lambda: Archive.create(held)):
        with pytest.raises(StoreError, match=r"a folder is where tracker keeps a file\. Look what is in it"):
            attempt()
    assert (path / "mine.txt").read_text() == "mine"


def test_a_ref_of_a_pull_that_a_power_cut_emptied_goes(held: Path) -> None:
    """Git itself only warns of it for ever."""
    ref = held / "store.git/refs/incoming/main"
    ref.parent.mkdir()
    ref.write_bytes(b"")

    assert mend(held).removed == ("store.git/refs/incoming/main",)
    assert is_whole(held)
