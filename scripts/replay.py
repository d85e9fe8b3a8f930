"""Play real pages and their versions back, day by day, through real HTTP into a store: what would tracker have told?

    python scripts/replay.py FOLDER [--data FILE] [--sweep DAYS] [--pages N]

FOLDER becomes a working folder whose store holds the history (`tracker -C FOLDER changes --since 2021-01-01`); in memory
(/dev/shm) it is ready sooner, because every round waits for its disk. The data is a JSON object a line, xz-packed: `path`,
`committed` (Unix seconds) and `html` (the page's <main>), as in `../shared/data/dfe-versions.jsonl.xz`. A small server on
loopback is named as the proxy, so that each page is asked for at its own address, and read as a page of GOV.UK is. On each
day the pages of which a version is known are asked in a round of their own, at the time of the last of these versions; a
page with two versions on a day gets a second round; and every DAYS days all pages are asked, as a round of every day would,
so that unchanged pages have been seen lately. The clock is that of the data.
"""

import argparse
import hashlib
import importlib.util
import json
import lzma
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.capture.outcome import Outcome, Suspect
from tracker.capture.round import run_round
from tracker.capture.tools import Tools
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.shipped import shipped
from tracker.config.source import HtmlSource
from tracker.diff.differences import Differences, differences
from tracker.extract import canonical
from tracker.extract.document import Document
from tracker.fetch.client import Client
from tracker.store.archive import Archive
from tracker.store.version import Version

HERE = Path(__file__).parents[1]
DATA = HERE.parent / "shared" / "data" / "dfe-versions.jsonl.xz"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SITE = "http://www.gov.uk"
"""Without TLS, because a proxy can play another site only so."""


@dataclass
class Told:
    """What the rounds said."""

    rounds: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    suspects: list[tuple[datetime, Suspect]] = field(default_factory=list)
    requests: int = 0
    not_modified: int = 0

    def add(self, at: datetime, outcomes: Sequence[Outcome], requests: int, not_modified: int) -> None:
        """Count a round."""
        self.rounds += 1
        self.outcomes.update(one.kind for one in outcomes)
        self.suspects += [(at, one) for one in outcomes if isinstance(one, Suspect)]
        self.requests += requests
        self.not_modified += not_modified


def main(words: list[str] | None = None) -> int:
    """0 when the store is made; 2 when there is no data."""
    parser = argparse.ArgumentParser(description="Play real pages back into a store.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--sweep", type=int, default=7, metavar="DAYS", help="ask all pages every so many days (7)")
    parser.add_argument("--pages", type=int, default=None, metavar="N", help="only the first N pages")
    asked = parser.parse_args(words)
    if not asked.data.exists():
        print(f"There is no data at {asked.data}.", file=sys.stderr)
        return 2
    versions = load(asked.data, asked.pages)
    begun = _seconds()
    told = replay(asked.folder, versions, sweep=timedelta(days=asked.sweep))
    for line in report(asked.folder, versions, told, seconds=_seconds() - begun):
        print(line)
    return 0


def _seconds() -> float:
    """Of the processor, for this process and the git processes that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def load(path: Path, pages: int | None = None) -> list[dict[str, Any]]:
    """The versions, oldest first; of the first `pages` pages only, where that is said."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    kept = set(list(dict.fromkeys(row["path"] for row in rows))[:pages])
    return sorted((row for row in rows if row["path"] in kept), key=lambda row: (row["committed"], row["path"]))


def source_of(path: str) -> HtmlSource:
    """A page as a source: its id is the last word of its address and a hash of all of it."""
    word = re.sub(r"[^a-z0-9]+", "-", path.rsplit("/", 1)[-1].lower()).strip("-")[:40].strip("-")
    told = {
        "id": f"{word}-{hashlib.sha256(path.encode()).hexdigest()[:8]}", "kind": "html", "url": f"{SITE}{path}",
        "publisher": "dfe", "publisher_type": "department", "licence": "OGL-UK-3.0",
    }  # fmt: skip
    return HtmlSource.model_validate(told)


