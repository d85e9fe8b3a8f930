"""Profile: how the pages of a known site are built."""

import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

_TITLES = ("h1.entry-title", "article h1", "main h1", "h1")


class Profile(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where article, title and standfirst stand on the pages of a site, and what is left out of them."""

    name: str
    hosts: tuple[str, ...] = ()
    mark: str | None = None
    """CSS selector of what gives the publishing system away, on any host."""
    root: tuple[str, ...] = ()
    title: tuple[str, ...] = _TITLES
    standfirst: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """CSS selectors of parts that state facts about the page, not its text: left out however much they hold."""
    notes: str | None = None
    """CSS selector of one note on an update, with its date in a <time>."""
    printed: str | None = None
    """CSS selector of the boxes in which a page prints its dates and the nations it applies to."""
    type: str | None = None
    """CSS selector of where a page prints what type of document it is ("Guidance", "Speech")."""
    whose: str | None = None
    """CSS selector of links to the organisations and people whom a page is from."""
    attachments: tuple[str, ...] = ()
    ignore_lines: tuple[str, ...] = ()
    tokens: bool = True
    links: bool = False
    licence: str | None = None


def profile_for(url: str | None, tree: LexborHTMLParser) -> Profile:
    """The profile of the site an address belongs to, else of its publishing system, else the one for any page."""
    host = _host(url)
    for profile in profiles():
        if host in profile.hosts or (profile.mark and tree.css_first(profile.mark) is not None):
            return profile
    return named("any")


def named(name: str) -> Profile:
    """The profile of that name."""
    return next(profile for profile in profiles() if profile.name == name)


@cache
def profiles() -> tuple[Profile, ...]:
    """The shipped profiles, in the order in which they are tried."""
    shipped = tomllib.loads(files("tracker.extract").joinpath("profiles.toml").read_text(encoding="utf-8"))
    return tuple(Profile.model_validate(profile) for profile in shipped["profile"])


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
