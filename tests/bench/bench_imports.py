"""Imports: real histories through a double of the archives, killed and resumed; and bulk reading, here and on a cluster."""

import contextlib
import importlib.util
import json
import lzma
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.capture.backfill import backfill
from tracker.capture.bench import Bench
from tracker.capture.elsewhere import Capture, Readers, read_here
from tracker.capture.workers import Cluster, Processes
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.store.archive import Archive

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/dfe-versions.jsonl.xz"
PAGES = 10
BULK = 20_000


def _beside(name: str) -> ModuleType:
    """A module of tests/, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / f"tests/{name}.py")
        if spec is None or spec.loader is None:
            raise ImportError(name)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The tables; the long one has 20,000 captures, on a Dask cluster too where `distributed` is installed."""
    if REAL.exists():
        yield from real()
    else:
        yield f"Real histories: skipped, {REAL.name} is not here."
    if long:
        with tempfile.TemporaryDirectory(prefix="tracker-bulk-") as place:
            yield from bulk(Path(place))


def real() -> Iterator[str]:
    """Ten pages with the most versions: straight, killed and resumed, again; in each dialect."""
    loopback, webarchives = _beside("loopback"), _beside("webarchives")
    yield "### Ten DfE pages, all versions, through doubles of web archives"
    yield ""
    yield "| archive | captures | versions | seconds | second run | killed and resumed |"
    yield "|---|--:|--:|--:|---|---|"
    for dialect in ("ia", "ukgwa", "timemap"):
        with loopback.serving() as site, tempfile.TemporaryDirectory(prefix="tracker-import-") as place:
            archives = webarchives.Archives(site, page_size=50)
            held = _hold(site, archives)
            words = ["--archive", dialect, "--base", archives.base[dialect], "--every", "capture"]
            straight = _folder(Path(place) / "straight", site, held)
            start = time.perf_counter()
            _import(straight, held, words)
            took = time.perf_counter() - start
            first = _history(straight)
            head = _head(straight)
            _import(straight, held, words)
            again = "adds nothing" if _head(straight) == head else "DIFFERS"
            killed = _folder(Path(place) / "killed", site, held)
            _kill(killed, held, words, len(site.asked) + sum(map(len, held.values())) // 2, site)
            partly = sum(map(len, _history(killed).values()))
            _import(killed, held, words)
            same = "the same" if _history(killed) == first else "DIFFERS"
            captures, versions = sum(map(len, held.values())), sum(map(len, first.values()))
            yield f"| {dialect} | {captures} | {versions} | {took:.1f} | {again} | {same}, after {partly} at the kill |"
    yield ""


def _hold(site: Any, archives: Any) -> dict[str, list[tuple[datetime, bytes]]]:
    pages: dict[str, list[tuple[datetime, bytes]]] = defaultdict(list)
    with lzma.open(REAL, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            pages[told["path"]].append((datetime.fromtimestamp(told["committed"], UTC), told["html"].encode()))
    most = sorted(pages, key=lambda path: (-len(pages[path]), path))[:PAGES]
    held = {path: sorted(dict(pages[path]).items()) for path in most}
    for path, captures in held.items():
        archives.hold(site.url(path), captures)
    return held


def _folder(folder: Path, site: Any, held: dict[str, Any]) -> Path:
    (folder / "config").mkdir(parents=True)
    sources = "".join(
        f'[[source]]\nid = "page-{nth}"\nkind = "html"\npublisher = "dfe"\npublisher_type = "department"\n'
        f'url = "{site.url(path)}"\nallow_hosts = ["127.0.0.1"]\n'
        for nth, path in enumerate(held)
    )
    (folder / "config/sources.toml").write_text(sources)
    (folder / "config/people.toml").write_text('[[publisher]]\nid = "dfe"\nname = "DfE"\ntype = "department"\n')
    (folder / "config/settings.toml").write_text("archive_delay = 0\nbatch_documents = 20\n")
    Archive.create(folder / "snapshots").close()
    return folder


def _words(folder: Path, held: dict[str, Any], words: list[str]) -> list[str]:
    ids = [f"page-{nth}" for nth in range(len(held))]
    return [sys.executable, "-m", "tracker", "-C", str(folder), "import", "wayback", *ids, *words]


def _import(folder: Path, held: dict[str, Any], words: list[str]) -> None:
    done = subprocess.run(_words(folder, held, words), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)


def _kill(folder: Path, held: dict[str, Any], words: list[str], when: int, site: Any) -> None:
    process = subprocess.Popen(_words(folder, held, words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(site.asked) < when and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _head(folder: Path) -> str | None:
    with Archive(folder / "snapshots") as archive:
        return archive.head()


def _history(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with Archive(folder / "snapshots") as archive:
        return {
            source: [(one.number, one.captured_at, one.text_id) for one in archive.captured(source, document)]
            for source, document in archive.documents()
        }


def bulk(place: Path) -> Iterator[str]:
    """The same captures read in one process, in two, and on two Dask workers of which one is killed."""
    yield f"### {BULK:,} captures, each a page of 6 KB (two cores: sameness and overhead, not scaling)"
    yield ""
    yield "| read by | seconds | captures a second | store |"
    yield "|---|--:|--:|---|"
    wanted = None
    for name, made in (
        ("this process", None),
        ("two processes", Processes(2)),
        ("two Dask workers, one killed", _cluster(place)),
    ):
        if name.startswith("two Dask") and made is None:
            yield "| two Dask workers | | | skipped: `distributed` is not installed |"
            continue
        start = time.perf_counter()
        head = _bulk(place / name.replace(" ", "-").replace(",", ""), made)
        took = time.perf_counter() - start
        wanted = wanted or head
        yield f"| {name} | {took:.0f} | {BULK / took:.0f} | {'the same' if head == wanted else 'DIFFERS'} |"
    yield ""


def _bulk(folder: Path, made: Any) -> object:
    source = HtmlSource.model_validate(
        {
            "id": "plan",
            "kind": "html",
            "publisher": "owls",
            "publisher_type": "party",
            "url": "https://example.org/plan",
        }
    )
    with Archive.create(folder, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as archive, archive.round_lock():
        with made or contextlib.nullcontext(read_here) as readers:
            reading: Readers = readers
            bench = Bench(
                archive, Settings(batch_seconds=1e9), People(), lambda: datetime(2026, 1, 1, tzinfo=UTC), reading
            )
            backfill(source, _captures(), bench=bench, at_once=512)
        return archive.head()


def _captures() -> Iterator[Capture]:
    start = datetime(2010, 1, 1, tzinfo=UTC)
    body = "".join(
        f"<p>Paragraph {row} says that standards in schools will rise by {row} per cent.</p>" for row in range(60)
    )
    for nth in range(BULK):
        said = f"<h1>Our plan</h1><p>We will open {nth // 4} nurseries.</p>{body}"
        page = f"<html><title>Plan</title><main>{said}</main></html>"
        yield Capture(
            document=f"page-{nth % 100}", url="https://example.org/plan", at=start + timedelta(hours=nth), by="bench",
            where=f"capture {nth}", body=page.encode(),
        )  # fmt: skip


def _cluster(place: Path) -> Any:
    if importlib.util.find_spec("distributed") is None:
        return None

    @contextlib.contextmanager
    def cluster() -> Iterator[Cluster]:
        address = place / "scheduler.json"
        dask = [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
        ]
        quiet: dict[str, Any] = {
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "cwd": place,
            "env": dict(os.environ),
        }
        processes = [subprocess.Popen([*dask, "--scheduler-file", str(address)], **quiet)]
        try:
            while not address.exists():
                time.sleep(0.1)
            words = ["--scheduler-file", str(address), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            worker = [sys.executable, "-m", "distributed.cli.dask_worker", *words]
            processes.extend(subprocess.Popen(worker, **quiet) for _ in range(2))
            with Cluster(json.loads(address.read_text())["address"]) as readers:
                killer = subprocess.Popen(["sh", "-c", f"sleep 15; kill -9 {processes[1].pid}"])
                processes.append(killer)
                yield readers
        finally:
            for process in processes:
                process.kill()
                process.wait()

    return cluster()
