"""Frame: what every page of a site has in common."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tracker.config.redaction import Redaction
from tracker.config.settings import Settings

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
    keeper: str | None = None
    """Who keeps the site, for readers; as `about`, `contact` and `imprint` from `site_…` of the settings."""
    about: str | None = None
    contact: str | None = None
    imprint: str | None = None
    """Name and postal address of its promoter."""
    hides: tuple[Redaction, ...] = ()
    """What no page may say, whichever template says it."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        *,
        has: Collection[str] | None = None,
        base: str | None = None,
        hides: tuple[Redaction, ...] = (),
    ) -> "Site":
        """The frame as settings have it. `base`, `has` and `hides` as the fields."""
        return cls(
            name=settings.site_name or NAME,
            has=None if has is None else frozenset(has),
            base=base,
            suggest_to=settings.suggest_to,
            keeper=settings.site_keeper,
            about=settings.site_about,
            contact=settings.site_contact,
            imprint=settings.site_imprint,
            hides=hides,
        )
