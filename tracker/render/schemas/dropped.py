"""What of a page was left out, as programs read it."""

from pydantic import BaseModel


class DroppedRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """An element of the page that was left out whole."""

    name: str
    characters: int
    excerpt: str
