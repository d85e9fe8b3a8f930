"""Small checks that several declarations share. Each raises ValueError saying what was expected."""

import ipaddress
import re
import warnings
from datetime import date, datetime
from urllib.parse import urlsplit

from tracker.patterns import deferred

SLUG = "^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$"
"""Short names: at most 60 characters, so that they fit any file system and any git ref."""
_STORE_NAME = deferred(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
"""Names that Windows keeps for itself in every folder, so that no copy of the store could be made there."""
OPENS, CLOSES = "([", ")]"
SELECTOR_LONGEST = 500
CONTACT_LONGEST = 200
PATTERN_LONGEST = 200
GOVUK_HOSTS = frozenset({"gov.uk", "www.gov.uk"})


def slug(value: str) -> str:
    """A short name that can stand in any path."""
    if not re.fullmatch(SLUG[1:-1], value):
        raise ValueError("1 to 60 small letters, digits and hyphens, such as dfe-rise")
    return value


def store_name(value: str) -> str:
    """A name that can be a folder of the store, also where it is copied to."""
    if not _STORE_NAME.fullmatch(value):
        raise ValueError("1 to 80 small letters, digits and hyphens")
    if re.fullmatch(DEVICES, value):
        raise ValueError(f"a name other than {value}, which Windows reserves, so no folder can have it")
    return value


def no_device(name: str) -> str:
    """The name, with something before it where Windows could have no file or folder that is called so."""
    return f"of-{name}" if re.fullmatch(DEVICES, name) else name


def post_type(value: str) -> str:
    """The name by which WordPress's REST interface knows a sort of post."""
    if not re.fullmatch("[a-z0-9_-]{1,60}", value):
        raise ValueError("the REST name of a post type, such as posts or pages")
    return value


def http_url(value: str) -> str:
    """An absolute http or https address with a host and without credentials, spaces or control characters."""
    expected = ValueError("an address that starts with https:// or http://")
    if not value.isprintable() or re.search(r"[\s\\]", value):
        raise ValueError("an address without spaces, backslashes or control characters")
    try:
        parts = urlsplit(value)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        raise expected from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_a_number:
        raise expected
    if "@" in parts.netloc:
        raise ValueError("an address without a user name or password in it")
    return value


def site_url(value: str) -> str:
    """The address of a whole site, to which a path is added."""
    parts = urlsplit(http_url(value))
    if parts.query or parts.fragment:
        raise ValueError("the address of a site, without anything from ? or # on")
    return value


def site_path(value: str) -> str:
    """A path of GOV.UK: starts with one slash, no host, query or dots."""
    if not re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)+", value) or "/.." in value or "/./" in f"{value}/":
        raise ValueError("a path such as /government/publications/rise-teams, without https://www.gov.uk before it")
    return value


def relative_path(value: str) -> str:
    """A path inside the working folder."""
    if not value.isprintable() or not value or value.startswith(("/", "~")) or ".." in re.split(r"[/\\]", value):
        raise ValueError("a path inside the working folder, without .. and without / or ~ at its start")
    return value


def host(value: str) -> str:
    """A host name or an IP address."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", value):
            raise ValueError("a host name in small letters or an IP address, without https:// or a port") from None
    return value


def selector(value: str) -> str:
    """Something that can be a CSS selector. A light look only: the reader's parser has the last word."""
    expected = "a CSS selector such as main or article .body"
    if not value.strip() or not value.isprintable() or len(value) > SELECTOR_LONGEST or re.search("[<{};]", value):
        raise ValueError(expected)
    if re.match(r"\s*[>+~,)\]0-9]", value) or re.search(r"[>+~,.#:(\[]\s*$", value) or re.search(r",\s*,", value):
        raise ValueError(f"{expected}, whole from start to end")
    if not _balanced(value):
        raise ValueError(f"{expected}, with every bracket and quote closed")
    return value


def _balanced(value: str) -> bool:
    stack: list[str] = []
    quote = ""
    for char in re.sub(r"\\.", "", value):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in OPENS:
            stack.append(CLOSES[OPENS.index(char)])
        elif char in CLOSES and (not stack or stack.pop() != char):
            return False
    return not stack and not quote


def pattern(value: str) -> str:
    """A regular expression that compiles and does not match the empty text, which would leave every block out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # "[[a]" is odd but lawful
            compiled = re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"a regular expression ({error})") from None
    if compiled.fullmatch(""):
        raise ValueError("a regular expression that does not match an empty line")
    return value


def path_pattern(value: str) -> str:
    """A pattern for addresses in which `*` stands for any run of characters. No regular expression: it cannot run away."""
    if (
        not re.fullmatch(r"(?:[/*]|https?://)[^\s\\]*", value)
        or not value.isprintable()
        or len(value) > PATTERN_LONGEST
    ):
        raise ValueError("a pattern for addresses such as /news/* or *.pdf, in which * stands for anything")
    return value


def govuk_name(value: str) -> str:
    """The name of an organisation or a document type in GOV.UK's own addresses and interfaces."""
    if not re.fullmatch("[a-z0-9][a-z0-9_-]{0,119}", value):
        raise ValueError("GOV.UK's own short name, such as department-for-education or press_release")
    return value


