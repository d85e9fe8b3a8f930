"""The site: seconds to build it, and to add a version to it, as the history grows."""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.extract import canonical, plain
from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.batch import _text_commit
from tracker.store.git import Git
from tracker.store.version import Entry
from tracker.store.write import write_commits

START = datetime(2020, 1, 1, tzinfo=UTC)
DEEP = 50
"""Versions of a document."""
SENTENCES = 60
A_SITE = 20
"""Documents of a source."""
WORDS = """school teacher pupil fund grant region adviser attendance plan review report data authority trust inspect support
improve year learn child meal club breakfast nurse health target budget minister policy reform curriculum exam result
grade need inclusion college skill apprentice leader""".split()


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A table; the long one has a row of 10,000 versions."""
    yield (
        f"Site of versions of {SENTENCES} sentences, {DEEP} of each document, of which each edits three, adds one and "
        "drops one (by the clock with all cores; processor time with `--jobs 1`):"
    )
    yield ""
    yield "| versions | build, s | processor, s | nothing new, s | one version more, s | its processor, s | files | MB |"
    yield "|---|---|---|---|---|---|---|---|"
    for versions in (100, 1_000, *((10_000,) if long else ())):
        yield _row(versions)


def _row(versions: int) -> str:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
        root = Path(place)
        declare(root, versions)
        grow(root / "snapshots", versions)
        site = root / "site"
        whole, idle = timed(root, site), timed(root, site)
        (root / "snapshots" / layout.SUMMARIES).unlink()
        alone = timed(root, root / "alone", "--jobs", "1")
        grow(root / "snapshots", versions, more=1)
        more = timed(root, site)
        files = [one for one in site.rglob("*") if one.is_file()]
        size = sum(one.stat().st_size for one in files) / 1_000_000
        return (
            f"| {versions:,} | {whole[0]:.1f} | {alone[1]:.1f} | {idle[0]:.1f} | {more[0]:.1f} | {more[1]:.1f} "
            f"| {len(files):,} | {size:.1f} |"
        )


def timed(root: Path, site: Path, *options: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor, as a user's shell would tell; the latter without helping processes."""
    before, start = _spent(), time.monotonic()
    command = [sys.executable, "-m", "tracker", "-C", str(root), "report", str(site), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def declare(root: Path, versions: int) -> None:
    """The sources, under a licence that lets whole texts be shown."""
    (root / "config").mkdir()
    entries = [
        f'[[source]]\nid = "site-{number:03}"\nkind = "html"\npublisher = "dfe"\npublisher_type = "department"\n'
        f'url = "https://example.org/{number}"\nlicence = "OGL-UK-3.0"\n'
        for number in range(-(-versions // DEEP // A_SITE) or 1)
    ]
    (root / "config" / "sources.toml").write_text("\n".join(entries), encoding="utf-8")


def grow(folder: Path, versions: int, *, more: int = 0) -> None:
    """A store of so many versions; with `more` as many again on top of it, of the first documents."""
    Archive.create(folder).close()
    store = Git(folder / layout.STORE)
    documents = max(1, versions // DEEP)
    wanted = range(documents) if not more else range(more)
    made = [
        _text_commit(_entry(document, nth, text), layout.DOCS, {"Run-Id": _round(nth)})
        for document in wanted
        for nth, text in enumerate(history(document, DEEP + 1))
        if (nth == DEEP) == bool(more)
    ]
    write_commits(store, made, parent=store.head(), now=int(START.timestamp()))


def _round(nth: int) -> str:
    return f"{START + timedelta(days=nth):%Y%m%dT%H%M%SZ}"


def _entry(document: int, nth: int, text: str) -> Entry:
    read = plain.read(text)
    return Entry(
        source=f"site-{document // A_SITE:03}", document=f"page-{document:05}", kind="content" if nth else "first",
        title=read.title, text=read.text.encode(), meta=canonical.meta(read), raw=None,
        url=f"https://example.org/{document}", final_url=f"https://example.org/{document}", status=200,
        fetched_at=START + timedelta(days=nth, seconds=document), extractor="tracker-html/1", config_key="0123456789ab",
    )  # fmt: skip


def history(document: int, versions: int) -> list[str]:
    """Texts of one document: each version rewords three sentences, adds one and drops one."""
    dice = random.Random(document)
    sentences = [_sentence(dice, number) for number in range(SENTENCES)]
    texts = []
    for version in range(versions):
        for place in dice.sample(range(SENTENCES - 1), 3) if version else ():
            sentences[place] = sentences[place].replace(" will ", f" may in {version} ")
        if version:
            del sentences[dice.randrange(len(sentences))]
            sentences.insert(dice.randrange(len(sentences)), _sentence(dice, SENTENCES + version))
        body = "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))
        texts.append(f"# Plan {document}\n\n{body}\n")
    return texts


def _sentence(dice: random.Random, number: int) -> str:
    said = [dice.choice(WORDS) for _ in range(9)]
    start = f"The {said[0]} {said[1]} will {said[2]} the {said[3]} {said[4]}"
    return f"{start} with {number} {said[5]} and {' '.join(said[6:])}."


if __name__ == "__main__":
    for row in run(True):
        print(row)
