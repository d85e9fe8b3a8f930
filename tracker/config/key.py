"""The key of a source's configuration: conditional requests and stored texts hold only under the same one."""

import hashlib
import json

from tracker.config.source import Source


def config_key(source: Source, extractor: str) -> str:
    """12 hexadecimal digits of SHA-256 over what shapes the text: kind, address, selectors, lines, and extractor.

    Titles, topics, notes and licences may change without it.
    """
    shape = [source.kind, *source.shape, extractor]
    return hashlib.sha256(json.dumps(shape, ensure_ascii=False).encode()).hexdigest()[:12]
