"""Claims found in a text are kept beside the store; losing them costs time and nothing else."""

from pathlib import Path

from tracker.store.findings import Findings


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """By name, in another process too; what nobody names any more goes."""
    Findings(tmp_path / "f.sqlite").keep({"one": b"1", "two": b"2"}, only=["one", "two"])
    Findings(tmp_path / "f.sqlite").keep({"three": b"3"}, only=["two", "three"])

    assert Findings(tmp_path / "f.sqlite").get(["one", "two", "three", "four"]) == {"two": b"2", "three": b"3"}


def test_a_damaged_or_missing_file_is_only_slower(tmp_path: Path) -> None:
    """Where the file is rubbish, or cannot be made, nothing is found and nothing fails."""
    (tmp_path / "f.sqlite").write_bytes(b"rubbish" * 1000)

    for path in (tmp_path / "f.sqlite", tmp_path / "none" / "f.sqlite"):
        Findings(path).keep({"one": b"1"}, only=["one"])
        assert Findings(path).get(["one"]) == {}
