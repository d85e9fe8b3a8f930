"""What earlier builds found."""

from pathlib import Path

import pytest

from tracker.config.settings import Settings
from tracker.diff.differences import Differences, differences
from tracker.errors import UsageError
from tracker.extract import plain
from tracker.site.kept import KeptBuilds

OLD = "# Owls\n\nWe will build 40 boxes for owls.\n\nHedgehogs sleep.\n"
NEW = "# Owls\n\nWe aim to build up to 30 boxes for owls by 2030.\n\nFoxes dig.\n\nHedgehogs sleep.\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where it is kept."""
    return tmp_path / "report.sqlite"


def test_a_summary_is_there_for_the_next_build(kept: Path) -> None:
    """It is known without being read; what nobody made is not known."""
    KeptBuilds(kept).learn({"a": b"owls", "b": b"jays"})

    again = KeptBuilds(kept)
    assert not again.knows("a")
    again.recall(["a", "c"])
    assert (again.knows("a"), again.knows("c")) == (True, False)
    assert again.summaries(["b", "a"]) == [b"jays", b"owls"]


def test_where_it_was_deleted_meanwhile_that_is_said(kept: Path) -> None:
    """The next build makes it anew."""
    KeptBuilds(kept).learn({"a": b"owls"})
    again = KeptBuilds(kept)
    again.recall(["a"])
    kept.unlink()

    with pytest.raises(UsageError, match="was deleted while the site was built"):
        again.summaries(["a"])


def test_differences_are_found_once_and_read_as_they_were(kept: Path) -> None:
    """Every word and flag of them; what cannot be read is found anew."""
    found = differences(plain.read(OLD), plain.read(NEW), settings=Settings())
    times = []

    def find() -> Differences:
        times.append(1)
        return found

    for _ in range(3):
        assert KeptBuilds(kept).differences("a", find) == found
    assert len(times) == 1
    assert found.changes
    KeptBuilds(kept).learn({"differences a": b"{"})
    assert KeptBuilds(kept).differences("a", find) == found
    assert len(times) == 2


def test_which_pages_a_section_has_is_found_once_a_key(kept: Path) -> None:
    """Under another key, and where what was noted cannot be read, they are found anew; only the last key is noted."""
    times = []

    def find() -> list[tuple[str, str]]:
        times.append(1)
        return [("lists/index.html", "k")]

    def told(section: str, key: str) -> list[tuple[str, str]]:
        return KeptBuilds(kept).pages(section, key, find)

    assert told("lists", "one") == told("lists", "one") == [("lists/index.html", "k")]
    assert len(times) == 1
    told("people", "one")
    told("lists", "two")
    told("lists", "one")
    assert len(times) == 4
    for noise in (b"{", b"[]", b'["one", 3]', b'["one", [["a"]]]'):
        KeptBuilds(kept).learn({"section lists": noise})
        assert told("lists", "one") == [("lists/index.html", "k")]
    assert len(times) == 8
