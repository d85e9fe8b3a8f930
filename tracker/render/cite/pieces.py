"""Pieces: the sentences of a citation, each part with what it is, so that every form sets the same words in its own way."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple, assert_never
from urllib.parse import quote, urlsplit

from tracker.desk.citation import Citation, CitationItem, CitationVersion, Excerpt
from tracker.desk.dates import between, day, minute
from tracker.render.notes import told as told_note

LONDON = " (London time)"


class Phrase(NamedTuple):
    """A few words. Those of kind `said` are ours; all others come from the web or from a person."""

    text: str
    kind: Literal["said", "title", "quote", "name", "code", "link"] = "said"


Line = list[Phrase]


def lines(citation: Citation) -> Iterator[Line]:
    """A line for the sentence and one for each thing that it rests on, for everything that is cited."""
    many = len(citation.cited) > 1
    if citation.pledge and many:
        name = [Phrase(": "), Phrase(citation.name, "title")] if citation.name else []
        yield [Phrase("Pledge "), Phrase(citation.pledge, "code"), *name, Phrase(f", {len(citation.cited)} stages")]
        yield []
    for number, one in enumerate(citation.cited, start=1):
        if number > 1:
            yield []
        yield [*([Phrase(f"{number}. ")] if many else []), *sentence(one)]
        yield from _rests_on(one)
    for note in citation.notes:
        yield []
        found = told_note(note)
        yield [
            Phrase(found.head, "name"),
            *([Phrase(": "), Phrase(" ".join(found.text), "quote")] if found.text else []),
        ]
        if found.why:
            yield [Phrase("Why: "), Phrase(found.why, "name")]


def sentence(one: CitationItem) -> Line:
    """Publisher, title, date, address, and what stands there or changed there."""
    head = [
        Phrase(one.publisher, "name"),
        Phrase(", "),
        Phrase(one.title or "no title", "title"),
        Phrase(_dated(one)),
        Phrase(", "),
    ]
    return [*head, address(one.url), *_told(one), Phrase(".")]


def _dated(one: CitationItem) -> str:
    found = f", published {day(one.published, one.precision)}" if one.published else ", no date of publication read"
    moved = one.updated and one.published and one.updated != one.published
    return f"{found}, updated {day(one.updated)}" if moved and one.updated else found


def _told(one: CitationItem) -> Line:
    match one.kind:
        case "change":
            return [Phrase(": "), *_changed(one)]
        case "claim" | "stage":
            return [Phrase(": "), *_words(one.new), *_speaker(one), *_since(one)]
        case "version":
            return [
                Phrase(": "),
                Phrase(one.version.version, "code"),
                Phrase(", "),
                Phrase(_captured(one.version)),
                *_first_seen(one),
            ]
        case _:
            assert_never(one.kind)


def _changed(one: CitationItem) -> Line:
    """What became of the words, between which sightings; never on which day."""
    span = [Phrase(f" {between(one.between)}{LONDON}")] if one.between else []
    if one.old is None:
        return [*_words(one.new), Phrase(" was added"), *span]
    if one.new is None:
        return [*_words(one.old), Phrase(" was taken out"), *span]
    if one.change == "moved":
        return [*_words(one.new), Phrase(" was moved within the page"), *span]
    return [*_words(one.old), Phrase(" became "), *_words(one.new), *span]


def _words(passage: Excerpt | None) -> Line:
    return [Phrase(passage.words, "quote")] if passage else []


def _speaker(one: CitationItem) -> Line:
    return [Phrase(", said by "), Phrase(one.speaker, "name")] if one.speaker else []


def _since(one: CitationItem) -> Line:
    """When the words were first seen there, and until when; how long they stood there before is not always known."""
    last = minute((one.still or one.version).last_seen)
    if one.between:
        return [Phrase(f"; first seen {between(one.between)}, last seen in this form {last}{LONDON}")]
    return [Phrase(f"; seen there from {minute(one.version.captured_at)} to {last}{LONDON}")]


def _first_seen(one: CitationItem) -> Line:
    span = f", this text first seen {between(one.between)}" if one.between else ""
    return [Phrase(f"{span}, last seen in this form {minute(one.version.last_seen)}{LONDON}")]


def _captured(seen: CitationVersion) -> str:
    return f"captured {minute(seen.captured_at)}"


def _rests_on(one: CitationItem) -> Iterator[Line]:
    """The versions with offsets and hashes, permalink, the archive's copy, and what must be known of it all."""
    if one.id:
        place = f"{one.version.version}#{one.id}" if one.kind == "change" else one.id
        yield [Phrase("Cited as: "), Phrase(place, "code")]
    for name, passage in (("Before", one.old), ("After" if one.old else "Words", one.new)):
        if passage:
            yield [Phrase(f"{name}: "), *_at(passage.seen, passage)]
    if one.kind == "version" or one.new is None:
        yield [Phrase("Version: " if one.kind == "version" else "Later version: "), *_at(one.version, None)]
    if one.still:
        yield [Phrase("Last version with these words: "), Phrase(one.still.version, "code")]
    for seen in _versions(one):
        if seen.saved:
            yield [
                Phrase("Copy at a web archive, of "),
                Phrase(seen.version, "code"),
                Phrase(": "),
                address(seen.saved),
            ]
        if seen.picture_sha256:
            yield [
                Phrase("Picture of the page, of "),
                Phrase(seen.version, "code"),
                Phrase(": SHA-256 "),
                Phrase(seen.picture_sha256, "code"),
                Phrase("; to have it: "),
                Phrase(f"tracker show {seen.version} --picture FILE", "code"),
            ]
    if one.permalink:
        yield [Phrase("Permalink: "), address(one.permalink)]
    if any(side.cut for side in (one.old, one.new) if side):
        yield [Phrase("Note: an extract; the licence of this source does not allow all of it to be handed on")]
    for remark in one.remarks:
        yield [Phrase("Note: "), Phrase(remark, "name")]


def _versions(one: CitationItem) -> list[CitationVersion]:
    found = {side.seen.version: side.seen for side in (one.old, one.new) if side}
    return list({**found, one.version.version: one.version}.values())


def _at(seen: CitationVersion, passage: Excerpt | None) -> Line:
    place = ""
    if passage and passage.start is not None:
        place = f", characters {passage.start}–{passage.end} of its text"
    yours = [
        Phrase(f"{place}, {_captured(seen)}"),
        *_captured_by(seen),
        Phrase("; commit "),
        Phrase(seen.commit, "code"),
    ]
    kept = "saved from a browser, without the account of whoever saved it" if seen.saved_by else "received"
    raw = [Phrase(f"; SHA-256 of the page as {kept} "), Phrase(seen.raw_sha256, "code")] if seen.raw_sha256 else []
    return [Phrase(seen.version, "code"), *yours, *raw]


def _captured_by(seen: CitationVersion) -> Line:
    if not seen.seen_by:
        return []
    where = [Phrase(" ("), address(seen.seen_in), Phrase(")")] if seen.seen_in else []
    return [Phrase(" by "), Phrase(seen.seen_by, "name"), *where]


def address(url: str) -> Phrase:
    """A link where it can be one: anything but http and https is only named."""
    return Phrase(in_url(url), "link") if is_web(url) else Phrase(url, "code")


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
