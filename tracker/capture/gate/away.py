"""Away: a capture that was sent on to another place than was asked for."""

from collections.abc import Collection
from urllib.parse import urlsplit

from tracker.capture.gate.look import Finding
from tracker.capture.gate.wall import known
from tracker.errors import FetchError
from tracker.fetch.place import place
from tracker.fetch.reason import shown


def away(asked: str, final: str, *, allow_hosts: Collection[str]) -> Finding | None:
    """Sent on to another host, or to where the site begins; None where it is the same place, with or without `www`."""
    if asked == final:
        return None
    try:
        there, host, wanted = place(final), _site(asked), _site(final)
    except FetchError:
        return None  # a saved file lies at no address of the web
    if host != wanted and there.host not in allow_hosts:
        return Finding(
            f"host {wanted}",
            f"it was sent on to another site, {shown(final)}: if that is the page, set the source's url to it, or name "
            f"{shown(there.host)} under allow_hosts",
        )
    if host == wanted and _is_root(final) and not _is_root(asked):
        return Finding(
            "root",
            f"it was sent on to where the site begins, {shown(final)}, as sites do with a page that is gone: see whether "
            "it has moved, and set the source's url to where it is now",
        )
    return None


def _site(url: str) -> str:
    """The host, without the `www` that sites put on and take off."""
    return place(url).host.removeprefix("www.")


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and (parts.path or "/") in known().roots
