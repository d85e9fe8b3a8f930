"""Addresses that other people's lists name: absolute, without what only counts visitors."""

import re
from contextlib import suppress
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from tracker.config import checks
from tracker.patterns import deferred

LONGEST = 2_000
"""Characters of an address; longer ones are left out."""
_COUNTING = deferred(r"utm_[a-z]+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"


def tidy(value: str) -> str | None:
    """The address without fragment and visitor-counting parameters; None for what is no http or https address."""
    text = quote(value.strip(), safe=_KEPT)
    if len(text) > LONGEST:
        return None
    with suppress(ValueError):
        parts = urlsplit(checks.http_url(text))
        if "%" in parts.netloc:
            return None
        query = parts.query
        pairs = parse_qsl(query, keep_blank_values=True)
        if any(_COUNTING.fullmatch(name) for name, _value in pairs):
            query = urlencode([(name, value) for name, value in pairs if not _COUNTING.fullmatch(name)])
        return checks.http_url(urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, "")))
    return None


def joined(base: str, link: str) -> str | None:
    """The tidy address of a link that stands in a page at `base`."""
    try:
        return tidy(urljoin(base, link.strip()))
    except ValueError:
        return None
