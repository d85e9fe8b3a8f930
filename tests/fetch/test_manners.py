"""Whether, how quickly and how often a site is asked, and where its answers lead, against a real server."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

import pytest
from loopback import HOST, Answer, Loopback

from tracker.errors import FetchError
from tracker.fetch.client import Client
from tracker.fetch.response import Response

PAGE = Answer(b"<p>Plan</p>")


def get(client: Client, loopback: Loopback, path: str = "/plan", **held: str) -> Response:
    """What the client makes of a page on loopback."""
    return client.get(loopback.url(path), allow_hosts=loopback.hosts, **held)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_fault_is_tried_again(client: Client, loopback: Loopback, naps: list[float], status: int) -> None:
    """A fault that may pass costs a wait, then twice the wait, and no page."""
    loopback.answers("/plan", Answer(status=status), Answer(status=status), PAGE)

    response = get(client, loopback)

    assert (response.status, naps) == (200, [2.0, 4.0])


def test_lasting_fault_is_given_up(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """After the tries that the settings allow, the failure says what was answered and that it may pass."""
    loopback.answers("/plan", Answer(status=500))

    with pytest.raises(FetchError, match=r"answered 500 \(internal server error\)") as caught:
        get(client, loopback)

    assert (caught.value.transient, caught.value.status, naps) == (True, 500, [2.0, 4.0])
    assert loopback.paths.count("/plan") == 3


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "that is not a page"),
        (401, "asks for a password"),
        (403, "refuses robots; save the page for `tracker inbox`"),
        (404, "there is no such page"),
        (451, "legal reasons"),
        (501, "a fault of its own"),
        (204, "that is not a page"),
        (206, "that is not a page"),
        (399, "answered 399 for http"),
    ],
)
def test_final_refusal_is_not_tried_again(
    client: Client, loopback: Loopback, naps: list[float], status: int, said: str
) -> None:
    """Other answers are failures at once, with a sentence for a reader and the status."""
    loopback.answers("/plan", Answer(status=status))

    with pytest.raises(FetchError) as caught:
        get(client, loopback)

    assert said in caught.value.reason
    assert (caught.value.transient, caught.value.status, naps) == (False, status, [])


def test_retry_after_is_honoured(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """A site that says when to come back is asked again then, and not before our own wait is over."""
    later = format_datetime(client._manners._now() + timedelta(seconds=33), usegmt=True)
    loopback.answers(
        "/plan",
        Answer(status=429, headers={"retry-after": "7"}),
        Answer(status=503, headers={"retry-after": later}),
        PAGE,
    )

    response = get(client, loopback)

    assert (response.status, naps) == (200, [7.0, 33.0])


def test_short_retry_after_does_not_shorten_our_wait(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """Retry-After: 0 is no invitation to hammer."""
    loopback.answers("/plan", Answer(status=429, headers={"retry-after": "0"}), PAGE)

    get(client, loopback)

    assert naps == [2.0]


def test_site_that_wants_a_long_rest_gets_it(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """Asked to come back in an hour, we do not come back in this round, for other pages neither."""
    loopback.answers("/plan", Answer(status=429, headers={"retry-after": "3600"}))
    loopback.page("/news", "<p>News</p>")

    with pytest.raises(FetchError, match="429") as first:
        get(client, loopback)
    with pytest.raises(FetchError, match="asked to be left alone for another 3600 seconds") as second:
        get(client, loopback, "/news")

    assert (first.value.transient, second.value.transient, naps) == (True, True, [])
    assert loopback.paths == ["/robots.txt", "/plan"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(client: Client, loopback: Loopback, status: int) -> None:
    """A page that has moved is read where it is now; both addresses are known."""
    loopback.redirect("/plan", "/new plan?part=1#top", status)
    loopback.page("/new%20plan", "<p>Plan</p>")

    response = get(client, loopback)

    assert (response.status, response.body) == (200, b"<p>Plan</p>")
    assert response.url == loopback.url("/plan")
    assert response.final_url == loopback.url("/new%20plan?part=1")


def test_redirect_loop_is_noticed(client: Client, loopback: Loopback) -> None:
    """A page that leads back to itself is asked for once."""
    loopback.redirect("/plan", "/there")
    loopback.redirect("/there", "/plan")

    with pytest.raises(FetchError, match="leads back to itself"):
        get(client, loopback)

    assert loopback.paths == ["/robots.txt", "/plan", "/there"]


def test_long_chain_is_given_up(client: Client, loopback: Loopback) -> None:
    """After max_redirects the page counts as failed."""
    for number in range(10):
        loopback.redirect(f"/{number}", f"/{number + 1}")

    with pytest.raises(FetchError, match="leads on more than 5 times") as caught:
        get(client, loopback, "/0")

    assert loopback.paths[1:] == ["/0", "/1", "/2", "/3", "/4", "/5"]
    assert not caught.value.transient


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://[fd00:ec2::254]/"],
)
def test_redirect_into_a_private_network_is_refused(
    open_client: Callable[..., Client], loopback: Loopback, location: str
) -> None:
    """A page cannot send us to a cloud's metadata service or to a machine beside us."""
    loopback.redirect("/plan", location)
    client = open_client(contact="desk@example.org")

    with pytest.raises(FetchError, match="no public page lives there") as caught:
        get(client, loopback)

    assert (caught.value.transient, client.requests) == (False, 2)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("file:///etc/passwd", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("http://user:secret@127.0.0.1/", "not a web address"),
        ("", "not where to"),
    ],
)
def test_redirect_to_no_page_is_refused(client: Client, loopback: Loopback, location: str, said: str) -> None:
    """Only http and https are followed."""
    loopback.redirect("/plan", location)

    with pytest.raises(FetchError, match=said):
        get(client, loopback)


