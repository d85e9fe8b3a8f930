"""By when: days where the words or the document's date tell, and the reason where they do not."""

from datetime import datetime

import pytest

from tracker.claims.days import NO_DATE, POLITICAL, UNNAMED_START
from tracker.claims.deadline import LONDON, deadline_of, times_of

PUBLISHED = datetime(2026, 11, 25, tzinfo=LONDON)

RESOLVED = [
    ("by September 2027", None, "2027-09-30"),
    ("by the start of 2028", None, "2028-01-01"),
    ("before April 2028", None, "2028-03-31"),
    ("from 1 January 2027", "2027-01-01", None),
    ("in spring 2028", "2028-03-01", "2028-05-31"),
    ("in winter 2027", "2027-12-01", "2028-02-29"),
    ("in 2027-28", "2027-04-01", "2028-08-31"),
    ("next spring", "2027-03-01", "2027-05-31"),
    ("this autumn", "2026-09-01", "2026-11-30"),
    ("from next September", "2027-09-01", None),
    ("in April", "2027-04-01", "2027-04-30"),
    ("by 31 March", None, "2027-03-31"),
    ("by Christmas", None, "2026-12-25"),
    ("at Easter", "2027-03-22", "2027-04-25"),
    ("next year", "2027-01-01", "2027-12-31"),
    ("later this month", "2026-11-25", "2026-11-30"),
    ("this month", "2026-11-01", "2026-11-30"),
    ("next month", "2026-12-01", "2026-12-31"),
    ("in the next academic year", "2027-09-01", "2028-08-31"),
    ("this financial year", "2026-04-01", "2027-03-31"),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), RESOLVED)
def test_days_are_counted_from_the_day_of_publication(words: str, earliest: str | None, latest: str | None) -> None:
    """“Next spring”, printed in November 2026, is March to May 2027; “by” sets an end, “from” a beginning."""
    (deadline,) = times_of(f"We will act {words}.", 0, PUBLISHED).told

    assert (deadline.text, deadline.kind) == (words, "start" if words.startswith("from") else "date")
    assert (deadline.earliest, deadline.latest, deadline.note) == (earliest, latest, None)


UNRESOLVED = [
    ("within 100 days", "relative", UNNAMED_START),
    ("over three years", "period", UNNAMED_START),
    ("by the end of this parliament", "term", POLITICAL),
    ("before the next election", "term", POLITICAL),
    ("in due course", "vague", "names no time"),
]


@pytest.mark.parametrize(("words", "kind", "note"), UNRESOLVED)
def test_what_no_calendar_dates_stays_as_it_is(words: str, kind: str, note: str) -> None:
    """A hundred days from an unnamed start get no day, whatever the document's date."""
    (deadline,) = times_of(f"We will act {words}.", 0, PUBLISHED).told

    assert (deadline.text, deadline.kind, deadline.note) == (words, kind, note)
    assert (deadline.earliest, deadline.latest) == (None, None)


@pytest.mark.parametrize("words", ["next spring", "in April", "by Christmas", "next year"])
def test_without_a_date_of_publication_relative_days_stay_open_and_say_so(words: str) -> None:
    """No date is guessed."""
    deadline = deadline_of(f"We will act {words}.", 0)

    assert deadline is not None
    assert (deadline.earliest, deadline.latest, deadline.note) == (None, None, NO_DATE)


@pytest.mark.parametrize(
    ("words", "deadline", "timing"),
    [
        ("from April 2027", None, [("start", "from April 2027")]),
        ("over the next three years", None, [("period", "over the next three years")]),
        ("over two years from May 2027", None, [("start", "from May 2027"), ("period", "over two years")]),
        ("by 2029, from May 2027", "by 2029", [("start", "from May 2027")]),
        ("from May 2027 to July 2028", "from May 2027 to July 2028", []),
        ("from May 2027 until the end of the academic year", "from May 2027 until the end of the academic year", []),
        ("as soon as the county leaves the league", "as soon as the county leaves the league", []),
        ("immediately after we leave the league", "immediately after we leave the league", []),
    ],
)  # fmt: skip
def test_a_start_and_a_period_are_no_deadline(words: str, deadline: str | None, timing: list[tuple[str, str]]) -> None:
    """From when and over which time stand beside the deadline; what has an end has a deadline."""
    times = times_of(f"We will act {words}.", 0, PUBLISHED)

    assert (times.deadline and times.deadline.text, [(one.kind, one.text) for one in times.timing]) == (
        deadline,
        timing,
    )


def test_the_end_of_a_range_is_counted_from_its_beginning() -> None:
    """The academic year in which it began, not the one of the page."""
    times = times_of("From May 2027 until the end of the academic year, we will pay.", 0, PUBLISHED)

    assert times.deadline is not None
    assert (times.deadline.earliest, times.deadline.latest) == ("2027-05-01", "2027-08-31")
