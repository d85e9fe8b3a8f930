"""Reading changes: the same ones as text, Markdown, HTML and JSON, filtered, by reader, and since when."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tracker.render.schemas.blame import Blame
from tracker.render.schemas.changes import Changes
from tracker.render.schemas.find import Find
from tracker.render.schemas.log import Log
from tracker.render.schemas.verify import Verify

SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."
PLEDGE = "We will build 40 owl boxes in every village by 2027."
Run = Callable[..., tuple[int, str, str]]
ALL = ("changes", "--since", "2020-01-01")


@pytest.fixture
def three_rounds(two_rounds: Any, run: Run) -> Any:
    """The plan was softened, and then its old words were put back."""
    two_rounds.write(PLEDGE)
    assert run("snapshot")[0] == 0
    return two_rounds


@pytest.mark.parametrize(
    ("args", "model"),
    [
        (ALL, Changes),
        (("diff", "plan"), Changes),
        (("blame", "plan"), Blame),
        (("log",), Log),
        (("find", "owl"), Find),
        (("verify",), Verify),
    ],
)
def test_every_object_is_as_its_schema_says(
    three_rounds: Any, parsed: Callable[..., dict[str, Any]], args: tuple[str, ...], model: Any
) -> None:
    """What is printed can be read back by the very model whose schema stands in docs/schemas."""
    found = parsed(*args)

    read = model.model_validate_json(json.dumps(found))
    assert json.loads(read.model_dump_json()) == found


def test_a_text_that_is_back_is_said_everywhere(three_rounds: Any, run: Run, parsed: Any) -> None:
    """In diff, changes, log and their JSON: the third version is the first again."""
    said = "reverted: the text is again that of plan@1"

    assert all(said in run(*args)[1] for args in (("diff", "plan"), ("changes",), ("log", "plan")))
    assert "reverted: the text is again that of `plan@1`" in run("diff", "plan", "--format", "markdown")[1]
    assert said in run("diff", "plan", "--format", "html")[1]
    assert [one["reverted"] for one in parsed("changes")["documents"]].count("plan@1") == 1
    assert parsed("log", "plan")["versions"][0]["reverted"] == "plan@1"


def test_a_page_that_goes_to_and_fro_is_one_line(three_rounds: Any, run: Run, parsed: Any) -> None:
    """The first step there and back is news; when it is taken again, one line says so, and JSON and --all keep it."""
    three_rounds.write(SOFTER)
    assert run("snapshot")[0] == 0

    out = run("changes", "--run", parsed("log", "plan")["versions"][0]["run"])[1]
    found = parsed("changes", "--since", "2000-01-01")
    everything = run("changes", "--since", "2000-01-01", "--all", "--full")[1]

    assert "plan is again at a text it had before, @3 → @4 for the 2nd time" in " ".join(out.split())
    assert "0 changes in 0 documents" in out
    assert [one["again"] for one in found["documents"] if one["name"] == "plan"] == [0, 0, 1]
    assert "@3 → @4" in everything


def test_blame_tells_since_when(two_rounds: Any, run: Run) -> None:
    """The softened pledge stands there in these words since the second version, in other words since the first."""
    code, out, _ = run("blame", "plan")

    assert code == 0
    assert "\n@2 (@1)  We aim to build up to 40 owl boxes" in out
    assert "  @2  appeared between " in out
    assert "\n@1       " in out
    assert "(@1)" not in run("blame", "plan@1")[1]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_form_tells_the_change(two_rounds: Any, run: Run, form: str) -> None:
    """Of changes and of diff alike; nothing else is printed."""
    for args in (("changes",), ("diff", "plan")):
        code, out, err = run(*args, "--format", form)
        assert (code, err) == (0, "")
        assert "aim to" in out
        assert "2028" in out


def test_first_versions_are_first_seen(run: Run, desk: Any, parsed: Any) -> None:
    """The first round lists both pages as first seen, and no change; --exit-code agrees."""
    run("snapshot")

    code, out, _ = run("changes", "--exit-code")

    assert code == 0
    assert "· plan @1  first seen " in out
    assert "0 changes in 0 documents; 2 documents first seen." in out
    assert [row["version"] for row in parsed("changes")["first_seen"]] == ["plan@1", "news@1"]


@pytest.mark.parametrize(
    ("filters", "changes"),
    [
        (("--source", "plan"), 1),
        (("--source", "news"), 0),
        (("--publisher", "labour"), 1),
        (("--topic", "owls"), 1),
        (("--topic", "weather"), 0),
        (("--matching", '"owl boxes" village*'), 1),
        (("--matching", "hedgehogs"), 0),
        (("--matching", "hedgehogs", "--matching", "2028"), 1),
        (("--removed",), 1),
        (("--watch", "birds"), 1),
        (("--watch", "storms"), 0),
    ],
)
def test_filters(two_rounds: Any, run: Run, parsed: Any, filters: tuple[str, ...], changes: int) -> None:
    """By source, publisher, topic, words or a saved watch; the exit code follows what is listed."""
    sources = two_rounds.folder / "config" / "sources.toml"
    topics = iter(('topics = ["owls"]', 'topics = ["weather"]'))
    lines = (
        f"{line}\n{next(topics)}" if line == 'kind = "html"' else line for line in sources.read_text().splitlines()
    )
    sources.write_text("\n".join(lines))
    (two_rounds.folder / "config" / "watches.toml").write_text(
        '[[watch]]\nid = "birds"\ntopics = ["owls"]\nmatching = ["boxes"]\n[[watch]]\nid = "storms"\nmatching = ["gale*"]\n'
    )

    assert len(parsed("changes", *filters)["changes"]) == changes
    assert run("changes", *filters, "--exit-code")[0] == changes


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--source", "nobody"), "There is no source 'nobody'"),
        (("--publisher", "labor"), "There is no publisher 'labor'; config/sources.toml has labour."),
        (("--topic", "owls"), "There is no topic 'owls'; none is declared in config/sources.toml."),
        (("--matching", "…"), "contains nothing to search for"),
        (("--watch", "birds"), "There is no watch 'birds' in config/watches.toml. It has none."),
        (("--watch", "birds", "--removed"), "leave out the others"),
        (("--new", "--topic", "owls"), "use a separate reader name"),
        (("--stat", "--format", "json"), "leave it out with --format json"),
    ],
)
def test_what_cannot_be_filtered_is_said(two_rounds: Any, run: Run, args: tuple[str, ...], says: str) -> None:
    """Exit 2 and one sentence; never an empty list that looks like no news."""
    code, out, err = run("changes", *args)

    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("plan", "-y", "--stat"), "choose one"),
        (("plan", "--word-diff", "--format", "html"), "leave them out with --format html"),
        (("plan", "1", "1", "--matching", " "), "contains nothing"),
        (("plan", "2", "1"), "plan@2 is later than plan@1: write `tracker diff plan 1 2`."),
    ],
)
def test_what_cannot_be_compared_so_is_said(two_rounds: Any, run: Run, args: tuple[str, ...], says: str) -> None:
    """Layouts exclude each other."""
    code, out, err = run("diff", *args)

    assert (code, out) == (2, "")
    assert says in err


def test_a_filtered_reader_is_told_what_was_left_out(two_rounds: Any, run: Run) -> None:
    """A named reader may filter; how many changes that left out is in the footer, and the mark moves on."""
    first = run("changes", "--new", "ana", "--matching", "hedgehogs")

    assert "0 changes in 0 documents.\nAlso 1 left out by your filters." in first[1]
    assert run("changes", "--new", "ana")[1] == "0 new since you looked.\n"
    assert "{+aim to+}" in run("changes", "--new")[1]


def test_a_filtered_diff_does_not_say_that_nothing_changed(two_rounds: Any, run: Run) -> None:
    """What the filter left out is counted, in every form for people."""
    for form in ("text", "markdown", "html"):
        said = run("diff", "plan", "--matching", "hedgehogs", "--format", form)[1]
        assert "no difference" not in said
        assert "1 left out by your filters" in said


def test_what_a_screen_leaves_out_is_not_read(three_rounds: Any, run: Run) -> None:
    """A reader's mark moves on when all was shown, so that the command in the last line still shows it."""
    first = run("changes", "--new", "ana", "--limit", "1")[1]
    again = run("changes", "--new", "ana", "--full")[1]

    assert "more change" in first.splitlines()[-1]
    assert again.startswith(first.splitlines()[0])
    assert run("changes", "--new", "ana")[1] == "0 new since you looked.\n"
    assert run("changes", "--new", "ben")[1].startswith("All since the first round; ben never looked.")


