"""Redacting by command: a redaction is put at the end of redactions.toml, a withdrawn one stays there and says so."""

import tomllib
from pathlib import Path
from typing import Any

import tomlkit

from tracker.config import edited
from tracker.config.redaction import Redaction, Redactions
from tracker.errors import UsageError

NAME = "redactions.toml"
_HEADER = (
    "# Words that the site, its feeds, exports and citations no longer show: sentences, and names of persons. The record\n"
    "# keeps them, and so does this file: it is not for others. To show them again: `tracker redact … --withdraw`.\n\n"
)


def add_redaction(path: Path, added: Redaction, held: Redactions) -> None:
    """Write it below the others. UsageError where it holds already, or the file cannot be written."""
    if any(_is_same(one, added) for one in held.standing):
        raise UsageError(f"{path} has these words already: they are shown nowhere.")
    text = edited.read_text(path) or _HEADER
    told: dict[str, Any] = tomllib.loads(text)
    entry = added.model_dump(exclude_defaults=True)
    made = edited.below(text.rstrip("\n") + "\n", [_as_toml(entry)])
    edited.put(path, made, expected={**told, "redaction": [*told.get("redaction", []), entry]})


def withdraw_redaction(path: Path, words: Redaction, held: Redactions) -> Redaction:
    """Mark the one with the same words as withdrawn: it. UsageError where none holds."""
    number = next((at for at, one in enumerate(held.redaction) if not one.withdrawn and _is_same(one, words)), None)
    if number is None:
        raise UsageError("No redaction of these words holds; `tracker redact --list` shows those that do.")
    text = edited.read_text(path)
    told: dict[str, Any] = tomllib.loads(text)
    entries = [entry | ({"withdrawn": True} if at == number else {}) for at, entry in enumerate(told["redaction"])]
    edited.put(
        path, edited.with_key(text, "redaction", number, "withdrawn", True), expected={**told, "redaction": entries}
    )
    return held.redaction[number].model_copy(update={"withdrawn": True})


def _is_same(one: Redaction, other: Redaction) -> bool:
    return bool(one.sentence) == bool(other.sentence) and one.words.casefold() == other.words.casefold()


def _as_toml(entry: dict[str, Any]) -> str:
    table, listed, document = tomlkit.table(), tomlkit.aot(), tomlkit.document()
    for key, value in entry.items():
        table.add(key, value)
    listed.append(table)
    document.append("redaction", listed)
    return tomlkit.dumps(document)
