"""A store full of hostile text, as a site that wishes us ill, or a copy that somebody else has written, might hold it.

`hostile_store(folder)` makes a working folder with a real store: three sources, several versions, claims, confirmed
threads, publisher's notes, attachments, a failing source and a suspect one. `from hostile import hostile_store` works in
every test. The texts are written past the extractors, which would take most of it for markup and leave it out.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tracker.cli.world import World
from tracker.config.decided import key
from tracker.config.keep import as_toml
from tracker.config.verdict import Alias, NoteVerdict, ReleaseVerdict, ThreadVerdict
from tracker.extract import canonical
from tracker.extract.document import Attachment, ChangeNote
from tracker.extract.scan import scan
from tracker.store.archive import Archive
from tracker.store.record import KeptBody, RunRecord, Trouble
from tracker.store.version import Entry

FIRST: Final = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)
LONGEST: Final = 1_000_000
"""Letters of the longest word."""
MARK: Final = "0wned"
"""Stands in everything that would run: nothing of ours says it."""

WORDS: Final = {
    "script": f"<script>alert('{MARK}')</script>",
    "image": f"<img src=x onerror=alert('{MARK}')>",
    "svg": f"<svg/onload=alert('{MARK}')>",
    "closing": f"</title></style></textarea></script><b onmouseover=alert('{MARK}')>",
    "attribute": f"\"'><a href=\"javascript:alert('{MARK}')\" autofocus onfocus=alert('{MARK}')>",
    "comment": f"--><!--<![CDATA[ ]]><?xml {MARK}?>",
    "template": "{{ 7 * 191 }} {% include '/etc/passwd' %} ${7*191} #{7*191}",
    "markdown link": f"[click](javascript:alert('{MARK}')) ![seen](https://evil.example/a.png) <https://evil.example>",
    "entity": f"&lt;script&gt;{MARK}&#x202e;&NewLine;",
    "ansi": f"\x1b[31m{MARK}\x1b[2J\x1b[1A\x1b[0m",
    "osc title": f"\x1b]0;{MARK}\x07",
    "osc link": f"\x1b]8;;https://evil.example/{MARK}\x1b\\here\x1b]8;;\x1b\\",
    "osc clipboard": "\x1b]52;c;MHduZWQ=\x07",
    "c1": f"\x9b31m{MARK}\x9d0;{MARK}\x9c\x90{MARK}\x9c",
    "backspace": f"safe\x08\x08\x08\x08{MARK}\x7f",
    "carriage": f"kept\r{MARK}",
    "bidi": "pay \u202e0002 erom\u202c \u2066\u2067owl\u2069 \u200f\u061c",
    "invisible": "ze\u200bro\ufeff wi\u2060dth \U000e0041\U000e0042",
    "separators": "one\u2028two\u2029three\u0085four\x0bfive\x0csix",
    "rich": f"[bold red]{MARK}[/bold red] [link=https://evil.example]{MARK}[/link] [/] [blink]",
    "error": f"::error title={MARK}::{MARK}",
    "set-output": f"::set-output name=news::{MARK}",
    "add-mask": "::add-mask::the",
    "stop": "::stop-commands::x",
    "group": f"##[group]{MARK} ##[error]{MARK} ##vso[task.setvariable variable=x]{MARK}",
    "formula": f'=HYPERLINK("https://evil.example";"{MARK}")',
    "plus": f"+cmd|' /C {MARK}'!A0",
    "at": f"@SUM(1+1)*cmd|'{MARK}'!A0",
    "fence": f"``` \n~~~ {MARK}",
    "mention": "@everyone #1 GH-2 deadbeefcafe1234567890deadbeefcafe123456",
    "quote": "\"\"\" ''' ` \\ $(touch owned) `touch owned` ; | & %0A%0D::error::x",
}
"""By what each would do. Lines end nowhere but where a text says `separators`, `carriage` or `fence`."""


def hostile_store(folder: Path, *, longest: int = LONGEST) -> World:
    """The working folder, made there: `config/` and `snapshots/`. Its rounds are of June 2024; every run is the same."""
    (folder / "config").mkdir(parents=True)
    for name, text in _CONFIG.items():
        (folder / "config" / name).write_text(text, encoding="utf-8")
    with Archive.create(folder / "snapshots", now=_Clock()) as archive:
        _record(archive, longest)
    world = World(root=folder)
    with world.archive() as archive:
        (folder / "config" / "verdicts.toml").write_text("\n".join(_verdicts(world, archive)), encoding="utf-8")
    return World(root=folder)


def one_line(text: str) -> str:
    """The text as a line of a record holds it."""
    return text.replace("\n", " ")


def text_of(title: str, sentences: list[str]) -> str:
    """A canonical text: each sentence a paragraph, under headings that are as hostile."""
    heads = list(WORDS.values())
    blocks = [f"# {one_line(title)}\n"]
    for at, sentence in enumerate(sentences):
        if at % 4 == 0:
            blocks.append(f"## {one_line(heads[at % len(heads)])}\n")
        blocks.append(f"{one_line(sentence)}\n")
    return "\n".join(blocks)


def promises(verb: str, number: int) -> list[str]:
    """A claim around each of the hostile words."""
    return [f"We {verb} open {number + at} owl houses {word} in every wood by 2030." for at, word in enumerate(_WORDS)]


_WORDS = tuple(map(one_line, WORDS.values()))
_TITLE = "Owls " + " ".join(_WORDS)
_SOURCE = """[[source]]
id = "{id}"
kind = "html"
publisher = "{publisher}"
publisher_type = "{type}"
url = "http://127.0.0.1:1/{id}"
allow_hosts = ["127.0.0.1"]
redistribute = {free}
"""
_TOLD = " ".join(
    WORDS[name]
    for name in ("script", "image", "svg", "closing", "attribute", "comment", "template", "formula", "quote")
)
"""What a config may say in one line; control characters it refuses."""
_LINE = json.dumps(_TOLD)
_CONFIG = {
    "sources.toml": "\n".join(
        _SOURCE.format(id=name, publisher=publisher, type=kind, free=free)
        for name, publisher, kind, free in (
            ("owls", "owl-party", "party", "true"),
            ("wood", "wood-office", "department", "true"),
            ("gossip", "gossip", "press", "false"),
            ("dark", "gossip", "press", "false"),
        )
    ),
    "people.toml": "\n".join(
        f'[[publisher]]\nid = "{name}"\nname = "{shown}"\ntype = "{kind}"\n'
        for name, shown, kind in (
            ("owl-party", "Owl Party", "party"),
            ("wood-office", "Wood Office", "department"),
            ("gossip", "Gossip <b>", "press"),
        )
    )
    + f"""
