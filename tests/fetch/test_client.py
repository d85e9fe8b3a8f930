"""One exchange with a real server: what is sent, what is kept of the answer, and where patience ends."""

import gzip
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import brotli
import pytest
from http2 import serving_http2
from loopback import HOST, Answer, Loopback, serving

from tracker.errors import ConfigError, FetchError
from tracker.fetch.client import Client
from tracker.fetch.response import Response


def get(client: Client, loopback: Loopback, path: str = "/plan", **held: str) -> Response:
    """What the client makes of a page on loopback."""
    return client.get(loopback.url(path), allow_hosts=loopback.hosts, **held)


def test_page_is_kept_as_it_came(client: Client, loopback: Loopback) -> None:
    """A page's bytes, status and headers are handed on unaltered, with the time of our clock."""
    loopback.page("/plan", "<p>£2bn for “early years”</p>", content_type="text/html", etag='"7"')

    response = get(client, loopback)

    assert response.body == "<p>£2bn for “early years”</p>".encode()
    assert (response.status, response.header("Content-Type"), response.header("etag")) == (200, "text/html", '"7"')
    assert response.url == response.final_url == loopback.url("/plan")
    assert response.fetched_at.isoformat() == "2026-08-17T06:00:02+00:00"


def test_request_says_who_asks(open_client: Callable[..., Client], loopback: Loopback) -> None:
    """A site's keeper sees our name, our version and whom to write to."""
    loopback.page("/plan", "<p>Plan</p>")

    get(open_client(contact="desk@example.org"), loopback)

    assert {asked.headers["user-agent"] for asked in loopback.asked} == {"tracker/0.1.0 (+desk@example.org)"}


def test_robots_and_page_are_counted(client: Client, loopback: Loopback) -> None:
    """The counters tell what was sent and what came over the wire."""
    loopback.page("/plan", "Plan " * 1_000, zipped=True)

    get(client, loopback)
    get(client, loopback)

    assert client.requests == len(loopback.asked) == 3
    assert client.bytes == 2 * len(gzip.compress(b"Plan " * 1_000))


@pytest.mark.parametrize(
    "held", [{"etag": '"7"'}, {"last_modified": "Mon, 03 Aug 2026 09:00:00 GMT"}], ids=["etag", "date"]
)
def test_page_that_we_hold_is_not_sent_again(client: Client, loopback: Loopback, held: dict[str, str]) -> None:
    """304 is an answer, with an empty body."""
    loopback.page("/plan", "<p>Plan</p>", etag='"7"', last_modified="Mon, 03 Aug 2026 09:00:00 GMT")

    response = get(client, loopback, **held)

    assert (response.not_modified, response.body) == (True, b"")


def test_packed_304_is_an_answer(client: Client, loopback: Loopback) -> None:
    """A 304 may repeat the headers of the page, its packing among them."""
    loopback.page("/plan", "<p>Plan</p>", etag='"7"', content_encoding="br")

    assert get(client, loopback, etag='"7"').not_modified


@pytest.mark.parametrize("etag", ['"7"\r\nX-Evil: 1', '"“7”"', '"' + "7" * 5_000 + '"', ""])
def test_validator_unfit_for_a_header_is_left_out(client: Client, loopback: Loopback, etag: str) -> None:
    """A hostile ETag that was kept cannot add a header to the next request."""
    loopback.page("/plan", "<p>Plan</p>")

    response = get(client, loopback, etag=etag)

    assert response.status == 200
    assert "if-none-match" not in loopback.asked[-1].headers


def test_304_for_nothing_is_a_failure(client: Client, loopback: Loopback) -> None:
    """A server that answers 304 where we hold nothing gives us no page."""
    loopback.page("/plan", status=304)

    with pytest.raises(FetchError, match="but we have no copy"):
        get(client, loopback)


def test_gone_page_is_an_answer(client: Client, loopback: Loopback) -> None:
    """GOV.UK says with 410 that a page was withdrawn for good, and sometimes why."""
    loopback.page("/plan", '{"schema_name": "gone"}', 410)

    response = get(client, loopback)

    assert (response.status, response.body) == (410, b'{"schema_name": "gone"}')


