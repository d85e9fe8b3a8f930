"""What a value may be."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config import checks

GOOD = [
    (checks.slug, "dfe-rise"),
    (checks.slug, "6500"),
    (checks.http_url, "https://labour.org.uk/change/"),
    (checks.http_url, "http://127.0.0.1:8080/a?b=c#d"),
    (checks.http_url, "https://[::1]:8080/"),
    (checks.site_url, "https://schoolsweek.co.uk"),
    (checks.site_path, "/government/publications/rise.cy"),
    (checks.relative_path, "saved/green manifesto.html"),
    (checks.host, "127.0.0.1"),
    (checks.host, "::1"),
    (checks.host, "localhost"),
    (checks.selector, "main > article.body:not(.ad), [data-x='(']"),
    (checks.selector, "*"),
    (checks.selector, r".md\:w-1"),
    (checks.pattern, r"^Share this( page)?$"),
    (checks.pattern, "[[a]"),
    (checks.line, "“Change” – £6,500"),
    (checks.note, "one line\nand\tanother"),
    (checks.contact, "desk@example.org"),
    (checks.contact, "https://example.org/bot"),
    (checks.iso_date, "2024-06-13"),
    (checks.iso_date, "2024-06-13T09:30:00+01:00"),
    (checks.claim_id, "c-abcdefgh23"),
    (checks.thread_id, "t-abcdefgh23"),
    (checks.post_type, "press-release"),
]
BAD = [
    (checks.slug, ""),
    (checks.slug, "DfE"),
    (checks.slug, "-rise"),
    (checks.slug, "a" * 61),
    (checks.slug, "rise\n"),
    (checks.http_url, "labour.org.uk"),
    (checks.http_url, "ftp://labour.org.uk"),
    (checks.http_url, "https://"),
    (checks.http_url, "https://a b.org"),
    (checks.http_url, "https://a.org/\u0085x"),
    (checks.http_url, "https://a.org\\@b.org"),
    (checks.http_url, "https://me:secret@a.org"),
    (checks.http_url, "https://@a.org"),
    (checks.http_url, "https://[::1"),
    (checks.http_url, "https://a.org:port/"),
    (checks.http_url, "https://a.org:99999/"),
    (checks.site_url, "https://a.org/?x=1"),
    (checks.site_path, "https://www.gov.uk/x"),
    (checks.site_path, "/a/../b"),
    (checks.site_path, "/a/."),
    (checks.site_path, "//a.org/b"),
    (checks.site_path, "/a?b"),
    (checks.relative_path, ""),
    (checks.relative_path, "/etc/passwd"),
    (checks.relative_path, "~/x"),
    (checks.relative_path, "a/../../b"),
    (checks.relative_path, "a\x00b"),
    (checks.host, "https://a.org"),
    (checks.host, "a.org:80"),
    (checks.selector, " "),
    (checks.selector, "<main>"),
    (checks.selector, "> article"),
    (checks.selector, "main >"),
    (checks.selector, "main,, aside"),
    (checks.selector, "div[class=x"),
    (checks.selector, "div:not(.a]"),
    (checks.selector, "[a='x]"),
    (checks.selector, "a" * 501),
    (checks.pattern, "(unclosed"),
    (checks.pattern, "a*"),
    (checks.pattern, ""),
    (checks.pattern, "a{99999999999999999999}"),
    (checks.line, "two\nlines"),
    (checks.line, "\x1b[31mred"),
    (checks.line, " "),
    (checks.note, "bell\x07"),
    (checks.contact, "me"),
    (checks.contact, "me@example.org\r\nX-Evil: 1"),
    (checks.contact, ""),
    (checks.contact, "mé@example.org"),
    (checks.iso_date, "13 June 2024"),
    (checks.iso_date, "2024-06-13T09:30:00"),
    (checks.iso_date, "2024-02-30"),
    (checks.claim_id, "c-1"),
    (checks.thread_id, "c-abcdefgh23"),
    (checks.post_type, "../users"),
]


@pytest.mark.parametrize(("check", "value"), GOOD)
def test_a_good_value_is_kept_as_written(check: Callable[[str], str], value: str) -> None:
    """A check changes nothing: an address is evidence."""
    assert check(value) == value


@pytest.mark.parametrize(("check", "value"), BAD)
def test_a_bad_value_is_refused(check: Callable[[str], str], value: str) -> None:
    """A value that could do harm or cannot work is refused with what was expected."""
    with pytest.raises(ValueError, match=r"^[a-z1]"):
        check(value)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([check for check, _ in GOOD]), st.text())
def test_no_text_breaks_a_check(check: Callable[[str], str], value: str) -> None:
    """A check gives the value back or raises ValueError, whatever it is given."""
    try:
        kept = check(value)
    except ValueError:
        return

    assert kept == value
