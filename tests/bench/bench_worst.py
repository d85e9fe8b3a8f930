"""A round of 50 sources of which 20 serve the worst that we can make; the same round told to end at random moments.

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
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
worst = import_module("worst")

GOOD = 30
WORST = (
    "docx-entities docx-lzma docx-bomb odt-lzma odt-offsets pdf-word pdf-forms pdf-stream feed-lines feed-charset "
    "feed-links sitemap-entities html-attributes html-deep html-paragraphs html-cells html-bold json-lists"
).split()
"""Those that no reader may read; two more are served twice under other names."""
STOPS = 20


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The round to its end; with `long` also its ends before that, and what reading apart costs."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place, serving() as port:
        folder = watching(Path(place) / "watch", port)
        yield from whole(folder)
        if long:
            yield ""
            yield from stopped(folder)


@contextmanager
def serving() -> Iterator[int]:
    """The port of a site that serves good pages and bad ones."""
    made = {f"/{name}": (one.media, one.make()) for name, one in worst.BODIES.items()}

    class Handler(BaseHTTPRequestHandler):
        """Whatever is asked for."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix("/again").removeprefix("/wp-json/wp/v2")
            media, body = made.get(path.replace("/posts", "/json-lists"), ("text/html", good(path)))
            if path == "/robots.txt":
                media, body = "text/plain", b""
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
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


def watching(folder: Path, port: int) -> Path:
    """A working folder whose sources are good and bad ones in turn, each host its own address."""
    tracker("init", folder=folder)
    names = [*WORST, "again/pdf-word", "again/html-attributes"]
    rows = [_row(f"good-{nth}", "html", port, f"good-{nth}") for nth in range(GOOD)]
    for nth, name in enumerate(names):
        kind = worst.BODIES[name.rpartition("/")[2]].kind
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


def whole(folder: Path) -> Iterator[str]:
    """One round."""
    yield "### A round of 50 sources, of which 20 serve the worst that we can make"
    yield ""
    yield "| round | recorded | in trouble | exit | wall time | processor time | peak memory of the round | verify |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for name in ("first", "second"):
        begun = time.perf_counter()
        with (folder / "out.txt").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "-C", str(folder), "snapshot"], stdout=out, stderr=out
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        said = (folder / "out.txt").read_text("utf-8", "replace")
        named = sum(line.startswith(("! bad-", "? bad-")) for line in said.splitlines())
        recorded = sum(line.startswith("+ ") for line in said.splitlines())
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        sound = tracker("verify", folder=folder).returncode
        cells = [name, recorded, named, process.returncode, f"{wall:.1f} s", f"{cpu:.1f} s", f"{peak:.0f} MB", sound]
        yield f"| {' | '.join(map(str, cells))} |"


def stopped(folder: Path) -> Iterator[str]:
    """The round again and again, ended by a signal at a moment that nobody chose."""
    yield "### The same round, told to end at random moments"
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


def _running() -> int:
    """Processes that read, and should have ended with the round."""
    found = subprocess.run(["pgrep", "-fc", "tracker.capture.ward"], capture_output=True, text=True, check=False)
    return int(found.stdout or 0)
