"""What a page states of itself: title, standfirst, dates, author; from its elements, meta tags and JSON-LD."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from tracker.extract import clean, page, printed
from tracker.extract.dates import stated
from tracker.extract.document import ChangeNote, Precision
from tracker.extract.profile import Profile, named
from tracker.patterns import deferred

_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle BlogPosting "
    "ReviewNewsArticle Report WebPage GovernmentService".split()
)
_PUBLISHED = (
    "meta[property='article:published_time']",
    "meta[name='DC.date.issued']",
    "meta[name='dcterms.issued']",
    "meta[name='govuk:first-published-at']",
    "meta[itemprop='datePublished']",
    "time.published[datetime]",
    "time[itemprop='datePublished']",
)
_MODIFIED = (
    "meta[property='article:modified_time']",
    "meta[property='og:updated_time']",
    "meta[itemprop='dateModified']",
)
_UPDATED = "meta[name='govuk:public-updated-at']"
_AUTHOR = ("meta[name='author']", "[rel='author']", ".author .fn", ".byline .author")
_WHOSE = deferred(r"(?:https://www\.gov\.uk)?/government/(organisations|people)/([a-z0-9-]{1,200})(?:[?#].*)?")
_LARGEST_JSON = 400_000
_MOST_HEADINGS = 20
"""First headings of level 1 that are read to find the headline; nested ones would be read over and over."""
_MOST_OBJECTS = 500
_MOST_BOXES = 20
_SEPARATORS = (" | ", " – ", " — ", " - ")
_TITLE_WORDS = 3
_TYPE_WORDS = 4


class Facts(NamedTuple):
    """What a page says of itself; absent facts are None."""

    title: str | None
    standfirst: str | None
    published: datetime | None
    precision: Precision | None
    modified: datetime | None
    updated: datetime | None
    author: str | None
    document_type: str | None
    organisations: tuple[str, ...]
    people: tuple[str, ...]
    notes: tuple[ChangeNote, ...]
    territory: tuple[str, ...]


def read(tree: LexborHTMLParser, profile: Profile) -> Facts:
    """The facts of a page, read before its furniture is dropped. Nothing that a page gets wrong raises."""
    stated_there = _linked_data(tree)
    published, precision = _date(tree, stated_there, "datePublished", _PUBLISHED)
    modified, _ = _date(tree, stated_there, "dateModified", _MODIFIED)
    title = _title(tree, profile)
    boxes = tree.css(profile.printed)[:_MOST_BOXES] if profile.printed else ()
    shown = printed.read(map(page.text, boxes))
    updated = stated(_content(tree, _UPDATED))[0]
    return Facts(
        title=title,
        standfirst=_standfirst(tree, profile, title),
        published=published or shown.published,
        precision=precision or ("day" if shown.published else None),
        modified=modified,
        updated=updated or shown.updated,
        author=_author(tree, stated_there) or (_minister(tree, profile) if shown.is_speech else None),
        document_type=_document_type(tree, profile),
        organisations=_whose(tree, profile, "organisations"),
        people=_whose(tree, profile, "people"),
        notes=_notes(tree, profile),
        territory=shown.territory,
    )


def _minister(tree: LexborHTMLParser, profile: Profile) -> str | None:
    """Who gave a speech: the first person whom the page is from."""
    links = tree.css(profile.whose) if profile.whose else ()
    people = (node for node in links if "/government/people/" in (node.attributes.get("href") or ""))
    return next((name for name in map(page.text, people) if name), None)


def _document_type(tree: LexborHTMLParser, profile: Profile) -> str | None:
    """What type of document a page says it is, spelled as GOV.UK's data has it ("Press release": press_release)."""
    node = tree.css_first(profile.type) if profile.type else None
    told = page.text(node).removesuffix(":").removesuffix(" overview").lower() if node is not None else ""
    words = told.removesuffix(" to parliament").split()
    return "_".join(words) if 0 < len(words) <= _TYPE_WORDS and all(map(str.isalpha, words)) else None


def _whose(tree: LexborHTMLParser, profile: Profile, kind: str) -> tuple[str, ...]:
    """The organisations or people whom a page is from, by the last part of their address, as the Content API has them."""
    links = (node.attributes.get("href") or "" for node in (tree.css(profile.whose) if profile.whose else ()))
    found = (_WHOSE.fullmatch(link.strip()) for link in links)
    return tuple(sorted({match[2] for match in found if match and match[1] == kind}))


