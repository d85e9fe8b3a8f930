"""Furniture: what a site puts around its articles. It rotates from day to day and never touches the article."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from tracker.demo.dice import Dice

COOKIES = (
    "<p>We use cookies to remember your visits. By clicking “Accept all” you agree that we will use them.</p>"
    '<button class="cookie-button">Accept all</button>'
)
NEWSLETTER = (
    "<h3>Get our newsletter</h3><p>Sign up, and we will send you the week’s news every Friday.</p>"
    '<form action="/subscribe"><label for="nl">Email address</label> <input id="nl" type="email" name="email"> '
    "<button>Sign up</button></form>"
)


def party(publisher: str, dice: Dice) -> dict[str, str]:
    """What a party's template puts around a page: banner, menu and boxes at the side."""
    own = _stock()[publisher]
    side = (f'<div class="widget promo"><h3>{text(head)}</h3><p>{text(words)}</p></div>' for head, words in own["side"])
    return _common(own, dice) | {
        "banner": text(dice.pick(own["banners"], 1)[0]),
        "side": "".join(dice.pick(tuple(side), 3)),
    }


def press(dice: Dice) -> dict[str, str]:
    """What a newspaper's template puts around and into an article: adverts, teasers, counts and comments."""
    own = _stock()["press"]
    return _common(own, dice) | {
        "ticker": text(dice.pick(own["ticker"], 1)[0]),
        "hours": str(dice.number(2, 22)),
        "shares": str(dice.number(20, 900)),
        "replies": str(dice.number(2, 40)),
        "read_more": text(dice.pick(own["related"], 1)[0][0]),
        "jobs": _cards("job", dice.pick(own["jobs"], 4)),
        "sponsored": _cards("sponsored", dice.pick(own["sponsored"], 3)),
        "related": _cards("related", dice.pick(own["related"], 3)),
        "comments": _comments(dice.pick(own["comments"], dice.number(1, 4)), dice),
        "most_read": _links(dice.pick(own["most_read"], 4)),
    }


def text(words: str) -> str:
    """Words as HTML."""
    return escape(words, quote=False)


@cache
def _stock() -> dict[str, Any]:
    """Everything that can stand around an article, by site."""
    return tomllib.loads((files("tracker.demo") / "furniture.toml").read_text(encoding="utf-8"))


def _common(own: dict[str, Any], dice: Dice) -> dict[str, str]:
    return {
        "site": text(own["name"]),
        "menu": _links(own["menu"]),
        "cookies": COOKIES,
        "newsletter": NEWSLETTER,
        "token": dice.hex(24),
        "version": dice.hex(8),
        "nonce": dice.hex(10),
        "number": str(dice.number(100, 9999)),
    }


def _links(names: Iterable[str]) -> str:
    return "".join(f'<li><a href="/go/{number}">{text(name)}</a></li>' for number, name in enumerate(names))


def _cards(kind: str, entries: Iterable[Sequence[str]]) -> str:
    return "".join(
        f'<div class="{kind}-card"><h3><a href="/{kind}/{number}">{text(head)}</a></h3><p>{text(words)}</p></div>'
        for number, (head, words) in enumerate(entries)
    )


def _comments(shown: Iterable[Sequence[str]], dice: Dice) -> str:
    return "".join(
        f'<li class="comment"><div class="comment-body"><p class="comment-meta"><b>{text(name)}</b>, '
        f"{dice.number(2, 11)} months ago</p><p>{text(words)}</p></div></li>"
        for name, words in shown
    )
