"""Declaring by command: sources taken out, put to rest or asked again, and publishers added. Comments stay as they were."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import tomlkit

from tracker.config import edited
from tracker.config.config import Config
from tracker.config.person import Publisher
from tracker.config.source import Source
from tracker.errors import UsageError

SourceEdit = Literal["removed", "disabled", "enabled"]


def edit_source(path: Path, source: Source, does: SourceEdit) -> bool:
    """Do it in sources.toml; whether anything was to be done. UsageError; nothing is half written."""
    text = edited.read_text(path)
    held = tomllib.loads(text)
    listed: list[dict[str, Any]] = held["source"]
    number = next(at for at, entry in enumerate(listed) if entry["id"] == source.id)
    if does == "removed":
        left = [entry for entry in listed if entry["id"] != source.id]
        made = edited.without(text, "source", [number])
        expected = {**held, "source": left} if left else {key: one for key, one in held.items() if key != "source"}
    elif source.enabled is (does == "enabled"):
        return False
    else:
        is_on = does == "enabled"
        made = edited.with_key(text, "source", number, "enabled", is_on)
        expected = {**held, "source": [*listed[:number], listed[number] | {"enabled": is_on}, *listed[number + 1 :]]}
    edited.put(path, made, expected=expected)
    return True


def uses(config: Config, source: str) -> tuple[str, ...]:
    """What else in the config names a source, so that it cannot simply be taken out."""
    after = [f"{one.id} (successor_of)" for one in config.sources if source in one.successor_of]
    watched = [f"the watch {one.id}" for one in config.watches.watch if source in one.sources]
    return (*after, *watched)


def as_publisher(publisher: Publisher) -> str:
    """The entry as TOML, every value escaped."""
    table, listed, document = tomlkit.table(), tomlkit.aot(), tomlkit.document()
    for key, value in _entry(publisher).items():
        table.add(key, value)
    listed.append(table)
    document.append("publisher", listed)
    return tomlkit.dumps(document)


def add_publisher(path: Path, publisher: Publisher, known: Sequence[Publisher]) -> None:
    """Write it behind the publishers of people.toml. UsageError where it is there, or the file is not."""
    if any(one.id == publisher.id for one in known):
        raise UsageError(f"There is a publisher {publisher.id} already: {path} has it.")
    text = edited.read_text(path)
    if not text.strip():
        raise UsageError(f"{path} is not there: with one, it must declare every publisher; `tracker init` makes it.")
    held: Mapping[str, Any] = tomllib.loads(text)
    made = edited.below(text, [as_publisher(publisher)])
    edited.put(path, made, expected={**held, "publisher": [*held.get("publisher", []), _entry(publisher)]})


def _entry(publisher: Publisher) -> dict[str, Any]:
    found = publisher.model_dump(exclude_defaults=True, mode="json")
    return {key: list(value) if isinstance(value, (list, tuple)) else value for key, value in found.items()}
