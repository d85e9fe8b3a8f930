"""Piece: one block of a page on its way into a document, before it has a place in the text."""

from pydantic import BaseModel

from tracker.extract.document import BlockKind


class Piece(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a reader found: a heading, paragraph, list item, quotation, caption, table row, attachment or note."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    """Heading level from 1 (a body's own h1 becomes 2); nesting depth of a list item, from 0."""
    ordered: bool = False
    """A numbered list item; every number is written `1.`, so that one new item does not change its neighbours."""
    cells: tuple[str, ...] = ()
    """The cells of a table row; a row without cells has its text as the only one."""
    links: tuple[tuple[str, str], ...] = ()
    """The words of each link in it and where they lead, as the page spells it."""
    images: tuple[str, ...] = ()
    """What pictures in it are said to show: their alternative texts."""
    label: str = ""
    """What marks a note: `1` of `[^1]`."""
    begins: bool = False
    """A table's first row."""
    heads: bool = False
    """The row that names a table's columns."""
    folded: bool = False
    """In a part of the page that a reader must open."""
    page: int | None = None
    """The page on which it begins, from 1, in a document that has pages."""
