"""The same bytes: ten builds of one record by processes whose sets have ten orders, with one, two and three processes."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile import hostile_store
from samebytes import built, differing

from tracker.store.layout import INDEX, SUMMARIES

SEEDS = 10


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """How many files differ between the build of the first seed and that of each other; the short one has three."""
    seeds = range(SEEDS if long else 3)
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
        root = Path(place) / "store"
        hostile_store(root, longest=3_000)
        first = built(root, Path(place) / "0", seed=0, jobs=1)
        files = sum(1 for path in first.rglob("*") if path.is_file())
        for seed in seeds[1:]:
            if seed % 2:  # the index as it grew, and made anew
                for kept in (INDEX, SUMMARIES):
                    (root / "snapshots" / kept).unlink(missing_ok=True)
            other = built(root, Path(place) / str(seed), seed=seed, jobs=1 + seed % 3)
            if found := differing(first, other):
                raise AssertionError(f"seed {seed}: {', '.join(found[:5])}")
    yield f"{len(seeds)} builds, PYTHONHASHSEED 0 to {seeds[-1]}, `--jobs` 1 to 3, of {files} files each: `diff -r` empty."


if __name__ == "__main__":
    for line in run(True):
        print(line)
