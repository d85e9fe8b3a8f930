"""Search words: in which sentences, documents and pledges each word stands, in files that a search loads few of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tracker.patterns import deferred
from tracker.wording.asking import words
from tracker.wording.fold import STOP

MOST = 16 * 1024
"""Characters of a file of words up to which it is not split."""
_PLAIN = deferred(r"[a-z0-9]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Spot = tuple[int, int]
"""(number of the document, number of the sentence in it)."""


class SearchWords:
    """All of them. Numbers are taken in rising."""

    def __init__(self) -> None:
        self._sentences: dict[str, list[Spot]] = defaultdict(list)
        self._papers: dict[str, list[int]] = defaultdict(list)
        self._pledges: dict[str, list[int]] = defaultdict(list)

    def add_sentence(self, spot: Spot, text: str) -> None:
        """A sentence is found by its words."""
        for word in _meaning(text):
            self._sentences[word].append(spot)

    def add_paper(self, number: int, text: str) -> None:
        """A document by those of its title and address."""
        for word in _meaning(text):
            self._papers[word].append(number)

    def add_pledge(self, number: int, text: str) -> None:
        """A pledge by its names and by what was said."""
        for word in _meaning(text):
            self._pledges[word].append(number)

    def files(self) -> dict[str, list[list[str]]]:
        """By the first letters of their words, two of them or, where those are too many, three: each word with its places.

        Never more: the forms of a word, which a search joins, share three letters.
        """
        shards: dict[str, list[list[str]]] = defaultdict(list)
        for word in self._known():
            row = [word, _spots(self._sentences.get(word, ())), *self._numbers(word)]
            shards[shard(word, 2)].append(row)
        return dict(_split(shards))

    def alike(self) -> tuple[dict[str, str], dict[str, str]]:
        """Words by their first and by their last letter, with how frequent they are: for who made a slip in one."""
        begins: dict[str, list[str]] = defaultdict(list)
        ends: dict[str, list[str]] = defaultdict(list)
        for word in self._known():
            if word.isalpha():
                told = f"{word}{_DIGITS[len(self._sentences.get(word, ())).bit_length()]}"
                begins[shard(word, 1)].append(told)
                ends[shard(word[-1], 1)].append(told)
        return _joined(begins), _joined(ends)

    def _known(self) -> list[str]:
        return sorted({*self._sentences, *self._papers, *self._pledges})

    def _numbers(self, word: str) -> list[str]:
        return [packed(column.get(word, ())) for column in (self._papers, self._pledges)]


def shard(word: str, letters: int) -> str:
    """The file in which a word stands: its first letters; what is no plain letter or figure is `_`."""
    return "".join(one if _PLAIN.match(one) else "_" for one in word[:letters]).ljust(letters, "_")


def packed(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them, in base 36."""
    last, steps = -1, []
    for number in numbers:
        steps.append(_base36(number - last))
        last = number
    return " ".join(steps)


def _spots(found: Sequence[Spot]) -> str:
    """Each document with the sentences in it: `1 1 2,3 1` are 0:0, 0:2 and 3:0."""
    told, last = [], -1
    for paper, spots in groupby(found, key=lambda spot: spot[0]):
        told.append(f"{_base36(paper - last)} {packed(number for _, number in spots)}")
        last = paper
    return ",".join(told)


def _base36(number: int) -> str:
    if number < len(_DIGITS):
        return _DIGITS[number]
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _meaning(text: str) -> list[str]:
    return [word for word in dict.fromkeys(words(text)) if word not in STOP]


def _split(shards: Mapping[str, list[list[str]]]) -> Iterator[tuple[str, list[list[str]]]]:
    for name, rows in shards.items():
        if sum(len(text) for row in rows for text in row) <= MOST:
            yield name, rows
            continue
        smaller: dict[str, list[list[str]]] = defaultdict(list)
        for row in rows:
            smaller[shard(row[0], 3)].append(row)
        yield from smaller.items()


def _joined(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: " ".join(told) for name, told in found.items()}
