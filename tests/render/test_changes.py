"""Changes, as they are printed."""

from collections.abc import Callable

from tracker.diff.compare import compare
from tracker.extract import plain
from tracker.render.changes import files_json, two_files

Shown = Callable[..., str]
OLD = plain.read("# Plan\n\nWe will build 40 boxes in the old wood by 2027.\n\nOwls are shy birds of the night.\n")
NEW = plain.read("# Plan\n\nWe aim to build 40 boxes in the old wood by 2028.\n\n\x1b[2J[bold]Jays ::error::shout.\n")
EXPECTED = """\
  ~ We [-will-] {+aim to+} build 40 boxes in the old wood by [-2027-]{+2028+}.
      date: “2027” → “2028”
      modality: “will” → “aim to”
  - Owls are shy birds of the night.
  + [2J[bold]Jays :⁠:error:⁠:shout.
3 changes.
Signs: + added  - removed  ~ reworded  > moved  Y split  ^ merged   [-old words-] {+new words+}"""


def test_words_are_marked_and_hostile_ones_shown(shown: Shown) -> None:
    """Old and new words stand in their brackets with the flags below; an escape from the page is only text."""
    assert shown(two_files(compare(OLD, NEW)), 120) == EXPECTED


def test_it_folds_at_80_columns(shown: Shown) -> None:
    """No line is wider than 80 columns."""
    assert max(map(len, shown(two_files(compare(OLD, NEW))).splitlines())) <= 80


def test_files_for_programs() -> None:
    """Every change has its kind, its flags and the file each side stands in."""
    found = files_json(compare(OLD, NEW), old="a", new="b")

    assert [row["kind"] for row in found["changes"]] == ["reworded", "removed", "added"]
    assert (found["changes"][0]["old"]["version"], found["changes"][0]["new"]["version"]) == ("a", "b")
