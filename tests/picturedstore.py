"""A store of pages with pictures: two versions of a page that may be handed on, and of one of the press that may not."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tracker.extract import canonical, plain
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

START = datetime(2026, 8, 17, 6, tzinfo=UTC)
FREE, QUOTED = "woods", "gazette"
OLD = "We will build 40 owl boxes in every village by 2027, and a warden will visit each of them once a month."
NEW = "We aim to build up to 40 owl boxes in some villages by 2028, and a warden will visit each of them once a year."
CAME = "Hedgehogs are counted in the spring, by whoever finds one under a hedge."
TAWNY = "Mr Tawny of Hollow Lane has kept the key of the tower since the war."
SOURCES = f"""[[source]]
id = "{FREE}"
kind = "html"
url = "https://example.org/{FREE}"
publisher = "dfe"
publisher_type = "department"
licence = "OGL-UK-3.0"

[[source]]
id = "{QUOTED}"
kind = "html"
url = "https://example.org/{QUOTED}"
publisher = "gazette"
publisher_type = "press"
"""
STYLE = """body { font: 19px/1.4 sans-serif; margin: 0 } header { background: #1d4d2b; color: #fff; padding: 20px 160px }
main { display: grid; grid-template-columns: 630px 260px; gap: 60px; margin: 30px 160px } aside { font-size: 16px }"""


def page(name: str, day: int, *, reworded: bool = True) -> tuple[str, str]:
    """(text.md, HTML) of that day's version; on the second a sentence came, and one is reworded."""
    said = NEW if day and reworded else OLD
    told = ["What we do for owls this year is written here, for whoever wants to know.", said]
    told += [CAME] if day else []
    told += [f"Wood number {number} is open to visitors from noon until the owls wake." for number in range(3, 24)]
    told.append(TAWNY)
    title = f"Plan for owls of the {name}"
    body = "".join(f"<p>{sentence}</p>" for sentence in told)
    html = (
        f"<!doctype html><title>{title}</title><style>{STYLE}</style><header>The {name}</header>"
        f"<main><div><h1>{title}</h1>{body}</div><aside><p>Read also: how owls hear, and what mice say of it.</aside></main>"
    )
    return f"# {title}\n\n" + "\n\n".join(told) + "\n", html


def pictured_store(folder: Path, taken: Callable[[str], bytes], *, reworded: bool = True) -> Mapping[str, bytes]:
    """Make it, with the pictures that `taken` makes of HTML: each by `source@N`."""
    (folder / "config").mkdir(parents=True)
    (folder / "config/sources.toml").write_text(SOURCES, encoding="utf-8")
    (folder / "config/settings.toml").touch()
    made: dict[str, bytes] = {}
    with Archive.create(folder / "snapshots", now=lambda: START) as archive:
        for day in range(2):
            at = START + timedelta(days=day)
            entries = [_entry(name, at, page(name, day, reworded=reworded), taken) for name in (FREE, QUOTED)]
            made |= {f"{one.source}@{day + 1}": one.picture or b"" for one in entries}
            told = {f"{one.source}/page": sha256(one.picture or b"").hexdigest() for one in entries}
            record = RunRecord.model_validate(
                {"id": archive.new_run_id(at), "started": at, "finished": at, "tracker": "0", "pictures": told}
                | {"recorded": {f"{one.source}/page": 5 for one in entries}}
            )
            archive.write(entries, record)
    return made


def _entry(name: str, at: datetime, said: tuple[str, str], taken: Callable[[str], bytes]) -> Entry:
    text, html = said
    read = plain.read(text)
    return Entry(
        source=name, document="page", kind="content" if at > START else "first", title=read.title, text=read.text.encode(),
        meta=canonical.meta(read), raw=html.encode(), picture=taken(html), url=f"https://example.org/{name}",
        final_url=f"https://example.org/{name}", status=200, fetched_at=at + timedelta(seconds=5),
        extractor="tracker-html/2", config_key="k",
    )  # fmt: skip
