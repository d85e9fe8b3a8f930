"""Asking a web archive to save a page, over real sockets: what it may answer, and what is taken from it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from loopback import Answer, Loopback
from savepagenow import JOB, Saving

from tracker.errors import FetchError
from tracker.fetch.client import Client
from tracker.fetch.save import BREAK, ArchiveCopy, BusyError, SaveJob, SavePageNow

PAGE = "https://example.org/plan?part=2&x=a b"
TAKEN = datetime(2026, 8, 17, 6, 3, 1, tzinfo=UTC)


@pytest.fixture
def archive(loopback: Loopback) -> Saving:
    """An archive on loopback."""
    return Saving(loopback)


@pytest.fixture
def saver(open_client: Callable[..., Client], archive: Saving) -> Callable[[str | None], SavePageNow]:
    """Asks it, with a key or without."""
    client = open_client(retries=0, read_timeout=0.5, whole_timeout=1.0)
    return lambda key: SavePageNow(client.service, base=archive.base, key=key)


def test_without_a_key_a_redirect_names_the_copy(archive: Saving, saver: Callable[..., SavePageNow]) -> None:
    """It is not followed, nothing secret is sent, and rules for robots are not asked for."""
    found = saver(None).save(PAGE)

    assert found == ArchiveCopy(f"{archive.base}/web/20260817060301/https://example.org/plan?part=2&x=a%20b", TAKEN)
    assert archive.site.paths == ["/save/https://example.org/plan?part=2&x=a%20b"]
    assert archive.site.asked[0].headers["authorization"] is None
    assert "tracker/" in archive.site.asked[0].headers["user-agent"]


def test_with_a_key_it_is_a_job(archive: Saving, saver: Callable[..., SavePageNow]) -> None:
    """The page's address is posted with the key; the job is looked at until it has ended."""
    archive.pending = 1
    asking = saver("me:secret")

    job = asking.save(PAGE)

    assert job == SaveJob(JOB)
    assert archive.saved == [PAGE]
    assert archive.site.asked[0].headers["authorization"] == "LOW me:secret"
    assert archive.site.asked[0].headers["accept"] == "application/json"
    assert asking.look(JOB, PAGE) is None
    found = asking.look(JOB, PAGE)
    assert found is not None
    assert found.taken == TAKEN
    assert found.address.startswith(f"{archive.base}/web/20260817060301/https://example.org/plan")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<p>Saved</p>", headers={"content-location": "/web/20260817060301/http://www.example.org/plan"}),
        Answer(status=302, headers={"location": "/web/20260817060301id_/https://example.org/plan/"}),
    ],
    ids=["content-location", "www, slash and replay of bytes"],
)
def test_other_ways_to_name_the_copy(archive: Saving, saver: Callable[..., SavePageNow], answer: Answer) -> None:
    """The same page by another spelling of its address is the same page."""
    archive.answer = answer

    assert saver(None).save("https://example.org/plan") == ArchiveCopy(archive.copy("https://example.org/plan"), TAKEN)


def test_a_page_that_names_the_job(archive: Saving, saver: Callable[..., SavePageNow]) -> None:
    """That is how those without a key are answered at times."""
    archive.answer = Answer(b'<script>spn.watchJob("spn2-0123456789abcdef", "/_static/");</script>')

    assert saver(None).save(PAGE) == SaveJob("spn2-0123456789abcdef")


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/web/20260817060301/https://example.org/plan",
        "//evil.example/web/20260817060301/https://example.org/plan",
        "/web/20260817060301/https://evil.example/plan",
        "/web/20260817060301/https://example.org/other",
        "/login?next=/save/https://example.org/plan",
        "/web/2026/https://example.org/plan",
        "/web/99999999999999/https://example.org/plan",
        "javascript:alert(1)",
        "/web/20260817060301/https://example.org/plan\x1b[31m",
        "",
    ],
)
def test_a_redirect_elsewhere_is_no_copy(archive: Saving, saver: Callable[..., SavePageNow], location: str) -> None:
    """Another site, another page, a login, no time, or what is no address: refused for good, in a clean sentence."""
    archive.answer = Answer(status=302, headers={"location": location})

    with pytest.raises(FetchError) as caught:
        saver(None).save("https://example.org/plan")

    assert not caught.value.transient
    assert caught.value.reason.isprintable()
    assert len(archive.site.asked) == 1


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(status=429, headers={"retry-after": "90"}), 90),
        (Answer(status=429), BREAK),
        (Answer(status=503, headers={"retry-after": "3600"}), 3600),
        (Answer(b'{"message": "You have too many.", "status_ext": "error:user-session-limit"}'), BREAK),
    ],
    ids=["429 with a time", "429", "503 with a time", "too many under way"],
)
def test_an_archive_that_wants_to_be_left_alone(
    archive: Saving, saver: Callable[..., SavePageNow], answer: Answer, wait: float
) -> None:
    """For as long as it says, or as it is known to block who does not stop."""
    archive.answer = answer

    with pytest.raises(BusyError) as caught:
        saver(None).save(PAGE)

    assert caught.value.wait == wait
    assert caught.value.transient


