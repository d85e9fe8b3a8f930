"""Two versions are compared as one reader reads them; what our own reader did differently is never shown as news."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.capture.comparing import RevisionReader
from tracker.config.person import People
from tracker.store.readings import Readings
from tracker.store.version import Revision

Page = Callable[..., str]
OWLS, MORE = "We will build a nest for every owl.", "We aim to build a nest for every owl."


def _reader(desk: Any, *sources: Any, readings: Readings | None = None) -> RevisionReader:
    return RevisionReader(desk.archive, {source.id: source for source in sources}, People(), readings)


def _revision(desk: Any, old: int, new: int) -> Revision:
    versions = desk.archive.versions("plan", "page")
    return Revision(old=versions[old - 1], new=versions[new - 1])


@pytest.fixture
def selected(desk: Any, page: Page) -> Any:
    """A page recorded with one configuration, then changed and recorded with another: the second leaves a line out."""
    desk.site.page("/plan", page(OWLS, "Updated daily by hand."))
    desk.round(desk.html())
    desk.site.page("/plan", page(MORE, "Updated daily by hand."))
    source = desk.html(ignore_lines=["^Updated"])
    desk.round(source)
    return source


def test_an_older_version_is_read_as_todays_reader_reads(desk: Any, selected: Any) -> None:
    """Only the publisher's words differ, although the older text was recorded with a line that is ignored today."""
    pair = _reader(desk, selected).pair(_revision(desk, 1, 3))

    assert desk.kinds() == ["first", "reextract", "content"]
    assert "Updated daily" in desk.archive.text(_revision(desk, 1, 3).old)
    assert "Updated daily" not in pair.old.text
    assert pair.old.text.replace("will", "aim to") == pair.new.text
    assert not pair.mixed


def test_versions_of_one_reader_stay_as_recorded(desk: Any, selected: Any) -> None:
    """Between versions that one reader read nothing is read anew, whatever the configuration says today."""
    other = desk.html(select=".gone")

    pair = _reader(desk, other).pair(_revision(desk, 2, 3))

    assert not pair.mixed
    assert pair.old.text == desk.archive.text(_revision(desk, 2, 3).old)


@pytest.mark.parametrize("today", ["none", "misfit"])
def test_it_is_said_when_an_older_version_cannot_be_read_anew(desk: Any, selected: Any, today: str) -> None:
    """Without the source's declaration, or with a selector that the old bytes lack, both are shown as recorded."""
    sources = () if today == "none" else (desk.html(select=".gone"),)

    pair = _reader(desk, *sources).pair(_revision(desk, 1, 3))

    assert pair.mixed
    assert "Updated daily" in pair.old.text


def test_a_reading_is_kept_and_used_again(desk: Any, selected: Any, tmp_path: Path) -> None:
    """The second comparison takes the text that the first one read; another configuration does not."""
    readings = Readings(tmp_path / "readings.sqlite")
    first = _reader(desk, selected, readings=readings).pair(_revision(desk, 1, 3))
    desk.archive.raw = None  # whoever asks for the bytes now fails

    assert _reader(desk, selected, readings=readings).pair(_revision(desk, 1, 3)) == first
    with pytest.raises(TypeError):
        _reader(desk, desk.html(ignore_lines=["^Nest"]), readings=readings).pair(_revision(desk, 1, 3))


def test_a_whole_history_is_read_by_one_reader(desk: Any, selected: Any) -> None:
    """Every version as today's reader reads it: the line that is ignored today is in none of them."""
    found = list(_reader(desk, selected).each(desk.archive.captured("plan", "page")))

    assert [misread for _, misread in found] == [False, False, False]
    assert not any("Updated daily" in document.text for document, _ in found)


def test_a_history_that_cannot_be_read_anew_is_marked(desk: Any, selected: Any) -> None:
    """Without the source's declaration each version is shown as recorded, and that is said of each."""
    found = list(_reader(desk).each(desk.archive.captured("plan", "page")))

    assert [misread for _, misread in found] == [True, True, True]
    assert "Updated daily" in found[0][0].text


def test_a_history_of_one_reader_stays_as_recorded(desk: Any, page: Page) -> None:
    """Where one reader with one configuration read all versions, nothing is read anew."""
    for sentence in (OWLS, MORE):
        desk.site.page("/plan", page(sentence))
        desk.round(desk.html())

    found = list(_reader(desk).each(desk.archive.captured("plan", "page")))

    assert [misread for _, misread in found] == [False, False]
    assert [document.text for document, _ in found] == list(
        map(desk.archive.text, desk.archive.captured("plan", "page"))
    )
