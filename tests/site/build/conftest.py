"""A working folder with a store of three sources: two whose text may be shown, one of which only extracts may."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.cli.main import main
from tracker.extract import canonical, plain
from tracker.extract.document import ChangeNote
from tracker.store.archive import Archive
from tracker.store.record import RunRecord, Trouble
from tracker.store.version import Entry

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)
SOURCES = """
[[source]]
id = "wood"
kind = "govuk"
path = "/wood"
publisher = "dfe"
publisher_type = "department"
licence = "OGL-UK-3.0"

[[source]]
id = "pond"
kind = "html"
url = "https://example.org/pond"
title = "The pond plan"
publisher = "dfe"
publisher_type = "department"
licence = "OGL-UK-3.0"

[[source]]
id = "paper"
kind = "html"
url = "https://example.org/paper"
publisher = "weekly"
publisher_type = "press"
"""
OWLS = "# Owls\n\nWe will build 40 boxes for owls.\n\nHedgehogs sleep all winter.\n\nJays bury acorns.\n"
OWLS_LATER = "# Owls\n\nWe aim to build 30 boxes for owls.\n\nHedgehogs sleep all winter.\n\nFoxes dig.\n"
SUBSCRIBERS = "The editor said that nobody but subscribers would ever read this very long sentence in full"
PAPER = f"# News of the wood\n\n{' '.join(f'{SUBSCRIBERS}, {number}.' for number in range(1, 30))}\n"
PAPER_LATER = f"# News of the wood\n\n{' '.join(f'{SUBSCRIBERS}, no {number}.' for number in range(1, 30))}\n"

Report = Callable[..., str]


class Folder:
    """A working folder: rounds are written into its store."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "config").mkdir()
        (root / "config" / "sources.toml").write_text(SOURCES, encoding="utf-8")

    def round(
        self, day: int, texts: Mapping[str, str], *, unchanged: tuple[str, ...] = (), failed: str | None = None,
        notes: tuple[str | ChangeNote, ...] = (),
    ) -> None:  # fmt: skip
        """The round of that day: new texts by `source/document`, and what it found as it was."""
        started = START + timedelta(days=day)
        with Archive.create(self.root / "snapshots", now=lambda: started) as archive:
            entries = [_entry(name, text, started, archive, notes) for name, text in texts.items()]
            record = RunRecord(
                id=archive.new_run_id(started), started=started, finished=started, tracker="0.1.0",
                recorded=dict.fromkeys(texts, 5), unchanged=dict.fromkeys(unchanged, 5),
                failed={failed: Trouble(reason="503 <b>gone</b>")} if failed else {},
            )  # fmt: skip
            archive.write(entries, record)

    def report(self, name: str = "site", *options: str) -> Path:
        """Build the site there: its folder."""
        assert main(["-C", str(self.root), "report", str(self.root / name), "--jobs", "1", *options]) == 0
        return self.root / name

    def page(self, address: str) -> LexborHTMLParser:
        """A page of the site."""
        return LexborHTMLParser((self.root / "site" / address).read_text(encoding="utf-8"))

    def told(self, address: str = "index.html", within: str = "main") -> str:
        """What is read there."""
        found = self.page(address).css_first(within)
        return re.sub(r"\s+", " ", found.text(separator=" ")).strip() if found else ""

    def tree(self, name: str = "site") -> dict[str, bytes]:
        """Every file of the site with its bytes."""
        site = self.root / name
        return {str(one.relative_to(site)): one.read_bytes() for one in sorted(site.rglob("*")) if one.is_file()}


def _entry(name: str, text: str, at: datetime, archive: Archive, notes: tuple[str | ChangeNote, ...]) -> Entry:
    source, _, document = name.partition("/")
    read = plain.read(text).model_copy(
        update={"notes": tuple(one if isinstance(one, ChangeNote) else ChangeNote(at=at, note=one) for one in notes)}
    )
    first = not archive.captured(source, document)
    return Entry(
        source=source, document=document, kind="first" if first else "content", title=read.title,
        text=read.text.encode(), meta=canonical.meta(read), raw=None, url=f"https://example.org/{source}",
        final_url=f"https://example.org/{source}", status=200, fetched_at=at + timedelta(seconds=5),
        extractor="tracker-html/2", config_key="k",
    )  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Folder:
    """A folder in which nothing is recorded."""
    return Folder(tmp_path)


@pytest.fixture
def folder(empty: Folder) -> Folder:
    """Three documents, two of which changed on the second day; on the third nothing did."""
    empty.round(
        0, {"wood/owls": OWLS, "wood/rules": "# Rules\n\nThe wood is shut.\n", "pond/page": "# Pond\n\nDeep.\n"}
    )
    empty.round(1, {"paper/page": PAPER}, unchanged=("wood/owls", "wood/rules", "pond/page"))
    empty.round(2, {"wood/owls": OWLS_LATER, "paper/page": PAPER_LATER}, unchanged=("wood/rules", "pond/page"))
    empty.round(3, {}, unchanged=("wood/owls", "wood/rules", "paper/page"), failed="pond/page")
    return empty
