"""Added: a new [[source]] at the end of sources.toml. Nothing that stands there is touched."""

import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from tracker.config.source import Source
from tracker.errors import UsageError

_LONGEST_LIST = 90
"""Characters of a list that stands on one line."""


def written(entry: Mapping[str, Any], *, comments: Sequence[str] = ()) -> str:
    """The entry as TOML, with comments below it. Every value is escaped, whatever a page called itself."""
    table, listed, document = tomlkit.table(), tomlkit.aot(), tomlkit.document()
    for key, value in entry.items():
        table.add(key, _listed(value) if isinstance(value, (list, tuple)) else value)
    listed.append(table)
    document.append("source", listed)
    return tomlkit.dumps(document) + "".join(f"# {comment}\n" for comment in comments)


def _listed(values: Sequence[Any]) -> Any:
    """A list, one value a line where it would be a long line."""
    made = tomlkit.array()
    made.extend(values)
    return made.multiline(sum(len(str(one)) + 4 for one in values) > _LONGEST_LIST)


def twin(source: Source, known: Sequence[Source]) -> Source | None:
    """A declared source with the same id, or else one that is at the same place."""
    same_id = next((one for one in known if one.id == source.id), None)
    return next((one for one in known if one.where == source.where), None) or same_id


def append(path: Path, text: str) -> None:
    """Write the text below what stands in a file, all of it or nothing. UsageError when the file cannot be written."""
    old = path.read_bytes()
    end = b"\r\n" if b"\r\n" in old else b"\n"
    gap = b"" if not old or old.endswith(end * 2) else end if old.endswith(b"\n") else end * 2
    new = old + gap + text.replace("\n", end.decode()).encode()
    try:
        whole = len(_sources(new)) == 1 + len(_sources(old))
    except tomllib.TOMLDecodeError:
        whole = False
    if not whole:
        raise UsageError(
            f"{path} is not written as [[source]] entries, so none can be added below; nothing was changed."
        )
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(handle)
        made = Path(name)
        made.chmod(path.stat().st_mode)
        made.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); nothing was changed.") from error


def _sources(text: bytes) -> Sequence[object]:
    found: Sequence[object] = tomllib.loads(text.decode("utf-8-sig")).get("source", ())
    return found
