"""Health: how a source fares, from what the rounds have recorded. The same on every machine that has the record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel

from tracker.capture.baseline import LOST, OVER
from tracker.capture.due import due
from tracker.capture.trail import MISSING
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.failing import Recovery, Streak
from tracker.store.layout import PAGE, failed_folder

if TYPE_CHECKING:
    from tracker.capture.kinds import registry
    from tracker.extract import document as documents
else:
    documents = later("tracker.extract.document")
    registry = later("tracker.capture.kinds.registry")

Trouble = Literal["failing", "broken", "blocked", "watches nothing", "suspect"]
State = Literal[
    "ok",
    "recovered",
    "failing",
    "broken",
    "blocked",
    "watches nothing",
    "suspect",
    "moved",
    "lost",
    "never asked",
    "not enabled",
]
WORST: tuple[Trouble, ...] = ("suspect", "watches nothing", "blocked", "broken", "failing")
"""What waits for a person comes first."""
_LONDON = ZoneInfo("Europe/London")
Value = TypeVar("Value")


class SourceFault(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A source or one of its documents that has had no good capture for a while."""

    name: str
    """`source` or `source/document`."""
    state: Trouble
    """What the latest round found. `broken`: failing for so long that it will hardly pass by itself."""
    since: AwareDatetime
    count: int
    """Rounds in a row."""
    reason: str
    before: str | None = None
    """What an earlier round said, in short, where the trouble began for another reason than it has now."""
    turned: AwareDatetime | None = None
    """When the round started that was the first to give its newest reason; None where it has had one reason all along."""
    host: str | None = None
    """The host, where the fault is all of it and not this page's."""
    undecided: bool = False
    """A kept body waits for a decision."""
    kept: str | None = None
    """Where in raw.git the body lies, as a folder, that our own reader failed on, and what it said."""
    acknowledged: date | None = None
    """The last day until which this is no news."""

    @property
    def told(self) -> str:
        """The reason, and what it was before."""
        return f"{self.reason.rstrip('.')} (before: {self.before})" if self.before else self.reason

    @property
    def source(self) -> str:
        """The source that it is about."""
        return self.name.partition("/")[0]


class Health(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One source."""

    source: str
    state: State
    """The worst of its faults; without any `ok`, or `recovered` until the next good round. `moved` or `lost` is a page
    that answers well, but only to say so."""
    checked: AwareDatetime | None
    """When it was asked last."""
    due: AwareDatetime | None
    """From when `snapshot --due` asks it again; None when it does at once, or never as it is not enabled."""
    documents: int
    versions: int
    faults: tuple[SourceFault, ...]
    recovered: Mapping[str, Recovery] = {}
    """What is well again since it was asked last, with the trouble that is over."""
    place: str | None = None
    """Where its page stands, if not at the declared address: another address, or what became of it."""


def health(sources: Sequence[Source], archive: Archive, *, settings: Settings, now: datetime) -> tuple[Health, ...]:
    """How each source fares, in the order declared."""
    faults = _grouped((fault.source, fault) for fault in faults_now(archive, settings=settings, now=now).values())
    again = _grouped((name.partition("/")[0], (name, one)) for name, one in well_again(archive).items())
    checked = _grouped((name.partition("/")[0], at) for name, at in archive.checked().items())
    held, when = archive.tally(), due(sources, archive, settings, now=now)
    found = []
    for source in sources:
        mine, asked = tuple(faults.get(source.id, ())), max(checked.get(source.id, ()), default=None)
        back, place = dict(again.get(source.id, ())), _place(source, archive)
        found.append(
            Health(
                source=source.id,
                state=_state(source, mine, back, place, asked=asked is not None),
                checked=asked,
                due=when[source.id] if source.enabled else None,
                documents=held[source.id].documents if source.id in held else 0,
                versions=held[source.id].versions if source.id in held else 0,
                faults=mine,
                recovered=back,
                place=place,
            )
        )
    return tuple(found)


def faults_now(archive: Archive, *, settings: Settings, now: datetime) -> dict[str, SourceFault]:
    """Everything that has had no good capture lately, by the name that run records use."""
    until = archive.acknowledged()
    return {
        name: SourceFault(
            name=name,
            state=state_of(streak, settings),
            since=streak.since,
            count=streak.count,
            reason=streak.reason,
            before=streak.before,
            turned=streak.turned if streak.turned != streak.since else None,
            host=streak.host,
            undecided=streak.undecided,
            kept=failed_folder(*_parts(name)) if streak.kept else None,
            acknowledged=known(name, until, now=now),
        )
        for name, streak in archive.streaks().items()
    }


def _parts(name: str) -> tuple[str, str | None]:
    source, _, document = name.partition("/")
    return source, document or None


def state_of(streak: Streak, settings: Settings) -> Trouble:
    """What to call a streak. Any but a failing one stays what it is: that tells more than how long it has lasted."""
    return "broken" if streak.state == "failing" and streak.count >= settings.broken_after else streak.state


def well_again(archive: Archive) -> dict[str, Recovery]:
    """What the latest good capture found in order after a trouble. A page that it found to be lost is not."""
    return {name: one for name, one in archive.recovered().items() if not _is_lost(name, archive)}


def _is_lost(name: str, archive: Archive) -> bool:
    source, slash, document = name.partition("/")
    version = archive.latest(source, document) if slash else None
    return version is not None and version.status in MISSING


def known(name: str, acknowledged: Mapping[str, date], *, now: datetime) -> date | None:
    """The day until which a fault is known: its own, or that of its source; None when nobody has said so."""
    today = now.astimezone(_LONDON).date()
    days = [acknowledged[one] for one in (name, name.partition("/")[0]) if one in acknowledged]
    return max((day for day in days if day >= today), default=None)


def _state(
    source: Source, faults: Sequence[SourceFault], back: Mapping[str, Recovery], place: str | None, *, asked: bool
) -> State:
    if not source.enabled:
        return "not enabled"
    worst = next((state for state in WORST if any(fault.state == state for fault in faults)), None)
    if worst is None and place is not None and (kind := place.partition(" ")[0]) in OVER:
        return "lost" if kind in LOST else "moved"
    return worst or ("recovered" if back else "ok" if asked else "never asked")


def _place(source: Source, archive: Archive) -> str | None:
    """Where the page of a source stands now, or that it stands nowhere; None where it stands as declared."""
    version = archive.latest(source.id, PAGE)
    if version is None:
        return None
    facts = json.loads(archive.meta(version))  # Without the text, which may be long: there may be a thousand sources.
    state = documents.State.model_validate(facts.get("state", {}))
    if state.kind in OVER:
        return f"{state.kind} to {state.to}" if state.to else state.kind
    if "url" not in facts or f"{source.address}/".startswith(f"{facts['url']}/"):
        return None  # A part of a guide is declared, the guide's item answers.
    names_itself = source.kind in registry.PAGE_KINDS and registry.PAGE_KINDS[source.kind].NAMES_ITSELF
    return f"now at {facts['url']}" if names_itself else None


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """The values of each key, in their order."""
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
