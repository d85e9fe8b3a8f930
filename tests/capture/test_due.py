"""When a source is asked again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer
from machine import watched

from tracker.capture.due import ahead, due, silent_for
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.store.archive import Archive
from tracker.store.record import Discovery, RunRecord, Trouble
from tracker.store.version import Entry

START = datetime(2024, 6, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER = START + timedelta(days=3_000)
EVEN = Settings(spread=0)
"""Without the part that differs from source to source."""


class Diary:
    """A store that is told what its rounds found, without asking anybody."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def round(self, at: datetime, name: str = "plan/page", found: str = "unchanged") -> None:
        """A round that began then, and what it found."""
        trouble = Trouble(reason="it answered 503")
        facts = {name: trouble} if found in {"failed", "suspect"} else {name: 0}
        record = RunRecord(id=f"{at:%Y%m%dT%H%M%SZ}", started=at, finished=at, tracker="0", **{found: facts})
        entries = [_entry(*name.split("/"), at)] if found == "recorded" else []
        self.archive.write(entries, record)

    def wait(self, source: HtmlSource, settings: Settings = EVEN) -> timedelta | None:
        """How long after it was asked last it is due."""
        when = due([source], self.archive, settings, now=LATER)[source.id]
        asked = max((at for name, at in self.archive.checked().items() if name.startswith(source.id)), default=None)
        return when - asked if when and asked else None


def _entry(source: str, document: str, at: datetime) -> Entry:
    return Entry(
        source=source, document=document, kind="content", title="Our plan", text=f"# Our plan\n\nIt is {at}.\n".encode(),
        meta=b"{}\n", raw=None, url="https://a.org", final_url="https://a.org", status=200, fetched_at=at,
        extractor="tracker-html/1", config_key="0",
    )  # fmt: skip


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    """An empty one."""
    with Archive.create(tmp_path / "snapshots", now=lambda: START) as archive:
        yield Diary(archive)


def plan(**facts: Any) -> HtmlSource:
    """A source that is a page."""
    return watched("plan", "https://a.org/plan", **facts)


def test_a_source_that_was_never_asked_is_due(diary: Diary) -> None:
    """There is no day to wait for."""
    assert due([plan()], diary.archive, EVEN, now=START) == {"plan": None}


@pytest.mark.parametrize(("interval", "hours"), [("1h", 0.9), ("6h", 5.4), ("daily", 23), ("7d", 167), (None, 23)])
def test_a_page_that_changed_lately_is_asked_at_its_interval(diary: Diary, interval: str | None, hours: float) -> None:
    """A little sooner, by a tenth but an hour at the most, so that a daily job finds a daily source due."""
    diary.round(START, found="recorded")

    assert diary.wait(plan(interval=interval)) == hours * HOUR


@pytest.mark.parametrize(("days", "waited"), [(10, 1), (20, 1), (40, 2), (100, 5), (140, 7), (1000, 7)])
def test_a_cold_page_is_asked_less_often(diary: Diary, days: int, waited: int) -> None:
    """A twentieth of the time for which it has not changed, a week at the most; a 304 counts as asked."""
    diary.round(START, found="recorded")
    diary.round(START + timedelta(days=days))

    assert diary.wait(plan()) == timedelta(days=waited) - HOUR


def test_reading_a_page_anew_does_not_warm_it(diary: Diary) -> None:
    """That is our doing; the publisher changed nothing."""
    diary.round(START, found="recorded")
    later = START + timedelta(days=100)
    entry = _entry("plan", "page", later).model_copy(update={"kind": "reextract"})
    diary.archive.write(
        [entry],
        RunRecord(id="20240909T050000Z", started=later, finished=later, tracker="0", reextracted=("plan/page",)),
    )
    diary.round(later)

    assert diary.wait(plan()) == timedelta(days=5) - HOUR


def test_a_long_interval_is_kept_for_cold_pages_too(diary: Diary) -> None:
    """The bound is one for waiting longer than asked for, not for asking oftener."""
    diary.round(START, found="recorded")
    diary.round(START + timedelta(days=1000))

    assert diary.wait(plan(interval="30d")) == timedelta(days=30) - HOUR
    assert diary.wait(plan(), Settings(spread=0, cold_share=0)) == timedelta(days=1) - HOUR


@pytest.mark.parametrize("found", ["failed", "suspect"])
def test_a_source_in_trouble_is_asked_less_often_but_once_a_day(diary: Diary, found: str) -> None:
    """Twice as long after each further round without an answer, never longer than a day."""
    waits = []
    for day in range(7):
        diary.round(START + timedelta(days=day), found=found)
        waits.append(diary.wait(plan(interval="1h")))

    assert waits == [0.9 * HOUR, 1.8 * HOUR, 3.6 * HOUR, 7.2 * HOUR, 15 * HOUR, 23 * HOUR, 23 * HOUR]
    assert diary.wait(plan(interval="30d")) == 23 * HOUR


