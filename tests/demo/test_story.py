"""The story that the pages tell."""

import json
import re
from collections.abc import Iterator

import pytest
from shareddata import SHARED

from tracker.demo.markup import blocks
from tracker.demo.page import Edition, pages
from tracker.demo.sources import DATES
from tracker.wording.same import same_but_typography

LONGEST_SHARED_RUN = 9
"""Words in a row that may stand in the shared data too: names, offices and figures."""
PAGES = {page.source: page for page in pages()}


def test_the_story_is_long_enough() -> None:
    """At least six sources over at least eight days between 2023 and 2026, edited on those days only."""
    edited = {edit.on for page in pages() for edit in page.edit} | {page.since for page in pages()}

    assert len(pages()) >= 6
    assert len(DATES) >= 8
    assert list(DATES) == sorted(set(DATES))
    assert (DATES[0].year, DATES[-1].year) == (2023, 2026)
    assert edited == set(DATES)


@pytest.mark.parametrize("source", sorted(PAGES))
def test_pages_have_the_length_of_real_ones(source: str) -> None:
    """150 to 350 words on every day."""
    for edition in _editions(source):
        assert 150 <= len(f"{edition.title} {edition.standfirst} {edition.body}".split()) <= 350


def test_one_edit_is_silent_and_one_is_a_note_alone() -> None:
    """GOV.UK changes words without a note, and notes without words."""
    govuk = [edit for page in pages() if page.kind == "govuk" for edit in page.edit]

    assert [edit.on for edit in govuk if edit.replace and not edit.note] == [DATES[8]]
    assert [edit.on for edit in govuk if edit.note and not edit.replace] == [DATES[8]]


@pytest.mark.parametrize(("source", "number"), [("classroom-weekly", 1), ("labour-first-steps", 3)])
def test_two_edits_are_typography_only(source: str, number: int) -> None:
    """Quotes and dashes: other text, nothing new."""
    before, after = PAGES[source].on(DATES[number - 1]), PAGES[source].on(DATES[number])

    assert before is not None
    assert after is not None
    assert before.body != after.body
    assert same_but_typography(before.body, after.body)


@pytest.mark.parametrize(
    ("source", "number", "words"),
    [
        (
            "labour-schools",
            0,
            "Labour will set up new regional improvement teams to work with every struggling school.",
        ),
        ("labour-schools", 3, "Labour aims to set up new regional teams to work with schools."),
        ("dfe-rise", 5, "RISE teams, formerly known as regional improvement teams, will start work"),
        ("labour-first-steps", 2, "Labour will recruit 6,500 new teachers in key subjects."),
        ("labour-manifesto", 3, "recruit an additional 6,500 new expert teachers, at a cost of £450 million;"),
        ("dfe-teachers", 4, "The government will recruit 6,500 additional teachers for schools and colleges"),
        ("dfe-teachers", 8, "6,500 additional teachers for secondary schools, special schools and colleges"),
        ("dfe-teachers", 10, "measured by the overall stock of teachers"),
    ],
)
def test_the_two_pledges_are_told(source: str, number: int, words: str) -> None:
    """Each turn of the two threads stands on its page from its day."""
    before = PAGES[source].on(DATES[number - 1]) if number else None
    after = PAGES[source].on(DATES[number])

    assert after is not None
    assert words in after.body
    assert before is None or words not in before.body


@pytest.mark.shared_data
def test_no_words_are_taken_from_the_shared_data() -> None:
    """No sentence of eight words or more, and no run of ten words, also stands in the shared data or the seed."""
    theirs = [words for text in _shared_texts() for words in _sentences(text)]
    known = set(theirs)
    runs = {run for words in theirs for run in _runs(words)}

    for source in PAGES:
        for edition in _editions(source):
            for words in _own_sentences(edition):
                assert len(words) < 8 or words not in known
                assert not runs & set(_runs(words))


def _editions(source: str) -> list[Edition]:
    return [edition for day in DATES if (edition := PAGES[source].on(day))]


def _own_sentences(edition: Edition) -> Iterator[tuple[str, ...]]:
    for text in (edition.title, edition.standfirst, *(text for _, text in blocks(edition.body))):
        yield from _sentences(text)


def _shared_texts() -> Iterator[str]:
    for path in sorted((SHARED / "seed").glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()
    for path in sorted((SHARED / "data").glob("*.json")):
        yield from _strings(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((SHARED / "data").glob("*.tsv")):
        yield from re.split(r"[\t\n]", path.read_text(encoding="utf-8"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    for sentence in re.split(r"(?<=[.!?:;]) ", text):
        if words := tuple(re.findall(r"[\w£]+", sentence.lower())):
            yield words


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    length = LONGEST_SHARED_RUN + 1
    return (words[at : at + length] for at in range(len(words) - length + 1))
