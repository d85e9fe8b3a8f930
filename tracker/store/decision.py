"""Decision: what a person decided outside a round, schema `tracker.decision/1`. Kept for good, like a round's record."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import BaseModel, Field

from tracker.store.sense import CarriedKey, Day, DocumentName, Moment, Name, ObjectId, PersonName, RunId, SourceName

SCHEMA: Final = "tracker.decision/1"


class Decision(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One decision. Documents are named `source/document`, sources by their id, as in run records."""

    schema_: Literal["tracker.decision/1"] = Field(default=SCHEMA, alias="schema")
    id: RunId
    """The time it was made, in the form of a round's id."""
    at: Moment
    tracker: str
    by: PersonName | None = None
    """Who decided; None where nobody said, and in decisions older than this field."""
    accepted: Mapping[DocumentName, ObjectId] = {}
    """Suspect documents that a person has recognised as the page, with the blob id of the body."""
    dismissed: Mapping[DocumentName, ObjectId] = {}
    """Suspect documents that are not the page, with the blob id of the body."""
    acknowledged: Mapping[Name, Day] = {}
    """Failing sources or documents that are known, with the last day (London's) until which they are no news."""
    marks: Mapping[SourceName, ObjectId] = {}
    """Readers, with the commit of the last version that they have been shown."""

    told: Mapping[SourceName, Mapping[Name, Moment]] = {}
    """Targets of notifications, with the troubles that each has been told of and not yet the end of: by `source` or
    `source/document`, since when. The whole list each time."""

    carried: tuple[CarriedKey, ...] = ()
    """Persons' verdicts that a site, a feed or a message has carried to others since the decision before, by their keys."""

    @property
    def summary(self) -> str:
        """E.g. `accepted party/page`."""
        told = {
            "accepted": self.accepted,
            "dismissed": self.dismissed,
            "acknowledged": self.acknowledged,
            "read by": self.marks,
            "troubles told to": self.told,
        }
        said = [f"{word} {', '.join(sorted(names))}" for word, names in told.items() if names]
        if self.carried:
            said.append(f"published {len(self.carried)} verdict{'' if len(self.carried) == 1 else 's'}")
        told_of = "; ".join(said) or "nothing"
        return f"{told_of}, by {self.by}" if self.by else told_of
