"""Every command over one page that has changed 10,000 times: what grows with one page's history, and not with pages.

A page of 100 sentences of which each version rewords one, a round each. Each command is run twice on a copy of the store,
in order, what changes it last; one that takes long, once. The last row is a round in which the page changes once more.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).parent))

import command_stores as stores
import one_page_store as store
from rounds_tools import plain
from watching import Cost, watch

TRACKER = Path(sys.executable).with_name("tracker")
FEW = 500
"""Versions in the short bench."""
SLOW = 5.0
"""Seconds after which a command is not run again."""
LIMIT = 900.0
"""Seconds after which it is ended."""
COMMANDS = (
    "log p0", "log p0 --limit 2000", "show p0", "show p0@1", "diff p0", "diff p0 1 latest", "blame p0", "changes",
    "changes --since 2026-10-01", "changes --since 2020-01-01", "status", "compare p0@1 p0", "claims p0",
    f"find {stores.WORD}", "trace schools", "pledges", "verify", "verify --deep", "export warc all.warc.gz", "reextract",
    "gc", "reindex", "report site",
)  # fmt: skip


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A row a command."""
    versions = store.VERSIONS if long else FEW
    yield f"One page of 100 sentences, {versions:,} versions; load {os.getloadavg()[0]:.0f}. MB: own + helpers + git."
    yield ""
    yield "| command | first | again | processor, first and again | MB at most |"
    yield "|---|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
        folder = stores.copied(store.kept(versions), Path(place) / "work")
        for words in COMMANDS:
            yield row(words, folder)
        with serving(folder, versions):
            yield row("snapshot", folder, again=False)


def row(words: str, folder: Path, *, again: bool = True) -> str:
    """What a command takes; that it ended badly, where it did."""
    command = [TRACKER, *words.split()]
    ran = [watch(command, folder, env=plain(), limit=LIMIT)]
    if again and ran[0].wall < SLOW:
        ran.append(watch(command, folder, env=plain(), limit=LIMIT))
    most: Cost = max(ran, key=lambda one: one.own + one.helpers)
    walls, cpus = (
        " | ".join(f"{cost:.2f} s" for cost in costs)
        for costs in zip(*((one.wall, one.cpu) for one in ran), strict=True)
    )
    gap = "" if len(ran) > 1 else " | –"
    bad = "".join(f" exit {one.code}" for one in ran if one.code)
    cpu = cpus.replace(" | ", ", ")
    return f"| `{words}`{bad} | {walls}{gap} | {cpu} | {most.own:.0f} + {most.helpers:.0f} + {most.git:.0f} |"


@contextmanager
def serving(folder: Path, versions: int) -> Iterator[None]:
    """The page as its publisher has it now, changed once more, at an address where it may be asked for."""
    page = store.LongPage()
    for _ in range(versions + 1):
        page.next()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page.body() if self.path.startswith("/policy/") else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        path = folder / "config" / "sources.toml"
        told = path.read_text("utf-8").replace("https://www.example.org", address)
        path.write_text(f'{told}allow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
        (folder / "config" / "settings.toml").write_text("delay = 0.0\nretries = 0\njitter = 0.0\n", encoding="utf-8")
        yield
        server.shutdown()


if __name__ == "__main__":
    for line in run("--short" not in sys.argv):
        print(line, flush=True)
