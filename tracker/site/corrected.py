"""Corrected: what is told of a correction beside what it concerns, and the addresses of what was taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from tracker.config.decided import every, key
from tracker.config.verdict import ReleaseVerdict, Verdict
from tracker.desk import address
from tracker.desk.carried import Carried, named
from tracker.desk.dates import short
from tracker.desk.published import Published
from tracker.site.corrections import correction_rows
from tracker.site.site_page import SitePage, page


class _Everywhere:
    """Any address has a page."""

    def __contains__(self, _: object) -> bool:
        return True


def corrected(published: Published, carried: Carried) -> dict[str, tuple[str, ...]]:
    """By the id of a claim or thread, and by the address of the page on anything else: its corrections, newest first.

    Sentences that are safe to look at.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for row in correction_rows(published, carried, _Everywhere()):
        day = f" on {short(row.day)}" if row.day else ""
        said = f"Corrected{day}: {row.what}{f' Now: {row.now}' if row.now else ''}"
        for name, at in row.about:
            for one in {name, *([at] if at and at != address.CLAIMS else [])}:
                told[one].append(said)
    return {name: tuple(dict.fromkeys(found)) for name, found in sorted(told.items())}


def taken_back(published: Published, carried: Carried) -> dict[str, date | None]:
    """By the address of a pledge that others may have seen: when a verdict that it rested on was last taken back.

    Other verdicts may still hold it up; then it has its page.
    """
    verdicts = tuple(every(published.config.verdicts))
    found: dict[str, date | None] = {}
    for one in verdicts:
        if one.withdrawn and carried.has(one):
            for name in _threads(one, verdicts):
                at = address.pledge(name)
                found[at] = max(filter(None, (found.get(at), one.withdrawn_on)), default=None)
    return found


def withdrawn_pages(
    published: Published, carried: Carried, taken: Collection[str], *, site: object
) -> Iterator[SitePage]:
    """A page at each address where a pledge stood and nothing stands now: that it was taken back, and when."""
    for at, day in sorted(taken_back(published, carried).items()):
        if at not in taken:
            values = {"site": site, "corrected": [], "day": short(day) if day else None}
            yield page("withdrawn.html", at, values)._replace(leads_on=True)  # nothing to be found there


def _threads(verdict: Verdict, verdicts: Collection[Verdict]) -> set[str]:
    """Every id under which a pledge may have been shown that rests on it: of the thread, and of each stage that it names."""
    about = set(named(verdict))
    if isinstance(verdict, ReleaseVerdict):
        about = about.union(*(named(one) for one in verdicts if key(one) in verdict.decisions))
    return {f"t-{name.removeprefix('c-')}" for name in about if name.startswith("c-")}
