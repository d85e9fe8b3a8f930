"""Site page: a file of the site that is written only where what it is made of differs from the last time."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tracker.site.environment import render

REDIRECT = "redirect.html"


class SitePage(NamedTuple):
    """`key` is equal where the bytes would be: a build may skip `content`, and with it the work, for a known key.

    What all pages have in common, `site` and the templates, is not in it; who builds knows them.
    """

    address: str
    key: str
    content: Callable[[], bytes]
    leads_on: bool = False
    """Whether it only leads to another page, or says that nothing stands there: no list of pages names it."""


def page(template: str, address: str, values: Mapping[str, Any]) -> SitePage:
    """A page of a template. The values but `site` are plain data."""
    own = {name: value for name, value in values.items() if name != "site"}
    told = json.dumps([template, own], sort_keys=True)
    made = _digest(told), lambda: render(template, address, values).encode()
    return SitePage(address, *made, leads_on=template == REDIRECT)


def script(address: str, call: str, *values: Any) -> SitePage:
    """Data as a script, since a page read from disk may load no other kind: `call(value, …);`, in ASCII.

    No line separator, no `<` and no `&` stands in it, so that it is inert wherever it is put.
    """
    told = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    inert = told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    text = f"{call}({inert});\n"
    return SitePage(address, _digest(text), text.encode)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
