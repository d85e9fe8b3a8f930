"""The sentence gold: tricky British paragraphs written and cut by the authors, and how the splitter measures up."""

import hashlib
import json
from pathlib import Path

import pytest

from tracker.extract.sentence import split

FOLDER = Path(__file__).parent / "sentences"
LEAST = 0.98
"""F1 that every part reaches, whatever floors.json pins."""


@pytest.mark.parametrize("part", ["fitted", "held-back", "second-draw"])
def test_the_splitter_does_not_get_worse(part: str) -> None:
    """F1 over sentence boundaries is at least what floors.json pins for each part, and never below .98."""
    pinned = _floors()[part]

    reached, wrong = _measure(part)

    assert reached >= max(float(pinned), LEAST), f"F1 of {part} sank to {reached}: {wrong}"


def test_the_paragraphs_are_the_ones_the_floors_were_measured_on() -> None:
    """Who changes a paragraph or a cut measures anew and says so."""
    pinned = _floors()["digest"]

    now = _digest()

    assert now == pinned, "the sentence gold changed: measure again and set sentences/floors.json"


def test_there_are_enough_paragraphs_and_a_third_is_held_back() -> None:
    """At least 80 paragraphs may be fitted to, and every third one of the first draw is held back."""
    fitted, held_back = len(_paragraphs("fitted")), len(_paragraphs("held-back"))

    assert fitted >= 80
    assert held_back * 2 == fitted


def _measure(part: str) -> tuple[float, list[str]]:
    """F1 over the boundaries inside paragraphs, to three digits, and the paragraphs that came out wrong."""
    right = found = meant = 0
    wrong = []
    for sentences in _paragraphs(part):
        cut = split(" ".join(sentences))
        is_found, is_meant = _boundaries(cut), _boundaries(sentences)
        right, found, meant = right + len(is_found & is_meant), found + len(is_found), meant + len(is_meant)
        if is_found != is_meant:
            wrong.append(" ¦ ".join(cut))
    return round(2 * right / (found + meant), 3), wrong


def _paragraphs(part: str) -> list[tuple[str, ...]]:
    """The sentences of each paragraph: a sentence a line, a blank line between paragraphs, `## ` before a group."""
    groups = (FOLDER / f"{part}.txt").read_text(encoding="utf-8").split("\n\n")
    return [tuple(group.strip().split("\n")) for group in groups if not group.startswith("## ")]


def _boundaries(sentences: tuple[str, ...]) -> set[int]:
    """Where each sentence but the last ends, in characters from the paragraph's beginning."""
    ends, at = set(), 0
    for sentence in sentences[:-1]:
        at += len(sentence) + 1
        ends.add(at)
    return ends


def _digest() -> str:
    """SHA-256 over names and bytes of all parts."""
    seen = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.txt")):
        seen.update(path.name.encode() + b"\x00" + path.read_bytes())
    return seen.hexdigest()


def _floors() -> dict[str, float | str]:
    """What is pinned."""
    pinned: dict[str, float | str] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    return pinned
