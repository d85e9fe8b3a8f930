"""May we, and how slowly."""

import pytest

from tracker.errors import FetchError
from tracker.fetch.place import place
from tracker.fetch.robots import MAX_CRAWL_DELAY, MAX_ROBOTS, Robots, parse

SITE = "https://party.example"
TEXT = b"""\xef\xbb\xbfUser-agent: *
Disallow: /members/
Disallow: /*/print$
Allow: /members/open/
Crawl-delay: 4

User-agent: otherbot
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/plan", True),
        ("/members/list", False),
        ("/members/open/list", True),
        ("/plan/print", False),
        ("/plan/print/more", True),
        ("/robots.txt", True),
    ],
)
def test_rules_for_everyone_hold_for_us(path: str, *, allowed: bool) -> None:
    """The longest rule that fits decides; rules for other robots do not matter."""
    assert parse(TEXT).allows(SITE + path) is allowed


def test_rules_for_us_go_before_those_for_everyone() -> None:
    """A site can shut out tracker by its name, or let it in alone."""
    shut = parse(b"User-agent: Tracker\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    alone = parse(b"User-agent: *\nDisallow: /\n\nUser-agent: tracker\nAllow: /\n")

    assert (shut.allows(f"{SITE}/plan"), alone.allows(f"{SITE}/plan")) == (False, True)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_rules_are_read_behind_a_byte_order_mark(charset: str) -> None:
    """Notepad writes one."""
    assert not parse("User-agent: *\nDisallow: /".encode(charset)).allows(f"{SITE}/plan")


@pytest.mark.parametrize("body", [b"", b"<!doctype html><h1>Not found</h1>", b"\x00\xff\xfe" * 99, b"Disallow: /\n"])
def test_what_is_no_rule_forbids_nothing(body: bytes) -> None:
    """An error page under the name robots.txt, or noise, does not shut a site."""
    assert parse(body).allows(f"{SITE}/plan")


@pytest.mark.parametrize(
    ("delay", "expected"),
    [("4", 4), ("0.5", 0.5), ("-1", 0), ("inf", 0), ("nan", 0), ("often", 0), ("86400", MAX_CRAWL_DELAY)],
)
def test_crawl_delay_is_a_sane_number(delay: str, expected: float) -> None:
    """A robots.txt can slow us, within reason, and cannot stop the clock."""
    assert parse(f"User-agent: *\nCrawl-delay: {delay}\n".encode()).delay == expected


def test_end_of_an_endless_file_is_ignored() -> None:
    """Only the first half megabyte is read (RFC 9309 2.5)."""
    body = b"User-agent: *\nDisallow: /members\n" + b"#" * MAX_ROBOTS + b"\nDisallow: /\n"

    assert parse(body).allows(f"{SITE}/plan")
    assert not parse(body).allows(f"{SITE}/members")


def test_each_origin_is_asked_once() -> None:
    """Scheme, host and port have a robots.txt of their own, read once."""
    asked: list[str] = []

    def none(url: str) -> None:
        asked.append(url)

    robots = Robots(none)

    for url in (f"{SITE}/a", "https://PARTY.example/b?c", "https://party.example:443/d", "http://party.example/a"):
        robots.check(place(url))

    assert asked == ["https://party.example/robots.txt", "http://party.example/robots.txt"]


def test_failure_is_told_again_but_not_asked_again() -> None:
    """A dead host is asked once, and each of its pages fails for that reason."""
    asked: list[str] = []

    def dead(url: str) -> bytes | None:
        asked.append(url)
        raise FetchError("The house is dark.", transient=True, status=503)

    robots = Robots(dead)

    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match=r"could not be read.*The house is dark\.") as caught:
            robots.check(place(SITE + path))
        assert (caught.value.transient, caught.value.status) == (True, 503)
    assert len(asked) == 1
