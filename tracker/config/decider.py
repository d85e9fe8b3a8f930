"""Decider: the name under which somebody decides in this copy of the folder. Asked once and kept in config/me.toml.

Never the name of the account: it would be published under Corrections, and several people may share one. The file is of
this copy alone, so that two who work on one repository keep two names; config/.gitignore says so to git.
"""

import json
import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, Field

from tracker.config import checks
from tracker.config.field import Line
from tracker.config.load import load_file
from tracker.errors import StoreError

NAME = "me.toml"
LONGEST = 100
"""Characters of a name."""
_HEADER = "# Who decides in this copy of the folder, as others will read it. It is not for git.\n"
_IGNORE = ".gitignore"


class Decider(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/me.toml."""

    name: Line | None = Field(default=None, description="Your name, as others will read it beside what you decide.")


def decider(folder: Path) -> str | None:
    """The name that is kept in that folder of the configuration; None where there is none. Raises ConfigError."""
    return load_file(folder / NAME, Decider).name


def name_of(text: str) -> str:
    """A name on one line, blanks as one. ValueError where it cannot be one."""
    name = " ".join(text.split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise ValueError(f"a name of one line and at most {LONGEST} characters")
    return checks.line(name)


def keep_decider(folder: Path, name: str) -> Path:
    """Keep the name: the file. StoreError where it cannot be written."""
    path = folder / NAME
    try:
        put_in_place(path, f"{_HEADER}name = {json.dumps(name, ensure_ascii=False)}\n")
        keep_from_git(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. See that the folder can be written to.") from error
    return path


def keep_from_git(path: Path) -> None:
    """Have git ignore that file, by the .gitignore beside it."""
    ignored = path.with_name(_IGNORE)
    known = ignored.read_text("utf-8") if ignored.exists() else ""
    if path.name not in known.split():
        put_in_place(ignored, f"{known.rstrip()}\n{path.name}\n".lstrip())


def put_in_place(path: Path, text: str, *, mode: int | None = None) -> None:
    """Write it whole or not at all; `mode`: who may read it, from the moment that it is there."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".me-") as folder:
        fresh = Path(folder) / path.name
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(mode)
        fresh.replace(path)
