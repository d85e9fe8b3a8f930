"""Keeping follows: one more [[follow]] at the end of notify.toml, or one less. What else stands there is never touched."""

import tomllib
from pathlib import Path

import tomlkit

from tracker.config import edited
from tracker.config.notify import Follow


def add_follow(path: Path, follow: Follow) -> None:
    """Write it below what stands there. UsageError; nothing is half written."""
    text = edited.read_text(path)
    held = tomllib.loads(text)
    entry = follow.model_dump(exclude_none=True)
    table, listed, document = tomlkit.table(), tomlkit.aot(), tomlkit.document()
    for key, value in entry.items():
        table.add(key, value)
    listed.append(table)
    document.append("follow", listed)
    made = edited.below(text, [tomlkit.dumps(document)])
    edited.put(path, made, expected={**held, "follow": [*held.get("follow", []), entry]})


def drop_follows(path: Path, numbers: frozenset[int]) -> None:
    """Take those out, counted from 0 in the order of the file. UsageError; nothing is half written."""
    text = edited.read_text(path)
    held = tomllib.loads(text)
    left = [entry for number, entry in enumerate(held["follow"]) if number not in numbers]
    expected = {**held, "follow": left} if left else {key: value for key, value in held.items() if key != "follow"}
    edited.put(path, edited.without(text, "follow", sorted(numbers)), expected=expected)
