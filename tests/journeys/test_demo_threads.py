"""What the demonstration shows of pledges, and what it holds of a real article."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from shareddata import ARTICLE, SHARED

from tracker.cli.main import main
from tracker.cli.text import read
from tracker.cli.world import World
from tracker.desk.checking import check
from tracker.desk.gather import all_claims
from tracker.links.link import Thread
from tracker.links.search import find
from tracker.links.thread import threads
from tracker.render.exported import as_json
from tracker.store.archive import Archive


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> Iterator[tuple[World, Archive]]:
    """The folder that `tracker demo` leaves."""
    world = World(root=demo_folder)
    with world.archive() as archive:
        yield world, archive


def traced(demo: tuple[World, Archive], words: str) -> Thread:
    """The thread that comes first for these words."""
    world, archive = demo
    config = world.config
    claims = all_claims(archive, config)
    found = threads(claims, verdicts=config.verdicts, aliases=config.verdicts.alias, people=config.people)
    return find(words, found, claims, aliases=config.verdicts.alias)[0]


def test_the_two_threads_show_what_changed(demo: tuple[World, Archive]) -> None:
    """Renamed by alias, number kept while the noun changed, redated, softened; each flag points at its words."""
    squads, teachers = traced(demo, "hit squads"), traced(demo, "6,500 teachers")
    names = {flag.name for link in squads.links for flag in link.flags}

    assert {"renamed", "softened", "redated"} <= names
    kept = [flag for link in teachers.links for flag in link.flags if flag.name in {"narrowed", "widened"}]
    assert any("6,500" in flag.old and "6,500" in flag.new and flag.old != flag.new for flag in kept)
    for thread in (squads, teachers):
        texts = {claim.id: f"{claim.lead_in or ''} {claim.text}" for claim in thread.claims}
        for link in thread.links:
            for flag in link.flags:
                if flag.name not in {"attributed_on", "repeated", "reworded"}:
                    assert all(words in texts[link.earlier] for words in filter(None, flag.old.split(", ")))
                    assert all(words in texts[link.later] for words in filter(None, flag.new.split(", ")))


def test_changes_of_one_thread(demo: tuple[World, Archive], capsys: pytest.CaptureFixture[str]) -> None:
    """Only sentences of that pledge; the rest is counted; an id that is none is told."""
    world, squads = demo[0], traced(demo, "hit squads")
    folder = str(world.root)

    assert main(["-C", folder, "changes", "--since", "2025-06-01", "--thread", squads.id, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    words = {claim.text for claim in squads.claims}
    assert len(told["changes"]) > 1
    for change in told["changes"]:
        sides = [side["text"] for side in (change["old"], change["new"]) if side]
        assert any(one in side for one in words for side in sides)
    assert main(["-C", folder, "changes", "--thread", "t-aaaaaaaaaa"]) == 2
    assert "There is no thread 't-aaaaaaaaaa'" in capsys.readouterr().err


def test_threads_do_not_depend_on_the_order_of_claims(demo: tuple[World, Archive]) -> None:
    """Shuffled claims give the same bytes."""
    world, archive = demo
    claims = list(all_claims(archive, world.config))
    told = []
    for seed in range(4):
        random.Random(seed).shuffle(claims)
        told.append(
            json.dumps(as_json(threads(claims, aliases=world.config.verdicts.alias, people=world.config.people)))
        )

    assert len(set(told)) == 1


@pytest.mark.shared_data(ARTICLE)
def test_a_real_article_beside_the_record(demo: tuple[World, Archive]) -> None:
    """None of its quotations stands in our invented pages; what those retell of it is near, with where."""
    world, archive = demo

    found, searched = check(read(world, str(SHARED / ARTICLE)), archive, world.config)

    how = {one.saying.text[:30]: one.held.how for one in found}
    assert len(found) >= 25
    assert searched.sentences > 100
    assert searched.sources == 7
    assert searched.passed
    assert not [one for one in found if one.held.how == "exact"]
    near = [one for one in found if one.held.how == "near"]
    assert any("Keir Starmer" in one.saying.text for one in near)
    assert any("regions group" in one.saying.text for one in near)
    assert all(one.places and one.held.text and one.cite for one in near)
    assert how["They are called multi-academy "] == "none"
    assert sum(one.held.how == "none" for one in found) >= 20
