"""Waits: how many pledges can be shown, and how many links wait for a person, of what lists say of all threads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.links.turns import ThreadSummary


@dataclass(frozen=True, slots=True)
class WaitingSum:
    """How many pledges of several stages the site can show, and how many links keep the others back."""

    shown: int
    pledges: int
    likely: int
    possible: int

    @classmethod
    def of(cls, summaries: "Iterable[ThreadSummary]", unreleased: Collection[str] = ()) -> "WaitingSum":
        """Of what lists say of all threads. `unreleased`: ids of those of which others see nothing yet."""
        every_one = tuple(summaries)
        several = [one for one in every_one if one.stages > 1]
        return cls(
            sum(one.confirmed > 0 and one.id not in unreleased for one in several),
            len(several),
            sum(one.likely for one in several),
            sum(one.review for one in every_one),
        )

    @property
    def sentence(self) -> str | None:
        """`0 of 9 pledges on the site; 13 likely and 25 possible links wait: tracker review`; None where nothing waits."""
        told = [
            f"{number:,} {word}" for number, word in ((self.likely, "likely"), (self.possible, "possible")) if number
        ]
        if not told:
            return None
        one = self.likely + self.possible == 1
        links = f"{' and '.join(told)} link{' waits' if one else 's wait'}"
        pledges = f"{self.shown:,} of {self.pledges:,} pledge{'' if self.pledges == 1 else 's'} on the site"
        return f"{pledges}; {links}: tracker review"
