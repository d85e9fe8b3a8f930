"""A deferred pattern does what re's does, and is compiled when it is first used."""

import copy
import pickle
import re
from typing import Any

import pytest

from tracker.patterns import deferred

_TEXT = "Two of 12 schools, and 30 of 40."
_USES: dict[str, tuple[Any, ...]] = {
    "search": (_TEXT,),
    "match": (_TEXT, 7),
    "fullmatch": (_TEXT, 7, 9),
    "findall": (_TEXT,),
    "sub": ("#", _TEXT),
    "subn": ("#", _TEXT, 1),
    "split": (_TEXT,),
}


def _told(found: Any) -> Any:
    return (found.span(), found.groups()) if isinstance(found, re.Match) else found


@pytest.mark.parametrize("method", _USES)
def test_it_answers_as_a_pattern_does(method: str) -> None:
    """Each method gives the same the first time and the second."""
    pattern = deferred(r"(?P<number>\d+)", re.IGNORECASE)
    expected = _told(getattr(re.compile(r"(?P<number>\d+)", re.IGNORECASE), method)(*_USES[method]))

    assert expected
    for _ in range(2):
        assert _told(getattr(pattern, method)(*_USES[method])) == expected


def test_it_tells_what_it_is() -> None:
    """Words, flags and groups; a copy and what another process gets match the same."""
    pattern, known = deferred(r"(?P<number>\d+)", re.ASCII), re.compile(r"(?P<number>\d+)", re.ASCII)

    assert (pattern.pattern, pattern.flags, pattern.groups) == (known.pattern, known.flags, known.groups)
    assert pattern.groupindex == known.groupindex
    assert [one[0] for one in pattern.finditer(_TEXT)] == ["12", "30", "40"]
    assert pickle.loads(pickle.dumps(pattern)) == copy.deepcopy(pattern) == known  # noqa: S301 - our own bytes
    assert deferred(rb"\d+").findall(b"1 of 12") == [b"1", b"12"]


def test_it_is_compiled_at_its_first_use() -> None:
    """What is wrong with it shows then, and its words can be read before."""
    pattern = deferred("(")

    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.search(_TEXT)
