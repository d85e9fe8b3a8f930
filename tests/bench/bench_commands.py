"""Commands as a person types them, over stores of 1,000 to 1,000,000 versions, beside git, ripgrep, urlwatch, trafilatura.

    python scripts/bench.py commands            1,000 and 10,000 versions; five minutes once the stores are built
    python scripts/bench.py --long commands     100,000 and a million too
    python tests/bench/bench_commands.py 10000  only stores of that size

Each command runs on a copy of a store that is built once and kept (command_stores.py tells where). *First* is the first
run there: its files are out of the page cache, and nothing is kept of earlier runs. Then come runs as time allows, of which
least and median are told; processor time and peaks are those of the least. Peers are measured in the same minutes. What
ends badly is a row that says so; what the five minutes had no room for is named.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import command_stores as stores
from bench_rounds import serving
from command_peers import Beside
from rounds_tools import get, peers, plain
from watching import Cost, watch

TRACKER = Path(sys.executable).with_name("tracker")
SHORT, LONG = (1_000, 10_000), (100_000, 1_000_000)
PAGES = 50
"""Of a round."""
TIMES = 3
ENOUGH = 3.0
"""Seconds of a command after which it is not run again …"""
SLOW = 4.0
"""… and those of a first run after which it is not run a second time."""
MINUTES = 280.0
"""Seconds that a short bench may take in all."""
START_UP = "start-up"


@dataclass(frozen=True)
class Case:
    """A command, with what stands beside it and the largest store that it is measured on."""

    words: str
    beside: str = ""
    most: int = 100_000


CASES = (
    Case("--help", START_UP, 1_000),
    Case("status", START_UP, 1_000_000),
    Case("log", "git log", 1_000_000),
    Case("log p4", "git log of a page", 1_000_000),
    Case("show p4", "git show", 1_000_000),
    Case(f"find {stores.WORD}", "rg", 1_000_000),
    Case("find schools 2031", "rg", 1_000_000),
    Case("diff p4", "git diff"),
    Case("blame p4"),
    Case("changes"),
    Case("changes --since 2026-10-20"),
    Case("claims p4"),
    Case("claims --limit 10"),
    Case("pledges", "", 10_000),
    Case("trace schools", "", 10_000),
    Case("compare p4 p5"),
    Case("reextract", "trafilatura"),
    Case("verify", "git fsck --connectivity-only"),
    Case("verify --deep", "git fsck --full --strict"),
    Case("gc", "git gc"),
    Case("reindex", "", 10_000),
    Case("report site", "", 10_000),
)
"""In this order: what changes the store comes last."""
LONG_ONLY = {("report site", 10_000), ("reindex", 10_000)}
"""Too long for a bench of minutes."""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A table for each size, and what each command's time grew by from one to the next."""
    yield from of((*SHORT, *LONG) if long else SHORT, long=long)


def of(sizes: Sequence[int], *, long: bool) -> Iterator[str]:
    """The same of these sizes."""
    yield f"Load: {_load()}. Cores: {os.cpu_count()}. First run, then least / median of up to {TIMES}; MB: {_MB}."
    found: dict[int, dict[str, Cost]] = {}
    for size in sizes:
        stores.kept(size)  # what is built just now is no part of the minutes
    until = time.monotonic() + (float("inf") if long else MINUTES)
    for size in sizes:
        yield from _of_size(size, found, long=long, until=until)
    yield from _grown(found)
    yield f"Load at the end: {_load()}."


_MB = "peaks of the command's own process + all its helpers together + the largest git"


def _of_size(size: int, found: dict[int, dict[str, Cost]], *, long: bool, until: float) -> Iterator[str]:
    kept = stores.kept(size)
    left_out: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
        folder = stores.copied(kept, Path(place) / "work")
        beside = Beside(folder, Path(place))
        yield ""
        yield f"### {size:,} versions of {stores.PAGES[size]:,} pages"
        yield ""
        yield "| command | first | least / median | processor | MB | beside it | processor, times |"
        yield "|---|--:|--:|--:|--:|---|--:|"
        for case in CASES:
            if case.most < size or (not long and (case.words, size) in LONG_ONLY):
                continue
            if time.monotonic() > until:
                left_out.append(case.words)
                continue
            try:
                first, least, median = measured(lambda case=case: _tracker(folder, case.words, until), folder)
            except RuntimeError as error:
                yield _broken(f"`{case.words}`", error)
                continue
            found.setdefault(size, {})[case.words] = least
            yield _row(f"`{case.words}`", first, least, median, beside.of(case.beside))
        if time.monotonic() > until:
            left_out.append("snapshot")
        else:
            yield from _rounds(folder, Path(place), found.setdefault(size, {}))
    if left_out:
        yield ""
        yield f"No time was left for {', '.join(left_out)}."


