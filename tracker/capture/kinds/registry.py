"""Registry: every kind by the word that a declaration gives for it. To add one, add a model, a module and a line here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tracker.capture.kinds.kind import Kind, PageKind
from tracker.config.source import Page, Source
from tracker.later import later

if TYPE_CHECKING:
    from tracker.capture.kinds import feed, file, govuk, govuk_search, html, paper, sitemap, wordpress
else:  # a folder has few of the kinds
    feed, file, govuk, govuk_search, html, paper, sitemap, wordpress = (
        later(f"tracker.capture.kinds.{name}")
        for name in ("feed", "file", "govuk", "govuk_search", "html", "paper", "sitemap", "wordpress")
    )

PAGE_KINDS: Mapping[str, PageKind[Any]] = MappingProxyType(
    {
        "docx": paper,
        "file": file,
        "govuk": govuk,
        "html": html,
        "odt": paper,
        "pdf": paper,
        "wordpress": wordpress,
    }
)
"""Kinds as which a document is read."""
KINDS: Mapping[str, Kind[Any]] = MappingProxyType(
    {**PAGE_KINDS, "feed": feed, "govuk_search": govuk_search, "sitemap": sitemap}
)
RECOGNISED: tuple[Kind[Any], ...] = (paper, feed, sitemap, wordpress, html)
"""Kinds that an answer can be known to be, in the order in which they are tried: nearly anything is a web page."""


def kind_of(source: Source) -> Kind[Any]:
    """How a source of that kind is dealt with."""
    return KINDS[source.kind]


def page_kind(page: Page) -> PageKind[Any]:
    """How a document of that kind is dealt with."""
    return PAGE_KINDS[page.kind]
