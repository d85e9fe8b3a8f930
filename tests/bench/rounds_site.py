"""A site for the bench of rounds, in a process of its own, so that its work is not counted as a tracker's.

    python rounds_site.py HOSTS [FOLDER]    prints its port, then serves until it is ended

Any number of pages on each of HOSTS addresses 127.0.0.1, 127.0.0.2 … at one port. `/-/set` takes facts, which stay:
`edited=10` (the first ten say something new), `broken=1` (two answer 500, one is empty, one says that it is not found),
`delay=0.1` (robots.txt asks for it). `/-/counts` gives the answers since the last time, by status, as JSON.
With FOLDER its files are served: `7-0` as page 7, and `7-1` while it is edited.
"""

import hashlib
import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

SAID = (
    "We will open a library in every town of more than {0} thousand people.",
    "The council keeps {0} kilometres of paths and mends them each spring.",
    "By 2030 no child will wait more than {0} weeks for a place.",
    "Last year {0} teachers came back, and we aim to keep them.",
)
BROKEN = {3: 500, 4: 500, 5: "empty", 6: "soft"}
"""What pages of these numbers answer when the site is broken."""


class Site:
    """What is served, and what was asked."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.facts = {"edited": 0.0, "broken": 0.0, "delay": 0.0}
        self.counts: Counter[str] = Counter()
        self.lock = threading.Lock()

    def answer(self, target: str) -> tuple[int, bytes]:
        """(status, body)."""
        parts = urlsplit(target)
        if parts.path == "/-/set":
            self.facts |= {name: float(value) for name, value in parse_qsl(parts.query)}
            return 200, b""
        if parts.path == "/-/counts":
            with self.lock:
                found, self.counts = dict(self.counts), Counter()
            return 200, json.dumps(found).encode()
        if parts.path == "/robots.txt":
            return 200, f"User-agent: *\nCrawl-delay: {self.facts['delay']:g}\n".encode()
        number = int(parts.path.removeprefix("/page/"))
        if self.folder is not None:
            return 200, (self.folder / f"{number}-{int(number < self.facts['edited'])}").read_bytes()
        broken = BROKEN.get(number) if self.facts["broken"] else None
        if broken == 500:
            return 500, b"<h1>Internal server error</h1>"
        if broken == "empty":
            return 200, b""
        return 200, page(number, edited=number < self.facts["edited"], soft=broken == "soft")


def page(number: int, *, edited: bool = False, soft: bool = False) -> bytes:
    """About 12 KB: an article between the usual furniture."""
    said = "".join(
        f"<p>{SAID[row % len(SAID)].format(number * 7 + row)} This is point {row} of plan {number}.</p>"
        for row in range(80)
    )
    if edited:
        said = said.replace("We will open", "We aim to open", 1)
    if soft:
        said = "<p>Sorry, the page you are looking for cannot be found. It may have been moved.</p>"
    title = "Page not found" if soft else f"Plan {number}"
    links = "".join(f'<li><a href="/page/{other}">Plan {other}</a></li>' for other in range(40))
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><ul>{links}</ul></nav>"
        f"<main><h1>{title}</h1><div class=lead><p>What we promise to the people of ward {number}, in full.</p></div>"
        f"<div id=body>{said}</div></main><footer>Printed by us</footer></body></html>"
    ).encode()


def serve(hosts: int, folder: Path | None = None) -> None:
    """Listen on all addresses at one port; print it; serve until the process ends."""
    site = Site(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            status, body = site.answer(self.path)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if status == 200 and self.headers["if-none-match"] == etag:
                status, body = 304, b""
            if not self.path.startswith("/-/"):
                with site.lock:
                    site.counts["robots" if self.path == "/robots.txt" else str(status)] += 1
            self.send_response(status)
            self.send_header("etag", etag)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in http.server
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256  # at the usual 5, parallel clients wait a second for a place

    first = Server(("127.0.0.1", 0), Handler)
    port = first.server_address[1]
    servers = [first, *(Server((f"127.0.0.{nth}", port), Handler) for nth in range(2, hosts + 1))]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    first.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), *map(Path, sys.argv[2:3]))
