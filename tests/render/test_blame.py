"""Since when each sentence stands there, as it is printed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.desk.blame import Appearance, BlameReport
from tracker.diff.blame import Origin
from tracker.extract import plain
from tracker.render.blame import listing
from tracker.render.schemas.blame import Blame
from tracker.store.version import Version

Shown = Callable[..., str]
DOCUMENT = plain.read("# Plan\n\nWe aim to build 40 boxes in every village by 2028.\n\nJays \x1b[31mbury acorns.\n")
EXPECTED = """\
plan@3  Plan
  @1  appeared with the first sighting, 1 Jan 2026, 06:00
  @2  appeared between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00
      publisher’s note: “Dates moved.”
  @3  appeared between 3 Feb 2026, 06:00 and 1 Mar 2026, 06:00

@1       § Plan
@2 (@1)  We aim to build 40 boxes in every village by 2028.
@3 [@1]  Jays [31mbury acorns.

@4: there since version 4. @4 (@2): in these words since 4, in other words since 2.
@4 [@1]: there since 4; the same words had been there before, first in 1."""


@pytest.fixture
def blamed(version: Callable[..., Version]) -> BlameReport:
    """A page of three versions: one sentence reworded in the second, one back in the third."""
    versions = [version("plan", number, "Plan") for number in (1, 2, 3)]
    since = [Appearance(versions[0], None)]
    since += [
        Appearance(new, (old.last_seen, new.captured_at), notes)
        for old, new, notes in ((*versions[:2], ("Dates moved.",)), (*versions[1:], ()))
    ]
    return BlameReport(versions[2], DOCUMENT, (Origin(0, 0), Origin(1, 0), Origin(2, 2, before=0)), since)


def test_the_text_with_versions_in_its_margin(shown: Shown, blamed: BlameReport) -> None:
    """First when each version appeared and what the publisher said, then each sentence under its own."""
    assert shown(listing(blamed), 100) == EXPECTED


@pytest.mark.parametrize("width", [30, 80])
def test_it_fits_the_screen(shown: Shown, blamed: BlameReport, width: int) -> None:
    """No line is wider."""
    assert max(map(len, shown(listing(blamed), width).splitlines())) <= width


def test_a_doubtful_reading_is_said(shown: Shown, blamed: BlameReport) -> None:
    """Where not all versions could be read anew, a date may be ours."""
    from dataclasses import replace

    assert "! some versions could not be re-read by this tracker" in shown(listing(replace(blamed, mixed=True)), 100)


def test_for_programs(blamed: BlameReport) -> None:
    """Each sentence has both versions, with the sightings between which they appeared."""
    found = Blame.of(blamed)

    assert [(row.worded.version, row.first.version, row.before) for row in found.sentences] == [
        ("plan@1", "plan@1", None), ("plan@2", "plan@1", None), ("plan@3", "plan@3", "plan@1"),
    ]  # fmt: skip
    assert found.sentences[1].worded.notes == ("Dates moved.",)
    assert found.sentences[1].worded.between == (
        datetime(2026, 1, 3, 6, tzinfo=UTC),
        datetime(2026, 2, 1, 6, tzinfo=UTC),
    )
    assert all(DOCUMENT.text[row.start : row.end] == row.text for row in found.sentences)
