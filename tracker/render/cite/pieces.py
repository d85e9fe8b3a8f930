"""Pieces: the sentences of a citation, each part with what it is, so that every form sets the same words in its own way."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple, assert_never
from urllib.parse import quote, urlsplit

from tracker.render.cite.citation import Citation, Cited, Passage, Seen
from tracker.render.dates import between, day, minute

LONDON = " (London time)"


class Piece(NamedTuple):
    """A few words. Those of kind `said` are ours; all others come from the web or from a person."""

    text: str
    kind: Literal["said", "title", "quote", "name", "code", "link"] = "said"


Line = list[Piece]


def lines(citation: Citation) -> Iterator[Line]:
    """A line for the sentence and one for each thing that it rests on, for everything that is cited."""
    many = len(citation.cited) > 1
    if citation.pledge and many:
        name = [Piece(": "), Piece(citation.name, "title")] if citation.name else []
        yield [Piece("Pledge "), Piece(citation.pledge, "code"), *name, Piece(f", {len(citation.cited)} stages")]
        yield []
    for number, one in enumerate(citation.cited, start=1):
        if number > 1:
            yield []
        yield [*([Piece(f"{number}. ")] if many else []), *_sentence(one)]
        yield from _rests_on(one)


def _sentence(one: Cited) -> Line:
    """Publisher, title, date, address, and what stands there or changed there."""
    head = [
        Piece(one.publisher, "name"),
        Piece(", "),
        Piece(one.title or "no title", "title"),
        Piece(_dated(one)),
        Piece(", "),
    ]
    return [*head, address(one.url), *_told(one), Piece(".")]


def _dated(one: Cited) -> str:
    found = f", published {day(one.published, one.precision)}" if one.published else ", which gives no date"
    moved = one.updated and one.published and one.updated != one.published
    return f"{found}, updated {day(one.updated)}" if moved and one.updated else found


def _told(one: Cited) -> Line:
    match one.kind:
        case "change":
            return [Piece(": "), *_changed(one)]
        case "claim" | "stage":
            return [Piece(": "), *_words(one.new), *_speaker(one), *_since(one)]
        case "version":
            return [
                Piece(": "),
                Piece(one.version.version, "code"),
                Piece(", "),
                Piece(_captured(one.version)),
                *_first_seen(one),
            ]
        case _:
            assert_never(one.kind)


def _changed(one: Cited) -> Line:
    """What became of the words, between which sightings; never on which day."""
    span = [Piece(f" {between(one.between)}{LONDON}")] if one.between else []
    if one.old is None:
        return [*_words(one.new), Piece(" was added"), *span]
    if one.new is None:
        return [*_words(one.old), Piece(" was taken out"), *span]
    if one.change == "moved":
        return [*_words(one.new), Piece(" was moved within the page"), *span]
    return [*_words(one.old), Piece(" became "), *_words(one.new), *span]


def _words(passage: Passage | None) -> Line:
    return [Piece(passage.words, "quote")] if passage else []


def _speaker(one: Cited) -> Line:
    return [Piece(", said by "), Piece(one.speaker, "name")] if one.speaker else []


def _since(one: Cited) -> Line:
    """When the words were first seen there, and until when; how long they stood there before is not always known."""
    last = minute((one.still or one.version).last_seen)
    if one.between:
        return [Piece(f"; first seen {between(one.between)}, last seen so {last}{LONDON}")]
    return [Piece(f"; seen there from {minute(one.version.captured_at)} to {last}{LONDON}")]


def _first_seen(one: Cited) -> Line:
    span = f", this text first seen {between(one.between)}" if one.between else ""
    return [Piece(f"{span}, last seen so {minute(one.version.last_seen)}{LONDON}")]


def _captured(seen: Seen) -> str:
    return f"captured {minute(seen.captured_at)}"


def _rests_on(one: Cited) -> Iterator[Line]:
    """The versions with offsets and hashes, permalink, the archive's copy, and what must be known of it all."""
    if one.id:
        yield [Piece("Cited as: "), Piece(one.id, "code")]
    for name, passage in (("Before", one.old), ("After" if one.old else "Words", one.new)):
        if passage:
            yield [Piece(f"{name}: "), *_at(passage.seen, passage)]
    if one.kind == "version" or one.new is None:
        yield [Piece("Version: " if one.kind == "version" else "Later version: "), *_at(one.version, None)]
    if one.still:
        yield [Piece("Last version with these words: "), Piece(one.still.version, "code")]
    for seen in _versions(one):
        if seen.saved:
            yield [Piece("Copy at a web archive, of "), Piece(seen.version, "code"), Piece(": "), address(seen.saved)]
    if one.permalink:
        yield [Piece("Permalink: "), address(one.permalink)]
    if any(side.cut for side in (one.old, one.new) if side):
        yield [Piece("Note: an extract; the licence of this source does not allow all of it to be handed on")]
    for remark in one.remarks:
        yield [Piece("Note: "), Piece(remark, "name")]


def _versions(one: Cited) -> list[Seen]:
    found = {side.seen.version: side.seen for side in (one.old, one.new) if side}
    return list({**found, one.version.version: one.version}.values())


def _at(seen: Seen, passage: Passage | None) -> Line:
    place = ""
    if passage and passage.start is not None:
        place = f", characters {passage.start}–{passage.end} of its text"
    yours = [Piece(f"{place}, {_captured(seen)}"), *_captured_by(seen), Piece("; commit "), Piece(seen.commit, "code")]
    raw = [Piece("; SHA-256 of the page as received "), Piece(seen.raw_sha256, "code")] if seen.raw_sha256 else []
    return [Piece(seen.version, "code"), *yours, *raw]


def _captured_by(seen: Seen) -> Line:
    if not seen.seen_by:
        return []
    where = [Piece(" ("), address(seen.seen_in), Piece(")")] if seen.seen_in else []
    return [Piece(" by "), Piece(seen.seen_by, "name"), *where]


def address(url: str) -> Piece:
    """A link where it can be one: anything but http and https is only named."""
    return Piece(in_url(url), "link") if is_web(url) else Piece(url, "code")


def is_web(url: str) -> bool:
    """Whether it is an address of the web with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def in_url(url: str) -> str:
    """The address with everything percent-encoded that could end it, or that a terminal or a CI log would obey."""
    return quote(url, safe="%/:=&?~#+!$,;@*[]-._").replace("::", ":%3A")


def iso(at: datetime | None) -> str | None:
    """As programs read it."""
    return at.isoformat() if at else None
