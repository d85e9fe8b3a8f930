"""Every command in every format that the table offers, over one small store; and that the table is what commands take."""

import csv
import io
import json
import shutil
import subprocess
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from webarchives import Archives

from tracker.cli.formats import OFFERED, UNOFFERED, Format, formats, page, purpose
from tracker.cli.main import main
from tracker.cli.table import COMMANDS
from tracker.store.archive import Archive

pytestmark = pytest.mark.usefixtures("at_once")

ROOT = Path(__file__).parents[1]
OWLS = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."
MOTHS = "We will count moths with lamps in 12 forests."
TEXT = f"# Boxes\n\nAnn Owl said: “{OWLS}” She also aims to build 90 owl boxes in villages.\n"
SOURCE = (
    '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "owls"\npublisher_type = "party"\n'
    'path = "{id}.html"\nurl = "https://owls.example/{id}"\nredistribute = true\nallow_hosts = ["127.0.0.1"]\n'
)
VERDICTS = '[[alias]]\nnames = ["ULEZ", "Zone"]\nby = "Ada"\n[[note]]\nabout = "owls"\ntext = "=1+1"\nby = "Ada"\n'
NOTIFY = '[[notify]]\nname = "desk"\nurl_env = "NOBODY"\nscore = 0\n[[follow]]\nwhat = "moths"\nto = "desk"\n'
LINES: Mapping[str, str] = {
    "snapshot": "snapshot moths",
    "sources add": "sources add https://www.gov.uk/owls --kind govuk --publisher owls --dry-run",
    "sources try": "sources try moths",
    "sources remove": "sources remove moths",
    "sources disable": "sources disable moths",
    "sources enable": "sources enable moths",
    "publisher add": "publisher add kites --name Kites --type union --dry-run",
    "open": "open moths --print",
    "accept": "accept bats",
    "dismiss": "dismiss bats",
    "acknowledge": "acknowledge owls --until 2099-12-31",
    "show": "show owls@1",
    "blame": "blame owls",
    "diff": "diff owls",
    "changes": "changes --since 2000-01-01",
    "find": "find owl",
    "pledges import": "pledges import {folder}/mine.csv --by Ada",
    "trace": "trace owl",
    "brief": "brief {thread}",
    "compare": "compare owls@1 owls@2",
    "cite": "cite owls@2",
    "follow": "follow owls --to desk --by Ada",
    "follow stop": "follow stop moths --to desk",
    "review": "review --export {new}/waiting.csv",
    "confirm": "confirm {owls} {moths} --by Ada",
    "reject": "reject {owls} {moths} --by Ada",
    "note": "note --list",
    "release": "release",
    "undo": "undo ULEZ --by Ada",
    "withdraw": "withdraw ULEZ --by Ada",
    "alias": "alias boxes nests --by Ada",
    "claim add": "claim add moths lamps --by Ada",
    "claim drop": "claim drop {owls} --by Ada",
    "claim fix": "claim fix {owls} --speaker Ann --by Ada",
    "thread name": "thread name {thread} Boxes --by Ada",
    "thread summary": "thread summary {thread} Boxes --by Ada",
    "thread join": "thread join {thread} {other} --by Ada",
    "thread split": "thread split {thread} {softer} --by Ada",
    "report": "report {new}/site --jobs 1",
    "redact": "redact --list",
    "notify": "notify",
    "push": "push {new}/copy",
    "pull": "pull {folder}/store",
    "reextract": "reextract moths --jobs 1",
    "import file": "import file moths {folder}/moths.html --seen 2020-06-13",
    "import git": "import git {folder}/repository --path moths.html --source moths --jobs 1",
    "import warc": "import warc {folder}/moths.warc.gz --jobs 1",
    "import wayback": "import wayback moths --base {web} --every capture",
}
"""What is typed where the command alone would not do."""
MORE = [
    "trace {folder}/article.md",
    "compare --topic teachers owls moths",
    "cite owls@2 --list",
    "show owls@1 --meta",
    "show owls@1 --raw",
    "show owls@1 --left-out",
    "accept bats --look",
    "notify --dry-run",
]
"""Other uses of a command that print something else."""
DECIDE = ("accept bats", "dismiss bats", "sources remove moths", "sources disable moths")
"""What can be done once: each gets a copy of the folder."""
Cell = tuple[str, Format]


def cells() -> Iterator[Cell]:
    """(what is typed, a format of its command), all of them."""
    for command in OFFERED:
        yield from ((LINES.get(command, command), form) for form in formats(command))
    for line in MORE:
        yield from ((line, form) for form in formats(line.split()[0]))


