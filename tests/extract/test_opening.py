"""What stands between a headline and the element that holds the article is part of what the page says."""

import pytest

from tracker.extract import article

URL = "https://example.org/plan"
_BODY = "".join(f"<p>Promise {number} is that we will open {number} more schools by 2030.</p>" for number in range(19))
_FIRST = "We will never again let a school close for want of a roof."


def _text(between: str, *, head: str = "<h1>Our plan</h1>", **settings: str) -> str:
    page = f"<body><div class=a>{head}{between}</div><div class=b>{_BODY}</div></body>"
    return article.read(page.encode(), url=URL, **settings).text


def test_the_first_sentence_in_a_box_of_its_own_is_kept() -> None:
    """It stands below the headline and above the rest, once."""
    text = _text(f"<div><p>{_FIRST}</p></div>")

    assert text.startswith(f"# Our plan\n\n{_FIRST}\n\nPromise 0 ")
    assert text.count(_FIRST) == 1


@pytest.mark.parametrize(
    "between",
    [
        "<p>By Ann Other · 12 June 2024 · 4 min read</p>",
        "<p>3 March 2024</p>",
        "<p><a href='/x'>Read what our members say about the plan for schools.</a></p>",
        "<div class='share-buttons'><p>Share this page with everyone whom you know, today.</p></div>",
        "<p>Last updated: 3 July 2024</p>",
        "<ul><li><p>One of the things in a list of contents that leads on.</p></li></ul>",
        "<nav><p>Everything about schools, and all our other policies.</p></nav>",
        "<p hidden>This is what nobody can see on the page.</p>",
        "<p>Here is one more of our words.</p>" * 4,
    ],
)
def test_what_says_nothing_there_is_left_out(between: str) -> None:
    """Bylines, dates, links, boxes and lists under the headline, or a crowd of lines, are no opening."""
    assert _text(between) == _text("")


def test_a_headline_in_the_article_has_no_opening_outside_it() -> None:
    """Nothing is said twice where the headline stands in the element that was chosen."""
    page = f"<body><article><h1>Our plan</h1><p>{_FIRST}</p>{_BODY}</article></body>"

    assert article.read(page.encode(), url=URL).text.count(_FIRST) == 1


def test_a_source_that_names_its_part_of_the_page_gets_that_part() -> None:
    """Who selects the article selects all of it."""
    assert _FIRST not in _text(f"<p>{_FIRST}</p>", select=".b")


def test_four_hundred_elements_are_looked_at_and_no_more() -> None:
    """A page that puts thousands of elements between headline and article is read without them."""
    assert _text(f"{'<i></i>' * 1000}<p>{_FIRST}</p>") == _text("")


@pytest.mark.parametrize(
    ("between", "first"),
    [
        (f"<div class=intro>{_FIRST}</div>", _FIRST),
        (
            "<ul><li>Parents pay no more than £10 a week</li><li>Schools open at seven in the morning</li></ul>",
            "- Parents",
        ),
    ],
)
def test_a_standfirst_may_be_a_bare_box_or_a_list(between: str, first: str) -> None:
    """Themes print it without a paragraph, tabloids as a list."""
    assert _text(between).startswith(f"# Our plan\n\n{first}")


def test_a_heading_in_the_headlines_header_is_a_standfirst() -> None:
    """It begins no part of the text; the same heading outside of a header does."""
    head = "<header><h1>Our plan</h1><h3>Schools have been closed in all of the nine towns</h3></header>"

    assert _text("", head=head).startswith(
        "# Our plan\n\nSchools have been closed in all of the nine towns\n\nPromise 0"
    )
    assert "nine towns" not in _text("<h3>Schools have been closed in all of the nine towns</h3>")
