"""Firmness: true changes of how firmly a sentence binds are told, other words for the same are not."""

from pathlib import Path

import pytest

from tracker.diff.flags import flags

_FILE = Path(__file__).parents[1] / "data" / "minimal" / "firmness.txt"
_ROWS = [line.split("|") for line in _FILE.read_text(encoding="utf-8").splitlines()]
_BOTH_WAYS = [(kind, *pair) for kind, old, new in _ROWS for pair in ((old, new), (new, old))]


def _is_told(old: str, new: str) -> bool:
    return any(flag.name == "modality" for flag in flags(old, new))


@pytest.mark.parametrize(("kind", "old", "new"), _BOTH_WAYS)
def test_a_change_of_firmness_is_told_and_other_words_for_it_are_not(kind: str, old: str, new: str) -> None:
    """Each pair is read both ways; as many pairs mean nothing as mean something."""
    assert _is_told(old, new) is (kind == "told"), [(flag.name, flag.old, flag.new) for flag in flags(old, new)]