[[person]]
name = {_LINE}
publisher = "owl-party"
roles = [{{ title = {_LINE}, from = 2020-01-01 }}]

[[election]]
name = {_LINE}
on = 2024-06-02
source = "https://example.org/election"
""",
    "settings.toml": f"""site = "https://example.org/owls/"
site_name = {_LINE}
site_keeper = {_LINE}
site_about = {_LINE}
site_imprint = {_LINE}
""",
    "corrections.toml": f"""[[correction]]
on = 2024-07-01
by = {_LINE}
about = ["owls@1", "wood@2"]
wrong = {_LINE}
now = {_LINE}
""",
    "watches.toml": '[[watch]]\nid = "houses"\nmatching = ["owl houses"]\n',
}


def _verdicts(world: World, archive: Archive) -> Iterator[str]:
    """Each promise of the party and the department's in the same words are one pledge; a person says so."""
    from tracker.desk.gather import claims_of

    old, new = (claims_of(archive, archive.resolve(address), world.config) for address in ("owls@1", "wood@2"))
    for earlier, later in zip(old, new, strict=False):
        ids = f'earlier = "{earlier.id}"\nlater = "{later.id}"'
        yield f'[[link]]\n{ids}\nrelation = "same"\nby = "a reader"\n'
    thread = f"t-{old[0].id.removeprefix('c-')}"
    at = {"words": old[0].text, "at": "owls@1"}
    note = NoteVerdict.model_validate({"by": _TOLD, "about": thread, "kind": "summary", "text": _TOLD, **at})
    yield as_toml(note)
    yield as_toml(ReleaseVerdict(by=_TOLD, what=thread, decisions=(key(note),)))
    yield as_toml(ThreadVerdict.model_validate({"by": _TOLD, "thread": thread, "name": _TOLD, **at}))
    yield as_toml(Alias(by=_TOLD, names=(_TOLD, "owl houses")))
    yield as_toml(Alias(by=_TOLD, names=(_TOLD, "nests"), withdrawn=True))


