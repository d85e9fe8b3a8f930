"""Texts that are back, and pages that alternate."""

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.course import TextCourse
from tracker.store.archive import Archive
from tracker.store.version import Version


def course(texts: Sequence[str], asked: list[int] | None = None) -> tuple[TextCourse, list[Version]]:
    """A page that had these texts, its versions numbered in another order than they were captured in."""
    numbers = [*range(2, len(texts) + 1), 1][: len(texts)]
    order = tuple(zip(numbers, texts, strict=True))

    def of(source: str, document: str) -> tuple[tuple[int, str], ...]:
        if asked is not None:
            asked.append(1)
        return order if (source, document) == ("plan", "page") else ()

    versions = [
        Version.model_construct(source="plan", document="page", number=number, kind="content", text_id=text)
        for number, text in order
    ]
    return TextCourse(cast("Archive", SimpleNamespace(texts=of))), versions


@pytest.mark.parametrize(
    ("texts", "address"),
    [
        ("aba", "plan@2"),
        ("abaca", "plan@4"),
        ("aa", None),
        ("abb", None),
        ("abc", None),
        ("abaa", None),
    ],
)
def test_an_earlier_text_come_back_is_a_reversion(texts: str, address: str | None) -> None:
    """The latest equal one is named; an unchanged text is none."""
    found, versions = course(texts)

    assert found.reverted(versions[-1]) == address


def test_what_we_read_anew_is_no_reversion() -> None:
    """The publisher did not bring it back."""
    found, versions = course("aba")

    assert found.reverted(versions[-1].model_copy(update={"kind": "reextract"})) is None


@given(st.text("abc", min_size=1, max_size=12))
def test_a_step_is_counted_each_time_that_it_was_taken_before(texts: str) -> None:
    """As counting all steps one by one says; a text that stayed is no step."""
    found, versions = course(texts)

    for at, version in enumerate(versions):
        steps = list(pairwise(texts[: at + 1]))
        expected = steps[:-1].count(steps[-1]) if steps and steps[-1][0] != steps[-1][1] else 0
        assert found.again(version) == expected


def test_a_page_is_asked_for_once() -> None:
    """However many of its versions are told of."""
    asked: list[int] = []
    found, versions = course("abcab" * 100, asked)

    for version in versions:
        found.reverted(version)
        found.again(version)

    assert len(asked) == 1
