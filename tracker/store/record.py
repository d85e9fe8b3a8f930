"""RunRecord: what one round checked and found, schema `tracker.run/1`. Kept for every round, also a quiet one."""

import json
from collections.abc import Mapping
from typing import Final, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from tracker.errors import StoreError
from tracker.store.decision import Decision
from tracker.store.sense import (
    SENSELESS,
    CaptureName,
    Count,
    Digest,
    DocumentName,
    Location,
    Moment,
    Name,
    Number,
    NumberedName,
    ObjectId,
    RunId,
    Second,
    SourceName,
    Status,
    WebAddress,
)

SCHEMA: Final = "tracker.run/1"
_LONGEST_PLACE = 100
"""Characters of a key that is shown: it may be of any length, and by anybody."""

RECORDED: Final = "recorded"
SAME: Final = "same"
_IMPORTED = ((RECORDED, "imported"), (SAME, "the same as before"))


class Validators(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What to send so that the server may answer 304, and the configuration under which it was learned."""

    key: str
    etag: str | None = None
    last_modified: str | None = None
    modified: str | None = None
    """The publisher's own modification stamp, where a listing gives one (WordPress)."""


class KeptBody(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A body in raw.git that did not look like the page, with what is needed to record it if a person says it does.

    Or one that our own reader failed on.
    """

    blob: ObjectId
    url: Location
    final_url: Location
    status: Status
    at: Moment
    """When it was fetched."""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Trouble(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Why a capture was not recorded."""

    reason: str
    transient: bool = False
    status: Status | None = None
    host: str | None = None
    """The host, where the fault is all of it and not this page's."""
    blocked: bool = False
    """The site says that it will not answer us: by its status, or in its robots.txt."""
    nothing: bool = False
    """All answered well, but a list names nothing that is watched, and nothing was ever recorded of it."""
    body: KeptBody | None = None
    """Of a suspect capture, and of one that our own reader failed on."""


class Save(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a web archive answered when it was asked, for the last time so far, to save a version."""

    by: str
    """The archive's host."""
    at: Moment
    """When it was asked."""
    address: WebAddress | None = None
    """Where its copy stands."""
    taken: Moment | None = None
    """When it made the copy."""
    job: str | None = None
    """Its name for a save that is under way."""
    reason: str | None = None
    """Why there is no copy."""
    tries: Count = 0
    """How often it failed for this page's own sake."""
    again: Moment | None = None
    """When it may be asked again; None where nothing is left to ask."""
    pause: bool = False
    """It asked to be left alone until then, whatever the page."""


class Discovery(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How a further document of a source was met. Once met it stays watched, also when no list names it any more."""

    url: WebAddress
    """The address to ask."""
    by: Literal["listing", "attachment", "section", "member", "redirect"]


class Takedown(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What is left of a source or document that was purged: why, and which numbers of versions stay taken."""

    reason: str
    highest: Mapping[SourceName, Number]
    """Of each document the number of its last version."""
    read: Mapping[SourceName, Count] = {}
    """Of each reader of `changes --new`: how many of the versions that are left they had been shown."""


class RunRecord(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """One round. Documents are named `source/document`, also where the document is `page`.

    The number beside an id is the second of its capture, counted from `started`: every id in `recorded` and
    `unchanged` was seen then. Sources are named in `failed` and `suspect` by `source/document`, or `source` alone
    when the fault lies before any document (a listing that does not answer); `source/list--…` is a part of a list.
    """

    schema_: Literal["tracker.run/1"] = Field(default=SCHEMA, alias="schema")
    id: RunId
    """The time it started, `20260817T060002Z`, with `-2` … when that second is taken."""
    started: Moment
    finished: Moment | None
    """None in a record that closes a batch in the middle of a round."""
    tracker: str
    git: str | None = None
    """The version of git, and below of Python, that wrote it; None in records of format 1."""
    python: str | None = None
    extractors: tuple[str, ...] = ()
    requests: Count = 0
    bytes: Count = 0
    recorded: Mapping[Name, Second] = {}
    unchanged: Mapping[Name, Second] = {}
    not_modified: tuple[Name, ...] = ()
    """Those of `unchanged` that were answered with 304."""
    empty: tuple[Name, ...] = ()
    """Sources whose list answered well and names nothing, and parts of lists that are in order after a failure."""
    reextracted: tuple[DocumentName, ...] = ()
    """Documents read anew from their raw bytes without asking anybody: ours, neither seen nor news."""
    suspect: Mapping[Name, Trouble] = {}
    failed: Mapping[Name, Trouble] = {}
    validators: Mapping[DocumentName, Validators] = {}
    """Only those that changed in this round."""
    met: Mapping[DocumentName, Discovery] = {}
    """Documents of sources that hold many, by `source/document`: those met in this round, or at another address."""
    imported: Mapping[DocumentName, Mapping[CaptureName, str]] = {}
    """Captures that others made: by `source/document`, then by `20240102T030405Z web.archive.org`, what came of each:
    `recorded`, `same` as the version before it in time, or in plain words why it was left out."""
    saves: Mapping[NumberedName, Save] = {}
    """What a web archive was asked for after a round, by `source/document@N`: such a record is no round either."""
    pictures: Mapping[DocumentName, Digest] = {}
    """Of documents of which a version was recorded with a picture of the page: the SHA-256 of the PNG."""
    purged: Mapping[Name, Takedown] = {}
    """By `source` or `source/document`: such a record is no round but a tombstone."""

    superseded: Mapping[Name, str] = {}
    """What a round that was recorded anew found of these, which another machine has asked for later."""
    replayed: Mapping[ObjectId, ObjectId] = {}
    """Commits that were recorded anew, old and new: such a record is no round either."""
    renumbered: Mapping[NumberedName, NumberedName] = {}
    """Versions of these commits, `source/document@N`, by their old number."""

    @property
    def asked(self) -> bool:
        """Whether any publisher was asked: not where only kept bytes were read, or an archive was asked."""
        return not (self.reextracted or self.imported or self.saves or self.replayed)

    @property
    def summary(self) -> str:
        """E.g. `3 recorded, 5 unchanged, 1 failed`; suspect ones are named only where there are some."""
        if self.imported:
            outcomes = [outcome for captures in self.imported.values() for outcome in captures.values()]
            told = [f"{outcomes.count(word)} {said}" for word, said in _IMPORTED if word in outcomes]
            left = sum(outcome not in dict(_IMPORTED) for outcome in outcomes)
            return ", ".join([*told, *([f"{left} left out"] if left else [])])
        if self.saves:
            held = sum(save.address is not None for save in self.saves.values())
            return f"{held} of {len(self.saves)} saved at a web archive"
        if self.replayed:
            return f"{len(self.replayed)} commits added again, {len(self.renumbered)} versions renumbered"
        if not self.asked:
            return f"{len(self.reextracted)} re-read"
        counts = {
            "recorded": self.recorded,
            "unchanged": self.unchanged,
            "suspect": self.suspect,
            "failed": self.failed,
        }
        return ", ".join(f"{len(names)} {word}" for word, names in counts.items() if names or word != "suspect")


Record = TypeVar("Record", RunRecord, Decision)


class SenselessRecordError(StoreError):
    """A record of the right shape whose facts are none: passed over where it is history, and refused before it is."""


def to_json(record: RunRecord | Decision) -> bytes:
    """The record as kept: sorted keys, a line for each document, nothing that only says its default, final newline."""
    told = {"schema": record.schema_, **record.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def from_json(body: bytes) -> RunRecord:
    """The record that `to_json` wrote. StoreError for anything else."""
    return read_as(RunRecord, body)


def read_as(kind: type[Record], body: bytes) -> Record:
    """The record of that kind that `to_json` wrote, here or in a later minor version, whose further fields are read over.

    StoreError for anything else.
    """
    try:
        return kind.model_validate_json(body, extra="ignore")
    except ValidationError as error:
        faults = error.errors(include_url=False)
        what = "run record" if kind is RunRecord else "decision"
        if all(fault["type"] == SENSELESS for fault in faults):
            raise SenselessRecordError(f"{_place(faults[0]['loc'])}: {faults[0]['msg']}") from error
        fault, place = faults[0], _place(faults[0]["loc"])
        raise StoreError(
            f"A {what} cannot be read: {place}: {fault['msg']}. It was written by a newer tracker, or by hand; "
            "update tracker, or restore the store from a backup."
        ) from error


def _place(loc: tuple[int | str, ...]) -> str:
    """Where in a record, e.g. `unchanged.party/page`."""
    return ".".join(str(part)[:_LONGEST_PLACE] for part in loc if part != "[key]")
