"""Leads: where an item of GOV.UK's Content API leads to: attachments that are pages, sections, members, destinations."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel

from tracker.config import checks
from tracker.errors import ExtractError
from tracker.extract import loose

LeadKind = Literal["attachment", "section", "member"]
_LONGEST = 300
"""Characters of a path; GOV.UK's are shorter."""
_MOST = 1000
"""Leads of one item; the largest manuals have some hundred sections."""


class Lead(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Another page that belongs to an item."""

    kind: LeadKind
    path: str
    identity: str | None = None
    """content_id and locale, where the item says them."""


class ContentItem(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What an item says about where it is and where it leads."""

    path: str | None
    """Its canonical path."""
    identity: str | None
    schema_name: str | None
    title: str | None = None
    document_type: str | None = None
    publishers: tuple[str, ...] = ()
    """Names of the organisation that publishes it first, else of all that do."""
    leads: tuple[Lead, ...] = ()


def read(body: bytes) -> ContentItem:
    """The item's place and leads, in the order in which it names them. ExtractError when it is no item."""
    found = loose.load(body, what="a Content API item")
    links = loose.mapping(found.get("links"))
    return ContentItem(
        path=site_path(found.get("base_path")),
        identity=identity(found.get("content_id"), found.get("locale")),
        schema_name=loose.line(found.get("schema_name")),
        title=loose.line(found.get("title")),
        document_type=loose.line(found.get("document_type")),
        publishers=_publishers(links),
        leads=_unique((*_attachments(found, links), *_sections(found, links), *_members(links))),
    )


def identity(content_id: object, locale: object) -> str | None:
    """What stays when the address changes; None where the item has no id."""
    name = loose.line(content_id)
    return f"{name}:{loose.line(locale) or 'en'}" if name else None


def site_path(value: object) -> str | None:
    """A path of GOV.UK, without query and fragment; None for anything else, other sites' addresses too."""
    if not isinstance(value, str) or len(value) > _LONGEST * 2:
        return None
    try:
        parts = urlsplit(value)
        here = not parts.netloc and not parts.scheme and len(parts.path) <= _LONGEST
        return checks.site_path(parts.path) if here else None
    except ValueError:
        return None


def destination(body: bytes, *, path: str) -> str | None:
    """Where a redirect sends the path that was asked for, as written: a path or the address of another site.

    An exact rule for the path is taken first, then the longest prefix; a prefix keeps the rest of the path unless it
    says otherwise (content-store, `segments_mode`).
    """
    rules = loose.objects(loose.load(body, what="a redirect").get("redirects"))
    fitting = sorted((rule for rule in rules if _fits(rule, path)), key=_how_close, reverse=True)
    for rule in fitting or rules[:1]:
        if (to := loose.line(rule.get("destination"))) is not None:
            keeps = rule.get("type") == "prefix" and rule.get("segments_mode") != "ignore" and rule in fitting
            rest = path.removeprefix(str(rule.get("path"))) if keeps else ""
            return f"{to.rstrip('/')}{rest}" if rest else to
    return None


def _fits(rule: dict[str, Any], path: str) -> bool:
    own = rule.get("path")
    if not isinstance(own, str):
        return False
    return own == path or (rule.get("type") == "prefix" and path.startswith(f"{own.rstrip('/')}/"))


def _how_close(rule: dict[str, Any]) -> tuple[bool, int]:
    return rule.get("type") != "prefix", len(str(rule.get("path")))


def _attachments(item: dict[str, Any], links: dict[str, Any]) -> Iterator[Lead]:
    """Attachments that are pages of GOV.UK: as the item lists them, and as its children."""
    children = {child.get("base_path"): child for child in loose.objects(links.get("children"))}
    ids = {path: identity(child.get("content_id"), child.get("locale")) for path, child in children.items()}
    for attachment in loose.objects(loose.mapping(item.get("details")).get("attachments")):
        if attachment.get("attachment_type") == "html" and (path := _local(attachment.get("url"))):
            yield Lead(kind="attachment", path=path, identity=ids.get(path))
    for path, child in children.items():
        if child.get("schema_name") == "html_publication" and (own := site_path(path)):
            yield Lead(kind="attachment", path=own, identity=ids.get(path))


def _local(url: object) -> str | None:
    """The path of an attachment's address, which may name GOV.UK in full."""
    text = loose.line(url) or ""
    return site_path(text.removeprefix("https://www.gov.uk"))


def _sections(item: dict[str, Any], links: dict[str, Any]) -> Iterator[Lead]:
    """A manual's sections, and their own sections (HMRC's manuals are nested)."""
    known = {
        section.get("base_path"): identity(section.get("content_id"), section.get("locale"))
        for section in loose.objects(links.get("sections"))
    }
    for group in loose.objects(loose.mapping(item.get("details")).get("child_section_groups")):
        for section in loose.objects(group.get("child_sections")):
            if path := site_path(section.get("base_path")):
                yield Lead(kind="section", path=path, identity=known.get(path))


def _members(links: dict[str, Any]) -> Iterator[Lead]:
    for member in loose.objects(links.get("documents")):
        if path := site_path(member.get("base_path")):
            yield Lead(kind="member", path=path, identity=identity(member.get("content_id"), member.get("locale")))


def _unique(leads: Sequence[Lead]) -> tuple[Lead, ...]:
    first: dict[str, Lead] = {}
    for lead in leads:
        first.setdefault(lead.path, lead)
    return tuple(first.values())[:_MOST]


def _publishers(links: dict[str, Any]) -> tuple[str, ...]:
    for name in ("primary_publishing_organisation", "organisations"):
        titles = [title for one in loose.objects(links.get(name)) if (title := loose.line(one.get("title")))]
        if titles:
            return tuple(titles)
    return ()


def schema_of(body: bytes) -> str | None:
    """`redirect`, `gone`, or the schema of a live item; None when it is no item."""
    try:
        return read(body).schema_name
    except ExtractError:
        return None


def absolute(base: str, to: str) -> str:
    """The address of a destination, seen from the site it stands on."""
    return urljoin(f"{base.rstrip('/')}/", to)


def locale_of(path: str) -> str:
    """The language of a page by its path: a translation ends in a dot and its code."""
    found = re.search(r"\.([a-z]{2}(?:-[a-z0-9]{2,4})?)$", path)
    return found[1] if found else "en"