@pytest.mark.parametrize(
    ("answer", "transient"),
    [
        (Answer(status=500), True),
        (Answer(status=523), False),
        (Answer(hang_up=True), True),
        (Answer(b"{}" * 500, drip=0.05), True),
        (Answer(status=403), False),
        (Answer(b"<p>Hello</p>"), True),
        (Answer(b'{"message": "Not found \\u001b[31m", "status_ext": "error:not-found"}'), False),
        (Answer(b'{"message": "Try later", "status_ext": "error:bad-gateway"}'), True),
        (Answer(b"[" * 100_000), True),
    ],
    ids=["500", "523", "hang up", "hang", "403", "a page", "not found", "bad gateway", "nested"],
)
def test_what_did_not_work(
    archive: Saving, saver: Callable[..., SavePageNow], answer: Answer, *, transient: bool
) -> None:
    """A failure that may pass is told from one that does not; a foreign reason is quoted without control signs."""
    archive.answer = answer

    with pytest.raises(FetchError) as caught:
        saver(None).save(PAGE)

    assert not isinstance(caught.value, BusyError)
    assert caught.value.transient is transient
    assert caught.value.reason.isprintable()


@pytest.mark.parametrize(
    "status",
    [
        {"timestamp": "20260817060301/../../evil"},
        {"timestamp": "99999999999999"},
        {"timestamp": None},
        {"original_url": "https://evil.example/plan"},
        {"status": "error", "status_ext": "error:blocked-url", "message": "Blocked."},
    ],
    ids=["a path", "no date", "none", "another page", "blocked"],
)
def test_a_job_that_brought_no_copy(
    archive: Saving, saver: Callable[..., SavePageNow], status: dict[str, object]
) -> None:
    """Only a time and this very page count."""
    archive.status = status
    asking = saver("me:secret")
    asking.save(PAGE)

    with pytest.raises(FetchError) as caught:
        asking.look(JOB, PAGE)

    assert not caught.value.transient


def test_the_name_of_a_job_is_no_path(archive: Saving, saver: Callable[..., SavePageNow]) -> None:
    """An answer cannot send us to another address of the archive."""
    archive.answer = Answer(json.dumps({"job_id": "../../evil?x="}).encode())

    with pytest.raises(FetchError):
        saver("me:secret").save(PAGE)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/plan", True),
        ("http://93.184.216.34/plan", True),
        ("http://10.0.0.7/plan", False),
        ("http://[fe80::1]/plan", False),
        ("http://desk/plan", False),
        ("http://files.internal/plan", False),
        ("file:plan.html", False),
    ],
)
def test_a_private_address_is_not_told_to_anybody(
    saver: Callable[..., SavePageNow], loopback: Loopback, url: str, *, told: bool
) -> None:
    """A page of one's own network is saved nowhere; of this machine only on this machine."""
    assert (saver(None).refuses(url) is None) is told
    assert saver(None).refuses(loopback.url("/plan")) is None
    assert SavePageNow(lambda: None, base="https://web.archive.org").refuses(loopback.url("/plan")) is not None  # type: ignore[arg-type, return-value]
