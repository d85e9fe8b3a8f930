"""Work done ahead by other processes gives what it gives here, whatever dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.store import ahead, pool
from tracker.store.archive import Archive
from tracker.store.history import walk
from tracker.store.index import COMPARED
from tracker.store.version import Entry

PARTS = [(f"part {number}", number) for number in range(40)]


def doubled(number: int) -> int:
    """What a process is asked to do."""
    return 2 * number


def deadly(number: int) -> int:
    """The same, but that one job kills whoever does it."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_parts_come_in_their_order_with_what_others_made_of_them() -> None:
    """The first ones are left to whoever asks, as it is not worth the start of a process."""
    found = list(pool.done_ahead(doubled, PARTS, processes=2, alone=3))

    assert found == [(name, None if number < 3 else 2 * number) for name, number in PARTS]


def test_a_process_that_is_killed_leaves_its_parts_to_us() -> None:
    """Every part is told once, in its order; those that were done before are done."""
    found = list(pool.done_ahead(deadly, PARTS, processes=1, alone=0))

    assert [name for name, _ in found] == [name for name, _ in PARTS]
    assert [result for _, result in found][:1] == [0]
    assert {result for _, result in found[7:]} == {None}


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without semaphores, or at its limit of processes, reads everything as before."""

    def unable(*_: object) -> None:
        raise OSError("no space for semaphores")

    monkeypatch.setattr(pool, "ProcessPoolExecutor", unable)

    assert list(pool.done_ahead(doubled, PARTS, processes=2, alone=0)) == [(name, None) for name, _ in PARTS]


def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    """Not even where it is killed, so that it can tell nobody."""
    script = tmp_path / "asks.py"
    script.write_text(
        "import os, sys, time\n"
        "from tracker.store.pool import done_ahead\n"
        "if __name__ == '__main__':\n"
        "    for pid, found in done_ahead(time.sleep, ((n, 0) for n in range(99)), processes=1, alone=0):\n"
        "        print(os.getpid(), flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as asking:
        assert asking.stdout is not None
        asking.stdout.readline()
        helpers = below(asking.pid)

        asking.kill()

    assert len(helpers) >= 2
    assert gone(helpers)


def below(pid: int) -> list[int]:
    """All processes that it has started, and theirs."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, line.split())) for line in told.splitlines()]
    found = [pid]
    for one in found:
        found += [child for child, parent in parents if parent == one]
    return found[1:]


def gone(pids: list[int]) -> bool:
    """Whether they end within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not [pid for pid in pids if is_running(pid)]:
            return True
        time.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    """Whether it is there, and not only waited for."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.strip().startswith("Z")


def rows(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the index, row by row."""
    index = archive._open.index
    return {name: [tuple(row) for row in index.rows(f"select * from {name}")] for name in (*COMPARED, "run", "version")}  # noqa: S608


@pytest.mark.parametrize("processes", [1, 3])
def test_the_index_is_the_same_however_many_processes_read(
    rounds: Any, archive: Archive, entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """Row by row, with texts that were imported from before, and read anew."""
    monkeypatch.setattr(ahead, "ALONE", 0)
    rounds.on(0, entry("First.", kind="first"), entry("Other.", document="other", kind="first"))
    rounds.on(5, entry("Second. " + "More is said here. " * 40), entry("Its second.", document="other"))
    rounds.on(6, entry("Older.", kind="import"), entry("First."))
    rounds.on(7, entry("Second again.", kind="reextract"))
    monkeypatch.setattr(pool, "cores", lambda: 1)
    archive.reindex()
    alone = rows(archive)
    handed: list[int] = []
    real = pool.done_ahead
    monkeypatch.setattr(pool, "cores", lambda: processes + 1)
    monkeypatch.setattr(
        pool, "done_ahead", lambda *given, **more: (handed.append(more["processes"]), real(*given, **more))[1]
    )

    archive.reindex()

    assert handed == [processes]
    assert rows(archive) == alone
    assert alone["sentence"]


def test_texts_that_are_too_much_together_are_left_to_us(
    rounds: Any, archive: Archive, entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is a text that cannot be read: whoever wants it says so. Their facts are known all the same."""
    made = [rounds.on(day, entry(f"Version {day}."))[0] for day in range(3)]
    git = archive._open.store
    messages = {one.id: one.message for one in walk(git, git.head() or "")}
    texts = [made[0].text_id, "0" * 40, made[2].text_id]
    job = ahead.AheadJob(
        git.path, tuple((one.commit, messages[one.commit], text) for one, text in zip(made, texts, strict=True))
    )

    whole = ahead.read(job)
    monkeypatch.setattr(ahead, "_MOST_BYTES", 40)
    cut = ahead.read(job)

    assert [list((one.said or {}).values()) for one in whole.values()] == [
        ["Our plan", "Version 0."],
        [],
        ["Our plan", "Version 2."],
    ]
    assert [one.said is None for one in cut.values()] == [False, True, True]
    assert all(one.facts for one in cut.values())
