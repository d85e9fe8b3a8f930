"""Folded: parts of a page that a reader must open, whether or not they are open at first: tabs, accordions, details.

What decides is how a part is built, not the class or attribute that a script sets when it opens: a part that is shown
open one day and closed the next has not moved.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from tracker.patterns import deferred

_PANEL = deferred(
    r"(?:^|[\s_-])(?:tab-?pane|tab-?panel|tabs__panel|accordion|collapse|collapsible|toggle-content)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""What opens by a click on its heading."""
_MAY_FOLD = frozenset({"div", "section", "li", "dd", "ul", "ol", "p", "fieldset", "table"})
"""What may be a part that opens; a page's main part is none, whatever a theme calls it."""


def is_panel(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is one that opens: by its control, or by a search."""
    return (
        attributes.get("hidden") == "until-found"
        or attributes.get("role") == "tabpanel"
        or _is_called_a_panel(attributes.get("class") or "")
    )


@lru_cache(maxsize=4096)
def _is_called_a_panel(names: str) -> bool:
    return _PANEL.search(names) is not None


def folds(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether what an element holds is shown only once a reader opens it."""
    return tag == "details" or (tag in _MAY_FOLD and is_panel(attributes))
