"""Quantities: what the numbers in a text count. Money, per cent, ages, durations, fractions, things.

Numbers are found first (`number.py`); dates and labels (Year 7, key stage 2, No. 10, Act 1996, Covid-19, 16–19) are
set aside; each number left is named by the few words before and after it. The order of the questions is that of
docs/studies/extraction.md 6, and every window and repetition is bounded, so that the scan stays linear.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.patterns import deferred
from tracker.wording.dates import find_dates
from tracker.wording.glance import may_hold
from tracker.wording.number import ONES, Number, find_numbers
from tracker.wording.quantity import Quantity, QuantityKind
from tracker.wording.things import counts, thing

_BACK = 40
"""Characters looked at before a number."""
_BESIDE = 30
"""Characters between a count and another one that goes with it: "four new schools and one college"."""
_AHEAD = 90
"""Characters looked at after a number."""

# Nouns whose number is a name. From the DfE pages and manifestos of docs/studies/extraction.md 6.
_LABEL = deferred(
    r"\b(?:(?<!this )(?<!next )(?<!last )(?<!each )(?<!every )(?<!per )(?<!a )(?<!the )years?|key stages?|stages?|levels?"
    r"|nos?\.?|grades?|tiers?|phases?|parts?|chapters?|sections?|articles?|pages?|p\.|s\.|tables?|figures?|fig\."
    r"|paragraphs?|paras?\.?|annex|forms?|units?|bands?|covid|actions?|steps?|week|day|room|options?|questions?"
    r"|appendix|schedules?|clauses?|regulations?|rules?|versions?|principles?|recommendations?|points?|criterion|types?"
    r"|quarter|category|categories|routes?"
    r"|strands?|pillars?|goals?|class|waves?|post|pre|formula|radio|channel|bbc|budget)[ -]?$",
    re.IGNORECASE,
)
_OF_A_YEAR = deferred(r" (?:pupil|student|learner)s?\b")
_WORD_LABEL = deferred(
    r"\b(?:key stage|stage|(?<!this )(?<!per )(?<!a )year|level|tier|phase|day|chapter|section|part|page|step|annex)[ -]$",
    re.IGNORECASE,
)
_ACT = deferred(r"(?:Act|Order|Regulations|Bill|Directive|Measure)s? $")
_WEEKDAY = deferred(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
_BIG_NAME = deferred(r"\b(?:Big|Fab|Famous) $")
_NO_NUMBER = deferred(r"zero[- ]hours?\b|11-plus\b|24-hour\b", re.IGNORECASE)
"""Numbers that are part of a name: a contract, an exam, a service."""
_ITEM = deferred(r"[.)] ")
"""Behind a number that opens a text: it numbers a list's item."""
_CLOCK = deferred(r"(?:[:.]\d\d)? ?(?:am|pm|noon)\b|:\d\d", re.IGNORECASE)
_JOINER = r"(?: ?[-–—] ?|,? (?:to|and|or) | to-|-to-|, )"
_JOINED = deferred(rf"^{_JOINER}$")
_RANGE = deferred(r"^(?: ?[-–—] ?| to )$")
_PHASE = deferred(r"(?:14|16|18)")
_AGE_RANGE = deferred(
    # "11 to 18 schools", "4–11 primaries": the ages a school takes, no count of schools.
    r"(?P<low>[2-57]|11|13) ?(?:-|–|to) ?(?P<high>7|11|13|16|18|19)(?= (?:schools?|academ(?:y|ies)|primar(?:y|ies)"
    r"|secondar(?:y|ies)|age (?:range|group)|phase|provision|settings?|pupils|education|curriculum)\b)"
)
_PHASE_END = deferred(r"(?:16|18|19|2[0-5])(?! ?%| per ?cent| million| billion)")

