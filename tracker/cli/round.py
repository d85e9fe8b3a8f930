"""A round as it is told: at once what is good, troubles and figures at its end; one object for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_never

import typer

from tracker.capture.health import SourceFault
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect
from tracker.capture.troubles import Troubles
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.world import World
from tracker.later import later
from tracker.render import outcomes, troubles
from tracker.render.annotation import annotations
from tracker.render.saves import lines
from tracker.render.status import first_due
from tracker.store.archive import Archive
from tracker.store.record import RunRecord

if TYPE_CHECKING:
    from tracker.capture.saving import SaveTally
    from tracker.desk.news import News
    from tracker.desk.notifying import Backlog
    from tracker.fetch.deliver import Message
    from tracker.render.schemas import round as schema
else:
    schema = later("tracker.render.schemas.round")


NOBODY = (
    "No source is enabled, so nobody was asked. `tracker sources add ADDRESS` declares one, `tracker sources enable ID` "
    "asks one again."
)


@dataclass(frozen=True, slots=True)
class RoundOutput:
    """Text goes to standard output; with `quiet` only what changed and what is new of troubles."""

    world: World
    form: PlainFormat
    quiet: bool

    def tell(self, one: Outcome) -> None:
        """What is good is said at once; troubles come together at the end, those that are news. Nothing where `quiet`."""
        if self.form is Format.TEXT and not self.quiet and not isinstance(one, (Failed, Suspect)):
            self.world.console.print(outcomes.line(one))

    def news(self, record: RunRecord, found: Sequence[Outcome], archive: Archive) -> "News | None":
        """Where `quiet`: what the round brought, on one screen, as `changes` tells it. Cron mails that."""
        if self.form is Format.TEXT and self.quiet and any(isinstance(one, Recorded) for one in found):
            from tracker.cli.news import tell  # comparing, of which a round without news needs nothing

            return tell(self.world, archive, record.id)
        return None

    def whole(
        self, record: RunRecord, found: Sequence[Outcome], wrong: Troubles, heads: Mapping[str, str], took: timedelta
    ) -> None:
        """The round when it is over."""
        match self.form:
            case Format.TEXT:
                answered = not all(isinstance(one, Failed) for one in found)
                self.world.show(troubles.lines(wrong, brief=self.quiet, answered=answered))
                self.world.show(() if self.quiet else outcomes.summary(record, heads, took))
            case Format.JSON:
                self.world.tell(schema.Round.of(record, found, wrong, heads))
            case _:
                assert_never(self.form)

    def nothing_due(self, waiting: Mapping[str, datetime], heads: Mapping[str, str]) -> None:
        """That nobody was asked; it leaves no record."""
        match self.form:
            case Format.TEXT:
                said = f"Nothing is due: {first_due(waiting)}." if waiting else NOBODY
                self.world.show(() if self.quiet else [said])
            case Format.JSON:
                self.world.tell(schema.Round.none(min(waiting.values(), default=None), heads))
            case _:
                assert_never(self.form)

    def say(self, sentence: str) -> None:
        """A sentence beside the round; where programs read the output, on standard error."""
        if self.form is Format.TEXT:
            self.world.say(sentence)
        else:
            typer.echo(sentence, err=True)

    def compose(self, one: "Backlog") -> "tuple[Message | None, str | None]":
        """The message of what a target has not been told, and a remark on it."""
        from tracker.cli.message import message  # templates, which a folder without targets does not need

        return message(self.world, one)

    def subject(self, news: "News | None", wrong: Troubles) -> str:
        """What a mail of this round is about."""
        from tracker.cli.subject import of_round  # news, of which a round without a mail needs nothing

        return of_round(self.world.root.resolve().name, news, wrong)

    def saves(self, saved: "SaveTally | None") -> None:
        """What a web archive answered."""
        self.world.show(lines(saved, brief=self.quiet) if saved and self.form is Format.TEXT else ())

    def annotate(self, faults: Sequence[SourceFault]) -> None:
        """What is in trouble, as GitHub Actions shows it."""
        for line in annotations(faults):
            typer.echo(line, err=True)