def test_cookies_are_neither_kept_nor_sent(client: Client, loopback: Loopback) -> None:
    """A site cannot recognise us from one request to the next."""
    loopback.page("/plan", "<p>Plan</p>", set_cookie="who=you; Path=/")

    response = get(client, loopback)
    get(client, loopback)

    assert response.header("set-cookie") is None
    assert "cookie" not in loopback.asked[-1].headers


def test_page_may_be_as_large_as_allowed(open_client: Callable[..., Client], loopback: Loopback) -> None:
    """A page of exactly max_bytes is read."""
    loopback.page("/plan", b"x" * 5_000)

    assert len(get(open_client(max_bytes=5_000), loopback).body) == 5_000


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzip bomb"])
def test_too_large_page_is_not_read(open_client: Callable[..., Client], loopback: Loopback, *, zipped: bool) -> None:
    """Beyond max_bytes reading stops, also where a few packed bytes unpack to millions."""
    loopback.page("/plan", b"x" * 30_000_000, zipped=zipped)
    client = open_client(max_bytes=1_000_000)

    with pytest.raises(FetchError, match="larger than 1,000,000 bytes") as caught:
        get(client, loopback)

    assert not caught.value.transient
    assert client.bytes < 1_200_000


def test_unknown_packing_hides_nothing(client: Client, loopback: Loopback) -> None:
    """What a server calls a packing may be none; of bytes that are no text the round's gate says so."""
    loopback.page("/plan", b"<p>Plan</p>", content_encoding="utf-8")

    assert get(client, loopback).body == b"<p>Plan</p>"


def test_damaged_packing_is_a_failure(client: Client, loopback: Loopback, naps: list[float]) -> None:
    """A body that begins as gzip and goes on otherwise gives no page, and is not asked for again."""
    loopback.page("/plan", gzip.compress(b"<p>Plan</p>")[:-8] + bytes(8), content_encoding="gzip")

    with pytest.raises(FetchError, match="damaged") as caught:
        get(client, loopback)

    assert (caught.value.transient, naps) == (False, [])


def test_packing_said_twice_is_one_list(client: Client, loopback: Loopback) -> None:
    """Headers of one name are one list, also where a body was packed only once."""
    loopback.page("/plan", gzip.compress(b"<p>Plan</p>"), content_encoding="gzip, gzip", content_type="text/html")

    assert get(client, loopback).body == b"<p>Plan</p>"


@pytest.mark.parametrize(
    ("path", "kind", "whole"),
    [("/plan", "text/html", True), ("/map.xml.gz", "text/xml", False), ("/map", "application/x-gzip", False)],
)
def test_gzip_that_nobody_named_is_unpacked(
    client: Client,
    loopback: Loopback,
    path: str,
    kind: str,
    whole: bool,  # noqa: FBT001
) -> None:
    """Where a page is expected; a file that is meant to be gzip stays as it is."""
    sent = gzip.compress(b"<p>Plan</p>")
    loopback.page(path, sent, content_type=kind)

    assert get(client, loopback, path).body == (b"<p>Plan</p>" if whole else sent)


@pytest.mark.parametrize("status", [201, 203, 226, 299])
def test_a_success_with_a_page_is_a_page(client: Client, loopback: Loopback, status: int) -> None:
    """A cache that changed a header answers 203; its body is the page all the same."""
    loopback.page("/plan", "<p>Plan</p>", status)

    assert (get(client, loopback).body, get(client, loopback).status) == (b"<p>Plan</p>", status)


@pytest.mark.parametrize(
    "cut",
    [
        Answer(b"<p>Half a pa", announced=500),
        Answer(gzip.compress(b"<p>Half a page" * 50)[:-20], headers={"content-encoding": "gzip"}, endless=True),
        Answer(hang_up=True),
    ],
    ids=["length", "gzip", "nothing"],
)
def test_cut_page_is_asked_for_again(client: Client, loopback: Loopback, naps: list[float], cut: Answer) -> None:
    """Half a page is never recorded; the next try brings the whole one."""
    loopback.answers("/plan", cut, Answer(b"<p>Half a page no more</p>"))

    response = get(client, loopback)

    assert response.body == b"<p>Half a page no more</p>"
    assert naps == [2.0]


def test_silent_server_is_left(open_client: Callable[..., Client], loopback: Loopback) -> None:
    """Nothing for read_timeout seconds is a passing failure."""
    loopback.answers("/plan", Answer(b"slow", drip=2.0))

    with pytest.raises(FetchError, match="silent for too long") as caught:
        get(open_client(read_timeout=0.1, retries=0), loopback)

    assert caught.value.transient


