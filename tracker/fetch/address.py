"""Which address to ask for a source's machine-readable form."""

from urllib.parse import urlencode, urlsplit

from tracker.config import checks
from tracker.config.source import GovukSearchSource, GovukSource, WordpressSource

_LISTED = ("id", "slug", "link", "date_gmt", "modified_gmt", "title")
_POST = (*_LISTED, "content", "excerpt")
"""Fields of a post (WordPress REST API Handbook). `content` is the article alone, without adverts and comments."""

_CONTENT = "/api/content"
_GOVUK = "https://www.gov.uk"
_GOVUK_HOSTS = {"gov.uk", "www.gov.uk"}
_HIT = ("link", "title", "content_id", "content_store_document_type", "public_timestamp", "updated_at")
"""Fields of a hit (search-api). `updated_at` is when it was indexed: it moves with every edit, silent ones too."""


def content_item(source: GovukSource) -> str:
    """The page's item in GOV.UK's Content API (content-api.publishing.service.gov.uk)."""
    return item_at(source.base_url, source.path)


def item_at(base_url: str, path: str) -> str:
    """The item of a path on a site with the Content API."""
    return f"{base_url.rstrip('/')}{_CONTENT}{path}"


def content_api(url: str) -> tuple[str, str]:
    """(site, path) of an item's address; the path is empty where it is none."""
    base, found, path = url.partition(f"{_CONTENT}/")
    return base, f"/{path}" if found else ""


def is_content_item(url: str) -> bool:
    """Whether this is the address of an item in the Content API."""
    return bool(content_api(url)[1])


def item_of_page(url: str, *, base_url: str | None = None) -> str | None:
    """The item of a page of GOV.UK, or of the given site; None for a page elsewhere or without a path of that kind."""
    parts = urlsplit(url)
    here = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname in _GOVUK_HOSTS:
        base_url = _GOVUK
    elif here != base_url:
        return None
    try:
        return item_at(base_url or here, checks.site_path(parts.path.rstrip("/")))
    except ValueError:
        return None


def search(source: GovukSearchSource) -> str:
    """The hits of a search of GOV.UK, newest first (search-api, `/api/search.json`)."""
    asked: list[tuple[str, str]] = []
    asked += [("filter_organisations", one) for one in source.organisations]
    asked += [("filter_content_store_document_type", one) for one in source.document_types]
    asked += [("q", source.q)] if source.q else []
    asked += [("filter_public_timestamp", f"from:{source.since}")] if source.since else []
    asked += [("order", "-public_timestamp"), ("count", str(source.max_items)), ("fields", ",".join(_HIT))]
    return f"{source.base_url.rstrip('/')}/api/search.json?{urlencode(asked, safe=',:')}"


def post_feed(source: WordpressSource) -> str:
    """The site's feed, for a site that refuses its REST interface."""
    asked: dict[str, str] = {}
    if source.categories:
        asked["cat"] = ",".join(map(str, source.categories))
    if source.search:
        asked["s"] = source.search
    if source.post_type != "posts":
        asked["post_type"] = source.post_type
    return f"{source.url.rstrip('/')}/feed/{'?' if asked else ''}{urlencode(asked, safe=',')}"


def is_post(source: WordpressSource, url: str) -> bool:
    """Whether this is the address of a post in the REST interface, not of its web page."""
    return url.startswith(f"{source.url.rstrip('/')}/wp-json/")


def listing(source: WordpressSource) -> str:
    """The site's posts, latest edit first, so that new ones and edited old ones both come to the top."""
    asked: dict[str, str] = {
        "per_page": str(source.max_items),
        "orderby": "modified",
        "order": "desc",
        "_fields": ",".join(_LISTED),
    }
    if source.categories:
        asked["categories"] = ",".join(map(str, source.categories))
    if source.search:
        asked["search"] = source.search
    return f"{_posts(source)}?{urlencode(asked, safe=',')}"


def post(source: WordpressSource, id: int) -> str:  # noqa: A002 - WordPress's own name for it
    """One post with its text."""
    return f"{_posts(source)}/{id}?{urlencode({'_fields': ','.join(_POST)}, safe=',')}"


def _posts(source: WordpressSource) -> str:
    return f"{source.url.rstrip('/')}/wp-json/wp/v2/{source.post_type}"
