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


def churned(one: dict[str, Any], turn: int) -> dict[str, Any]:
    """The same item as it comes a while later: what moves by itself has moved, and nothing else.

    GOV.UK sorts keys, not lists; `updated_at` moves with every linked item; links come and go with other pages
    (docs/studies/govuk.md 0.2, 1.1, 1.3).
    """
    links = {name: list(reversed(found)) if turn % 2 else found for name, found in _loose_links(one).items()}
    links["ordered_related_items"] = [{"title": f"Related {turn}", "base_path": f"/related-{turn}"}]
    links["taxons"] = [{"title": f"Taxon {turn}", "base_path": f"/taxon-{turn}", "phase": "live"}]
    moved = {
        "updated_at": f"2026-08-{turn + 1:02}T02:00:0{turn % 10}.123Z", "publishing_request_id": f"{turn}-1755400000.1-10",
        "analytics_identifier": f"D{turn}", "publishing_scheduled_at": None, "scheduled_publishing_delay_seconds": turn,
    }  # fmt: skip
    return {**one, **moved, "links": {**one.get("links", {}), **links}} if one.get("schema_name") != "gone" else one


def _loose_links(one: dict[str, Any]) -> dict[str, Any]:
    """Links whose order says nothing of the page."""
    free = frozenset(
        "available_translations topical_events document_collections suggested_ordered_related_items organisations people "
        "roles world_locations ministers related policy_areas original_primary_publishing_organisation".split()
    )
    return {name: found for name, found in one.get("links", {}).items() if name in free}


def withdrawn(one: dict[str, Any]) -> dict[str, Any]:
    """The item withdrawn, or put back where it was."""
    notice = {"explanation": "<p>The owls have flown.</p>", "withdrawn_at": "2026-08-20T09:00:00+01:00"}
    return {**one, "withdrawn_notice": {} if one.get("withdrawn_notice") else notice}


def historic(one: dict[str, Any]) -> dict[str, Any]:
    """The item after a change of government: in history mode, or out of it where it was."""
    government = one.get("links", {}).get("government") or [{"title": "Owl government", "details": {"current": True}}]
    was = bool(one.get("details", {}).get("political")) and government[0].get("details", {}).get("current") is False
    flipped = [{**government[0], "details": {**government[0].get("details", {}), "current": was}}]
    details = {**one.get("details", {}), "political": True}
    return {**one, "details": details, "links": {**one.get("links", {}), "government": flipped}}


class Double:
    """GOV.UK's Content API on loopback: items under their paths, each answered as a test says, older ones churned."""

    def __init__(self, site: Loopback) -> None:
        self.site = site
        self.turn = 0

    def serve(self, one: dict[str, Any], *, at: str | None = None, status: int = 200) -> None:
        """Answer with an item, its ETag as weak and as fresh as GOV.UK's."""
        self.turn += 1
        sent = churned(one, self.turn % 28)
        told = json.dumps(sent, ensure_ascii=bool(self.turn % 2))
        self.site.page(
            f"/api/content{at or one['base_path']}", told, status, etag=f'W/"{self.turn}"',
            content_type="application/json; charset=utf-8", cache_control="public, max-age=300",
        )  # fmt: skip

    def part(self, one: dict[str, Any], name: str) -> str:
        """The path of a part of an item: GOV.UK answers 303 and names the whole."""
        path = f"{one['base_path']}/{name}"
        self.site.redirect(f"/api/content{path}", f"/api/content{one['base_path']}", 303)
        return path

    def lose(self, path: str) -> None:
        """Nobody knows the path any more."""
        self.site.remove(f"/api/content{path}")
