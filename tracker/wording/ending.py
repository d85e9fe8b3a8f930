"""Endings: forms of a word that a search holds for one. The site's search (`site/assets/search.js`) has the same rule."""

from tracker.patterns import deferred

_SHORTEST = 4
"""Letters from which a word has an ending that may differ."""
START = 3
"""Letters at the start that no form of a word loses."""
_DIGIT = deferred(r"\d")
_Y = deferred(r"(?:ies|ied|y)$")
_END = deferred(r"(?:ing|ed|es|s|e)$")


def stem(word: str) -> str:
    """What the forms of a word share: `pledge`, `pledges` and `pledged` give `pledg`. Lower case is expected."""
    if len(word) < _SHORTEST or _DIGIT.search(word):
        return word
    found = _Y.sub("i", word)
    return _END.sub(lambda end: end[0] if end.start() < START else "", found)
