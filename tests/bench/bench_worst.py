"""Rounds of 50 sources of which 20 serve the worst that we can make, two sets of them; the same told to end at any moment.

Cost of reading in a process of its own, beside another tracker: `TRACKER_BEFORE=/path/to/that/bin/tracker`.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
worst = import_module("worst")
FURTHER = import_module("worst_more").FURTHER

GOOD = 30
WORST = (
    "docx-entities docx-lzma docx-bomb odt-lzma odt-offsets pdf-word pdf-forms pdf-stream feed-lines feed-charset "
    "feed-links sitemap-entities html-attributes html-deep html-paragraphs html-cells html-bold json-lists"
).split()
"""Those that no reader may read; two more are served twice under other names."""
STOPS = 20


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The round to its end; with `long` also its ends before that, and what reading apart costs."""
    names = [*WORST, "again/pdf-word", "again/html-attributes"]
    for title, bodies, bad in (("the worst", worst.BODIES, names), ("twenty others", FURTHER, list(FURTHER))):
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving(bodies) as port:
            folder = watching(Path(place) / "watch", port, bodies, bad)
            yield from whole(folder, title)
            if long:
                yield ""
                yield from stopped(folder, title)
            yield ""


@contextmanager
def serving(bodies: Mapping[str, Any]) -> Iterator[int]:
    """The port of a site that serves good pages and bad ones; what is of kind wordpress where its posts are asked for."""
    made = {f"/{name}": (one.media, one.make(), getattr(one, "coding", "")) for name, one in bodies.items()}
    posts = next(f"/{name}" for name, one in bodies.items() if one.kind == "wordpress")

    class Handler(BaseHTTPRequestHandler):
        """Whatever is asked for."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix("/again").removeprefix("/wp-json/wp/v2")
            media, body, coding = made.get(path.replace("/posts", posts), ("text/html", good(path), ""))
            if path == "/robots.txt":
                media, body = "text/plain", b""
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            if coding:
                self.send_header("Content-Encoding", coding)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


def good(path: str) -> bytes:
    """A page of our own."""
    said = "".join(
        f"<p>We will keep {nth} nests by the river {path}, and mend them each spring.</p>" for nth in range(40)
    )
    return f"<title>Our plan {path}</title><main><h1>Our plan {path}</h1>{said}</main>".encode()


def watching(folder: Path, port: int, bodies: Mapping[str, Any], names: list[str]) -> Path:
    """A working folder whose sources are good and bad ones in turn, each host its own address."""
    tracker("init", folder=folder)
    rows = [_row(f"good-{nth}", "html", port, f"good-{nth}") for nth in range(GOOD)]
    for nth, name in enumerate(names):
        kind = bodies[name.rpartition("/")[2]].kind
        rows.insert(2 * nth, _row(f"bad-{name.replace('/', '-')}", kind, port, name))
    (folder / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    (folder / "config" / "settings.toml").write_text("delay = 0.0\nretries = 0\njitter = 0.0\n", encoding="utf-8")
    return folder


def _row(name: str, kind: str, port: int, path: str) -> str:
    host = f"127.0.0.{1 + sum(name.encode()) % 40}"
    where = f"http://{host}:{port}" + ("" if kind == "wordpress" else f"/{path}")
    return (
        f'[[source]]\nid = "{name}"\nkind = "{kind}"\npublisher = "labour"\npublisher_type = "party"\n'
        f'url = "{where}"\nallow_hosts = ["{host}"]\n'
    )


def tracker(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    where = [str(folder)] if words == ("init",) else []
    before = [] if where else ["-C", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "tracker", *before, *words, *where], capture_output=True, text=True, check=False
    )


def whole(folder: Path, title: str) -> Iterator[str]:
    """One round, and another."""
    yield f"### A round of 50 sources, of which 20 serve {title} that we can make"
    yield ""
    yield "| round | recorded | in trouble | exit | wall time | processor time | own peak | largest child | verify |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name in ("first", "second"):
        begun = time.perf_counter()
        with (folder / "out.txt").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "-C", str(folder), "snapshot"], stdout=out, stderr=out
            )
            own = 0.0
            while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                own = max(own, _peak(process.pid))
                time.sleep(0.05)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        said = (folder / "out.txt").read_text("utf-8", "replace")
        named = sum(line.startswith(("! bad-", "? bad-")) for line in said.splitlines())
        recorded = sum(line.startswith("+ ") for line in said.splitlines())
        cpu, largest = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        sound = tracker("verify", folder=folder).returncode
        cells = [name, recorded, named, process.returncode, f"{wall:.1f} s", f"{cpu:.1f} s"]
        cells += [f"{own:.0f} MB", f"{largest:.0f} MB", sound]
        yield f"| {' | '.join(map(str, cells))} |"


def stopped(folder: Path, title: str) -> Iterator[str]:
    """The round again and again, ended by a signal at a moment that nobody chose."""
    yield f"### The same round of {title}, told to end at random moments"
    yield ""
    yield "| signal | rounds | exit codes | slowest end | left running | verify |"
    yield "|---|--:|---|--:|--:|---|"
    dice = random.Random(20261128)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        codes, slowest, left, sound = set(), 0.0, 0, set()
        for _ in range(STOPS):
            process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "-C", str(folder), "snapshot"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(dice.uniform(0.7, 20))
            begun = time.perf_counter()
            process.send_signal(number)
            codes.add(process.wait(60))
            slowest = max(slowest, time.perf_counter() - begun)
            time.sleep(0.2)
            left += _running()
            sound.add(tracker("verify", folder=folder).returncode)
        yield f"| {number.name} | {STOPS} | {codes} | {slowest:.2f} s | {left} | {sound} |"


def _peak(process: int) -> float:
    """Megabytes that a process has had at most by now."""
    try:
        told = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0.0)


def _running() -> int:
    """Processes that read, and should have ended with the round."""
    found = subprocess.run(["pgrep", "-fc", "tracker.capture.ward"], capture_output=True, text=True, check=False)
    return int(found.stdout or 0)
