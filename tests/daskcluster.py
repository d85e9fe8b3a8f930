"""A real Dask scheduler with workers on loopback, for the tests that `.ci/run` lets run."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class MadeCluster(NamedTuple):
    """A scheduler's address, its process, and those of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(folder: Path, *, workers: int = 2) -> Iterator[MadeCluster]:
    """Started in that folder, and killed when the block ends. Skips where it cannot run or need not."""
    distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    if not os.environ.get("TRACKER_DASK"):
        pytest.skip("a Dask cluster takes long to start; `.ci/run` sets TRACKER_DASK=1")
    file = folder / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    where = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    main = subprocess.Popen([*dask, "--port", "0", *where], **quiet)
    crew: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(300):
            if file.exists():
                break
            time.sleep(0.1)
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *where]
        crew.extend(subprocess.Popen(worker, **quiet) for _ in range(workers))
        address = json.loads(file.read_text())["address"]
        if workers:
            with distributed.Client(address, timeout=60, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=120)
        yield MadeCluster(address, main, crew)
    finally:
        for process in (*crew, main):
            process.kill()
            process.wait()
