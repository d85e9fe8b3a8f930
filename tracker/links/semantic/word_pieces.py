"""Word pieces: a text as the numbers by which the sentence model knows parts of words.

The model was trained on the pieces of BERT (uncased): letters without accents in small letters, cut at punctuation, each
word into the longest pieces of a list of 30,522. That list is Google's, Apache-2.0 (decision 31).
"""

import gzip
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tracker.patterns import deferred

MOST = 128
"""Pieces of a text with its two marks, as many as the model was trained on; of 13,043 lines of manifestos 11 have more."""
_LONGEST = 100
"""Letters of a word; what is longer is no word."""
_UNKNOWN, _START, _END = "[UNK]", "[CLS]", "[SEP]"
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPH = deferred("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ceaf\U0002f800-\U0002fa1f]")


def pieces(text: str) -> list[int]:
    """The numbers of its pieces between the marks for start and end, MOST at most."""
    known = _known()
    found = [known[_START]]
    for word in _words(text):
        found += _cut(word, known)
        if len(found) >= MOST - 1:
            break
    return [*found[: MOST - 1], known[_END]]


@cache
def _known() -> dict[str, int]:
    packed = files("tracker.links.semantic").joinpath("vocabulary.txt.gz").read_bytes()
    return {piece: at for at, piece in enumerate(gzip.decompress(packed).decode().split("\n")) if piece}


def _words(text: str) -> Iterator[str]:
    """Words and marks in order, folded as for training."""
    small = "".join(letter.lower() for letter in "".join(_cleaned(text)))  # one by one, as for training: no final sigma
    bare = "".join(one for one in unicodedata.normalize("NFD", small) if unicodedata.category(one) != "Mn")
    word = ""
    for letter in bare:
        if letter.isspace():
            yield from filter(None, (word,))
            word = ""
        elif _is_mark(letter):
            yield from filter(None, (word, letter))
            word = ""
        else:
            word += letter
    yield from filter(None, (word,))


def _cleaned(text: str) -> Iterator[str]:
    """Without control characters; each ideograph is a word."""
    for letter in text:
        if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
            yield " "
        elif letter not in "\0\ufffd" and not unicodedata.category(letter).startswith("C"):
            yield f" {letter} " if _IDEOGRAPH.match(letter) else letter


def _is_mark(letter: str) -> bool:
    return letter in _ASCII_MARKS or unicodedata.category(letter).startswith("P")


def _cut(word: str, known: dict[str, int]) -> list[int]:
    """The longest known piece first, then the longest that goes on from it; a word with a gap is unknown as a whole."""
    if len(word) > _LONGEST:
        return [known[_UNKNOWN]]
    found: list[int] = []
    at = 0
    while at < len(word):
        start = "##" if at else ""
        for end in range(len(word), at, -1):
            piece = known.get(start + word[at:end])
            if piece is not None:
                found.append(piece)
                at = end
                break
        else:
            return [known[_UNKNOWN]]
    return found
