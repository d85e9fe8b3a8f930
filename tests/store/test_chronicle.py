"""The versions of the record, newest first, some at a time."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from tracker.store import chronicle
from tracker.store.archive import Archive
from tracker.store.outlook import Outlook
from tracker.store.version import NEWS, Entry


@pytest.fixture
def filled(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> Archive:
    """Three documents of two sources, several of them captured in the same second, one from before."""
    for day in range(12):
        rounds.on(
            day,
            entry(f"Version {day}."),
            entry(f"Other {day}.", document="other"),
            entry(f"Paper {day}.", source="paper"),
        )
    rounds.on(3, entry("Older.", kind="import"))
    return archive


@pytest.mark.parametrize("some", [1, 2, 5, 200])
def test_all_versions_newest_first_however_many_are_read_at_once(
    filled: Archive, monkeypatch: pytest.MonkeyPatch, some: int
) -> None:
    """Those of one second by their addresses; each once."""
    monkeypatch.setattr(chronicle, "_SOME", some)
    every = [one for name in filled.documents() for one in filled.captured(*name)]
    every.sort(key=lambda one: (one.captured_at, one.address), reverse=True)

    assert list(filled.chronicle()) == every
    assert filled.chronicle().newest(4) == tuple(every[:4])
    assert list(islice(filled.chronicle("paper"), 3)) == [one for one in every if one.source == "paper"][:3]
    assert list(filled.chronicle("party", "other")) == [one for one in every if one.document == "other"]


def test_a_chronicle_in_numbers(filled: Archive) -> None:
    """How many versions of how many documents, and from when to when."""
    party = filled.chronicle("party")
    every = list(party)

    assert (len(filled.chronicle()), len(party), party.documents) == (37, 25, 2)
    assert (party.first, party.last) == (every[-1].captured_at, every[0].captured_at)
    assert not filled.chronicle("nobody")


def test_the_last_change_follows_another_version(filled: Archive) -> None:
    """What was imported is no change of these kinds; of several in one second it is the first."""
    last = filled.last_change(NEWS)

    assert last is not None
    assert last == max((one.new for one in filled.revisions() if one.new.kind in NEWS), key=lambda one: one.captured_at)
    assert filled.last_change(["nothing"]) is None
    assert filled.span_of(["import"])[0] == 1
    assert filled.span_of(["nothing"]) == (0, None)


def test_an_outlook_leaves_out_whole_documents(filled: Archive) -> None:
    """What others may not see is neither listed nor counted; who writes sees the whole."""
    held = Outlook(held=frozenset({"paper"}), let=frozenset(), day="2026-11-29")

    with Archive(filled.folder, outlook=held) as narrow:
        assert narrow.documents() == (("party", "other"), ("party", "page"))
        assert narrow.documents("paper") == ()
        assert narrow.chronicle().documents == 2
        assert {one.source for one in narrow.chronicle()} == {"party"}
    assert ("paper", "page") in filled.documents()
