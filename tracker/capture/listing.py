"""Listing: the posts that a WordPress site says are new or newly edited."""

from collections.abc import Iterator

from pydantic import BaseModel, TypeAdapter, ValidationError

from tracker.capture.outcome import Failed, Unchanged
from tracker.capture.page import Taken, Tools, take
from tracker.capture.reading import extractor_of
from tracker.config.key import config_key
from tracker.config.source import WordpressSource
from tracker.errors import FetchError
from tracker.fetch.address import listing, post
from tracker.store.layout import document_id


class _Post(BaseModel, frozen=True):
    id: int
    slug: str
    link: str
    modified_gmt: str


_POSTS = TypeAdapter(tuple[_Post, ...])


def take_posts(source: WordpressSource, *, tools: Tools) -> Iterator[Taken]:
    """Ask for the listing once, then only for the posts whose modification stamp is new to us."""
    try:
        response = tools.client.get(listing(source), allow_hosts=source.allow_hosts)
        posts = _POSTS.validate_json(response.body)
    except FetchError as error:
        yield _failed(source, error, tools)
        return
    except ValidationError:
        reason = 'the site\'s REST interface gave no list of posts; declare single pages as kind = "html" instead'
        yield _failed(source, FetchError(reason), tools)
        return
    key = config_key(source, extractor_of(source))
    for one in posts:
        document = document_id(f"wordpress:{one.id}", one.slug)
        known = tools.archive.validators(source.id, document)
        if known is not None and (known.key, known.modified) == (key, one.modified_gmt):
            yield Taken(Unchanged(source=source.id, document=document, at=tools.now(), not_modified=True))
        else:
            yield take(source, document=document, url=post(source, one.id), tools=tools, modified=one.modified_gmt)


def _failed(source: WordpressSource, error: FetchError, tools: Tools) -> Taken:
    return Taken(
        Failed(
            source=source.id, document=None, reason=error.reason, transient=error.transient, status=error.status,
            host=error.host, blocked=error.blocked, at=tools.now(),
        )
    )  # fmt: skip