def test_redirect_to_the_public_without_contact_is_a_failure_of_that_page(client: Client, loopback: Loopback) -> None:
    """One page that leads elsewhere cannot stop a round that names no contact."""
    loopback.redirect("/plan", "http://192.31.196.1/")

    with pytest.raises(FetchError, match=r"leads to another site: settings\.toml: contact"):
        get(client, loopback)


def test_date_we_hold_is_not_sent_to_where_a_page_leads(client: Client, loopback: Loopback) -> None:
    """An older page behind a new redirect is read, not taken for the one that we hold."""
    date = "Mon, 03 Aug 2026 09:00:00 GMT"
    loopback.redirect("/plan", "/other")
    loopback.page("/other", "<p>Another plan</p>", last_modified=date, etag='"o"')

    response = get(client, loopback, etag='"7"', last_modified=date)

    assert response.body == b"<p>Another plan</p>"
    assert loopback.asked[1].headers["if-modified-since"] == date
    assert "if-modified-since" not in loopback.asked[2].headers


def test_loopback_needs_leave(open_client: Callable[..., Client], loopback: Loopback) -> None:
    """Even our own machine is asked only by a source that names it in allow_hosts."""
    with pytest.raises(FetchError, match="this machine itself") as caught:
        open_client().get(loopback.url("/plan"))

    assert (caught.value.transient, loopback.asked) == (False, [])


def test_leave_of_one_source_is_not_that_of_another(client: Client, loopback: Loopback) -> None:
    """A source without allow_hosts gets nothing because another one has them."""
    loopback.page("/plan", "<p>Plan</p>")
    get(client, loopback)

    with pytest.raises(FetchError, match="allow_hosts"):
        client.get(loopback.url("/plan"))


def test_forbidden_page_is_not_asked_for(client: Client, loopback: Loopback) -> None:
    """robots.txt is obeyed, and the reader is told the way out."""
    loopback.page("/robots.txt", "User-agent: *\nDisallow: /private\n")
    loopback.page("/plan", "<p>Plan</p>")

    with pytest.raises(FetchError, match="save the page for `tracker inbox`") as caught:
        get(client, loopback, "/private/plan")
    allowed = get(client, loopback)

    assert (caught.value.transient, allowed.status) == (False, 200)
    assert loopback.paths == ["/robots.txt", "/plan"]


