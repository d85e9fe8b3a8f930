"""Suspect captures, for the commands that decide on them: which are meant, what they would read, and the decision."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tracker.capture.decide import accept, find_suspect
from tracker.capture.outcome import Outcome
from tracker.capture.tools import Tools
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.store.archive import Archive


@contextmanager
def reading(world: World, archive: Archive) -> Iterator[Tools]:
    """What reads a kept body as a round would; nothing is asked of the web, and no process starts before one is read."""
    settings = world.config.settings
    with Client(settings, now=clock, version=own_version()) as client, apart(world) as warden:
        yield Tools(archive, client, settings, world.config.people, clock, world.root, warden)


def suspects_named(archive: Archive, asked: Sequence[str]) -> list[tuple[str, str]]:
    """(source, document) of each suspect that is meant, each once. UsageError where one of them is none."""
    return list(dict.fromkeys(find_suspect(archive, one) for one in asked))


def declared(world: World, source: str) -> Source:
    """The source of that id. UsageError where config/sources.toml has it no more."""
    found = next((one for one in world.config.sources if one.id == source), None)
    if found is None:
        raise UsageError(f"{source} is no longer in config/sources.toml, so tracker does not know how to read it.")
    return found


def settle(world: World, tools: Tools, name: str, blob: str, *, is_page: bool, by: str | None = None) -> Outcome | None:
    """Accept or dismiss, in that person's name, the body of that blob id: what was recorded of it.

    UsageError where another is kept by now.
    """
    source, _, document = name.partition("/")
    streak = tools.archive.suspects().get(name)
    if streak is None or streak.body is None or streak.body.blob != blob:
        raise UsageError(f"{name} is not decided: what was kept is another body by now, or was decided meanwhile.")
    if is_page:
        return accept(declared(world, source), document, tools=tools, by=by)
    tools.archive.dismiss(source, document, by=by)
    return None
