"""Stores for the benches of pledges: real text where it lies beside the project, and made ones of any size."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_links import made
from dfe import VERSIONS, versions
from shareddata import SHARED

from tracker.errors import ExtractError
from tracker.extract import article, canonical, plain
from tracker.extract.document import Document
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

MANIFESTOS = SHARED / "data" / "manifestos"
A_PAPER = 250
"""Claims of a made document; a real manifesto has 200 to 700."""
A_WRITE = 200
_PARTIES = ("red", "blue", "green", "gold")


def real(folder: Path) -> Path:
    """A working folder with every manifesto and every version of the DfE's pages that lie beside the project."""
    papers = list(_manifestos()) if MANIFESTOS.is_dir() else []
    sources = {name: "party" for name, _, _ in papers}
    pages = list(_pages()) if VERSIONS.exists() else []
    return _folder(folder, {**sources, **({"dfe": "department"} if pages else {})}, [*papers, *pages])


def manifestos(folder: Path) -> Path:
    """The same with the manifestos alone."""
    papers = list(_manifestos())
    return _folder(folder, {name: "party" for name, _, _ in papers}, papers)


def of_claims(folder: Path, number: int) -> Path:
    """A working folder with so many made claims, of four parties and a department, a tenth of them reworded later."""
    papers = [
        (
            f"{party}-{at // 5:04}",
            "page",
            _read(f"Paper {at}", lines, party, datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=20 * at)),
        )
        for at, lines in enumerate(_by(_reworded(made(number)), A_PAPER))
        for party in [(*_PARTIES, "dfe")[at % 5]]
    ]
    return _folder(folder, {name: "department" if name.startswith("dfe") else "party" for name, _, _ in papers}, papers)


def entry(source: str, document: str, read: Document) -> Entry:
    """A version that says what was read, captured on the day it was published."""
    at = read.published or datetime(2020, 1, 1, tzinfo=UTC)
    url = read.url or f"https://example.org/{source}/{document}"
    return Entry(
        source=source, document=document, kind="first", title=read.title, text=read.text.encode(),
        meta=canonical.meta(read), raw=None, url=url, final_url=url, status=200, fetched_at=at, etag=None,
        extractor="tracker-text/1", config_key="0123456789ab",
    )  # fmt: skip


def write(archive: Archive, entries: Iterable[Entry], at: datetime) -> str:
    """Record them as one round: its id."""
    run = archive.new_run_id(at)
    archive.write(tuple(entries), RunRecord(id=run, started=at, finished=at, tracker="0.1.0"))
    return run


def _folder(folder: Path, sources: dict[str, str], papers: Iterable[tuple[str, str, Document]]) -> Path:
    (folder / "config").mkdir(parents=True)
    told = (
        f'[[source]]\nid = "{name}"\nkind = "html"\npublisher = "{name.rpartition("-")[0] or name}"\n'
        f'publisher_type = "{kind}"\nurl = "https://example.org/{name}"\n'
        for name, kind in sources.items()
    )
    (folder / "config/sources.toml").write_text("\n".join(told), encoding="utf-8")
    publishers = {name.rpartition("-")[0] or name: kind for name, kind in sources.items()}
    people = (f'[[publisher]]\nid = "{name}"\nname = "{name}"\ntype = "{kind}"\n' for name, kind in publishers.items())
    (folder / "config/people.toml").write_text("\n".join(people), encoding="utf-8")
    with Archive.create(folder / "snapshots") as archive:
        # One version of a document to a write: a second one in the same batch would stand on none.
        for nth, batch in enumerate(_writes(papers)):
            write(archive, batch, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=nth))
    return folder


def _writes(papers: Iterable[tuple[str, str, Document]]) -> Iterator[list[Entry]]:
    batch: dict[tuple[str, str], Entry] = {}
    for source, document, read in papers:
        if (source, document) in batch or len(batch) >= A_WRITE:
            yield list(batch.values())
            batch = {}
        batch[source, document] = entry(source, document, read)
    if batch:
        yield list(batch.values())


def _manifestos() -> Iterator[tuple[str, str, Document]]:
    for path in sorted(MANIFESTOS.glob("*.tsv")):
        party, _, year = path.stem.rpartition("-")
        lines = [line.partition("\t")[2].strip() for line in path.read_text(encoding="utf-8").splitlines()]
        month = 6 if year == "2017" else 5
        yield path.stem, "page", _read(path.stem, lines, party, datetime(int(year), month, 5, 12, tzinfo=UTC))


def _pages() -> Iterator[tuple[str, str, Document]]:
    for one in versions():
        body = f"<html><body>{one.html}</body></html>".encode()
        at = datetime.fromtimestamp(one.committed, UTC)
        try:
            read = article.read(body, url=f"https://www.gov.uk{one.path}", publisher="dfe", published=at)
        except ExtractError:
            continue
        yield (
            "dfe",
            one.path.rpartition("/")[2][:60].strip("-"),
            read.model_copy(update={"publisher_type": "department"}),
        )


def _read(title: str, lines: list[str], publisher: str, published: datetime) -> Document:
    read = plain.read("\n\n".join([f"# {title}", *lines]), publisher=publisher, published=published)
    return read.model_copy(update={"publisher_type": "department" if publisher == "dfe" else "party"})


def _reworded(lines: list[str]) -> list[str]:
    """Every tenth is what the same publisher's paper before had there, in all words but the last two."""
    before = A_PAPER * (len(_PARTIES) + 1)
    return [
        f"{' '.join(lines[at - before].split()[:-2])} {' '.join(line.split()[-2:])}"
        if at % 10 == 0 and at >= before
        else line
        for at, line in enumerate(lines)
    ]


def _by(lines: list[str], size: int) -> Iterator[list[str]]:
    for first in range(0, len(lines), size):
        yield lines[first : first + size]
