"""Typography: differences of quotes, dashes, spaces and case, which say nothing new."""

import re

from tracker.wording.fold import fold

_DASH = re.compile(r" ?- ?")


def same_but_typography(old: str, new: str) -> bool:
    """Whether two texts differ in quotes, dashes, spaces, case or the stop at the end at most."""
    return old == new or _plain(old) == _plain(new)


def _plain(text: str) -> str:
    return _DASH.sub("-", fold(text).replace('"', "'"))
