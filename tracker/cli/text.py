"""The text that a person gives to be checked: a file, a web address or standard input. Nothing of it is recorded."""

import sys
from pathlib import Path

from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.desk.files import read_document, refuse_no_file
from tracker.extract import article, plain
from tracker.extract.document import Document
from tracker.installed import own_version

MOST_BYTES = 5_000_000
"""Of a text on standard input; an article has a few thousand."""


def is_text(asked: str) -> bool:
    """Whether a file, a web address or standard input is meant, and not words to look for.

    UsageError for what can only be a file, and is none.
    """
    if asked == "-" or asked.startswith(("http://", "https://")) or Path(asked).is_file():
        return True
    refuse_no_file(asked)
    return False


def read(world: World, asked: str) -> Document:
    """The text to be checked. UsageError or a SourceError where it cannot be read."""
    if asked == "-":
        with apart(world) as warden:
            return warden(plain.read, sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace"))
    if asked.startswith(("http://", "https://")):
        return _fetched(world, asked)
    with apart(world) as warden:
        return read_document(Path(asked), people=world.config.people, apart=warden)


def _fetched(world: World, url: str) -> Document:
    """One page, asked for with the manners of a round and kept nowhere."""
    from tracker.fetch.client import Client  # the HTTP library, of which a file or words need nothing

    config = world.config
    allowed = sorted({host for source in config.sources for host in source.allow_hosts})
    with Client(config.settings, now=clock, version=own_version()) as client:
        answer = client.get(url, allow_hosts=allowed)
    with apart(world) as warden:
        return warden(article.read, answer.body, url=answer.final_url)
