"""Sudden deaths: kill -9, power cuts, a full disk. Nothing acknowledged may be lost, nothing half may be seen."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store.archive import Archive
from tracker.store.version import Entry


def _torture() -> Any:
    """The module beside this one: importlib mode has no path to it."""
    spec = importlib.util.spec_from_file_location("torture", Path(__file__).with_name("torture.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["torture"] = module
    spec.loader.exec_module(module)
    return module


torture = _torture()


def test_ten_kills_lose_nothing(archive: Archive, folder: Path) -> None:
    """Kill -9 of process and group in rounds and maintenance: acknowledged rounds are there, each whole or absent."""
    archive.close()
    acknowledged: set[str] = set()

    for said in torture.kills(folder, 10):
        acknowledged |= set(said)

    assert len(acknowledged) >= 10
    assert torture.judge(folder, acknowledged) == {}


def test_eight_power_cuts_lose_nothing(tmp_path: Path) -> None:
    """The power goes while a round is written: after it the store is sound and has every acknowledged round."""
    disk, place = tmp_path / "disk", tmp_path / "mounted"
    if reason := torture.make_disk(disk):
        pytest.skip(reason)
    acknowledged: set[str] = set()

    for folder, said in torture.power_cuts(disk, place, 8):
        acknowledged |= set(said)
        assert torture.judge(folder, acknowledged) == {}

    assert len(acknowledged) >= 8


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB in memory."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_records_nothing_and_the_next_round_works(
    small: Path, open_rounds: Callable[[Path], Any], entry: Callable[..., Entry]
) -> None:
    """No space: the round says so, nothing half is kept, and with room again all is well."""
    folder = small / "snapshots"
    rounds = open_rounds(folder)
    rounds.on(0, entry("First."))
    before = rounds.archive.head()

    with pytest.raises(StoreError, match="Nothing was recorded"):
        rounds.on(1, entry("Second.", raw=os.urandom(4 << 20)))
    after = rounds.archive.head()
    rounds.on(2, entry("Third."))

    assert after == before
    assert [version.kind for version in rounds.archive.versions("party", "page")] == ["content", "content"]
    assert torture.faults(folder) == ""
    rounds.archive.close()
