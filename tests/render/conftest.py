"""Prints rows as a pipe shows them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from tracker.diff.differences import differences
from tracker.extract import plain
from tracker.extract.document import Document
from tracker.render.comparison import Comparison
from tracker.render.console import THEME
from tracker.store.version import Revision, Version

Shown = Callable[..., str]
Compared = Callable[..., Comparison]


@pytest.fixture
def shown() -> Shown:
    """The text of rows at a width, without colour and without spaces at line ends."""

    def show(rows: Iterable[object], width: int = 80) -> str:
        file = StringIO()
        console = Console(
            file=file,
            width=width,
            color_system=None,
            _environ={},
            theme=THEME,
            markup=False,
            highlight=False,
            emoji=False,
        )
        for row in rows:
            console.print(row)
        return "\n".join(line.rstrip() for line in file.getvalue().splitlines())

    return show


@pytest.fixture
def compared() -> Compared:
    """A function that compares two texts as versions 1 and 2 of a page, or as two files."""

    def compare(old: str | Document, new: str | Document, *, name: str = "plan", files: bool = False) -> Comparison:
        texts = tuple(plain.read(text) if isinstance(text, str) else text for text in (old, new))
        versions = [_version(name, number, text.title) for number, text in enumerate(texts, start=1)]
        return Comparison(
            name="new.md" if files else name,
            old="old.md" if files else versions[0].address,
            new="new.md" if files else versions[1].address,
            title=texts[1].title,
            found=differences(texts[0], texts[1]),
            texts=(texts[0], texts[1]),
            revision=None if files else Revision(old=versions[0], new=versions[1]),
        )

    return compare


def _version(name: str, number: int, title: str) -> Version:
    """Recorded on the first of the month of its number, and seen so until the third."""
    return Version(
        source=name, document="page", number=number, kind="content", title=title, url="https://example.org/plan",
        captured_at=datetime(2026, number, 1, 6, tzinfo=UTC), last_seen=datetime(2026, number, 3, 6, tzinfo=UTC),
        commit="c" * 40, text_id=f"{number}" * 40, meta_id="e" * 40, raw_id=None, status=200,
        extractor="tracker-html/1", config_key="k", run="20260101T060000Z",
    )  # fmt: skip
