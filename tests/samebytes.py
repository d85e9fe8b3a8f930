"""Sites built by processes of their own, compared byte by byte."""

import os
import subprocess
import sys
from pathlib import Path


def built(root: Path, site: Path, *, seed: int, jobs: int, options: tuple[str, ...] = ("--suggestions",)) -> Path:
    """The site of a working folder, written by a process whose sets have the order of that seed."""
    command = [sys.executable, "-m", "tracker", "-C", str(root), "report", str(site), "--jobs", str(jobs), *options]
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, timeout=600)
    return site


def differing(one: Path, other: Path) -> list[str]:
    """The files that only one of two sites has, or that differ in a byte; the list of files is one of them."""
    first, second = (
        {path.relative_to(site): path for path in site.rglob("*") if path.is_file()} for site in (one, other)
    )
    both = first.keys() & second.keys()
    changed = {path for path in both if first[path].read_bytes() != second[path].read_bytes()}
    return sorted(map(str, (first.keys() ^ second.keys()) | changed))
