"""After a round: its versions read for claims, who is to hear of it told, an archive asked to save what is new.

The round is recorded by then, and its exit code is its own: nothing here can fail it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING

from tracker.capture.event import NotificationEnd
from tracker.capture.outcome import Outcome, Recorded
from tracker.config.config import Config
from tracker.config.source import Source
from tracker.desk.heartbeat import beat
from tracker.desk.saving import ask_to_save
from tracker.errors import StoreError
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from tracker.capture.saving import SaveTally
    from tracker.desk.notifying import Compose, Delivery
    from tracker.desk.pledge_index import Step

LATER = "the next round tries again"


@dataclass(frozen=True, slots=True)
class AfterRound:
    """What follows a round, with what it works with."""

    archive: Archive
    config: Config
    now: Callable[[], datetime]
    say: Callable[[str], None]
    """Told a sentence for each message, whatever became of it."""
    hear: Callable[[NotificationEnd], None] = lambda _: None

    def read_claims(self, run: str, found: Sequence[Outcome]) -> None:
        """Read for claims what the round recorded. A damaged text is for `verify` to tell."""
        if any(isinstance(one, Recorded) for one in found):
            from tracker.desk.finding import read_new  # rules for claims, of which a quiet round needs none

            with suppress(StoreError):
                read_new(self.archive, run, self.config.people, self.config.settings.claim_confidence)

    def update_threads(self, found: Sequence[Outcome], step: "Step | None" = None) -> None:
        """Weave what the round recorded into the threads that are kept; where none are, whoever asks first waits.

        `step` is told what takes long.
        """
        if any(isinstance(one, Recorded) for one in found):
            from tracker.desk.pledge_index import PledgeIndex, quietly  # rules that a quiet round does not need

            with suppress(StoreError), PledgeIndex(self.archive, self.config, step=step or quietly) as index:
                index.update()

    def tell(self, compose: "Compose | None") -> None:
        """Tell each target of config/notify.toml what it has not been told yet, also of earlier rounds; None for nobody."""
        if compose is None or not self.config.notify.notify:
            return
        fault = _notifying().tell_all(self.archive, self.config, compose=compose, now=self.now(), tell=self._told)
        if fault:
            self.say(f"{fault.rstrip('.')}; {LATER}.")

    def _told(self, one: "Delivery") -> None:
        self.say(f"{one.sentence.rstrip('.')}; {LATER}." if one.failure else one.sentence)
        self.hear(NotificationEnd(self.now(), one.due.target.name, one.due.digest.summary, one.failure))

    def begin(self) -> None:
        """Before the round: what has been followed since the last one is followed from now on. StoreError."""
        if self.config.notify.follow:
            _notifying().begin_all(self.archive, self.config, self.now())

    def beat(self, env: Mapping[str, str]) -> None:
        """Call the address that the environment holds, if it does; that it did not work is a sentence and no more."""
        url = env.get(self.config.settings.heartbeat_url_env, "").strip()
        if not url:
            return
        if fault := beat(url, self.config.settings, now=self.now):
            self.say(f"! The heartbeat could not be sent: {fault}.")

    def save(self, sources: Sequence[Source], key: str | None) -> "SaveTally | None":
        """Last of all, as it may take a minute: the round is told by then, with the head that is its witness."""
        return ask_to_save(sources, self.archive, self.config.settings, now=self.now, key=key)


def _notifying() -> ModuleType:
    from tracker.desk import notifying  # comparing and threads, of which a folder without targets needs none

    return notifying
