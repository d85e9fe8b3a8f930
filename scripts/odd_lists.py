"""Print docs/odd-lists.md's tables: each odd list and archive of the tests, as tracker before and now take it.

    .venv/bin/python scripts/odd_lists.py --before OLD/bin/tracker --peers VENV/bin/python

Everything is served on loopback or lies in temporary files. VENV is one to throw away in which `feedparser`,
`ultimate-sitemap-parser` and `warcio` are installed; none of them is asked through tracker.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from loopback import serving  # noqa: E402 - modules of the tests
from oddarchives import REPLAYS, WARCS, OddReplay, OddWarc, write  # noqa: E402
from oddlists import LISTS, OddList, serve, source  # noqa: E402
from webarchives import Archives  # noqa: E402

from tracker.store.archive import Archive  # noqa: E402

_LONGEST = 300
"""Seconds that a command may take."""
_PEERS = {
    "sitemap": """
import logging, sys; logging.disable()
from usp.fetch_parse import SitemapFetcher
print(*sorted({page.url for page in SitemapFetcher(sys.argv[1], 0).sitemap().all_pages()}), sep="\\n")
""",
    "feed": """
import feedparser, sys
print(*sorted({one.get("link", "") for one in feedparser.parse(sys.argv[1]).entries}), sep="\\n")
""",
    "warc": """
import sys
from warcio.archiveiterator import ArchiveIterator
for path in sys.argv[1:]:
    with open(path, "rb") as opened:
        for record in ArchiveIterator(opened, check_digests="raise"):
            if record.rec_type == "response" and b"nests" in record.content_stream().read():
                print(record.rec_headers.get_header("WARC-Date"))
