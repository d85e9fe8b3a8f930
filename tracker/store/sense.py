"""What makes sense in a record, beyond its shape: the names, numbers, dates and addresses that tracker itself writes.

A record comes from elsewhere with a pull, and cannot be taken back once it is history. One whose shape is right and whose
facts are none (a capture in the year 41688, a document called `../x`) would break a command each time it is read.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

from tracker.patterns import deferred
from tracker.store import layout

SENSELESS: Final = "senseless"
"""pydantic's word for a fault of sense; all others are faults of shape."""
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Git's seconds count from the one; a clock beyond the other is wrong, and time zones and calendars still work there."""
_LONGEST_ROUND = 10 * 366 * 86_400
"""Seconds. A round takes hours; a clock that was put right in the middle of one may add years."""
_MOST = 2**53
"""What every reader of JSON takes for a whole number; SQLite ends at 2**63."""
_HIGHEST_NUMBER = 10**9 - 1
"""The highest version that an address (`@N`) can name."""
_HIGHEST_STATUS = 999
"""Servers send statuses that no standard knows, but three digits is all that HTTP has room for."""
_SHOWN = 60
"""Characters of what makes no sense."""

_ID = deferred(r"[0-9a-f]{40}")
_DIGEST = deferred(r"[0-9a-f]{64}")
_KEY = deferred(r"[0-9a-f]{20}")
_SOURCE = deferred(layout.SLUG)
_DOCUMENT = deferred(rf"{layout.SLUG}/{layout.SLUG}")
_NAME = deferred(rf"{layout.SLUG}(?:/{layout.SLUG})?")
_NUMBERED = deferred(rf"{layout.SLUG}/{layout.SLUG}@[1-9][0-9]{{0,8}}")
_PLAIN_DAY = deferred(r"[1-9][0-9]{3}-[01][0-9]-[0-3][0-9]")
_PERSON = deferred(r"[^\x00-\x1f\x7f-\x9f]{1,100}")
_CAPTURE = deferred(r"[0-9]{8}T[0-9]{6}Z .+", re.DOTALL)


def _fault(value: object, what: str) -> PydanticCustomError:
    return PydanticCustomError(
        SENSELESS, "{value} is not a valid {what}", {"value": repr(value)[:_SHOWN], "what": what}
    )


def _like(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise _fault(value, what)
        return value

    return AfterValidator(check)


def _within(least: int, most: int, what: str) -> AfterValidator:
    def check(value: int) -> int:
        if not least <= value <= most:
            raise _fault(value, f"{what} ({least} to {most})")
        return value

    return AfterValidator(check)


def can_be(moment: datetime) -> bool:
    """Whether a time is one at which a page can have been seen, and at which git and every calendar work."""
    return _EARLIEST <= moment < _LATEST


def _a_moment(value: datetime) -> datetime:
    if not can_be(value):
        raise _fault(value.isoformat(), f"time between {_EARLIEST.year} and {_LATEST.year}")
    return value


def _a_day(value: date) -> date:
    if not _EARLIEST.date() <= value < _LATEST.date():
        raise _fault(value.isoformat(), f"day between {_EARLIEST.year} and {_LATEST.year}")
    return value


def _a_capture(value: str) -> str:
    """`20240102T030405Z web.archive.org`."""
    try:
        if _CAPTURE.fullmatch(value) and can_be(datetime.fromisoformat(value.partition(" ")[0])):
            return value
    except ValueError:
        pass
    raise _fault(value, "capture")


def _at(schemes: frozenset[str]) -> Callable[[str], str]:
    """An address of one of these schemes; on the web it has a host."""

    def check(value: str) -> str:
        scheme = value.partition(":")[0].lower()
        try:
            parts = urlsplit(value)
            whole = bool(parts.hostname and parts.port != 0) if scheme in _WEB else bool(parts.path)
        except ValueError:
            whole = False
        if scheme not in schemes or not whole:
            raise _fault(value, f"address ({', '.join(sorted(schemes))})")
        return value

    return check


_WEB = frozenset({"http", "https"})
_LOCATION = _at(_WEB | {"file", "git"})


def is_location(value: str) -> bool:
    """Whether a text is an address of ours, as `Location` has it."""
    try:
        _LOCATION(value)
    except PydanticCustomError:
        return False
    return True


Moment = Annotated[AwareDatetime, AfterValidator(_a_moment)]
Day = Annotated[date, AfterValidator(_a_day)]
Count = Annotated[int, _within(0, _MOST, "count")]
Second = Annotated[int, _within(0, _LONGEST_ROUND, "second of a round")]
Number = Annotated[int, _within(0, _HIGHEST_NUMBER, "number of a version")]
Status = Annotated[int, _within(0, _HIGHEST_STATUS, "HTTP status")]
ObjectId = Annotated[str, _like(_ID, "git object id")]
Digest = Annotated[str, _like(_DIGEST, "SHA-256")]
PersonName = Annotated[str, _like(_PERSON, "name of a person")]
CarriedKey = Annotated[str, _like(_KEY, "key of a verdict")]
SavedDay = Annotated[str, _like(_PLAIN_DAY, "day")]
RunId = Annotated[str, _like(layout.RUN, "id of a round")]
SourceName = Annotated[str, _like(_SOURCE, "name of a source")]
DocumentName = Annotated[str, _like(_DOCUMENT, "name source/document")]
Name = Annotated[str, _like(_NAME, "name of a source or source/document")]
NumberedName = Annotated[str, _like(_NUMBERED, "name source/document@N")]
CaptureName = Annotated[str, AfterValidator(_a_capture)]
WebAddress = Annotated[str, AfterValidator(_at(_WEB))]
Location = Annotated[str, AfterValidator(_LOCATION)]
"""Where a page is: on the web, a file of ours (`file:letter.md`), or a file in somebody's repository (`git:plan.md`)."""
