"""Where links lead and what pictures are said to show are facts of a page; its furniture's are not."""

import json

from tracker.extract import article, canonical, govuk
from tracker.extract.document import Document, PageLink

URL = "https://owls.example/plans/boxes"
PROSE = "We will build forty owl boxes in every village by the river, and we will count them all each spring. " * 4


def read(body: str) -> Document:
    """A page of that body, with navigation around it."""
    html = f"<title>Owls</title><nav><a href='/menu'>Menu</a></nav><main><h1>Owls</h1>{body}<p>{PROSE}</p></main>"
    return article.read(html.encode(), url=URL)


def test_links_are_facts_in_reading_order() -> None:
    """Absolute, without fragment and counters; addresses within the page, mail and empty links are none."""
    page = read(
        "<p>See <a href='../papers/plan.pdf?utm_source=mail#page=2'>our <b>plan</b></a>, <a href='#top'>above</a>, "
        "<a href='mailto:owl@owls.example'>write</a> or <a href='/x'></a>.</p>"
        "<ul><li>One<p><a href='//moths.example/a'>two</a></p></li></ul>"
        "<table><tr><td>Box</td><td><a href='/box'>Oak</a></td></tr><tr><td>Nest</td><td>Elm</td></tr></table>"
    )

    assert page.links == (
        PageLink(text="our plan", url="https://owls.example/papers/plan.pdf"),
        PageLink(text="two", url="https://moths.example/a"),
        PageLink(text="Oak", url="https://owls.example/box"),
    )
    assert "plan.pdf" not in page.text


def test_pictures_say_what_they_show() -> None:
    """Also those in a link or a figure; one without words says nothing."""
    page = read(
        "<p><img src='a.png' alt=' A  barn owl '>Owls fly.</p><p><a href='/z'><img src='b.png' alt='A map'></a></p>"
        "<figure><img src='c.png' alt='A chart'><figcaption>Owls a year</figcaption></figure><img src='d.png' alt=''>"
    )

    assert page.images == ("A barn owl", "A map", "A chart")
    assert "barn owl" not in page.text


def test_what_leads_elsewhere_is_another_version() -> None:
    """A changed target is content; the record gives links and pictures back."""
    one, other = (read(f"<p><a href='/{place}'>The plan</a> is here.</p>") for place in ("old", "new"))

    assert one.text == other.text
    assert canonical.substance(canonical.meta(one)) != canonical.substance(canonical.meta(other))
    assert canonical.read(one.text, canonical.meta(one)).links == one.links


def test_an_item_of_the_content_api_has_links_too() -> None:
    """They are read from the body's HTML, against the site's own address."""
    item = {
        "title": "T",
        "base_path": "/guidance/owls",
        "details": {"body": "<p>Read <a href='/government/owls'>more of owls</a>.</p>"},
    }

    assert govuk.read(json.dumps(item).encode()).links == (
        PageLink(text="more of owls", url="https://www.gov.uk/government/owls"),
    )


def test_an_endless_list_of_links_is_cut_and_said() -> None:
    """No page for people has so many; what is left out is warned of, and a short list is not."""
    page = read(
        "".join(f"<p>Owl <a href='/{number}'>number {number}</a> sits in its oak.</p>" for number in range(2100))
    )

    assert page.links is not None
    assert len(page.links) == 2000
    assert page.warnings == ("only the first 2,000 links are kept",)
    assert read("<p><a href='/one'>One</a> owl sits in its oak.</p>").warnings == ()
