"""Source: something we watch, as declared in config/sources.toml."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from tracker.config import checks
from tracker.config.interval import interval

PublisherType = Literal["party", "department", "regulator", "parliament", "press", "union", "other"]
Evidence = Literal[
    "manifesto", "policy_page", "press_release", "speech", "guidance", "consultation", "article", "statement"
]
Slug = Annotated[str, AfterValidator(checks.slug), Field(json_schema_extra={"pattern": checks.SLUG})]
Line = Annotated[str, AfterValidator(checks.line)]
Note = Annotated[str, AfterValidator(checks.note)]
Selector = Annotated[str, AfterValidator(checks.selector)]
Pattern = Annotated[str, AfterValidator(checks.pattern)]
Day = Annotated[str, AfterValidator(checks.iso_date), BeforeValidator(checks.iso_day)]
Interval = Annotated[str, AfterValidator(interval)]
HttpUrl = Annotated[str, AfterValidator(checks.http_url)]
"""Kept as written: pydantic's own HttpUrl rewrites addresses, and an address is evidence."""
SiteUrl = Annotated[str, AfterValidator(checks.site_url)]
PathPattern = Annotated[
    str, AfterValidator(checks.path_pattern), Field(json_schema_extra={"maxLength": checks.PATTERN_LONGEST})
]
OrganisationOrType = Annotated[str, AfterValidator(checks.govuk_name)]
FREE_LICENCES = ("OGL-", "OPL-")
"""Open Government and Open Parliament Licence: copies may be handed on if the source is named."""


class Watched(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What every kind of source declares. Built when first used: a folder has few of the kinds, and building is slow."""

    id: Slug = Field(description="Short name used on the command line and in the store, e.g. dfe-rise.")
    publisher: Slug = Field(description="Who speaks: an id of people.toml, e.g. dfe or labour.")
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


class Shaped(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How a page's HTML becomes its text: CSS selectors and lines to leave out."""

    select: Selector | None = Field(default=None, description="CSS selector of the element that holds the article.")
    drop: tuple[Selector, ...] = Field(default=(), description="CSS selectors of parts to leave out.")
    ignore_lines: tuple[Pattern, ...] = Field(
        default=(), description="Regular expressions; a block that matches is left out."
    )


class Following(BaseModel, frozen=True, extra="forbid", defer_build=True):
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


class GovukSource(Watched, Following, frozen=True):
    """A page of GOV.UK, read through its Content API, with its attachments that are pages and a manual's sections."""

    kind: Literal["govuk"]
    path: Annotated[str, AfterValidator(checks.site_path)] = Field(
        description="The page's address without https://www.gov.uk, e.g. /government/publications/…"
    )
    base_url: SiteUrl = Field(default="https://www.gov.uk", description="Another site with the same Content API.")


class GovukSearchSource(Watched, Following, frozen=True):
    """Pages that GOV.UK's search finds, newest first, each read through the Content API and watched from then on."""

    kind: Literal["govuk_search"]
    organisations: tuple[OrganisationOrType, ...] = Field(
        default=(), max_length=20, description="As in GOV.UK's addresses, e.g. department-for-education."
    )
    document_types: tuple[OrganisationOrType, ...] = Field(
        default=(), max_length=50, description="E.g. press_release, policy_paper, speech."
    )
    q: Annotated[str, Field(max_length=512), AfterValidator(checks.line)] | None = Field(
        default=None, description="Words to search for."
    )
    since: Annotated[str, AfterValidator(checks.plain_day), BeforeValidator(checks.iso_day)] | None = Field(
        default=None, description="Only pages published or updated on this day or later, e.g. 2024-07-05."
    )
    max_items: int = Field(default=100, ge=1, le=1500, description="How many hits are looked at in a round.")
    base_url: SiteUrl = Field(default="https://www.gov.uk", description="Another site with the same interfaces.")

    @model_validator(mode="after")
    def _narrow(self) -> Self:
        if not (self.organisations or self.document_types or self.q):
            raise ValueError("organisations, document_types or q: without one of them all of GOV.UK would be watched")
        return self


class FeedSource(Watched, Shaped, Listing, frozen=True):
    """The pages that an Atom or RSS feed names, each watched from then on."""

    kind: Literal["feed"]
    url: HttpUrl = Field(description="Address of the feed.")
    read_as: Literal["html", "govuk"] | None = Field(
        default=None, description="How its pages are read; by itself govuk for pages of GOV.UK, html for others."
    )


class SitemapSource(Watched, Shaped, Listing, frozen=True):
    """The pages that a sitemap, or an index of sitemaps, names, each watched from then on."""

    kind: Literal["sitemap"]
    url: HttpUrl = Field(description="Address of the sitemap, often /sitemap.xml.")
    read_as: Literal["html", "govuk"] | None = Field(
        default=None, description="How its pages are read; by itself govuk for pages of GOV.UK, html for others."
    )


class HtmlSource(Watched, Shaped, frozen=True):
    """One web page."""

    kind: Literal["html"]
    url: HttpUrl = Field(description="Address of the page, e.g. https://labour.org.uk/change/")


class WordpressSource(Watched, Shaped, frozen=True):
    """The newest and the newly edited posts of a WordPress site, through its REST interface."""

    kind: Literal["wordpress"]
    url: SiteUrl = Field(description="Address of the site; /wp-json/ is added.")
    post_type: Annotated[str, AfterValidator(checks.post_type)] = Field(
        default="posts", description="posts, pages or another post type that the site offers."
    )
    categories: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="Numbers of the categories to watch; none means all."
    )
    search: Line | None = Field(default=None, description="Only posts that the site finds for these words.")
    max_items: int = Field(
        default=20, ge=1, le=100, description="How many posts of the listing are looked at in a round."
    )


class PaperSource(Watched, frozen=True):
    """A file at an address of its own: a manifesto, a consultation, a letter."""

    url: HttpUrl = Field(description="Address of the file, e.g. https://labour.org.uk/plan.pdf")


class PdfSource(PaperSource, frozen=True):
    """One PDF."""

    kind: Literal["pdf"]


class DocxSource(PaperSource, frozen=True):
    """One Word file."""

    kind: Literal["docx"]


class OdtSource(PaperSource, frozen=True):
    """One OpenDocument text."""

    kind: Literal["odt"]


class FileSource(Watched, Shaped, frozen=True):
    """A file that a person saved: HTML, PDF, DOCX, ODT, plain text, Markdown or a Content API item."""

    kind: Literal["file"]
    path: Annotated[str, AfterValidator(checks.relative_path)] = Field(description="Relative to the working folder.")
    url: HttpUrl | None = Field(default=None, description="Where the file came from.")
    published: Day | None = Field(default=None, description="ISO date of the document, if it does not say it itself.")


Source = Annotated[
    DocxSource
    | FeedSource
    | FileSource
    | GovukSearchSource
    | GovukSource
    | HtmlSource
    | OdtSource
    | PdfSource
    | SitemapSource
    | WordpressSource,
    Field(discriminator="kind"),
]
Listed = FeedSource | GovukSearchSource | SitemapSource | WordpressSource
"""Sources that find their documents in a list."""
KINDS: dict[str, type[Source]] = {
    "docx": DocxSource,
    "feed": FeedSource,
    "file": FileSource,
    "govuk": GovukSource,
    "govuk_search": GovukSearchSource,
    "html": HtmlSource,
    "odt": OdtSource,
    "pdf": PdfSource,
    "sitemap": SitemapSource,
    "wordpress": WordpressSource,
}
PLANNED_KINDS = ("wayback",)
"""Kinds of the design that later versions will read."""
