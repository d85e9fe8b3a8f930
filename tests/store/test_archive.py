"""The archive as a whole, and what plain git says of it."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

WRITER = Path(__file__).with_name("writer.py")
HOSTILE = "“Plan”\n\nSource-Id: forged\r\nRun-Id: 1\x00--output=/tmp/x"


def fsck(folder: Path, git: Callable[..., str], *options: str) -> str:
    """What git finds wrong with both repositories."""
    return git(folder / "store.git", "fsck", "--strict", *options) + git(
        folder / "raw.git", "fsck", "--strict", *options
    )


def test_what_was_recorded_comes_back(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """Text, metadata, raw bytes and every fact."""
    made = entry("A pledge of £1.5bn – “fully costed”.", kind="first", etag='W/"x"', charset="windows-1252")

    (version,) = rounds.on(0, made)

    assert (archive.text(version).encode(), archive.meta(version), archive.raw(version)) == (
        made.text,
        made.meta,
        made.raw,
    )
    assert (version.address, version.kind, version.title, version.url) == ("party@1", "first", made.title, made.url)
    assert version.charset == "windows-1252"
    assert version.captured_at == version.last_seen == made.fetched_at + timedelta(seconds=5)
    assert archive.versions("party", "page") == (version,) == (archive.latest("party", "page"),)
    assert archive.documents() == (("party", "page"),) == archive.documents("party")
    assert archive.documents("other") == ()


def test_an_entry_without_raw_bytes_has_none(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """And the repository of raw bytes gets no commit."""
    (version,) = rounds.on(0, entry(raw=None))

    assert (version.raw_id, archive.raw(version)) == (None, None)


def test_hostile_facts_stay_facts(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """A title, address or ETag forges no trailer, no option and no commit."""
    hostile = entry(title=HOSTILE, url=f"https://x/{HOSTILE}", final_url=HOSTILE, etag=HOSTILE, last_modified=HOSTILE)

    (version,) = rounds.on(0, hostile)

    assert version.title == "“Plan” Source-Id: forged Run-Id: 1 --output=/tmp/x"
    said = git(folder / "store.git", "log", "--format=%(trailers:key=Source-Id,valueonly)|%s", "--", "docs").strip()
    assert said == "party\n|party: “Plan” Source-Id: forged Run-Id: 1 --output=/tmp/x"
    assert fsck(folder, git) == ""


def test_a_quiet_round_is_one_commit_under_runs(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """Nothing else is touched, and raw.git is not touched at all."""
    rounds.on(0, entry())
    raw, before = git(folder / "raw.git", "rev-parse", "main"), archive.head()

    rounds.on(1, unchanged={"party/page": 5})

    changed = git(folder / "store.git", "log", "--format=%s", "--name-only", f"{before}..main").split("\n")
    assert changed == [
        "run 20240602T060002Z: 0 recorded, 1 unchanged, 0 failed", "", "runs/2024/06/20240602T060002Z.json", ""
    ]  # fmt: skip
    assert git(folder / "raw.git", "rev-parse", "main") == raw


def test_what_is_held_already_is_not_recorded_again(
    rounds: Any, archive: Archive, entry: Callable[..., Entry], record: Callable[..., RunRecord]
) -> None:
    """Neither a text, nor a body under new metadata, nor the same record."""
    first, twice = rounds.on(0, entry(), entry())
    (again,) = rounds.on(1, entry())
    (meta,) = rounds.on(2, entry(meta=b"{}\n", kind="meta"))
    head = archive.head()

    archive.write([], archive.runs()[0])

    assert first == twice == again
    assert (meta.number, meta.text_id, meta.raw_id) == (2, first.text_id, first.raw_id)
    assert archive.head() == head


def test_plain_git_reads_the_store_as_sentences(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """`log -p`, `blame`, `log -S` and `clone` are useful without tracker."""
    rounds.on(0, entry("We will keep the cap.\nWe will open nurseries."))
    rounds.on(1, entry("We aim to keep the cap.\nWe will open nurseries."))
    store = folder / "store.git"

    patch = git(store, "log", "-1", "-p", "--", "docs/party/page/text.md")
    blame = git(store, "blame", "main", "--", "docs/party/page/text.md").splitlines()
    searched = git(store, "log", "-S", "will keep the cap", "--format=%s %as", "--", "docs").splitlines()

    assert "\n-We will keep the cap.\n+We aim to keep the cap.\n We will open nurseries.\n" in patch
    assert ["2024-06-02" in line for line in blame] == [False, False, True, False]
    assert searched == ["party: Our plan 2024-06-02", "party: Our plan 2024-06-01"]
    assert fsck(folder, git) == ""


def test_revisions_are_chosen_by_time_round_or_source(
    rounds: Any, archive: Archive, clock: Any, entry: Callable[..., Entry]
) -> None:
    """Oldest first, each with the version before it."""
    rounds.on(0, entry("1."), entry("A.", source="dfe"))
    rounds.on(1, entry("2."), entry("B.", source="dfe"))
    day = clock.time
    rounds.on(2, entry("3."), entry("C.", source="press"))

    def chosen(**how: Any) -> list[str]:
        return [f"{pair.old.address} {pair.new.address}" for pair in archive.revisions(**how)]

    assert chosen() == ["party@1 party@2", "dfe@1 dfe@2", "party@2 party@3"]
    assert chosen(since=day) == ["party@2 party@3"]
    assert chosen(run="20240602T060002Z") == ["party@1 party@2", "dfe@1 dfe@2"]
    assert chosen(source="dfe") == ["dfe@1 dfe@2"]
    assert [version.address for version in archive.firsts(since=day)] == ["press@1"]
    seen = archive.versions("dfe", "page")[0].commit
    assert [version.address for version in archive.firsts(after=seen)] == ["press@1"]


def test_rounds_are_found_again(rounds: Any, archive: Archive, clock: Any) -> None:
    """Newest first; a second round in one second gets an id of its own."""
    for day in (0, 1, 1):
        rounds.on(day)

    assert [run.id for run in archive.runs()] == ["20240602T060002Z-2", "20240602T060002Z", "20240601T060002Z"]
    assert archive.runs(limit=1) == (archive.run("20240602T060002Z-2"),)
    with pytest.raises(UsageError, match="No round 'x' is recorded"):
        archive.run("x")


def test_a_suspect_body_is_kept_once(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """For a person to look at; the document itself is not touched."""
    for body in (b"please wait", b"please wait", b"404"):
        archive.keep_suspect("party", "page", body)

    assert archive.suspect("party", "page") == b"404"
    assert archive.suspect("party", "other") is None
    assert (
        git(folder / "raw.git", "rev-list", "--count", "main").strip() == "4"
    )  # with the first one, and the one that raised the format


def test_two_processes_write_without_loss(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """Every round of both is there, in one line of history."""
    command = [sys.executable, str(WRITER), str(folder)]
    writers = [subprocess.Popen([*command, name, "6"], stdout=subprocess.PIPE) for name in ("one", "two")]
    for writer in writers:
        writer.communicate()

    assert [writer.returncode for writer in writers] == [0, 0]
    assert {len(archive.versions(*name)) for name in archive.documents()} == {6}
    assert len(archive.runs()) == 12
    assert git(folder / "store.git", "rev-list", "--count", "--first-parent", "main").strip() == str(2 + 12 * 3)
    assert fsck(folder, git) == ""


def test_a_killed_writer_loses_nothing_acknowledged(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """Kill -9 at random moments: what was acknowledged is there, a batch is whole or absent, the next round works."""
    chance = random.Random(7)
    acknowledged: list[str] = []
    for nth in range(3):
        command = [sys.executable, str(WRITER), str(folder), f"s{nth}", "1000"]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.4))
        if nth % 2:
            subprocess.run(["kill", "-9", "--", f"-{writer.pid}"], check=True)
        else:
            writer.send_signal(signal.SIGKILL)
        acknowledged += [f"s{nth} {run}" for run in (first + writer.communicate()[0]).split()]

    archive.keep_suspect("party", "page", b"the next write works")

    found = {letter: recorded(archive, letter) for letter in "ab"}
    assert len(acknowledged) >= 3  # each writer has acknowledged one before it was killed
    assert set(acknowledged) <= found["a"] == found["b"]
    assert fsck(folder, git, "--no-dangling") == ""


def recorded(archive: Archive, letter: str) -> set[str]:
    """Source and round of each version of the documents of that name."""
    return {
        f"{source} {version.run}"
        for source, document in archive.documents()
        for version in archive.versions(source, document)
        if document == letter
    }


def test_a_folder_without_a_store_says_how_to_make_one(tmp_path: Path) -> None:
    """The first thing a newcomer may meet."""
    with pytest.raises(UsageError, match=r"There is no store in .*Make one with `tracker init`"):
        Archive(tmp_path)
