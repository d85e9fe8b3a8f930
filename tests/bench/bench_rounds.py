"""Rounds beside urlwatch and webchanges on one site; what failures and a new selector do; many hosts side by side.

Processor time is that of the process and its children; the site runs in another one. No delay but in the last table.
"""

import compileall
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import tracker

PAGES = 50
TRIES = 5
"""The least of so many runs counts: other work on the machine only ever adds time."""


def _beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        if spec is None or spec.loader is None:
            raise ImportError(name)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


tools = _beside("rounds_tools")


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The tables; the long ones have 500 pages and 1,000 sources too."""
    compileall.compile_dir(str(Path(tracker.__file__).parent), quiet=2)  # as pip does for what it installs
    for pages in (PAGES, 500) if long else (PAGES,):
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving() as port:
            yield from unchanged(Path(place), port, pages)
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving() as port:
        yield from failures(Path(place), port)
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving() as port:
        yield from selector(Path(place), port)
    yield from many((100, 1_000) if long else (100,))


@contextmanager
def serving(hosts: int = 1, folder: Path | None = None) -> Iterator[int]:
    """The port of a site that runs in a process of its own; with `folder`, of these files."""
    command = [sys.executable, Path(__file__).with_name("rounds_site.py"), str(hosts), *filter(None, [folder])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("the site says no port")
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def unchanged(place: Path, port: int, pages: int) -> Iterator[str]:
    """The same round again when nothing has changed."""
    ours = tools.Tracker(place / "tracker", port, pages)
    others, why = tools.peers(place, port, pages)
    ours.round()
    for peer in others:
        peer.round()
    yield f"### A round of {pages} unchanged pages, no delay, least of {TRIES} runs taken in turn"
    yield ""
    yield "| | processor time | wall time | answers | new commits | exit |"
    yield "|---|--:|--:|---|---|--:|"
    best: dict[str, tuple[float, float]] = {}
    rows: dict[str, str] = {}
    for _ in range(TRIES):
        for one in (ours, *others):
            before = ours.commits()
            tools.get(port, "/-/counts")
            ran = one.round()
            counts = tools.get(port, "/-/counts")
            added = {name: count - before[name] for name, count in ours.commits().items()}
            told = ", ".join(f"{name} {count}" for name, count in added.items()) if one is ours else "–"
            cpu, wall = best.get(one.name, (ran.cpu, ran.wall))
            best[one.name] = (min(cpu, ran.cpu), min(wall, ran.wall))
            answers = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
            rows[one.name] = f"{answers} | {told} | {ran.code}"
    for name, row in rows.items():
        yield f"| {name} | {best[name][0]:.2f} s | {best[name][1]:.2f} s | {row} |"
    yield ""
    if others:
        ratio = best["tracker"][0] / best["urlwatch"][0]
        yield f"tracker takes {ratio:.2f} times the processor time of urlwatch."
    else:
        yield f"Not compared: {why}."
    yield ""


def failures(place: Path, port: int) -> Iterator[str]:
    """Of the pages two answer 500, one is empty and one is a soft 404; then all are well again."""
    ours = tools.Tracker(place / "tracker", port, PAGES)
    others, why = tools.peers(place, port, PAGES)
    yield f"### {PAGES} pages, of which 2 answer 500, 1 is empty, 1 says “Page not found” with status 200; then all are back"
    yield ""
    yield "| | false changes | exit | false changes on recovery | exit | what it says of the four |"
    yield "|---|--:|--:|--:|--:|---|"
    for one in (ours, *others):
        tools.get(port, "/-/set?broken=0")
        one.round()
        tools.get(port, "/-/set?broken=1")
        broken = one.round()
        first = one.changes() if one is ours else tools.reported(broken)
        tools.get(port, "/-/set?broken=0")
        back = one.round()
        second = one.changes() if one is ours else tools.reported(back)
        said = _of_ours(broken.out) if one is ours else f"{tools.reported(broken, 'ERROR')} × ERROR, {first} × CHANGED"
        yield f"| {one.name} | {first} | {broken.code} | {second} | {back.code} | {said} |"
    yield ""
    if why:
        yield f"Not compared: {why}."
        yield ""


def _of_ours(out: str) -> str:
    """How many failed and are suspect, by the table at the end."""
    lines = out.splitlines()
    place = next(nth for nth, line in enumerate(lines) if line.startswith("recorded"))
    figures = dict(zip(lines[place].split(), lines[place + 1].split(), strict=False))
    return f"{figures['failed']} failed, {figures['suspect']} suspect, {figures['recorded']} recorded"


def selector(place: Path, port: int) -> Iterator[str]:
    """The selector is edited while the pages stay; then ten of them change."""
    ours = tools.Tracker(place / "tracker", port, PAGES)
    others, why = tools.peers(place, port, PAGES)
    yield f"### {PAGES} pages: the selector is edited, pages unchanged; then ten pages change by two words"
    yield ""
    yield "| | read anew | changes told after the edit | changes told after ten pages changed | of which show the edit too |"
    yield "|---|--:|--:|--:|--:|"
    for one in (ours, *others):
        tools.get(port, "/-/set?edited=0")
        one.round()
        one.select("#body")
        edit = one.round()
        anew = one.kinds().get("reextract", 0) if one is ours else 0
        after = one.changes() if one is ours else tools.reported(edit)
        tools.get(port, "/-/set?edited=10")
        ten = one.round()
        told = one.changes() if one is ours else tools.reported(ten)
        mixed = 0 if one is ours else ten.out.count("-What we promise to the people of ward")
        yield f"| {one.name} | {anew} | {after} | {told} | {mixed} |"
    yield ""
    if why:
        yield f"Not compared: {why}."
        yield ""


def many(steps: tuple[int, ...]) -> Iterator[str]:
    """Sources on 40 hosts, each of which wants a second between two requests, as is our own default; all side by side."""
    hosts, delay = 40, 1.0
    yield f"### Sources on {hosts} hosts, {delay:g} s between two requests to one host, all hosts at once"
    yield ""
    yield "| sources | round | wall time | slowest host's own pace | processor time | peak memory |"
    yield "|--:|---|--:|--:|--:|--:|"
    for sources in steps:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving(hosts) as port:
            tools.get(port, f"/-/set?delay={delay}")
            ours = tools.Tracker(Path(place) / "tracker", port, sources, hosts=hosts, jobs=hosts)
            pace = -(-sources // hosts) * delay
            for what in ("first", "unchanged"):
                ran = ours.round("--quiet")
                yield (
                    f"| {sources:,} | {what} | {ran.wall:.1f} s | {pace:.1f} s | {ran.cpu:.1f} s "
                    f"| {ran.megabytes:.0f} MB |"
                )
    yield ""
