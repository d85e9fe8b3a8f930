"""Folded: parts of a page that a reader must open, whether or not they are open at first: tabs, accordions, details.

What decides is how a part is built, not the class or attribute that a script sets when it opens: a part that is shown
open one day and closed the next has not moved.
"""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

_PANEL = re.compile(
    r"(?:^|[\s_-])(?:tab-?pane|tab-?panel|tabs__panel|accordion|collapse|collapsible|toggle-content)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""What opens by a click on its heading."""
_WHOLE = frozenset({"html", "body", "main", "article", "nav", "header"})
"""Parts of a page that no accordion is, whatever theme calls them so."""


def is_panel(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is one that opens: by its control, or by a search."""
    return (
        attributes.get("hidden") == "until-found"
        or attributes.get("role") == "tabpanel"
        or _PANEL.search(attributes.get("class") or "") is not None
    )


def folds(node: LexborNode) -> bool:
    """Whether what an element holds is shown only once a reader opens it."""
    return node.tag == "details" or (node.tag not in _WHOLE and is_panel(node.attributes))
