"""Claims found by other processes are those found here, whoever dies."""

import signal
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from daskcluster import cluster

from tracker.capture import workers
from tracker.config.person import People
from tracker.desk import finding
from tracker.desk.finding import FindingJob, FindingWork, FoundElsewhere, find_ahead, find_beside, found_in
from tracker.errors import UsageError
from tracker.extract import canonical, plain
from tracker.store import pool
from tracker.store.layout import FINDINGS
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.store.archive import Archive

Papers = Callable[[Path, int], "tuple[Archive, list[Version]]"]


@pytest.fixture
def shelf(version: Callable[..., Version]) -> Papers:
    """Makes as much of an archive as claims are found in: so many papers, each with a claim of its own."""

    def make(folder: Path, number: int) -> "tuple[Archive, list[Version]]":
        folder.mkdir(exist_ok=True)
        texts = [f"# Plan\n\nWe will plant {at + 2} trees at every school by 2030." for at in range(number)]
        read = {f"text{at}": plain.read(text, publisher="owls") for at, text in enumerate(texts)}
        versions = [version(name, 1, "Plan").model_copy(update={"text_id": name, "meta_id": name}) for name in read]
        held = SimpleNamespace(
            folder=folder,
            read_each=lambda some: ((read[one.text_id].text, canonical.meta(read[one.text_id])) for one in some),
        )
        return cast("Archive", held), versions

    return make


def kept(folder: Path) -> list[tuple[str, bytes]]:
    """All that was kept, by its names."""
    with closing(sqlite3.connect(folder / FINDINGS)) as db:
        return list(db.execute("select name, claims from finding order by name"))


class InTwos:
    """Other processes, played by this one."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, work: FindingWork, jobs: Iterable[FindingJob]) -> Iterator[FoundElsewhere]:
        """Two texts at a time."""
        every = list(jobs)
        self.asked += len(every)
        for at in range(0, len(every), 2):
            yield from work(every[at : at + 2])


def test_what_others_find_is_kept_byte_for_byte(shelf: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it had been found here; what is known is not found again, and what was found is not looked for again."""
    here, versions = shelf(tmp_path / "here", 9)
    there, _ = shelf(tmp_path / "there", 9)
    monkeypatch.setattr(finding, "_KEPT_AT_ONCE", 4)
    plainly = found_in(here, versions, People(), all_of_them=False)
    others, through = InTwos(), list[int]()

    assert find_ahead(there, [*versions, versions[0]], People(), others, tick=through.append) == 9
    assert find_ahead(there, versions, People(), others) == 0

    assert kept(tmp_path / "here") == kept(tmp_path / "there")
    assert (others.asked, through[-1], through) == (9, 10, sorted(through))
    monkeypatch.setattr("tracker.claims.find.find_claims", lambda *_, **__: pytest.fail("found again"))
    assert found_in(there, versions, People(), all_of_them=False) == plainly


@pytest.mark.parametrize("able", [True, False])
def test_all_cores_find_what_is_found_here(
    able: bool,  # noqa: FBT001 - a parameter of the test
    shelf: Papers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Byte for byte, without what is known already; where no process can be started, all of it here."""
    here, versions = shelf(tmp_path / "here", 7)
    there, _ = shelf(tmp_path / "there", 7)
    monkeypatch.setattr(finding, "_WORTH", 4)
    monkeypatch.setattr(finding, "_PART", 2)
    monkeypatch.setattr(pool, "cores", lambda: 2)
    if not able:
        monkeypatch.setattr("tracker.store.pool.ProcessPoolExecutor", _unable)
    found_in(here, versions, People(), all_of_them=False)
    found_in(there, versions[:2], People(), all_of_them=False)
    through: list[int] = []

    find_beside(there, versions, People(), tick=through.append)

    assert through == [4, 6, 7]
    assert len(kept(tmp_path / "there")) == (7 if able else 2)
    found_in(there, versions, People(), all_of_them=False)
    assert kept(tmp_path / "here") == kept(tmp_path / "there")


def _unable(*_: object) -> None:
    raise OSError


def test_few_texts_start_no_process(shelf: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs more than it spares; nor does a machine of one core start any."""
    archive, versions = shelf(tmp_path, 5)
    monkeypatch.setattr(pool, "done_ahead", lambda *_, **__: pytest.fail("processes were started"))

    find_beside(archive, versions, People())
    monkeypatch.setattr(finding, "_WORTH", 1)
    monkeypatch.setattr(pool, "cores", lambda: 1)
    find_beside(archive, versions, People())


def test_workers_with_other_rules_are_refused(shelf: Papers, tmp_path: Path) -> None:
    """What they found is not kept."""
    archive, versions = shelf(tmp_path, 3)

    def others(work: FindingWork, jobs: Iterable[FindingJob]) -> Iterator[FoundElsewhere]:
        return (one._replace(rules="of last year") for one in work(list(jobs)))

    with pytest.raises(UsageError, match="find claims by other rules: install this very tracker there"):
        find_ahead(archive, versions, People(), others)
    found_in(archive, versions[:1], People(), all_of_them=False)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("dies", ["one", "all", "scheduler", "client"])
def test_a_cluster_finds_the_same_whoever_dies(
    dies: str, shelf: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's texts are found by the other one; those of all by this process, which counts them."""
    here, versions = shelf(tmp_path / "here", 200)
    there, _ = shelf(tmp_path / "there", 200)
    found_in(here, versions, People(), all_of_them=False)

    with cluster(tmp_path) as made:
        victims = {"one": made.workers[:1], "all": made.workers, "scheduler": [made.scheduler]}.get(dies, [])

        def tick(through: int) -> None:
            for process in victims if through == 1 else ():
                process.send_signal(signal.SIGKILL)

        with workers.Cluster(made.address) as team:
            monkeypatch.setattr(workers, "PATIENCE", 2.0)
            if dies == "client":
                team._client.close()
            assert find_ahead(there, versions, People(), team.each, tick=tick) == 200

    assert kept(tmp_path / "here") == kept(tmp_path / "there")
    assert (team.done_here > 0) == (dies != "one")


def test_a_cluster_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not wait for ever."""
    with cluster(tmp_path, workers=0) as made:
        monkeypatch.setattr(workers, "PATIENCE", 2.0)
        with pytest.raises(UsageError, match="has no workers: start one"):
            workers.Cluster(made.address)
