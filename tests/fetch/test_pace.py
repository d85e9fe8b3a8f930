"""How quickly one host may be asked."""

import pytest

from tracker.errors import FetchError
from tracker.fetch.pace import Pace


class Time:
    """A clock that moves when someone sleeps."""

    def __init__(self) -> None:
        self.at = 100.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        """Seconds."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Pass that time."""
        self.naps.append(seconds)
        self.at += seconds


@pytest.fixture
def time() -> Time:
    """A clock of this test."""
    return Time()


@pytest.fixture
def pace(time: Time) -> Pace:
    """A pace by that clock."""
    return Pace(time.sleep, time)


def test_first_request_does_not_wait(pace: Pace, time: Time) -> None:
    """Nothing was asked yet, so there is nothing to wait for."""
    pace.wait("a.example", 5)

    assert time.naps == []


def test_delay_counts_from_the_end_of_the_last_request(pace: Pace, time: Time) -> None:
    """What has passed already need not be waited for."""
    pace.done("a.example")
    time.at += 2

    pace.wait("a.example", 5)
    pace.wait("a.example", 5)

    assert time.naps == [3]


def test_hosts_do_not_wait_for_each_other(pace: Pace, time: Time) -> None:
    """The pause is one host's own."""
    pace.done("a.example")

    pace.wait("b.example", 5)

    assert time.naps == []


def test_host_is_left_alone_for_as_long_as_it_asked(pace: Pace, time: Time) -> None:
    """Until then a request is a passing failure; afterwards it is a request again."""
    pace.close("a.example", 60)
    time.at += 20

    with pytest.raises(FetchError, match=r"a\.example asked to be left alone for another 40 seconds") as caught:
        pace.check("a.example")
    pace.check("b.example")
    time.at += 40
    pace.check("a.example")

    assert caught.value.transient


def test_chance_adds_to_the_delay_and_never_shortens_it(time: Time) -> None:
    """With a jitter of 0.5, four seconds become up to six."""
    pace = Pace(time.sleep, time, jitter=0.5, chance=iter([0.0, 1.0]).__next__)
    for _ in range(3):
        pace.wait("a.example", 4)
        pace.done("a.example")

    assert time.naps == [4.0, 6.0]


def test_budget_of_a_host_ends(time: Time) -> None:
    """A host that has had its share is left for the next round; others are not touched by that."""
    pace = Pace(time.sleep, time, budget=2)
    pace.spend("a.example")
    pace.spend("a.example")

    with pytest.raises(FetchError, match=r"asked 2 times in this round \(host_budget in settings.toml\)") as caught:
        pace.spend("a.example")

    assert caught.value.transient
    pace.spend("b.example")
