"""What must hold of every Atom feed, whatever is in it: RFC 4287's grammar and its rules beside the grammar."""

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def _grammar() -> Any:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))


def faults(body: bytes) -> list[str]:
    """What is wrong with a feed by the RFC, and what feedparser stumbles over; nothing for a valid one."""
    grammar = _grammar()
    found = [] if grammar.validate(etree.fromstring(body)) else [str(error) for error in grammar.error_log]
    feed = ET.fromstring(body)  # noqa: S314 - our own bytes
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    found += ["two have the same id"] if len(ids) != len(set(ids)) else []
    found += ["nobody is the author"] if feed.find(f"{ATOM}author") is None else []
    for entry in feed.iter(f"{ATOM}entry"):
        found += ["an entry without content"] if not (entry.findtext(f"{ATOM}content") or "").strip() else []
        found += ["an entry without title"] if not (entry.findtext(f"{ATOM}title") or "").strip() else []
    read = feedparser.parse(body)
    return [*found, *([repr(read.bozo_exception)] if read.bozo else [])]
