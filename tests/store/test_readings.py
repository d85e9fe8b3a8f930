"""Texts read anew are kept beside the store; losing them costs time and nothing else."""

from pathlib import Path

from tracker.store.readings import Readings


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """A text with its facts comes back under its name, in another process too."""
    Readings(tmp_path / "r.sqlite").put("one", "# Owls\n\n“We will.”\n", b"{}\n")

    assert Readings(tmp_path / "r.sqlite").get("one") == ("# Owls\n\n“We will.”\n", b"{}\n")
    assert Readings(tmp_path / "r.sqlite").get("two") is None


def test_a_later_text_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    """Under one name there is one text."""
    found = Readings(tmp_path / "r.sqlite")
    found.put("one", "a", b"1")
    found.put("one", "b", b"2")

    assert found.get("one") == ("b", b"2")


def test_a_damaged_or_missing_file_is_only_slower(tmp_path: Path) -> None:
    """Where the file is rubbish, or cannot be made, nothing is found and nothing fails."""
    (tmp_path / "r.sqlite").write_bytes(b"rubbish" * 1000)

    for path in (tmp_path / "r.sqlite", tmp_path / "none" / "r.sqlite"):
        Readings(path).put("one", "a", b"")
        assert Readings(path).get("one") is None


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    """Above the limit it begins anew."""
    found = Readings(tmp_path / "r.sqlite", most=3)
    for name in "abcd":
        found.put(name, name, b"")

    assert [found.get(name) is not None for name in "abcd"] == [False, False, False, True]
