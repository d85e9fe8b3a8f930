"""Compare: two documents, sentence by sentence, into changes that can be read."""

from collections.abc import Sequence
from typing import Literal

from tracker.config.settings import Settings
from tracker.diff.align import Pair, align, unmoved
from tracker.diff.change import Change, ChangeKind, Side
from tracker.diff.flags import flags
from tracker.diff.rank import rank
from tracker.diff.typography import same_but_typography
from tracker.diff.words import differ
from tracker.extract.document import Document, Sentence

_Family = Literal["heading", "row", "prose"]
_FAMILIES: tuple[_Family, ...] = ("heading", "row", "prose")


def compare(old: Document, new: Document, *, settings: Settings = Settings()) -> tuple[Change, ...]:  # noqa: B008 - frozen
    """Changes in reading order of the new text; a removed sentence stands after the one it used to follow.

    Identical sentences in place give none. Headings pair with headings, rows with rows, other prose with prose, so a
    change of list markers or of a paragraph into an item is none either. Metadata is not compared.
    """
    pairs = _pairs(old, new, settings)
    found = [*_kept(old, new, pairs), *_removed(old, pairs), *_added(new, pairs)]
    found.sort(key=lambda placed: placed[0])
    return tuple(_ranked(change, heading=heading) for _, change, heading in found)


_Place = tuple[float, int, int]
"""New sentence (halves for removed ones), then old sentence: the order in which changes are read."""
_Placed = tuple[_Place, Change, bool]


def _pairs(old: Document, new: Document, settings: Settings) -> list[Pair]:
    """Pairs of each family, by index of sentence; what moved is decided over the whole document."""
    found: list[Pair] = []
    for family in _FAMILIES:
        left, right = _of(old, family), _of(new, family)
        pairs = align(_texts(old, left), _texts(new, right), same=settings.same_align, gap=settings.gap_align)
        found += [_at(pair, left, right) for pair in pairs]
    found.sort(key=lambda pair: pair.old)
    run = unmoved([pair.new[0] for pair in found])
    return [pair.model_copy(update={"moved": order not in run}) for order, pair in enumerate(found)]


def _of(document: Document, family: _Family) -> list[int]:
    return [index for index, sentence in enumerate(document.sentences) if _family(document, sentence) == family]


def _texts(document: Document, indices: Sequence[int]) -> list[str]:
    return [document.sentences[index].text for index in indices]


def _at(pair: Pair, left: Sequence[int], right: Sequence[int]) -> Pair:
    """The pair by its places in the documents."""
    return Pair(old=tuple(left[place] for place in pair.old), new=tuple(right[place] for place in pair.new))


def _family(document: Document, sentence: Sentence) -> _Family:
    kind = document.block_of(sentence).kind
    return kind if kind in {"heading", "row"} else "prose"


def _kept(old: Document, new: Document, pairs: Sequence[Pair]) -> list[_Placed]:
    placed: list[_Placed] = []
    for pair in pairs:
        before, after = _side(old, pair.old), _side(new, pair.new)
        single = len(pair.old) == len(pair.new) == 1
        if single and before.text == after.text and not pair.moved:
            continue
        change = _change(pair, before, after)
        placed.append(((pair.new[0], 0, pair.old[0]), change, _is_heading(new, pair.new[0])))
    return placed


def _change(pair: Pair, before: Side, after: Side) -> Change:
    kind = _kind(pair, before, after)
    if kind == "moved":
        return Change(kind=kind, old=before, new=after, words=differ(before.text, after.text), moved=True)
    return Change(
        kind=kind,
        old=before,
        new=after,
        words=differ(before.text, after.text),
        flags=flags(before.text, after.text),
        noise=same_but_typography(before.text, after.text) and not pair.moved,
        moved=pair.moved,
    )


def _kind(pair: Pair, before: Side, after: Side) -> ChangeKind:
    if len(pair.new) > len(pair.old):
        return "split"
    if len(pair.old) > len(pair.new):
        return "merged"
    return "moved" if pair.moved and same_but_typography(before.text, after.text) else "reworded"


def _removed(old: Document, pairs: Sequence[Pair]) -> list[_Placed]:
    """Old sentences without a partner, each placed after the new place of the nearest kept sentence before it."""
    place = {index: pair.new[-1] for pair in pairs if not pair.moved for index in pair.old}
    kept = {index for pair in pairs for index in pair.old}
    placed: list[_Placed] = []
    after = -1
    for index in range(len(old.sentences)):
        after = place.get(index, after)
        if index not in kept:
            change = Change(kind="removed", old=_side(old, (index,)), new=None)
            placed.append(((after + 0.5, 0, index), change, _is_heading(old, index)))
    return placed


def _added(new: Document, pairs: Sequence[Pair]) -> list[_Placed]:
    kept = {index for pair in pairs for index in pair.new}
    return [
        ((index, 1, 0), Change(kind="added", old=None, new=_side(new, (index,))), _is_heading(new, index))
        for index in range(len(new.sentences))
        if index not in kept
    ]


def _side(document: Document, indices: Sequence[int]) -> Side:
    sentences = [document.sentences[index] for index in indices]
    path = document.block_of(sentences[0]).path
    return Side(
        text=" ".join(sentence.text for sentence in sentences),
        start=sentences[0].start,
        end=sentences[-1].end,
        heading=path[-1] if path else None,
    )


def _is_heading(document: Document, index: int) -> bool:
    return document.block_of(document.sentences[index]).kind == "heading"


def _ranked(change: Change, *, heading: bool) -> Change:
    score, reasons = rank(change, heading=heading)
    return change.model_copy(update={"score": score, "reasons": reasons})