def _notes(tree: LexborHTMLParser, profile: Profile) -> tuple[ChangeNote, ...]:
    """The notes on updates that a page prints, oldest first; a note is what stands beside its date."""
    notes = set()
    for node in tree.css(profile.notes) if profile.notes else ():
        time = node.css_first("time")
        date = page.text(time) if time is not None else ""
        at, _ = stated(time.attributes.get("datetime")) if time is not None else (None, None)
        if note := page.text(node).removeprefix(date).strip():
            notes.add((at.isoformat() if at else "", note, at))
    return tuple(ChangeNote(at=at, note=note) for _, note, at in sorted(notes, key=lambda one: one[:2]))


def _title(tree: LexborHTMLParser, profile: Profile) -> str | None:
    """The headline as printed; what meta tags call the page only where none is printed but the site's name."""
    site = _content(tree, "meta[property='og:site_name']")
    headings = [heading for heading in map(page.text, tree.css("h1")[:_MOST_HEADINGS]) if heading and heading != site]
    if len(set(headings)) == 1:
        return headings[0]
    for selector in profile.title if headings else ():
        for node in tree.css(selector):
            if (text := page.text(node)) in headings:
                return text
    return _content(tree, "meta[property='og:title']") or _window_title(tree, site)


def _window_title(tree: LexborHTMLParser, site: str | None) -> str | None:
    """The text of <title> without the name of the site at its end."""
    node = tree.css_first("title")
    title = clean.line(node.text(deep=True)) if node is not None else ""
    for separator in _SEPARATORS:
        front, found, last = title.rpartition(separator)
        if found and (last == site or len(front.split()) >= _TITLE_WORDS > len(last.split()) - 1):
            return front
    return title or None


def _standfirst(tree: LexborHTMLParser, profile: Profile, title: str | None) -> str | None:
    for selector in (*profile.standfirst, *named("any").standfirst):
        for node in tree.css(selector):
            text = page.text(node)
            if text and text != title:
                return text
    return None


def _date(
    tree: LexborHTMLParser, objects: Sequence[dict[str, Any]], name: str, selectors: Sequence[str]
) -> tuple[datetime | None, Precision | None]:
    values = [found[name] for found in objects if isinstance(found.get(name), str)]
    values += [value for selector in selectors if (value := _content(tree, selector))]
    return next((date for date in map(stated, values) if date[0] is not None), (None, None))


def _author(tree: LexborHTMLParser, objects: Sequence[dict[str, Any]]) -> str | None:
    for found in objects:
        people = found.get("author")
        people = people if isinstance(people, list) else [people]
        names = [person.get("name") if isinstance(person, dict) else person for person in people]
        text = ", ".join(cleaned for name in names if isinstance(name, str) and (cleaned := clean.line(name)))
        if text:
            return text
    return next((author for selector in _AUTHOR if (author := _content(tree, selector))), None)


def _content(tree: LexborHTMLParser, selector: str) -> str | None:
    """What the first element a selector matches states: its content, its datetime, or its text."""
    node = tree.css_first(selector)
    if node is None:
        return None
    attributes = node.attributes
    value = attributes.get("content") if node.tag == "meta" else attributes.get("datetime") or page.text(node)
    return clean.line(value or "") or None


def _linked_data(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe an article, in the page's order."""
    found: list[dict[str, Any]] = []
    for script in tree.css("script[type='application/ld+json']"):
        text = script.text(deep=True)
        if text and len(text) <= _LARGEST_JSON:
            try:
                found.extend(_articles(json.loads(text, strict=False)))
            except (ValueError, RecursionError):
                continue
    return found


def _articles(value: object) -> Iterator[dict[str, Any]]:
    """Objects of an article's type in lists and graphs; breadth first, never more than a page has honest use for."""
    waiting = [value]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        found = waiting.pop(0)
        if isinstance(found, list):
            waiting.extend(found[:_MOST_OBJECTS])
        elif isinstance(found, dict):
            types = found.get("@type")
            if _ARTICLES & {kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)}:
                yield found
            waiting.append(found.get("@graph"))
