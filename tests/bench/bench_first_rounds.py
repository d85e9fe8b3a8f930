"""First rounds on real pages: pages of the DfE from a loopback server, beside manifestos, claims and links with them.

    python scripts/bench.py first_rounds                     100 pages in an empty folder, and beside the manifestos
    python scripts/bench.py --long first_rounds              the same in the kept stores of 1,000 and 10,000 versions too
    python tests/bench/bench_first_rounds.py empty 1000      only these

Each step is a command as a person types it, on a copy of its own of one folder; processor time of the command with
all that it starts, least of some, and how many times that of an unchanged round of the same pages taken in the same
minutes. *first* is the first round of the pages; *edited* replaces ten of them by the DfE's next version of them. In
folders with threads both bring these up to date. *cold* is `pledges` where neither claims nor threads are kept.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import command_stores
import pledge_store
from bench_rounds import serving
from dfe import VERSIONS, Capture, doubted, versions
from rounds_tools import get, plain
from watching import Cost, watch

from tracker.extract import article
from tracker.store.layout import FINDINGS, THREADS

PAGES, EDITED = 100, 10
TIMES = 3
"""Runs of each step; the least counts."""
_DFE = '\n[[publisher]]\nid = "dfe"\nname = "Department for Education"\ntype = "department"\n'
TRACKER = Path(sys.executable).with_name("tracker")


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A row for each folder; those of the kept stores only in the long one."""
    yield from of(("empty", "manifestos", *(("1000", "10000") if long else ())))


def of(names: tuple[str, ...]) -> Iterator[str]:
    """The same of these folders: `empty`, `manifestos`, or versions of a kept store."""
    if not VERSIONS.exists() or not pledge_store.MANIFESTOS.is_dir():
        yield f"Not measured: {VERSIONS} and {pledge_store.MANIFESTOS} are not there."
        return
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"{PAGES} pages, {EDITED} edited. Load: {load}. Cores: {os.cpu_count()}. Processor seconds, least of {TIMES}."
    yield ""
    yield "| folder | first | ms a page | unchanged | edited | `pledges` cold | warm | MB, own + helpers |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory(prefix="tracker-first-") as made:
        place = Path(made)
        bodies(place / "pages")
        with serving(folder=place / "pages") as port:
            for name in names:
                yield _row(name, place / name, port)


def bodies(folder: Path) -> None:
    """Two successive versions of each page, with other texts, as files that the site serves: those that none doubts."""
    folder.mkdir()
    held: dict[str, list[Capture]] = {}
    for one in versions():
        held.setdefault(one.path, []).append(one)
    pairs = (every[:2] for every in held.values() if len(every) > 1)
    taken = (pair for pair in pairs if not any(doubted(pair)) and len({_text(one) for one in pair}) > 1)
    for number, pair in zip(range(PAGES), taken, strict=False):
        for nth, one in enumerate(pair):
            html = f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body>{one.html}</body></html>'
            (folder / f"{number}-{nth}").write_text(html, encoding="utf-8")


def _text(one: Capture) -> str:
    return article.read(one.html.encode(), url=f"https://www.gov.uk{one.path}").text


def _row(name: str, place: Path, port: int) -> str:
    folder = _folder(name, place)
    told = _watched(folder, port)
    first = _least(lambda copy: _snapshot(copy, told, port, edited=0), folder)
    _snapshot(folder, told, port, edited=0)
    same = _least(lambda copy: _snapshot(copy, told, port, edited=0), folder)
    edited = _least(lambda copy: _snapshot(copy, told, port, edited=EDITED), folder)
    warm = _least(lambda copy: _tracker(copy, "pledges"), folder, twice=True)
    cold = _least(lambda copy: _tracker(copy, "pledges"), folder, without=(FINDINGS, THREADS))
    times: Callable[[Cost], str] = lambda cost: f"{cost.cpu:.2f} ({cost.cpu / same.cpu:.1f}×)"  # noqa: E731
    return (
        f"| {name} | {times(first)} | {1000 * (first.cpu - same.cpu) / PAGES:.0f} | {same.cpu:.2f} | {times(edited)} | "
        f"{times(cold)} | {times(warm)} | {cold.own:.0f} + {cold.helpers:.0f} |"
    )


def _folder(name: str, place: Path) -> Path:
    """As it stands before the first round, with its threads where it has any."""
    if name == "empty":
        _tracker(place.parent, "init", str(place))
        (place / "config" / "sources.toml").write_text("", encoding="utf-8")
        _hurry(place)
        return place
    if name == "manifestos":
        pledge_store.manifestos(place)
        with (place / "config" / "people.toml").open("a", encoding="utf-8") as people:
            people.write(_DFE)
    else:
        command_stores.copied(command_stores.kept(int(name)), place)
    _hurry(place)
    _tracker(place, "pledges")
    return place


def _hurry(folder: Path) -> None:
    """No waiting for a site of our own."""
    (folder / "config" / "settings.toml").write_text("delay = 0.0\nretries = 0\njitter = 0.0\n", encoding="utf-8")


def _watched(folder: Path, port: int) -> list[str]:
    """The site's pages are declared: their ids."""
    names = [f"live-{number}" for number in range(PAGES)]
    with (folder / "config" / "sources.toml").open("a", encoding="utf-8") as sources:
        for name, number in zip(names, range(PAGES), strict=True):
            sources.write(
                f'\n[[source]]\nid = "{name}"\nkind = "html"\npublisher = "dfe"\npublisher_type = "department"\n'
                f'url = "http://127.0.0.1:{port}/page/{number}"\nallow_hosts = ["127.0.0.1"]\n'
            )
    return names


def _least(step: Callable[[Path], Cost], folder: Path, *, without: tuple[str, ...] = (), twice: bool = False) -> Cost:
    """Of runs, each on a copy of the folder without these files."""
    found: list[Cost] = []
    for _ in range(TIMES):
        copy = command_stores.copied(folder, folder.with_name(f"{folder.name}-copy"))
        for name in without:
            for path in (copy / "snapshots").glob(f"{name}*"):
                path.unlink()
        if twice:
            step(copy)
        found.append(step(copy))
        shutil.rmtree(copy)
    return min(found, key=lambda one: one.cpu)


def _snapshot(folder: Path, names: list[str], port: int, *, edited: int) -> Cost:
    get(port, f"/-/set?edited={edited}")
    return _tracker(folder, "snapshot", *names)


def _tracker(folder: Path, *words: str) -> Cost:
    cost = watch([TRACKER, *words], folder, env=plain())
    if cost.code:
        raise RuntimeError(f"{' '.join(words[:1])}: exit {cost.code}: {cost.out[-500:]}")
    return cost


if __name__ == "__main__":
    for row in of((*sys.argv[1:],) or ("empty", "manifestos")):
        print(row, flush=True)
