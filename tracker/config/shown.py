"""Values of a config file made fit to be shown: a file may come from anyone, and a fault quotes it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 60
"""Characters of a value that a fault shows: enough to know it by."""


def shown(value: object) -> str:
    """The value as Python writes it, shortened, without passwords; repr escapes every control and format character."""
    text = re.sub(r"//[^/@\s]*@", "//…@", value[: 4 * LONGEST]) if isinstance(value, str) else value
    written = repr(text) if not isinstance(text, dict | list | tuple) else _kind_of(text)
    return written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"


def _kind_of(value: dict[object, object] | list[object] | tuple[object, ...]) -> str:
    """Lists and tables are long: say what it is."""
    return f"a table of {len(value)}" if isinstance(value, dict) else f"a list of {len(value)}"


def plain(name: str) -> str:
    """A key or id without quotes where it is short and printable, else as `shown`."""
    return name if name and name.isprintable() and len(name) <= LONGEST else shown(name)


def near(name: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known name nearest to this one, else nothing."""
    found = get_close_matches(str(name)[:LONGEST], sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""
