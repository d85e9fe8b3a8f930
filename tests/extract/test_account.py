"""What a page shows of whoever is logged in is taken out, and nothing else."""

from pathlib import Path

import pytest

from tracker.errors import ExtractError
from tracker.extract.account import BLOCKS, FORMS, TOKENS, has_private_query, shows_account, without_account

TOKEN = "tok-7f3a91c2e5d84b60aa17"  # noqa: S105 - of our own page
PAGE = (Path(__file__).parents[1] / "data/saved/page.html").read_text("utf-8")


@pytest.mark.parametrize("rendered", [False, True])
def test_nothing_of_the_reader_stays(*, rendered: bool) -> None:
    """Form values, tokens, the line at the head and the objects in scripts go; the article stays as it is."""
    found = without_account(PAGE, rendered=rendered)

    assert TOKEN not in found.html
    assert "bloggs" not in found.html.lower()
    assert "We will build 450 owl boxes in the county’s schools by 2028." in found.html
    assert '"datePublished": "2026-11-20"' in found.html
    assert (found.removed[BLOCKS], found.removed[FORMS]) == (1, 2)
    assert found.removed[TOKENS] >= 2


def test_a_page_for_everybody_stays_as_it_is() -> None:
    """Who wrote it, what it is called and what it says are nobody's account; nothing is counted."""
    page = (
        '<!DOCTYPE html><html><head><meta name="author" content="Ada Owl 2026"></head><body><main><h1>Signed in June</h1>'
        "<p>She was signed in as a member of the council in 1999, and signed out of the treaty later.</p>"
        '<p>The token gesture of the session 2026 was a secret. <a href="/a?page=2">On</a></p></main></body></html>'
    )

    found = without_account(page)

    assert found.html == page
    assert not found.removed


@pytest.mark.parametrize(
    "part",
    [
        f'<a href="/pay?access_token={TOKEN}&amp;x=1">Pay</a>',
        f'<p>Your code is {TOKEN}</p><input type="hidden" name="csrf" value="{TOKEN}">',
        f"<script>var csrfToken = '{TOKEN}';</script><p data-x='{TOKEN}'>x</p>",
        f'<script>{{"auth":{{"token":"{TOKEN}"}}}}</script>',
        f'<body data-user-id="{TOKEN}">',
        f"<!-- {TOKEN} -->",
        f'<input name="q" value="{TOKEN}">',
        f"<textarea>{TOKEN}</textarea>",
    ],
)
def test_a_token_is_found_wherever_pages_put_it(part: str) -> None:
    """In addresses, forms, scripts, attributes and comments, and wherever else the same value stands."""
    assert TOKEN not in without_account(f"<html><body>{part}<p>We will.</p></body></html>").html


def test_a_value_is_found_in_each_of_its_forms() -> None:
    """What a cookie held is written otherwise in JSON, in addresses and in HTML."""
    secret = "aB3/xy&9+Zq=77LmN0pQ"  # noqa: S105 - made up
    page = (
        r'<p>aB3/xy&amp;9+Zq=77LmN0pQ</p><a href="?a=aB3%2Fxy%269%2BZq%3D77LmN0pQ">x</a>'
        r'<script>x="aB3\/xy&9+Zq=77LmN0pQ"</script>'
    )

    found = without_account(page, secrets=[secret])

    assert "77LmN0pQ" not in found.html
    assert found.removed[TOKENS] == 3


def test_a_signed_statement_goes_without_a_name() -> None:
    """A JSON Web Token is known by its form."""
    assert "eyJ" not in without_account("<p>eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.abc_-DEF</p>").html


def test_a_page_of_nothing_but_tokens_is_refused() -> None:
    """To look for each of thousands everywhere would take for ever."""
    fields = "".join(f'<input name="token" value="{number:x}a1b2c3d4e5f60718">' for number in range(1500))

    with pytest.raises(ExtractError, match="more than 1,000 tokens"):
        without_account(f"<form>{fields}</form>")


def test_a_printed_page_of_an_account_is_known() -> None:
    """By a line, or by where a link leads."""
    assert shows_account("The Owl Party\nSigned in as Jo Bloggs\n")
    assert not shows_account("The Owl Party\nShe was signed in as a member\n")
    assert has_private_query("http://owls.example/logout?token=1")
    assert not has_private_query("http://owls.example/plan?page=2")


@pytest.mark.parametrize(
    "page",
    [
        f'<template shadowrootmode="open"><input type="hidden" name="csrf" value="{TOKEN}"></template><p>We will.</p>',
        f'<noscript><input name="csrf" value="{TOKEN}"></noscript><p>We will.</p>',
        f'<iframe srcdoc="&lt;input name=csrf value={TOKEN}&gt;"></iframe><p>We will.</p>',
        f'<input name="csrf" value="{TOKEN}"><iframe><p>We will build owl boxes.{" We will." * 90}</p><p>{TOKEN}</p>',
        f"<template><template><b data-token='{TOKEN}'>x</b></template></template>",
    ],
)
def test_what_browsers_do_not_show_is_looked_into(page: str) -> None:
    """Frames, templates and what stands there for browsers without script; and a page that one of them swallowed."""
    assert TOKEN not in without_account(page).html


@pytest.mark.parametrize("rendered", [False, True])
def test_the_publishers_own_address_stays_in_the_text(*, rendered: bool) -> None:
    """A mail address in a page's description of itself is nobody's account."""
    page = (
        '<html><head><meta name="contact-email" content="press2@owls.example">'
        '<script type="application/ld+json">{"@type": "Organization", "email": "press2@owls.example"}</script></head>'
        "<body><script>var email = 'press2@owls.example';</script><p>Write to press2@owls.example.</p></body></html>"
    )

    found = without_account(page, rendered=rendered)

    assert "<p>Write to press2@owls.example.</p>" in found.html
    assert '"email": "press2@owls.example"' in found.html


def test_the_readers_address_goes_from_everywhere() -> None:
    """It is known by the name under which it stands."""
    page = "<script>var userEmail = 'jo@news.example';</script><p>Write to jo@news.example.</p>"

    assert "jo@news" not in without_account(page).html


@pytest.mark.parametrize(
    "page",
    [
        '<html><head></head><body><p data-username="Andrew97">x</p><p>Andrew97 wrote it.</p></body></html>',
        "<html><head></head><body><pre>Logged in as admin</pre><p>Get /login?username=a&amp;token=a.</p></body></html>",
    ],
)
def test_names_of_others_and_samples_of_code_stay_in_the_text(page: str) -> None:
    """Who wrote a comment is no reader of the page; what a page on programs shows is its own text."""
    assert without_account(page).html.partition("</p>")[2] == page.partition("</p>")[2]
    assert "Andrew97 wrote" in without_account(page).html or "Logged in as admin" in without_account(page).html
