"""One spelling for what reads the same: folded text, normalised words, stems, numbers.

The shapes are those of docs/studies/linking.md 2: `£1.5bn` → `gbp1500000000`, `20 per cent` → `20pct`, the
possessive dropped, Snowball English stems without stop words.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, cast

from tracker.later import later
from tracker.patterns import deferred
from tracker.wording.number import Number, find_numbers, tidy

if TYPE_CHECKING:
    import snowballstemmer
else:
    snowballstemmer = later("snowballstemmer")

STOP: frozenset[str] = frozenset(
    # Function words, modals and the reporting furniture of news; modality and negation are marked elsewhere.
    """a an the and or but if then than so of in on at by for to from with without into onto over under about as is are
    was were be been being am do does did have has had having will would shall should can could may might must i you he
    she it we they me him her us them my your his its our their this that these those there here who whom which what
    when where why how not no nor only also just very more most much many such own same other any all both each few
    some up down out off again further once s t re ve ll d m said say says saying told added according new mr ms mrs
    sir""".split()
)

_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛`´′", "'")
    | dict.fromkeys("“”„«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"…": "..."}
)
_ENDS = " \"'.,;:!?"
_CURRENCY = {"£": "gbp", "$": "usd", "€": "eur"}
_PERCENT = deferred(r" ?%| ?per ?cent\b")
_POUNDS = deferred(r" (?:pounds?|pence)\b(?! of)")
_TOKEN = deferred(r"[^\W_]++(?:\.\d++)?(?:'(?!s\b)[^\W_]++)?")
_POSSESSIVE = deferred(r"'s\b|(?<=s)'(?!\w)")
_NOTE_MARK = deferred(r" ?\[\^[\w*†‡§.-]{1,40}\]")
"""A footnote that is added to a sentence changes nothing in it."""
_SPELLINGS = (
    (deferred(r"(?<=\d) ?([ap])\.? ?m\b\.?(?=\W|\Z)"), r"\1m"),
    (deferred(r"(?<=\d) ?pc\b"), "%"),
    (deferred(r"(?<![\w.])\.(?=\d{1,4} ?(?:%|per ?cent))"), "0."),
)
"""5 p.m. and 5pm, 2.5pc and 2.5%, .5% and 0.5%."""
_SIGN = deferred(
    r"(?P<minus>(?<![^\s(])-(?=[£$€]?\.?\d))|(?P<plus>(?<=\d)\+|\+(?=[£$€]?\d))|(?P<star>(?<=\b[a-e])\*(?!\w))"
    r"|(?P<other>[≥≤<>±≠≈√×÷✓✔✅☑✗✘✕✖❌☒★☆↑↓⬆⬇▲▼\u26aa\u26ab\U0001f300-\U0001f64f\U0001f7e0-\U0001f7eb])"
)
"""Signs that mean something: −2.5 is not 2.5, 16+ is not 16, a red circle is not a green one."""
_SAME_SIGN = str.maketrans(
    {"✔": "✓", "✅": "✓", "☑": "✓", "✘": "✗", "✕": "✗", "✖": "✗", "❌": "✗", "☒": "✗", "⬆": "↑", "⬇": "↓"}
)
_YEAR = deferred(r"(?:19|20)\d\d")


def fold(text: str) -> str:
    """Lower case, straight quotes, plain hyphens, single spaces; no quotes or terminal punctuation at the ends."""
    if "[^" in text:
        text = _NOTE_MARK.sub("", text)
    if "`" in text or not text.isascii():
        text = text.translate(_QUOTES)
    folded = " ".join(text.lower().split())
    if ".m" in folded or "pc" in folded or "m." in folded or " ." in folded:
        for pattern, spelling in _SPELLINGS:
            folded = pattern.sub(spelling, folded)
    return folded.strip(_ENDS)


@lru_cache(maxsize=200_000)
def words(text: str) -> tuple[str, ...]:
    """Normalised tokens in order: numbers by value with their currency or per cent, the rest folded."""
    folded = _SIGN.sub(_sign, _POSSESSIVE.sub("", fold(text)))
    pieces, done = [], 0
    for number in find_numbers(folded):
        if _is_a_pronoun(number):
            continue
        start, end, token = _token(folded, number)
        pieces += [folded[done:start], f" {token} "]
        done = end
    return tuple(map(intern, _TOKEN.findall("".join([*pieces, folded[done:]]))))  # a hundred thousand texts share words


@lru_cache(maxsize=200_000)
def stems(text: str) -> tuple[str, ...]:
    """Snowball English stems of the words that carry meaning, in order; stop words are left out."""
    return tuple(_stem(word) for word in words(text) if word not in STOP)


@lru_cache(maxsize=200_000)
def numbers(text: str) -> frozenset[str]:
    """Values of the numbers that are not years, in digits or words ("6500"); a lone "one" is a pronoun."""
    folded = fold(text)
    return frozenset(
        tidy(number.value)
        for number in find_numbers(folded)
        if not _is_a_pronoun(number) and not _is_a_year(folded, number)
    )


def _sign(found: re.Match[str]) -> str:
    """A sign as a word of its own."""
    name = found.lastgroup
    return f" sign{ord(found[0].translate(_SAME_SIGN)):x} " if name == "other" else f" {name} "


def _token(folded: str, number: Number) -> tuple[int, int, str]:
    """The span of a number with its sign, and its one spelling."""
    start, end, value = number.start, number.end, tidy(number.value)
    before = folded[max(0, start - 2) : start].rstrip()
    if number.pence:
        return start, end, f"gbp{value}"
    if before and before[-1] in _CURRENCY:
        return start - 1 - (folded[start - 1] == " "), end, _CURRENCY[before[-1]] + value
    if percent := _PERCENT.match(folded, end):
        return start, percent.end(), f"{value}pct"
    if pounds := _POUNDS.match(folded, end):
        pounds_of = number.value / 100 if pounds[0].strip() == "pence" else number.value
        return start, pounds.end(), f"gbp{tidy(pounds_of)}"
    return start, end, value


def _is_a_pronoun(number: Number) -> bool:
    return not number.digits and number.value == 1


def _is_a_year(folded: str, number: Number) -> bool:
    plain = _YEAR.fullmatch(folded[number.start : number.end])
    return bool(plain) and folded[max(0, number.start - 1) : number.start] not in _CURRENCY


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return word if word[-1].isdigit() else _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    return cast("Callable[[str], str]", snowballstemmer.stemmer("english").stemWord)
