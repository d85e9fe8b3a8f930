"""Content API items of our own, and a double of GOV.UK's interfaces on loopback."""

import json
from typing import Any

from loopback import Loopback

from tracker.config.source import GovukSearchSource, GovukSource

COUNT = "<p>The count is made each spring by hand, box by box, and the sheets are kept.</p>" * 6


def item(path: str = "/nests", *sentences: str, number: int = 1, **facts: Any) -> dict[str, Any]:
    """An item at a path; `number` tells its content_id."""
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences) or "<p>We will count every nest box.</p>"
    known: dict[str, Any] = {
        "base_path": path, "title": f"Page {number}", "document_type": "guidance", "schema_name": "detailed_guide",
        "locale": "en", "content_id": f"{number:08}-1111-4111-8111-111111111111", "details": {"body": text + COUNT},
        "first_published_at": "2024-05-01T09:00:00+01:00", "public_updated_at": "2024-05-01T09:00:00+01:00",
        "updated_at": "2024-05-01T09:00:00+01:00", "links": {},
    }  # fmt: skip
    return known | facts


def redirect(path: str, *rules: tuple[str, str], kind: str = "exact", **more: str) -> dict[str, Any]:
    """An item that leads elsewhere: rules of path and destination."""
    told = [{"path": own, "type": kind, "destination": to, **more} for own, to in rules or ((path, "/elsewhere"),)]
    return {
        "base_path": path, "schema_name": "redirect", "document_type": "redirect", "content_id": None, "details": {},
        "locale": "en", "redirects": told, "title": None, "updated_at": "2024-06-01T09:00:00Z",
    }  # fmt: skip


def gone(path: str, **details: str) -> dict[str, Any]:
    """An item of a page that is gone, explained or not."""
    return {
        "base_path": path, "schema_name": "gone", "document_type": "gone", "content_id": None, "details": details,
        "locale": "en", "title": None, "updated_at": "2024-06-01T09:00:00Z",
    }  # fmt: skip


def publish(site: Loopback, *items: dict[str, Any], status: int = 200, etag: str | None = None) -> None:
    """Serve items under their paths."""
    for one in items:
        path = f"/api/content{one['base_path']}"
        site.page(path, json.dumps(one), status, etag=etag, content_type="application/json")


def listed(site: Loopback, *hits: dict[str, Any]) -> None:
    """What the search finds."""
    body = json.dumps({"results": hits, "total": len(hits), "start": 0})
    site.page("/api/search.json", body, content_type="application/json")


def hit(path: str, number: int, updated: str = "2024-05-01T09:00:00Z", **facts: Any) -> dict[str, Any]:
    """A result of the search."""
    return {
        "link": path, "title": f"Page {number}", "content_id": f"{number:08}-1111-4111-8111-111111111111",
        "updated_at": updated, "es_score": None, **facts,
    }  # fmt: skip


def _common(site: Loopback) -> dict[str, Any]:
    base = site.url("").rstrip("/")
    return {
        "id": "nests", "publisher": "owls", "publisher_type": "department", "base_url": base, "allow_hosts": site.hosts
    }  # fmt: skip


def govuk(site: Loopback, path: str = "/nests", **facts: Any) -> GovukSource:
    """A page as a source."""
    return GovukSource.model_validate({**_common(site), "kind": "govuk", "path": path, **facts})


def search(site: Loopback, **facts: Any) -> GovukSearchSource:
    """A search as a source."""
    told = {"organisations": ("department-for-owls",), **facts}
    return GovukSearchSource.model_validate({**_common(site), "kind": "govuk_search", **told})
