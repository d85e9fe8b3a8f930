"""Recognition: what an address is, as far as it is known, and how to declare it."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel


class Recognition(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How to declare it."""

    kind: str
    facts: Mapping[str, str | Sequence[str]]
    """The keys by which that kind says where it is."""
    says: str
    """What was recognised, in words that follow "It is"."""
    title: str | None = None
    publishers: tuple[str, ...] = ()
    """Names of those who publish it, as it says itself."""
    evidence: str | None = None
    """What sort of document it is, where it says so."""
    name: str
    """What a short name can be made of."""
    select: str | None = None
    """CSS selector of what holds the article."""
    remarks: tuple[str, ...] = ()
    open_licence: bool = False
    """Published under the Open Government Licence, as pages of GOV.UK are."""
