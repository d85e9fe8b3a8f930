"""One [[source]] as written → a Source, or every fault in it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from tracker.config.checks import GOVUK_HOSTS
from tracker.config.declaration import SourceDeclaration
from tracker.config.explain import JOINED, explain, known_keys
from tracker.config.lines import Place
from tracker.config.shown import near, shown
from tracker.config.source import KINDS, PLANNED_KINDS, Source

Wrong = tuple[Place, str]
"""Where in the entry, and what was expected there."""


def read_source(entry: Any) -> tuple[Source | None, tuple[Wrong, ...]]:
    """The source, or all that is wrong with the entry. A `kind` that is not known hides no other fault."""
    if not isinstance(entry, dict):
        return None, (((), "expected [[source]] with two brackets and keys below it"),)
    kind = entry.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return None, ((("kind",), _of_kind(entry)), *_of_common_keys(entry))
    wrong = tuple(_of_govuk(entry))
    try:
        source = model.model_validate(entry, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, (*wrong, *((place, _of_key(str(kind), place, told)) for place, told in explain(error, model)))
    return (None, wrong) if wrong else (source, ())


def _of_kind(entry: dict[str, Any]) -> str:
    known = f"known kinds: {JOINED.join(KINDS)}"
    if "kind" not in entry:
        return f"missing: how the source is read; {known}"
    if entry["kind"] in PLANNED_KINDS:
        return f"kind {entry['kind']!r} is planned, not in this version; {known}"
    return f"expected a kind of source, found {shown(entry['kind'])}{near(entry['kind'], KINDS)}; {known}"


def _of_common_keys(entry: dict[str, Any]) -> Iterator[Wrong]:
    """What can be said of an entry of unknown kind: what is wrong with the keys that every kind has."""
    common = {key: entry[key] for key in known_keys(SourceDeclaration) if key in entry}
    try:
        SourceDeclaration.model_validate(common, strict=True)
    except ValidationError as error:
        yield from explain(error, SourceDeclaration)


def _of_govuk(entry: dict[str, Any]) -> Iterator[Wrong]:
    """GOV.UK's pages change around their text, its Content API gives the text alone (docs/studies/govuk.md 0.3)."""
    url = entry.get("url")
    if entry["kind"] != "html" or not isinstance(url, str):
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        return  # the address itself is the fault, and is told as such
    if parts.hostname in GOVUK_HOSTS:
        yield ("url",), f'use kind = "govuk" for a page of GOV.UK, with path = {shown(parts.path)} in place of url'


def _of_key(kind: str, place: Place, told: str) -> str:
    """A key that is right for other kinds is told as such."""
    if not place:  # keys that do not fit each other
        return told
    (key, *inside), own = place, known_keys(KINDS[kind])
    if inside or key in own:
        return told
    if any(key in known_keys(model) for model in KINDS.values()):
        return f"not a key of kind {kind!r}, which has {JOINED.join(_own(KINDS[kind]))}"
    return told


def _own(model: type[BaseModel]) -> list[str]:
    return [key for key in known_keys(model) if key not in {"kind", *known_keys(SourceDeclaration)}]
