"""`tracker sources add`: watch something more."""

import re
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from tracker.capture.fault import ReaderError
from tracker.capture.kinds.registry import kind_of
from tracker.capture.recognise import declared, recognise
from tracker.capture.recognition import Recognition
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.otherways import other_ways
from tracker.cli.readers import apart
from tracker.cli.speaking import TYPES, is_asking, new_publisher
from tracker.cli.world import World, clock
from tracker.config.added import append, twin, written
from tracker.config.checks import GOVUK_HOSTS
from tracker.config.config import Config
from tracker.config.declare import add_publisher
from tracker.config.entry import read_source
from tracker.config.person import People, Publisher
from tracker.config.source import Source
from tracker.errors import FetchError, SourceError, UsageError
from tracker.fetch.client import Client
from tracker.fetch.reason import shown
from tracker.installed import own_version
from tracker.render.safe import safe
from tracker.render.schemas.declared import DeclaredRow, SourceAddition

_LONGEST_ID = 60
_LONGEST_TITLE = 200
_LICENCE = {"licence": "OGL-UK-3.0", "redistribute": True}


def sources_add(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            help="Web address of a page, search, feed, sitemap or site; or the path of a saved file in this folder."
        ),
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--id", help="Short name; by itself made of publisher and address.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who publishes there: an id of people.toml.")] = None,
    publisher_name: Annotated[
        str | None,
        typer.Option("--publisher-name", help="Of a publisher that people.toml does not have yet: its name."),
    ] = None,
    publisher_type: Annotated[str | None, typer.Option("--publisher-type", help=f"And what it is: {TYPES}.")] = None,
    title: Annotated[str | None, typer.Option("--title", "--name", help="A name for people.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="How it is read. With it and --publisher, nothing is asked for.")
    ] = None,
    evidence: Annotated[str | None, typer.Option(help="E.g. manifesto, policy_page, press_release, guidance.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="To group sources by; may be repeated.")] = None,
    select: Annotated[str | None, typer.Option(help="CSS selector of what holds the article.")] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A private host, or one that the page may be sent on to; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the entry; write nothing.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Add a source to config/sources.toml.

    Recognises what the address is: a page, search, organisation or feed of GOV.UK, a WordPress site, a feed, a sitemap,
    a PDF or other file, or any web page, for which it says how much of it would be kept. Asks for it once. On a terminal it
    asks you for a publisher that it does not know.

    Example: tracker sources add https://labour.org.uk/change/ --publisher labour --evidence manifesto
    """
    world: World = context.obj
    hosts = tuple(allow_host or ())
    found = _found(world, address, kind, hosts)
    said = {"title": title, "evidence": evidence, "topics": topic, "select": select, "allow_hosts": list(hosts)}
    speaker, new = _speaker(
        world, found, publisher, called=publisher_name, kind=publisher_type, asks=is_asking(plain=form is Format.TEXT)
    )
    known = world.config.people
    people = known.model_copy(update={"publisher": (*known.publisher, new)}) if new else known
    entry = _entry(found, people, name=name, speaker=speaker, said=said)
    source = _checked(entry)
    if (other := twin(source, world.config.sources)) is not None:
        raise UsageError(_taken(source, other))
    comments = (
        []
        if select or not found.select
        else [f'select = "{found.select}"    # this holds the article; take the first # away to keep to it']
    )
    text = written(entry, comments=comments)
    if not dry_run:
        if new:
            add_publisher(world.root / "config" / "people.toml", new, world.config.people.publisher)
        append(world.root / "config" / "sources.toml", text)
    added = SourceAddition(
        publisher=new,
        source=DeclaredRow.of(source),
        entry=text,
        says=found.says,
        remarks=found.remarks,
        written=not dry_run,
        next=_next(source),
    )
    world.answer(form, text=lambda: _print(world, added), told=lambda: added)
    return 0


def _print(world: World, added: "SourceAddition") -> None:
    """What was added; the entry alone where nothing was written."""
    if not added.written:
        typer.echo(_shown(added.entry), nl=False)
        return
    if added.publisher:
        world.say(f"Added the publisher {added.publisher.id} to config/people.toml.")
    world.say(f"Added {added.source.id} to config/sources.toml. It is {added.says}.")
    world.say(*(f"Note: {remark}." for remark in added.remarks), f"Next: {added.next}")


def _found(world: World, address: str, kind: str | None, hosts: tuple[str, ...]) -> "Recognition":
    if kind is not None:
        return declared(address, kind, root=world.root, allow_hosts=hosts)
    way = "To add it without being asked, give its kind with --kind and its publisher with --publisher."
    with Client(world.config.settings, now=clock, version=own_version()) as client, apart(world) as warden:
        try:
            return recognise(address, client=client, root=world.root, allow_hosts=hosts, apart=warden)
        except ReaderError as error:
            raise SourceError(f"{address[:200]}: {error}. {way}") from error
        except FetchError as error:
            found = other_ways(address, client, hosts, warden) if error.blocked else ()
            said = " ".join((f"{error.reason.rstrip('.')}.", *found, way))
            raise FetchError(said, status=error.status) from error


def _speaker(
    world: World, found: "Recognition", publisher: str | None, *, called: str | None, kind: str | None, asks: bool
) -> tuple[str | None, Publisher | None]:
    """Who speaks there, and the publisher that is new with it; None where nobody knows and nobody can be asked."""
    speaker = publisher or _publisher(found, world.config)
    if speaker is None and asks:
        speaker = typer.prompt("Who publishes there? A short name, e.g. labour")
    is_known = any(one.id == speaker for one in world.config.people.publisher)
    if speaker is None or is_known or not (called or kind or asks):
        return speaker, None
    return speaker, new_publisher(world, speaker, called=called, kind=kind, asks=asks)


def _entry(
    found: "Recognition", people: People, *, name: str | None, speaker: str | None, said: dict[str, Any]
) -> dict[str, Any]:
    """What is written, in the order in which people read it."""
    kinds = {one.id: one.type for one in people.publisher}
    if speaker not in kinds:
        raise UsageError(_who(found, speaker, sorted(kinds)))
    is_open = found.open_licence or _host(found) in GOVUK_HOSTS
    title = said["title"] or (shown(found.title, _LONGEST_TITLE) if found.title else None)
    entry = {
        "id": name or _id(speaker, found.name),
        "kind": found.kind,
        "publisher": speaker,
        "publisher_type": kinds[speaker],
        "title": title,
        **found.facts,
        **{key: value for key, value in said.items() if key != "title"},
        "evidence": said["evidence"] or found.evidence,
        **(_LICENCE if is_open else {"redistribute": False}),
    }
    return {key: value for key, value in entry.items() if value not in (None, [], ())}


def _host(found: "Recognition") -> str:
    return urlsplit(str(found.facts.get("url", ""))).hostname or ""


def _publisher(found: "Recognition", config: "Config") -> str | None:
    """By the names that the page gives, else by the host of what is watched already."""
    stated = {one.casefold() for one in found.publishers}
    for one in config.people.publisher:
        if stated & {name.casefold() for name in (one.id, one.name, *one.names)}:
            return one.id
    host = _host(found).removeprefix("www.")
    urls = {source.publisher: getattr(source, "url", None) or "" for source in config.sources}
    near = {who for who, url in urls.items() if host and (urlsplit(url).hostname or "").removeprefix("www.") == host}
    return near.pop() if len(near) == 1 else None


def _who(found: "Recognition", speaker: str | None, known: Sequence[str]) -> str:
    if speaker is not None:
        told = f"There is no publisher {speaker[:60]!r} in config/people.toml."
        return f"{told} Known: {', '.join(known)}. A new one takes --publisher-name and --publisher-type."
    stated = f" It says: {', '.join(map(safe, found.publishers))}." if found.publishers else ""
    told = f"Who publishes there? Choose one from config/people.toml with --publisher: {', '.join(known)}."
    return f"{told} A new one takes --publisher, --publisher-name and --publisher-type.{stated}"


def _id(publisher: str, name: str) -> str:
    plain = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")
    whole = f"{publisher}-{plain}" if plain else publisher
    if len(whole) <= _LONGEST_ID:
        return whole
    return whole[:_LONGEST_ID].rpartition("-")[0].strip("-") or whole[:_LONGEST_ID]


def _checked(entry: dict[str, Any]) -> "Source":
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    source, wrong = read_source(frozen)
    if source is None:
        told = "; ".join(f"{' '.join(map(str, place))}: {expected}" for place, expected in wrong)
        raise UsageError(f"This cannot be a source: {told}.")
    return source


def _taken(source: "Source", other: "Source") -> str:
    if other.id == source.id:
        return f"There is a source {other.id} already, at {_place(other)}: give this one another name with --id."
    return f"{_place(source)} is watched already, as {other.id}."


def _place(source: "Source") -> str:
    return safe(source.location)


def _next(source: "Source") -> str:
    if kind_of(source).try_one is None:
        return f"tracker snapshot {source.id}    (a list cannot be tried; a round reads each page that it names)"
    return f"tracker sources try {source.id}"


def _shown(text: str) -> str:
    """TOML for a terminal: what is not printable is already escaped in it, but for signs that change directions."""
    return "".join(f"{safe(line)}\n" if line else "\n" for line in text.splitlines())
