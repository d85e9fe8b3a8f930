"""Source declaration: what every kind of source declares, and what a declaration knows of itself."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from tracker.config import checks
from tracker.config.field import (
    Evidence,
    Interval,
    Line,
    Note,
    PathPattern,
    Pattern,
    PublisherType,
    Selector,
    Slug,
    StoreName,
)

FREE_LICENCES = ("OGL-", "OPL-")
"""Open Government and Open Parliament Licence: copies may be handed on if the source is named."""


class SourceDeclaration(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What every kind of source declares. Built when first used: a folder has few of the kinds, and building is slow."""

    id: StoreName = Field(description="Short name used on the command line and in the store, e.g. dfe-rise.")
    publisher: Slug = Field(description="Who publishes: an id of people.toml, e.g. dfe or labour.")
    publisher_type: PublisherType = Field(
        description="What the publisher is. A department's page is never filed as a party's pledge."
    )
    title: Line | None = Field(default=None, description="A name for people.")
    topics: tuple[Slug, ...] = Field(default=(), description="Short names to group sources by, e.g. attendance.")
    evidence: Evidence | None = Field(default=None, description="What sort of document it is.")
    enabled: bool = Field(default=True, description="false: declared, but not captured.")
    interval: Interval | None = Field(
        default=None,
        description="How long `snapshot --due` waits at the most, e.g. 6h, daily, 7d. Default: that of settings.toml.",
    )
    redistribute: bool | None = Field(
        default=None, description="May copies be pushed to others? Default: only under OGL or Parliament licences."
    )
    hold_until: Annotated[str, AfterValidator(checks.plain_day), BeforeValidator(checks.iso_day)] | None = Field(
        default=None,
        description="Nothing of it is shown to others before this day (London): site, feeds, messages, pushes, citations.",
    )
    save: bool = Field(
        default=False,
        description="Ask a web archive to save the page at first sight and on each change (`save_at` in settings.toml).",
    )
    licence: Line | None = Field(default=None, description="E.g. OGL-UK-3.0.")
    notes: Note | None = Field(default=None, description="Anything worth knowing about the source.")
    successor_of: tuple[Slug, ...] = Field(
        default=(),
        description="Sources that this one follows whole, also of another publisher: only of what a complete successor "
        "lacks is it said that it was not found there.",
    )
    allow_hosts: tuple[Annotated[str, AfterValidator(checks.host)], ...] = Field(
        default=(),
        description="Private hosts that this source may use, and other sites that its page may be sent on to.",
    )

    @property
    def redistributable(self) -> bool:
        """Whether copies may be handed on: as declared, else only under a licence that allows it."""
        if self.redistribute is not None:
            return self.redistribute
        return (self.licence or "").startswith(FREE_LICENCES)

    @property
    def common(self) -> dict[str, Any]:
        """What every kind declares, for a page of another kind under the same name."""
        return {name: getattr(self, name) for name in SourceDeclaration.model_fields}

    @property
    def address(self) -> str | None:
        """The public address, which people can open: of the page, or of the list. None for a file from nowhere."""
        raise NotImplementedError  # Only a kind knows; a declaration of no known kind is read for its other faults.

    @property
    def location(self) -> str:
        """Where the source is, in words for people: its address, or the file's path."""
        return self.address or ""

    @property
    def host(self) -> str:
        """The host that is asked; empty for a file, for which nobody is."""
        return urlsplit(self.address or "").hostname or ""

    @property
    def shape(self) -> list[object]:
        """What shapes the text, besides kind and extractor: where it is, and what of it is left out."""
        raise NotImplementedError

    @property
    def where(self) -> tuple[object, ...]:
        """The place that is watched, the same for an address with and without www, TLS or a last slash."""
        parts = urlsplit(self.address or "")
        return ("web", site_of(self.address or ""), parts.path.rstrip("/"), parts.query)


class PageShape(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How a page's HTML becomes its text: CSS selectors and lines to leave out."""

    select: Selector | None = Field(default=None, description="CSS selector of the element that holds the article.")
    drop: tuple[Selector, ...] = Field(default=(), description="CSS selectors of parts to leave out.")
    ignore_lines: tuple[Pattern, ...] = Field(
        default=(), description="Regular expressions; a block that matches is left out."
    )

    @property
    def shaping(self) -> list[object]:
        """Its part in what shapes the text."""
        return [self.select, self.drop, self.ignore_lines]


class FollowRules(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Which further pages of GOV.UK belong to one."""

    follow_html_attachments: bool = Field(
        default=True, description="Read a publication's HTML attachments too: they hold the text of most policies."
    )
    watch_members: bool = Field(default=False, description="Read every page that a collection lists, too.")


class Listing(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Which pages of a list are watched."""

    include: tuple[PathPattern, ...] = Field(
        default=(), max_length=50, description="Only addresses like one of these, e.g. /news/*; none means all."
    )
    exclude: tuple[PathPattern, ...] = Field(
        default=(), max_length=50, description="No addresses like one of these, e.g. *.pdf"
    )
    max_items: int = Field(
        default=50, ge=1, le=1000, description="How many pages of the list are looked at in a round."
    )


class ListSource(SourceDeclaration, frozen=True):
    """What every kind declares that finds its documents in a list."""

    allow_empty: bool = Field(
        default=False, description="true: the list may well name nothing to watch yet, and that is no trouble."
    )


def site_of(url: str) -> str:
    """The host and port of an address, without www."""
    return urlsplit(url).netloc.lower().removeprefix("www.")
