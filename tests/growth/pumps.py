"""Texts that may make a pattern slow: its own pieces over and over, and what no pattern has asked for."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

END = "\x00"
"""Fits nothing, so that what began as a match has to be given up."""
COMMON = (
    "a",
    "1",
    "1-",
    "a, ",
    "“",
    "a’",
    "(",
    ")",
    "[",
    "\n",
    " ",
    "a ",
    "A ",
    "Aa ",
    "a-",
    ". ",
    "<",
    "&",
    "\t",
    "“a” ",
)
_CANDIDATES = "a1A- ,.'’“”\n_(é£%:;!?&<>/#@=\"\t…"
_VARIANTS = 3
_MOST_CHARS = 7
"""Characters of a pattern of which every pair is tried."""


class Pump(NamedTuple):
    """A text of any length: a beginning and what follows it over and over."""

    start: str
    unit: str

    def text(self, length: int) -> str:
        """About that many characters."""
        return self.start + self.unit * max(1, (length - len(self.start)) // len(self.unit)) + END


def common() -> list[Pump]:
    """What every text may hold too much of."""
    return [Pump("", unit) for unit in COMMON]


def pumps(pattern: re.Pattern[Any], *, pairs: bool) -> list[Pump]:
    """The common ones and those that the pattern's own classes, literals and repetitions give, each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG)
    found = [*common(), *_repeated(tree, [""])]
    chars = list(dict.fromkeys(_chars(tree)))
    found += [Pump("", char) for char in chars[:40]]
    if pairs:
        found += [Pump("", one + two) for one, two in permutations(chars[:_MOST_CHARS], 2)]
    for variant in range(_VARIANTS):
        whole = _sample(tree, variant)
        found += [Pump("", whole), Pump("", f"{whole} "), Pump("", whole[:-1]), Pump(whole, "a ")]
    return [pump for pump in dict.fromkeys(found) if pump.unit]


def _repeated(tree: Any, before: Sequence[str]) -> Iterator[Pump]:
    """For each repetition: its body after what must stand before it, and both together."""
    for op, value in tree:
        match op:
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                _, most, body = value
                for start, variant in product(before, range(_VARIANTS) if most > 1 else ()):
                    unit = _sample(body, variant)
                    yield from (Pump(start, unit), Pump("", start + unit), Pump(start, unit * 2))
                yield from _repeated(body, before)
            case sre.SUBPATTERN:
                yield from _repeated(value[-1], before)
            case sre.ATOMIC_GROUP:
                yield from _repeated(value, before)
            case sre.ASSERT | sre.ASSERT_NOT:
                yield from _repeated(value[1], before)
            case sre.BRANCH:
                for branch in value[1]:
                    yield from _repeated(branch, before)
            case _:
                pass  # the rest repeats nothing
        before = [start + _one(op, value, variant) for variant, start in enumerate(before)]


def _sample(tree: Any, variant: int) -> str:
    """A text that the tree may match, by its choices; look-arounds are not heeded."""
    return "".join(_one(op, value, variant) for op, value in tree)


def _one(op: Any, value: Any, variant: int) -> str:
    match op:
        case sre.LITERAL:
            return chr(value)
        case sre.NOT_LITERAL | sre.ANY | sre.IN:
            fitting = _fitting(op, value)
            return fitting[variant % len(fitting)] if fitting else ""
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            least, most, body = value
            return _sample(body, variant) * max(least, min(most, variant))
        case sre.SUBPATTERN:
            return _sample(value[-1], variant)
        case sre.ATOMIC_GROUP:
            return _sample(value, variant)
        case sre.BRANCH:
            return _sample(value[1][variant % len(value[1])], variant)
        case _:
            return ""  # an anchor or a look-around takes no characters


def _chars(tree: Any) -> Iterator[str]:
    for op, value in tree:
        match op:
            case sre.LITERAL:
                yield chr(value)
            case sre.NOT_LITERAL | sre.ANY | sre.IN:
                yield from _fitting(op, value)[:_VARIANTS]
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT | sre.SUBPATTERN:
                yield from _chars(value[-1])
            case sre.ATOMIC_GROUP:
                yield from _chars(value)
            case sre.ASSERT | sre.ASSERT_NOT:
                yield from _chars(value[1])
            case sre.BRANCH:
                for branch in value[1]:
                    yield from _chars(branch)
            case _:
                pass  # an anchor has no characters


def _fitting(op: Any, value: Any) -> list[str]:
    """Characters that fit a class: of those that stand in texts, and its own."""
    if op is sre.NOT_LITERAL:
        return [char for char in _CANDIDATES if char != chr(value)]
    if op is sre.ANY:
        return list("a1 ")
    negated = value[0][0] is sre.NEGATE
    own = [
        chr(item[1] if item[0] is sre.LITERAL else item[1][0]) for item in value if item[0] in (sre.LITERAL, sre.RANGE)
    ]
    tried = [*_CANDIDATES] if negated else [*_CANDIDATES, *own]
    return [char for char in tried if any(_holds(item, char) for item in value) != negated]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _holds(item: tuple[Any, Any], char: str) -> bool:
    op, value = item
    match op:
        case sre.LITERAL:
            return ord(char) == value
        case sre.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case sre.CATEGORY:
            return bool(re.match(_CATEGORIES[value], char))
        case _:
            return False  # the mark of a negated class
