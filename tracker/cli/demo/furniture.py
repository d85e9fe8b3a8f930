"""Furniture: what a site puts around its articles. It rotates from day to day and never touches the article."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from tracker.cli.demo.dice import Dice

COOKIES = (
    '<div id="cookie-law-info-bar" class="cookie-bar"><p>We use cookies to remember your visits. By clicking “Accept '
    'all” you agree that we will use them.</p><button class="cookie-button">Accept all</button></div>'
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h3>Get our newsletter</h3><p>Sign up, and we will send you the week’s news every '
    'Friday.</p><form action="/subscribe"><label for="nl">Email address</label> <input id="nl" type="email" name="email">'
    "<button>Sign up</button></form></div>"
)


@cache
def stock() -> dict[str, Any]:
    """Everything that can stand around an article, by site (furniture.toml)."""
    return tomllib.loads((files("tracker.cli.demo") / "furniture.toml").read_text(encoding="utf-8"))


def menu(names: Iterable[str]) -> str:
    """The links at the top of every page."""
    links = "".join(f'<li><a href="/{name.lower().replace(" ", "-")}">{text(name)}</a></li>' for name in names)
    return f'<nav class="main-navigation" aria-label="Main"><ul class="menu">{links}</ul></nav>'


def cards(kind: str, heading: str, entries: Iterable[Sequence[str]]) -> str:
    """A box of teasers: adverts, sponsored posts, related stories."""
    inside = "".join(
        f'<div class="{kind}-card"><h3><a href="/{kind}/{number}">{text(entry[0])}</a></h3><p>{text(entry[1])}</p></div>'
        for number, entry in enumerate(entries, start=1)
    )
    return f'<section class="{kind}"><h2>{text(heading)}</h2>{inside}</section>'


def comments(dice: Dice) -> str:
    """Readers' comments: how many there are and how old they look changes by the day."""
    shown = dice.pick(stock()["press"]["comments"], dice.number(1, 4))
    items = "".join(
        f'<li class="comment"><article class="comment-body"><footer class="comment-meta"><b>{text(name)}</b> '
        f"<span>{dice.number(2, 11)} months ago</span></footer><p>{text(words)}</p></article></li>"
        for name, words in shown
    )
    count = "One comment" if len(shown) == 1 else f"{len(shown)} comments"
    return (
        f'<section id="comments" class="comments-area"><h2>Your thoughts</h2><h3>{count}</h3><ol>{items}</ol>'
        '<div id="respond" class="comment-respond"><h3>Leave a reply</h3><p>Your email address will not be published. '
        'Required fields are marked *</p><form action="/comment" method="post"><label for="c">Comment</label>'
        '<textarea id="c" name="comment"></textarea><button>Post comment</button></form></div></section>'
    )


def text(words: str) -> str:
    """Words as HTML."""
    return escape(words, quote=False)
