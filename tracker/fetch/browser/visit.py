"""Visit: what the process with the browser is asked, and what it answers."""

from dataclasses import dataclass

from tracker.errors import FetchError
from tracker.fetch.exchange import Answer, View


@dataclass(frozen=True, slots=True)
class Launch:
    """How the browser is started."""

    program: str | None
    """Chromium's path; None for the one that Playwright keeps itself."""
    sandbox: bool
    agent: str
    """The User-Agent of every request."""
    anonymous: bool
    """It names no contact, so only this machine is asked."""
    connect_timeout: float


@dataclass(frozen=True, slots=True)
class Visit:
    """One page to show. Times are in seconds, sizes in bytes."""

    url: str
    host: str
    view: View
    cookies: tuple[tuple[str, str], ...]
    """What the site has set on the way of this errand."""
    limit: int
    """Bytes of the page as recorded."""
    budget: int
    """Bytes that all its requests may bring."""
    megabytes: int
    """Memory of all the browser's processes together, in millions of bytes; beyond it the browser is ended."""
    seconds: float
    """For everything; then the browser is ended."""
    settle: float
    """For the page to come to rest; then it is taken as it stands."""
    quiet: float
    """Without a request or a change of the text, which is rest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of a visit."""

    outcome: Answer | FetchError
    requests: int = 0
    bytes: int = 0
    spent: bool = False
    """The browser is not to be asked again."""