def test_a_log_can_be_cut(three_rounds: Any, run: Run, parsed: Any) -> None:
    """The newest versions, and how many older ones there are."""
    assert "3 more versions: --full" in run("log", "--limit", "1")[1]
    assert parsed("log", "--limit", "1")["older"] == 3
    assert len(parsed("log", "--limit", "0")["versions"]) == 4


def test_a_pipe_has_no_blanks_at_line_ends(two_rounds: Any, run: Run) -> None:
    """No command fills its lines up."""
    for args in (("changes",), ("diff", "plan", "-y"), ("diff", "plan", "--stat"), ("blame", "plan"), ("log",)):
        lines = run(*args)[1].splitlines()
        assert lines
        assert all(line == line.rstrip() for line in lines), args


def test_silence_in_a_period_is_told_by_every_command_that_tells_silence(
    two_rounds: Any, run: Run, parsed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changes and status on a day of the period; not on the day after it."""
    people = two_rounds.folder / "config" / "people.toml"
    people.write_text(
        people.read_text(encoding="utf-8")
        + '[[period]]\nkind = "recess"\nname = "owl recess"\nbinds = ["labour"]\nfrom = 2199-01-01\nto = 2199-02-01\n'
        'source = "https://example.org/recess"\n',
        encoding="utf-8",
    )
    said = (
        "“No change seen” says little of the recess 1 Jan 2199 to 1 Feb 2199 (owl recess): labour publish little then"
    )

    def told(day: str, *args: str) -> bool:
        at = datetime.fromisoformat(f"{day}T12:00+00:00")
        for name in ("changes", "status"):  # the clock of each
            monkeypatch.setattr(f"tracker.cli.commands.{name}.clock", lambda: at)
        return said in " ".join(run(*args)[1].split())

    assert told("2199-01-20", "changes")
    assert told("2199-01-20", "changes", "--new", "ana")
    assert told("2199-01-20", "status")
    assert [one["name"] for one in parsed("changes", "--since", "2199-01-15")["periods"]] == ["owl recess"]
    assert not told("2199-02-20", "changes")
    assert not told("2199-02-20", "status")
