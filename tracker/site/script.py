"""The texts of a document's versions as a script: what the page in the browser compares any two versions from.

A script and not JSON, because a page opened from disk may not fetch anything, but may load a script beside it.
"""

import json
from collections.abc import Iterable

from tracker.desk.dates import minute
from tracker.extract.document import Document
from tracker.render.safe import safe
from tracker.site.subject import Subject
from tracker.store.version import Version

SCHEMA = "tracker.versions/1"
FILE = "versions.js"
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", ord("'"): "\\u0027"}
"""Whoever puts the script into a page can not be made to end it early."""


def script(read: Iterable[tuple[Version, Document]], about: Subject) -> str:
    """`window.trackerVersions = {…}`: each line with its kind of block once, and of each version the places of its lines.

    Versions are in order of capture. ASCII only: no character ends a string or a line of the script.
    """
    places: dict[tuple[str, str], int] = {}
    versions = []
    for version, document in read:
        lines = [
            places.setdefault((_kind(document, sentence.block), sentence.text), len(places))
            for sentence in document.sentences
        ]
        versions.append(
            {
                "number": version.number,
                "at": version.captured_at.isoformat(),
                "seen": minute(version.captured_at),
                "page": f"v{version.number}.html",
                "lines": lines,
            }
        )
    shown = [(kind, safe(line)) for kind, line in places]
    told = {"schema": SCHEMA, "name": about.name, "title": about.title, "lines": shown, "versions": versions}
    return f"window.trackerVersions = {json.dumps(told, separators=(',', ':')).translate(_ESCAPED)};\n"


def _kind(document: Document, block: int) -> str:
    kind = document.blocks[block].kind
    return f"h{max(document.blocks[block].level, 1)}" if kind == "heading" else kind
