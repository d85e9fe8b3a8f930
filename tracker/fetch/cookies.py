"""Cookies that redirects set, kept for one errand: for the page's language, for consent, or only to see them come back.

Without them such a site leads back to itself for ever. Nothing is kept when the page has come, so no site can recognise
us from one request to the next; and each site gets what it has set itself and nothing else.
"""

from typing import TYPE_CHECKING
from urllib.request import Request

from tracker.fetch.exchange import Answer
from tracker.fetch.place import Location
from tracker.later import later

if TYPE_CHECKING:
    from email import message
    from http import cookiejar
else:  # few redirects set cookies
    message, cookiejar = later("email.message"), later("http.cookiejar")

_LONGEST = 8_000
"""Characters of all cookies for a site together; with more, servers refuse the request."""


class Cookies:
    """What was set on the way so far. A jar a site: browsers share some between sites of one owner, we do not."""

    def __init__(self) -> None:
        self._jars: dict[str, cookiejar.CookieJar] = {}

    def take(self, here: Location, answer: Answer) -> None:
        """Keep what an answer sets."""
        jar = self._jars.setdefault(here.site, cookiejar.CookieJar())
        jar.extract_cookies(_Answered(answer), Request(here.url))  # type: ignore[arg-type]  # noqa: S310 - nothing is opened

    def header(self, here: Location) -> str | None:
        """What to send there; None for nothing, or for what cannot stand in a header."""
        if here.site not in self._jars:
            return None
        request = Request(here.url)  # noqa: S310 - nothing is opened
        self._jars[here.site].add_cookie_header(request)
        said = request.get_header("Cookie") or ""
        return said if said.isascii() and said.isprintable() and 0 < len(said) <= _LONGEST else None


class _Answered:
    """An answer as the jar wants to see it."""

    def __init__(self, answer: Answer) -> None:
        self._headers = message.Message()
        for name, value in answer.headers:
            if name == "set-cookie":
                self._headers[name] = value

    def info(self) -> "message.Message":
        return self._headers
