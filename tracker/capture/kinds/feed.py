"""The pages that an Atom, RSS or JSON feed names, each watched from then on."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.capture import part
from tracker.capture.kinds import named, ordinary
from tracker.capture.kinds.kind import Plan
from tracker.capture.kinds.ordinary import number_of
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Tools
from tracker.config.checks import GOVUK_HOSTS
from tracker.config.source import FeedSource
from tracker.errors import ExtractError, FetchError
from tracker.fetch.response import Response
from tracker.later import later

if TYPE_CHECKING:
    from tracker.extract import feed
else:
    feed = later("tracker.extract.feed")

_ORGANISATIONS = "/government/organisations/"

as_page = named.as_page
extractor = named.extractor
declared = ordinary.as_said
still_watches = ordinary.always
try_one = None


def plan(source: FeedSource, *, tools: Tools) -> Plan:
    """Ask for the feed once, then for the pages that it names."""
    try:
        response = tools.client.get(source.url, allow_hosts=source.allow_hosts)
        found = tools.read(response, feed.read, response.body, url=response.final_url)
    except (FetchError, ExtractError) as error:
        yield Failed.of(source.id, error, at=tools.now())
    else:
        yield from part.lossy(source.id, source.url, found.losses, at=tools.now())
        yield from named.chosen(source, [entry.url for entry in found.entries])


def known(address: str, *, root: Path) -> Recognition | None:  # noqa: ARG001 - feeds lie in no folder
    """A feed of GOV.UK."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    if parts.hostname not in GOVUK_HOSTS or not path.endswith(".atom") or path.startswith("/search/"):
        return None
    slug = path.removeprefix(_ORGANISATIONS)
    name = slug.removesuffix(".atom") if slug != path else ""
    return Recognition(
        kind="feed",
        facts={"url": address},
        says="a feed of GOV.UK: each page that it names is watched",
        publishers=(name.replace("-", " "),) if name else (),
        name="feed",
        remarks=("a feed of GOV.UK names major updates only; a search (kind govuk_search) also leads to silent edits",),
        open_licence=True,
    )


def recognise(response: Response) -> Recognition | None:
    """Atom, RSS or a JSON feed."""
    try:
        found = feed.read(response.body, url=response.final_url)
    except ExtractError:
        return None
    return Recognition(
        kind="feed",
        facts={"url": response.final_url},
        title=found.title,
        name="feed",
        says=f"a feed that names {number_of(len(found.entries), 'page')}; each is watched",
    )
