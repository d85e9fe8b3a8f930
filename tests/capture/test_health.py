"""Where a source's page stands, as its health tells it."""

import json
from typing import Any

import pytest
from contentapi import gone, govuk, item, publish, redirect

from tracker.capture.health import Health, health
from tracker.config.settings import Settings
from tracker.config.source import Source


def fares(desk: Any, source: Source) -> Health:
    """How it fares after a round of its own."""
    desk.round(source)
    (one,) = health([source], desk.archive, settings=Settings(), now=desk.time)
    return one


def test_a_page_followed_to_its_new_address_is_well(desk: Any) -> None:
    """It goes on being read; its health says where it is now, so that somebody may mend the source."""
    source = govuk(desk.site)
    publish(desk.site, item())
    before = fares(desk, source)
    publish(desk.site, redirect("/nests", ("/nests", "/boxes")), item("/boxes"))

    after = fares(desk, source)

    assert (before.state, before.place) == ("ok", None)
    assert (after.state, after.place) == ("ok", f"now at {desk.site.url('/boxes')}")


def test_a_page_that_leads_to_another_one_has_moved(desk: Any) -> None:
    """Another document took its place: the source is not ok, though it answers."""
    source = govuk(desk.site)
    publish(desk.site, item())
    fares(desk, source)
    publish(desk.site, redirect("/nests", ("/nests", "/boxes")), item("/boxes", number=2))

    after = fares(desk, source)

    assert (after.state, after.faults) == ("moved", ())
    assert after.place is not None
    assert after.place.startswith("redirected to ")
    assert after.place.endswith("/boxes")


def test_a_page_that_is_gone_is_lost(desk: Any) -> None:
    """With what stands in its place, where the publisher says so."""
    source = govuk(desk.site)
    publish(desk.site, item())
    fares(desk, source)
    publish(desk.site, gone("/nests", explanation="Published in error.", alternative_path="/oaks"))

    after = fares(desk, source)

    assert (after.state, after.place) == ("lost", "gone to /oaks")


@pytest.mark.parametrize("path", ["/guide", "/guide/part-2"])
def test_a_part_of_a_guide_stands_where_it_was_declared(desk: Any, path: str) -> None:
    """Its item is that of the whole guide, whose address is shorter."""
    desk.site.page(f"/api/content{path}", json.dumps(item("/guide")), content_type="application/json")

    assert fares(desk, govuk(desk.site, path)).place is None
