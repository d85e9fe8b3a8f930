"""Progress: how far a round is, on a terminal and in a log of CI."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tracker.capture.event import CaptureEnd, Cost, RoundStart, SourceEnd, SourceStart
from tracker.capture.outcome import Failed, Unchanged
from tracker.render.progress import Progress, took

AT = datetime(2026, 8, 17, 6, tzinfo=UTC)
Shown = Callable[..., str]


def begun(sources: int) -> Progress:
    """The progress of a round of so many sources that has just begun."""
    progress = Progress()
    progress.hear(RoundStart(at=AT, run="r", sources=sources, hosts=2))
    return progress


def test_the_board_names_what_is_asked(shown: Shown) -> None:
    """Sources through, troubles, and the hosts that are being asked, in two lines of 80 columns."""
    progress = begun(1200)
    for host in ("a.example", "b.example", "c.example", "d.example"):
        progress.hear(SourceStart(at=AT, source=f"{host[0]}-plan", host=host))
    progress.hear(
        CaptureEnd(AT, Failed(source="a", document=None, reason="x", transient=True, status=None, at=AT), Cost())
    )
    progress.hear(SourceEnd(at=AT, source="a-plan"))

    bar, now = shown([progress.live()]).split("\n")

    assert "1 of 1,200 sources · 0 new or changed · 1 in trouble" in bar
    assert now == "asking 3 hosts: b.example b-plan · c.example c-plan · d.example d-plan"
    assert max(map(len, shown([progress.live()], 40).split("\n"))) <= 40


def test_a_hostile_host_does_not_break_the_board(shown: Shown) -> None:
    """Escape sequences in a name are shown, not obeyed."""
    progress = begun(1)
    progress.hear(SourceStart(at=AT, source="a", host="a\x1b[2J.example"))

    assert "a␛[2J.example a" in shown([progress.live()])


@pytest.mark.parametrize(("sources", "lines"), [(50, 0), (1000, 9)])
def test_a_quick_round_tells_every_hundred_sources(sources: int, lines: int) -> None:
    """A log gets a line for each hundred sources, and none at the end, where the summary stands."""
    progress = begun(sources)

    said = [line for nth in range(sources) for line in progress.plain(SourceEnd(at=AT, source=str(nth)))]

    assert len(said) == lines
    assert all(line.startswith(f"{nth * 100} of 1,000 sources · ") for nth, line in enumerate(said, start=1))


def test_a_slow_round_tells_every_half_minute() -> None:
    """A log shows that the round lives, and how long it has."""
    progress = begun(10)
    unchanged = Unchanged(source="0", document="page", at=AT, not_modified=True)

    said = []
    for nth in range(6):
        at = AT + timedelta(seconds=20 * nth)
        said += list(progress.plain(CaptureEnd(at, unchanged, Cost())))
        said += list(progress.plain(SourceEnd(at=at, source=str(nth))))

    assert [line.rpartition(" · ")[2] for line in said] == ["after 40 s", "after 1 min 20 s"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (12.4, "12 s"), (59.9, "1 min 0 s"), (200, "3 min 20 s"), (3900, "1 h 05 min")],
)
def test_times_are_told_as_people_do(seconds: float, said: str) -> None:
    """Tenths where they matter, hours where there are any."""
    assert took(timedelta(seconds=seconds)) == said
