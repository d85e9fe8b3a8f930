"""Addresses of GOV.UK's Content API (content-api.publishing.service.gov.uk), and the pages whose items they are."""

from urllib.parse import urlsplit

from tracker.config import checks

_CONTENT = "/api/content"
GOVUK = "https://www.gov.uk"


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
    if parts.hostname in checks.GOVUK_HOSTS:
        base_url = GOVUK
    elif here != base_url:
        return None
    try:
        return item_at(base_url or here, checks.site_path(parts.path.rstrip("/")))
    except ValueError:
        return None
