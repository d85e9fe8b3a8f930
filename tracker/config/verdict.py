"""Verdicts: what a person decided, with who, when and why. They outrank every score.

Read from config/verdicts.toml, which is shared, and from config/verdicts/NAME.toml, one file a person.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from tracker.config import checks
from tracker.config.field import Line, Note, NoteText

ClaimId = Annotated[str, AfterValidator(checks.claim_id)]
Address = Annotated[str, AfterValidator(checks.version_address)]
ChangeAddress = Annotated[str, AfterValidator(checks.change_address)]
ThreadId = Annotated[str, AfterValidator(checks.thread_id)]
NotedId = Annotated[str, AfterValidator(checks.noted)]
ReleasedId = Annotated[str, AfterValidator(checks.released)]
VerdictKey = Annotated[str, AfterValidator(checks.verdict_key)]


class VerdictBase(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Who decided, when and why."""

    by: Line = Field(description="Who decided.")
    on: date | None = Field(default=None, description="The day it was decided, e.g. 2026-01-15.")
    why: Note | None = Field(default=None, description="What it rests on.")
    together: bool = Field(
        default=False, description="true: decided at one go with others that were shown with it, not by itself."
    )
    blind: bool = Field(
        default=False, description="true: decided without seeing what others had decided of it (`review --double`)."
    )
    withdrawn: bool = Field(default=False, description="true: it no longer holds, but stays on record.")
    withdrawn_on: date | None = Field(default=None, description="The day on which it was taken back.")


class Alias(VerdictBase, frozen=True):
    """Names for one and the same thing ("hit squads", "regional improvement teams", "RISE teams")."""

    names: tuple[Line, ...] = Field(min_length=2, description="At least two names, e.g. hit squads and RISE teams.")


class LinkVerdict(VerdictBase, frozen=True):
    """Two claims are the same pledge, merely related, or different ones.

    The words and the versions in which they were read find the claims again when another reading of the same page has
    given them other ids.
    """

    earlier: ClaimId = Field(description="Id of the earlier claim.")
    later: ClaimId = Field(description="Id of the later claim.")
    relation: Literal["same", "related", "different"] = Field(description="What the two are to each other.")
    earlier_words: Line | None = Field(default=None, description="The earlier claim, word for word.")
    earlier_at: Address | None = Field(default=None, description="The version it was read in, e.g. dfe-rise@3.")
    later_words: Line | None = Field(default=None, description="The later claim, word for word.")
    later_at: Address | None = Field(default=None, description="The version it was read in.")

    @model_validator(mode="after")
    def _of_two_claims(self) -> Self:
        if self.earlier == self.later:
            raise ValueError("two different claims in earlier and later")
        return self


