"""Mend characters that were broken before the page was published: UTF-8, or a Macintosh's, read as Windows-1252."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.patterns import deferred

_UPPER_HALF = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_PAIR = deferred(f"[ÂÃ][{re.escape(_UPPER_HALF)}]|â[{re.escape(_UPPER_HALF)}]{{2}}")
_CUT = deferred(r"â€(?=[ .,;:?!)]|\Z)")
"""A closing quote: its last byte is a control character in Windows-1252, gone by the time a line is clean."""
_LONE = deferred(r"Â(?= |\Z)")
"""What a no-break space leaves behind; certain only beside other broken characters."""
_CERTAIN = deferred("[\u2010-\u203a€™£©®°·«»±²³¼½¾×À-ÖØ-öø-ÿ]")
"""Dashes, quotes, dots, currency, fractions, Western letters: what pages hold. No word that we read holds such pairs."""


_MACINTOSH = deferred(
    r"(?<=[a-z])Õ(?=(?:s|t|re|ve|ll|d)\b|(?:[ .,;:?!)]|\Z))|(?<= )Ð(?= )|(?:(?<=^)|(?<=[ (]))Ô(?=[A-Za-z][^ÔÕ]{0,200}Õ)"
)
"""A Macintosh's apostrophe, dash and quotation marks ("ScotlandÕs", "work Ð now", "Ôtriple lockÕ"): no language that we
read has a capital Õ behind a small letter or an Ð that stands alone."""
_TYPED = {"Õ": "’", "Ô": "‘", "Ð": "–"}


class MojibakeRepair(NamedTuple):
    """Texts in which every certainly broken character is mended, and how many those were."""

    texts: tuple[str, ...]
    number: int


def mend(texts: Sequence[str]) -> MojibakeRepair:
    """The texts of one page. What might be meant as it stands stays as published."""
    texts, typed = _typed(texts)
    if not any("â" in text or "Â" in text or "Ã" in text for text in texts):
        return MojibakeRepair(tuple(texts), typed)
    count = 0
    mended = []
    for text in texts:
        paired = _PAIR.sub(_unbroken, text)
        found, quotes = _CUT.subn("”", paired)
        count += quotes + sum(_unbroken(pair) != pair[0] for pair in _PAIR.finditer(text))
        mended.append(found)
    if count:
        found_lone = [_LONE.subn("", text) for text in mended]
        mended, count = [text for text, _ in found_lone], count + sum(hits for _, hits in found_lone)
    return MojibakeRepair(tuple(mended), count + typed)


def _typed(texts: Sequence[str]) -> tuple[Sequence[str], int]:
    """The texts with a Macintosh's punctuation, where any of them has an apostrophe of its kind; how many were mended."""
    if not any("Õ" in text or "Ð" in text for text in texts):
        return texts, 0
    found = [_MACINTOSH.subn(lambda sign: _TYPED[sign[0]], text) for text in texts]
    return [text for text, _ in found], sum(count for _, count in found)


def _unbroken(pair: re.Match[str]) -> str:
    try:
        character = pair[0].encode("cp1252").decode("utf-8")
    except ValueError:
        return pair[0]
    return character if _CERTAIN.fullmatch(character) else pair[0]
