"""Round: one run over many sources. What cron starts."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from datetime import datetime
from typing import assert_never

from tracker.capture.crew import Arrival, Crew, Turn, TurnEnd
from tracker.capture.event import CaptureEnd, Event, RoundEnd, RoundStart, RoundStop, SourceEnd, SourceStart
from tracker.capture.follow import take_source
from tracker.capture.ledger import Ledger
from tracker.capture.outcome import Outcome
from tracker.capture.tools import Tools
from tracker.config.source import Source
from tracker.errors import StoreError
from tracker.store.record import RunRecord


def run_round(
    sources: Sequence[Source],
    *,
    tools: Tools,
    tell: Callable[[Outcome], None] = lambda _: None,
    hear: Callable[[Event], None] = lambda _: None,
) -> tuple[RunRecord, tuple[Outcome, ...]]:
    """Ask every source once and record what changed: (the round's record, its outcomes in order).

    Hosts are asked side by side (`jobs` of the settings), each for one page at a time. `tell` hears of each outcome in
    the order of the sources, whatever came first, and of what is news once it is stored; `hear` of what happens when
    it happens.

    Holds the round lock. A failing source is an outcome; StoreError stops the round. What was fetched before an
    interruption is recorded before the interruption goes on.
    """
    with tools.archive.round_lock():
        ledger = Ledger(tools, sources, tell=tell)
        hosts = len({source.host for source in sources})
        hear(RoundStart(at=tools.now(), run=ledger.id, sources=len(sources), hosts=hosts))
        with Crew(sources, tools=tools, take=lambda source, tools: take_source(source, tools=tools)) as crew:
            ledger.count = crew.count
            try:
                _listen(crew, ledger, sources, now=tools.now, hear=hear)
            except BaseException as error:  # a full disk, Ctrl-C, or a bug: none may cost what was already fetched
                crew.stop()
                hear(RoundStop(at=tools.now(), reason=str(error) or type(error).__name__))
                with suppress(StoreError) if isinstance(error, StoreError) else nullcontext():
                    ledger.flush(finished=False)  # The store's first fault is the one to tell.
                with suppress(Exception):  # What stopped the round goes on, also where it was the telling.
                    ledger.announce()
                raise
            record = ledger.flush(finished=True)
            ledger.announce()
        hear(RoundEnd(at=tools.now(), record=record))
        return record, tuple(ledger.outcomes())


def _listen(
    crew: Crew, ledger: Ledger, sources: Sequence[Source], *, now: Callable[[], datetime], hear: Callable[[Event], None]
) -> None:
    for event in crew.events():
        match event:
            case Turn():
                source = sources[event.place]
                hear(SourceStart(at=now(), source=source.id, host=source.host))
            case Arrival():
                hear(CaptureEnd(at=now(), outcome=event.taken.outcome, cost=event.cost))
                ledger.add(event.place, event.taken)
            case TurnEnd():
                ledger.close(event.place)
                hear(SourceEnd(at=now(), source=sources[event.place].id))
            case None:
                ledger.tick()
            case _:
                assert_never(event)
