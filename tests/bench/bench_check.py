"""How good the check of a text is, and how fast: `python tests/bench/bench_check.py FOLDER [--half tune|held] [--wrong]`.

FOLDER is a working folder that `scripts/replay.py FOLDER --pages 250` has made. A program alters real sentences of its
record, one thing in each; sentences of pages that are not in it stand for what is not found. Half of the pages, by a hash
of their names, is for tuning. What a sentence of another page says may stand in the record in other words: `--wrong` prints
what was held otherwise than expected, for a person to read.
"""

import argparse
import hashlib
import json
import lzma
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.claims.saying import Saying
from tracker.config.load import load
from tracker.desk.checking import Checker
from tracker.errors import ExtractError
from tracker.extract import article
from tracker.store.archive import Archive
from tracker.wording.dates import find_dates
from tracker.wording.fold import fold
from tracker.wording.quantities import find_quantities

DATA = Path(__file__).parents[3] / "shared" / "data" / "dfe-versions.jsonl.xz"
PAGES, EACH, OUTSIDE = 250, 40, 100
MONTHS = "January February March April May June July August September October November December".split()
BODIES = (
    "Ofsted",
    "Parents",
    "Local authorities",
    "Academy trusts",
    "Universities",
    "Employers",
    "Governors",
    "Ofqual",
)
FIRMNESS = {
    "will": ("may", "aim to", "could"),
    "should": ("must", "may"),
    "must": ("should", "can"),
    "may": ("will", "must"),
}
ADDED = (", where possible.", " if funding allows.", " subject to a review.", ", provided that schools agree.")
TOLD = {
    "number": {"number", "money"}, "date": {"date"}, "modality": {"modality"}, "actor": {"actor"},
    "negation": {"negation"}, "condition": {"scope"},
}  # fmt: skip
"""For each alteration the flags that tell it."""
RANDOM = random.Random(7)
"""The same sentences in every run."""


class Case(NamedTuple):
    """A sentence, what was done to it, and the recorded one it came from."""

    half: str
    kind: str
    text: str
    record: str | None


def number(text: str) -> str | None:
    """Another figure in the place of the first."""
    dates = [(one.start, one.end) for one in find_dates(text)]
    for one in find_quantities(text):
        dated = any(start < one.end and one.start < end for start, end in dates)
        if (
            (figure := re.search(r"\d[\d,]*(\.\d+)?", one.text))
            and not dated
            and not re.search("(19|20)\\d\\d", one.text)
        ):
            old = float(figure[0].replace(",", ""))
            new = int(old * RANDOM.choice([2, 3, 1.5, 0.5]) if old > 9 else old + RANDOM.choice([1, 2, 4])) or 7
            at = one.start + figure.start()
            return f"{text[:at]}{new + 3 * (new == old):,}{text[at + len(figure[0]) :]}"
    return None


def date(text: str) -> str | None:
    """Another month, or another year where there is none."""
    for one in find_dates(text):
        if month := re.search("|".join(MONTHS), one.text):
            at, new = one.start + month.start(), RANDOM.choice([name for name in MONTHS if name != month[0]])
            return text[:at] + new + text[at + len(month[0]) :]
        if (year := re.search(r"20\d\d", one.text)) and not re.search("[-/]", one.text):
            at = one.start + year.start()
            return f"{text[:at]}{int(year[0]) + RANDOM.choice([-1, 1, 2])}{text[at + 4 :]}"
    return None


def modality(text: str) -> str | None:
    """A firmer or a looser verb."""
    found = re.search(r"\b(will|should|must|may) (?!not)", text)
    return found and text[: found.start(1)] + RANDOM.choice(FIRMNESS[found[1]]) + text[found.end(1) :]


def actor(text: str) -> str | None:
    """Somebody else in the place of a short subject."""
    found = re.match(r"((?:The |All |These )?[A-Za-z]+(?: [a-z]+){0,2}) (will|should|must|may|can|are|have) ", text)
    joined = found and re.search(r"\b(that|which|who|if|when|where|as|for|to|of|in)\b", found[1])
    if not found or joined or found[1].lower() in {"it", "this", "there", "these", "that", "they"}:
        return None
    return f"{RANDOM.choice([one for one in BODIES if one.lower() not in text.lower()])} {text[found.start(2) :]}"


def negation(text: str) -> str | None:
    """A "not"."""
    found = re.search(r"\b(will|should|must|may|can|is|are) (?!not|only)", text)
    return found and f"{text[: found.end(1)]} not{text[found.end(1) :]}"


def condition(text: str) -> str | None:
    """A condition at the end."""
    return text[:-1] + RANDOM.choice(ADDED)


