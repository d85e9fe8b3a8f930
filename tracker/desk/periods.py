"""Periods: times in which no change says little, and days on which the government changed, as they are told."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.config.config import Config
from tracker.config.person import Period
from tracker.config.source import Source
from tracker.desk.dates import LONDON, short

if TYPE_CHECKING:
    from tracker.desk.comparison import Comparison
    from tracker.links.absence import Absence

LONG = timedelta(days=366)
MOST = 2
"""Periods that are told, the latest: who looks back over ten years asks about no election in particular."""


def quiet_periods(
    config: Config, sources: Collection[str], since: datetime, until: datetime, changed: "Iterable[Comparison]" = ()
) -> tuple[Period, ...]:
    """Those that bind a publisher of these sources and have a day between the two moments, at most two, the latest last.

    Left out are those in which one of their pages changed since the first moment; a change of government never is. Where
    more than a year is looked at and something changed in it, a few weeks without a change are nothing to be told.
    """
    first, last = (at.astimezone(LONDON).date() for at in (since, until))
    looked = [source for source in config.sources if source.id in sources]
    seen = [
        (one.revision.new.source, one.between)
        for one in changed
        if one.revision and one.between and one.between[1] >= since
    ]
    if seen and last - first > LONG:
        return ()
    found = [
        period
        for period in config.people.period
        if period.meets(first, last)
        and (bound := _bound(period, looked))
        and (
            period.kind == "change of government" or not any(_in(period, span) for name, span in seen if name in bound)
        )
    ]
    return tuple(sorted(found, key=lambda period: period.from_)[-MOST:])


def current_periods(config: Config, sources: Collection[str], at: datetime) -> tuple[Period, ...]:
    """Those that bind a publisher of these sources at that moment; a change of government is none that lasts."""
    found = quiet_periods(config, sources, at, at)
    return tuple(period for period in found if period.kind != "change of government")


def periods_of(absence: "Absence", config: Config) -> tuple[Period, ...]:
    """Those in which the documents were last seen in which a pledge was not found."""
    found = [period for one in absence.searched for period in current_periods(config, [one.source], one.as_of)]
    return tuple(dict.fromkeys(found))


def told_of(period: Period) -> str:
    """One sentence: what it is, when, whom it binds, what that means, where it is stated."""
    if period.kind == "change of government":
        return f"The government changed on {short(period.from_)} ({period.name}; {period.source})."
    until = f" to {short(period.to)}" if period.to else ""
    what = "pre-election period" if period.kind == "pre-election" else "recess"
    return (
        f"“No change seen” says little of the {what} {short(period.from_)}{until} ({period.name}): "
        f"{_whom(period)} publish little then ({period.source})."
    )


def _whom(period: Period) -> str:
    names = [_PLURAL.get(one, one) for one in period.binds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_PLURAL = {
    "party": "parties",
    "department": "departments",
    "regulator": "regulators",
    "parliament": "Parliament",
    "press": "newspapers",
    "union": "unions",
}


def _bound(period: Period, sources: Iterable[Source]) -> frozenset[str]:
    return frozenset(source.id for source in sources if period.concerns(source.publisher, source.publisher_type))


def _in(period: Period, span: tuple[datetime, datetime]) -> bool:
    """Whether it was seen to change on one of its days: not before the first, not after the last."""
    first, last = _days(span)
    return period.meets(first, last) and period.holds(last)


def _days(span: tuple[datetime, datetime]) -> Iterator[date]:
    return (at.astimezone(LONDON).date() for at in span)
