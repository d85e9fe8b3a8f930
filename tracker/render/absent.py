"""Absent: that a pledge was not found, with where was looked and as of when. Never that it was dropped."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from tracker.config.person import Period
from tracker.desk.dates import day
from tracker.desk.periods import told_of
from tracker.links.absence import Absence
from tracker.render.safe import safe


def told(found: Absence, periods: Iterable[Period] = ()) -> Iterator[Text]:
    """One sentence where it can be said, and the list; where there are gaps, that it cannot be said, and why.

    `periods`: those in which it was looked and no change says little.
    """
    places = ", ".join(f"{safe(one.version)} ({day(one.as_of)})" for one in found.searched)
    if found.holds:
        as_of = day(min(one.as_of for one in found.searched))
        number = len(found.searched)
        said = f"this {number} source" if number == 1 else f"these {number} sources"
        yield Text(f"Not found in {said} as of {as_of}: {places}.", style="warn")
        yield from (Text(safe(told_of(period)), style="warn") for period in periods)
        return
    looked = f"Looked at: {places}. " if places else ""
    yield Text(
        f"{looked}We cannot say whether it is still there; not checked: {safe('; '.join(found.gaps))}.", style="faint"
    )
