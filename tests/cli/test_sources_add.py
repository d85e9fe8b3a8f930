"""`tracker sources add`, as a person at a terminal uses it."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from machine import article
from webarchives import Archives

from tracker.cli.main import main
from tracker.fetch.webarchive import BASES

Run = Callable[..., tuple[int, str, str]]
GOVUK = "https://www.gov.uk"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder that `tracker init` made."""
    assert main(["init", str(tmp_path)]) == 0

    def command(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["-C", str(tmp_path), "sources", *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def last(folder: Path) -> dict[str, object]:
    """The last entry of sources.toml."""
    found: dict[str, object] = tomllib.loads((folder / "config" / "sources.toml").read_text())["source"][-1]
    return found


def test_a_page_is_added_and_can_be_tried(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """Recognised, weighed, written with a selector to take up, and the next step said and taken."""
    loopback.page(
        "/plan", article(*[f"We will open {number} nurseries." for number in range(9)]), content_type="text/html"
    )
    before = (tmp_path / "config" / "sources.toml").read_text()

    code, said, _ = run("add", loopback.url("/plan"), "--publisher", "labour", "--allow-host", "127.0.0.1")

    assert code == 0
    assert said.startswith("Added labour-plan to config/sources.toml. It is a web page of 12 sentences, ")
    assert said.endswith("Next: tracker sources try labour-plan\n")
    assert (tmp_path / "config" / "sources.toml").read_text().startswith(before)
    assert (
        (tmp_path / "config" / "sources.toml")
        .read_text()
        .endswith('# select = "main"    # this holds the article; take the first # away to keep to it\n')
    )
    assert last(tmp_path) == {
        "id": "labour-plan", "kind": "html", "publisher": "labour", "publisher_type": "party", "title": "Our plan",
        "url": loopback.url("/plan"), "allow_hosts": ["127.0.0.1"], "redistribute": False,
    }  # fmt: skip
    assert run("check")[0] == 0
    assert run("try", "labour-plan")[0] == 0


def test_what_is_said_needs_no_network(run: Run, tmp_path: Path) -> None:
    """With kind and publisher nothing is asked for, so no contact is needed; options go into the entry."""
    code, said, _ = run(
        "add", f"{GOVUK}/government/publications/nests", "--kind", "govuk", "--publisher", "dfe", "--id", "nests",
        "--name", "Nests", "--evidence", "guidance", "--topic", "owls", "--topic", "oaks",
    )  # fmt: skip

    assert (code, said.splitlines()[-1]) == (0, "Next: tracker sources try nests")
    assert last(tmp_path) == {
        "id": "nests", "kind": "govuk", "publisher": "dfe", "publisher_type": "department", "title": "Nests",
        "path": "/government/publications/nests", "evidence": "guidance", "topics": ["owls", "oaks"],
        "licence": "OGL-UK-3.0", "redistribute": True,
    }  # fmt: skip


def test_a_dry_run_prints_the_entry_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    """The output is TOML, ready to paste; the department is known by its name."""
    before = (tmp_path / "config" / "sources.toml").read_bytes()

    code, said, _ = run(
        "add", f"{GOVUK}/government/organisations/department-for-education", "--id", "dfe-all", "--dry-run"
    )

    (entry,) = tomllib.loads(said)["source"]
    assert (code, entry["kind"], entry["publisher"]) == (0, "govuk_search", "dfe")
    assert (tmp_path / "config" / "sources.toml").read_bytes() == before


def test_a_list_is_read_by_a_round(run: Run, loopback: Loopback) -> None:
    """Of a feed no single page can be tried: the next step is a round."""
    entry = f"<item><link>{loopback.url('/plan')}</link></item>"
    loopback.page("/feed", f"<?xml version='1.0'?><rss version='2.0'><channel>{entry}</channel></rss>")

    said = run("add", loopback.url("/feed"), "--publisher", "labour", "--allow-host", "127.0.0.1")[1]

    assert "Next: tracker snapshot labour-feed" in said


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("https://labour.org.uk/change", "--kind", "html"), "/change is watched already, as labour-manifesto."),
        (
            ("https://labour.org.uk/new", "--kind", "html", "--id", "labour-manifesto"),
            "There is a source labour-manifesto already, at https://labour.org.uk/change/: give this one another name",
        ),
        (
            ("https://owls.example/", "--kind", "html"),
            "Who publishes there? Choose one from config/people.toml with --publisher: ",
        ),
        (
            ("https://owls.example/", "--kind", "html", "--publisher", "owls"),
            "There is no publisher 'owls' in config/people.toml",
        ),
        (
            ("https://owls.example/", "--kind", "html", "--publisher", "neu", "--id", "No!"),
            "This cannot be a source: id: ",
        ),
        (("https://owls.example/", "--publisher", "neu"), "is not asked without one"),
        (("https://owls.example/", "--kind", "html", "--publisher", "neu", "--evidence", "rumour"), "evidence"),
        (("http://127.0.0.1/plan", "--publisher", "neu"), "--allow-host 127.0.0.1"),
        (("saved/owls.html", "--publisher", "neu"), "There is no file 'saved/owls.html' in the working folder"),
    ],
)
def test_what_cannot_be_added_is_said_in_a_sentence(run: Run, tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    """The same place, a name that is taken, nobody who speaks, no contact, a private address: exit 2, nothing written."""
    before = (tmp_path / "config" / "sources.toml").read_bytes()

    code, out, err = run("add", *args)

    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert (tmp_path / "config" / "sources.toml").read_bytes() == before


def test_a_page_that_does_not_answer_is_not_added(run: Run, loopback: Loopback) -> None:
    """The site's own answer, and how to add it all the same."""
    code, _, err = run("add", loopback.url("/plan"), "--publisher", "labour", "--allow-host", "127.0.0.1")

    assert code == 3
    assert "404 (not found)" in err
    assert "To add it without being asked, give its kind with --kind" in err


def test_a_hostile_title_stays_a_title(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """What a page calls itself can neither write keys into the file nor move a terminal's cursor."""
    title = 'Owls"\n[[source]]\nid = "evil" \x1b[2J\u202e::error::'
    loopback.page("/plan", article("We will.").replace("Our plan", title), content_type="text/html")

    code, said, _ = run("add", loopback.url("/plan"), "--publisher", "labour", "--allow-host", "127.0.0.1", "--dry-run")

    assert (code, len(tomllib.loads(said)["source"])) == (0, 1)
    assert not set(said) & {"\x1b", "\u202e"}
    assert run("add", loopback.url("/plan"), "--publisher", "labour", "--allow-host", "127.0.0.1")[0] == 0
    assert last(tmp_path)["id"] == "labour-plan"
    assert run("check")[0] == 0


def test_a_page_that_refuses_programs_is_told_with_other_ways(
    run: Run, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed that answers, an archive's copy, and the way by hand; nothing is written."""
    archives = Archives(loopback)
    archives.hold(loopback.url("/plan"), [(datetime(2026, 6, 1, 9, tzinfo=UTC), b"<p>We will.</p>")])
    monkeypatch.setitem(BASES, "ia", archives.base["ia"])
    loopback.answers("/plan", Answer(b"Forbidden", status=403))
    loopback.page(
        "/feed/",
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Owls</title><id>urn:x</id><entry><title>Plan'
        '</title><id>urn:y</id><link href="/plan"/><updated>2026-01-01T00:00:00Z</updated></entry></feed>',
        content_type="application/atom+xml",
    )

    code, _, err = run("add", loopback.url("/plan"), "--publisher", "labour", "--allow-host", "127.0.0.1")

    assert code == 3
    assert f"A feed answers: `tracker sources add {loopback.url('/feed/')}`." in err
    assert "is a copy of 1 Jun 2026: add the page with --kind html, then `tracker import wayback ID --latest`." in err
    assert "docs/blocked.md" in err
