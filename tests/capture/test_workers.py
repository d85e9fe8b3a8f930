"""Bodies read elsewhere give the same readings, whatever dies."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.capture import workers
from tracker.capture.elsewhere import ReadingJob, read_here, read_job
from tracker.capture.warden import Warden
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.errors import UsageError

SOURCE = HtmlSource.model_validate(
    {"id": "plan", "kind": "html", "publisher": "owls", "publisher_type": "party", "url": "https://example.org/plan"}
)


def jobs(count: int) -> list[ReadingJob]:
    """Pages of our own; the last one is none."""
    bodies = [
        f"<html><title>Nests</title><main><h1>Nests</h1><p>We will keep {nth} nests by the river.</p></main>".encode()
        for nth in range(count - 1)
    ]
    return [ReadingJob(SOURCE, SOURCE.url, body, None, People()) for body in (*bodies, b"")]


def test_processes_read_the_same() -> None:
    """In the same order; a body that says nothing is a reading too."""
    todo = jobs(12)

    with Warden(Settings()) as warden, workers.Processes(warden, 2) as readers:
        found = list(readers(todo))

    assert found == [read_job(job) for job in todo] == list(read_here(todo))
    assert found[-1].why


def test_a_process_that_dies_has_only_its_own_page_unread() -> None:
    """The reading says so, and what is kept of it says where; a fresh process reads the rest."""
    todo = jobs(4)
    bad = todo[1]._replace(people=Deadly())  # type: ignore[arg-type]

    with Warden(Settings(), most=1) as warden:
        found = list(workers.Processes(warden, 1)([todo[0], bad, todo[2]]))

    assert (found[0], found[2]) == (read_job(todo[0]), read_job(todo[2]))
    assert "its process ended with SIGKILL" in found[1].why
    assert found[1].fault


def test_who_takes_all_of_a_part_has_the_next_part_read_too() -> None:
    """Without asking whether there is more; who goes before the end has the rest left unread at once."""
    todo = jobs(4)

    with Warden(Settings(), most=1) as warden:
        readers = workers.Processes(warden, 1)
        for _ in range(2):
            some = readers(todo[:3])
            assert [next(some) for _ in todo[:3]] == [read_job(job) for job in todo[:3]]
            del some
        broken_off = readers(todo[:3])
        next(broken_off)
        del broken_off
        assert "it was stopped before it was read" in next(readers(todo[:1])).why


class Deadly:
    """Kills whoever asks it for a name."""

    def name_of(self, _publisher: str) -> str:
        """Never returns."""
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real Dask scheduler with two workers on loopback: (its address, the workers' processes)."""
    from daskcluster import cluster  # not above: a child that unpickles a case of this file has no such module

    with cluster(tmp_path) as made:
        yield made.address, made.workers


def test_a_cluster_reads_the_same_though_a_worker_dies(scheduler: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    """Killed in the middle: the other one reads what it had."""
    address, crew = scheduler
    todo = jobs(600)

    with workers.Cluster(address) as readers:
        reading = iter(readers(todo))
        found = [next(reading)]
        crew[0].kill()
        found.extend(reading)

    assert found == [read_job(job) for job in todo]


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to give."""
    monkeypatch.setattr(workers, "PATIENCE", 0.5)
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        workers.Cluster("tcp://127.0.0.1:1")
