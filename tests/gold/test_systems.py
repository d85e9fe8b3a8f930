"""Pages as publishing systems serve them, with texts of our own, and the blocks that are right (pages/cms)."""

import gzip
from pathlib import Path

import pytest

from tracker.diff.differences import differences
from tracker.extract import article
from tracker.extract.document import Document

_PAGES = Path(__file__).parent / "pages" / "cms"
_NAMES = sorted(path.name.removesuffix(".html.gz") for path in _PAGES.glob("*.html.gz"))


def _read(name: str) -> Document:
    return article.read(gzip.decompress((_PAGES / f"{name}.html.gz").read_bytes()), url="https://www.example.org/page")


def _blocks(document: Document) -> list[str]:
    """The blocks, their quotation marks straight: some systems print others than were typed."""
    said = (" ".join(one.text for one in document.sentences if one.block == at) for at in range(len(document.blocks)))
    return [text.replace("’", "'") for text in said]


@pytest.mark.parametrize("name", _NAMES)
def test_a_page_is_read_as_it_was_marked(name: str) -> None:
    """Title, standfirst, text, tables, captions, accordions; no menu, share bar, date line or other page's teaser."""
    right = (_PAGES / f"{name.removesuffix('-later')}.txt").read_text(encoding="utf-8").splitlines()

    assert _blocks(_read(name)) == right


@pytest.mark.parametrize("name", [name for name in _NAMES if name.endswith("-later")])
def test_furniture_that_moves_is_no_news(name: str) -> None:
    """Another related post, another count of shares: nothing changed."""
    found = differences(_read(name.removesuffix("-later")), _read(name))

    assert not found.changes
    assert not [fact for fact in found.facts if fact.fact not in ("updated", "published")]
