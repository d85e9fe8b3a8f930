"""Where an answer sends us."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import FetchError
from tracker.fetch.redirect import target

HERE = "https://party.example/plans/schools?page=2"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://www.party.example/plan", "https://www.party.example/plan"),
        ("/plan", "https://party.example/plan"),
        ("teachers", "https://party.example/plans/teachers"),
        ("../", "https://party.example/"),
        ("?page=3", "https://party.example/plans/schools?page=3"),
        ("//news.example/a", "https://news.example/a"),
        ("/plan#teachers", "https://party.example/plan"),
        ("/a plan/für/“schools”", "https://party.example/a%20plan/f%C3%BCr/%E2%80%9Cschools%E2%80%9D"),
        ("/already%20encoded", "https://party.example/already%20encoded"),
        (" /plan ", "https://party.example/plan"),
        ("/caf\udce9", "https://party.example/caf%E9"),
        ("\\plan\\a?b=\\c", "https://party.example/plan/a?b=%5Cc"),
        ("https://Bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://straße.example:8443/", "https://xn--strae-oqa.example:8443/"),
        ("//☃.example/", "https://xn--n3h.example/"),
        ("/a\r\nX-Evil: 1", "https://party.example/a%0D%0AX-Evil:%201"),
    ],
)
def test_location_is_understood(location: str, expected: str) -> None:
    """Relative and untidy addresses are read as browsers read them, without the part after #."""
    assert target(HERE, location) == expected


@pytest.mark.parametrize(
    "location",
    [
        None,
        "",
        "ftp://party.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://[::1",
        "https://evil.example%2f.party.example/",
        "https://a%00b/",
        "https://caf\udce9.example/",
        "\ud800",
    ],
)
def test_location_that_is_no_page_is_refused(location: str | None) -> None:
    """A redirect to nowhere, or to what is no web page, is a failure for good."""
    with pytest.raises(FetchError) as caught:
        target(HERE, location)

    assert not caught.value.transient
    assert caught.value.reason.isprintable()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_location_gives_an_address_or_a_failure(location: str) -> None:
    """Whatever a server sends, what is asked next is a clean web address."""
    try:
        url = target(HERE, location)
    except FetchError:
        return
    assert url.isascii()
    assert url.isprintable()
    assert url.startswith(("http://", "https://"))
