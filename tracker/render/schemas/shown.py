"""`tracker.version/1`: one version with what it says, as programs read it."""

from base64 import b64encode
from hashlib import sha256
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from tracker.desk.notes import PersonNote
from tracker.render.schemas.dropped import DroppedRow
from tracker.store.version import Version


class VersionShown(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker show`."""

    schema_: Literal["tracker.version/1"] = Field(default="tracker.version/1", alias="schema")
    address: str = Field(description="source[/document]@N, never renumbered.")
    version: Version
    text: str | None = Field(default=None, description="text.md, one sentence a line; without --raw and --meta.")
    meta: dict[str, Any] | None = Field(default=None, description="With --meta: the canonical metadata.")
    left_out: tuple[DroppedRow, ...] | None = Field(
        default=None, description="With --left-out: what of a web page was not read as part of it, the largest first."
    )
    notes: tuple[PersonNote, ...] = Field(
        default=(), description="What persons wrote on its source, its document and the changes that came with it."
    )
    picture_sha256: str | None = Field(
        default=None, description="SHA-256 of the picture of its page (PNG); null where none was kept."
    )
    raw: str | None = Field(default=None, description="With --raw: the bytes as received, in base64.")

    @classmethod
    def of(
        cls,
        version: Version,
        *,
        text: str | None = None,
        meta: dict[str, Any] | None = None,
        raw: bytes | None = None,
        picture: bytes | None = None,
        dropped: tuple[DroppedRow, ...] | None = None,
        notes: tuple[PersonNote, ...] = (),
    ) -> Self:
        """A version with that part of it which was asked for."""
        body = None if raw is None else b64encode(raw).decode("ascii")
        return cls(
            address=version.address,
            version=version,
            text=text,
            meta=meta,
            raw=body,
            picture_sha256=None if picture is None else sha256(picture).hexdigest(),
            left_out=dropped,
            notes=notes,
        )
