"""Unread: a document, or a list, that was not read by our own fault. The round goes on without it."""

import sqlite3
from datetime import datetime

from tracker.capture.compare import kept_body
from tracker.capture.fault import ReaderError
from tracker.capture.outcome import Failed
from tracker.capture.result import CaptureResult, KeptFault
from tracker.config.source import Source
from tracker.errors import SourceError, TrackerError


def failed(source: Source, error: Exception, *, at: datetime, document: str | None = None) -> CaptureResult:
    """What an exception comes to: Failed, of the document or of the source's list, with the body that it is about.

    It raises the exception again where the record or the configuration is at fault: that is no matter of one source.
    """
    if isinstance(error, sqlite3.Error) or (isinstance(error, TrackerError) and not isinstance(error, SourceError)):
        raise error
    if isinstance(error, SourceError) and not isinstance(error, ReaderError):
        return CaptureResult(Failed.of(source.id, error, at=at, document=document))
    fault = error if isinstance(error, ReaderError) else ReaderError.of(error)
    answer = fault.answer
    told = SourceError(fault.told(kept=answer is not None))
    outcome = Failed.of(source.id, told, at=at, document=document)
    trace = fault.trace or f"{fault}\n"
    if answer is None:
        return CaptureResult(outcome, fault=KeptFault(None, trace))
    return CaptureResult(outcome, kept=kept_body(answer), fault=KeptFault(answer.body, trace))
