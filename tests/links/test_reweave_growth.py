"""How much is looked at again when one page of many that say nearly the same is edited: counted, not timed."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import cast

import pytest
from pledgeshelf import Shelf, config

from tracker.desk.pledge_index import PledgeIndex
from tracker.links.reweave import Reweave
from tracker.links.thread import Woven
from tracker.store.archive import Archive

PAPERS = 6
FEW, MANY = 6, 24
"""Sentences of a page, each near to every sentence of every other page."""
STEEPEST = 2.2
"""Exponent of the growth with the sentences of a page. Pairs that are near have 2; each pair for each sentence had 3."""


def said(sentences: int, *, edited: bool = False) -> str:
    """Nearly the same over and over."""
    lines = [f"We will open {at + 200} village libraries beside every orchard school." for at in range(sentences)]
    if edited:
        lines[0] = lines[0].replace("We will", "We aim to")
    return " ".join(lines)


def looks(work: Callable[[], object]) -> int:
    """How often two stages are held against each other meanwhile, whether they came together."""
    seen = [0]
    looked = Reweave._are_mates.__code__

    def count(frame: FrameType, event: str, _: object) -> None:
        seen[0] += event == "call" and frame.f_code is looked

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen[0]


def edit(folder: Path, sentences: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """One of the pages says one of its sentences less firmly."""
    folder.mkdir()
    shelf = Shelf(folder, [(f"party{at}", "2015", said(sentences)) for at in range(PAPERS)])
    with PledgeIndex(cast("Archive", shelf), config()) as index:
        index.remake()
    shelf.put(f"party{PAPERS - 1}", "2015", said(sentences, edited=True))
    with PledgeIndex(cast("Archive", shelf), config()) as index, monkeypatch.context() as patch:
        patch.setattr(Woven, "of", lambda *_, **__: pytest.fail("all was woven again"))
        return looks(index.update)


def test_a_thread_is_looked_at_once_for_all_that_came_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many near-equal sentences on each page take sixteen times the looks, as there are pairs, and no more."""
    few = edit(tmp_path / "few", FEW, monkeypatch)
    many = edit(tmp_path / "many", MANY, monkeypatch)

    assert few > FEW
    assert many < few * (MANY / FEW) ** STEEPEST