def run(folder: Path, line: str, *, code: int = 0) -> str:
    """A command in that folder: its output. Its exit code is the one that is expected."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)) as output:
        assert main(["-C", str(folder), *line.split()]) == code, line
    return output.buffer.getvalue().decode(errors="surrogateescape")


def html(name: str, sentence: str) -> str:
    """A page that is long enough to be one."""
    body = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
    return f"<title>Our {name}</title><main><h1>Our {name}</h1><p>{sentence}</p><p>{body}</p></main>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after two rounds: a page was softened, another became suspect; beside it what `import` reads."""
    root = tmp_path_factory.mktemp("formats") / "watch"
    (root / "config").mkdir(parents=True)
    (root / "config/sources.toml").write_text("\n".join(SOURCE.format(id=one) for one in ("owls", "moths", "bats")))
    (root / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    (root / "config/settings.toml").write_text("delay = 0\nretries = 0\narchive_delay = 0\n")
    (root / "config/notify.toml").write_text(NOTIFY)
    (root / "article.md").write_text(TEXT)
    (root / "mine.csv").write_text(f"id,words\nB-1,{OWLS}\n")
    for name, sentence in (("owls", OWLS), ("moths", MOTHS), ("bats", "The bats sleep by day.")):
        (root / f"{name}.html").write_text(html(name, sentence))
    Archive.create(root / "snapshots").close()
    run(root, "snapshot")
    (root / "owls.html").write_text(html("owls", SOFTER))
    (root / "bats.html").write_text(
        "<title>Our bats</title><main><h1>Our bats</h1><p>The bats sleep by day.</p></main>"
    )
    run(root, "snapshot", code=3)
    run(root, f"export warc {root / 'moths.warc.gz'} moths")
    run(root, f"push {root / 'store'}")
    (root / "repository").mkdir()
    shutil.copy(root / "moths.html", root / "repository")
    for words in ("init -q", "add .", "-c user.name=x -c user.email=x@y.example commit -qm x"):
        subprocess.run(["git", "-C", str(root / "repository"), *words.split()], check=True)
    return root


@pytest.fixture(scope="module")
def names(made: Path) -> dict[str, str]:
    """What a line of `LINES` calls by a name: ids of claims and threads."""
    claims = {one["text"]: one["id"] for one in json.loads(run(made, "claims --format json"))["claims"]}
    (thread,) = json.loads(run(made, "pledges --format json"))["threads"]
    owls, softer = (one["id"] for one in thread["claims"])
    moths = claims[MOTHS]
    return {"owls": owls, "softer": softer, "moths": moths, "thread": thread["id"], "other": f"t-{moths[2:]}"}


@pytest.fixture(scope="module")
def check() -> Callable[[str], Any]:
    """Reads a JSON object and holds it against the published schema that it names."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs" / "schemas").glob("*.json")}

    def valid(text: str) -> Any:
        found = json.loads(text)
        schema = schemas[f"{found['schema'].replace('/', '-')}.schema.json"]
        jsonschema.Draft202012Validator(schema).validate(found)
        return found

    return valid


@pytest.mark.parametrize(("line", "form"), tuple(cells()))
def test_a_command_speaks_each_format_that_it_offers(
    line: str,
    form: Format,
    *,
    made: Path,
    names: dict[str, str],
    tmp_path: Path,
    check: Callable[[str], Any],
    request: pytest.FixtureRequest,
) -> None:
    """JSON is one object by its published schema, CSV a table by RFC 4180, and nothing else is on the output."""
    folder = made
    (folder / "config" / "verdicts.toml").write_text(VERDICTS)
    shutil.rmtree(folder / "config" / "verdicts", ignore_errors=True)
    (folder / "config" / "notify.toml").write_text(NOTIFY)
    if line in DECIDE:
        folder = tmp_path / "watch"
        shutil.copytree(made, folder)
    web = {}
    if "{web}" in line:
        archives = Archives(request.getfixturevalue("loopback"))
        archives.hold("https://owls.example/moths", [(datetime(2020, 6, 1, tzinfo=UTC), html("moths", MOTHS).encode())])
        web = {"web": archives.base["ia"]}

    said = run(
        folder,
        f"{line.format(folder=folder, new=tmp_path, **names, **web)} --format {form}",
        code=3 if line == "notify" else 0,
    )

    match form:
        case Format.TEXT | Format.MARKDOWN | Format.BIBTEX:
            assert said.strip()
            assert '"schema"' not in said
        case Format.RIS:
            assert rispy.loads(said.replace("\r\n", "\n"))[0]["type_of_reference"] == "ELEC"
        case Format.JSON:
            check(said)
        case Format.CSL_JSON:
            assert json.loads(said)
        case Format.CSV:
            assert all(one.endswith("\r\n") for one in said.splitlines(keepends=True))
            heading, *rows = csv.reader(io.StringIO(said, newline=""), strict=True)
            assert rows
            assert {len(row) for row in rows} == {len(heading)} == {len(set(heading))}
        case Format.HTML:
            assert "<" in said
        case Format.DOCX:
            assert said.startswith("PK")
        case _:
            typing.assert_never(form)


def test_the_table_is_what_commands_take() -> None:
    """Each command stands in it once; its option takes just that, and a command without it has no option."""
    taken = {
        words: typing.get_type_hints(
            getattr(import_module(f"tracker.cli.commands.{row.module}"), words.replace(" ", "_"))
        ).get("form")
        for words, row in COMMANDS.items()
    }

    assert {name for name, offered in taken.items() if offered is None} == set(UNOFFERED)
    assert {name: offered for name, offered in taken.items() if offered} == OFFERED


def test_every_format_is_offered_by_a_command() -> None:
    """A format that was only declared is told here."""
    assert set(Format) == {form for command in OFFERED for form in formats(command)}
    assert all(purpose(form).startswith(form) for form in Format)


def test_the_page_has_the_table() -> None:
    """`make schemas` was run after the last change of the table, and the page names the commands that have no formats."""
    said = (ROOT / "docs" / "formats.md").read_text("utf-8")

    assert "\n".join(["<!-- table -->", *page(), "<!-- end -->"]) in said
    assert [one for one in UNOFFERED if f"`{one.partition(' ')[0]}" not in said.partition("<!-- end -->")[2]] == []


def test_a_file_begins_with_a_byte_order_mark_and_a_pipe_does_not(made: Path, tmp_path: Path) -> None:
    """Excel takes a file without it for Windows-1252; what is appended to a file gets none amidst."""
    file = tmp_path / "claims.csv"
    piped = run(made, "claims --format csv")
    for mode in ("w", "a"):
        with file.open(mode, encoding="latin-1") as output, redirect_stdout(output):
            assert main(["-C", str(made), "claims", "--format", "csv"]) == 0

    assert not piped.startswith("\ufeff")
    first = f"\ufeff{piped}".encode()
    assert file.read_bytes()[: len(first)] == first
    assert file.read_bytes().count("\ufeff".encode()) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["changes", "--since", "soon"], "write it as 2024-06-13"),
        (["changes", "--since", ""], "write it as 2024-06-13"),
        (["changes", "--since", "0001-01-01T00:00+14:00"], "write it as 2024-06-13"),
        (["changes", "--run", ""], "`tracker status` names the latest ones"),
        (["changes", "--run", "20200101T000000Z"], "`tracker status` names the latest ones"),
        (["changes", "--thread", ""], "`tracker pledges` prints the ids"),
        (["changes", "--thread", "t-aaaaaaaaaa"], "`tracker pledges` prints the ids"),
        (["changes", "--watch", ""], "There is no watch"),
        (["changes", "--source", "eagles"], "`tracker sources list` and `tracker log` name them"),
        (["changes", "--matching", ""], "Give at least one word"),
        (["find", ""], "Give at least one word"),
        (["find", "owl", "--source", "eagles"], "`tracker sources list`"),
        (["trace", ""], "Give at least one word"),
        (["trace", "“ ”"], "Give at least one word"),
        (["trace", "t-aaaaaaaaaa"], "`tracker pledges` prints the ids"),
        (["compare", "owls", "owls@2"], "is named twice"),
        (["compare", "owls", "eagles"], "`tracker sources list` shows what is watched"),
        (["pledges", "--topic", "eagles"], "one of teachers"),
        (["pledges", "--since", "soon"], "write it as 2024-06-13"),
        (["log", ""], "tracker"),
        (["log", "eagles"], "`tracker sources list` shows what is watched"),
        (["show", "eagles@1"], "`tracker sources list` shows what is watched"),
        (["show", "owls@99"], "owls"),
        (["blame", ""], "tracker"),
        (["diff", ""], "tracker"),
        (["diff", "owls", "soon"], "soon"),
        (["claims", "eagles"], "eagles"),
        (["claims", "--speaker", ""], "name"),
        (["cite", ""], "tracker"),
        (["cite", "c-aaaaaaaaaa"], "`tracker claims` prints the ids"),
        (["cite", "t-aaaaaaaaaa"], "`tracker pledges` prints the ids"),
        (["snapshot", ""], "`tracker sources list` names them all"),
        (["sources", "try", "eagles"], "`tracker sources list` names them all"),
        (["acknowledge", "owls", "--until", "soon"], "write it as 2026-09-30"),
        (["accept", "eagles"], "Suspect are"),
        (["reextract", "eagles"], "`tracker sources list` names them all"),
        (["notify", "eagles"], "It has desk"),
        (["export", "warc", "x.warc", "eagles"], "Nothing is recorded"),
        (["import", "file", "eagles", "x.html", "--seen", "2020-01-01"], "`tracker sources list` names them all"),
        (["alias", "", "nests"], "at least two different names"),
        (["confirm", "", "c-aaaaaaaaaa", "--by", "Ada"], "`tracker claims` prints the ids"),
        (["thread", "name", "t-aaaaaaaaaa", "Owls"], "`tracker pledges` prints the ids"),
        (["withdraw", "", "--by", "Ada"], "no such verdict"),
        (["status", "--format", "csl-json"], "'text', 'csv', 'json'"),
    ],
)
def test_what_means_nothing_is_told_with_what_was_expected(
    made: Path, capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    """Exit code 2 and one sentence on standard error, also where JSON was asked for; nothing on the output."""
    offers_json = Format.JSON in formats(" ".join(words[:2])) + formats(words[0])
    code = main(["-C", str(made), *words, *(["--format", "json"] if offers_json and "--format" not in words else [])])

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert expected in " ".join(said.err.split())
    assert "Traceback" not in said.err
