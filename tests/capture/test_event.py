"""Events: a round tells what happens when it happens, and what each outcome has cost."""

from collections.abc import Callable
from typing import Any

import pytest
from loopback import Answer, serving
from machine import Machine, article, watched

from tracker.capture.event import CaptureEnd, Event, RoundEnd, RoundStart, RoundStop, SourceEnd, SourceStart
from tracker.capture.round import run_round
from tracker.config.source import HtmlSource
from tracker.errors import StoreError


def heard(folder: Any, sources: list[HtmlSource], hear: Callable[[Event], None]) -> None:
    """One round of those sources."""
    with Machine(folder).tools() as tools:
        run_round(sources, tools=tools, hear=hear)


def test_events_come_in_the_order_in_which_things_happen(tmp_path: Any) -> None:
    """A start, then of each source its turn, its outcome and its end, at last the record."""
    told: list[Event] = []
    with serving() as site:
        site.page("/plan", article())
        heard(tmp_path, [watched("plan", site.url("/plan")), watched("gone", site.url("/gone"))], told.append)

    assert [type(one) for one in told] == [
        RoundStart,
        SourceStart,
        CaptureEnd,
        SourceEnd,
        SourceStart,
        CaptureEnd,
        SourceEnd,
        RoundEnd,
    ]
    assert (told[0].sources, told[0].hosts, told[1].host) == (2, 1, "127.0.0.1")  # type: ignore[union-attr]
    assert told[-1].record.id == told[0].run  # type: ignore[union-attr]


def test_each_outcome_has_its_own_cost(tmp_path: Any) -> None:
    """The status, bytes and requests of one page are not those of the page before; robots.txt counts for the first."""
    told: list[Event] = []
    with serving() as site:
        site.page("/plan", article())
        site.page("/robots.txt", "User-agent: *\n")
        site.answers("/slow", Answer(status=503))
        sources = [watched("plan", site.url("/plan")), watched("slow", site.url("/slow"))]
        heard(tmp_path, sources, told.append)
        size = len(article().encode())

    plan, slow = (one.cost for one in told if isinstance(one, CaptureEnd))
    assert (plan.status, plan.requests, plan.bytes) == (200, 2, size + len("User-agent: *\n"))
    assert (slow.status, slow.requests, slow.bytes) == (503, 1, 0)
    assert plan.milliseconds >= 0


def test_a_broken_round_says_so(tmp_path: Any) -> None:
    """Whoever reads the log learns why there is no end."""
    told: list[Event] = []

    def hear(event: Event) -> None:
        told.append(event)
        if isinstance(event, CaptureEnd):
            raise StoreError("the disk is full")

    with serving() as site:
        site.page("/plan", article())
        with pytest.raises(StoreError):
            heard(tmp_path, [watched("plan", site.url("/plan"))], hear)

    (last,) = [one for one in told if isinstance(one, RoundStop)]
    assert last.reason == "the disk is full"
