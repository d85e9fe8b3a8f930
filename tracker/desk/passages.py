"""Passages: changes in reading order under their nearest heading, with as much around them as is asked for."""

from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from tracker.desk.comparison import Comparison
from tracker.diff.change import Change, Side
from tracker.extract.document import Document


class Hunk(NamedTuple):
    """A change, with unchanged sentences before and after it."""

    before: tuple[str, ...]
    change: Change
    after: tuple[str, ...]


class SectionHunks(NamedTuple):
    """What changed under one heading."""

    heading: str | None
    rows: tuple[Hunk, ...]


def passages(one: Comparison, *, everything: bool = False, context: int = 0) -> Iterator[SectionHunks]:
    """The changes as they stand on the page; `context` is a number of sentences."""
    rows = _rows(one, one.changes(everything=everything), context)
    for heading, found in groupby(rows, key=lambda row: _heading(row.change)):
        yield SectionHunks(heading, tuple(found))


def _heading(change: Change) -> str | None:
    side = change.new or change.old
    return side.heading if side else None


def _rows(one: Comparison, changes: Iterable[Change], context: int) -> Iterator[Hunk]:
    """A sentence that went is shown among its old neighbours, any other among its new ones; none of them twice."""
    taken = (
        {index for change in one.found.changes if change.old for index in change.old.sentences},
        {index for change in one.found.changes if change.new for index in change.new.sentences},
    )
    told: set[str] = set()
    for change in changes:
        which = 1 if change.new else 0
        before, after = _around(one.texts[which], change.new or change.old, taken[which], context)
        yield Hunk(tuple(text for text in before if text not in told), change, tuple(after))
        told = {*before, *after}


def _around(document: Document, side: Side | None, taken: set[int], context: int) -> tuple[list[str], list[str]]:
    """The neighbours on either side, up to the next change or heading."""
    if side is None or not side.sentences or not context:
        return [], []
    first, last = side.sentences[0], side.sentences[-1]

    def plain(index: int) -> bool:
        return index not in taken and document.block_of(document.sentences[index]).kind != "heading"

    def texts(span: Iterable[int]) -> list[str]:
        return [document.sentences[index].text for index in takewhile(plain, span)]

    before = texts(range(first - 1, max(-1, first - 1 - context), -1))
    return before[::-1], texts(range(last + 1, min(len(document.sentences), last + 1 + context)))
