"""What others do not see yet: pages that a person saved, and sources and pages that are held until a day."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from savedpages import OWLS, SAVED, SOURCE

from tracker.cli.main import main
from tracker.desk.folder import Folder
from tracker.errors import UsageError
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str, str]]
NESTS = "We will put a camera into every nest in the county by 2029."
OTHER = (
    '[[source]]\nid = "nests"\nkind = "file"\npublisher = "owls"\npublisher_type = "party"\npath = "nests.html"\n'
    'url = "https://owls.example/nests"\nlicence = "OGL-UK-3.0"\n'
)
NOTIFY = '[[notify]]\nname = "desk"\nurl_env = "NOBODY"\nscore = 0\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a free source, recorded, and one of which a person saves pages."""
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "config").mkdir()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "config/sources.toml").write_text(SOURCE + OTHER)
    (tmp_path / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    (tmp_path / "config/notify.toml").write_text(NOTIFY)
    Archive.create(tmp_path / "snapshots").close()
    _write(tmp_path, NESTS)
    assert main(["-C", str(tmp_path), "snapshot", "nests"]) == 0
    return tmp_path


def _write(folder: Path, sentence: str) -> None:
    body = " ".join(f"Nest number {number} stands in the old oak by the river." for number in range(12))
    main_part = f"<main><h1>Nests</h1><p>{sentence}</p><p>{body}</p></main>"
    page = f"<html><head><title>Nests</title></head><body>{main_part}</body></html>"
    (folder / "nests.html").write_text(page)


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command there: (exit code, output, errors)."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["-C", str(folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def said_on(run: Run, folder: Path, words: str) -> bool:
    """Whether any file of the site says that."""
    assert run("report", str(folder / "site"), "--suggestions", "--jobs", "1")[0] == 0
    return any(words.encode() in one.read_bytes() for one in (folder / "site").rglob("*") if one.is_file())


def hold(folder: Path, source: str, day: str) -> None:
    """Put a source on hold."""
    path = folder / "config/sources.toml"
    path.write_text(path.read_text().replace(f'id = "{source}"\n', f'id = "{source}"\nhold_until = {day}\n'))


def keep(folder: Path, run: Run, *more: str) -> None:
    """A person saves a page."""
    shutil.copy(SAVED / "singlefile.html", folder / "inbox")
    assert run("inbox", "--by", "Ann", *more)[0] == 0


def test_a_saved_page_is_private_until_it_is_released(run: Run, folder: Path) -> None:
    """Site with its feeds and search, citations and pushes to others; a release lets it through, its withdrawal does not."""
    keep(folder, run)

    assert not said_on(run, folder, OWLS)
    assert said_on(run, folder, NESTS)
    assert "plan@1 was saved by a person and is private" in run("cite", "plan@1")[2]
    assert "plan@1 was saved by a person and is private" in run("cite", "plan@1", "--list")[2]
    with Folder(folder) as python, pytest.raises(UsageError, match="plan@1 was saved by a person and is private"):
        python.cite("plan@1")
    with Folder(folder) as python, pytest.raises(UsageError, match="plan@1 was saved by a person and is private"):
        python.brief(OWLS)
    for form in ("text", "markdown", "html", "docx", "json"):
        code, out, err = run("brief", OWLS, "--format", form)
        assert (code, out, err) == (2, "", run("cite", "plan@1")[2])
    code, _, err = run("push", str(folder / "copy"))
    assert (code, "others may not see plan@1 yet" in err) == (2, True)
    assert not (folder / "copy").exists()
    code, out, err = run("export", "warc", str(folder / "all.warc.gz"))
    assert (code, "1 version left out" in err, "1 capture of 1 document" in out) == (0, True, True)
    assert "saved by Ann: tracker release plan@1" in run("release")[1]
    assert [one["what"] for one in json.loads(run("release", "--format", "json")[1])["saved"]] == ["plan@1"]

    assert run("release", "plan@1", "--by", "Ed")[0] == 0

    assert said_on(run, folder, OWLS)
    code, out, _ = run("cite", "plan@1")
    assert (code, "SHA-256 of the page as saved from a browser, without the account of whoever saved it" in out) == (
        0,
        True,
    )
    code, out, err = run("brief", OWLS)
    assert (code, OWLS in out, err) == (0, True, "")
    assert "must not be passed on (plan)" in run("push", str(folder / "copy"))[2]
    assert run("release")[1] == "Nothing waits to be released.\n"
    assert run("release", "--withdraw", "plan@1", "--by", "Ed")[0] == 0
    assert not said_on(run, folder, OWLS)


def test_two_people_may_be_needed(run: Run, folder: Path) -> None:
    """As for what was confirmed."""
    (folder / "config/settings.toml").write_text("release_needs = 2\n")
    keep(folder, run)

    assert "another person must release them, too" in run("release", "plan@1", "--by", "Ed")[1]
    assert not said_on(run, folder, OWLS)
    run("release", "plan@1", "--by", "Flo")
    assert said_on(run, folder, OWLS)


def test_only_what_a_person_saved_is_released_so(run: Run) -> None:
    """Other versions others see already."""
    assert "nests@1 was not saved by a person" in run("release", "nests@1", "--by", "Ed")[2]


def test_a_held_page_is_for_nobody_however_often_it_is_released(run: Run, folder: Path) -> None:
    """Until the day."""
    keep(folder, run, "--hold-until", "2999-01-01")
    run("release", "plan@1", "--by", "Ed")

    assert not said_on(run, folder, OWLS)
    assert "plan@1 is held until 2999-01-01, as whoever saved it said" in run("cite", "plan@1")[2]
    assert "others may not see plan@1 yet" in run("push", str(folder / "copy"))[2]
    assert "for nobody else before 2999-01-01" in run("log", "plan")[1]


@pytest.mark.parametrize("day", ["2020-01-01", "2026-08-17"])
def test_a_day_that_has_come_holds_nothing(run: Run, folder: Path, day: str) -> None:
    """From its beginning in London on."""
    hold(folder, "nests", day)

    assert said_on(run, folder, NESTS)
    assert run("cite", "nests@1")[0] == 0


def test_a_held_source_is_for_nobody(run: Run, folder: Path) -> None:
    """Nothing of it on the site, not even its address; no citation; no push, though its licence is free."""
    hold(folder, "nests", "2999-01-01")

    assert not said_on(run, folder, NESTS)
    assert not said_on(run, folder, "owls.example/nests")
    assert "nests@1 is held until 2999-01-01" in run("cite", "nests@1")[2]
    assert "others may not see nests yet" in run("push", str(folder / "copy"))[2]
    assert NESTS in run("show", "nests@1")[1]


def test_messages_say_nothing_of_what_is_held(run: Run, folder: Path) -> None:
    """Neither that it changed nor that it fails; the mark moves on, so that nobody hears everything twice."""
    assert run("notify", "--dry-run")[0] == 0
    with Archive(folder / "snapshots") as archive:
        archive.note_told("desk", archive.newest(), {})
    _write(folder, NESTS.replace("every nest", "some nests"))
    assert run("snapshot", "nests")[0] == 0
    assert "some nests" in run("changes", "--since", "2000-01-01", "--full")[1]
    assert "nests" in run("notify", "--dry-run")[1]

    hold(folder, "nests", "2999-01-01")

    assert "some nests" not in run("notify", "--dry-run")[1]
    assert "nothing new to tell" in run("notify", "--dry-run")[1]


def test_what_others_see_is_said_by_what_they_see(run: Run, folder: Path) -> None:
    """A sentence that a person saw first and a round later is, for others, of the later version."""
    shutil.copy(folder / "nests.html", folder / "inbox/nests.html")
    assert run("import", "file", "nests", str(folder / "inbox/nests.html"), "--seen", "2020-01-01")[0] == 0

    assert said_on(run, folder, NESTS)
    with Archive(folder / "snapshots") as whole:
        assert len(whole.captured("nests", "page")) == 2
    assert not said_on(run, folder, "1 Jan 2020")


def test_a_push_to_a_private_copy_holds_everything(run: Run, folder: Path) -> None:
    """A colleague's machine knows what is private, as the commits say it; verify finds nothing wrong there."""
    keep(folder, run, "--hold-until", "2999-01-01")
    remote = f'[remote.desk]\nstore = "{folder}/copy/store.git"\nraw = "{folder}/copy/raw.git"\nprivate = true\n'
    (folder / "config/settings.toml").write_text(remote)

    assert run("push", "desk")[0] == 0
    assert run("reindex")[0] == 0
    assert run("verify")[0] == 0
    with Archive(folder / "snapshots") as archive:
        (version,) = archive.captured("plan", "page")
    assert (version.saved_by, version.hold_until) == ("Ann", "2999-01-01")


@pytest.mark.parametrize("day", ["tomorrow", "2999-13-01"])
def test_a_day_that_is_none(run: Run, day: str) -> None:
    """Said at once."""
    code, _, err = run("inbox", "--hold-until", day)

    assert (code, "--hold-until" in err) == (2, True)
