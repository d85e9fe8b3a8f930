"""What a command costs with all that it starts: by the clock, of the processor, and at its peak of memory.

    python watching.py FOLDER ANSWER LIMIT WORD …    runs the command in FOLDER and writes what it cost to ANSWER, as JSON

A process of its own watches, as processes that a command leaves to themselves (a pool's) come back to it in the end: their
processor time counts too. Linux only.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_OFTEN = 0.01
"""Seconds between two looks at memory; each process keeps its own peak, so only one's last moment is missed."""
_PATIENCE = 5.0
"""Seconds for what is left over to end."""


@dataclass(frozen=True)
class Cost:
    """Of one run."""

    code: int
    wall: float
    cpu: float
    """Seconds of the processor, user and system, of all processes."""
    own: float
    """Peak megabytes of the process that was started."""
    helpers: float
    """The peaks of all other processes but git, together: at the most so much at once."""
    git: float
    """The peak of the largest git."""
    out: str


def watch(
    command: Sequence[str | Path], folder: Path, *, env: dict[str, str] | None = None, limit: float = float("inf")
) -> Cost:
    """Run a command to its end, or for so many seconds: then it is killed, and its code is -9."""
    answer = folder / f".cost-{os.getpid()}.json"
    try:
        words = [sys.executable, __file__, folder, answer, limit, *command]
        subprocess.run([*map(str, words)], check=True, env=env)
        return Cost(**json.loads(answer.read_text("utf-8")))
    finally:
        answer.unlink(missing_ok=True)


def _main(folder: Path, answer: Path, limit: float, command: Sequence[str]) -> None:
    if ctypes.CDLL(None).prctl(_SUBREAPER, 1):
        raise OSError("prctl")
    peaks: dict[int, tuple[bool, float, int]] = {}
    out = answer.with_suffix(".out")
    with out.open("wb") as file:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
        while process.poll() is None:
            _look(process.pid, peaks, process.pid)
            time.sleep(_OFTEN)
            if time.perf_counter() - begun > limit:
                process.kill()
        wall = time.perf_counter() - begun
    _wait_for_others()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # What was seen once may have been a copy of the command, about to become a git.
    others = [
        (is_git, size) for pid, (is_git, size, looks) in peaks.items() if pid != process.pid and (is_git or looks > 1)
    ]
    cost = Cost(
        code=process.returncode,
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        own=peaks[process.pid][1] if process.pid in peaks else 0.0,
        helpers=sum(size for is_git, size in others if not is_git),
        git=max((size for is_git, size in others if is_git), default=0.0),
        out=out.read_text("utf-8", "replace")[-20_000:],
    )
    out.unlink()
    answer.write_text(json.dumps(asdict(cost)), encoding="utf-8")


def _wait_for_others() -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            time.sleep(_OFTEN)


def _look(pid: int, peaks: dict[int, tuple[bool, float, int]], first: int) -> None:
    """Note the peaks of a process and of all below it; `first` is the command's own."""
    with suppress(OSError, ValueError):  # it may end meanwhile
        facts = dict(
            line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
        )
        if "VmHWM" in facts and (pid == first or _command(pid) != _command(first)):
            looks = peaks[pid][2] + 1 if pid in peaks else 1
            peaks[pid] = facts["Name"].strip().startswith("git"), int(facts["VmHWM"].split()[0]) / 1024, looks
        for task in Path(f"/proc/{pid}/task").iterdir():
            for below in (task / "children").read_text("ascii").split():
                _look(int(below), peaks, first)


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
