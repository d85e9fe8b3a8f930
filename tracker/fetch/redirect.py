"""Where an answer sends us."""

from urllib.parse import quote, urldefrag, urljoin

from tracker.config.checks import http_url
from tracker.errors import FetchError
from tracker.fetch.reason import shown

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""303 among them: GOV.UK answers so for a part of a page, and the page it belongs to is what we keep."""
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
"""Signs with a meaning in an address, and `%` of what is encoded already; spaces and foreign letters are encoded."""


def target(url: str, location: str | None) -> str:
    """The address that a Location header means, seen from `url`, without its fragment.

    FetchError when it is absent or is no http or https address.
    """
    if not location:
        raise FetchError(f"{shown(url)} says that it has moved, but not where to.")
    try:
        # A control sign becomes %0D and the like here, so that it can neither split a header nor hide a host.
        return http_url(urldefrag(urljoin(url, quote(location.strip(), safe=_KEPT))).url)
    except ValueError as error:
        raise FetchError(f"{shown(url)} leads to “{shown(location)}”, which is no address of a web page.") from error