def test_redirect_into_a_forbidden_part_is_not_followed(client: Client, loopback: Loopback) -> None:
    """robots.txt holds for every hop."""
    loopback.page("/robots.txt", "User-agent: tracker\nDisallow: /private\n")
    loopback.redirect("/plan", "/private/plan")

    with pytest.raises(FetchError, match="asks robots not to read"):
        get(client, loopback)

    assert "/private/plan" not in loopback.paths


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_site_without_robots_txt_may_be_read(client: Client, loopback: Loopback, status: int) -> None:
    """No robots.txt forbids nothing, whatever way the site says so (RFC 9309 2.3.1.3)."""
    loopback.page("/robots.txt", "User-agent: *\nDisallow: /\n", status)
    loopback.page("/plan", "<p>Plan</p>")

    assert get(client, loopback).status == 200


def test_site_with_a_sick_robots_txt_is_left_alone(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """A robots.txt that cannot be read forbids everything for now; it is asked for once a round, not once a page."""
    loopback.page("/robots.txt", status=503)

    for path in ("/plan", "/news"):
        with pytest.raises(FetchError, match=r"robots\.txt of .* could not be read") as caught:
            get(client, loopback, path)

    assert (caught.value.transient, caught.value.status) == (True, 503)
    assert (loopback.paths, naps) == (["/robots.txt"] * 3, [2.0, 4.0])


def test_robots_txt_behind_a_redirect_is_read(client: Client, loopback: Loopback) -> None:
    """robots.txt may lie elsewhere (RFC 9309 2.3.1.2)."""
    loopback.redirect("/robots.txt", "/robots-new.txt")
    loopback.page("/robots-new.txt", "User-agent: *\nDisallow: /\n")

    with pytest.raises(FetchError, match="asks robots not to read"):
        get(client, loopback)


def test_crawl_delay_is_obeyed(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """The pause that a robots.txt asks for lies between two requests, the first after robots.txt itself too."""
    loopback.page("/robots.txt", "User-agent: *\nCrawl-delay: 3\n")
    loopback.page("/plan", "<p>Plan</p>")

    get(client, loopback)
    get(client, loopback)

    assert len(naps) == 2
    assert all(2.9 < nap <= 3 * 1.3 for nap in naps)  # and a little more by chance


def test_loopback_is_not_paused_for(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """The delay of the settings is for other people's machines."""
    loopback.page("/plan", "<p>Plan</p>")

    get(client, loopback)
    get(client, loopback)

    assert naps == []


def test_delay_lies_between_requests_to_one_public_host(
    open_client: Callable[..., Client], loopback: Loopback, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pages of one host are a second apart; another host need not wait for that."""
    monkeypatch.setenv("http_proxy", loopback.url("", host=HOST))
    for host in ("a.invalid", "b.invalid"):
        loopback.page(f"http://{host}/plan", "<p>Plan</p>")
        loopback.page(f"http://{host}/news", "<p>News</p>")
    client = open_client(contact="desk@example.org")

    for url in ("http://a.invalid/plan", "http://b.invalid/plan", "http://a.invalid/news"):
        client.get(url)

    assert len(naps) == 3  # after a's robots.txt, after b's, and between a's two pages
    assert all(0.5 < nap <= 1.3 for nap in naps)


def test_hostile_words_do_not_reach_the_reader(client: Client, loopback: Loopback) -> None:
    """A Location cannot paint the terminal or fill the screen."""
    loopback.redirect("/plan", "ftp://\x1b[31m" + "x" * 5_000)

    with pytest.raises(FetchError) as caught:
        get(client, loopback)

    assert caught.value.reason.isprintable()
    assert len(caught.value.reason) < 500
