"""Forms of a word that a search holds for one."""

import re
from pathlib import Path

import pytest

import tracker.site
from tracker.wording.ending import stem


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("pledge pledges pledged pledging", "pledg"),
        ("story stories", "stori"),
        ("squad squads", "squad"),
        ("the", "the"),
        ("uses", "uses"),
        ("1.3bn", "1.3bn"),
    ],
)
def test_forms_share_a_stem(words: str, shared: str) -> None:
    """A short word and one with a digit are their own."""
    assert {stem(word) for word in words.split()} == {shared}


def test_the_site_has_the_same_rule() -> None:
    """The endings of its script are those of ours, letter by letter."""
    script = Path(tracker.site.__file__).with_name("assets") / "asking.js"
    rules = re.findall(r"replace\(/(\(\?:[a-z|]+\)\$)/", script.read_text("utf-8"))

    assert rules == [r"(?:ies|ied|y)$", r"(?:ing|ed|es|s|e)$"]
