"""What a search finds, as one table for `tracker find` and for the site's page, with the record that it is asked of."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tracker.extract import canonical, plain
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

_TABLE: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "data" / "searches.toml").read_text("utf-8"))
SAYS: Final[list[str]] = _TABLE["says"]
CASES: Final[list[dict[str, Any]]] = _TABLE["case"]
_AT = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)
_SOURCE = """[[source]]
id = "{id}"
kind = "html"
publisher = "{publisher}"
publisher_type = "{type}"
url = "https://example.org/{id}"
redistribute = {free}
"""


def search_store(root: Path, *, more: dict[str, list[str]] | None = None) -> None:
    """A working folder whose record says these sentences, in two documents; and `more`, of which only extracts are shown."""
    (root / "config").mkdir(parents=True)
    sources = [("plan", "labour", "party", "true"), ("page", "dfe", "department", "true")]
    sources += [(name, "schools-week", "press", "false") for name in more or {}]
    told = (_SOURCE.format(id=name, publisher=who, type=kind, free=free) for name, who, kind, free in sources)
    (root / "config" / "sources.toml").write_text("\n".join(told), encoding="utf-8")
    half = len(SAYS) // 2
    texts = {"plan": SAYS[:half], "page": SAYS[half:], **(more or {})}
    with Archive.create(root / "snapshots", now=lambda: _AT) as archive:
        record = RunRecord(
            id=archive.new_run_id(_AT), started=_AT, finished=_AT, tracker="0.1.0", recorded=dict.fromkeys(texts, 5)
        )
        archive.write([_entry(name, said) for name, said in texts.items()], record)


def _entry(name: str, said: list[str]) -> Entry:
    read = plain.read(f"# Owls of the {name}\n\n" + "\n\n".join(said) + "\n")
    url = f"https://example.org/{name}"
    return Entry(
        source=name, document="page", kind="first", title=read.title, text=read.text.encode(), meta=canonical.meta(read),
        raw=None, url=url, final_url=url, status=200, fetched_at=_AT, extractor="tracker-html/2", config_key="k",
    )  # fmt: skip
