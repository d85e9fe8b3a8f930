"""The key of a source's configuration: conditional requests and stored texts hold only under the same one."""

import hashlib
import json
from typing import assert_never

from tracker.config.source import (
    FeedSource,
    FileSource,
    GovukSearchSource,
    GovukSource,
    HtmlSource,
    PaperSource,
    SitemapSource,
    Source,
    WordpressSource,
)


def config_key(source: Source, extractor: str) -> str:
    """12 hexadecimal digits of SHA-256 over what shapes the text: kind, address, selectors, lines, and extractor.

    Titles, topics, notes and licences may change without it.
    """
    shape = [source.kind, *_address(source), *_shaping(source), extractor]
    return hashlib.sha256(json.dumps(shape, ensure_ascii=False).encode()).hexdigest()[:12]


def _address(source: Source) -> list[object]:
    match source:
        case GovukSource():
            return [source.base_url, source.path]
        case GovukSearchSource():
            return [source.base_url]
        case HtmlSource() | PaperSource() | FeedSource() | SitemapSource():
            return [source.url]
        case WordpressSource():
            return [source.url, source.post_type, source.categories, source.search]
        case FileSource():
            return [source.path, source.url]
        case _:
            assert_never(source)


def _shaping(source: Source) -> list[object]:
    if isinstance(source, GovukSource | GovukSearchSource | PaperSource):
        return []
    return [source.select, source.drop, source.ignore_lines]