@pytest.mark.parametrize(
    "slow",
    [Answer(b"x" * 1_000, drip=0.05), Answer(b"x" * 1_000, drip=0.05, endless=True), Answer(drip_head=0.05)],
    ids=["body", "body without a length", "head"],
)
def test_slow_drip_ends_with_the_whole_timeout(
    open_client: Callable[..., Client], loopback: Loopback, naps: list[float], slow: Answer
) -> None:
    """A server that sends byte after byte for ever holds us for whole_timeout seconds, once, and gives no page."""
    loopback.answers("/plan", slow)
    client = open_client(read_timeout=5, whole_timeout=0.4)
    begun = time.monotonic()

    with pytest.raises(FetchError, match=r"took longer than 0\.4 seconds") as caught:
        get(client, loopback)

    assert (caught.value.transient, naps) == (True, [])
    assert time.monotonic() - begun < 2


def test_client_works_on_after_hanging_up(open_client: Callable[..., Client], loopback: Loopback) -> None:
    """One slow page does not harm the next one of the same host."""
    loopback.answers("/slow", Answer(b"x" * 1_000, drip=0.05))
    loopback.page("/plan", "<p>Plan</p>")
    client = open_client(whole_timeout=0.3)

    with pytest.raises(FetchError):
        get(client, loopback, "/slow")

    assert get(client, loopback).status == 200


def test_refused_connection_is_a_passing_failure(client: Client, naps: list[float]) -> None:
    """A server that is down is tried three times, with twice the wait each time, and no more for its other pages."""
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        port = closed.getsockname()[1]
    address = f"http://{HOST}:{port}"

    for path in ("/plan", "/news", "/people"):
        with pytest.raises(FetchError, match=r"robots\.txt .* could not be read.*refuses connections") as caught:
            client.get(address + path, allow_hosts=[HOST])

    assert (caught.value.transient, caught.value.status) == (True, None)
    assert (naps, client.requests) == ([2.0, 4.0], 3)


def test_unknown_host_is_named(open_client: Callable[..., Client]) -> None:
    """A name that nobody has is a failure that names it (RFC 6761: .invalid never resolves)."""
    with pytest.raises(FetchError, match=r"party\.invalid"):
        open_client(contact="desk@example.org").get("https://party.invalid/plan")


def test_public_site_is_not_asked_without_contact(client: Client) -> None:
    """Without a contact in the settings nothing public is asked, not even for its address."""
    with pytest.raises(ConfigError, match=r"settings\.toml: contact: .* www\.example\.org") as caught:
        client.get("https://www.example.org/plan")

    assert (caught.value.faults[0].place, client.requests) == ("contact", 0)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://me:secret@127.0.0.1/", "/plan"])
def test_only_web_addresses_are_asked(client: Client, url: str) -> None:
    """Whatever is not http or https without a password in it is refused."""
    with pytest.raises(FetchError, match="not a web address"):
        client.get(url, allow_hosts=[HOST])


def test_name_is_sent_though_the_address_is_connected_to(client: Client, loopback: Loopback) -> None:
    """The connection goes to the checked address, while the site is asked by its name."""
    loopback.page("/plan", "<p>Plan</p>")

    response = client.get(loopback.url("/plan", host="localhost"), allow_hosts=["localhost"])

    assert response.final_url == f"http://localhost:{loopback.port}/plan"
    assert loopback.asked[-1].headers["host"] == f"localhost:{loopback.port}"


def test_connection_is_kept(client: Client, loopback: Loopback) -> None:
    """Pages of one host come through one connection, 304s too."""
    ports: set[int] = set()
    loopback.page("/plan", "<p>Plan</p>", etag='"7"')
    loopback.page("/robots.txt", "")
    verify = loopback._server.verify_request
    loopback._server.verify_request = lambda request, address: bool(ports.add(address[1])) or verify(request, address)

    for _ in range(4):
        get(client, loopback, etag='"7"')

    assert len(ports) == 1


def test_many_hosts_do_not_hold_many_connections(client: Client) -> None:
    """Connections of hosts long past are closed."""
    with ExitStack() as stack:
        for site in [stack.enter_context(serving()) for _ in range(18)]:
            site.page("/plan", "<p>Plan</p>")
            get(client, site)

        assert len(client._lines) == 16


