"""One [[source]] as written → a Source, or every fault in it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from tracker.config.explain import explain, known_keys
from tracker.config.lines import Place
from tracker.config.shown import near, shown
from tracker.config.source import KINDS, PLANNED_KEYS, PLANNED_KINDS, HtmlSource, Source, Watched

GOVUK_HOSTS = {"gov.uk", "www.gov.uk"}


def read_source(entry: Any) -> tuple[Source | None, list[tuple[Place, str]]]:
    """The source, unless there are faults: each with its place in the entry and what was expected."""
    if not isinstance(entry, dict):
        return None, [((), "expected [[source]] with two brackets and keys below it")]
    kind = entry.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return None, [(("kind",), _of_kind(entry)), *_of_common_keys(entry)]
    try:
        source = model.model_validate(entry, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, [(place, _of_other_kinds(model, place, expected)) for place, expected in explain(error, model)]
    wrong = list(_wrong_kind(source))
    return (None, wrong) if wrong else (source, [])


def _of_kind(entry: dict[str, Any]) -> str:
    known = f"known kinds: {', '.join(KINDS)}"
    if "kind" not in entry:
        return f"missing: how the source is read; {known}"
    if entry["kind"] in PLANNED_KINDS:
        return f"kind {entry['kind']!r} is planned, not in this version; {known}"
    return f"expected a kind of source, found {shown(entry['kind'])}{near(entry['kind'], KINDS)}; {known}"


def _of_common_keys(entry: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """What can be said of an entry of unknown kind: its faults in the keys that every kind has."""
    common = {key: entry[key] for key in known_keys(Watched) if key in entry}
    try:
        Watched.model_validate(common, strict=True)
    except ValidationError as error:
        yield from explain(error, Watched)


def _of_other_kinds(model: type[Source], place: Place, expected: str) -> str:
    """A key that is right for other kinds, or will be later, is told as such."""
    if len(place) != 1 or place[0] in known_keys(model):
        return expected
    kind = next(name for name, known in KINDS.items() if known is model)
    others = [name for name, known in KINDS.items() if place[0] in known_keys(known)]
    if others:
        return f"not a key of kind {kind!r}, only of {', '.join(others)}"
    return "planned, not in this version" if place[0] in PLANNED_KEYS else expected


def _wrong_kind(source: Source) -> Iterator[tuple[Place, str]]:
    """GOV.UK's pages change around their text all the time; its Content API gives the text alone (govuk.md)."""
    if isinstance(source, HtmlSource) and urlsplit(source.url).hostname in GOVUK_HOSTS:
        path = urlsplit(source.url).path.rstrip("/")
        yield ("url",), f'use kind "govuk" for pages of GOV.UK, with path = {shown(path)} in place of url'
