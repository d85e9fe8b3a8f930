"""An address, taken apart once."""

import pytest

from tracker.errors import FetchError
from tracker.fetch.place import place


@pytest.mark.parametrize(
    ("url", "origin", "host", "port"),
    [
        ("https://www.gov.uk/api/content/x", "https://www.gov.uk", "www.gov.uk", 443),
        ("http://Party.Example:80/", "http://party.example", "party.example", 80),
        ("https://party.example.:8443/", "https://party.example:8443", "party.example", 8443),
        ("http://[::1]:8000/", "http://[::1]:8000", "::1", 8000),
        ("https://bücher.example/", "https://xn--bcher-kva.example", "xn--bcher-kva.example", 443),
    ],
)
def test_address_is_taken_apart(url: str, origin: str, host: str, port: int) -> None:
    """Host, port and origin are in one form, however the address is written; the address itself is kept."""
    here = place(url)

    assert (here.url, here.origin, here.host, here.port) == (url, origin, host, port)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "plan",
        "ftp://a.example/",
        "https://",
        "https://a.example:99999/",
        "http://[::1",
        "http://a b/",
        "https://./",
    ],
)
def test_what_is_no_web_address_is_a_failure(url: str) -> None:
    """Anything else is refused with a sentence, not a traceback."""
    with pytest.raises(FetchError, match="not a web address"):
        place(url)
