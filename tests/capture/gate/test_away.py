"""Captures that were sent on to another place."""

import pytest

from tracker.capture.gate.away import away

ASKED = "https://owls.example/plan"


@pytest.mark.parametrize(
    ("final", "name"),
    [
        ("https://owls.example/plan", None),
        ("https://www.owls.example/plan", None),
        ("https://owls.example/plan/", None),
        ("https://owls.example/our-plan?from=plan", None),
        ("https://owls.example/?page=plan", None),
        ("https://owls.example/", "root"),
        ("https://www.owls.example", "root"),
        ("https://owls.example/home", "root"),
        ("https://owls.example/index.html", "root"),
        ("https://rooks.example/plan", "host rooks.example"),
        ("https://login.owls.example/plan", "host login.owls.example"),
        ("https://archive.example/", None),
    ],
)
def test_where_it_ended(final: str, name: str | None) -> None:
    """Another host and the start of the site are told; with or without www, with or without TLS, it is the same site."""
    found = away(ASKED, final, allow_hosts=("archive.example",))

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("http://www.owls.example/plan", "https://owls.example/plan"),
        ("https://owls.example", "https://owls.example/"),
        ("https://owls.example/home", "https://owls.example/"),
        ("file:saved.md", "file:saved.md"),
        ("file:saved.md", "file:other.md"),
    ],
)
def test_the_same_place_by_another_address(asked: str, final: str) -> None:
    """A site may add TLS or drop its www, and a source may be a site's first page."""
    assert away(asked, final, allow_hosts=()) is None


def test_the_reason_says_where_and_what_to_do() -> None:
    """A person reads where the page was sent on to, in a line, however long the address is."""
    found = away(ASKED, "https://rooks.example/plan" + "a" * 500, allow_hosts=())

    assert found is not None
    assert "set the source's url to it, or name rooks.example under allow_hosts" in found.reason
    assert len(found.reason) < 500
