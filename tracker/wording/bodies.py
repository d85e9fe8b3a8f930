"""Bodies: who may say "we", and whether "we" and a name are the same actor on somebody's page."""

from collections.abc import Iterator
from functools import cache

from tracker.wording.cues import cues
from tracker.wording.fold import fold

_WE = frozenset({"we", "our party", "the party", "our government", "us"})
_IDLE = frozenset("a an the next new incoming future our this first".split())


def same_body(one: str, other: str, publisher: str | None) -> bool:
    """Whether two subjects are one body: "we" and "Labour" on a page of Labour's, "Labour" and "a Labour government".

    Where the publisher is unknown, or a newspaper that quotes others, any party or government may be the one that says "we".
    """
    first, second = _bodies(one), _bodies(other)
    if fold(one) not in _WE and fold(other) not in _WE:
        return bool(first & second)
    named = first | second
    own = _bodies(publisher or "")
    if fold(one) in _WE and fold(other) in _WE:
        return True
    return bool(named & own) if own else bool(named)


def is_own(name: str, publisher: str | None) -> bool:
    """Whether a name is the publisher's own."""
    return bool(_bodies(name) & _bodies(publisher or ""))


@cache
def _bodies(name: str) -> frozenset[str]:
    """The bodies that go by this name; none for "we" and for everybody else."""
    plain = " ".join(word for word in fold(name).split() if word not in _IDLE)
    return frozenset(body for body, known in _named() if plain == known)


def _named() -> Iterator[tuple[str, str]]:
    for body, table in cues("bodies").items():
        for name in table["names"]:
            yield body, name
