"""Keeping own pledges: rows of a sheet become entries of pledges.toml, those that stand there are brought up to date."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from tracker.config import edited
from tracker.config.own_sheet import OwnRow
from tracker.config.pledge import CELLS, OwnPledge

HEADER = """\
# Pledges that we keep ourselves, as our own sheet has them; `tracker pledges import FILE` writes them.
# anchor, said, at and thread say which claim of the record each was found to be.

"""


def taken(row: OwnRow, columns: Iterable[str], known: OwnPledge | None) -> OwnPledge:
    """The row as an own pledge: cells of columns that the sheet does not have stay as they were.

    Where its words, source and claim are what they were, it stays anchored.
    """
    before = known.cells if known else {}
    if row.thread and not {"words", "claim"} & {*row.cells, *before}:  # an id put beside a thread of ours
        row = OwnRow(row.line, {**row.cells, "claim": f"c-{row.thread.removeprefix('t-')}"})
    cells = {name: value for name, value in before.items() if name not in set(columns)} | dict(row.cells)
    more = {name: value for name, value in cells.items() if name not in CELLS}
    told = OwnPledge(**{name: value for name, value in cells.items() if name in CELLS}, more=more)
    if known is None or any(getattr(told, name) != getattr(known, name) for name in ("words", "source", "claim")):
        return told
    held = {name: getattr(known, name) for name in ("anchor", "said", "at", "thread", "by", "on")}
    return told.model_copy(update=held)


def keep_own(path: Path, pledges: Sequence[OwnPledge]) -> None:
    """Write them: entries with their id are replaced, new ones stand at the end. UsageError; nothing is half written."""
    text = edited.read_text(path)
    held: list[dict[str, Any]] = tomllib.loads(text).get("pledge", []) if text.strip() else []
    numbers = {entry["id"]: number for number, entry in enumerate(held)}
    entries = {one.id: as_entry(one) for one in pledges}
    changed = {numbers[name]: entry for name, entry in entries.items() if name in numbers}
    changed = {number: entry for number, entry in changed.items() if held[number] != entry}
    fresh = [entry for name, entry in entries.items() if name not in numbers]
    if not changed and not fresh:
        return
    made = edited.replaced(text, "pledge", {number: _toml(entry) for number, entry in changed.items()})
    made = edited.below(made if text.strip() else HEADER.rstrip("\n") + "\n", [_toml(entry) for entry in fresh])
    expected = [changed.get(number, entry) for number, entry in enumerate(held)] + fresh
    edited.put(path, made, expected={"pledge": expected})


def as_entry(pledge: OwnPledge) -> dict[str, Any]:
    """What stands in the file: what is not given is left out."""
    found = pledge.model_dump(exclude_none=True)
    return {name: value for name, value in found.items() if value != {}}


def _toml(entry: Mapping[str, Any]) -> str:
    """The entry as TOML, every value escaped."""
    table, listed, document = tomlkit.table(), tomlkit.aot(), tomlkit.document()
    for key, value in entry.items():
        if isinstance(value, Mapping):
            inner = tomlkit.inline_table()
            inner.update(value)
            table.add(key, inner)
        else:
            table.add(key, value)
    listed.append(table)
    document.append("pledge", listed)
    return tomlkit.dumps(document)
