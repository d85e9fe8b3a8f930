"""Links out of the site: only to where a reader may safely be led."""

from urllib.parse import urlsplit


def outward(url: str | None) -> str | None:
    """The address if it is one of the web; `javascript:`, `data:` and the like are no addresses, nor is a broken one."""
    try:
        return url if url and urlsplit(url.strip()).scheme in {"http", "https"} and url == url.strip() else None
    except ValueError:
        return None
