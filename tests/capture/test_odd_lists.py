"""A list with one bad part gives the rest and names the bad; each case of `oddlists` is a line of docs/odd-lists.md."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from loopback import Answer, serving
from oddlists import LISTS, OddList, index, serve, source, urls
from pydantic import TypeAdapter

from tracker.capture.health import health
from tracker.capture.kinds import sitemap
from tracker.capture.troubles import Troubles, troubles
from tracker.config.settings import Settings
from tracker.config.source import Source

SOURCE: TypeAdapter[Source] = TypeAdapter(Source)
SETTINGS = Settings(delay=0, retries=0, contact="me@example.org")


def recorded(desk: Any, name: str = "list") -> str:
    """The letters of the pages of a source that are recorded."""
    held = (desk.archive.text(desk.archive.latest(*one)) for one in desk.archive.documents(name))
    return "".join(sorted(found[1] for text in held if (found := re.search(r"We will plant oak (\w)", text))))


def asked(desk: Any, one: Source) -> Troubles:
    """One round, a day after the last one: what it tells of its troubles."""
    found = desk.round(one, settings=SETTINGS)
    return troubles(desk.record, found, desk.archive, settings=SETTINGS)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory, desk_of: Any) -> Iterator[tuple[Any, Troubles]]:
    """One round over all cases, a site each, and what it tells."""
    with ExitStack() as sites:
        chosen = []
        for nth, case in enumerate(LISTS):
            site = sites.enter_context(serving())
            serve(case, site)
            chosen.append(SOURCE.validate_python({**source(case, site), "id": f"list-{nth}"}))
        desk = desk_of(tmp_path_factory.mktemp("desk"), sites.enter_context(serving()))
        with desk.archive:
            found = desk.round(*chosen, settings=SETTINGS)
            yield desk, troubles(desk.record, found, desk.archive, settings=SETTINGS)


@pytest.mark.parametrize("nth", range(len(LISTS)), ids=[f"{case.kind}: {case.name}" for case in LISTS])
def test_the_good_of_an_odd_list_is_recorded_and_the_bad_named(every: tuple[Any, Troubles], nth: int) -> None:
    """With exit code 3 where anything is bad, and no trouble where nothing is."""
    desk, told = every

    said = [notice.fault.reason for notice in told.notices if notice.fault.source == f"list-{nth}"]

    assert recorded(desk, f"list-{nth}") == LISTS[nth].good
    assert [part for part, reason in zip(LISTS[nth].said, said, strict=True) if part not in reason] == []


def test_a_bad_part_is_told_once_acknowledged_and_well_again(desk: Any) -> None:
    """As other troubles are: a state of its own with a name, exit code 3 until a person knows it or it is mended."""
    case = next(one for one in LISTS if one.name == "a sub-sitemap is 503")
    serve(case, desk.site)
    one = SOURCE.validate_python(source(case, desk.site))
    first, second = asked(desk, one), asked(desk, one)
    (name,) = (notice.fault.name for notice in first.notices)
    assert name.startswith("list/list--1-xml-")
    assert (list(second.notices), [fault.name for fault in second.still]) == ([], [name])
    assert [one.state for one in health([one], desk.archive, settings=SETTINGS, now=desk.time)] == ["failing"]
    desk.archive.acknowledge(name, date(2024, 6, 30))
    assert not asked(desk, one).need_attention

    desk.site.page("/1.xml", urls("a").replace("{site}", desk.site.url("").rstrip("/")))
    mended = asked(desk, one)

    assert (list(mended.recovered), mended.need_attention) == ([name], False)
    assert desk.record.empty == (name,)
    assert recorded(desk) == "ab"
    assert desk.archive.acknowledged() == {}
    assert asked(desk, one).recovered == {}


def test_a_bad_part_that_is_named_no_more_is_over(desk: Any) -> None:
    """The index has dropped it; while the index itself does not answer nothing is known of its parts."""
    case = next(one for one in LISTS if one.name == "a sub-sitemap is 404")
    serve(case, desk.site)
    one = SOURCE.validate_python(source(case, desk.site))
    asked(desk, one)
    desk.site.answers("/list", Answer(status=503))
    assert [fault.name for fault in asked(desk, one).open] == ["list"]
    assert len(desk.archive.streaks()) == 2

    desk.site.page("/list", index("/2.xml").replace("{site}", desk.site.url("").rstrip("/")))

    assert not asked(desk, one).need_attention
    assert desk.archive.streaks() == {}


def test_more_sitemaps_than_a_round_reads_are_counted(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left away is no silence."""
    monkeypatch.setattr(sitemap, "MOST_SITEMAPS", 2)
    case = OddList(
        "many", "sitemap", {"/list": index("/1.xml", "/2.xml", "/3.xml"), "/1.xml": urls("a"), "/2.xml": urls("b")}
    )
    serve(case, desk.site)

    told = asked(desk, SOURCE.validate_python(source(case, desk.site)))

    assert recorded(desk) == "ab"
    assert "leads to 1 sitemap more than the 2 that are read in a round" in told.notices[0].fault.reason
