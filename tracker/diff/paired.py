"""Paired: which sentences of one document live on in another, like with like; blame and compare both stand on it."""

from collections.abc import Sequence
from typing import Literal

from tracker.config.settings import Settings
from tracker.diff.align import Pair, align, unmoved
from tracker.extract.document import Document, Sentence

_Family = Literal["heading", "row", "prose"]
_FAMILIES: tuple[_Family, ...] = ("heading", "row", "prose")


def paired(old: Document, new: Document, *, settings: Settings = Settings()) -> tuple[Pair, ...]:  # noqa: B008 - frozen
    """Pairs by index of sentence in the two documents, in order of the old one; what has no partner is absent.

    Headings pair with headings, rows with rows, other prose with prose. What moved is decided over the whole document.
    """
    found: list[Pair] = []
    for family in _FAMILIES:
        left, right = _of(old, family), _of(new, family)
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


def _texts(document: Document, indices: Sequence[int]) -> list[str]:
    return [document.sentences[index].text for index in indices]


def _at(pair: Pair, left: Sequence[int], right: Sequence[int]) -> Pair:
    """The pair by its places in the documents."""
    return Pair(old=tuple(left[place] for place in pair.old), new=tuple(right[place] for place in pair.new))
