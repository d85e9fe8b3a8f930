"""Names and acronyms."""

import time

import pytest

from tracker.wording.names import acronyms, find_names, find_proper


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Department for Education opened it.", ["Department for Education"]),
        ("Local Reading Teams (LRTs) and RISE will visit.", ["Local Reading Teams", "LRTs", "RISE"]),
        ("In September 2026 DfE opens Better Start nurseries.", ["DfE", "Better Start"]),
        ("Sir John Smith’s party agreed.", ["Sir John Smith"]),
        ("Schools will be told. Teachers agree.", []),
        ("We think I can.", []),
        ("Applies to England and to Wales.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Names have two capitalised words or are acronyms; openers, months and the first word of a sentence are none."""
    found = find_names(text)

    assert [mark.text for mark in found] == names
    assert all(text[mark.start : mark.end] == mark.text for mark in found)


def test_single_names_inside_a_sentence() -> None:
    """A single capitalised word counts only away from the start of its sentence."""
    assert [mark.text for mark in find_proper("Heads told Ofsted so. Labour agreed with Estyn.")] == ["Ofsted", "Estyn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Initial Teacher Training (ITT) grows", {"ITT": "Initial Teacher Training"}),
        (
            "for special educational needs and disabilities (SEND)",
            {"SEND": "special educational needs and disabilities"},
        ),
        ("Local Reading Teams (LRTs)", {"LRT": "Local Reading Teams"}),
        ("the plan (Labour) and a thing (XYZ)", {}),
    ],
)
def test_acronyms_are_explained_by_the_words_before(text: str, expected: dict[str, str]) -> None:
    """The initials of the words before the bracket spell the acronym, or there is none."""
    assert acronyms(text) == expected


@pytest.mark.parametrize("piece", ["A ", "A", "Ab of ", "(AB) ", "A’"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """A hundred thousand hostile characters take seconds at most."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()

    find_proper(text)
    acronyms(text)

    assert time.process_time() - began < 5
