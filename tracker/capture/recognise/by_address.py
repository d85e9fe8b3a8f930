"""What an address alone says: pages, searches, organisations and feeds of GOV.UK, and files."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from tracker.capture.recognise.found import Found
from tracker.config import checks
from tracker.errors import UsageError
from tracker.fetch.address import content_api

GOVUK = frozenset({"gov.uk", "www.gov.uk"})
_ORGANISATIONS = "/government/organisations/"
_KEYS = {
    "organisations": ("organisations[]", "organisations", "filter_organisations", "filter_organisations[]"),
    "document_types": (
        "content_store_document_type[]", "content_store_document_type", "filter_content_store_document_type",
        "filter_content_store_document_type[]",
    ),
    "q": ("keywords", "q"),
    "since": ("public_timestamp[from]",),
}  # fmt: skip
"""What sources.toml calls it → what GOV.UK's finders and its search API call it."""


def by_address(address: str, *, root: Path) -> Found | None:
    """What can be told without asking anyone. UsageError for what cannot be an address."""
    if "://" not in address:
        return _file(address, root)
    try:
        parts = urlsplit(checks.http_url(address))
    except ValueError as error:
        raise UsageError(f"{address[:80]!r} cannot be watched: expected {error}.") from error
    return _govuk(parts) if parts.hostname in GOVUK else None


def search_of(url: str) -> dict[str, str | list[str]]:
    """What a search of GOV.UK asks for, as keys of a source; empty where it asks for nothing that can be declared."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    facts: dict[str, str | list[str]] = {}
    for key, names in _KEYS.items():
        found = [value for name in names for value in asked.get(name, []) if value]
        if found:
            facts[key] = found[0] if key in {"q", "since"} else list(dict.fromkeys(found))
    if "document_types" not in facts and (listed := finders()["finder"].get(parts.path.rpartition("/")[2])):
        facts["document_types"] = list(listed)
    return facts


@cache
def finders() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What finders.toml says."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
        files("tracker.capture.recognise").joinpath("finders.toml").read_text(encoding="utf-8")
    )
    return found


def organisation(slug: str, *, title: str | None = None) -> Found:
    """The documents of an organisation."""
    types = list(finders()["organisation"]["types"])
    return Found(
        kind="govuk_search",
        facts={"organisations": [slug], "document_types": types},
        says=f"an organisation's page on GOV.UK: what it publishes is found by a search for {slug}",
        title=title,
        publishers=(title or slug.replace("-", " "),),
        name="search",
        remarks=("take out the document types that you do not want",),
    )


def _govuk(parts: SplitResult) -> Found | None:
    """None for a page: who publishes it only the page itself says."""
    path = parts.path.rstrip("/")
    slug = path.removeprefix(_ORGANISATIONS)
    if path.startswith("/search/") or path == "/api/search.json":
        return _search(parts.geturl())
    if path.endswith(".atom"):
        return _atom(parts, slug)
    if path.startswith(_ORGANISATIONS) and slug and "/" not in slug:
        return organisation(slug)
    return None


def _search(url: str) -> Found:
    facts = search_of(url)
    if not facts.keys() - {"since"}:
        raise UsageError(
            "This search of GOV.UK asks for no organisation, no document type and no words, so all of GOV.UK would be "
            "watched: choose an organisation on the page and give the address that it has then."
        )
    return Found(
        kind="govuk_search",
        facts=facts,
        says="a search of GOV.UK: each page that it finds is watched",
        publishers=tuple(str(one).replace("-", " ") for one in facts.get("organisations", ())),
        name="search",
    )


def _atom(parts: SplitResult, slug: str) -> Found:
    name = slug.removesuffix(".atom") if slug != parts.path else ""
    return Found(
        kind="feed",
        facts={"url": parts.geturl()},
        says="a feed of GOV.UK: each page that it names is watched",
        publishers=(name.replace("-", " "),) if name else (),
        name="feed",
        remarks=("a feed of GOV.UK names major updates only; a search (kind govuk_search) also leads to silent edits",),
    )


def page_path(url: str) -> str | None:
    """The path of a page of GOV.UK, also from the address of its item; None for an address of another sort."""
    _, inner = content_api(url)
    path = (inner or urlsplit(url).path).partition("?")[0].rstrip("/")
    try:
        return checks.site_path(path)
    except ValueError:
        return None


def _file(address: str, root: Path) -> Found:
    path, base = Path(address), root.resolve()
    there = (path if path.is_absolute() else base / path).resolve()
    if not there.is_file():
        raise UsageError(
            f"There is no file {address[:200]!r} in the working folder; write https:// before the address of a page."
        )
    if not there.is_relative_to(base):
        raise UsageError(
            f"{address[:200]!r} does not lie in the working folder: copy it there, for example into saved/."
        )
    return Found(kind="file", facts={"path": there.relative_to(base).as_posix()}, says="a file", name=there.stem)