def measured(ask: Callable[[], Cost], folder: Path) -> tuple[Cost, Cost, float]:
    """(first run, least by the clock of those after it, their median). RuntimeError where one ends badly."""
    _forget_pages(folder)
    first = _well(ask())
    more: list[Cost] = []
    until = time.monotonic() + ENOUGH
    while first.wall < SLOW and len(more) < TIMES and (time.monotonic() < until or not more):
        more.append(_well(ask()))
    more = more or [first]
    return first, min(more, key=lambda one: one.wall), statistics.median(one.wall for one in more)


def _well(cost: Cost) -> Cost:
    if cost.code:
        raise RuntimeError(f"exit {cost.code} after {cost.wall:.0f} s: {cost.out[-500:]}")
    return cost


def _tracker(folder: Path, words: str, until: float) -> Cost:
    return watch([TRACKER, *words.split()], folder, env=plain(), limit=max(SLOW, until - time.monotonic()))


def _broken(name: str, error: RuntimeError) -> str:
    """A row for what ended badly: its last line."""
    last = (str(error).splitlines() or [""])[-1]
    return f"| {name} | {str(error).partition(':')[0]} | {last[:100].replace('|', '/')} | | | | |"


def _row(name: str, first: Cost, least: Cost, median: float, beside: tuple[str, Cost] | None) -> str:
    peaks = f"{least.own:.0f} + {least.helpers:.0f} + {least.git:.0f}"
    other = f"{beside[0]}: {beside[1].wall:.2f} s | {least.cpu / max(beside[1].cpu, 0.01):.1f}" if beside else "|"
    return f"| {name} | {first.wall:.2f} | {least.wall:.2f} / {median:.2f} s | {least.cpu:.2f} s | {peaks} | {other} |"


def _rounds(folder: Path, place: Path, found: dict[str, Cost]) -> Iterator[str]:
    """Rounds of some pages of a site of our own, declared beside all that the store watches."""
    with serving() as port:
        names = _watch_site(folder, port)
        others, why = peers(place, port, PAGES)
        quicker = others[0] if others else None  # urlwatch: the other takes seven times as long
        for what, edits in (("new", (0,)), ("unchanged", (0,) * TIMES), ("10 edited", (10, 0) * 2)):
            named = f"snapshot of {PAGES}, {what}"
            ours: list[Cost] = []
            told = None
            try:
                for edited in edits:
                    get(port, f"/-/set?edited={edited}")
                    if quicker and not told:
                        told = quicker.name, watch(quicker._command(), quicker.folder, env=plain())
                    ours.append(_well(watch([TRACKER, "snapshot", *names], folder, env=plain())))
                    if ours[0].wall > SLOW:
                        break
            except RuntimeError as error:
                yield _broken(named, error)
                continue
            least = min(ours, key=lambda one: one.cpu)
            found[f"snapshot, {what}"] = least
            yield _row(named, ours[0], least, statistics.median(one.wall for one in ours), told)
        if why:
            yield f"Not compared: {why}."


def _watch_site(folder: Path, port: int) -> list[str]:
    path = folder / "config" / "sources.toml"
    names = [f"live-{number}" for number in range(PAGES)]
    told = (
        f'\n[[source]]\nid = "{name}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
        f'url = "http://127.0.0.1:{port}/page/{number}"\nallow_hosts = ["127.0.0.1"]\nselect = "main"\n'
        for number, name in enumerate(names)
    )
    path.write_text(path.read_text("utf-8") + "".join(told), encoding="utf-8")
    settings = "delay = 0.0\nretries = 0\njitter = 0.0\n"
    (folder / "config" / "settings.toml").write_text(settings, encoding="utf-8")
    return names


def _forget_pages(folder: Path) -> None:
    """Put a store's files out of the page cache, so that the next command has to ask the disk."""
    for path in (folder / "snapshots").rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(handle)


def _grown(found: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """How many times the processor time of each command ten times the versions take."""
    sizes = sorted(found)
    yield ""
    yield f"| times the processor time | {' | '.join(f'{few:,} → {many:,}' for few, many in pairwise(sizes))} |"
    yield f"|---{'|--:' * (len(sizes) - 1)}|"
    for words in found[sizes[0]]:
        pairs = [(found[few].get(words), found[many].get(words)) for few, many in pairwise(sizes)]
        if any(one and other for one, other in pairs):
            told = (f"{other.cpu / one.cpu:.1f}" if one and other else "" for one, other in pairs)
            yield f"| {words} | {' | '.join(told)} |"
    yield ""


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    for row in of([int(word) for word in sys.argv[1:]] or SHORT, long=True):
        print(row, flush=True)
