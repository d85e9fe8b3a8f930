"""Two ways to end a writer when it least expects it: kill -9, and the power cut of a whole file system."""

import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.store.archive import Archive

WRITER = Path(__file__).with_name("writer.py")
SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN; with NO_FLUSH neither data nor journal in memory reach the disk any more."""
NO_FLUSH = struct.pack("I", 2)
LONGEST = 0.2
"""Seconds that a writer may live after its first acknowledged round: about two rounds, so most kills hit a write."""
FEW_PACKS = "import sys, runpy; from tracker.store import care; care.MOST_PACKS = 2; sys.argv.pop(0)\n"
FEW_PACKS += "runpy.run_path(sys.argv[0], run_name='__main__')"
"""The writer, with so few packs that most rounds do maintenance too."""


def start(folder: Path, name: str) -> subprocess.Popen[str]:
    """A writer in a process group of its own."""
    command = [sys.executable, "-c", FEW_PACKS, str(WRITER), str(folder), name, "100000"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )


def kills(folder: Path, count: int, *, seed: int = 7) -> Iterator[list[str]]:
    """Kill so many writers, the process alone and its whole group in turn: `source round` of what each acknowledged."""
    chance = random.Random(seed)
    for nth in range(count):
        writer = start(folder, f"s{nth}")
        first = _line(writer)
        time.sleep(chance.uniform(0, LONGEST))
        if nth % 2:
            os.killpg(writer.pid, signal.SIGKILL)
        else:
            writer.send_signal(signal.SIGKILL)
        yield [f"s{nth} {run}" for run in (first + writer.communicate()[0]).split()]


def power_cuts(disk: Path, place: Path, count: int, *, seed: int = 7) -> Iterator[tuple[Path, list[str]]]:
    """Cut the power of a disk image so many times while a writer runs: (the store as found after, what it said)."""
    chance = random.Random(seed)
    with mounted(disk, place):
        Archive.create(place / "snapshots").close()
    for nth in range(count):
        with mounted(disk, place):
            writer = start(place / "snapshots", f"s{nth}")
            first = _line(writer)
            time.sleep(chance.uniform(0, 2 * LONGEST))
            _cut(place)
            os.killpg(writer.pid, signal.SIGKILL)
            said = [f"s{nth} {run}" for run in (first + writer.communicate()[0]).split()]
        with mounted(disk, place):
            yield place / "snapshots", said


def make_disk(disk: Path) -> str | None:
    """Make an empty ext4 image; the reason why it cannot be done or used here, or None."""
    if os.geteuid() != 0:
        return "only root may mount a disk image"
    if not shutil.which("mkfs.ext4"):
        return "there is no mkfs.ext4"
    with disk.open("wb") as file:
        file.truncate(256 << 20)
    subprocess.run(["mkfs.ext4", "-q", str(disk)], check=True)
    probe = disk.with_name("probe")
    try:
        with mounted(disk, probe):
            _cut(probe)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"a disk image cannot be mounted and shut down here: {error}"
    return None


@contextmanager
def mounted(disk: Path, place: Path) -> Iterator[None]:
    """The image, mounted there."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(disk), str(place)], check=True, capture_output=True)
    try:
        yield
    finally:
        _unmount(place)


def recorded(archive: Archive, letter: str) -> set[str]:
    """`source round` of each version of the documents of that name, each read whole from git."""
    return {
        f"{source} {version.run}"
        for source, document in archive.documents()
        for version in archive.versions(source, document)
        if document == letter
        and archive.text(version) == f"# A page\n\nRound {version.run}.\n"
        and archive.raw(version)
    }


def faults(folder: Path) -> str:
    """What git finds wrong with both repositories; empty when nothing is."""
    said = b""
    for name in ("store.git", "raw.git"):
        command = [
            "git",
            "--git-dir",
            str(folder / name),
            "fsck",
            "--strict",
            "--full",
            "--no-dangling",
            "--no-progress",
        ]
        done = subprocess.run(command, capture_output=True, check=False)
        said += done.stdout + done.stderr
    return said.decode("utf-8", "replace")


def judge(folder: Path, acknowledged: set[str]) -> dict[str, object]:
    """What is wrong after a death: nothing should be. The archive is opened and written to, as the next round does."""
    with Archive(folder) as archive:
        archive.keep_suspect("party", "page", f"{time.time_ns()}".encode())
        first, second = recorded(archive, "a"), recorded(archive, "b")
        runs = {run.id for run in archive.runs()}
        wrong = {
            "lost": sorted(acknowledged - (first & second)),
            "partial": sorted(first ^ second) + sorted({name.split()[1] for name in first} ^ runs),
            "fsck": faults(folder),
            "packs": sum(len(list((folder / name).glob("objects/pack/tmp_*"))) for name in ("store.git", "raw.git")),
        }
    return {name: value for name, value in wrong.items() if value}


def _line(writer: subprocess.Popen[str]) -> str:
    if writer.stdout is None or not (line := writer.stdout.readline()):
        raise AssertionError("The writer could not write its first round: the round before it was not cleared away.")
    return line


def _cut(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUTDOWN, NO_FLUSH)
    finally:
        os.close(handle)


def _unmount(place: Path) -> None:
    """As soon as the git children that outlived their parent have let go of it; ten seconds at most."""
    for _ in range(100):
        done = subprocess.run(["umount", str(place)], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(done.stderr)
