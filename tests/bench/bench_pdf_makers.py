"""PDFs of one text made by six programs: `.venv/bin/python tests/bench/bench_pdf_makers.py [keep DIR | only MAKER]`.

Exact sentences of at least four words, precision and recall, by maker and layout. The programs are those of
`paper_makers.py` that are here. A footnote's text is a sentence of the paper; the mark in the text is none of its words.
Layouts of the first set were tuned on, those of the second made afterwards and then tuned on too, those of the third
made after all tuning. The text is our own.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import paper_makers

from tracker.errors import ExtractError
from tracker.extract import pdf

_SHORTEST = 4
"""Words of a sentence that counts."""
_MARK = re.compile(r"\[\^\d+\]")


def run(long: bool, parts: Sequence[str] = ()) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Exact sentences by maker and layout, and the mean of each set."""
    named = dict(zip(parts[::2], parts[1::2], strict=False))
    kept = Path(named["keep"]) if "keep" in named else None
    yield "\nPDFs by six makers: exact sentences, precision and recall\n"
    sums: dict[str, list[tuple[float, float]]] = {}
    for maker, make in paper_makers.makers():
        if named.get("only", maker) != maker:
            continue
        for layout in paper_makers.LAYOUTS:
            body = make(layout)
            if kept is not None:
                (kept / f"{maker}-{layout.name.replace(' ', '-')}.pdf").write_bytes(body)
            measured = _measured(body, noted=layout.notes and maker in paper_makers.WITH_NOTES)
            sums.setdefault(layout.part, []).append(measured)
            yield f"| {maker} | {layout.name} | {layout.part} | {measured[0]:.3f} | {measured[1]:.3f} |"
    for part, all_of in sums.items():
        precision, recall = (sum(one[at] for one in all_of) / len(all_of) for at in (0, 1))
        yield f"| all, {len(all_of)} papers | | {part} | {precision:.3f} | {recall:.3f} |"


def _measured(body: bytes, *, noted: bool) -> tuple[float, float]:
    try:
        document = pdf.read(body)
    except ExtractError:
        return 0.0, 0.0
    found = [_MARK.sub("", one.text) for one in document.sentences if len(one.text.split()) >= _SHORTEST]
    truth = paper_makers.expected(shortest=_SHORTEST, noted=noted)
    right = sum(one in truth for one in found)
    return right / max(len(found), 1), sum(one in found for one in truth) / len(truth)


if __name__ == "__main__":
    for line in run(long=False, parts=sys.argv[1:]):
        print(line)
