"""The history of a document, as it is printed."""

from collections.abc import Callable
from datetime import UTC, datetime

from tracker.desk.log import LogEntry
from tracker.render.log import block, brief, head
from tracker.render.schemas.log import Log
from tracker.store.version import Version

Shown = Callable[..., str]
BETWEEN = (datetime(2026, 1, 3, 6, tzinfo=UTC), datetime(2026, 2, 1, 6, tzinfo=UTC))
EXPECTED = """\
plan@2  changed  Our plan
    appeared between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00
    publisher’s note: “Dates moved.”
    ! edited; date and change note unchanged
    ! reverted: the text is again that of plan@1
    last seen in this form 3 Feb 2026, 06:00 · commit cccccccccc · tracker-html/1
plan@1  first seen  Our plan
    first seen 1 Jan 2026, 06:00
    last seen in this form 3 Jan 2026, 06:00 · commit cccccccccc · tracker-html/1"""
BRIEF = """\
plan@2  changed, seen 1 Feb 2026  Our plan
    publisher’s note: “Dates moved.”
    ! edited; date and change note unchanged
    ! reverted: the text is again that of plan@1
plan@1  first seen 1 Jan 2026  Our plan"""


def _logged(version: Callable[..., Version]) -> list[LogEntry]:
    first = version("plan", 1, "Our plan").model_copy(update={"kind": "first"})
    later = LogEntry(version("plan", 2, "Our plan"), BETWEEN, ("Dates moved.",), silent=True, reverted="plan@1")
    return [later, LogEntry(first)]


def test_each_version_says_when_it_appeared(shown: Shown, version: Callable[..., Version]) -> None:
    """Between which sightings, with the publisher's note and the marks of a quiet edit and a text that is back."""
    assert shown((row for one in _logged(version) for row in block(one)), 100) == EXPECTED


def test_in_brief_a_version_has_a_line_and_its_marks(shown: Shown, version: Callable[..., Version]) -> None:
    """Under the sum of all; nothing is wider than the screen."""
    found = _logged(version)

    assert shown((row for one in found for row in brief(one)), 80) == BRIEF
    first, last = found[1].version.captured_at, found[0].version.captured_at
    assert (
        shown([head("plan", 2, documents=1, first=first, last=last)])
        == "2 versions of plan, first seen 1 Jan 2026, the newest 1 Feb 2026."
    )
    assert shown([head("plan", 1, documents=1, first=first, last=first)]) == "1 version of plan, first seen 1 Jan 2026."
    assert shown([head("plan", 9, documents=3, first=first, last=last)]).startswith("9 versions of 3 documents, ")
    assert all(len(line) <= 30 for line in shown((row for one in found for row in brief(one)), 30).splitlines())


def test_for_programs(version: Callable[..., Version]) -> None:
    """The same in rows; the first version has nothing before it."""
    found = Log.of(_logged(version), older=3)

    assert [(row.address, row.silent, row.reverted, row.between) for row in found.versions] == [
        ("plan@2", True, "plan@1", BETWEEN), ("plan@1", False, None, None),
    ]  # fmt: skip
    assert found.older == 3


def test_a_capture_of_others_names_them(shown: Shown, version: Callable[..., Version]) -> None:
    """What came from an archive says so, and where it can be looked up."""
    facts = {"seen_by": "web.archive.org", "seen_in": "https://web.archive.org/web/2024/plan", "kind": "import"}
    one = LogEntry(version("plan", 1, "Our plan").model_copy(update=facts))

    assert "\n    captured by web.archive.org, https://web.archive.org/web/2024/plan\n" in shown(block(one), 100)