""",
}
"""What the library alone makes of it; urlwatch and requests have nothing of the kind."""


class Told(NamedTuple):
    """What a command did."""

    code: int
    found: str
    said: str


def lists(before: str, now: str, peers: str) -> Iterator[str]:
    """Rows for lists."""
    yield "| list | odd | tracker before | tracker now | a parser alone | what tracker now says |"
    yield "|---|---|---|---|---|---|"
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda case: _list_row(case, before, now, peers), LISTS)


def warcs(before: str, now: str, peers: str) -> Iterator[str]:
    """Rows for WARC files."""
    yield "| odd | tracker before | tracker now | warcio alone | what tracker now says |"
    yield "|---|---|---|---|---|"
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda case: _warc_row(case, before, now, peers), WARCS)


def replays(before: str, now: str) -> Iterator[str]:
    """Rows for web archives."""
    yield "| odd | tracker before | tracker now | what tracker now says |"
    yield "|---|---|---|---|"
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda case: _replay_row(case, before, now), REPLAYS)


def _list_row(case: OddList, before: str, now: str, peers: str) -> str:
    with serving() as site, tempfile.TemporaryDirectory() as folder:
        serve(case, site)
        old, new = (_round(one, source(case, site), Path(folder) / nth) for nth, one in (("a", before), ("b", now)))
        peer = _peer(peers, case.kind, site.url("/list")) if case.kind in _PEERS else "–"
        named = re.sub(r"http://127\.0\.0\.1:[0-9]+", "", peer)
        letters = ", ".join(
            sorted(found[1] for line in named.split() if (found := re.fullmatch(r"/([abc])(\?.*)?", line)))
        )
        other = sum(not re.fullmatch(r"/([abcx][0-9]*)(\?.*)?", line) for line in named.split()) if peer != "–" else 0
        alone = (
            peer
            if peer == "–" or peer.startswith("fails")
            else f"{letters or 'nothing'}{f' + {other} wrong' * bool(other)}"
        )
    return _row(case.kind, case.name, _cell(old), _cell(new), alone, new.said)


def _round(tracker: str, declared: Mapping[str, object], folder: Path) -> Told:
    _folder(folder, declared)
    done = _run(tracker, folder, "snapshot")
    store = [
        "git",
        "--git-dir",
        str(folder / "snapshots/store.git"),
        "grep",
        "-h",
        "-o",
        "We will plant oak [abc]",
        "HEAD",
    ]
    held = subprocess.run(store, check=False, capture_output=True, text=True)
    letters = ", ".join(sorted({line[-1] for line in held.stdout.splitlines()}))
    said = [line.partition(": ")[2] for line in done.stdout.splitlines() if line.startswith(("! ", "? "))]
    return Told(done.returncode, letters or "nothing", "; ".join(said))


def _warc_row(case: OddWarc, before: str, now: str, peers: str) -> str:
    url = "http://127.0.0.1:1/plan"
    with tempfile.TemporaryDirectory() as folder:
        old, new = (_import_warc(one, case, url, Path(folder) / nth) for nth, one in (("a", before), ("b", now)))
        paths = write({**(case.first(url) if case.first else {}), **case.files(url)}, Path(folder))
        done = _peer(peers, "warc", *map(str, paths))
    alone = done if done.startswith("fails") else str(len(done.split()))
    return _row(case.name, _cell(old), _cell(new), alone, new.said)


def _import_warc(tracker: str, case: OddWarc, url: str, folder: Path) -> Told:
    _folder(folder, {"id": "plan", "kind": "html", "url": url, "allow_hosts": ["127.0.0.1"]})
    found = 0
    if case.first:
        found = _counted(_run(tracker, folder, "import", "warc", *map(str, write(case.first(url), folder))).stdout)
    done = _run(tracker, folder, "import", "warc", *map(str, write(case.files(url), folder)))
    return Told(done.returncode, str(found + _counted(done.stdout)), _sentences(done))


def _replay_row(case: OddReplay, before: str, now: str) -> str:
    with serving() as site, tempfile.TemporaryDirectory() as folder:
        found = []
        for nth, tracker in (("a", before), ("b", now)):
            archives = Archives(site)
            case.serve(archives, site.url("/plan"))
            _folder(
                Path(folder) / nth,
                {"id": "plan", "kind": "html", "url": site.url("/plan"), "allow_hosts": ["127.0.0.1"]},
            )
            words = ("--archive", case.dialect, "--base", archives.base[case.dialect], "--every", "capture")
            done = _run(tracker, Path(folder) / nth, "import", "wayback", "plan", *words)
            found.append(Told(done.returncode, str(_counted(done.stdout)), _sentences(done)))
    return _row(case.name, *map(_cell, found), found[1].said)


def _folder(folder: Path, declared: Mapping[str, object]) -> None:
    (folder / "config").mkdir(parents=True)
    facts = {**declared, "publisher": "owls", "publisher_type": "party"}
    rows = "\n".join(f"{key} = {json.dumps(value)}" for key, value in facts.items())
    (folder / "config/sources.toml").write_text(f"[[source]]\n{rows}\n")
    (folder / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    Archive.create(folder / "snapshots").close()
    (folder / "config/settings.toml").write_text(
        'delay = 0\nretries = 0\narchive_delay = 0\ncontact = "me@example.org"\n'
    )


def _run(tracker: str, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [tracker, "-C", str(folder), *words]
    wide = {**os.environ, "COLUMNS": "2000"}
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LONGEST, env=wide)


def _peer(python: str, what: str, *words: str) -> str:
    command = [python, "-W", "ignore", "-c", _PEERS[what], *words]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        return "fails: no end"
    if not done.returncode:
        return done.stdout
    faults = re.findall(r"^(?:\w+\.)*(\w+(?:Error|Failed|Exception|error))\b", done.stderr, re.MULTILINE)
    fault = faults[-1] if faults else "?"
    so_far = f", {len(done.stdout.split())} before" if what == "warc" else ""
    return f"fails ({fault}){so_far}"


def _counted(output: str) -> int:
    return sum(int(number.replace(",", "")) for number in re.findall(r"([0-9,]+) versions? recorded", output))


def _sentences(done: "subprocess.CompletedProcess[str]") -> str:
    left = [line.partition("left out: ")[2] for line in done.stdout.splitlines() if "left out: " in line]
    passed = [line for line in done.stdout.splitlines() if "passed by: " in line]
    return " ".join((*left, *passed, *(line.removeprefix("tracker: ") for line in done.stderr.splitlines())))


def _cell(told: Told) -> str:
    return f"{told.found}; {told.code}"


def _row(*cells: str) -> str:
    plain = (re.sub(r"http://127\.0\.0\.1:[0-9]+", "", cell).replace("|", "\\|").replace("<", "&lt;") for cell in cells)
    return f"| {' | '.join(' '.join(cell.split())[:240] for cell in plain)} |"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--before", required=True, help="the tracker to compare with")
    asked.add_argument("--now", default=str(ROOT / ".venv/bin/tracker"))
    asked.add_argument("--peers", required=True, help="Python of a throwaway environment with the libraries")
    given = asked.parse_args()
    for title, rows in (
        ("Lists", lists(given.before, given.now, given.peers)),
        ("WARC files", warcs(given.before, given.now, given.peers)),
        ("Web archives", replays(given.before, given.now)),
    ):
        print(f"## {title}\n", *rows, "", sep="\n")
