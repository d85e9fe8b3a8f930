"""Where an answer sends us."""

from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from tracker.config.checks import http_url
from tracker.errors import FetchError
from tracker.fetch.place import ascii_host
from tracker.fetch.reason import shown
from tracker.patterns import deferred

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""303 among them: GOV.UK answers so for a part of a page, and the page it belongs to is what we keep."""
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
"""Signs with a meaning in an address, and `%` of what is encoded already; spaces and foreign letters are encoded."""
_HOST = deferred(r"[A-Za-z0-9._-]+")


def target(url: str, location: str | None) -> str:
    """The address that a Location header means, seen from `url`, without its fragment, as browsers read it.

    Letters beyond ASCII are encoded byte by byte, those of a host as IDNA; a backslash before the query is a slash.
    FetchError when it is absent or is no http or https address.
    """
    if not location:
        raise FetchError(f"{shown(url)} says that it has moved, but not where to.")
    path, mark, query = location.strip().partition("?")
    said = path.replace("\\", "/") + mark + query
    try:
        # A control sign becomes %0D and the like here, so that it can neither split a header nor hide a host.
        return http_url(_named(urldefrag(urljoin(url, quote(said, safe=_KEPT, errors="surrogateescape"))).url))
    except ValueError as error:
        raise FetchError(f"{shown(url)} leads to “{shown(location)}”, which is not a web address.") from error


def _named(url: str) -> str:
    """The address with its host in ASCII, which was encoded as if it were a path. ValueError where it is no host."""
    parts = urlsplit(url)
    encoded = parts.netloc.partition("@")[0].partition(":")[0]
    if "%" not in encoded:
        return url
    host = ascii_host(unquote(encoded, errors="strict"))
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    return parts._replace(netloc=parts.netloc.replace(encoded, host)).geturl()