class ClaimVerdict(VerdictBase, frozen=True):
    """A claim that was missed, one that is none, or one of which something else is so than was read."""

    does: Literal["add", "drop", "fix"] = Field(description="add a missed claim, drop a non-claim, fix a claim.")
    words: Line = Field(description="The claim's exact words.")
    at: Address = Field(description="The version in which they were read, e.g. dfe-rise@3 or dfe/rise-1a2b@2.")
    claim: ClaimId | None = Field(default=None, description="The claim's id; not for add.")
    kind: Literal["pledge", "aspiration", "report", "delivery", "procedure"] | None = Field(
        default=None, description="pledge, aspiration, report, delivery or procedure."
    )
    speaker: Line | None = Field(default=None, description="Who says it.")
    actor: Line | None = Field(default=None, description="Who is bound by it.")
    published: date | None = Field(default=None, description="The day it was said, e.g. 2023-07-06.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        changed = (self.kind, self.speaker, self.actor, self.published)
        if self.does == "fix" and not any(changed):
            raise ValueError("a kind, speaker, actor or published day to fix")
        if self.does == "drop" and any(changed):
            raise ValueError("drop without any kind, speaker, actor or day")
        return self


class ThreadVerdict(VerdictBase, frozen=True):
    """A thread's name, another thread that is the same pledge, or claims that are a pledge of their own."""

    thread: ThreadId = Field(description="Id of the thread.")
    name: Line | None = Field(default=None, description="What people call it.")
    join: ThreadId | None = Field(default=None, description="Id of another thread that is the same pledge.")
    split: tuple[ClaimId, ...] = Field(default=(), description="Claims of it that are a pledge of their own.")
    words: Line | None = Field(default=None, description="The thread's first claim, word for word.")
    at: Address | None = Field(default=None, description="The version it was read in.")
    other_words: tuple[Line, ...] = Field(default=(), description="The joined or split claims, word for word.")
    other_at: tuple[Address, ...] = Field(default=(), description="The versions they were read in.")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(map(bool, (self.name, self.join, self.split))) != 1:
            raise ValueError("one of name, join and split")
        if self.join == self.thread:
            raise ValueError("two different threads")
        if self.thread.replace("t-", "c-", 1) in self.split:
            raise ValueError("claims other than the thread's first one in split")
        return self


class ChangeVerdict(VerdictBase, frozen=True):
    """A change is worth a line, or routine: that is the desk's own. Its headline is shown to others once it is released."""

    change: ChangeAddress = Field(
        description="The change, by the version that it came with, as `tracker cite` takes it: dfe-rise@3#d-abcdefgh23."
    )
    worth: Literal["line", "routine"] = Field(description="line: worth telling; routine: not.")
    headline: Line | None = Field(default=None, description="What it says, in a line of one's own.")
    readers: tuple[Line, ...] = Field(default=(), description="For whom it is, e.g. politics desk.")
    old_words: Line | None = Field(default=None, description="What stood there, word for word.")
    new_words: Line | None = Field(default=None, description="What stands there now, word for word.")


class NoteVerdict(VerdictBase, frozen=True):
    """Words of a person on a change, a claim, a thread or a source. Others see them once they are released.

    `kind`: a note; a summary of a thread in one paragraph; a reply of somebody who was asked; a status in one's own words.
    """

    about: NotedId = Field(
        description="A thread, a claim, a change as `tracker cite` takes it, or a source or document."
    )
    kind: Literal["note", "summary", "reply", "status"] = Field(default="note", description="What sort of note it is.")
    text: NoteText | None = Field(
        default=None, description="Its words; of a reply all that was answered, and none where nothing was."
    )
    whom: Line | None = Field(default=None, description="Of a reply: who was asked, e.g. DfE press office.")
    asked: date | None = Field(default=None, description="Of a reply: the day they were asked.")
    answer_by: date | None = Field(default=None, description="Of a reply: the day by which they were to answer.")
    words: Line | None = Field(default=None, description="The claim, or the thread's first one, word for word.")
    at: Address | None = Field(default=None, description="The version it was read in.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "reply":
            if not self.whom:
                raise ValueError("whom was asked (whom)")
            if self.text is None and self.answer_by is None:
                raise ValueError("the text of a reply, or the day by which none came (answer_by)")
        elif self.text is None:
            raise ValueError("a text")
        elif self.whom or self.asked or self.answer_by:
            raise ValueError("whom, asked and answer_by only with kind = reply")
        if self.kind in {"summary", "status"} and not self.about.startswith("t-"):
            raise ValueError(f"a thread for a {self.kind}")
        if self.kind == "status" and not self.why:
            raise ValueError("the reasons of a status (why)")
        return self


class ReleaseVerdict(VerdictBase, frozen=True):
    """What was decided on a thread or a change, or a note, may be shown to others: as it stood then, and nothing later.

    Of a version that a person saved: the page, in the bytes that were kept then.
    """

    what: ReleasedId = Field(
        description="What is let through: a thread, a note, a change as `tracker cite` takes it, or a saved version."
    )
    decisions: tuple[VerdictKey, ...] = Field(
        min_length=1,
        description="The decisions that are let through, by their keys; edited, a decision has another key. Of a saved "
        "version the first 20 digits of its body's id.",
    )
    words: Line | None = Field(default=None, description="What it is about, for people.")


PledgeVerdict = Alias | LinkVerdict | ClaimVerdict | ThreadVerdict
"""What is decided on claims and pledges: a site may carry it."""
Verdict = PledgeVerdict | ChangeVerdict | NoteVerdict | ReleaseVerdict


class Verdicts(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/verdicts.toml, or in one person's file."""

    alias: tuple[Alias, ...] = ()
    link: tuple[LinkVerdict, ...] = ()
    claim: tuple[ClaimVerdict, ...] = ()
    thread: tuple[ThreadVerdict, ...] = ()
    change: tuple[ChangeVerdict, ...] = ()
    note: tuple[NoteVerdict, ...] = ()
    release: tuple[ReleaseVerdict, ...] = ()