def cases(archive: Archive) -> Iterator[Case]:
    """All of them, of both halves."""
    said = archive.all_said()
    held = {fold(one.sentence) for one in said}
    pages: dict[str, list[str]] = defaultdict(list)
    for text, source in {fold(one.sentence): (one.sentence, one.source) for one in reversed(said)}.values():
        if _plain(text):
            pages[source].append(text)
    for change in (number, date, modality, actor, negation, condition):
        yield from _altered(change, pages, held)
    for half in ("tune", "held"):
        mine = RANDOM.sample(names := [name for name in sorted(pages) if _half(name) == half], len(names))
        for nth, name in enumerate(mine[: EACH + EACH // 2]):
            text = RANDOM.choice(pages[name])
            words = text.split()
            begin = RANDOM.randint(0, len(words) - 9)
            yield (
                Case(half, "exact", text, text)
                if nth < EACH
                else Case(half, "quoted", " ".join(words[begin : begin + 8]), text)
            )
    yield from _outside(held)


def _altered(change: Callable[[str], str | None], pages: dict[str, list[str]], held: set[str]) -> Iterator[Case]:
    count: Counter[str] = Counter()
    for name in RANDOM.sample(sorted(pages), len(pages)):
        half = _half(name)
        for text in RANDOM.sample(pages[name], len(pages[name])) if count[half] < EACH else ():
            new = change(text)
            if new and fold(new) not in held:
                count[half] += 1
                yield Case(half, change.__name__, new, text)
                break


def _outside(held: set[str]) -> Iterator[Case]:
    """A sentence of each of some pages that were not played back."""
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        html: dict[str, str] = {}
        for row in map(json.loads, lines):
            html.setdefault(row["path"], row["html"])
    count: Counter[str] = Counter()
    for path in RANDOM.sample(others := list(html)[PAGES:], len(others)):
        half = _half(path)
        if count[half] >= OUTSIDE:
            continue
        try:
            page = article.read(f"<html><body>{html[path]}</body></html>".encode(), url=f"https://www.gov.uk{path}")
        except ExtractError:
            continue
        if pool := [one.text for one in page.sentences if _plain(one.text) and fold(one.text) not in held]:
            count[half] += 1
            yield Case(half, "none", RANDOM.choice(pool), None)


def _plain(text: str) -> bool:
    return (
        text.endswith(".") and 9 <= len(text.split()) <= 38 and text[0].isupper() and not re.search(r"[|@]|http", text)
    )


def _half(name: str) -> str:
    return "tune" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "held"


def run(folder: Path, half: str, *, wrong: bool) -> Iterator[str]:
    """The table, and before it what was held otherwise than expected where that is asked for."""
    held: Counter[tuple[str, str]] = Counter()
    right = told = altered = 0
    with Archive(folder / "snapshots") as archive:
        mine = [case for case in cases(archive) if case.half == half]
        begun = time.process_time()
        checker = Checker(archive, load(folder / "config"))
        for case in mine:
            kind = "quotation" if case.kind == "quoted" else "statement"
            found = checker.check(Saying(kind=kind, text=case.text, start=0, end=len(case.text), speaker=None))
            expected = "exact" if case.kind in {"exact", "quoted"} else "none" if case.kind == "none" else "near"
            held[expected, found.held.how] += 1
            if case.kind in TOLD:
                is_told = any(one.name in TOLD[case.kind] for one in found.differs)
                altered, right, told = altered + 1, right + is_told, told + len(found.differs)
            if wrong and (expected != found.held.how or (case.kind in TOLD and not is_told)):
                yield f"{case.kind} → {found.held.how} {[*map(str, found.differs)]}\n  {case.text}\n  {found.held.text}"
        seconds = (time.process_time() - begun) / len(mine)
    yield f"{len(mine)} sentences of the {half} half, {seconds * 1000:.0f} ms of processor time each\n"
    yield "| | found | precision | recall |\n|---|--:|--:|--:|"
    for how in ("exact", "near", "none"):
        found_so = sum(count for (_, got), count in held.items() if got == how)
        meant = sum(count for (expected, _), count in held.items() if expected == how)
        yield f"| {how} | {found_so} | {held[how, how] / found_so:.3f} | {held[how, how] / meant:.3f} |"
    yield f"| what differs, of {altered} | {told} | {right / told:.3f} | {right / altered:.3f} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check altered sentences against a record of real pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tune", "held"), default="held")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    if not DATA.exists():
        sys.exit(f"There is no data at {DATA}.")
    for line in run(asked.folder, asked.half, wrong=asked.wrong):
        print(line)
