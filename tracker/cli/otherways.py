"""Other ways to a page that refuses programs, in sentences, for whoever wanted to add it."""

from collections.abc import Iterator

import typer

from tracker.capture.doors import Door, doors
from tracker.capture.warden import Warden
from tracker.desk.dates import day
from tracker.fetch.client import Client
from tracker.fetch.webarchive import WebArchive
from tracker.render.safe import safe

BY_HAND = "docs/blocked.md tells how a person reads it in five minutes: `tracker inbox`."

_NAMES = {
    "feed": "A feed",
    "sitemap": "A sitemap",
    "wordpress": "WordPress’s interface",
    "pdf": "A PDF that it links to",
}


def other_ways(address: str, client: Client, hosts: tuple[str, ...], warden: Warden) -> tuple[str, ...]:
    """What was found, a sentence each, and the way that is always open."""
    typer.echo("tracker: it refuses programs; looking for other ways in …", err=True)
    archive = WebArchive("ia", lambda url: client.get(url, allow_hosts=hosts))
    found = doors(address, client=client, archive=archive, allow_hosts=hosts, apart=warden)
    return (*_told(found), BY_HAND)


def _told(found: Iterator[Door]) -> Iterator[str]:
    for one in found:
        where = safe(one.address)
        if one.copy:
            yield (
                f"{safe(one.copy.replay)} is a copy of {day(one.copy.at)}: add the page with --kind html, then "
                "`tracker import wayback ID --latest`."
            )
        else:
            way = " --kind wordpress" if one.kind == "wordpress" else ""
            yield f"{_NAMES[one.kind]} answers: `tracker sources add {where}{way}`."
