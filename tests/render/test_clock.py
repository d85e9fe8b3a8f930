"""What is said of times that cannot be, and of rounds that did not run."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.desk.dates import between, minute
from tracker.render.clock import clock_doubts, silence

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)


def test_a_clock_behind_the_record_is_told() -> None:
    """With both times; seconds between two machines are no matter."""
    (said,) = clock_doubts(NOW + timedelta(days=1_000), {}, now=NOW)

    assert said.startswith(
        "The clock of this machine says 28 Nov 2026, 10:00, but the newest round is of 24 Aug 2029, 11:00"
    )
    assert list(clock_doubts(NOW + timedelta(seconds=30), {}, now=NOW)) == []
    assert list(clock_doubts(None, {}, now=NOW)) == []


def test_sources_that_were_asked_in_the_future_are_named() -> None:
    """Some of them, however many there are."""
    ahead = {f"plan-{number}": NOW + timedelta(days=9) for number in range(5)}

    (said,) = clock_doubts(NOW, ahead, now=NOW)

    assert "due now: plan-0 (7 Dec 2026, 10:00), plan-1" in said
    assert said.endswith("and 2 more.")


def test_silence_is_counted_in_days() -> None:
    """And says where to look."""
    assert silence(timedelta(days=12, hours=5)).startswith("No round has run for 12 days: ")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "27 Oct 2024, 01:30 BST"),
        (datetime(2024, 10, 27, 1, 10, tzinfo=UTC), "27 Oct 2024, 01:10 GMT"),
        (datetime(2024, 10, 27, 2, 0, tzinfo=UTC), "27 Oct 2024, 02:00"),
        (datetime(2024, 3, 31, 0, 59, tzinfo=UTC), "31 Mar 2024, 00:59"),
        (datetime(2024, 3, 31, 1, 0, tzinfo=UTC), "31 Mar 2024, 02:00"),
    ],
)
def test_the_hour_that_comes_twice_says_which_it_is(at: datetime, said: str) -> None:
    """When summer time ends, a change between 01:30 and 01:10 would else seem to go back in time."""
    assert minute(at) == said


def test_a_change_in_that_hour_does_not_go_back() -> None:
    """Both ends say which of the two hours they mean."""
    span = (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 10, tzinfo=UTC))

    assert between(span) == "between 27 Oct 2024, 01:30 BST and 27 Oct 2024, 01:10 GMT"
