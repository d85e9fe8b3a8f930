"""Where things lie under `snapshots/`, and what they may be called. The only file that knows paths.

Nothing from a page becomes a path: fast-import takes `../evil` and `.git/config` without a word
(docs/studies/git-store.md 3.5), so names are slugs of our own making and file names are constants.
"""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime

from tracker.config import checks
from tracker.errors import UsageError
from tracker.patterns import deferred

STORE = "store.git"
RAW = "raw.git"
INDEX = "index.sqlite"
READINGS = "readings.sqlite"
"""Texts read anew for comparisons; may be deleted at any time."""
FINDINGS = "claims.sqlite"
DIFFERENCES = "changes.sqlite"
"""What was found in texts, and between them; may be deleted at any time."""
SUMMARIES = "report.sqlite"
THREADS = "threads.sqlite"
"""The threads of all claims, as they were woven last; may be deleted at any time."""
FOREIGN = "foreign"
"""Copies of other people's repositories, from which histories were imported; may be deleted at any time."""
HEADS = "heads.log"
ROUND_LOCK = "round.lock"
STORE_LOCK = "store.lock"
INFLIGHT = "store.inflight"
"""There while a write is under way, so that the next writer knows that one has died."""
IGNORE = ".gitignore"
REPOSITORIES = (RAW, STORE)
"""In the order of writing: a text must never name bytes that are not there."""
BUILDING = "purge.building"
"""Repositories without what is purged, while they are made; of no worth if that does not end."""
READY = "purge.ready"
"""The same when they are whole: from here on the purge has happened, and whoever comes next ends it."""

PAGE = "page"
"""The document of a source that has only one."""
DOCS = "docs"
ARCHIVE = "archive"
"""The tree of imported captures that are older than what was already recorded."""
RUNS = "runs"
DECISIONS = "decisions"
SUSPECTS = "suspects"
FAILED = "failed"
"""The tree in raw.git of bodies that our readers failed on, each with what they said."""
LIST = "list"
"""There the place of a source's list: no document's name ends so, without 8 digits."""
BODY = "body"
ERROR = "error.txt"
PICTURES = "pictures"
"""The tree of pictures of pages in raw.git, as a browser showed them when their bodies were received."""
PICTURE = "page.png"
TEXT = "text.md"
META = "meta.json"
SEEN = "seen.json"
"""Beside an imported capture in `archive/`: when and by whom it was captured, so that no two captures are one commit."""
REPLAYED = "refs/replayed"
"""Where heads stay that a replay has left: nothing of what was recorded is thrown away."""
FORMAT = "FORMAT"
BORN = 946_684_800
"""Date of every first commit: 1 January 2000. Two new stores must be the same, so that either can take the history of
the other by a fast-forward (decision 8)."""

LONGEST_SLUG = 60
LONGEST_ID = 80
SLUG = r"[a-z0-9][a-z0-9-]{0,79}"
"""How a name looks in what is kept; `check_name` is stricter with what is to be a folder."""
_OURS = deferred(
    rf"FORMAT|(?:docs|archive)/{SLUG}/{SLUG}/(?:text\.md|meta\.json)|archive/{SLUG}/{SLUG}/seen\.json"
    rf"|(?:raw|archive|suspects|failed)/{SLUG}/{SLUG}/body|failed/{SLUG}/{SLUG}/error\.txt"
    rf"|pictures/{SLUG}/{SLUG}/page\.(?:png|webp)"
    r"|(?:runs|decisions)/[0-9]{4}/[0-9]{2}/[0-9]{8}T[0-9]{6}Z(?:-[1-9][0-9]{0,5})?\.json"
)
RUN = deferred(r"([0-9]{4})([0-9]{2})[0-9]{2}T[0-9]{6}Z(?:-[1-9][0-9]{0,5})?")


def slugify(text: str) -> str:
    """Lower-case letters, digits and single hyphens, at most 60 characters; may be empty."""
    plain = unicodedata.normalize("NFKD", text[: 10 * LONGEST_SLUG]).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-")


def document_id(identity: str, slug: str) -> str:
    """Slug and 8 hex digits of the SHA-256 of the identity (a content id and locale, or the canonical address)."""
    digest = hashlib.sha256(identity.encode("utf-8")).hexdigest()[:8]
    return f"{slugify(slug) or 'document'}-{digest}"


def is_ours(path: str) -> bool:
    """Whether tracker, or a later minor version, writes files of that path; asked of history from elsewhere."""
    return bool(_OURS.fullmatch(path))


def check_name(name: str) -> str:
    """The name, if it may be a folder of the store. UsageError otherwise."""
    try:
        return checks.store_name(name)
    except ValueError as error:
        raise UsageError(f"{name[:LONGEST_ID]!r} cannot name a source or document: use {error}.") from error


def name(source: str, document: str) -> str:
    """How a person names a document: `source` where it is the only one, else `source/document`."""
    return source if document == PAGE else f"{source}/{document}"


def folder(tree: str, source: str, document: str) -> str:
    """E.g. `docs/dfe-rise/page`."""
    return f"{tree}/{check_name(source)}/{check_name(document)}"


def raw_path(tree: str, source: str, document: str) -> str:
    """Where the bytes as received lie in raw.git: `raw/…` for what `docs/…` holds, `archive/…` for `archive/…`."""
    return f"{folder('raw' if tree == DOCS else tree, source, document)}/body"


def picture_path(source: str, document: str) -> str:
    """Where the picture lies of the version of a document that was recorded last with one."""
    return f"{folder(PICTURES, source, document)}/{PICTURE}"


def suspect_path(source: str, document: str) -> str:
    """Where the last body lies that did not look like the page."""
    return f"{folder(SUSPECTS, source, document)}/body"


def failed_folder(source: str, document: str | None) -> str:
    """Where the last body lies that our own reader failed on, and what it said; that of a list without a document."""
    return folder(FAILED, source, document or LIST)


def run_path(run: str, tree: str = RUNS) -> str:
    """E.g. `runs/2026/08/20260817T060002Z.json`; decisions lie in a tree of their own. UsageError for another id."""
    parts = RUN.fullmatch(run)
    if not parts:
        raise UsageError(f"{run[:LONGEST_ID]!r} is not the id of a round, such as 20260817T060002Z.")
    return f"{tree}/{parts[1]}/{parts[2]}/{run}.json"


def run_id(started: datetime, nth: int = 1) -> str:
    """The id of the nth round that started in that second."""
    stamp = started.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return stamp if nth == 1 else f"{stamp}-{nth}"