def test_proxy_of_the_environment_is_used_but_not_for_loopback(
    open_client: Callable[..., Client], loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy may know names that we do not; for loopback it is never asked."""
    client = open_client(contact="desk@example.org", delay=0)
    loopback.page("/plan", "<p>Direct</p>")
    loopback.page("http://party.invalid/plan", "<p>Through the proxy</p>")
    monkeypatch.setenv("http_proxy", loopback.url("", host=HOST))

    through = client.get("http://party.invalid/plan")
    direct = get(client, loopback)

    assert (through.body, direct.body) == (b"<p>Through the proxy</p>", b"<p>Direct</p>")


@pytest.mark.parametrize(
    "host",
    ["intranet", "metadata", "metadata.google.internal", "printer.local", "wiki.corp", "nas.lan", "router.home.arpa"],
)
def test_a_name_that_only_the_proxy_knows_is_refused(
    open_client: Callable[..., Client], loopback: Loopback, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Nobody could say where it leads: no page of the web may send us there; a source that names the host may."""
    client = open_client(contact="desk@example.org", delay=0)
    loopback.page(f"http://{host}/plan", "<p>Inside</p>")
    loopback.redirect("http://party.invalid/plan", f"http://{host}/plan")
    monkeypatch.setenv("http_proxy", loopback.url("", host=HOST))

    for url in (f"http://{host}/plan", "http://party.invalid/plan"):
        with pytest.raises(FetchError, match="name of a private network"):
            client.get(url)

    assert f"http://{host}/plan" not in loopback.paths
    assert client.get(f"http://{host}/plan", allow_hosts=[host]).body == b"<p>Inside</p>"


@pytest.mark.parametrize("proxy", ["gopher://127.0.0.1:70", "http://[::1"])
def test_useless_proxy_is_named(
    open_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    """A proxy that we cannot speak to gives a sentence, not a traceback."""
    monkeypatch.setenv("http_proxy", proxy)

    with pytest.raises(FetchError, match="The proxy that the environment names for http cannot be used"):
        open_client(contact="desk@example.org").get("http://party.invalid/plan")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody has signed, with its key in the same file."""
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", file, "-out", f"{file}.crt"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    file.write_bytes(file.read_bytes() + Path(f"{file}.crt").read_bytes())
    return file


@pytest.mark.parametrize(
    ("host", "trusted", "said"),
    [
        ("localhost", True, None),
        ("localhost", False, "could not prove who it is"),
        (HOST, True, "could not prove who it is"),
    ],
    ids=["trusted", "signed by nobody", "of another name"],
)
def test_certificate_is_verified_for_the_name(
    client: Client, certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, *, trusted: bool, said: str | None
) -> None:
    """TLS is verified against the name in the address, though the connection goes to a checked address."""
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)

    with serving(tls=tls) as secure:
        secure.page("/plan", "<p>Plan</p>")
        if said is None:
            assert client.get(secure.url("/plan", host=host), allow_hosts=[host]).body == b"<p>Plan</p>"
        else:
            with pytest.raises(FetchError, match=said) as caught:
                client.get(secure.url("/plan", host=host), allow_hosts=[host])
            assert not caught.value.transient


def test_plain_server_on_a_secure_address_is_a_failure(client: Client, loopback: Loopback) -> None:
    """Where no secure connection can be agreed on, nothing is sent."""
    with pytest.raises(FetchError, match="no secure connection"):
        client.get(loopback.url("/plan").replace("http:", "https:"), allow_hosts=[HOST])

    assert loopback.asked == []


def test_http2_is_spoken_where_the_site_offers_it(
    client: Client, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Robots.txt and page go over one HTTP/2 connection, asked for by the site's name."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    body = brotli.compress(b"<p>We will recruit 6,500 teachers.</p>")

    with serving_http2(certificate, body, [("content-encoding", "br"), ("etag", '"1"')]) as site:
        page = client.get(site.url("/plan"), allow_hosts=["localhost"])

        assert page.body == b"<p>We will recruit 6,500 teachers.</p>"
        assert page.header("etag") == '"1"'
        assert [asked[":path"] for asked in site.asked] == ["/robots.txt", "/plan"]
        assert {asked[":authority"] for asked in site.asked} == {site.url("").removeprefix("https://")}
        assert site.connections == 1
        client.close()
