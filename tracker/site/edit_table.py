"""A changed row of a table as a table: the heads of its columns, and its cells before and after."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.diff.change import Change, Side, Word
from tracker.extract.document import Document
from tracker.patterns import deferred
from tracker.render.safe import safe
from tracker.render.words import Run, one_side, runs

_CELL_END = deferred(r"(?<!\\)\|")
_BETWEEN = " · "


class EditRow(NamedTuple):
    """`Before` or `After`; a cell is its words with their marks."""

    when: str
    cells: tuple[tuple[Run, ...], ...]


class EditTable(NamedTuple):
    """`heads` are as many as the cells, or none where the table names no columns."""

    heads: tuple[str, ...]
    rows: tuple[EditRow, ...]


def edit_table(change: Change, texts: Sequence[Document]) -> EditTable | None:
    """Of a row that changed, came or went; None of anything else, and where either side is more than one row."""
    if change.part != "row":
        return None
    sides = [
        (name, side, text)
        for name, side, text in zip(("Before", "After"), (change.old, change.new), texts, strict=True)
        if side
    ]
    if not all(_is_row(side, text) for _, side, text in sides):
        return None
    rows = tuple(EditRow(name, tuple(_cells(_words(change, side)))) for name, side, _ in sides)
    heads = [_heads(side, text) for _, side, text in sides][-1]
    return EditTable(heads if all(len(row.cells) == len(heads) for row in rows) else (), rows)


def as_line(change: Change, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a change for a line of text: those of a row with dots between its cells."""
    return _without_pipes(words) if change.part == "row" else tuple(words)


def _without_pipes(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words of a row as a line: a dot between cells, nothing at its ends."""
    told = [word.model_copy(update={"text": _dotted(word.text).replace("\\|", "|")}) for word in words]
    if told:
        told[0] = told[0].model_copy(update={"text": told[0].text.removeprefix(_BETWEEN).lstrip()})
        told[-1] = told[-1].model_copy(update={"text": told[-1].text.removesuffix(_BETWEEN).rstrip()})
    return tuple(told)


def _dotted(text: str) -> str:
    """A dot for each pipe and the blanks around it; those at the ends of the text stay."""
    first, *more = _CELL_END.split(text)
    if not more:
        return text
    *inner, last = more
    return _BETWEEN.join((first.rstrip(), *map(str.strip, inner), last.lstrip()))


def line(text: str) -> str:
    """A sentence of the text for people: a row with dots between its cells."""
    is_row = text.startswith("| ") and text.rstrip().endswith("|")
    return _without_pipes([Word(mark="same", text=text)])[0].text if is_row else text


def _is_row(side: Side, text: Document) -> bool:
    at = side.sentences
    return len(at) == 1 and at[0] < len(text.sentences) and text.block_of(text.sentences[at[0]]).kind == "row"


def _heads(side: Side, text: Document) -> tuple[str, ...]:
    return tuple(map(safe, text.heads_of(text.block_of(text.sentences[side.sentences[0]]))))


def _words(change: Change, side: Side) -> tuple[Word, ...]:
    mark = "old" if side is change.old else "new"
    if not (change.old and change.new):
        return (Word(mark=mark, text=side.text),)
    return one_side(change, mark)


def _cells(words: Iterable[Word]) -> Iterator[tuple[Run, ...]]:
    """The words between two pipes. What stands before the first pipe and behind the last one is nothing."""
    cells: list[list[Word]] = [[]]
    for word in words:
        first, *others = _CELL_END.split(word.text)
        cells[-1].append(word.model_copy(update={"text": first}))
        cells += [[word.model_copy(update={"text": part})] for part in others]
    for cell in cells[1:-1]:
        told = [word.model_copy(update={"text": word.text.replace("\\|", "|")}) for word in cell if word.text]
        yield tuple(Run(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(told))
