"""Where each page of the site lies. An address never changes once published, so it is made of ids that never change."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.diff.change import Change

FRONT: Final = "index.html"
ABOUT: Final = "about/index.html"
CHANGES: Final = "changes/index.html"
CORRECTIONS: Final = "corrections/index.html"
CLAIMS: Final = "claims/index.html"
SEARCH: Final = "search/index.html"
PLEDGES: Final = "pledges/index.html"
SOURCES: Final = "sources/index.html"
CHANGED: Final = "changed/index.html"
TOPICS: Final = "topics/index.html"
PUBLISHERS: Final = "publishers/index.html"
PEOPLE: Final = "people/index.html"
MONEY: Final = "money/index.html"
EDITED: Final = "edited/index.html"
MANIFESTOS: Final = "manifestos/index.html"
FEED: Final = "feeds/changes.xml"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
ID_LETTERS: Final = 10


def source(source_id: str) -> str:
    """A source: its documents, or the history of its only one."""
    return f"sources/{source_id}/index.html"


def document(source_id: str, document_id: str) -> str:
    """A document's history, and any two of its versions compared."""
    return f"sources/{source_id}/{document_id}/index.html"


def version(source_id: str, document_id: str, number: int) -> str:
    """The text of a version, with the origin of each sentence."""
    return f"sources/{source_id}/{document_id}/v{number}.html"


def change(source_id: str, document_id: str, number: int) -> str:
    """What came with a version, against the one captured before it.

    It is named for the new version alone: an import may put a capture between the two, which changes what is compared
    with but not which version the page is about.
    """
    return f"changes/{source_id}/{document_id}/{number}.html"


def version_picture(source_id: str, document_id: str, number: int) -> str:
    """The page as a browser showed it when that version was captured."""
    return f"sources/{source_id}/{document_id}/v{number}.png"


def change_picture(source_id: str, document_id: str, number: int, side: str) -> str:
    """The part of the page with the words that changed: `old` or `new`."""
    return f"changes/{source_id}/{document_id}/{number}-{side}.png"


def pledge(thread_id: str) -> str:
    """A pledge's timeline."""
    return f"pledges/{thread_id}.html"


def topic(name: str) -> str:
    """What is recorded on a topic."""
    return f"topics/{name}.html"


def publisher(publisher_id: str) -> str:
    """What a party, department or other body says."""
    return f"publishers/{publisher_id}.html"


def person(slug: str) -> str:
    """What somebody said in a public office."""
    return f"people/{slug}.html"


def manifesto_pair(old: str, new: str) -> str:
    """Two sources' documents compared by their commitments."""
    return f"manifestos/{old}--{new}.html"


def topic_feed(name: str) -> str:
    """The feed of a topic."""
    return f"feeds/topics/{name}.xml"


def publisher_feed(publisher_id: str) -> str:
    """The feed of a publisher."""
    return f"feeds/publishers/{publisher_id}.xml"


def card(thread_id: str, kind: str) -> str:
    """A pledge as a picture: `svg` or `png`."""
    return f"cards/{thread_id}.{kind}"


def source_feed(source_id: str) -> str:
    """The feed of a source."""
    return f"feeds/sources/{source_id}.xml"


def pledge_feed(thread_id: str) -> str:
    """The feed of a pledge."""
    return f"feeds/pledges/{thread_id}.xml"


def paged(index: str, number: int) -> str:
    """A further page of a list that begins at this address, which ends with `index.html`."""
    return f"{index.removesuffix('index.html')}page-{number}.html"


def up(page: str) -> str:
    """From a page to the root of the site: "../../" or nothing; put it before an address to make a relative link."""
    return "../" * page.count("/")


def change_ids(changes: Iterable[Change]) -> Iterator[str]:
    """An id for each change of a page, `d-` and 10 base32 characters; the same words give the same id in every build.

    Made of the words before and after and, where a page makes the same edit several times, of which of them it is: not
    of the place, which moves when our reading of the page improves.
    """
    seen: dict[tuple[str, str], int] = {}
    for one in changes:
        words = (one.old.text if one.old else "", one.new.text if one.new else "")
        seen[words] = seen.get(words, 0) + 1
        digest = hashlib.sha256("\0".join((*words, str(seen[words]))).encode()).digest()
        yield f"d-{base64.b32encode(digest).decode().lower()[:ID_LETTERS]}"