class _Clock:
    """Stands at the latest round."""

    time = FIRST

    def __call__(self) -> datetime:
        return self.time


def _record(archive: Archive, longest: int) -> None:
    long = "w" * longest
    first, later = promises("will", 40), promises("may", 90)
    said = [f"{word} is what they said." for word in _WORDS]
    _round(archive, 0, ("owls", [*first, *said]), ("wood", said), ("gossip", first))
    _round(archive, 2, ("owls", [*later, *said[::-1], f"We will have {long} owls."]), ("wood", [*first, *said]))
    _round(archive, 4, ("owls", [*later, *list(_WORDS)]), ("gossip", later), wrong=True)


def _round(archive: Archive, day: int, *pages: tuple[str, list[str]], wrong: bool = False) -> None:
    started = FIRST + timedelta(days=day)
    entries = [_entry(name, sentences, started + timedelta(seconds=5), day) for name, sentences in pages]
    record = {
        "id": archive.new_run_id(started), "started": started, "finished": started + timedelta(minutes=1),
        "tracker": "0.1.0", "recorded": {f"{name}/page": 5 for name, _ in pages},
    }  # fmt: skip
    if wrong:
        body = " ".join(_WORDS).encode()
        kept = KeptBody(
            blob=archive.keep_suspect("wood", "page", body), url="http://127.0.0.1:1/wood",
            final_url=f"http://127.0.0.1:1/{_WORDS[0]}", status=200, at=started,
        )  # fmt: skip
        reason = " ".join(_WORDS)
        record |= {
            "failed": {"dark": Trouble(reason=reason, status=500)},
            "suspect": {"wood/page": Trouble(reason=reason, body=kept)},
        }
    archive.write(entries, RunRecord.model_validate(record))


def _entry(name: str, sentences: list[str], at: datetime, day: int) -> Entry:
    text = text_of(f"{_TITLE} {day}", sentences)
    return Entry(
        source=name, document="page", kind="content" if day else "first", title=scan(text).title, text=text.encode(),
        meta=_meta(text, day), raw=f"<h1>{MARK}</h1>{text}".encode(), url=f"http://127.0.0.1:1/{name}",
        final_url="javascript:alert('0wned')", status=200, fetched_at=at, extractor="tracker-html/1",
        config_key="0123456789ab",
    )  # fmt: skip


def _meta(text: str, day: int) -> bytes:
    """Facts beside the text, hostile in every field that holds a publisher's words."""
    document = canonical.read(text, json.dumps({}).encode())
    words = _WORDS[day:]
    return canonical.meta(
        document.model_copy(
            update={
                "url": f"javascript:alert('{MARK}')",
                "publisher": f"Owl Party {_WORDS[0]}",
                "author": " ".join(words),
                "organisations": words,
                "people": words,
                "notes": tuple(ChangeNote(at=FIRST, note=f"{day}: {word}") for word in words),
                "attachments": tuple(
                    Attachment(title=f"{word} {day}", url=f"javascript:alert('{MARK}')", content_type=word)
                    for word in words
                ),
                "licence": words[0],
                "warnings": words,
            }
        )
    )
