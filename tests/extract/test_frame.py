"""How much of what a page shows outside its frame is read, and when a reader is told that it is little."""

import pytest

from tracker.extract import article, frame, page

_TEXT = "".join(
    f"<p>Hall {number} will open in the spring of 2028, in a town that the councils chose.</p>" for number in range(9)
)
_CARDS = "".join(
    f"<div class='tile'><a href='/halls/{number}'>Hall {number} of the eastern towns, with a kitchen and a stage</a></div>"
    for number in range(60)
)
_TOLD = "characters outside its navigation, header, footer and asides are read"


def _warnings(body: str) -> str:
    html = f"<html><head><title>Halls</title></head><body>{body}</body></html>"
    return " ".join(article.read(html.encode(), url="https://example.org/halls").warnings)


def test_a_reader_is_told_when_most_of_a_page_is_left() -> None:
    """A grid of cards is left out beside a text; how much was read of how much is said."""
    warned = _warnings(f"<main><h1>Halls</h1>{_TEXT}</main><div class='grid'>{_CARDS}</div>")

    assert f"{_TOLD}: if the rest is text too, name what holds it with select" in warned


@pytest.mark.parametrize("around", ["nav", "footer", "aside", "form"])
def test_what_stands_in_the_frame_is_not_missed(around: str) -> None:
    """The same cards in a menu, a footer, an aside or a form are what a page always has."""
    assert _TOLD not in _warnings(f"<main><h1>Halls</h1>{_TEXT * 5}</main><{around}>{_CARDS}</{around}>")


def test_comments_are_not_missed() -> None:
    """They are left out on purpose, however long."""
    comments = "".join(
        f"<div>Reader {number} thinks that halls are a good thing, and says so.</div>" for number in range(60)
    )

    assert _TOLD not in _warnings(f"<main><h1>Halls</h1>{_TEXT}</main><div id='comments'>{comments}</div>")


@pytest.mark.parametrize(
    ("body", "outside"),
    [
        ("<p>Text.</p><nav>Menu</nav>", "Text."),
        ("<p>Text.</p><div hidden>Later</div><div aria-hidden=true>Sign</div>", "Text."),
        ("<form><nav>Menu</nav><p>All of the text is in a form.</p></form>", "All of the text is in a form."),
        ("<p>Text of the page.</p><form>Search</form>", "Text of the page."),
        ("<div class='cookie-notice'><aside>We use<form>cookies</form></aside></div>Text.", "Text."),
    ],
)
def test_what_stands_outside_the_frame_is_counted(body: str, outside: str) -> None:
    """A form around the whole page is no frame."""
    assert frame.outside(page.parse(f"<body>{body}</body>")) == len(outside)


def test_a_frameset_shows_nothing() -> None:
    """Where there is no body nothing stands outside the frame."""
    assert frame.outside(page.parse("<frameset><frame src='a'></frameset>")) == 0


def test_a_known_site_is_not_asked() -> None:
    """What its profile takes for facts, as GOV.UK's attachments and change notes, is not left out."""
    html = (
        "<html><head><title>Halls</title></head><body><main id='content'><h1>Halls</h1>"
        f"<div class='govspeak'>{_TEXT}</div></main><div class='grid'>{_CARDS}</div></body></html>"
    )
    told = [article.read(html.encode(), url=f"https://{host}/halls").warnings for host in ("www.gov.uk", "example.org")]

    assert [_TOLD in " ".join(warnings) for warnings in told] == [False, True]
