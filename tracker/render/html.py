"""Changes as one HTML file that stands alone: no script, nothing fetched, and a page's text is never markup.

Jinja escapes all that is put in; the policy in the file forbids everything but its own style, should that ever fail.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tracker.desk.comparison import UNMENTIONED, Comparison, warnings, when, whereabouts
from tracker.desk.dates import minute
from tracker.desk.news import News, NewsEntry, SharedEdit, SharedFact, changes_of, sort_out, written_on
from tracker.desk.notes import PersonNote
from tracker.desk.passages import passages
from tracker.diff.change import Change, Word
from tracker.render.changes import counted, footer
from tracker.render.notes import in_line
from tracker.render.safe import safe
from tracker.render.words import Run, flag_words, one_side, runs, small

if TYPE_CHECKING:
    from jinja2 import Template


def comparison_page(one: Comparison, *, everything: bool = False, context: int = 0) -> Iterator[str]:
    """One comparison, as it stands on the page, under its headings."""
    entry = {
        "title": safe(one.title),
        "places": [_place(one)],
        "passages": [
            {
                "heading": safe(passage.heading or one.title),
                "rows": [
                    {
                        "before": map(safe, row.before),
                        "change": change_told(row.change, one.written_on(row.change)),
                        "after": map(safe, row.after),
                    }
                    for row in passage.rows
                ],
            }
            for passage in passages(one, everything=everything, context=context)
        ],
    }
    yield _page("What changed", [entry], News(changed=(one,), everything=everything))


def news_page(found: News) -> Iterator[str]:
    """Everything by weight; then what was seen for the first time."""
    yield _page(counted(found.count, "change"), list(map(_entry, _sorted(found))), found)


def _sorted(found: News) -> Iterator[tuple[NewsEntry, tuple[Change, ...]]]:
    for entry in sort_out(found):
        changes = changes_of(entry, everything=found.everything)
        yield entry, tuple(sorted(changes, key=lambda change: -change.score))


def _entry(told: tuple[NewsEntry, tuple[Change, ...]]) -> dict[str, Any]:
    entry, changes = told
    places = (entry,) if isinstance(entry, Comparison) else entry.places
    shown = [_place(place) for place in places]
    if isinstance(entry, SharedFact):
        shown = [{**place, "notes": [], "facts": []} for place in shown]  # it is told once, in the title
    rows = [{"before": (), "change": change_told(change, written_on(entry, change)), "after": ()} for change in changes]
    title = safe(_title(entry))
    return {"title": title, "places": shown, "passages": [{"heading": None, "rows": rows}]}


def _title(entry: NewsEntry) -> str:
    if isinstance(entry, SharedEdit):
        return f"The same edit in {len(entry.places):,} documents"
    if isinstance(entry, SharedFact):
        return f"The same detail in {len(entry.places):,} documents: {entry.fact.said}"
    return entry.title


def _place(one: Comparison) -> dict[str, Any]:
    return {
        "name": safe(one.name) if one.revision else "",
        "numbers": safe(one.numbers),
        "when": when(one),
        "url": _link(one.texts[1].url),
        "notes": list(map(safe, one.found.notes)),
        "warnings": list(map(safe, warnings(one))),
        "facts": [safe(fact.said) for fact in one.facts],
    }


def _link(url: str | None) -> str | None:
    """The address if a reader may follow it; `javascript:` and the like are no addresses."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None


def change_told(change: Change, written: Iterable[PersonNote] = ()) -> dict[str, Any]:
    """What a template shows of a change: each side as runs of words with their marks, flags, remarks and people's notes."""
    moved = whereabouts(change)
    return {
        "written": list(map(in_line, written)),
        "kind": change.kind + (" and moved" if change.moved and change.kind != "moved" else ""),
        "old": _side(change, "old"),
        "new": _side(change, "new"),
        "flags": [tuple(map(safe, flag_words(flag))) for flag in change.flags],
        "moved": safe(moved) if moved else None,
        "unmentioned": UNMENTIONED if change.unmentioned else None,
        "noise": small(change) if change.noise else None,
    }


def _side(change: Change, mark: str) -> tuple[Run, ...]:
    """The words of one side; a sentence that came or went is marked as a whole, one that moved is shown once."""
    if change.kind == "moved" and mark == "old":
        return ()
    side = change.old if mark == "old" else change.new
    if side and not (change.old and change.new):
        words: tuple[Word, ...] = (Word(mark="old" if mark == "old" else "new", text=side.text),)
    else:
        words = one_side(change, mark)
    return tuple(Run(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(words))


def _page(heading: str, entries: list[dict[str, Any]], found: News) -> str:
    css = files("tracker.render").joinpath("pages/changes.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"{entries[0]['title']}: what changed" if len(entries) == 1 else heading
    firsts = [{"address": one.address, "title": safe(one.title), "at": minute(one.captured_at)} for one in found.firsts]
    return template("changes.html").render(
        title=title,
        heading=heading,
        policy=policy,
        css=css,
        entries=entries,
        firsts=firsts,
        footer=footer(found),
    )


@cache
def template(name: str) -> "Template":
    """A page of ours, which escapes all that is put into it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tracker.render", "pages"), autoescape=True, undefined=StrictUndefined
    ).get_template(name)
