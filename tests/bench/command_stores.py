"""Working folders for the bench of commands, of 1,000 to 1,000,000 versions: built once, kept outside the project.

    python command_stores.py VERSIONS …    builds what is missing and prints where it lies

They lie in `~/.cache/tracker-bench/stores` (TRACKER_BENCH_STORES names another place), under the store's format and a
digest of this file, so that a change of either builds them anew. The text is made up, of the words of the shipped
background table as often as they stand there. A version rewords two sentences of its page, each fiftieth a pledge too.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tracker.capture.reading import as_page, extractor_of, read
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.source import HtmlSource
from tracker.extract import canonical
from tracker.links.background import background
from tracker.store import care, heads, layout
from tracker.store.archive import Archive
from tracker.store.batch import _commit, _text_commit, record_commit
from tracker.store.format import NEWEST, rise
from tracker.store.git import Git
from tracker.store.reader import blob_id
from tracker.store.record import RunRecord
from tracker.store.version import Entry
from tracker.store.write import Commit, write_commits

PAGES = {1_000: 50, 10_000: 200, 100_000: 1_000, 1_000_000: 5_000}
"""Pages of a store of so many versions, each a source of its own."""
INDEXED_WHOLE = 10_000
"""Versions up to which claims are found and linked beforehand, as rounds would have done."""
BODIES = 100_000
"""Versions up to which bodies as received are kept: those of a million would be gigabytes."""
LAST = datetime(2026, 11, 1, 6, tzinfo=UTC)
"""When the last round is."""
A_ROUND = 50
"""Pages of which a round records a new version."""
A_STREAM = 200
"""Rounds to one fast-import."""
PUBLISHERS = (("labour", "party"), ("dfe", "department"))
"""Of every other page each; the first pledge of a page is the next one's too."""
PLAIN, PLEDGES = 20, 6
"""Sentences of a page that say something, and that promise something."""
FEW = (4, 2)
"""The same in a store of a million, which would be 3 GB else, and hours in the making."""
CONFIRMED = 5
"""Pledges that a person has confirmed and released."""
SELDOM = 50
"""Versions of a page from one rewording of a pledge to the next."""
WORD = "lighthouse"
"""Stands in one sentence of every fifth page: what is looked for."""


def home() -> Path:
    """Where the stores of this generator and format lie."""
    told = os.environ.get("TRACKER_BENCH_STORES")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = sha256(Path(__file__).read_bytes()).hexdigest()[:10]
    return (Path(told) if told else cache / "tracker-bench" / "stores") / f"{NEWEST}-{key}"


