"""What a page of GOV.UK prints of itself: dates, the nations it applies to, who spoke.

Archives and scrapers keep such pages without their head, where the same facts stand in meta tags.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from tracker.extract import loose
from tracker.extract.dates import moment
from tracker.patterns import deferred

_MONTHS = (
    "January February March April May June July August September October November December"  # as GOV.UK writes them
).split()
_DATED = deferred(
    r"\b(First published|Published|Last updated|Updated|Delivered on)(?: on)?:?\s{0,3}"
    rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b"
)
_PUBLISHED = ("First published", "Published", "Delivered on")
_UPDATED = ("Last updated", "Updated")
NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")
_APPLIES = deferred(r"\bApplies to:?\s{0,3}((?:(?:England|Northern Ireland|Scotland|Wales|(?:the )?UK|,|and)\s?){1,9})")


class PrintedFacts(NamedTuple):
    """What stands on the page; absent facts are None or empty."""

    published: datetime | None = None
    updated: datetime | None = None
    territory: tuple[str, ...] = ()
    is_speech: bool = False


def read(texts: Iterable[str]) -> PrintedFacts:
    """The facts in the texts of a page's boxes of facts. Dates are midnight in London."""
    dates: dict[str, datetime] = {}
    territory: tuple[str, ...] = ()
    for text in texts:
        for label, day, month, year in _DATED.findall(text):
            if label not in dates and (when := _day(int(year), _MONTHS.index(month) + 1, int(day))) is not None:
                dates[label] = when
        if not territory and (found := _APPLIES.search(text)):
            territory = nations(found[1])
    return PrintedFacts(
        published=next((dates[label] for label in _PUBLISHED if label in dates), None),
        updated=next((dates[label] for label in _UPDATED if label in dates), None),
        territory=territory,
        is_speech="Delivered on" in dates,
    )


def nations(text: str) -> tuple[str, ...]:
    """The nations that a text names, in alphabetical order; the UK is all of them."""
    return NATIONS if re.search(r"\bUK\b", text) else tuple(nation for nation in NATIONS if nation in text)


def applicable(stated: object) -> tuple[str, ...]:
    """The nations that a Content API item's `national_applicability` names; none where it does not say."""
    told: dict[str, Any] = loose.mapping(stated)
    found = (nation for nation in NATIONS if _is_true(told.get(nation.lower().replace(" ", "_"))))
    return tuple(found)


def _is_true(stated: object) -> bool:
    return loose.mapping(stated).get("applicable") is True


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return moment(date(year, month, day))[0]
    except (ValueError, OverflowError):
        return None
