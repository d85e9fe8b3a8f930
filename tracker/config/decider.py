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


class Decider(BaseModel, frozen=True, extra="forbid"):
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
        _replace(path, f"{_HEADER}name = {json.dumps(name, ensure_ascii=False)}\n")
        ignored = folder / _IGNORE
        known = ignored.read_text("utf-8") if ignored.exists() else ""
        if NAME not in known.split():
            _replace(ignored, f"{known.rstrip()}\n{NAME}\n".lstrip())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. See that the folder can be written to.") from error
    return path


def _replace(path: Path, text: str) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".me-") as folder:
        fresh = Path(folder) / path.name
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
