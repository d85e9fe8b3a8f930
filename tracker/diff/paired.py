"""Paired: which sentences of one document live on in another, like with like; blame and compare both stand on it."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from tracker.config.settings import Settings
from tracker.diff.align import Pair, align
from tracker.diff.anchors import unmoved
from tracker.extract.document import Document, Sentence
from tracker.wording.fold import fold

_Family = Literal["heading", "row", "prose"]
_FAMILIES: tuple[_Family, ...] = ("heading", "row", "prose")


def paired(old: Document, new: Document, *, settings: Settings = Settings()) -> tuple[Pair, ...]:  # noqa: B008 - frozen
    """Pairs by index of sentence in the two documents, in order of the old one; what has no partner is absent.

    Headings pair with headings, rows with rows, other prose with prose; a row whose first cell names it, alone under its
    heading, pairs with the row of that name, wherever it stands and however its figures changed. What moved is decided
    over the whole document.
    """
    found: list[Pair] = []
    for family in _FAMILIES:
        left, right = _of(old, family), _of(new, family)
        if family == "row":
            labelled = _by_label(old, new, left, right)
            found += [Pair(old=(index,), new=(at,)) for index, at in labelled.items()]
            left = [index for index in left if index not in labelled]
            right = [at for at in right if at not in set(labelled.values())]
        pairs = align(_texts(old, left), _texts(new, right), same=settings.same_align, gap=settings.gap_align)
        found += [_at(pair, left, right) for pair in pairs]
    found.sort(key=lambda pair: pair.old)
    run = unmoved([pair.new[0] for pair in found])
    return tuple(pair.model_copy(update={"moved": order not in run}) for order, pair in enumerate(found))


def _of(document: Document, family: _Family) -> list[int]:
    return [index for index, sentence in enumerate(document.sentences) if _family(document, sentence) == family]


def _family(document: Document, sentence: Sentence) -> _Family:
    kind = document.block_of(sentence).kind
    return kind if kind in {"heading", "row"} else "prose"


def _by_label(old: Document, new: Document, left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
    """Rows whose heading and first cell stand once on each side."""
    before, after = _labels(old, left), _labels(new, right)
    return {index: after[label] for label, index in before.items() if label in after}


def _labels(document: Document, rows: Sequence[int]) -> dict[tuple[tuple[str, ...], str], int]:
    labels = [(document.block_of(document.sentences[index]).path, _first_cell(document, index)) for index in rows]
    counts = Counter(labels)
    return {label: index for label, index in zip(labels, rows, strict=True) if counts[label] == 1 and label[1]}


def _first_cell(document: Document, index: int) -> str:
    return fold(document.sentences[index].text.strip("| ").split(" | ", 1)[0])


def _texts(document: Document, indices: Sequence[int]) -> list[str]:
    return [document.sentences[index].text for index in indices]


def _at(pair: Pair, left: Sequence[int], right: Sequence[int]) -> Pair:
    """The pair by its places in the documents."""
    return Pair(old=tuple(left[place] for place in pair.old), new=tuple(right[place] for place in pair.new))
