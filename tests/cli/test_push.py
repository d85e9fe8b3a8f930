"""Push and pull, as a person at a terminal or a cron job uses them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.store import lock
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

REMOTE = """
[remote.disk]
store = "{disk}/store.git"
raw = "{disk}/raw.git"
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Where the copy lies, as the settings of both folders say."""
    for name in ("one", "two"):
        (tmp_path / name / "config").mkdir(parents=True)
        (tmp_path / name / "config" / "sources.toml").write_text("")
        (tmp_path / name / "config" / "settings.toml").write_text(REMOTE.format(disk=tmp_path / "disk"))
    return tmp_path / "disk"


def test_push_and_pull_say_what_they_moved(
    disk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both heads; the second time there is nothing to do, and all of it is exit 0."""
    monkeypatch.setenv("COLUMNS", "400")  # the paths of pytest's folders are long
    one, two = str(disk.with_name("one")), str(disk.with_name("two"))
    Archive.create(Path(one) / "snapshots").close()

    codes = [main(["-C", one, "push"]), main(["-C", two, "pull", "disk"]), main(["-C", one, "push", str(disk)])]

    lines = [line.partition(";")[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == [0, 0, 0]
    assert lines == [
        "raw.git  1 commit pushed", "store.git  1 commit pushed",
        "raw.git  nothing new at the remote", "store.git  nothing new at the remote",
        "raw.git  the remote has everything", "store.git  the remote has everything",
    ]  # fmt: skip


def test_two_that_went_apart_come_together(
    disk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way is named, and gone with exit 0; then both push and pull as before."""
    monkeypatch.setenv("COLUMNS", "400")
    one, two = disk.with_name("one"), disk.with_name("two")
    day = datetime(2024, 6, 1, tzinfo=UTC)
    for folder in (one, two):
        with (folder / "config/settings.toml").open("a") as settings:
            settings.write("private = true\n")
    for nth, folder in enumerate((one, two)):  # at two times: equal commits would be one history
        with Archive.create(folder / "snapshots", now=lambda at=day + timedelta(days=nth): at) as archive:
            archive.write(
                [page(f"Seen by {folder.name}.", day + timedelta(days=nth))], round_of(day + timedelta(days=nth))
            )
    main(["-C", str(one), "push"])

    assert main(["-C", str(two), "pull"]) == 4
    assert "Run `tracker pull --replay`" in capsys.readouterr().err
    assert main(["-C", str(two), "pull", "--replay"]) == 0
    lines = [line.partition(";")[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "raw.git  2 commits pulled",
        "store.git  3 commits pulled",
        "2 commits of this folder added on top again.",
        "= party@1 is now party@2",
        "Old commit ids still work",
    ]
    assert [main(["-C", str(two), "push"]), main(["-C", str(one), "pull"]), main(["-C", str(one), "verify"])] == [
        0,
        0,
        0,
    ]
    assert main(["-C", str(one), "pull", "--replay"]) == 0


def page(sentence: str, at: datetime) -> Entry:
    """A version of a page."""
    return Entry(
        source="party",
        document="page",
        kind="first",
        title="Plan",
        text=f"# Plan\n\n{sentence}\n".encode(),
        meta=b"{}\n",
        raw=sentence.encode(),
        url="https://example.org/",
        final_url="https://example.org/",
        status=200,
        fetched_at=at,
        extractor="tracker-html/1",
        config_key="0123456789ab",
    )


def round_of(at: datetime) -> RunRecord:
    """The record of the round that saw it."""
    run = at.strftime("%Y%m%dT%H%M%SZ")
    return RunRecord(id=run, started=at, finished=at, tracker="0.1.0", recorded={"party/page": 0})


def test_trouble_has_a_sentence_and_a_code(disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2 for what is asked wrongly, 4 for what goes apart, 5 while a round runs."""
    one, two = disk.with_name("one"), disk.with_name("two")
    for folder in (one, two):
        with Archive.create(folder / "snapshots") as archive:
            archive.move_mark(folder.name, "0" * 40)
    main(["-C", str(one), "push"])

    assert main(["-C", str(two), "push", "ext::sh"]) == 2
    assert main(["-C", str(two), "push"]) == 4
    assert main(["-C", str(two), "pull"]) == 4
    with Archive(two / "snapshots") as archive, lock.round_lock(two / "snapshots" / "round.lock", archive._now()):
        assert main(["-C", str(two), "pull"]) == 5
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith("tracker: ") for line in said] == [True] * 4
    assert "have diverged" in said[2]
