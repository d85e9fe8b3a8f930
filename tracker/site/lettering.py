"""Lettering: how wide words are and where lines break, in a picture whose letters nobody here can measure.

The reader's browser chooses the letters, so widths are those of a broad sans-serif: what fits by them, fits.
"""

from collections.abc import Iterator

from tracker.desk.extract import CUT

_NARROW = frozenset("fijlrtI.,:;'|!()[]{}“”‘’\"` -")
_BROAD = frozenset("mwMWQ@%&—–→…+=<>≠≈£€$")
_FULL = 0x2E80
"""From here letters are mostly as wide as high: Chinese, Japanese, Korean, pictures."""


def wide(words: str, size: float) -> float:
    """Units that the words take in letters of that size, rather too many than too few."""
    return size * sum(map(_share, words))


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.4
    if letter in _BROAD:
        return 0.95
    if ord(letter) >= _FULL:
        return 1.05
    return 0.75 if letter.isupper() or letter.isdigit() else 0.64


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """At most so many lines that fit, broken between words; what is left out is marked, and a longer word is cut."""
    lines = list(_lines(words.split(), size, room))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and wide(f"{last} {CUT}", size) > room:
        last = last.rpartition(" ")[0]
    return (*lines[: most - 1], f"{last} {CUT}".lstrip())


def _lines(words: list[str], size: float, room: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if wide(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        line = _cut(word, size, room)
    if line:
        yield line


def _cut(word: str, size: float, room: float) -> str:
    if wide(word, size) <= room:
        return word
    kept, taken = "", wide(CUT, size)
    for letter in word:
        taken += wide(letter, size)
        if taken > room:
            break
        kept += letter
    return kept + CUT
