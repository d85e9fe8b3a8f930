"""Things counted: whether a number counts anything, and the noun that says what."""

import re

from tracker.patterns import deferred
from tracker.wording.number import Number

_NOT_COUNTED = deferred(
    r"(?: of (?:the|these|those|which|them|our|its|his|her)| another| more things?| day| hand| side| way| who| that| is"
    r"| was| has| single| off)\b|-(?!\d)[a-z]",
    re.IGNORECASE,
)
_AND = deferred(r"\band $")
_TO = deferred(r"\b(?:to|at) $")
_NO_SORT = deferred(r"[.,;:)]|$| (?:by|in|over|within|before|and|as|from)\b")
"""Behind a zero that is a figure; "to zero carbon" is none."""
_NOUN = deferred(r"[ -]([A-Za-z][\w’'-]{0,24})")
_PLURALS = {"children", "people", "staff", "men", "women", "sixth-formers", "headcount", "gcses", "phonics"}
_STOPPERS = frozenset(
    # Words that end the search for the noun counted: it stands before the first of them, or is not named.
    """a an the and or but of in on at by for to from with per as is are was were will would has have had who that which
    this these those its his less plus across towards yes thus always perhaps""".split()
)


def counts(text: str, number: Number, *, beside: bool = False) -> bool:
    """Whether the number counts something: digits always, words ("two") unless they only point ("one of the").

    "One" does `beside` another count ("four schools and one college"), zero as what is to be reached ("cut it to zero").
    """
    if number.digits:
        return True
    if number.value == 0:
        return _TO.search(text, 0, number.start) is not None and _NO_SORT.match(text, number.end) is not None
    hyphened = text[max(0, number.start - 1) : number.start] == "-"
    joined = number.value == 1 and beside and _AND.search(text, 0, number.start) is not None
    return (number.value > 1 or joined) and not hyphened and not _NOT_COUNTED.match(text, number.end)


def thing(text: str, end: int) -> str | None:
    """The noun counted: the first plural after the number ("6,500 new expert teachers" → teachers)."""
    for _ in range(5):
        match = _NOUN.match(text, end)
        if match is None or match[1].lower() in _STOPPERS:
            return None
        word = match[1].lower()
        if word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "'s", "’s", "ous"))):
            return word
        end = match.end()
    return None
