"""Amounts: the same figure said of something else, per something else, as a limit, or as a multiple."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.shift.shift import Implied, Shift

_MOST = 24
"""Amounts of a text of which each is held against each of the other's; a sentence has a handful."""
_LIMITS: dict[str, str] = {
    "at most": "up to|at most|as many as|as much as|no more than|not more than|not exceed|not exceeding"
    "|no higher than|fewer than|less than|under|below|maximum of|or less"
    "|or fewer|or under",
    "at least": "at least|no fewer than|no less than|more than|over|above|minimum of|or more|or over|or above",
    "around": "around|about|nearly|almost|approximately|roughly|estimated|some",
}
_SIZE = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "term": 2_400.0, "year": 8_760.0, "minute": 1 / 60}
"""Hours, to tell which of two units is the longer."""
_MULTIPLE = deferred(
    r"(?<![\w’'-])(?:(?P<two>doubl(?:e[sd]?|ing)|(?:twice|two times)(?! over\b)(?= (?:as|the"
    r"|that|this|what|its|our|their|more|last|today|those)\b)|two[- ]?fold)"
    r"|(?P<three>trebl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)"
    r"|three[- ]?fold"
    r"|three times)|(?P<four>quadrupl(?:e[sd]?|ing)|four[- ]?fold|four times)|(?P<five>five[- ]?fold|five times)"
    r"|(?P<ten>ten[- ]?fold|ten times)"
    r"|(?P<half>halv(?:e[sd]?|ing)|cut(?:s|ting)? (?:[\w’'-]{1,20} ){0,6}(?:by|in) half))(?![\w-])"
    r"(?! (?:a |per |each |every )(?:day|week|month|year|term)\b| (?:glazing|check|period|lesson|science|decker"
    r"|award|weighted))",
    re.IGNORECASE,
)
_VALUES = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0, "half": 0.5}
_EACH = deferred(r"\b(?:each|every)\b(?! (?:hour|day|week|month|term|year)\b)", re.IGNORECASE)
"""Who is covered, which scope tells: "for every school" → "for most schools" is no other rate."""
_GONE_UP = deferred(
    r"\b(?:go|goes|going|gone|went|ris(?:e|es|en|ing)|rose|came?|coming|led|leading|increas(?:e[sd]?|ing)) $",
    re.IGNORECASE,
)
_AGED = deferred(r"\b(?:(?P<below>under|below)|over|above) (?:the )?age(?:s|d)?(?: of)? $", re.IGNORECASE)
_AGE = 20
"""Characters of "under the age of " before an age."""
_TELLS = deferred(r"\b(?:is|are|was|were|has|have|had|will)\b", re.IGNORECASE)
"""Between a count and a rate: "five notices were issued on a monthly basis" are not five each month."""
_POINTS = deferred(r"percentage points?", re.IGNORECASE)


def amount_shifts(old: str, new: str) -> list[Shift]:
    """Of the amounts that both texts have another rate, unit, thing counted or bound; and multiples."""
    return [*_of_pairs(old, new), *_multiples(old, new)]


def bounded(text: str, quantity: Quantity) -> str:
    """The amount with the words that bound it ("up to 40"), if any stand directly before or behind it."""
    words = quantity.comparator
    if not words or not limit_of(quantity):
        return quantity.text
    at = text.lower().rfind(words, max(0, quantity.start - 32), quantity.start)
    if at >= 0:
        return text[at : quantity.end]
    behind = text.lower().find(words, quantity.end, quantity.end + 48)
    return text[quantity.start : behind + len(words)] if behind >= 0 else quantity.text


def limit_of(quantity: Quantity) -> str:
    """`at most`, `at least`, `around`, or nothing: "over" and "more than" bound alike."""
    said = quantity.comparator or ""
    return next((limit for limit, pattern in _limits().items() if pattern.search(said)), "")


@cache
def _limits() -> dict[str, re.Pattern[str]]:
    return {limit: deferred(rf"(?<!no )\b(?:{words})$") for limit, words in _LIMITS.items()}


def _of_pairs(old: str, new: str) -> Iterator[Shift]:
    found = list(_each_pair(old, new))
    bounds = [shift for shift in found if shift.kind == "bound"]
    swapped = len(bounds) > 1 and {"narrowed", "widened"} <= {shift.implies for shift in bounds}  # "up to £1m and £2m"
    yield from (shift for shift in found if not (swapped and shift.kind == "bound"))


