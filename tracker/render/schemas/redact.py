"""`tracker.redacted/1`: what others no longer read, as programs of the desk read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.config.redaction import Redaction


class RedactionsKept(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker redact`."""

    schema_: Literal["tracker.redacted/1"] = Field(default="tracker.redacted/1", alias="schema")
    done: Literal["redacted", "withdrawn", "listed"]
    redactions: tuple[Redaction, ...] = Field(description="Those that were added, withdrawn or listed.")
    file: str
    sentences: int | None = Field(description="Of the record that have the words, once a document; null for a list.")
    documents: tuple[str, ...] = Field(default=(), description="In which they stand.")
    near: tuple[str, ...] = Field(default=(), description="Sentences with most of the same words, which stay.")
    addresses: tuple[str, ...] = Field(
        default=(), description="Pages of the site whose address has the name; it stays."
    )
