"""Numbers in British prose, in digits or in words: where they stand and what they are worth.

One pass finds them; what they count (money, years, teachers) is decided by `quantities.py` from the words around.
Every repetition below is bounded, so that the scan stays linear on hostile text.
"""

import re
from dataclasses import dataclass

from tracker.patterns import deferred
from tracker.wording.cues import tree
from tracker.wording.glance import plain

ONES = {
    word: number
    for number, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen
        """.split()
    )
}
TENS = {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "tn": 1e12,
}
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)})\b)?|(?:{'|'.join(sorted(ONES, key=len, reverse=True))}))"
_HUNDRED = rf"(?:(?:a|{_SMALL}) hundred(?:(?: and)? {_SMALL}\b)?)"
_BELOW_THOUSAND = rf"(?:{_HUNDRED}|{_SMALL})"
_BIG = r"(?:thousand|million|billion|trillion|dozen)"
_IN_WORDS = (
    rf"half an? {_BIG}|a quarter of a {_BIG}|three[- ]quarters of a {_BIG}|an? {_BIG}"
    rf"|{_BELOW_THOUSAND}(?: and a half)?(?:[- ]{_BIG}(?:(?: and|,)? {_BELOW_THOUSAND}(?: {_BIG})?\b){{0,2}})?"
)
_IN_DIGITS = (
    # £1 000 and 1 000 000 are grouped; “Year 7 120 pupils” is not.
    r"(?:(?:\d{1,3}(?:,\d{3}){1,5}|(?<=[£$€])\d{4,6},\d{3}|"
    r"(?<=[£$€])\d{1,3}(?: \d{3}){1,4}(?![\d,])|\d{1,3}(?: \d{3}){2,4}(?![\d,])|\d{1,15})"
    r"(?:\.\d{1,6})?|\.\d{1,4}(?= ?(?:%|pc\b|per ?cent)))[½¼¾]?(?!\d)"
    r"(?:(?:k|m|mn|b|bn|tn)(?!\w)| (?:mn|bn|tn)\b|(?: and a half)?[ -](?:hundred|thousand|million|billion|trillion)\b)?"
)
_NUMBER = deferred(
    rf"(?<!\w)(?<!\d[.,])(?<!\[\^)(?:(?P<digits>{_IN_DIGITS})(?P<pence>p(?!\w))?(?!(?!(?:pc|oC)\b)\w)(?!\.\d)|(?P<words>{_IN_WORDS})(?!\w))",
    re.IGNORECASE,
)
_BIG_WORDS = ("hundred", "thousand", "million", "billion", "trillion", "dozen")
_ANY = deferred(rf"\d|(?<!\w){tree((*ONES, *TENS, *_BIG_WORDS, 'half', 'quarter'))}")
"""What every number has; in lower case."""
_DIGITS = deferred(
    r"((?:\d[\d,]{0,23}(?: \d{3}){0,4})?(?:\.\d{1,6})?)([½¼¾]?)( and a half)?[ -]?([a-z]{0,8})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """`given[start:end]` is worth `value`; pence are already pounds."""

    start: int
    end: int
    value: float
    digits: bool
    """Written in digits, not in words."""
    magnitude: float = 1.0
    """What the words after the digits multiply by: 1,000,000 for "5 million"."""
    pence: bool = False

    @property
    def plain(self) -> float:
        """The digits alone: 5 for "5 million"."""
        return self.value / self.magnitude


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number, left to right, in digits or words; ordinals (21st) and codes (KS2) are not among them."""
    return tuple(_number(match) for match in _NUMBER.finditer(text)) if _ANY.search(plain(text)) else ()


def tidy(value: float) -> str:
    """The shortest plain spelling of a number: 6500, 5.5; never an exponent below 10^15."""
    return str(int(value)) if value == int(value) else f"{round(value, 6):f}".rstrip("0")


def _number(match: re.Match[str]) -> Number:
    if match["words"]:
        return Number(match.start(), match.end(), _value_of_words(match["words"]), digits=False)
    value, magnitude = _value_of_digits(match["digits"])
    pence = bool(match["pence"])
    return Number(match.start(), match.end(), value / 100 if pence else value, True, magnitude, pence)


def _value_of_digits(digits: str) -> tuple[float, float]:
    parts = _DIGITS.match(digits)
    assert parts is not None  # noqa: S101 - the scan above matched the same shape
    plain = float(parts[1].replace(",", "").replace(" ", "")) + _PARTS.get(parts[2], 0.0) + (0.5 if parts[3] else 0.0)
    magnitude = MAGNITUDES.get(parts[4].lower(), 1.0)
    return round(plain * magnitude, 6), magnitude


def _value_of_words(surface: str) -> float:
    words = re.split(r"[-\s,]+", surface.lower())
    if words[0] == "half":
        return MAGNITUDES[words[-1]] / 2
    if "of" in words:
        return MAGNITUDES[words[-1]] * (0.25 if words[0] == "a" else 0.75)
    total = current = 0.0
    for word in words:
        if word == "half":
            current += 0.5
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in MAGNITUDES:
            total += (current or 1) * MAGNITUDES[word]
            current = 0.0
        else:
            current += ONES.get(word, TENS.get(word, 0))
    return total + current