def plain_day(value: str) -> str:
    """A day without a time."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", iso_date(value)):
        raise ValueError("a date such as 2024-07-05, without a time")
    return value


def line(value: str) -> str:
    """One line of text that can be shown as it is."""
    if not value.strip() or not value.isprintable():
        raise ValueError("a line of text without control characters")
    return value


def words(value: str) -> str:
    """Something to look for."""
    if not re.search(r"[^\W_]", value):
        raise ValueError("at least one word or number to look for")
    return value


def note(value: str) -> str:
    """Text of one or more lines that can be shown as it is."""
    if not value.strip() or not all(part.isprintable() for part in value.replace("\t", " ").split("\n")):
        raise ValueError("text without control characters")
    return value


def claim_id(value: str) -> str:
    """A claim's id, as `tracker claims` prints it."""
    if not re.fullmatch("c-[a-z2-7]{10}", value):
        raise ValueError("a claim's id such as c-abcdefgh23")
    return value


def thread_id(value: str) -> str:
    """A thread's id, as `tracker pledges` prints it."""
    if not re.fullmatch("t-[a-z2-7]{10}", value):
        raise ValueError("a thread's id such as t-abcdefgh23")
    return value


def version_address(value: str) -> str:
    """The address of one version: source[/document]@N."""
    if not re.fullmatch(f"(?:{SLUG[1:-1]})(?:/[a-z0-9-]{{1,80}})?@[1-9][0-9]{{0,8}}", value):
        raise ValueError("the address of a version such as dfe-rise@3")
    return value


def change_address(value: str) -> str:
    """A change by the version that it came with: source[/document]@N#d-…, as `tracker cite` takes it."""
    version, _, change = value.partition("#")
    version_address(version)
    if not re.fullmatch("d-[a-z2-7]{10}", change):
        raise ValueError("the address of a change such as dfe-rise@3#d-abcdefgh23")
    return value


def released(value: str) -> str:
    """What can be released: a thread, a note, a change by the version that it came with, or a saved version."""
    if re.fullmatch("[nt]-[a-z2-7]{10}", value):
        return value
    try:
        return change_address(value) if "#" in value else version_address(value)
    except ValueError:
        expected = (
            "a thread such as t-abcdefgh23, a note such as n-abcdefgh23, a change such as dfe-rise@3#d-abcdefgh23 or a "
            "version such as dfe-rise@3"
        )
        raise ValueError(expected) from None


def noted(value: str) -> str:
    """What a note can be about: a thread, a claim, a change, a source or a document."""
    try:
        return change_address(value) if "#" in value else followed(value)
    except ValueError:
        expected = "a thread (t-…), a claim (c-…), a change such as dfe-rise@3#d-abcdefgh23, a source or a document"
        raise ValueError(expected) from None


def verdict_key(value: str) -> str:
    """By which the record names a decision: 20 hexadecimal digits."""
    if not re.fullmatch("[0-9a-f]{20}", value):
        raise ValueError("the key of a decision, 20 hexadecimal digits, as `tracker release` writes it")
    return value


def followed(value: str) -> str:
    """What can be followed: a thread, a claim, or a document by its name."""
    if not re.fullmatch(rf"[ct]-[a-z2-7]{{10}}|(?:{SLUG[1:-1]})(?:/[a-z0-9-]{{1,80}})?", value):
        raise ValueError("a thread such as t-abcdefgh23, a claim such as c-abcdefgh23 or a document such as dfe-rise")
    return value


def published_thing(value: str) -> str:
    """What can be named on the site: a claim, a thread, a version, or a page by its address from the site's root."""
    page = re.fullmatch(r"(?:[a-z0-9-]{1,90}/){0,4}[a-z0-9-]{1,90}\.html", value)
    if not page and not re.fullmatch("[ct]-[a-z2-7]{10}", value):
        try:
            version_address(value)
        except ValueError:
            expected = "an id such as t-abcdefgh23, a version such as dfe-rise@3 or a page such as claims/index.html"
            raise ValueError(expected) from None
    return value


def contact(value: str) -> str:
    """An e-mail or web address that can stand in an HTTP header: plain ASCII, one line."""
    usable = value.isascii() and value.isprintable() and 0 < len(value) <= CONTACT_LONGEST
    if not usable or not re.fullmatch(r"\S+@\S+|https?://\S+", value) or re.search(r"[()]", value):
        raise ValueError("an e-mail or web address at which you can be reached")
    return value


def mailbox(value: str) -> str:
    """An e-mail address as it may stand in a link: plain letters, digits and dots about one @."""
    if len(value) > CONTACT_LONGEST or not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", value):
        raise ValueError("an e-mail address such as corrections@example.org")
    return value


def iso_day(value: object) -> object:
    """A TOML date or time as its ISO text, so that it may be written with or without quotes."""
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date, too


def iso_date(value: str) -> str:
    """A day, or a moment with its zone, in ISO form."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or (moment.tzinfo is None and not re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        raise ValueError("a date such as 2024-06-13, or a time with its zone such as 2024-06-13T09:30:00Z")
    return value
