"""Values of a config file made fit to be shown: a file may come from anyone, and a fault quotes it."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

LONGEST = 60
"""Characters of a value that a fault shows: enough to know it by."""


def shown(value: object) -> str:
    """The value as Python writes it, shortened, without passwords; repr escapes every control and format character."""
    written = _written(value)
    return written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"


def _written(value: object) -> str:
    match value:
        case str():
            return repr(re.sub(r"//[^/@\s]*@", "//…@", value[: 4 * LONGEST]))
        case bool() | date():
            return value.isoformat() if isinstance(value, date) else str(value).lower()  # as TOML writes it
        case dict():
            return f"a table of {len(value)}"
        case list() | tuple():
            return f"a list of {len(value)}"
        case _:
            return repr(value)


def plain(name: str) -> str:
    """A key or id without quotes where it is short and printable, else as `shown`."""
    return name if name and name.isprintable() and len(name) <= LONGEST else shown(name)


def near(name: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known name nearest to this one, else nothing."""
    found = get_close_matches(str(name)[:LONGEST], sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""
