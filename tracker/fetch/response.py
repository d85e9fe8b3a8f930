"""Response: the page as it came."""

import re

from pydantic import AwareDatetime, BaseModel

from tracker.patterns import deferred

_CHARSET = deferred(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{1,40})", re.IGNORECASE)


class Response(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One answered request. `status` 304 has an empty body; a local file answers 200."""

    url: str
    """The address asked for."""
    final_url: str
    """The address that answered, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in the order received."""
    body: bytes = b""
    fetched_at: AwareDatetime
    picture: bytes | None = None
    """A PNG of all of the page at the moment of the body, where a browser showed it and one was asked for.

    The places of its text are in it (picture.py).
    """

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    @property
    def charset(self) -> str | None:
        """The charset that the server names for its answer."""
        found = _CHARSET.search(self.header("content-type") or "")
        return found.group(1) if found else None

    @property
    def not_modified(self) -> bool:
        """The server says that what we hold still stands."""
        return self.status == 304  # noqa: PLR2004 - the status code speaks for itself
