"""Web tokens: by which address each colleague decides in a browser, kept so that it stays. Not for git.

Whoever has the token decides in that name: to take it away, take the entry out and start `tracker review --web` anew.
"""

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field, model_validator

from tracker.config.decider import keep_from_git, put_in_place
from tracker.config.field import Line
from tracker.config.load import load_file
from tracker.errors import StoreError
from tracker.patterns import deferred

NAME = "tokens.toml"
_BYTES = 24
_TOKEN = deferred("[A-Za-z0-9_-]{32,200}")
_HEADER = (
    "# By which address each colleague decides in a browser (`tracker review --web --for NAME`). It is not for git.\n"
    "# To take an address away, take its entry out.\n"
)


class WebToken(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One colleague's. No fault repeats the token: it is checked with its table, whose value is not told."""

    name: Line = Field(description="Who decides, as others will read it.")
    token: str = Field(description="32 to 200 letters, digits, - and _, as they stand in the address.")

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not _TOKEN.fullmatch(self.token):
            raise ValueError("32 to 200 letters, digits, - and _ in token")
        return self


class WebTokens(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/tokens.toml."""

    person: tuple[WebToken, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = {one.name for one in self.person}, {one.token for one in self.person}
        if any(len(one) < len(self.person) for one in named):
            raise ValueError("each name and each token once")
        return self


def fresh_token() -> str:
    """One that nobody can guess: 192 bits."""
    return secrets.token_urlsafe(_BYTES)


def tokens_for(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """Token → name of these people, new ones made and kept in that folder of the configuration. ConfigError, StoreError."""
    path = folder / NAME
    known = {one.name: one.token for one in load_file(path, WebTokens).person}
    new = {name: fresh_token() for name in dict.fromkeys(names) if name not in known}
    if new:
        try:
            text = path.read_text("utf-8") if path.exists() else _HEADER
            for name, token in new.items():
                text = (
                    f'{text.rstrip()}\n\n[[person]]\nname = {json.dumps(name, ensure_ascii=False)}\ntoken = "{token}"\n'
                )
            keep_from_git(path)
            put_in_place(path, text, mode=0o600)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error}. See that the folder can be written to.") from error
    return {(known | new)[name]: name for name in names}