def _each_pair(old: str, new: str) -> Iterator[Shift]:
    left, right = find_quantities(old)[:_MOST], list(find_quantities(new)[:_MOST])
    for before in left:
        same = [other for other in right if _same(before, other)]
        if not same:
            continue
        after = next((other for other in same if _facts(old, before) == _facts(new, other)), same[0])
        right.remove(after)
        yield from _shifts(old, before, new, after)


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and one.kind == other.kind


def _facts(text: str, one: Quantity) -> tuple[object, ...]:
    return one.unit, one.per, _limit(text, one), bool(_POINTS.search(one.text))


def _shifts(old: str, before: Quantity, new: str, after: Quantity) -> Iterator[Shift]:
    money = before.kind == "money"
    if before.kind == "percent" and bool(_POINTS.search(before.text)) != bool(_POINTS.search(after.text)):
        yield Shift("unit", before.text, after.text)
    if before.kind == "duration" and after.kind == "duration" and before.unit != after.unit:
        longer = _SIZE[after.unit or "day"] > _SIZE[before.unit or "day"]
        yield Shift("unit", before.text, after.text, "quantity_up" if longer else "quantity_down")
    if money and before.unit != after.unit:
        yield Shift("unit", before.text, after.text, money=True)
    rates = _rated(old, before), _rated(new, after)
    if before.per != after.per and not _EACH.search(" ".join(rates)) and (money or not any(map(_TELLS.search, rates))):
        yield Shift("rate", *rates, _by_rate(before.per, after.per), money)
    lower, upper = _limit(old, before), _limit(new, after)
    if lower != upper:
        yield Shift("bound", bounded(old, before), bounded(new, after), _by_limit(lower, upper), money)
    if before.kind == after.kind == "count":
        yield from _counted(old, before, new, after)


def _limit(text: str, one: Quantity) -> str:
    """Its limit; "has gone up to 93 per cent" sets none."""
    at = one.start - len(one.comparator or "") - 1
    gone = one.comparator == "up to" and _GONE_UP.search(text, max(0, at - 14), max(0, at))
    aged = _AGED.search(text, max(0, one.start - _AGE), one.start)
    if aged:
        return "at most" if aged["below"] else "at least"
    return "" if gone else limit_of(one)


def _rated(text: str, one: Quantity) -> str:
    """The amount with its rate, as far as that stands near."""
    if not one.per:
        return one.text
    rate = re.search(
        rf"(?:an?|per|each|every|for each|for every)[ -](?:[\w-]{{1,20}} )?{re.escape(one.per)}\b"
        r"|per annum|annually|yearly|weekly|monthly|daily",
        text[one.end : one.end + 90],
        re.IGNORECASE,
    )
    return text[one.start : one.end + rate.end()] if rate else f"{one.text} per {one.per}"


def _by_rate(old: str | None, new: str | None) -> Implied | None:
    """A sum each year is more than the sum, and a sum a month more than one a year; per what else does not tell."""
    before, after = _SIZE.get(old or ""), _SIZE.get(new or "")
    if before and after:
        return "quantity_up" if after < before else "quantity_down"
    if old is None and after:
        return "quantity_up"
    return "quantity_down" if new is None and before else None


def _by_limit(old: str, new: str) -> Implied | None:
    if new == "at most" or (old == "at least" and new != "at least"):
        return "narrowed"
    if old == "at most" or new == "at least":
        return "widened"
    return "softened" if new == "around" else "strengthened"


def _counted(old: str, before: Quantity, new: str, after: Quantity) -> Iterator[Shift]:
    """The noun behind the number is another one."""
    one, other = before.unit or "", after.unit or ""
    if one and other and stems(one) != stems(other):
        yield Shift("counted", _with_noun(old, before), _with_noun(new, after))


def _with_noun(text: str, one: Quantity) -> str:
    at = text.lower().find(one.unit or "", one.end, one.end + 100)
    return text[one.start : at + len(one.unit or "")] if at >= 0 else one.text


def _multiples(old: str, new: str) -> Iterator[Shift]:
    """Double, treble, halve: another multiple, one that came, or one that went."""
    before, after = _multiple_marks(old), _multiple_marks(new)
    lost = [one for one in before if one[0] not in {value for value, _ in after}]
    gained = [one for one in after if one[0] not in {value for value, _ in before}]
    if lost and gained:
        up = gained[0][0] > lost[0][0]
        yield Shift("multiple", lost[0][1], gained[0][1], "quantity_up" if up else "quantity_down")
    elif gained:
        yield Shift("multiple", "", gained[0][1], "quantified")
    elif lost:
        yield Shift("multiple", lost[0][1], "", "dequantified")


def _multiple_marks(text: str) -> Sequence[tuple[float, str]]:
    return [(_VALUES[found.lastgroup or "two"], found[0]) for found in _MULTIPLE.finditer(text)]
