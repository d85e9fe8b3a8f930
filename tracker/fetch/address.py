"""Which address to ask for a source's machine-readable form."""

from urllib.parse import urlencode

from tracker.config.source import GovukSource, WordpressSource

_LISTED = ("id", "slug", "link", "date_gmt", "modified_gmt", "title")
_POST = (*_LISTED, "content", "excerpt")
"""Fields of a post (WordPress REST API Handbook). `content` is the article alone, without adverts and comments."""


def content_item(source: GovukSource) -> str:
    """The page's item in GOV.UK's Content API (content-api.publishing.service.gov.uk)."""
    return f"{source.base_url.rstrip('/')}/api/content{source.path}"


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
