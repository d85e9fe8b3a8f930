"""A selector lasts when it names what an element is, not where it stands or what a build called it."""

import pytest

from tracker.extract import page
from tracker.extract.selector import brittle, label, name


@pytest.mark.parametrize(
    "selector",
    ["main", ".entry-content", "#content", "article.story", ".gem-c-govspeak", "main .h2-block", "[itemprop=articleBody]",
     ".col-2 > .text", ".wp-block-group", ".standfirst, .dek", ".b2b-story", ".covid19"],
)  # fmt: skip
def test_a_lasting_selector(selector: str) -> None:
    """Names of what a thing is give no warning."""
    assert brittle(selector) is None


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        (".css-1abc9z", "changes with each build"),
        ("div.sc-a8f2kq p", "changes with each build"),
        (".Article_body__x9K2a", "changes with each build"),
        ("main > div:nth-child(3)", "counts elements"),
        ("p:first-of-type", "counts elements"),
        ("#post-12345", "belongs to one page"),
        ("#post-7", "belongs to one page"),
        (".postid-99812", "belongs to one page"),
        ("#a > .b .c .d", "more than 3 elements"),
    ],
)
def test_a_brittle_selector_is_told_why(selector: str, reason: str) -> None:
    """A warning says what will make the selector fail."""
    assert reason in (brittle(selector) or "")


def test_an_element_is_named_by_what_lasts() -> None:
    """Of its id, classes and tag the lasting one is chosen; without any there is no name, only a label."""
    tree = page.parse(
        "<main class='css-1ab2cd'><div class='css-9zz1a x9K2a1'><p>Text</p></div><div id='a b'>b</div></main>"
    )
    main, inner, text = (tree.css_first(one) for one in ("main", "div", "p"))

    assert main is not None
    assert inner is not None
    assert text is not None
    assert name(main) == "main"
    assert name(inner) is None
    assert label(inner).startswith(".css-9zz1a")
    assert label(text) == ".css-9zz1a p"
