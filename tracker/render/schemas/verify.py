"""`tracker.verify/1`: whether the record is whole, as programs read it."""

from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.capture.again import Reextraction
from tracker.render.care import all_damage
from tracker.store.damage import Damage
from tracker.store.verify import VerifyResult


class ReextractionRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Texts that were extracted again from the stored bytes."""

    same: int = Field(description="Gave the recorded text.")
    not_checkable: int = Field(description="Recorded by another extractor or configuration, or without bytes.")


class Verify(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """What was looked at, and every fault with what to do."""

    schema_: Literal["tracker.verify/1"] = Field(default="tracker.verify/1", alias="schema")
    deep: bool = Field(description="Every object, text and body was read, not only a sample.")
    damage: tuple[Damage, ...] = Field(description="Empty when the record is whole; the exit code is 4 otherwise.")
    notes: tuple[str, ...] = Field(description="What is worth knowing and no fault.")
    versions: int
    texts: int = Field(description="Texts compared with the SHA-256 that their commits name.")
    bodies: int = Field(description="Bodies compared with their ids.")
    pictures: int = Field(default=0, description="Pictures of pages compared with their ids and their rounds.")
    again: ReextractionRow | None = Field(description="null where the store cannot be opened.")

    @classmethod
    def of(cls, found: VerifyResult, again: Reextraction | None) -> Self:
        """The result of `tracker verify`."""
        return cls(
            deep=found.deep,
            damage=all_damage(found, again),
            notes=tuple(found.notes),
            versions=found.versions,
            texts=found.texts,
            bodies=found.bodies,
            pictures=found.pictures,
            again=ReextractionRow(same=again.same, not_checkable=again.not_checkable) if again else None,
        )
