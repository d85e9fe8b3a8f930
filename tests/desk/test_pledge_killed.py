"""Whoever is killed while threads are kept leaves them whole, as they were or as they are to be."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from pledgeshelf import config

from tracker.desk.pledge_index import PledgeIndex
from tracker.links.link import Thread
from tracker.store.archive import Archive

HERE = Path(__file__).with_name("killed.py")


@pytest.fixture(scope="module")
def killed() -> ModuleType:
    """The program that kills."""
    spec = importlib.util.spec_from_file_location("killed", HERE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sigkill_leaves_threads_whole(killed: ModuleType, tmp_path: Path) -> None:
    """At every statement and moment tried: then threads are those of an undisturbed change, and of a fresh `reindex`."""
    place = tmp_path / "killed"
    ran = subprocess.run([sys.executable, HERE, place], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr

    for case in killed.CASES:
        wanted = told(killed, place / f"{case}-whole", case)
        again = remade(killed, place / f"{case}-whole", case)
        deaths = sorted(place.glob(f"{case}-[0-9m]*"))
        assert len(deaths) == len(killed.SHARES) + killed.MOMENTS
        for folder in deaths:
            assert told(killed, folder, case) == wanted, folder.name
        assert remade(killed, deaths[-1], case) == again


def told(killed: ModuleType, folder: Path, case: str) -> tuple[Thread, ...]:
    """All threads, by whoever asks after the death."""
    shelf = cast("Archive", killed.shelf_of(folder, case))
    with PledgeIndex(shelf, config(*killed.verdicts_of(folder, case))) as index:
        return index.threads()


def remade(killed: ModuleType, folder: Path, case: str) -> tuple[Thread, ...]:
    """The same after a `reindex`."""
    shelf = cast("Archive", killed.shelf_of(folder, case))
    with PledgeIndex(shelf, config(*killed.verdicts_of(folder, case))) as index:
        index.remake()
        return index.threads()
