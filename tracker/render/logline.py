"""Log lines: one event of a round a line, for programs that watch logs. Text from the web cannot break out of a line."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal, assert_never

from tracker.capture.event import (
    CaptureEnd,
    Event,
    NotificationEnd,
    RoundEnd,
    RoundStart,
    RoundStop,
    SourceEnd,
    SourceStart,
    TroubleNews,
)
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.capture.troubles import Notice
from tracker.patterns import deferred
from tracker.render.safe import in_json, safe
from tracker.store.record import RunRecord

LogFormat = Literal["logfmt", "json"]
Fields = Mapping[str, str | int | bool]
_LEVEL = {"recorded": "info", "unchanged": "info", "suspect": "warning", "failed": "error"}
_BARE = deferred(r"[A-Za-z0-9_.,:/@+-]+")
"""What logfmt takes without quotation marks."""


class LogWriter:
    """Turns events into lines; each carries the id of the round that `RoundStart` told."""

    def __init__(self, form: LogFormat) -> None:
        self._write = _writer(form)
        self._run = ""
        self._begun: datetime | None = None

    def lines(self, event: Event) -> Iterator[str]:
        """The line of an event, without its end; none for what only progress wants to know."""
        match event:
            case RoundStart():
                self._run, self._begun = event.run, event.at
                yield self._line(event.at, "info", "start", {"sources": event.sources, "hosts": event.hosts})
            case CaptureEnd():
                fields = {**_outcome(event.outcome), **_cost(event), **_why(event.outcome)}
                yield self._line(event.at, _LEVEL[event.outcome.kind], "outcome", fields)
            case RoundEnd():
                yield self._line(event.at, "info", "end", {**_counts(event.record), "ms": self._since(event.at)})
            case RoundStop():
                yield self._line(event.at, "error", "stopped", {"ms": self._since(event.at), "reason": event.reason})
            case TroubleNews():
                yield self._line(event.at, "warning", "trouble", _trouble(event.notice))
            case NotificationEnd():
                said: Fields = {"target": event.target, "told": event.failure is None, "summary": event.summary}
                reason = {} if event.failure is None else {"reason": event.failure}
                yield self._line(event.at, "warning" if event.failure else "info", "notify", {**said, **reason})
            case SourceStart() | SourceEnd():
                return
            case _:
                assert_never(event)

    def _line(self, at: datetime, level: str, event: str, fields: Fields) -> str:
        stamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return self._write({"time": stamp, "level": level, "event": event, "round": self._run, **fields})

    def _since(self, at: datetime) -> int:
        return round((at - self._begun).total_seconds() * 1000) if self._begun else 0


def _outcome(outcome: Outcome) -> Fields:
    named = {"source": outcome.source, "document": outcome.document or ""}
    return {name: value for name, value in named.items() if value} | {"outcome": outcome.kind}


def _cost(event: CaptureEnd) -> Fields:
    cost = event.cost
    status = {} if cost.status is None else {"status": cost.status}
    return {**status, "requests": cost.requests, "bytes": cost.bytes, "ms": cost.milliseconds}


def _why(outcome: Outcome) -> Fields:
    match outcome:
        case Recorded():
            return {"kind": outcome.version_kind, "title": outcome.title}
        case Unchanged():
            return {}
        case Suspect():
            return {"reason": outcome.reason}
        case Failed():
            return {"transient": outcome.transient, "blocked": outcome.blocked, "reason": outcome.reason}
        case _:
            assert_never(outcome)


def _trouble(notice: Notice) -> Fields:
    fault = notice.fault
    named = {"source": fault.source, "document": fault.name.partition("/")[2], "why": notice.why, "state": fault.state}
    said = {**named, "rounds": fault.count, "reason": fault.reason, "before": fault.before}
    return {name: value for name, value in said.items() if value}


def _counts(record: RunRecord) -> Fields:
    return {
        "recorded": len(record.recorded),
        "unchanged": len(record.unchanged),
        "suspect": len(record.suspect),
        "failed": len(record.failed),
        "requests": record.requests,
        "not_modified": len(record.not_modified),
        "bytes": record.bytes,
    }


def _logfmt(fields: Fields) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in fields.items())


def _quoted(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else safe(str(value))
    if _BARE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _json(fields: Fields) -> str:
    """ASCII alone, and no `::` or `##[` that a CI log would obey; a program reads exactly what was said."""
    return in_json(json.dumps(fields, ensure_ascii=True))


def _writer(form: LogFormat) -> Callable[[Fields], str]:
    match form:
        case "logfmt":
            return _logfmt
        case "json":
            return _json
        case _:
            assert_never(form)
