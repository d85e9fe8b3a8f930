"""The site's search: files and bytes of the index, and what the first query loads in Chromium, as the history grows."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

import bench_report
import browsing

QUERIES = ("teachers", "6500", "“school meal” budget", "breakfst clubs", "the funding of regional advisers")
AGAIN = 5


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A table; the long one has a row of 10,000 versions."""
    load = os.getloadavg()[0]
    yield f"Bytes are exact; milliseconds are by the clock, of {AGAIN} visits, with a load of {load:.1f} at the start."
    yield ""
    yield "| versions | files | MB | one more: files, KB anew | first query: requests | KB at most | ms, median |"
    yield "|---|---|---|---|---|---|---|"
    for versions in (100, 1_000, *((10_000,) if long else ())):
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
            root = Path(place)
            bench_report.declare(root, versions)
            bench_report.grow(root / "snapshots", versions)
            yield row(root, versions)


def row(root: Path, versions: int) -> str:
    """Of the store of a working folder with so many versions."""
    site = root / "site"
    bench_report.timed(root, site)
    files = index(site)
    queried = first_queries(site)
    bench_report.grow(root / "snapshots", versions, more=1)
    bench_report.timed(root, site)
    anew = {path: size for path, size in index(site).items() if files.get(path) != size}
    requests, most, median = queried or ("–", "–", "no Chromium")
    return (
        f"| {versions:,} | {len(files):,} | {sum(size for size, _ in files.values()) / 1e6:.1f} "
        f"| {len(anew)}, {sum(size for size, _ in anew.values()) / 1e3:,.0f} | {requests} | {most} | {median} |"
    )


def index(site: Path) -> dict[Path, tuple[int, int]]:
    """Every file of the index with its bytes and when it was written."""
    files = [path for path in (site / "search").rglob("*") if path.is_file()]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


def first_queries(site: Path) -> tuple[int, str, str] | None:
    """The most requests and bytes, page and scripts included, and the median time until the first answer is told."""
    if browsing.missing():
        return None
    requests, sizes, times = [], [], []
    with browsing.chromium() as chromium:
        for query in QUERIES:
            for _ in range(AGAIN):
                with chromium.visit(site.as_uri() + "/") as tab:
                    tab.open("search/index.html")
                    tab.page.get_by_role("searchbox").fill(query)
                    start = time.monotonic()
                    tab.page.keyboard.press("Enter")
                    tab.page.locator("#search-status", has_text=" found").wait_for()
                    times.append(time.monotonic() - start)
                    asked = {url.partition("#")[0].removeprefix(tab.base) for url in tab.asked}
            requests.append(len(asked))
            sizes.append(sum((site / name).stat().st_size for name in asked))
    return max(requests), f"{max(sizes) / 1e3:,.0f}", f"{1e3 * statistics.median(times):,.0f}"


if __name__ == "__main__":
    for line in run(True):
        print(line)
