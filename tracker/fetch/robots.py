"""robots.txt: may we, and how slowly (RFC 9309). The only file that knows the parser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.errors import FetchError
from tracker.fetch.place import Location
from tracker.fetch.reason import BY_HAND, shown

if TYPE_CHECKING:
    from protego import Protego

AGENT = "tracker"
"""The name by which a robots.txt may address us."""
MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are read (RFC 9309 2.5: at least 500 kibibytes); the rest is ignored."""
MAX_CRAWL_DELAY = 60.0
"""Seconds between two requests that a robots.txt may ask for; with more, a round of twenty pages would take hours."""
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class RobotsRules:
    """What one robots.txt says to us."""

    def __init__(self, parsed: "Protego | None" = None) -> None:
        self._parsed = parsed

    def allows(self, url: str) -> bool:
        """Whether the address may be asked for."""
        return self._parsed is None or self._parsed.can_fetch(url, AGENT)

    @property
    def delay(self) -> float:
        """Seconds between two requests, 0 when nothing is said, never more than MAX_CRAWL_DELAY."""
        asked = None if self._parsed is None else self._parsed.crawl_delay(AGENT)
        return min(max(asked or 0.0, 0.0), MAX_CRAWL_DELAY)


def parse(body: bytes) -> RobotsRules:
    """The rules in a robots.txt. Whatever is not a rule (an HTML page, say) forbids nothing."""
    from protego import Protego

    mark = next((mark for mark in _MARKS if body.startswith(mark)), b"")
    return RobotsRules(Protego.parse(body[len(mark) : MAX_ROBOTS].decode(_MARKS.get(mark, "utf-8"), "replace")))


class Robots:
    """The rules of each origin, asked for once. `read` gives the body of a robots.txt or None when there is none."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._known: dict[str, RobotsRules | FetchError] = {}

    def check(self, here: Location) -> RobotsRules:
        """The rules for this address's origin.

        FetchError when they forbid the address, and (mostly transient) when they cannot be read: RFC 9309 2.3.1.4 then
        assumes that everything is forbidden. A failure is remembered as well, so that a dead host is asked once, not
        once a page.
        """
        origin = here.origin
        if origin not in self._known:
            self._known[origin] = self._ask(origin)
        known = self._known[origin]
        if isinstance(known, FetchError):
            raise FetchError(
                known.reason, transient=known.transient, status=known.status, host=here.site, blocked=known.blocked
            ) from known
        if not known.allows(here.url):
            raise FetchError(
                f"The robots.txt of {shown(origin)} asks robots not to read {shown(here.url)}; {BY_HAND}.", blocked=True
            )
        return known

    def _ask(self, origin: str) -> RobotsRules | FetchError:
        try:
            body = self._read(f"{origin}/robots.txt")
        except FetchError as error:
            reason = f"The robots.txt of {shown(origin)} could not be read, so its pages are left alone: {error.reason}"
            return FetchError(reason, transient=error.transient, status=error.status, blocked=error.blocked)
        return RobotsRules() if body is None else parse(body)
