"""Cookies that redirects set live for one errand: a site gets its own back on the way, and never again."""

import pytest
from loopback import Answer, Asked, Loopback, serving

from tracker.errors import FetchError
from tracker.fetch.client import Client
from tracker.fetch.response import Response


def get(client: Client, loopback: Loopback, path: str = "/plan") -> Response:
    """What the client makes of a page on loopback."""
    return client.get(loopback.url(path), allow_hosts=(*loopback.hosts, "localhost"))


def gate(set_cookie: str, to: str = "/plan") -> Answer:
    """A redirect that sets a cookie."""
    return Answer(status=302, headers={"location": to, "set-cookie": set_cookie})


def asks_for(cookie: str, answer: Answer) -> object:
    """A page for who brings the cookie; the others are sent to itself with it."""
    return lambda asked: Answer(b"<p>Plan</p>") if cookie in (asked.headers["cookie"] or "") else answer


@pytest.mark.parametrize(
    "set_cookie",
    ["seen=1", "lang=en; Path=/; HttpOnly; SameSite=Lax", 'consent="yes, all"; Max-Age=31536000', "seen=1; Path=/plan"],
)
def test_a_page_that_asks_for_its_cookie_is_read(client: Client, loopback: Loopback, set_cookie: str) -> None:
    """Language, consent, or only to see it come back: the page leads to itself and is there the second time."""
    loopback.answers("/plan", asks_for(set_cookie.partition(";")[0], gate(set_cookie)))  # type: ignore[arg-type]

    assert get(client, loopback).body == b"<p>Plan</p>"


def test_a_site_cannot_recognise_us_from_one_request_to_the_next(client: Client, loopback: Loopback) -> None:
    """What one errand was given, the next does not bring, nor does the answer tell it on."""
    loopback.answers("/plan", asks_for("who=you", gate("who=you; Max-Age=31536000; Path=/")))  # type: ignore[arg-type]
    loopback.page("/other", "<p>Other</p>")
    responses = [get(client, loopback), get(client, loopback, "/other"), get(client, loopback)]

    sent = [asked.headers["cookie"] for asked in loopback.asked if asked.path != "/robots.txt"]

    assert sent == [None, "who=you", None, None, "who=you"]
    assert all(response.header("set-cookie") is None for response in responses)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"], ids=["another name", "another port"])
def test_a_cookie_goes_to_no_other_site(client: Client, loopback: Loopback, host: str) -> None:
    """Another port is another site too; what that one sets stays there, also where it leads back."""
    with serving() as other:
        loopback.answers("/plan", gate("who=you; Path=/", other.url("/hop", host=host)), Answer(b"x"))
        other.answers("/hop", gate("mine=1", loopback.url("/plan")))
        get(client, loopback)

        (hop,) = [asked for asked in other.asked if asked.path == "/hop"]
    assert hop.headers["cookie"] is None
    assert "mine" not in (loopback.asked[-1].headers["cookie"] or "")


def test_a_cookie_that_is_taken_back_is_not_sent(client: Client, loopback: Loopback) -> None:
    """A site may end what it set, and say for which of its paths it is."""
    loopback.answers("/plan", gate("seen=1; Path=/", "/b"))
    loopback.answers("/b", gate("seen=; Max-Age=0; Path=/", "/c"))
    loopback.answers("/c", gate("deep=1; Path=/c", "/d"))
    loopback.page("/d", "<p>Plan</p>")

    get(client, loopback)

    assert [asked.headers["cookie"] for asked in loopback.asked[-4:]] == [None, "seen=1", None, None]


@pytest.mark.parametrize(
    "answers",
    [
        Answer(status=302, headers={"location": "/plan"}),
        gate("same=1"),
        gate("bad=\x01\x02"),
        gate("huge=" + "x" * 9_000),
        lambda asked: gate(f"count={len(asked.headers['cookie'] or '')}x"),
    ],
    ids=["none", "always the same", "no header", "too long", "always another"],
)
def test_a_page_that_leads_to_itself_for_ever_is_a_failure(client: Client, loopback: Loopback, answers: object) -> None:
    """With or without cookies, there is an end."""
    loopback.answers("/plan", answers)  # type: ignore[arg-type]

    with pytest.raises(FetchError, match=r"leads back to itself|leads on more than 5 times"):
        get(client, loopback)


def test_a_cookie_is_for_pages_only(client: Client, loopback: Loopback) -> None:
    """The robots.txt of a site is asked for without it."""

    def robots(asked: Asked) -> Answer:
        return Answer(asked.headers.as_string().encode())

    loopback.answers("/robots.txt", robots)
    loopback.answers("/plan", asks_for("seen=1", gate("seen=1")))  # type: ignore[arg-type]
    get(client, loopback)

    assert [asked.headers["cookie"] for asked in loopback.asked if asked.path == "/robots.txt"] == [None]
