"""Checking a text against the record: each of its claims and quotations exact, near or not found. Nothing is recorded."""

import sys
from pathlib import Path

from tracker.claims.saying import Saying, sayings
from tracker.cli.readers import apart
from tracker.cli.world import World
from tracker.extract.document import Document
from tracker.links.library import Library
from tracker.render.check import SayingCheck, SearchScope
from tracker.store import layout
from tracker.store.archive import Archive

MOST_BYTES = 5_000_000
"""Of a text on standard input; an article has a few thousand."""


def is_text(asked: str) -> bool:
    """Whether a file, a web address or standard input is meant, and not words to look for."""
    return asked == "-" or asked.startswith(("http://", "https://")) or Path(asked).is_file()


def read(world: World, asked: str) -> Document:
    """The text to be checked. UsageError or a SourceError where it cannot be read."""
    from tracker.cli.files import read_document
    from tracker.extract import plain

    if asked == "-":
        with apart(world) as warden:
            return warden(plain.read, sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace"))
    if asked.startswith(("http://", "https://")):
        return _fetched(world, asked)
    with apart(world) as warden:
        return read_document(Path(asked), people=world.config.people, apart=warden)


def check(document: Document, archive: Archive, world: World) -> tuple[tuple[SayingCheck, ...], SearchScope]:
    """What the record holds of everything said in the text, in reading order; and what was searched."""
    sentences = archive.sentences()
    library = Library(sentences, world.config.verdicts.alias)
    rounds = archive.runs(limit=1)
    searched = SearchScope(
        sentences=len(sentences),
        documents=tuple(layout.name(*one) for one in archive.documents()),
        as_of=rounds[0].started if rounds else None,
        unread=archive.unread(),
    )
    return tuple(_checked(saying, library, archive) for saying in sayings(document)), searched


def _checked(saying: Saying, library: Library, archive: Archive) -> SayingCheck:
    held = library.holds(saying.text)
    return SayingCheck(saying=saying, held=held, places=archive.said_by(held.numbers))


def _fetched(world: World, url: str) -> Document:
    """One page, asked for with the manners of a round and kept nowhere."""
    from tracker.cli.world import clock
    from tracker.extract import article
    from tracker.fetch.client import Client
    from tracker.installed import own_version

    config = world.config
    allowed = sorted({host for source in config.sources for host in source.allow_hosts})
    with Client(config.settings, now=clock, version=own_version()) as client:
        answer = client.get(url, allow_hosts=allowed)
    with apart(world) as warden:
        return warden(article.read, answer.body, url=answer.final_url)
