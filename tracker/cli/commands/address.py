"""Where a source is, for people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.config.source import Source


def address(source: "Source") -> str:
    """Where a source is, for people."""
    from tracker.config.source import FileSource, GovukSearchSource, GovukSource

    match source:
        case GovukSource():
            return f"{source.base_url}{source.path}"
        case FileSource():
            return source.path
        case GovukSearchSource():
            from tracker.fetch.address import search

            return search(source).partition("&order=")[0]
        case _:
            return source.url
