"""Paired: which sentences of one document live on in another, like with like; blame and compare both stand on it."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from tracker.config.settings import Settings
from tracker.diff.align import Pair, align
from tracker.diff.anchors import unmoved
from tracker.diff.words import differ
from tracker.extract.document import Document, Sentence
from tracker.wording.fold import fold, stems

SHARED = 0.22
"""Share of two sentences' stems that both hold, under which they may be strangers …"""
HELD = 0.40
"""… if the shorter one's stems are not in the other by this share either, and no run of words survives. Of such pairs
on DfE pages about seven in ten were not the same sentence; in ArgRewrite's gold there are four."""

FRAME = 0.28
"""Share of two sentences' stems that both hold, under which they may have no more than a frame in common …"""
TELLING, TOLD = 0.22, 0.50
"""… if weighed by how rare they are in the two documents they share so little of all, and of the shorter one …"""
RUN, FEW = 5, 4
"""… no run of so many words survives, and both have so many stems. Of 717 pairs in ArgRewrite's gold nine are such."""

_Family = Literal["heading", "row", "prose"]
_FAMILIES: tuple[_Family, ...] = ("heading", "row", "prose")


def paired(old: Document, new: Document, *, settings: Settings = Settings()) -> tuple[Pair, ...]:  # noqa: B008 - frozen
    """Pairs by index of sentence in the two documents, in order of the old one; what has no partner is absent.

    Headings pair with headings, rows with rows, other prose with prose; a row whose first cell names it, alone under its
    heading, pairs with the row of that name, wherever it stands and however its figures changed. Two sentences with next
    to nothing in common but their place are no pair. What moved is decided over the whole document.
    """
    found: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    before, after = _families(old), _families(new)
    for family in _FAMILIES:
        left, right = before[family], after[family]
        if family == "row":
            labelled = _by_label(old, new, left, right)
            found += [((index,), (at,)) for index, at in labelled.items()]
            left = [index for index in left if index not in labelled]
            right = [at for at in right if at not in set(labelled.values())]
        pairs = align(_texts(old, left), _texts(new, right), same=settings.same_align, gap=settings.gap_align)
        found += [_at(pair, left, right) for pair in pairs]
    frames = _Frames(old, new)
    found = sorted(pair for pair in found if not _is_chance(old, new, pair) and not frames.hold_only(pair))
    run = unmoved([right[0] for _, right in found])
    return tuple(Pair(old=left, new=right, moved=order not in run) for order, (left, right) in enumerate(found))


def _families(document: Document) -> dict[_Family, list[int]]:
    """Indices of the sentences of each family."""
    found: dict[_Family, list[int]] = {family: [] for family in _FAMILIES}
    for index, sentence in enumerate(document.sentences):
        found[_family(document, sentence)].append(index)
    return found


def _family(document: Document, sentence: Sentence) -> _Family:
    kind = document.block_of(sentence).kind
    return kind if kind in {"heading", "row"} else "prose"


def _is_chance(old: Document, new: Document, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    """Whether two sentences stand in each other's place and have next to nothing in common but that."""
    (first, *more), (at, *others) = pair
    if more or others:
        return False
    before, after = old.sentences[first].text, new.sentences[at].text
    left, right = set(stems(before)), set(stems(after))
    shared = len(left & right)
    if not left or not right or shared >= SHARED * len(left | right) or shared >= HELD * min(len(left), len(right)):
        return False
    return not any(word.mark == "same" for word in differ(before, after))


class _Frames:
    """Tells pairs that share a frame ("You must … in your setting") from those that say one thing."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old, new

    @cached_property
    def _counts(self) -> tuple[Counter[str], int]:
        texts = [one.text for document in (self._old, self._new) for one in document.sentences]
        return Counter(stem for text in texts for stem in set(stems(text))), len(texts)

    def hold_only(self, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
        """Whether two sentences of prose share only what stands all over the two documents."""
        (first, *more), (at, *others) = pair
        before, after = self._old.sentences[first], self._new.sentences[at]
        if more or others or _family(self._new, after) == "row":
            return False
        left, right = set(stems(before.text)), set(stems(after.text))
        if min(len(left), len(right)) < FEW or len(left & right) >= FRAME * len(left | right):
            return False
        both = self._weight(left & right)
        if both >= TELLING * self._weight(left | right) or both >= TOLD * min(map(self._weight, (left, right))):
            return False
        return all(len(word.text.split()) < RUN for word in differ(before.text, after.text) if word.mark == "same")

    def _weight(self, found: set[str]) -> float:
        counts, size = self._counts
        return sum(math.log((size + 1) / (counts[stem] + 0.5)) for stem in sorted(found))


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


def _at(pair: Pair, left: Sequence[int], right: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The pair by its places in the documents."""
    return tuple(left[place] for place in pair.old), tuple(right[place] for place in pair.new)
