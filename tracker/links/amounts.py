"""Amounts: numbers and dates that appear, vanish, rise, fall or move between two statements."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from tracker.links.link import LinkFlag, Redating
from tracker.links.statement import CLOSE, Statement, surfaces
from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.mark import Mark
from tracker.wording.quantity import Quantity

Kind = tuple[str, str, str]
_GOING_ON = deferred(r"\b(?:is|are|am) (?:now|already|currently) \w+ing\b", re.IGNORECASE)
_TERM = deferred(
    r"^(?:in|during|over) (?:the )?(?:course of )?(?:the |this |next )?(?:next )?parliament$", re.IGNORECASE
)
"""The time for which a manifesto is written in any case: to name it sets no date."""
_LASTS = deferred(
    r"^(?:(?:in [\w-]{1,30} )?for|over) (?:at least |up to )?(?!the\b)"
    r"[\w.-]+(?: [\w.-]+){0,3} (?:years?|months?|weeks?|days?)$",
    re.IGNORECASE,
)
"""How long, not by when."""
_OF_SOMEBODY = deferred(
    r" (?:after|of|from)\b(?![^,;.]{0,30}\b(?:office|elect|govern|parliament|royal|power|law|bill|act\b))",
    re.IGNORECASE,
)
"""Behind a span of time: it is counted from what somebody does ("within five years after graduation"), not from a day."""
_SPAN = deferred(r"\b(?:within|in|for)\b.{1,30}\b(?:years?|months?|weeks?|days?|hours?)$", re.IGNORECASE)
_AT_ONCE = deferred(r"^(?:immediately|straight ?away|shortly|in time|one day)$", re.IGNORECASE)
_SAID = deferred(r"\b(?:promised|pledged|announced|published|introduced|elected|called)\b[^.;]{0,60}$", re.IGNORECASE)
_BASE = deferred(r"\bfrom [^,;.]{1,40} $", re.IGNORECASE)
"""Before the year in which something stood where it started: "from 12.5 hours in 2007 to 16 hours a week"."""
_BESIDES = deferred(
    r"\b(?:in addition to|alongside|on top of|as well as|besides|building on|compared (?:with|to)|instead of|rather than"
    r"|up from|down from)\b[^,;:.]*$",
    re.IGNORECASE,
)
_AHEAD = 60
_ALL = deferred(r"\b(?:all|every|each|whole|entire|full)\b", re.IGNORECASE)
_HUNDRED = 100
_SHARE_OF = deferred(r" (?:of|on) ((?:(?!(?:on|for|in|to|by|each|every|a)\b)[\w’'-]{1,40} ?){1,4})")
"""What a share is of, in its first few words."""
_ISO = deferred(r"\b(?P<year>(?:19|20)\d\d)(?:/(?P<next>\d{4})|-(?P<month>\d\d)|-(?P<season>[a-z]+))?")
_NO_YEAR = "--"
"""The start of the key of a day, month or season whose year is not told."""
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_BROAD = {"fraction": "percent"}
"""A half and 50 per cent are one kind of amount."""


def amounts(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Amounts of one kind and noun are compared with each other alone: 300 schools with schools, not with pounds."""
    if going_on(earlier.text) != going_on(later.text):
        return []  # what is reached so far and what is aimed at are two amounts (more than 600; now more than 200)
    before, after = _by_kind(_own(earlier)), _by_kind(_own(later))
    found = [
        flag
        for kind in sorted(before.keys() & after.keys())
        for flag in _moved(*_of_one_whole(earlier.text, before[kind], later.text, after[kind]))
    ]
    return found + _appeared(_not_all(earlier, later), _not_all(later, earlier))


def _own(one: Statement) -> list[Quantity]:
    """Its amounts without those to which it adds or compares its own, if it has others."""
    own = [amount for amount in one.quantities if not is_beside(one.text, amount)]
    return own or list(one.quantities)


def is_beside(text: str, amount: Quantity) -> bool:
    """Whether it is what the sentence's own amounts are added to or compared with ("in addition to the 11 million …")."""
    return bool(_BESIDES.search(text, max(0, amount.start - _AHEAD), amount.start))


def is_of_another_whole(earlier: str, old: Quantity, later: str, new: Quantity) -> bool:
    """Whether both are shares and of things that have no word in common: 40% more on defence, 2 per cent of GDP."""
    if old.kind != "percent" or new.kind != "percent":
        return False
    one, other = _whole(earlier, old), _whole(later, new)
    return bool(one and other) and one.isdisjoint(other)


