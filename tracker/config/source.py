"""Source: something we watch, as declared in config/sources.toml, one model a kind."""

from typing import Annotated, Literal, Self, get_args
from urllib.parse import urlencode

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from tracker.config import checks
from tracker.config.declaration import FollowRules, Listing, ListSource, PageShape, SourceDeclaration, site_of
from tracker.config.field import (
    Day,
    HttpUrl,
    Line,
    OrganisationOrType,
    Selector,
    SiteUrl,
)


class GovukSource(SourceDeclaration, FollowRules, frozen=True):
    """A page of GOV.UK, read through its Content API, with its attachments that are pages and a manual's sections."""

    kind: Literal["govuk"]
    path: Annotated[str, AfterValidator(checks.site_path)] = Field(
        description="The page's address without https://www.gov.uk, e.g. /government/publications/…"
    )
    base_url: SiteUrl = Field(default="https://www.gov.uk", description="Another site with the same Content API.")

    @property
    def address(self) -> str:
        """The page's."""
        return f"{self.base_url.rstrip('/')}{self.path}"

    @property
    def shape(self) -> list[object]:
        """Site and path."""
        return [self.base_url, self.path]


class GovukSearchSource(ListSource, FollowRules, frozen=True):
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

    @property
    def address(self) -> str:
        """What the search asks for (search-api, `/api/search.json`)."""
        asked = [("filter_organisations", one) for one in self.organisations]
        asked += [("filter_content_store_document_type", one) for one in self.document_types]
        asked += [("q", self.q)] if self.q else []
        asked += [("filter_public_timestamp", f"from:{self.since}")] if self.since else []
        return f"{self.base_url.rstrip('/')}/api/search.json?{urlencode(asked, safe=',:')}"

    @property
    def shape(self) -> list[object]:
        """The site alone: which of its pages are found does not change what they say."""
        return [self.base_url]

    @property
    def where(self) -> tuple[object, ...]:
        """What is asked for, in whatever order of keys."""
        return ("search", site_of(self.base_url), self.organisations, self.document_types, self.q, self.since)


class FeedSource(ListSource, PageShape, Listing, frozen=True):
    """The pages that an Atom or RSS feed names, each watched from then on."""

    kind: Literal["feed"]
    url: HttpUrl = Field(description="Address of the feed.")
    read_as: Literal["html", "govuk"] | None = Field(
        default=None, description="How its pages are read; by itself govuk for pages of GOV.UK, html for others."
    )

    @property
    def address(self) -> str:
        """As declared."""
        return self.url

    @property
    def shape(self) -> list[object]:
        """Its address, and what is left out of its pages."""
        return [self.url, *self.shaping]


class SitemapSource(ListSource, PageShape, Listing, frozen=True):
    """The pages that a sitemap, or an index of sitemaps, names, each watched from then on."""

    kind: Literal["sitemap"]
    url: HttpUrl = Field(description="Address of the sitemap, often /sitemap.xml.")
    read_as: Literal["html", "govuk"] | None = Field(
        default=None, description="How its pages are read; by itself govuk for pages of GOV.UK, html for others."
    )

    @property
    def address(self) -> str:
        """As declared."""
        return self.url

    @property
    def shape(self) -> list[object]:
        """Its address, and what is left out of its pages."""
        return [self.url, *self.shaping]


class HtmlSource(SourceDeclaration, PageShape, frozen=True):
    """One web page."""

    kind: Literal["html"]
    url: HttpUrl = Field(description="Address of the page, e.g. https://labour.org.uk/change/")
    fetch: Literal["http", "browser"] = Field(
        default="http", description="browser: as Chromium shows it once its scripts have worked (extra `browser`)."
    )
    wait_for: Selector | None = Field(
        default=None, description="With a browser: CSS selector of what must be there before the page is taken."
    )
    dismiss: tuple[Selector, ...] = Field(
        default=(),
        max_length=10,
        description="With a browser: CSS selectors of buttons that close a consent layer. Name those that refuse.",
    )
    evidence_picture: bool = Field(
        default=False, description="With a browser: keep a picture of each recorded version."
    )

    @model_validator(mode="after")
    def _only_in_a_browser(self) -> Self:
        if self.fetch != "browser" and (self.wait_for or self.dismiss or self.evidence_picture):
            raise ValueError(
                'fetch = "browser" beside wait_for, dismiss and evidence_picture: only a browser does these'
            )
        return self

    @property
    def address(self) -> str:
        """As declared."""
        return self.url

    @property
    def shape(self) -> list[object]:
        """Its address, what is left out of it, and how a browser shows it."""
        shown = [self.fetch, self.wait_for, self.dismiss] if self.fetch == "browser" else []
        return [self.url, *self.shaping, *shown]


class WordpressSource(ListSource, PageShape, frozen=True):
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

    @property
    def address(self) -> str:
        """The site's."""
        return self.url

    @property
    def shape(self) -> list[object]:
        """Which posts of the site, and what is left out of them."""
        return [self.url, self.post_type, self.categories, self.search, *self.shaping]

    @property
    def where(self) -> tuple[object, ...]:
        """The site's posts: its first page is another place."""
        return ("wordpress", *super().where[1:], self.post_type, self.categories, self.search)


class PaperSource(SourceDeclaration, frozen=True):
    """A file at an address of its own: a manifesto, a consultation, a letter."""

    url: HttpUrl = Field(description="Address of the file, e.g. https://labour.org.uk/plan.pdf")

    @property
    def address(self) -> str:
        """The file's."""
        return self.url

    @property
    def shape(self) -> list[object]:
        """Its address alone: a file is read whole."""
        return [self.url]


class PdfSource(PaperSource, frozen=True):
    """One PDF."""

    kind: Literal["pdf"]


class DocxSource(PaperSource, frozen=True):
    """One Word file."""

    kind: Literal["docx"]


class OdtSource(PaperSource, frozen=True):
    """One OpenDocument text."""

    kind: Literal["odt"]


class FileSource(SourceDeclaration, PageShape, frozen=True):
    """A file that a person saved: HTML, MHTML, PDF, DOCX, ODT, plain text, Markdown or a Content API item."""

    kind: Literal["file"]
    path: Annotated[str, AfterValidator(checks.relative_path)] = Field(description="Relative to the working folder.")
    url: HttpUrl | None = Field(default=None, description="Where the file came from.")
    published: Day | None = Field(default=None, description="ISO date of the document, if it does not say it itself.")

    @property
    def address(self) -> str | None:
        """Where the file came from, if anybody said."""
        return self.url

    @property
    def location(self) -> str:
        """Its path."""
        return self.path

    @property
    def host(self) -> str:
        """Nobody is asked for a saved file."""
        return ""

    @property
    def shape(self) -> list[object]:
        """Path and address, and what is left out."""
        return [self.path, self.url, *self.shaping]

    @property
    def where(self) -> tuple[object, ...]:
        """The file."""
        return ("file", self.path)


Page = DocxSource | FileSource | GovukSource | HtmlSource | OdtSource | PdfSource | WordpressSource
"""The models as which a document is read: a list's pages are read as one of these."""
Source = Annotated[
    DocxSource
    | FeedSource
    | FileSource
    | GovukSource
    | GovukSearchSource
    | HtmlSource
    | OdtSource
    | PdfSource
    | SitemapSource
    | WordpressSource,
    Field(discriminator="kind"),
]
KINDS: dict[str, type[Source]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(Source)[0])
}
"""The models by the word that a declaration gives for its kind."""
PLANNED_KINDS = ("wayback",)
"""Kinds of the design that later versions will read."""
