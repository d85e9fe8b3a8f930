"""What reading costs and finds: `.venv/bin/python tests/bench/bench_extract.py [speed|govuk|dfe]`.

Speed is CPU time on one core. The tables of GOV.UK pages need the real data beside the project.
"""

import gc
import importlib.util
import itertools
import json
import lzma
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import article, canonical, govuk, page, second
from tracker.extract.document import Document
from tracker.wording.same import same_but_typography

_TESTS = Path(__file__).parents[1]
_DATA = _TESTS.parents[1] / "shared" / "data"
_ROUNDS = 40


def run(long: bool, parts: Sequence[str] = ()) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The tables asked for, or all; there is no longer form of them."""
    tables = {"speed": speed, "govuk": govuk_table, "dfe": dfe_table}
    for name in parts or tables:
        yield f"\nReading, {name}:\n"
        yield from tables[name]()


def speed() -> Iterator[str]:
    """Milliseconds a page, seconds for 5 MB, memory, and the ratio to trafilatura in the same run."""
    newspage = _load("newspage")
    news = newspage.build()
    ours = _milliseconds(lambda: article.read(news, url=newspage.URL))
    yield f"| news page of {len(news):,} bytes | {ours:.1f} ms |"
    theirs = _trafilatura(news)
    yield (
        f"| trafilatura on it | {theirs:.1f} ms, {theirs / ours:.1f} times ours |"
        if theirs
        else "| trafilatura | not here |"
    )
    items = [path.read_bytes() for path in sorted((_DATA / "govuk-content").rglob("*.json"))]
    times = [_milliseconds(lambda item=item: govuk.read(item), rounds=10) for item in items]
    if times:
        middle, mean = statistics.median(times), statistics.mean(times)
        yield f"| Content API item, of {len(times)} | median {middle:.1f} ms, mean {mean:.1f} ms |"
    for name, made in (("much markup", _five_megabytes()), ("60,000 paragraphs", _dense())):
        seconds = _milliseconds(lambda made=made: article.read(made, url="https://example.org/"), rounds=3) / 1000
        yield f"| {len(made) / 1e6:.1f} MB, {name} | {seconds:.2f} s |"
    yield f"| most memory of this process | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB |"


def govuk_table() -> Iterator[str]:
    """Every real Content API item: type, title, blocks, sentences, notes, attachments, state."""
    yield "| type | title | blocks | sentences | notes | attachments | state |"
    yield "|---|---|---|---|---|---|---|"
    for path in sorted((_DATA / "govuk-content").rglob("*.json")):
        found = govuk.read(path.read_bytes())
        state = found.state.kind + (", history" if found.history_mode else "")
        counts = (len(found.blocks), len(found.sentences), len(found.notes), len(found.attachments))
        yield f"| {found.document_type} | {found.title[:40]} | {' | '.join(map(str, counts))} | {state} |"


def dfe_table() -> Iterator[str]:
    """Consecutive versions of real DfE pages: how many differ, by what is compared."""
    source = _DATA / "dfe-versions.jsonl.xz"
    if not source.is_file():
        yield f"| {source} | not here |"
        return
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        versions = [_version(json.loads(line)) for line in lines]
    pairs = [(old, new) for old, new in itertools.pairwise(versions) if old["path"] == new["path"]]
    read = [one["document"] for one in versions if one["document"] is not None]
    texts = [(old["document"].text, new["document"].text) for old, new in pairs if old["document"] and new["document"]]
    yield f"| versions | {len(versions)} |"
    yield f"| without a document | {len(versions) - len(read)} |"
    yield f"| fewest sentences in one | {min(len(one.sentences) for one in read)} |"
    yield f"| consecutive pairs | {len(pairs)} |"
    for name in ("html", "visible", "text", "facts"):
        yield f"| pairs that differ in {name} | {sum(old[name] != new[name] for old, new in pairs)} |"
    alone = sum(old["facts"] != new["facts"] and old["text"] == new["text"] for old, new in pairs)
    unseen = sum(old["text"] != new["text"] and old["visible"] == new["visible"] for old, new in pairs)
    yield f"| pairs that differ in facts alone | {alone} |"
    yield f"| text differs where nothing visible does | {unseen} |"
    yield f"| only typographic | {sum(old != new and same_but_typography(old, new) for old, new in texts)} |"


def _version(row: dict[str, Any]) -> dict[str, Any]:
    body = page.parse(row["html"]).body
    document: Document | None = None
    try:
        document = article.read(row["html"].encode(), url=f"https://www.gov.uk{row['path']}")
    except ExtractError as error:
        print(f"{row['path']}: {error}")
    return {
        "path": row["path"],
        "html": row["html"],
        "visible": page.text(body) if body is not None else "",
        "document": document,
        "text": document.text if document else None,
        "facts": canonical.substance(canonical.meta(document)) if document else None,
    }


def _milliseconds(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The median CPU time of some rounds, after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * statistics.median(times)


def _trafilatura(html: bytes) -> float | None:
    if second.opinion(html, article.read(html, url="https://example.org/")) is None:
        return None
    import trafilatura

    text = html.decode()
    return _milliseconds(lambda: trafilatura.extract(text, include_comments=False))


def _five_megabytes() -> bytes:
    boxes = "".join(
        f'<div class="wp-block-group has-background" data-id="{index}"><p class="has-text-align-left">Promise {index} is '
        f'that <a href="https://example.org/promises/{index}?utm_source=x">the party</a> will open <strong>{index}</strong> '
        f"schools by 2030, at a cost of £{index} million.</p><img srcset='/a-{index}.jpg 1x, /b-{index}.jpg 2x'></div>"
        for index in range(13_500)
    )
    return f"<html><body><main><h1>Promises</h1>{boxes}</main></body></html>".encode()


def _dense() -> bytes:
    body = "".join(
        f"<p>Promise {index} is to open {index} schools by 2030, and to pay for them all.</p>"
        for index in range(60_000)
    )
    return f"<html><body><main><h1>Promises</h1>{body}</main></body></html>".encode()


def _load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, _TESTS / "extract" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{name}.py is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    for row in run(False, sys.argv[1:]):
        print(row)
