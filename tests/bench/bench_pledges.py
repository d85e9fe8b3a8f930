"""What a person waits for: `pledges`, `trace`, a round, `confirm`, each as a command, at 1,000, 10,000 and 100,000 claims.

Claims are made from the words of the shipped background table, a tenth of them reworded later; then the real record, where
it lies beside the project. Wall and processor seconds of the command with all its start, and its peak of memory. *Cold*
is a store without its caches; *found* one whose claims were found, as a round leaves it, and never woven; *after* what
`pledges` takes then.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pledge_store
from rounds_tools import Ran
from rounds_tools import run as run_command

from tracker.extract import plain
from tracker.store.archive import Archive
from tracker.store.layout import FINDINGS, THREADS

TIMES = 3
"""Runs of what is quick; the least counts."""
_NEWS = "We will open 400 breakfast clubs in primary schools by 2031. We will mend the roofs of 90 village halls."


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A row for each size; 100,000 claims and the real record only in the long one."""
    yield f"With the extra `scale`: {'yes' if find_spec('sparse_dot_topn') else 'no'}."
    yield ""
    yield "| claims | `pledges` cold | found | warm | `trace` | after a new page | `confirm` | after a verdict | kept |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory(prefix="tracker-pledges-") as place:
        for size in (1_000, 10_000, 100_000) if long else (1_000,):
            yield _row(f"{size:,}", pledge_store.of_claims(Path(place) / str(size), size))
        if long and pledge_store.MANIFESTOS.is_dir():
            yield _row("real manifestos", pledge_store.manifestos(Path(place) / "manifestos"))
            yield _row("and DfE pages", pledge_store.real(Path(place) / "real"))


def _row(name: str, folder: Path) -> str:
    _forget(folder, FINDINGS, THREADS)
    cold = _tracker(folder, "pledges")
    _forget(folder, THREADS)
    found = _tracker(folder, "pledges")
    warm = _best(folder, "pledges")
    traced = _best(folder, "trace", "school fees")
    _page(folder)
    after = _tracker(folder, "pledges")
    confirmed = _tracker(folder, "confirm", *_two(folder), "--by", "bench")
    decided = _tracker(folder, "pledges")
    kept = (folder / "snapshots" / THREADS).stat().st_size / 1e6
    cells = map(_told, (cold, found, warm, traced, after, confirmed, decided))
    return f"| {name} | {' | '.join(cells)} | {kept:.0f} MB |"


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


def _page(folder: Path) -> None:
    """A round that brings one new page."""
    now = datetime(2030, 1, 1, 12, tzinfo=UTC)
    read = plain.read(f"# News\n\n{_NEWS}", publisher="dfe", published=now)
    with Archive(folder / "snapshots") as archive:
        pledge_store.write(archive, [pledge_store.entry("news", "page", read)], now + timedelta(hours=1))


def _two(folder: Path) -> list[str]:
    """Ids of the first claims of two threads, an early and a late one."""
    ran = _tracker(folder, "pledges", "--single", "--format", "json")
    threads = json.loads(ran.out)["threads"]
    return [threads[0]["claims"][0]["id"], threads[-1]["claims"][-1]["id"]]


if __name__ == "__main__":
    for line in run("--long" in sys.argv):
        print(line, flush=True)
