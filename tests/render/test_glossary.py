"""The words of the output: each label is explained, and none of those that stopped readers comes back."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from tracker.capture.health import State
from tracker.claims.claim import ClaimKind
from tracker.render.outcomes import KIND
from tracker.render.words import FLAG_TEXT, KIND_WORDS, LINK_WORDS, NOISE_WORDS, REDATED

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
OURS = {"ok": "fine", "recovered": "fine again"}
LABELS = sorted(
    {OURS.get(state, state) for state in get_args(State)}
    | set(get_args(ClaimKind))
    | set(KIND.values())
    | {*FLAG_TEXT.values(), *KIND_WORDS.values(), *NOISE_WORDS.values()}
    | {label.partition(",")[0] for label in LINK_WORDS.values()}
)
"""What stands in the output for a state, a kind or a flag."""
PUZZLES = (
    "a number arrives", "a number goes", "beside the text", "says nothing new", "say nothing new", "quiet round",
    "no date any more", "weight 0", "per what", "lay out text", "gets to where", "is to be told",
)  # fmt: skip
"""What made readers stop: riddles, inversions, turns that nobody uses."""


def _strings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("script_strings", ROOT / "scripts" / "strings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_explained(label: str) -> None:
    """A reader who meets a word in the output finds it in the glossary."""
    assert re.search(
        rf"(?<!\w){re.escape(label.removesuffix(' added').removesuffix(' no longer there'))}(?!\w)", GLOSSARY
    )


def test_dates_that_come_or_go_are_told_as_numbers_are() -> None:
    """Added, or no longer there; earlier or later."""
    assert set(REDATED.values()) == {"date earlier", "date later", "date added", "date no longer there"}


def test_no_output_is_a_riddle() -> None:
    """In no text of the program, its help included: both pages are held current."""
    said = "\n".join(
        (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("strings.md", "commands.md")
    ).lower()

    assert [words for words in PUZZLES if words in said] == []


def test_the_page_of_all_texts_is_current() -> None:
    """`make strings` was run after the last change of a text; it is read in under an hour."""
    page = (ROOT / "docs" / "strings.md").read_text(encoding="utf-8")

    assert page == _strings().page()
    assert len(re.findall(r"[A-Za-z’]{2,}", page)) < 13_000
