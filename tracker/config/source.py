"""Source: something we watch, as declared in config/sources.toml."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from tracker.config.checks import host, http_url, relative_path, site_path

PublisherType = Literal["party", "department", "regulator", "parliament", "press", "union", "other"]
Evidence = Literal[
    "manifesto", "policy_page", "press_release", "speech", "guidance", "consultation", "article", "statement"
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$")]
HttpUrl = Annotated[str, AfterValidator(http_url)]
"""Kept as written: pydantic's own HttpUrl rewrites addresses, and an address is evidence."""


class Watched(BaseModel, frozen=True, extra="forbid"):
    """What every kind of source declares."""

    id: Slug = Field(description="Short name used on the command line and in the store, e.g. dfe-rise.")
    publisher: Slug = Field(description="Who speaks: an id of config/people.toml, e.g. dfe or labour.")
    publisher_type: PublisherType = Field(description="A department's page is never filed as a party's pledge.")
    title: str | None = Field(default=None, description="A name for people.")
    topics: tuple[Slug, ...] = ()
    evidence: Evidence | None = None
    enabled: bool = True
    redistribute: bool | None = Field(
        default=None, description="May copies be pushed to others? Default: only under OGL or Parliament licences."
    )
    licence: str | None = Field(default=None, description="E.g. OGL-UK-3.0.")
    notes: str | None = None
    allow_hosts: tuple[Annotated[str, AfterValidator(host)], ...] = Field(
        default=(), description="Hosts in private or loopback ranges that this source may use."
    )


class Shaped(BaseModel, frozen=True, extra="forbid"):
    """How a page's HTML becomes its text: CSS selectors and lines to leave out."""

    select: str | None = Field(default=None, description="CSS selector of the element that holds the article.")
    drop: tuple[str, ...] = Field(default=(), description="CSS selectors of parts to leave out.")
    ignore_lines: tuple[str, ...] = Field(default=(), description="Regular expressions; a block that matches is left out.")


class GovukSource(Watched, frozen=True):
    """One page of GOV.UK, read through its Content API."""

    kind: Literal["govuk"]
    path: Annotated[str, AfterValidator(site_path)] = Field(description="E.g. /government/publications/…")
    base_url: HttpUrl = "https://www.gov.uk"


class HtmlSource(Watched, Shaped, frozen=True):
    """One web page."""

    kind: Literal["html"]
    url: HttpUrl


class WordpressSource(Watched, Shaped, frozen=True):
    """The newest and the newly edited posts of a WordPress site, through its REST interface."""

    kind: Literal["wordpress"]
    url: HttpUrl = Field(description="Address of the site; /wp-json/ is added.")
    post_type: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")] = "posts"
    categories: tuple[int, ...] = ()
    search: str | None = None
    max_items: int = Field(default=20, ge=1, le=100, description="How many posts of the listing are looked at in a round.")


class FileSource(Watched, Shaped, frozen=True):
    """A file that a person saved: HTML, plain text, Markdown or a Content API item."""

    kind: Literal["file"]
    path: Annotated[str, AfterValidator(relative_path)] = Field(description="Relative to the working folder.")
    url: HttpUrl | None = Field(default=None, description="Where the file came from.")
    published: str | None = Field(default=None, description="ISO date of the document, if it does not say it itself.")


Source = Annotated[GovukSource | HtmlSource | WordpressSource | FileSource, Field(discriminator="kind")]
PLANNED_KINDS = ("feed", "govuk_search", "sitemap", "pdf", "docx", "odt", "wayback")
"""Kinds of the design that later versions will read."""