def test_a_document_in_trouble_does_not_hold_up_the_rest_of_its_source(diary: Diary) -> None:
    """One bad post of a feed: the feed is asked at its interval all the same."""
    for day in range(5):
        at = START + timedelta(days=day)
        record = RunRecord(
            id=f"{at:%Y%m%dT%H%M%SZ}", started=at, finished=at, tracker="0", unchanged={"plan/a": 1},
            failed={"plan/b": Trouble(reason="it answered 503")},
            met={"plan/b": Discovery(url="https://a.org/b", by="listing")},
        )  # fmt: skip
        diary.archive.write([], record)

    assert diary.wait(plan(interval="1h")) == 0.9 * HOUR


def test_sources_come_early_each_by_its_own(diary: Diary) -> None:
    """By up to a tenth, by name and day: the same on every machine, another on another day, never late."""
    waits: dict[str, list[timedelta]] = {}
    for day in range(3):
        at = START + timedelta(days=day)
        seen = {f"s{number}/page": number for number in range(50)}
        record = RunRecord(id=f"{at:%Y%m%dT%H%M%SZ}", started=at, finished=at, tracker="0", unchanged=seen)
        diary.archive.write([], record)
        for number in range(50):
            wait = diary.wait(watched(f"s{number}", "https://a.org"), Settings())
            assert wait is not None
            waits.setdefault(f"s{number}", []).append(wait)
    every = [wait for row in waits.values() for wait in row]

    assert all(23 * HOUR - 2.4 * HOUR <= wait <= 23 * HOUR for wait in every)
    assert len(set(every)) > 140
    assert {int((23 * HOUR - wait) / (0.24 * HOUR)) for wait in every} == set(range(10))


def test_a_daily_job_asks_daily_sources_daily(desk: Any, page: Callable[..., str]) -> None:
    """Though the source was asked ten minutes into yesterday's round, and cron is seconds early."""
    desk.site.page("/plan", page("We will plant an oak."), etag='"1"')
    source = desk.html()
    desk.round(source)
    job = desk.time - timedelta(minutes=10) + timedelta(days=1) - timedelta(seconds=5)

    when = due([source], desk.archive, Settings(), now=desk.time)["plan"]

    assert when is not None
    assert when <= job


def test_a_304_and_a_failure_are_askings(desk: Any, page: Callable[..., str]) -> None:
    """Both move the day on."""
    desk.site.page("/plan", page("We will plant an oak."), etag='"1"')
    days = []
    for status in (200, 200, 503):
        if status != 200:
            desk.site.answers("/plan", Answer(status=status))
        desk.round(desk.html())
        days.append(due([desk.html()], desk.archive, EVEN, now=desk.time)["plan"])

    assert [day.day for day in days if day] == [3, 4, 5]


def test_a_last_look_that_is_still_to_come_is_due_now(diary: Diary) -> None:
    """A round with a clock a thousand days ahead keeps nobody from asking; the next one has set all right."""
    future = START + timedelta(days=1_000)
    diary.round(START)
    diary.round(future)
    before = due([plan()], diary.archive, EVEN, now=START + HOUR)
    early = ahead(diary.archive, now=START + HOUR)

    diary.round(START + 2 * HOUR)

    assert (before, early) == ({"plan": START + HOUR}, {"plan": future})
    assert ahead(diary.archive, now=START + 3 * HOUR) == {}
    assert due([plan()], diary.archive, EVEN, now=START + 3 * HOUR)["plan"] == START + 25 * HOUR


@pytest.mark.parametrize(
    ("interval", "days", "said"),
    [("daily", 1, False), ("daily", 3, True), ("6h", 1, False), ("6h", 3, True), ("7d", 10, False), ("7d", 15, True)],
)
def test_a_schedule_that_has_died_is_told(diary: Diary, interval: str, days: int, *, said: bool) -> None:
    """Where something is due and nothing was asked for two days, nor for two of the shortest intervals."""
    diary.round(START)
    later = START + timedelta(days=days, minutes=5)

    found = silent_for([plan(interval=interval)], diary.archive, EVEN, now=later)

    assert found == (later - START if said else None)


def test_nothing_is_said_of_a_schedule_that_never_was(diary: Diary) -> None:
    """Before the first round, of sources that are not enabled, and when the only look is still to come."""
    empty = silent_for([plan()], diary.archive, EVEN, now=LATER)
    diary.round(LATER + HOUR)

    assert [empty, silent_for([plan()], diary.archive, EVEN, now=LATER)] == [None, None]
    assert silent_for([plan(enabled=False)], diary.archive, EVEN, now=LATER + 99 * HOUR) is None


@pytest.mark.parametrize("day", [datetime(2024, 3, 30, 8, tzinfo=UTC), datetime(2024, 10, 26, 8, tzinfo=UTC)])
def test_the_days_on_which_clocks_change_are_days(diary: Diary, day: datetime) -> None:
    """Waits are counted in UTC: a daily source waits as long as on any other day."""
    diary.round(day)

    assert diary.wait(plan()) == 23 * HOUR