def waves(versions: Sequence[dict[str, Any]]) -> Iterator[tuple[datetime, list[dict[str, Any]]]]:
    """(when, the versions that are new then): one for each day, more where a page has several versions on a day."""
    days: dict[Any, dict[int, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    nth: Counter[tuple[Any, str]] = Counter()
    for row in versions:
        day = datetime.fromtimestamp(row["committed"], UTC).date()
        days[day][nth[day, row["path"]]].append(row)
        nth[day, row["path"]] += 1
    last = datetime.min.replace(tzinfo=UTC)
    for day in sorted(days):
        for _, rows in sorted(days[day].items()):
            at = datetime.fromtimestamp(max(row["committed"] for row in rows), UTC)
            last = max(at, last + timedelta(minutes=1))
            yield last, rows


def replay(folder: Path, versions: Sequence[dict[str, Any]], *, sweep: timedelta) -> Told:
    """Make the working folder and play all versions into its store."""
    sources = {row["path"]: source_of(row["path"]) for row in versions}
    write_config(folder, sources)
    told, asked, clock = Told(), dict[str, HtmlSource](), Clock(EPOCH)
    with _site() as site, Archive.create(folder / "snapshots", now=clock) as archive:
        swept = None
        for at, rows in waves(versions):
            swept = swept or at
            if asked and at - swept >= sweep:
                clock.at, swept = at - timedelta(seconds=30), at
                _round(folder, archive, list(asked.values()), clock, told)
            for row in rows:
                _put(site, row)
                asked[row["path"]] = sources[row["path"]]
            clock.at = at
            _round(folder, archive, [sources[row["path"]] for row in rows], clock, told)
            site.asked.clear()
    return told


@dataclass
class Clock:
    """Stands still for a round."""

    at: datetime

    def __call__(self) -> datetime:
        """The time of the round."""
        return self.at


@contextmanager
def _site() -> Iterator[Any]:
    """A server on loopback that the environment names as the proxy, and no other."""
    saved = dict(os.environ)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    site = _module("loopback").Loopback()
    os.environ["http_proxy"] = site.url("")
    try:
        yield site
    finally:
        site.close()
        os.environ.clear()
        os.environ.update(saved)


def _put(site: Any, row: dict[str, Any]) -> None:
    body = f"<!doctype html><html lang=en><head><meta charset=utf-8></head><body>{row['html']}</body></html>"
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    site.page(f"{SITE}{row['path']}", body, etag=etag, content_type="text/html; charset=utf-8")


def _round(folder: Path, archive: Archive, sources: Sequence[HtmlSource], clock: Clock, told: Told) -> None:
    settings = Settings(contact="replay@localhost.example", delay=0, jitter=0, retries=0, host_budget=100_000)
    with Client(settings, now=clock, version="0") as client:
        tools = Tools(archive=archive, client=client, settings=settings, people=People(), now=clock, root=folder)
        record, outcomes = run_round(sources, tools=tools)
    told.add(clock.at, outcomes, record.requests, len(record.not_modified))


def write_config(folder: Path, sources: dict[str, HtmlSource]) -> None:
    """A config that can be loaded: what the rounds read as HTML is declared as the pages of GOV.UK that it is."""
    (folder / "config").mkdir(parents=True)
    rows = [
        f'[[source]]\nid = "{source.id}"\nkind = "govuk"\npath = "{path}"\npublisher = "dfe"\n'
        'publisher_type = "department"\nlicence = "OGL-UK-3.0"\n'
        for path, source in sorted(sources.items())
    ]
    (folder / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    (folder / "config" / "people.toml").write_bytes((shipped() / "people.toml").read_bytes())


def report(folder: Path, versions: Sequence[dict[str, Any]], told: Told, *, seconds: float) -> Iterator[str]:
    """The figures, as Markdown, and each suspect with its reason."""
    with Archive(folder / "snapshots") as archive:
        revisions = archive.revisions()
        recorded = sum(len(archive.versions(*name)) for name in archive.documents())
        found = [differences(_document(archive, one.old), _document(archive, one.new)) for one in revisions]
    kinds = Counter(map(kind_of, found))
    pages = len({row["path"] for row in versions})
    yield f"### {len(versions):,} versions of {pages:,} pages, played back in {told.rounds:,} rounds"
    yield ""
    yield "| what | number |"
    yield "|---|--:|"
    rows = {
        "requests": told.requests,
        "answered 304": told.not_modified,
        "versions recorded": recorded,
        "first versions": recorded - len(revisions),
        **{kind: kinds[kind] for kind in KINDS},
        "asked again and found unchanged, with 200": told.outcomes["unchanged"] - told.not_modified,
        "suspect captures": told.outcomes["suspect"],
        "failed captures": told.outcomes["failed"],
    }
    for name, number in rows.items():
        yield f"| {name} | {number:,} |"
    yield f"| processor time, server and git included | {seconds:.0f} s |"
    yield ""
    for at, one in told.suspects:
        yield f"- {at:%Y-%m-%d} {one.source}: {one.reason}"


KINDS = (
    "text changed, and the page's own date or notes moved",
    "text changed silently: the page has a date or notes, and neither moved",
    "text changed on a page without date or notes",
    "only notes or dates changed",
    "other facts alone changed",
    "only typography changed",
)


def kind_of(found: Differences) -> str:
    """Which of KINDS a pair of versions is."""
    moved = any(fact.fact in {"note", "updated", "modified", "published"} for fact in found.facts)
    if found.listed:
        return KINDS[0] if moved else KINDS[1] if found.silent else KINDS[2]
    if moved:
        return KINDS[3]
    return KINDS[4] if found.facts else KINDS[5]


def _document(archive: Archive, version: Version) -> Document:
    return canonical.read(archive.text(version), archive.meta(version))


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / "tests" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