def dates(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Another deadline or start, or one where none was; one that is gone, where the statements are close."""
    old, new = _set(earlier), _set(later)
    before, after = {mark.key for mark in old}, {mark.key for mark in new}
    if before == after or (not after and earlier.overlap(later) < CLOSE):
        return []
    if not before and all(_TERM.search(mark.text) for mark in new):
        return []
    lost = [mark for mark in old if not _is_among(mark, after)]
    gained = [mark for mark in new if not _is_among(mark, before)]
    return (
        []
        if not lost and not gained
        else [LinkFlag(name="redated", old=surfaces(lost), new=surfaces(gained), redating=_way(lost, gained))]
    )


def _is_among(mark: Mark, keys: AbstractSet[str]) -> bool:
    """Whether it is one of these dates, or may be: "5 August" beside "5 August 2021", "this summer" beside "summer 2021"."""
    if mark.key.startswith(_NO_YEAR):
        return mark.key in keys or any(key.endswith(mark.key[1:]) for key in keys)
    return mark.key in keys or f"{_NO_YEAR}{mark.key.partition('-')[2]}" in keys


def _set(one: Statement) -> list[Mark]:
    """Its dates, without how long a thing lasts, and without the year in which somebody said it."""
    return [
        mark
        for mark in one.deadlines
        if not _LASTS.match(mark.text)
        and not (_SPAN.search(mark.text) and _OF_SOMEBODY.match(one.text, mark.end))
        and not _AT_ONCE.match(mark.text)
        and not _SAID.search(one.text, max(0, mark.start - 90), mark.start)
        and not (one.text.startswith(" to ", mark.end) and _BASE.search(one.text, max(0, mark.start - 60), mark.start))
    ]


def _way(lost: Sequence[Mark], gained: Sequence[Mark]) -> Redating:
    """Which way the date went; the last one counts where there are several."""
    if not lost or not gained:
        return "added" if gained else "dropped"
    before, after = (max(filter(None, map(_point, marks)), default=None) for marks in (lost, gained))
    if before is None or after is None or (before[0] == after[0] and 0 in {before[1], after[1]}) or before == after:
        return "other"
    return "later" if after > before else "earlier"


def _point(mark: Mark) -> tuple[int, int] | None:
    """Year and month (0 where none is named); None for a date that names no year."""
    found = _ISO.search(mark.key)
    if found is None:
        return None
    return int(found["next"] or found["year"]), int(found["month"] or _SEASONS.get(found["season"], 0))


def going_on(text: str) -> bool:
    """The sentence says what is so by now ("are now working with 200 schools"), not what is to come."""
    return bool(_GOING_ON.search(text))


def _by_kind(quantities: Sequence[Quantity]) -> dict[Kind, list[Quantity]]:
    """Counts by the noun counted, the rest by unit; £25 a day is not compared with £80 million."""
    kinds: dict[Kind, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        per = quantity.per or "" if quantity.kind == "money" else ""
        kinds[quantity.kind, " ".join(stems(quantity.unit or "")), per].append(quantity)
    return kinds


def _whole(text: str, amount: Quantity) -> frozenset[str]:
    """Stems of what it is a share of, or a share more on; none where nothing is named."""
    found = _SHARE_OF.match(text, amount.end)
    return frozenset(stems(found[1])) if found else frozenset()


def _of_one_whole(
    earlier: str, before: Sequence[Quantity], later: str, after: Sequence[Quantity]
) -> tuple[Sequence[Quantity], Sequence[Quantity]]:
    """Those that have a counterpart which is no share of something else."""
    return (
        [one for one in before if not all(is_of_another_whole(earlier, one, later, other) for other in after)],
        [one for one in after if not all(is_of_another_whole(earlier, other, later, one) for other in before)],
    )


def _moved(before: Sequence[Quantity], after: Sequence[Quantity]) -> list[LinkFlag]:
    """Up or down, when no amount of the kind stayed."""
    if {one.value for one in before} & {one.value for one in after}:
        return []
    if not before or not after:
        return []
    old, new = max(before, key=lambda one: one.value), max(after, key=lambda one: one.value)
    name = "quantity_up" if new.value > old.value else "quantity_down"
    return [LinkFlag(name=name, old=old.text, new=new.text)]


def _not_all(one: Statement, other: Statement) -> list[Quantity]:
    """Its amounts, without 100 per cent where the other statement says "all"."""
    said = bool(_ALL.search(other.text))
    return [amount for amount in one.quantities if not (said and amount.kind == "percent" and amount.value == _HUNDRED)]


def _appeared(before: Sequence[Quantity], after: Sequence[Quantity]) -> list[LinkFlag]:
    """An amount of a kind that was not there (money, a share, a count), or none at all where one was."""
    old_kinds = {_broad(one) for one in before}
    gained = [one.text for one in after if _broad(one) not in old_kinds]
    if gained:
        return [LinkFlag(name="quantified", old="", new=", ".join(gained))]
    if before and not after:
        return [LinkFlag(name="dequantified", old=", ".join(one.text for one in before), new="")]
    return []


def _broad(quantity: Quantity) -> str:
    return _BROAD.get(quantity.kind, quantity.kind)
