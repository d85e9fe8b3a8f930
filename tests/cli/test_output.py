"""Output to whatever stands behind it: pipes that lack our signs, a full disk, readers who leave, nothing at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import hostile_store

SOURCE = """\
[[source]]
id = "plan"
kind = "file"
path = "plan.html"
publisher = "labour"
publisher_type = "party"
"""
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store full of odd text."""
    return hostile_store(tmp_path_factory.mktemp("store") / "watch", longest=500).root


def tracker(folder: Path, *args: str, out: int | Path = subprocess.PIPE, **env: str) -> tuple[int, bytes, str]:
    """Exit code, standard output and standard error of a real process."""
    command = [sys.executable, "-m", "tracker", "-C", str(folder), *args]
    if isinstance(out, Path):
        with out.open("wb") as file:
            ended = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, env={**os.environ, **env}, check=False)
    else:
        ended = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env={**os.environ, **env}, check=False)
    return ended.returncode, ended.stdout or b"", ended.stderr.decode()


def left(folder: Path, *args: str) -> tuple[int, str]:
    """Exit code and standard error of a process whose reader left before the first word."""
    read, write = os.pipe()
    os.close(read)
    try:
        code, _, said = tracker(folder, *args, out=write)
    finally:
        os.close(write)
    return code, said


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["Latin-1", "Windows-1252", "ASCII"],
)
def test_signs_that_a_pipe_lacks_are_replaced(folder: Path, env: dict[str, str]) -> None:
    """No traceback, and all that the encoding has stays."""
    code, said, fault = tracker(folder, "changes", **env)

    assert (code, fault) == (0, "")
    assert (b"?" if "PYTHONIOENCODING" in env else b"->") in said
    assert b"new text seen" in said


@FULL
@pytest.mark.parametrize("args", [("log",), ("--help",), ("status", "--format", "json")], ids=" ".join)
def test_a_full_disk_is_one_sentence(folder: Path, args: tuple[str, ...]) -> None:
    """What is asked for could not be written: that is exit code 4, not a success, and no bug."""
    code, _, fault = tracker(folder, *args, out=Path("/dev/full"))

    assert code == 4
    assert fault == (
        "tracker: The output could not be written: no space left on device. Send it somewhere else, then run the command "
        "again.\n"
    )


@pytest.mark.parametrize("args", [("changes",), ("--help",), ("sources", "list")], ids=" ".join)
def test_a_reader_who_leaves_is_no_error(folder: Path, args: tuple[str, ...]) -> None:
    """`| head` has what it wanted."""
    assert left(folder, *args) == (0, "")


def test_a_round_ends_though_nobody_reads(tmp_path: Path) -> None:
    """A reader who leaves stops no recording, and costs no exit code; a full disk for the words costs 4, and no page."""
    tracker(tmp_path, "init", str(tmp_path))
    (tmp_path / "config" / "sources.toml").write_text(SOURCE)
    page = (
        "<html><body><main><h1>Nests</h1><p>"
        + "We will count the nests in the wood. " * 20
        + "</p></main></body></html>"
    )
    (tmp_path / "plan.html").write_text(page)

    assert left(tmp_path, "snapshot")[0] == 0
    (tmp_path / "plan.html").write_text(page.replace("wood", "oak"))
    if Path("/dev/full").exists():
        assert tracker(tmp_path, "snapshot", out=Path("/dev/full"))[0] == 4
    else:
        tracker(tmp_path, "snapshot")

    assert tracker(tmp_path, "log", "plan")[1].count(b"plan@") == 2


def test_closed_streams_take_nothing(folder: Path) -> None:
    """Where standard output is closed from the start, a command does what it does all the same."""
    command = f'exec "{sys.executable}" -m tracker -C "{folder}" status >&- 2>&-'

    assert subprocess.run(["/bin/sh", "-c", command], check=False).returncode == 0
