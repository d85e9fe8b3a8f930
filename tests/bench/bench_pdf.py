"""Seconds and memory for a PDF of 100 pages: `python tests/bench/bench_pdf.py`. Made by repeating checked-in pages."""

import io
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tracker.extract import pdf

PAPERS = Path(__file__).parents[1] / "data" / "papers"
PAGES = 100


def hundred() -> bytes:
    """A PDF of 100 pages: those of the one-column paper, over and over."""
    paper = pypdfium2.PdfDocument(PAPERS / "one.pdf")
    made = pypdfium2.PdfDocument.new()
    while len(made) < PAGES:
        made.import_pages(paper, [len(made) % len(paper)])
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches; there is no longer form
    """The best and the worst of five runs."""
    body = hundred()
    runs = []
    for _ in range(5):
        start = time.process_time()
        document = pdf.read(body)
        runs.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"PDF of {PAGES} pages, {len(document.sentences)} sentences: best {min(runs):.2f} s, worst {max(runs):.2f} s; "
        f"peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    for row in run(False):
        print(row)
