"""Frame: what every page of a site has in common."""

from dataclasses import dataclass
from typing import Final

NAME: Final = "tracker"
WINDOW: Final = (
    "This site tells what was seen to change in pages while they were watched. “No change seen” is not “never changed”."
)
"""Without dates: a sentence with the time of the last round would make every page another page in every round."""


@dataclass(frozen=True, slots=True)
class Site:
    """Handed to every template as `site`."""

    name: str = NAME
    window: str = WINDOW
    has: frozenset[str] | None = None
    """Addresses that the frame may link, as they are made in this build; None where all of them are."""
    base: str | None = None
    """The web address that the site is published at, with a slash at its end; None where nobody has said."""
    suggest_to: str | None = None
    """The mail address to which readers may suggest a correction; None where none is wanted."""
