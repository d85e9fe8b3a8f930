"""`tracker.publisher/1` and `tracker.edited/1`: what a command changed in the config, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.config.declare import SourceEdit
from tracker.config.person import Publisher
from tracker.render.schemas.declared import DeclaredRow


class PublisherAddition(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker publisher add`."""

    schema_: Literal["tracker.publisher/1"] = Field(default="tracker.publisher/1", alias="schema")
    publisher: Publisher
    entry: str = Field(description="The entry as TOML.")
    file: str
    written: bool = Field(description="false with --dry-run: nothing was written.")


class SourceChange(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker sources remove`, `disable` and `enable`. What was recorded of the source stays."""

    schema_: Literal["tracker.edited/1"] = Field(default="tracker.edited/1", alias="schema")
    done: SourceEdit
    changed: bool = Field(description="false where it was so already.")
    source: DeclaredRow = Field(description="The source as it was declared before.")
    file: str
    documents: int = Field(description="Documents of it in the record.")
