"""HTML pages as party sites and news sites make them, valid HTML5: the article inside its furniture of the day."""

import json
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from string import Template

from tracker.demo import furniture
from tracker.demo.dice import Dice
from tracker.demo.furniture import text
from tracker.demo.markup import pieces
from tracker.demo.page import DemoPage, Edition

INVENTED = "Invented page: part of the demonstration of tracker. Nobody published it."


def render(page: DemoPage, edition: Edition, day: date) -> bytes:
    """The page as a browser gets it on that day: same page, same day, same bytes."""
    dice = Dice(f"{page.source} {day.isoformat()}")
    around = furniture.press(dice) if page.template == "press" else furniture.party(page.publisher, dice)
    dated = _dates(page, edition, day)
    values = around | {
        "title": text(edition.title),
        "standfirst": text(edition.standfirst),
        "dates": "\n".join(f'<meta property="article:{name}" content="{value}">' for name, value in dated.items()),
        "linked_data": _linked_data(page, edition, dated),
        "year": str(day.year),
        "invented": INVENTED,
        **(_article(page, edition) if page.template == "press" else {"content": "\n".join(pieces(edition.body))}),
    }
    name = "press" if page.template == "press" else f"party-{edition.design}"
    return (_template("head").substitute(values) + _template(name).substitute(values)).encode()


def _article(page: DemoPage, edition: Edition) -> dict[str, str]:
    """A news article in three parts, between which the site puts its boxes."""
    found = pieces(edition.body)
    middle = len(found) // 2
    posted = page.published or datetime.combine(page.since, datetime.min.time())
    return {
        "author": text(page.author or ""),
        "posted": posted.isoformat(),
        "posted_words": f"{posted.day} {posted:%B %Y}",
        "opening": "\n".join(found[:2]),
        "middle": "\n".join(found[2:middle]),
        "ending": "\n".join(found[middle:]),
    }


def _dates(page: DemoPage, edition: Edition, day: date) -> dict[str, str]:
    """Declared dates. Party sites republish in bulk: their modification date moves each day and says nothing."""
    if page.published is None:
        return {}
    modified = edition.edited if page.template == "press" else day
    at = datetime.combine(modified, page.published.timetz())
    return {"published_time": page.published.isoformat(), "modified_time": max(at, page.published).isoformat()}


def _linked_data(page: DemoPage, edition: Edition, dated: dict[str, str]) -> str:
    kind = "NewsArticle" if page.template == "press" else "WebPage"
    facts: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "headline": edition.title}
    if dated:
        facts |= {"datePublished": dated["published_time"], "dateModified": dated["modified_time"]}
    if page.author:
        facts["author"] = {"@type": "Person", "name": page.author}
    return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _template(name: str) -> Template:
    return Template((files("tracker.demo") / "templates" / f"{name}.html").read_text(encoding="utf-8"))
