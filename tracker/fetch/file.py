"""A page that a person saved, read as if a server had sent it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.response import Response

MAX_BYTES = Settings().max_bytes


def read_file(path: Path, *, url: str, now: Callable[[], datetime], max_bytes: int = MAX_BYTES) -> Response:
    """The file as a Response of status 200 from `url`. FetchError when there is none to be had."""
    name = shown(str(path))
    try:
        if not path.is_file():  # nor a folder, nor a pipe that would never end
            raise FetchError(
                f"There is no file {name}: see the source's path, which is relative to the working folder."
            )
        with path.open("rb") as opened:
            body = opened.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise FetchError(f"The file {name} cannot be read: {_why(error)}.") from error
    if len(body) > max_bytes:
        raise FetchError(f"The file {name} is larger than {max_bytes:,} bytes (max_bytes in settings.toml).")
    if not body:
        raise FetchError(f"The file {name} is empty: save the page again.")
    return Response(url=url, final_url=url, status=200, body=body, fetched_at=now())


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "its name is not one a file can have").lower()
