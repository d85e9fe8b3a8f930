"""Small checks that several kinds of source share. Each raises ValueError with what was expected."""

import ipaddress
import re
from urllib.parse import urlsplit


def http_url(value: str) -> str:
    """An absolute http or https address with a host and without credentials or control characters."""
    if re.search(r"[\x00-\x20\x7f]", value):
        raise ValueError("an address without spaces or control characters")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("an address that starts with https:// or http://")
    if parts.username or parts.password:
        raise ValueError("an address without a user name or password in it")
    return value


def site_path(value: str) -> str:
    """A path of GOV.UK: starts with one slash, no host, query or dots."""
    if not re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)+", value) or "/.." in value or "/./" in value:
        raise ValueError("a path such as /government/publications/rise-teams, without https://www.gov.uk")
    return value


def relative_path(value: str) -> str:
    """A path inside the working folder."""
    if not value or value.startswith(("/", "~")) or ".." in re.split(r"[/\\]", value) or "\x00" in value:
        raise ValueError("a path inside the working folder, without .. or a leading /")
    return value


def host(value: str) -> str:
    """A host name or an IP address."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", value):
            raise ValueError("a host name or an IP address, without https:// or a port") from None
    return value
