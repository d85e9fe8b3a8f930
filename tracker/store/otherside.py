"""OtherSide: what a copy has recorded since the common past, as far as it bears on what we have recorded meanwhile."""

from datetime import datetime, timedelta

from tracker.errors import StoreError
from tracker.store import heads, layout, trailers
from tracker.store.decision import Decision
from tracker.store.git import Git
from tracker.store.history import walk
from tracker.store.reader import Reader
from tracker.store.record import Discovery, RunRecord, Save, from_json, read_as


class UndecidableError(StoreError):
    """Two histories that no rule puts together; nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Nothing was changed: {why}, so what only this folder has cannot be added to it without a person. Keep one: "
            "to take the remote's, move the folder snapshots/ away, run `tracker pull`, and look up in the old one what "
            "you still need; to keep yours, push it to a new, empty remote."
        )


class OtherSide:
    """UndecidableError where something was purged there since."""

    def __init__(self, git: Git, *, base: str, head: str) -> None:
        self.asked: dict[str, datetime] = {}
        """When each name was asked for last."""
        self.touched: set[str] = set()
        """Documents of which it has versions that we have not."""
        self.met: dict[str, Discovery] = {}
        self.saves: dict[str, Save] = {}
        self.decided: dict[str, str] = {}
        """Suspect documents, with what was decided of them."""
        self.acknowledged: set[str] = set()
        self.readers: set[str] = set()
        self.told: set[str] = set()
        self.carried: set[str] = set()
        reader = Reader(git)
        try:
            for past in walk(git, head, after=base):
                refuse_purge(past.message, "there")
                for path, blob in past.kept:
                    tree, *names = path.split("/")
                    if tree in {layout.DOCS, layout.ARCHIVE}:
                        self.touched.add("/".join(names[:2]))
                    elif tree == layout.RUNS:
                        self._hear(from_json(reader.blob(blob)))
                    elif tree == layout.DECISIONS:
                        self._learn(read_as(Decision, reader.blob(blob)))
        finally:
            reader.close()

    def _hear(self, record: RunRecord) -> None:
        for name, at in looks(record).items():
            self.asked[name] = max(at, self.asked.get(name, at))
        self.met |= record.met
        self.saves |= record.saves

    def _learn(self, decision: Decision) -> None:
        self.decided |= dict.fromkeys(decision.accepted, "accepted") | dict.fromkeys(decision.dismissed, "dismissed")
        self.acknowledged |= decision.acknowledged.keys()
        self.readers |= decision.marks.keys()
        self.told |= decision.told.keys()
        self.carried |= {*decision.carried}


def looks(record: RunRecord) -> dict[str, datetime]:
    """When a round asked for each name that it tells of."""
    seen = {**record.unchanged, **record.recorded}
    found = dict.fromkeys([*record.failed, *record.suspect, *record.empty], record.started)
    return {**found, **{name: record.started + timedelta(seconds=after) for name, after in seen.items()}}


def refuse_purge(message: str, where: str) -> None:
    """UndecidableError for the commit of a purge: what was taken out must not come back, nor what is cited go."""
    if trailers.read(message).get(heads.TRAILER):
        raise UndecidableError(f"something was purged {where} after the two diverged")