def kept(versions: int) -> Path:
    """The working folder with a store of so many versions; built where it is not there, or was left half built."""
    folder = home() / f"{versions}"
    if not (folder / "built.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _build(folder, versions)
    with Archive(folder / "snapshots") as archive:
        archive.documents()  # An index of another tracker is made anew here, not by the first command that is measured.
    return folder


def copied(folder: Path, to: Path) -> Path:
    """The same folder for a command that writes: packs and loose objects, which git never alters, are linked, not copied."""

    def put(source: str, target: str) -> str:
        if "/objects/" in source and not source.endswith((".lock", "commit-graph-chain")):
            try:
                os.link(source, target)
            except OSError:  # another disk
                shutil.copy2(source, target)
        else:
            shutil.copy2(source, target)
        return target

    return Path(shutil.copytree(folder, to, copy_function=put))


def _build(folder: Path, versions: int) -> None:
    plain, pledges = (PLAIN, PLEDGES) if versions <= BODIES else FEW
    pages = [Page(number, plain, pledges) for number in range(PAGES[versions])]
    declare(folder, pages)
    _grow(folder / "snapshots", pages, versions)
    if versions <= INDEXED_WHOLE:
        _tracker(folder, "reindex")
        told = json.loads(_tracker(folder, "pledges", "--all", "--format", "json", "--limit", "0"))
        for thread in [one["id"] for one in told["threads"] if one["links"]][:CONFIRMED]:
            _tracker(folder, "confirm", "--thread", thread, "--by", "bench")
            _tracker(folder, "release", thread, "--by", "bench")
    else:
        with Archive(folder / "snapshots") as archive:
            archive.reindex()
    (folder / "built.json").write_text(json.dumps({"versions": versions, "pages": len(pages)}), encoding="utf-8")


def _tracker(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "tracker", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Page:
    """A page and how it stands just now. The same on every machine."""

    def __init__(self, number: int, plain: int, pledges: int) -> None:
        self.number, self.nth = number, -1
        self._draw = random.Random(number)
        self.source = HtmlSource(
            id=f"p{number}", kind="html", publisher=PUBLISHERS[number % 2][0], publisher_type=PUBLISHERS[number % 2][1],
            url=f"https://www.example.org/policy/{number}", licence="OGL-UK-3.0",
        )  # fmt: skip
        self._plain = [self._sentence(f"{self._words(2)} has".capitalize()) for _ in range(plain)]
        if number % 5 == 0:
            self._plain[3] = f"The {WORD} of ward {number} is open to schools."
        self._pledges = [self._pledge() for _ in range(pledges)]
        self._draw, mine = random.Random(f"both {number // 2}"), self._draw
        self._pledges[0] = self._pledge()
        self._draw = mine
        page = as_page(self.source, self.source.url)
        self._extractor = extractor_of(page)
        self._key = config_key(self.source, self._extractor)
        self._meta = canonical.meta(read(self.body(), source=page, url=page.url, people=People()))

    def next(self) -> None:
        """The next version."""
        self.nth += 1
        if self.nth:
            for place in (2 * self.nth % len(self._plain), (2 * self.nth + 1) % len(self._plain)):
                self._plain[place] = self._sentence(f"{self._words(2)} has".capitalize())
        if self.nth % SELDOM == SELDOM - 1:
            place = self.nth // SELDOM % len(self._pledges)
            said = self._pledges[place]
            self._pledges[place] = said.replace("We will", "We aim to") if "We will" in said else self._pledge()

    def text(self) -> str:
        """As tracker keeps it."""
        return f"# Plan {self.number}\n\n" + "".join(f"{said}\n\n" for said in self._said())[:-1]

    def body(self) -> bytes:
        """As the publisher's server would give it."""
        said = "".join(f"<p>{one}</p>\n" for one in self._said())
        title = f"Plan {self.number}"
        return (
            f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav><a href="/">Home</a></nav>\n'
            f"<main><article><h1>{title}</h1>\n{said}</article></main><footer>Printed by us</footer></body></html>\n"
        ).encode()

    def entry(self, at: datetime, *, body: bool) -> Entry:
        """What a round records of it."""
        return Entry(
            source=self.source.id, document="page", kind="content" if self.nth else "first", title=f"Plan {self.number}",
            text=self.text().encode(), meta=self._meta, raw=self.body() if body else None, url=self.source.url,
            final_url=self.source.url, status=200, fetched_at=at, etag=f'"{self.number}-{self.nth}"', charset="utf-8",
            extractor=self._extractor, config_key=self._key,
        )  # fmt: skip

    def _said(self) -> list[str]:
        every = [*self._plain]
        for nth, pledge in enumerate(self._pledges):
            every.insert(4 * nth + 1, pledge)
        return every

    def _words(self, count: int) -> str:
        return " ".join(self._draw.choices(*_vocabulary(), k=count))

    def _sentence(self, start: str) -> str:
        return f"{start} {self._words(12)}."

    def _pledge(self) -> str:
        count, year = self._draw.randrange(20, 900), self._draw.randrange(2027, 2036)
        return f"We will open {count} {self._words(3)} schools by {year}."


def _vocabulary() -> tuple[list[str], list[int]]:
    if not _words:
        table = background()
        both = [(word, count) for word, count in table.counts.items() if word.isalpha()]
        _words[:] = [[word for word, _ in both], [count for _, count in both]]
    return _words[0], _words[1]


_words: list[list] = []


def declare(folder: Path, pages: list[Page]) -> None:
    """config/ of a working folder that watches these pages."""
    (folder / "config").mkdir(parents=True)
    told = (
        f'[[source]]\nid = "{page.source.id}"\nkind = "html"\npublisher = "{page.source.publisher}"\n'
        f'publisher_type = "{page.source.publisher_type}"\nurl = "{page.source.url}"\nlicence = "OGL-UK-3.0"\n'
        for page in pages
    )
    (folder / "config/sources.toml").write_text("\n".join(told), encoding="utf-8")
    people = (f'[[publisher]]\nid = "{name}"\nname = "{name.title()}"\ntype = "{kind}"\n' for name, kind in PUBLISHERS)
    (folder / "config/people.toml").write_text("\n".join(people), encoding="utf-8")


def _grow(snapshots: Path, pages: list[Page], versions: int) -> None:
    Archive.create(snapshots).close()
    start = LAST - versions // A_ROUND * _apart(versions)
    gits = [Git(snapshots / name) for name in (layout.RAW, layout.STORE)]
    born = {git.path.name: git.head() for git in gits}
    for git in gits:
        write_commits(git, rise(git, tracker="bench", now=start), parent=git.head(), now=int(start.timestamp()))
    rounds = iter(_rounds(pages, versions, start))
    while some := [one for _, one in zip(range(A_STREAM), rounds, strict=False)]:
        for at, git in enumerate(gits):
            if made := [commit for both in some for commit in both[at]]:
                write_commits(git, made, parent=git.head(), now=int(start.timestamp()))
                care.tidy(git, since=None)
    moves = {git.path.name: (born[git.path.name], git.head()) for git in gits}
    heads.note(snapshots / layout.HEADS, now=LAST, run=layout.run_id(LAST, 1), moves=moves)


def _apart(versions: int) -> timedelta:
    """From one round to the next: a day; of a million versions six hours, which makes fourteen years."""
    return timedelta(hours=6 if versions > BODIES else 24)


def _rounds(pages: list[Page], versions: int, start: datetime) -> Iterator[tuple[list[Commit], list[Commit]]]:
    """(commits of raw.git, commits of store.git) of each round."""
    for nth, first in enumerate(range(0, versions, A_ROUND), 1):
        started = start + nth * _apart(versions)
        run = layout.run_id(started, 1)
        raw, text = [], []
        mine = [pages[number % len(pages)] for number in range(first, min(versions, first + A_ROUND))]
        for second, page in enumerate(mine):
            page.next()
            one = page.entry(started + timedelta(seconds=second), body=versions <= BODIES)
            if one.raw is not None:
                path = layout.raw_path(layout.DOCS, one.source, one.document)
                raw.append(_commit(one, {"Run-Id": run}, [(path, one.raw)]))
            raw_id = None if one.raw is None else blob_id(one.raw)
            text.append(_text_commit(one, layout.DOCS, {"Raw-Blob": raw_id, "Run-Id": run}))
        made = RunRecord(
            id=run, started=started, finished=started + timedelta(minutes=1), tracker="bench",
            recorded={f"{page.source.id}/page": second for second, page in enumerate(mine)},
        )  # fmt: skip
        text.append(record_commit(made, f"run {run}: {made.summary}\n".encode(), int(started.timestamp())))
        yield raw, text


if __name__ == "__main__":
    for word in sys.argv[1:]:
        print(kept(int(word)), flush=True)
