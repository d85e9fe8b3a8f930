"""Notify: who is told of news, of what, and where the address is found. Read from config/notify.toml."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from tracker.config import checks
from tracker.config.agree import repeated
from tracker.config.field import Line, Slug
from tracker.config.settings import Score
from tracker.config.table import Table
from tracker.config.verdict import Address
from tracker.errors import Fault
from tracker.patterns import deferred

What = Literal["changes", "breaking", "recovering"]
MessageFormat = Literal["text", "markdown", "html"]
WORTH_TELLING = 0.3
"""Score from which a change is told where neither `score` nor `watch` says otherwise: a figure, a date, a promise."""
MARK = "notify-"
"""Before a target's name: the reader under which the record keeps what it was told."""
FOLLOWS = "follow-"
"""The same, for what it was told of what it follows."""
LONGEST_NAME = 53
"""With `notify-` before it a name is still a short name."""
_VARIABLE = deferred(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_WHERE = "an address may hold a password: put it into an environment variable, and the variable’s name into url_env"


def _short(value: str) -> str:
    if len(value) > LONGEST_NAME:
        raise ValueError(f"at most {LONGEST_NAME} letters, digits and hyphens")
    return value


class Notify(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One target. Its address stands in the environment alone: config and store are shared and pushed."""

    name: Annotated[Slug, AfterValidator(_short)] = Field(description="Short name, for `tracker notify --test NAME`.")
    url_env: str = Field(
        description="Name of the environment variable that holds the address, e.g. DESK_URL=slack://token or mailto://…"
    )
    what: tuple[What, ...] = Field(
        default=("changes", "breaking", "recovering"),
        min_length=1,
        description="What is told: changes; breaking, a source that needs a person; recovering, one that is well again.",
    )
    score: Score | None = Field(
        default=None, description="Changes from this score on. Default: 0.3, or none where a watch is named."
    )
    watch: Slug | None = Field(
        default=None, description="A watch of watches.toml: changes that it lets through, and troubles of its sources."
    )
    format: MessageFormat = Field(default="text", description="text, markdown or html, as the service shows it best.")
    decides: bool = Field(
        default=False,
        description="true: these people decide, so they also hear of possible stages that nobody has checked.",
    )
    template: Annotated[str, AfterValidator(checks.relative_path)] | None = Field(
        default=None, description="A file beside notify.toml with a message of your own (Jinja2)."
    )

    @property
    def reader(self) -> str:
        """Under which name the record keeps what it was told."""
        return f"{MARK}{self.name}"

    @property
    def follower(self) -> str:
        """Under which name the record keeps what it was told of what it follows."""
        return f"{FOLLOWS}{self.name}"

    @property
    def threshold(self) -> float | None:
        """The score from which a change is told whatever the watch says; None where the watch alone decides."""
        if self.score is not None:
            return self.score
        return None if self.watch else WORTH_TELLING


class Follow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One pledge, claim or document of which a target is told whatever becomes of it."""

    what: Annotated[str, AfterValidator(checks.followed)] = Field(
        description="A thread’s or claim’s id, or a document’s name, e.g. t-abcdefgh23 or dfe-rise."
    )
    to: Slug = Field(description="The name of a target of this file.")
    words: Line | None = Field(default=None, description="Its words when it was first followed.")
    at: Address | None = Field(default=None, description="The version in which they stood.")
    by: Line | None = Field(default=None, description="Who wanted to be told.")
    on: date | None = Field(default=None, description="Since when.")

    @property
    def is_document(self) -> bool:
        """Whether a whole document is followed."""
        return not re.fullmatch("[ct]-[a-z2-7]{10}", self.what)


class Notifications(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/notify.toml."""

    notify: tuple[Notify, ...] = ()
    follow: tuple[Follow, ...] = ()


def secrets(table: Table) -> tuple[Fault, ...]:
    """Where an address, or something that is no variable's name, stands in the file. No fault repeats what it found."""
    return tuple(table.fault(place, _WHERE) for place in _secrets(table.data))


def repeats(table: Table, watches: frozenset[str] | None) -> tuple[Fault, ...]:
    """Names that stand twice, and watches that watches.toml does not have; None where that file cannot be read."""
    unknown = _unknown(table, watches) if watches is not None else ()
    return (*repeated(table, "notify", "name"), *unknown, *_untold(table))


def _untold(table: Table) -> Iterator[Fault]:
    """Follows whose target is not declared, and those that stand twice."""
    names = {entry.get("name") for entry in _entries(table.data)}
    met: set[tuple[object, object]] = set()
    for number, entry in enumerate(_entries(table.data, "follow")):
        to = entry.get("to")
        if isinstance(to, str) and to not in names:
            yield table.fault(("follow", number, "to"), "expected the name of a [[notify]] of this file")
        pair = (entry.get("what"), to)
        if pair in met:
            yield table.fault(("follow", number, "what"), "expected once for each target; it stands above already")
        met.add(pair)


def _unknown(table: Table, watches: frozenset[str]) -> Iterator[Fault]:
    for number, entry in enumerate(_entries(table.data)):
        named = entry.get("watch")
        if isinstance(named, str) and named not in watches:
            has = f"it has {', '.join(sorted(watches))}" if watches else "it has none"
            yield table.fault(("notify", number, "watch"), f"expected a watch of watches.toml; {has}")


def _secrets(data: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    for number, entry in enumerate(_entries(data)):
        for key, value in entry.items():
            named = key == "url_env" and isinstance(value, str) and not _VARIABLE.fullmatch(value)
            if named or key in {"url", "urls"} or "://" in str(value):
                yield ("notify", number, key)


def _entries(data: Mapping[str, Any], name: str = "notify") -> tuple[Mapping[str, Any], ...]:
    listed = data.get(name, ())
    return tuple(one for one in listed if isinstance(one, dict)) if isinstance(listed, tuple) else ()
