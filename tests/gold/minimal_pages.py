"""Minimal pages of our own, each with one fault of a kind, and the lines that are right; `right_before` as measured.

They are tests, not figures of quality: real pages are measured by tests/bench/bench_pages.py.
`.venv/bin/python tests/gold/minimal_pages.py` prints how many of each kind are right.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.errors import ExtractError
from tracker.extract import article

URL = "https://example.org/page"
_A = "We will open 120 nurseries in the towns that have none, and pay for them from the levy."
_B = "Every nursery will have a garden, and a cook who buys what grows within ten miles."
_C = "Ministers have said that the plan cannot be paid for; we have shown them the sums."
_D = "The first forty will open in the spring, in places that councils have chosen."
_E = "Parents will pay nothing for the first fifteen hours, and little for those that follow."
_F = "What is left of the levy goes to the upkeep of village halls."
_TEXT = (_A, _B, _C, _D, _E, _F)
_PROSE = "".join(f"<p>{text}</p>" for text in _TEXT)


class MinimalPage(NamedTuple):
    """A page and the lines below its title that are right."""

    kind: str
    name: str
    html: str
    right: Sequence[str]
    was_right: bool
    """Whether the readers before these rules had it right."""


def _each(wrapped: str) -> str:
    """Every paragraph in a wrapping of its own, `@` standing for it."""
    return "".join(wrapped.replace("@", f"<p>{text}</p>") for text in _TEXT)


def _in(body: str) -> str:
    return f"<body><main><h1>Nurseries</h1>{body}</main></body>"


def lines(html: str) -> list[str]:
    """What is read of a page, without its title; nothing of one that is refused."""
    try:
        return [sentence.text for sentence in article.read(html.encode(), url=URL).sentences[1:]]
    except ExtractError:
        return []


_NAMES = (
    # Names that page builders, forum programs and themes give to what holds the text.
    (
        "Elementor",
        '<div class="elementor-element elementor-widget"><div class="elementor-widget-container">@</div></div>',
        0,
    ),
    ("blocks as widgets", '<section class="widget widget_block">@</section>', 0),
    ("Divi", '<div class="et_pb_module et_pb_text widget">@</div>', 0),
    ("Drupal fields", '<div class="field field--name-field-tags-and-text field__item">@</div>', 0),
    ("NationBuilder", '<div class="content-page-popup popup">@</div>', 0),
    ("bbPress", '<div class="bbp-reply-content reply">@</div>', 0),
    ("carousel slides", '<div class="carousel-item carousel">@</div>', 0),
    ("slider", '<div class="slider slide">@</div>', 0),
    ("promo cards", '<div class="promo promo-card">@</div>', 0),
    ("contents and chapters", '<section class="toc-para">@</section>', 0),
    ("jobs in the name", '<div class="job-body">@</div>', 0),
    ("banner rows", '<div class="banner banner-text">@</div>', 0),
    ("latest news as text", '<div class="latest latest-text">@</div>', 0),
    ("sidebar that is the text", '<div class="sidebar-text sidebar">@</div>', 0),
    ("share of the text", '<div class="share-price share">@</div>', 0),
    ("menu of a canteen", '<div class="menu-text menu">@</div>', 0),
    ("search result text", '<div class="search-result">@</div>', 0),
    ("subscription terms", '<div class="subscription">@</div>', 0),
    ("copyright guidance", '<div class="copyright-guidance">@</div>', 0),
    ("rating explained", '<div class="ratings">@</div>', 0),
    ("modal text", '<div class="modal-text modal">@</div>', 0),
    ("login help", '<div class="login">@</div>', 0),
    ("tag pages", '<div class="tag-page tags">@</div>', 0),
    ("poll", '<div class="poll">@</div>', 0),
)
_STATES = (
    ("overflow-hidden", '<div class="overflow-hidden">@</div>', 0),
    ("hidden on phones", '<div class="hidden lg:block">@</div>', 0),
    ("hidden on phones, Bootstrap", '<div class="hidden-xs">@</div>', 0),
    ("hidden in print", '<div class="hidden-print">@</div>', 0),
    ("not printed", '<div class="no-print">@</div>', 0),
    ("has a sidebar", '<div class="with-sidebar has-menu">@</div>', 0),
    ("server-hidden tabs", '<div class="govuk-tabs__panel govuk-tabs__panel--hidden">@</div>', 0),
    ("tab panes", '<div class="tab-pane" style="display: none">@</div>', 0),
    ("tab panels", '<div role="tabpanel" hidden>@</div>', 0),
    ("found by search", '<div hidden="until-found">@</div>', 0),
    ("collapsed", '<div class="collapse" style="display:none">@</div>', 0),
    ("details", "<details>@</details>", 1),
)
_GONE = (
    # What is furniture by any name, beside the text.
    (
        "cookie bar",
        '<div class="cookie-banner"><p>We use cookies to see how you use this site. You can say no.</p></div>',
        1,
    ),
    ("newsletter", '<div class="newsletter-signup"><p>Get our letter every week. It is free of charge.</p></div>', 1),
    ("related", '<div class="related-posts"><h3>Related</h3><p>Another story is told here, of a hedge.</p></div>', 1),
    ("share", '<div class="share"><p>Tell your friends about this page today.</p></div>', 1),
    ("hidden for good", '<div style="display:none"><p>Nobody can open this, as nothing leads to it.</p></div>', 1),
    ("dialog", '<div role="dialog"><p>Do you want to stay on this page or go?</p></div>', 1),
    ("button as a link", '<p><a class="wp-block-button__link button" href="/give">Donate now</a></p>', 0),
    ("footer", "<footer><p>Printed by the party, at its own cost and risk.</p></footer>", 1),
    ("comment", '<div class="comments-area"><p>I do not believe a word of it, says a reader.</p></div>', 1),
    ("advert", '<div class="advert"><p>Buy our nests, they are the best nests.</p></div>', 1),
    ("skip link", '<a class="skip-link" href="#main">Skip to main content</a>', 1),
    ("breadcrumbs", '<div class="breadcrumbs"><a href="/">Home</a> <a href="/n">Nurseries</a></div>', 1),
)


def _all() -> tuple[MinimalPage, ...]:
    whole = [
        MinimalPage(kind, name, _in(_each(html)), _TEXT, bool(was))
        for kind, rows in (("furniture", _NAMES), ("hidden", _STATES))
        for name, html, was in rows
    ]
    beside = [
        MinimalPage("furniture", f"{name} beside the text", _in(f"{_PROSE}{html}"), _TEXT, bool(was))
        for name, html, was in _GONE
    ]
    small = [
        MinimalPage(row["kind"], row["name"], _in(_PROSE + row["html"]), [*_TEXT, *row["right"]], row["was_right"])
        for row in tomllib.loads((Path(__file__).parent / "pages" / "minimal.toml").read_text(encoding="utf-8"))["page"]
    ]
    data = (
        '<body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props": {"text": "'
        + " ".join(_TEXT)
        + '"}}</script></body>'
    )
    stated = (
        '<body><div id="app"></div><script type="application/ld+json">{"@type": "Article", "articleBody": "'
        + " ".join(_TEXT)
        + '"}</script></body>'
    )
    return (
        *whole,
        *beside,
        *small,
        MinimalPage("data", "a framework's data", data, _TEXT, was_right=False),
        MinimalPage("data", "JSON-LD", stated, _TEXT, was_right=False),
    )


PAGES = _all()


def counted() -> dict[str, tuple[int, int, int]]:
    """For each kind: pages, right before, right now."""
    kinds = Counter(page.kind for page in PAGES)
    before = Counter(page.kind for page in PAGES if page.was_right)
    now = Counter(page.kind for page in PAGES if lines(page.html) == list(page.right))
    return {kind: (count, before[kind], now[kind]) for kind, count in sorted(kinds.items())}


def told() -> Iterator[str]:
    """A row for each kind, and each page that is wrong."""
    for kind, (count, before, now) in counted().items():
        yield f"| {kind} | {count} | {before} | {now} |"
    yield from (f"{page.kind}, {page.name}: wrong" for page in PAGES if lines(page.html) != list(page.right))


if __name__ == "__main__":
    sys.stdout.write("\n".join([*told(), ""]))
