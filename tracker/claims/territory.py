"""Territory: the nations that a document says it applies to, as people ask for them."""

from collections.abc import Iterable, Sequence

NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")
UK = "UK"
NOT_STATED = "not stated"
"""A document that does not say where it applies says nothing about any nation."""
_OTHER_WORDS = {"united kingdom": UK, "ni": "Northern Ireland", "none": NOT_STATED}
_KNOWN = {name.casefold(): name for name in (*NATIONS, UK, NOT_STATED)} | _OTHER_WORDS
CHOICES = "england, scotland, wales, northern-ireland, uk, not-stated"


def territory(asked: str) -> str | None:
    """The territory of that name, in any case, with hyphens or spaces; None where there is no such one."""
    return _KNOWN.get(" ".join(asked.replace("-", " ").replace("_", " ").split()).casefold())


def names_of(stated: Sequence[str]) -> frozenset[str]:
    """What a document's territory answers to: each nation, UK where all four are stated, `not stated` where none is."""
    return frozenset({*stated, *((UK,) if set(NATIONS) <= set(stated) else ())}) or frozenset({NOT_STATED})


def takes(stated: Sequence[str], wanted: Iterable[str]) -> bool:
    """Whether a document of that territory is among those that are asked for."""
    return not names_of(stated).isdisjoint(wanted)


def told(stated: Sequence[str]) -> str:
    """For people: `England`, `England, Wales`, `UK`, `not stated`."""
    return UK if set(NATIONS) <= set(stated) else ", ".join(stated) or NOT_STATED