_OLD = deferred(r"[- ]years?[- ]olds?\b|-year-old", re.IGNORECASE)
_LIMIT_BEFORE = deferred(r"\b(?:over|under|age)\b[^.]*$")
_OLD_AFTER_LIMIT = deferred(r" years? (?:of age|old)\b", re.IGNORECASE)
_AGED = deferred(r"\b(?:aged|ages?|age of|(?:over|under)-?s? ?(?=$))[ -]?$", re.IGNORECASE)
_LIMIT = deferred(r"\b(?:over|under)-$", re.IGNORECASE)
_COUNTS_ON = deferred(
    r" to [0-9]| (?!(?:and|or|in|on|at|to|by|for|with|when|who|that|will|can|is|are|to|from|as|of|but|so|if|not|get|pay)\b)"
    r"[A-Za-z]",
    re.IGNORECASE,
)
"""Behind a number after "over" that counts things: "over 100 short courses"; "everyone over 75 will" is of an age."""
_MONTHS_OLD = deferred(r" (?:months?|weeks?|years?(?! old| of age))\b", re.IGNORECASE)
_CURRENCY = {"£": "GBP", "$": "USD", "€": "EUR"}
_POUNDS = deferred(r" (?:pounds?|pence)\b", re.IGNORECASE)
_PERCENT = deferred(r" ?%| ?per ?cent\b| ?percentage points?\b| ?pp?c?\b(?<=p[cp])", re.IGNORECASE)
_OUT_OF = deferred(r" (?:in|out of) (?:every )?$", re.IGNORECASE)
_OUT_OF_SOME = deferred(r" (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE)
_DURATION = deferred(
    r"(?: (?:more|extra|additional))?(?:[ -](?:school|working|calendar|full|consecutive|academic|financial|free"
    r"|funded|government-funded|teaching))?[- ](?P<unit>hour|day|week|month|year|term|minute)s?\b(?! groups?\b| \d)",
    re.IGNORECASE,
)
_COMPARATOR = deferred(
    r"\b(?P<words>(?:a )?(?:minimum|maximum|total) of|up to|at least|at most|as (?:many|much|few|little) as"
    r"|no (?:more|fewer|less|higher|greater) than|not more than"
    r"|(?:(?:do(?:es)?|will|must|should) )?not exceed(?:ing)?|(?:well |far )?(?:more|fewer|less) than"
    r"|(?:greater|higher|lower) than|in excess of"
    r"|(?:just |well )?(?:over|under|above|below)(?: the age of)?|(?:capped|limited|set|restricted) (?:at|to)"
    r"|around|about|nearly|almost|approximately|roughly|exactly|only|(?:an )?estimated"
    r"|some|an? (?:extra|additional|further|new)|extra"
    r"|additional|a further|between)\s+[£$€]?\s?$",
    re.IGNORECASE,
)
_OR_MORE = deferred(r"[^.;,]{0,24}? (?P<words>or (?:more|fewer|less|over|under|above))\b", re.IGNORECASE)
_GAP = deferred(r"(?>[ -][\w’'-]{1,20}(?=[ -]|\Z)){0,6}+")
"""Up to six words between a number and its rate; a word takes all the hyphens it can, so that there is one way to read
them: to try every way took half a second a number."""
_PER = deferred(
    r"[ -](?:(?:an?|per|each|every)[ -](?P<time>hour|day|week|month|term|year)\b(?! [0-9])"
    r"|(?:per|each|every|a|for each|for every) (?:[\w-]{1,20} )?"
    r"(?P<thing>pupil|student|child|school|teacher|place|person|head|household|family|trust|class|meal|parent|course|college|patient|home)\b"
    r"|(?P<often>per annum|annually|yearly|weekly|monthly|daily)\b)",
    re.IGNORECASE,
)
_OFTEN = {
    "per annum": "year",
    "annually": "year",
    "yearly": "year",
    "weekly": "week",
    "monthly": "month",
    "daily": "day",
}

_FRACTIONS = {
    word: parts
    for parts, word in enumerate("half third quarter fifth sixth seventh eighth ninth tenth".split(), start=2)
}
_FRACTION = deferred(
    r"\b(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)[- ]"
    r"(?P<bottom>(?ai:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth))s?\b"
    r"(?! of an? (?:thousand|million|billion)| (?:year|term|place|time|way|world|sector|reading"
    r"|form|notice|report|round|wave|edition|phase|version|review|meeting|letter|dose|party"
    r"|draft))"
    r"|\b(?P<half>half)(?= (?:of|the|all)\b)(?! of (?:this|the|next|last) (?:century|decade|year|term|parliament))"
    r"|\b(?P<halve>halv(?:e[sd]?|ing)|by half)\b",
    re.IGNORECASE,
)


_ORDINAL = deferred(
    r" (?!(?:of|less|more|by|in|off|to|from|and|or|on|for|at|between|with|within|since|compared|as|are|is|was|were|have|has"
    r"|will|who|that|which|do|did|said|say|[a-z]{2,12}er)\b)[A-Za-z]"
)
"""Behind "a sixth" that counts places in a row: "a sixth Heathrow terminal"."""
_IN_FRACTIONS = (*_FRACTIONS, "half", "halv")
"""Letters of which some stand in whatever the pattern fits."""


@dataclass(slots=True)
class _QuantityDraft:
    """A number with what was made of it so far."""

    number: Number
    start: int
    end: int
    kind: QuantityKind | None = None
    value: float = 0.0
    unit: str | None = None


@lru_cache(maxsize=256)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities in order of place; labels, dates, clock times and a lone "one" are not among them."""
    taken = bytearray(len(text))
    for date in find_dates(text):
        taken[date.start : date.end] = b"\x01" * (date.end - date.start)
    fractions = _fractions(text, taken) if may_hold(text, _IN_FRACTIONS) else []
    numbers = [number for number in find_numbers(text) if not any(taken[number.start : number.end])]
    if not numbers and not fractions:
        return ()
    numbers = _without_labels(text, numbers)
    found = [_name(text, number, numbers, place) for place, number in enumerate(numbers)]
    _share_along_ranges(text, found)
    shares = _out_of(text, found)
    for place, one in enumerate(found):
        near = found[max(0, place - _BESIDE) : place]  # no more numbers stand in so many characters
        beside = any(0 < one.start - other.end <= _BESIDE for other in near if other.kind == "count")
        if one.kind is None and counts(text, one.number, beside=beside):
            one.kind, one.unit = "count", thing(text, one.end)
    kept = [one for one in found if one.kind is not None]
    whole = [_quantity(text, one) for one in sorted((*kept, *shares, *fractions), key=lambda one: one.start)]
    return tuple(whole)


def _fractions(text: str, taken: bytearray) -> list[_QuantityDraft]:
    """Shares in words ("two thirds", "half of", "halve"); their characters are taken."""
    found = []
    for match in _FRACTION.finditer(text):
        start, end = match.span()
        ordinal = match["bottom"] and match["top"].lower() in {"a", "an"} and _ORDINAL.match(text, end)
        if any(taken[start:end]) or (ordinal and not match[0].lower().endswith("quarter")):
            continue
        taken[start:end] = b"\x01" * (end - start)
        top = ONES.get((match["top"] or "one").lower(), 1)
        bottom = _FRACTIONS[match["bottom"].lower()] if match["bottom"] else 2
        number = Number(start, end, top / bottom, digits=False)
        found.append(_QuantityDraft(number, start, end, "fraction", top / bottom))
    return found


def _without_labels(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers that are names of things are dropped, and so are the partners they are joined to (years 7 to 11)."""
    kept: list[Number] = []
    label: Number | None = None
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if (
            _is_a_label(text, number)
            or (label is not None and _JOINED.match(text[label.end : number.start]) and _bare(text, number))
            or _is_a_phase(text, number, following)
        ):
            label = number
        else:
            kept.append(number)
    return kept


def _is_a_label(text: str, number: Number) -> bool:
    before = text[max(0, number.start - _BACK) : number.start]
    after = text[number.end : number.end + 12]
    surface = text[number.start : number.end]
    if _NO_NUMBER.match(f"{surface}{after}") or (number.start == 0 and _ITEM.match(after)):
        return True
    if _CLOCK.match(after) or (surface.startswith("0") and len(surface) > 1 and surface[1].isdigit()):
        return True
    if number.digits and _WEEKDAY.search(before):
        return True  # "from Thursday 2 to Sunday 5 June"
    if _ACT.search(before) or _BIG_NAME.search(before) or (before.endswith("[") and after.startswith("]")):
        return True
    if before.endswith("/") or after.startswith("/"):
        return True
    if not number.digits:
        return bool(_WORD_LABEL.search(before)) and _bare(text, number)
    if before.endswith(("each year ", "every year ", "per year ")) and _OF_A_YEAR.match(after):
        return True  # "£750 for each year 11 pupil"
    return number.value < 100 and bool(_LABEL.search(before)) and _bare(text, number)  # noqa: PLR2004 - two digits


def _is_a_phase(text: str, number: Number, following: Number | None) -> bool:
    """A phase of education ("16 to 19"), unless it is an age ("aged 16 to 19", "16–19 year olds")."""
    if following is not None and (ages := _AGE_RANGE.match(text, number.start)) and ages.end() == following.end:
        return int(ages["low"]) < int(ages["high"])
    if following is None or not _PHASE.fullmatch(text[number.start : number.end]):
        return False
    if not _RANGE.match(text[number.end : following.start]) or not _PHASE_END.match(text, following.start):
        return False
    aged = _AGED.search(text[max(0, number.start - _BACK) : number.start]) or _OLD.match(text, following.end)
    return not aged and not _DURATION.match(text, following.end)


def _bare(text: str, number: Number) -> bool:
    return number.magnitude == 1 and not _PERCENT.match(text, number.end) and not _OLD.match(text, number.end)


def _name(text: str, number: Number, numbers: list[Number], place: int) -> _QuantityDraft:
    """Age, money, per cent or duration by the words beside the number; otherwise still without a kind."""
    found = _QuantityDraft(number, number.start, number.end, value=number.value)
    before = text[max(0, number.start - _BACK) : number.start]
    sign = before.rstrip(" ")[-1:]
    if old := (_OLD.match(text, number.end) or _after_limit(text, number, before)):
        found.kind, found.unit, found.end = "age", "year", old.end()
    elif _is_aged(text, number, before, numbers[place - 1] if place else None):
        found.kind, found.unit = "age", "year"
    elif number.pence or sign in _CURRENCY:
        found.kind, found.unit = "money", _CURRENCY.get(sign, "GBP")
        found.start -= 0 if number.pence else len(before) - len(before.rstrip(" ")) + 1
    elif pounds := _POUNDS.match(text, number.end):
        found.kind, found.unit, found.end = "money", "GBP", pounds.end()
        found.value = number.value / 100 if "pence" in pounds[0].lower() else number.value
    elif percent := _PERCENT.match(text, number.end):
        found.kind, found.unit, found.end = "percent", None, percent.end()
    elif duration := _DURATION.match(text, number.end):
        found.kind, found.unit, found.end = "duration", duration["unit"].lower(), duration.end()
    return found


def _after_limit(text: str, number: Number, before: str) -> re.Match[str] | None:
    old = _OLD_AFTER_LIMIT.match(text, number.end)
    return old if old and _LIMIT_BEFORE.search(before) else None


def _is_aged(text: str, number: Number, before: str, previous: Number | None) -> bool:
    """After "aged" or "under-", also as the second of a pair ("aged 5 to 11"); "aged nine months" is a duration."""
    if not number.digits and number.value == 1:
        return False  # "under one or more of"
    if _MONTHS_OLD.match(text, number.end) or _OUT_OF_SOME.match(text, number.end) or number.value > 100:  # noqa: PLR2004 - years of a life
        return False
    if aged := _AGED.search(before) or _LIMIT.search(before):
        counted = aged[0].lower() in {"over ", "under "} and _COUNTS_ON.match(text, number.end) is not None
        return not counted and not _PERCENT.match(text, number.end)
    if previous is None or not _JOINED.match(text[previous.end : number.start]):
        return False
    return bool(_AGED.search(text[max(0, previous.start - _BACK) : previous.start]))


def _share_along_ranges(text: str, found: list[_QuantityDraft]) -> None:
    """The first number of a range takes kind, unit and magnitude of the second ("£5–7 million", "two to six years")."""
    for second, first in pairwise(reversed(found)):
        gap = text[first.number.end : second.number.start].rstrip("£")
        if second.kind in {"percent", "duration", "age"} and first.kind is None and _joins(gap, second.kind):
            first.kind, first.unit = second.kind, second.unit
        elif second.kind is None and first.kind == "money" and _RANGE.match(gap) and second.number.magnitude > 1:
            second.kind, second.unit = first.kind, first.unit
        both_money = first.kind == second.kind == "money"
        if both_money and _RANGE.match(gap) and first.number.magnitude == 1 < second.number.magnitude:
            first.value = first.number.value * second.number.magnitude


def _joins(gap: str, kind: QuantityKind) -> bool:
    return bool(_JOINED.match(gap)) if kind == "age" else bool(_RANGE.match(gap) or gap == " or ")


def _out_of(text: str, found: list[_QuantityDraft]) -> list[_QuantityDraft]:
    """Two numbers that make one share ("one in four", "6 out of 10"); they are taken from `found`."""
    shares = []
    for first, second in pairwise(found):
        untouched = first.kind is None and second.kind is None and second.value > first.value > 0
        if untouched and _OUT_OF.match(text[first.end : second.start]):
            number = Number(first.start, second.end, first.value / second.value, digits=False)
            shares.append(_QuantityDraft(number, first.start, second.end, "fraction", number.value))
            first.value = second.value = -1.0
    found[:] = [one for one in found if one.value >= 0]
    return shares


def _quantity(text: str, found: _QuantityDraft) -> Quantity:
    before = text[max(0, found.start - _BACK) : found.start]
    comparator = _COMPARATOR.search(before)
    if comparator and found.kind == "duration" and comparator["words"].lower() in {"over", "under"}:
        comparator = None  # "over three years" is a span of time, not more than three
    comparator = comparator or _OR_MORE.match(text, found.number.end)
    per = _rate(text, found.end) if found.kind in {"money", "duration", "count"} else None
    return Quantity(
        kind=found.kind or "count",
        value=round(found.value, 6),
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        unit=found.unit,
        comparator=comparator["words"].lower() if comparator else None,
        per=per,
    )


def _rate(text: str, end: int) -> str | None:
    """What an amount is paid or counted by, a few words behind it: "year" for "a year", "pupil" for "per pupil"."""
    found = _PER.search(text, end, end + _AHEAD)
    if found is None or not _GAP.fullmatch(text, end, found.start()):
        return None
    named = found["time"] or found["thing"]
    return named.lower() if named else _OFTEN[found["often"].lower()]
