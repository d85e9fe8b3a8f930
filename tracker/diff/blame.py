"""Blame: since which version each sentence of a text stands there, in these words and in any words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.config.settings import Settings
from tracker.diff.align import Pair
from tracker.diff.paired import paired
from tracker.extract.document import Document
from tracker.wording.same import same_but_typography


class Origin(NamedTuple):
    """Versions, by their place in the row that was given. `first` is never after `worded`."""

    worded: int
    """The version since which it stands there in these words. Typography and place do not count."""
    first: int
    """The version since which it stands there in any words: before `worded` where it was reworded, split or merged."""
    before: int | None = None
    """The earliest version that had these very words, where they had gone and came back."""


def blame(documents: Iterable[Document], *, settings: Settings = Settings()) -> tuple[Origin, ...]:  # noqa: B008 - frozen
    """The origin of each sentence of the last document, given all of them in order of capture; none of none.

    Sentences are followed as `compare` pairs them. A text equal to the one before it costs nothing.
    """
    found: tuple[Origin, ...] = ()
    for found in each_blame(documents, settings=settings):  # noqa: B007 - the last one is wanted
        pass
    return found


def each_blame(
    documents: Iterable[Document],
    *,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[tuple[Origin, ...]]:
    """The same of every document, one after the other: following a history once tells of all its versions."""
    old: Document | None = None
    found: tuple[Origin, ...] = ()
    seen: dict[str, int] = {}
    for place, new in enumerate(documents):
        if old is None:
            found = (Origin(place, place),) * len(new.sentences)
        elif new.text != old.text:
            found = tuple(_carried((old, new), found, paired(old, new, settings=settings), seen=seen, place=place))
        for sentence in new.sentences:
            seen.setdefault(sentence.text, place)
        old = new
        yield found


def _carried(
    both: tuple[Document, Document],
    known: Sequence[Origin],
    pairs: Sequence[Pair],
    *,
    seen: Mapping[str, int],
    place: int,
) -> Iterator[Origin]:
    """The origins of the new sentences, given those of the old ones."""
    old, new = both
    partner = {at: pair for pair in pairs for at in pair.new}
    there = {sentence.text for sentence in old.sentences}
    for at, sentence in enumerate(new.sentences):
        pair = partner.get(at)
        if pair and _same_words(old, new, pair):
            yield known[pair.old[0]]
        else:
            first = min((known[index].first for index in pair.old), default=place) if pair else place
            yield Origin(place, first, None if sentence.text in there else seen.get(sentence.text))


def _same_words(old: Document, new: Document, pair: Pair) -> bool:
    if len(pair.old) != 1 or len(pair.new) != 1:
        return False
    return same_but_typography(old.sentences[pair.old[0]].text, new.sentences[pair.new[0]].text)
