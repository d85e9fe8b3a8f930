"""Frame: what every page of a site has in common."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.config.settings import Settings

NAME: Final = "tracker"
WINDOW: Final = (
    "This site tells what was seen to change in pages while they were watched. “No change seen” is not “never changed”."
)
"""Without dates: a sentence with the time of the last round would make every page another page in every round."""


CorrectedOf = Callable[..., list[str]]
"""What was corrected, in words, of what has these addresses or ids."""


def nothing_corrected(*_: str) -> list[str]:
    """Of nothing anything."""
    return []


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
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was corrected, in words, newest first: by the address of the page, and by the id, that it concerns."""

    def corrections_of(self, *names: str) -> list[str]:
        """What was corrected of these pages, claims and threads, each once."""
        return list(dict.fromkeys(told for name in names for told in self.corrected.get(name, ())))

    @classmethod
    def of(cls, settings: Settings, *, has: Collection[str] | None = None, base: str | None = None) -> "Site":
        """The frame as settings have it. `base` and `has` as the fields."""
        return cls(
            name=settings.site_name or NAME,
            has=None if has is None else frozenset(has),
            base=base,
            suggest_to=settings.suggest_to,
            keeper=settings.site_keeper,
            about=settings.site_about,
            contact=settings.site_contact,
            imprint=settings.site_imprint,
        )
