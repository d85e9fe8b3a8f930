"""Frame: what every page of a site has in common."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.config.redaction import Redaction
from tracker.config.settings import Settings
from tracker.render.safe import safe
from tracker.render.words import cut
from tracker.site.link import outward

NAME: Final = "tracker"
WINDOW: Final = (
    "This site tells what was seen to change in pages while they were watched. “No change seen” is not “never changed”."
)
"""Without dates: a sentence with the time of the last round would make every page another page in every round."""
HEADING: Final = "What is published, and how its words change"
ABOUT: Final = (
    "A record of what parties and public bodies publish on the web. Each page is kept as it was when it was seen, and what"
    " changes in it is shown word by word, with the times between which it changed."
)
"""What a site is, where nobody has said it in words of their own."""
LONGEST: Final = 200
"""Letters of a description: search engines and messengers show no more."""


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

    hides: tuple[Redaction, ...] = ()
    """What no page may say, whichever template says it."""

    def corrections_of(self, *names: str) -> list[str]:
        """What was corrected of these pages, claims and threads, each once."""
        return list(dict.fromkeys(told for name in names for told in self.corrected.get(name, ())))

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

    def links(self, address: str) -> bool:
        """Whether the frame may link it."""
        return self.has is None or address in self.has

    @property
    def heading(self) -> str:
        """The site's name; where it has none, what it is."""
        return HEADING if self.name == NAME else safe(self.name)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What the site is, in its keeper's words or ours; safe to show."""
        told = tuple(line for part in (self.about or "").split("\n") if (line := safe(part).strip()))
        return told or (ABOUT,)

    @property
    def description(self) -> str:
        """The same in so few letters that search engines and messengers show all of it."""
        return cut(" ".join(self.paragraphs), LONGEST)

    @property
    def contact_link(self) -> str | None:
        """Where a reader's click leads to; None where the contact is neither a mail nor a web address."""
        return contact_link(self.contact)


def contact_link(contact: str | None) -> str | None:
    """A link to a mail or web address."""
    return outward(contact) or (f"mailto:{contact}" if contact and "@" in contact else None)
