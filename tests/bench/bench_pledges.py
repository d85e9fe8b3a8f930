"""What a person waits for: `pledges`, `trace`, a round, `confirm`, each as a command, at 1,000, 10,000 and 100,000 claims.

Claims are made from the words of the shipped background table, a tenth of them reworded later; then the real record, where
it lies beside the project. Wall and processor seconds of the command with all its start, and its peak of memory. *Cold* is a
store without its caches; *found* one whose claims were found, as a round leaves it, and never woven; *new* and *older* what
`pledges` takes when a round has brought a page of so many claims, later or earlier than all the others, which is what the
round itself takes to bring the threads up to date. `bench_pledges.py 10000 real` measures these alone.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pledge_store
from bench_links import made
from rounds_tools import Ran
from rounds_tools import run as run_command

from tracker.config.load import load
from tracker.desk.finding import read_new
from tracker.extract import plain
from tracker.store.archive import Archive
from tracker.store.layout import FINDINGS, THREADS

TIMES = 3
"""Runs of what is quick; the least counts."""
SIZES = (1_000, 10_000, 100_000)
STEPS = ("cold", "found", "warm", "`trace`", "1 new claim", "100 new", "1 older", "`confirm`", "after it")
_NEWS = ["We will open 400 breakfast clubs in primary schools by 2031."]
_OLDER = ["We will mend the roofs of 90 village halls before the next school year."]


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A row for each size; 10,000 and 100,000 claims and the real record only in the long one."""
    yield from of(SIZES if long else SIZES[:1], real=long)


def of(sizes: Sequence[int], *, real: bool) -> Iterator[str]:
    """Each size and, where it is asked for and lies beside the project, the real record; then how each step grows."""
    yield f"Numpy, by which much is added up: {'yes' if find_spec('numpy') else 'no'}. Load: {_load()}."
    yield ""
    yield f"| claims | {' | '.join(STEPS)} | kept |"
    yield f"|--:{'|--:' * len(STEPS)}|--:|"
    grown: dict[int, list[Ran]] = {}
    with tempfile.TemporaryDirectory(prefix="tracker-pledges-") as place:
        for size in sizes:
            grown[size], row = _row(f"{size:,} made", pledge_store.of_claims(Path(place) / str(size), size))
            yield row
        if real and pledge_store.MANIFESTOS.is_dir():
            yield _row("real manifestos", pledge_store.manifestos(Path(place) / "manifestos"))[1]
    yield ""
    for (few, first), (many, second) in pairwise(grown.items()):
        times = [
            f"{step} {after.cpu / before.cpu:.1f}" for step, before, after in zip(STEPS, first, second, strict=True)
        ]
        yield f"From {few:,} to {many:,} claims, times the processor seconds: {', '.join(times)}."
    yield f"Load at the end: {_load()}."


def _row(name: str, folder: Path) -> tuple[list[Ran], str]:
    _forget(folder, FINDINGS, THREADS)
    ran = [_tracker(folder, "pledges")]
    _forget(folder, THREADS)
    ran += [_tracker(folder, "pledges"), _best(folder, "pledges"), _best(folder, "trace", "school fees")]
    for source, year, texts in (
        ("one", 2030, _NEWS),
        ("many", 2031, [f"{line[:-1]} of schools." for line in made(100, seed=9)]),
        ("older", 2001, _OLDER),
    ):
        _page(folder, source, year, texts)
        ran.append(_tracker(folder, "pledges"))
    ran += [_tracker(folder, "confirm", *_two(folder), "--by", "bench"), _tracker(folder, "pledges")]
    kept = (folder / "snapshots" / THREADS).stat().st_size / 1e6
    return ran, f"| {name} | {' | '.join(map(_told, ran))} | {kept:.0f} MB |"


def _load() -> str:
    return " ".join(f"{one:.0f}" for one in os.getloadavg())


def _told(ran: Ran) -> str:
    if ran.code:
        return f"exit {ran.code}"
    return f"{ran.wall:.1f} s, {ran.cpu:.1f} s, {ran.megabytes:.0f} MB"


def _best(folder: Path, *words: str) -> Ran:
    return min((_tracker(folder, *words) for _ in range(TIMES)), key=lambda ran: ran.wall)


def _tracker(folder: Path, *words: str) -> Ran:
    return run_command([sys.executable, "-m", "tracker", "-C", folder, *words], folder)


def _forget(folder: Path, *names: str) -> None:
    for name in names:
        for ending in ("", "-wal", "-shm"):
            (folder / "snapshots" / f"{name}{ending}").unlink(missing_ok=True)


def _page(folder: Path, source: str, year: int, texts: list[str]) -> None:
    """A round that brings one new page, whose claims it finds and which nobody has woven yet."""
    published = datetime(year, 1, 1, 12, tzinfo=UTC)
    read = plain.read("\n\n".join(["# News", *texts]), publisher="dfe", published=published)
    config = load(folder / "config")
    with Archive(folder / "snapshots") as archive:
        at = datetime(2032, 1, 1, 12, len(archive.documents()) % 60, tzinfo=UTC)
        run = pledge_store.write(archive, [pledge_store.entry(source, "page", read)], at)
        read_new(archive, run, config.people, config.settings.claim_confidence)


def _two(folder: Path) -> list[str]:
    """Ids of the first claims of two threads, an early and a late one."""
    ran = _tracker(folder, "pledges", "--single", "--format", "json")
    threads = json.loads(ran.out)["threads"]
    return [threads[0]["claims"][0]["id"], threads[-1]["claims"][-1]["id"]]


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:] if word.isdigit()]
    for line in of(asked, real="real" in sys.argv) if sys.argv[1:] else run(long=False):
        print(line, flush=True)
