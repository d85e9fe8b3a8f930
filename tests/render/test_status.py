"""How each source fares, as it is printed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tracker.capture.health import Health, SourceFault
from tracker.render.status import StatusReport, next_due
from tracker.store.failing import Recovery

Shown = Callable[..., str]
NOW = datetime(2024, 6, 10, 5, tzinfo=UTC)
SINCE = datetime(2024, 6, 3, 5, tzinfo=UTC)


def source(name: str, state: str = "ok", **facts: Any) -> Health:
    """A source with one version, asked just now and due in a day."""
    told = {
        "source": name, "state": state, "checked": NOW, "due": NOW + timedelta(days=1), "documents": 1, "versions": 1,
        "faults": (), **facts,
    }  # fmt: skip
    return Health.model_validate(told)


def fault(name: str, state: str = "failing", **facts: Any) -> SourceFault:
    """A trouble of a week."""
    told = {"name": name, "state": state, "since": SINCE, "count": 8, "reason": "a.org answered 503"}
    return SourceFault.model_validate({**told, **facts})


def test_each_source_has_a_line_and_below_it_what_is_to_be_known(shown: Shown) -> None:
    """When it was asked and is due, its troubles and since when, what is over, and where its page went."""
    found = (
        source("plan", versions=3),
        source("news", "failing", documents=4, faults=(fault("news/speech-1"),)),
        source("odd", "suspect", faults=(fault("odd/page", "suspect", undecided=True),)),
        source("known", "broken", faults=(fault("known/page", "broken", acknowledged=date(2024, 7, 1)),)),
        source("back", "recovered", recovered={"back/page": Recovery(run="r", since=SINCE, count=2)}),
        source("gone", "lost", place="missing", due=NOW),
        source("new", "never asked", checked=None, due=None, versions=0),
        source("off", "not enabled", checked=None, due=None, versions=0),
    )

    assert _told(shown, found) == [
        "8 sources: 2 fine, 1 suspect, 1 broken, 1 failing, 1 lost, 1 never asked, 1 not enabled.",
        "With --due: 2 sources are due now.",
        "? odd  suspect, asked 06:00, due 11 Jun 2024, 1 version",
        "    suspect since 3 Jun 2024, 06:00, 8 rounds in a row: a.org answered 503",
        "    Look at it with `tracker accept odd --look`; then `tracker accept odd` or `tracker dismiss odd`.",
        "! news  failing, asked 06:00, due 11 Jun 2024, 1 version of 4 documents",
        "    speech-1: failing since 3 Jun 2024, 06:00, 8 rounds in a row: a.org answered 503",
        "- gone  lost, asked 06:00, due now, 1 version",
        "    its page: missing",
        "= plan  fine, asked 06:00, due 11 Jun 2024, 3 versions",
        "! known  broken, asked 06:00, due 11 Jun 2024, 1 version",
        "    broken since 3 Jun 2024, 06:00, 8 rounds in a row: a.org answered 503 (acknowledged until 1 Jul 2024)",
        "= back  fine again, asked 06:00, due 11 Jun 2024, 1 version",
        "    well again; in trouble since 3 Jun 2024, 06:00, 2 rounds in a row",
        "· new  never asked",
        "  off  not enabled",
    ]


def test_only_what_needs_a_person_is_shown_in_brief(shown: Shown) -> None:
    """What is fine, never asked or known already is counted; how many are left of each is said."""
    found = (
        *(source(f"plan-{number}") for number in range(240)),
        source("news", "failing", faults=(fault("news/page"),)),
        source("odd", "suspect", faults=(fault("odd/page", "suspect", undecided=True),)),
        source("known", "broken", faults=(fault("known/page", "broken", acknowledged=date(2024, 7, 1)),)),
    )
    report = StatusReport(found, None, {}, now=NOW)

    said = shown(row for rows in report.brief() for row in rows)

    assert [line.split()[1] for line in said.splitlines() if not line.startswith(" ")] == ["odd", "news"]
    assert shown(report.head()).startswith("243 sources: 240 fine, 1 suspect, 1 broken, 1 failing.")
    assert report.left(0) == "2 more in trouble, 241 that need no action"
    assert report.left(2) == "241 that need no action"


@pytest.mark.parametrize("width", [60, 80])
def test_a_source_takes_one_line(shown: Shown, width: int) -> None:
    """However long its name."""
    report = StatusReport((source("a-source-with-a-name-" * 3),), None, {}, now=NOW)

    assert len(shown((row for rows in report.blocks() for row in rows), width).splitlines()) == 1


def _told(shown: Shown, found: tuple[Health, ...]) -> list[str]:
    report = StatusReport(found, None, {}, now=NOW)
    return shown((*report.head(), *(row for rows in report.blocks() for row in rows)), 120).splitlines()


def test_a_dead_host_is_explained_once(shown: Shown) -> None:
    """Its other sources point to the first."""
    found = tuple(
        source(name, "failing", faults=(fault(f"{name}/page", host="a.org", reason="a.org could not be reached"),))
        for name in ("a", "b", "c")
    )

    said = "\n".join(_told(shown, found))

    assert said.count("could not be reached") == 1
    assert said.count(": same reason as a") == 2


def test_an_offline_machine_is_told_of_once(shown: Shown) -> None:
    """In the head; below each source only that there was no answer."""
    found = tuple(
        source(name, "failing", faults=(fault(f"{name}/page", host=f"{name}.org", reason=f"no host named {name}"),))
        for name in ("a", "b", "c")
    )

    said = "\n".join(_told(shown, found))

    assert said.count("is this machine online?") == 1
    assert said.count(": no answer") == 3
    assert "no host named" not in said


def test_the_worst_of_many_troubles_are_shown(shown: Shown) -> None:
    """A site that is down does not fill the screen; what waits for a decision comes first."""
    faults = (*(fault(f"news/{number:03}") for number in range(300)), fault("news/odd", "suspect", undecided=True))

    said = _told(shown, (source("news", "suspect", faults=faults),))

    assert said[3].startswith("    odd: suspect since ")
    assert said[-1] == "    and 293 more in trouble: `tracker status --format json` names them all"
    assert len(said) == 13


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), None),
        ((source("a", "not enabled"),), None),
        ((source("a"), source("b", due=NOW + timedelta(hours=1))), "the next is b, 10 Jun 2024, 07:00"),
        ((source("a"), source("b", due=NOW)), "1 source is due now"),
        ((source("a", checked=None, due=None), source("b", due=NOW)), "2 sources are due now"),
    ],
)
def test_what_is_due_next(found: tuple[Health, ...], words: str | None) -> None:
    """Those whose time has come, or the one whose time comes first."""
    assert next_due(found, now=NOW) == words
