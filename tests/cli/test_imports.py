"""`tracker import` and `tracker export`, as a person runs them."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from oddarchives import REPLAYS, WARCS, OddReplay, write
from webarchives import Archives

from tracker.cli.main import main
from tracker.store.archive import Archive

DAYS = [datetime(2020, 6, day, 9, 30, 5, tzinfo=UTC) for day in range(1, 10)]


def page(sentence: str) -> bytes:
    """A page of our own that is long enough to be one."""
    body = " ".join(f"Nest number {number} stands in the old oak by the river." for number in range(12))
    main_part = f"<main><h1>Our plan for nests</h1><p>{sentence}</p><p>{body}</p></main>"
    return f"<html><head><title>Our plan for nests</title></head><body>{main_part}</body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path, loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one source on loopback."""
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "config").mkdir()
    (tmp_path / "config/sources.toml").write_text(
        f'[[source]]\nid = "plan"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\n'
        f'url = "{loopback.url("/plan")}"\nallow_hosts = ["127.0.0.1"]\n'
    )
    (tmp_path / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    (tmp_path / "config/settings.toml").write_text("archive_delay = 0\nretries = 0\nbatch_documents = 2\n")
    Archive.create(tmp_path / "snapshots").close()
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command there: (exit code, output, errors)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["-C", str(folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def history(folder: Path) -> list[tuple[str, str, int]]:
    """(day seen, the sentence that differs, number) in order of capture."""
    with Archive(folder / "snapshots") as archive:
        return [
            (f"{one.captured_at:%Y-%m-%d}", archive.text(one).split("\n")[2], one.number)
            for one in archive.captured("plan", "page")
        ]


def test_a_saved_page_is_recorded_at_its_time(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """The way for sites that refuse robots."""
    saved = folder / "saved.html"
    saved.write_bytes(page("We will keep nests."))

    code, out, _ = run("import", "file", "plan", str(saved), "--seen", "2020-06-13", "--by", "the Owls' press office")

    assert code == 0
    assert "seen 13 Jun 2020, 12:00 by the Owls' press office: recorded" in out
    assert history(folder) == [("2020-06-13", "We will keep nests.", 1)]
    code, out, _ = run("import", "file", "plan", str(saved), "--seen", "2020-06-13", "--by", "the Owls' press office")
    assert (code, "1 taken before" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "file", "plan", "none.html", "--seen", "2020-06-13"), "There is no file none.html"),
        (("import", "file", "plan", "saved.html", "--seen", "last week"), "'last week' is not a date"),
        (("import", "file", "plan", "saved.html", "--seen", "2999-01-01"), "has not come yet"),
        (("import", "file", "plans", "saved.html", "--seen", "2020-06-13"), "There is no source 'plans'"),
        (("import", "wayback", "plan", "--from", "June"), "'June' is not a date"),
        (("import", "git", "nowhere", "--path", "*", "--source", "plan"), "neither a folder nor an address"),
        (("import", "warc", "none.warc"), "There is no file none.warc"),
        (("import", "warc", "."), "There is no file ."),
        (("export", "warc", "x.warc.gz", "plans"), "Nothing is recorded for a source 'plans'"),
    ],
)
def test_bad_input_is_one_sentence(
    run: Callable[..., tuple[int, str, str]],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    said: str,
) -> None:
    """With the next step, and nothing is recorded."""
    monkeypatch.chdir(folder)
    (folder / "saved.html").write_bytes(page("We will keep nests."))

    code, out, err = run(*words)

    assert code == 2
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in out + err
    assert history(folder) == []


def test_a_web_archives_captures_come_in(
    run: Callable[..., tuple[int, str, str]], folder: Path, loopback: Loopback
) -> None:
    """A dry run lists; the import records what differs, names what cannot be played, and a second one asks nothing."""
    archives = Archives(loopback)
    url = loopback.url("/plan")
    archives.hold(url, [(at, page(f"We will keep {max(3, at.day)} nests.")) for at in DAYS[:5]])
    archives.replays(DAYS[4], url, Answer(b"<h1>Not found</h1>", 404))
    base = archives.base["ia"]

    code, out, _ = run("import", "wayback", "plan", "--base", base, "--every", "capture", "--dry-run")
    assert (code, out.count("\n"), "plan/page: 5 captures of" in out) == (0, 6, True)
    assert history(folder) == []

    code, out, _ = run("import", "wayback", "plan", "--base", base, "--every", "capture")
    assert code == 0
    assert "2 versions recorded, 2 captures unchanged from the version before, 1 left out" in out
    assert "the archive does not play it" in out
    assert history(folder) == [("2020-06-01", "We will keep 3 nests.", 1), ("2020-06-04", "We will keep 4 nests.", 2)]

    asked = len(loopback.asked)
    code, out, _ = run("import", "wayback", "plan", "--base", base, "--every", "capture")
    assert (code, "0 versions recorded" in out) == (0, True)
    assert [path for path in loopback.paths[asked:] if "id_" in path] == []


def test_an_archive_that_asks_to_be_left_alone_is(
    run: Callable[..., tuple[int, str, str]], folder: Path, loopback: Loopback
) -> None:
    """What came before is recorded; the next run goes on."""
    archives = Archives(loopback)
    url = loopback.url("/plan")
    archives.hold(url, [(at, page(f"We will keep {at.day} nests.")) for at in DAYS])
    archives.replays(DAYS[3], url, Answer(b"", 429, {"retry-after": "3600"}), Answer(page("We will keep 4 nests.")))

    code, _, err = run("import", "wayback", "plan", "--base", archives.base["ia"])
    assert code == 3
    assert "run the same command again to go on" in err
    assert len(history(folder)) == 3
    assert not any(f"{DAYS[4]:%Y%m%d}" in path for path in loopback.paths if "id_" in path)

    code, _, _ = run("import", "wayback", "plan", "--base", archives.base["ia"])
    assert code == 0
    assert [number for *_, number in history(folder)] == list(range(1, 10))


@pytest.mark.parametrize("case", REPLAYS, ids=lambda case: case.name)
def test_an_odd_archive_gives_what_is_good_and_names_the_rest(
    run: Callable[..., tuple[int, str, str]], folder: Path, loopback: Loopback, case: OddReplay
) -> None:
    """Replays packed in any way, rows and lists that are damaged, answers that do not come; code 3 where more may come."""
    archives = Archives(loopback)
    case.serve(archives, loopback.url("/plan"))

    base = archives.base[case.dialect]
    code, out, err = run("import", "wayback", "plan", "--archive", case.dialect, "--base", base, "--every", "capture")

    assert (len(history(folder)), code) == (case.recorded, case.code)
    assert [part for part in case.said if part not in " ".join((out + err).split())] == []


def test_what_did_not_come_comes_with_the_next_run(
    run: Callable[..., tuple[int, str, str]], folder: Path, loopback: Loopback
) -> None:
    """A capture that is 503 now costs no other, and is not taken for done."""
    archives = Archives(loopback)
    url = loopback.url("/plan")
    archives.hold(url, [(at, page(f"We will keep {at.day} nests.")) for at in DAYS[:3]])
    archives.replays(DAYS[1], url, Answer(b"", 503), Answer(page("We will keep 2 nests.")))
    words = ("import", "wayback", "plan", "--base", archives.base["ia"])

    code, _, err = run(*words)
    assert (code, len(history(folder))) == (3, 2)
    assert "1 capture did not arrive; run the same command again" in err
    assert run(*words)[0] == 0
    assert len(history(folder)) == 3


def test_what_a_warc_file_lacks_is_named_and_gives_3(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """Each by itself, then all in sum; a program has what is good on its output."""
    pytest.importorskip("warcio", reason="the extra `archive` is not installed")
    case = next(one for one in WARCS if one.name == "a digest that does not match")
    (path,) = write(case.files("http://127.0.0.1:1/plan"), folder)
    sources = folder / "config/sources.toml"
    sources.write_text(re.sub('url = ".*"', 'url = "http://127.0.0.1:1/plan"', sources.read_text()))

    code, out, err = run("import", "warc", str(path))

    assert (code, len(history(folder))) == (3, 2)
    assert "- plan/page  seen 1 Jun 2020, 10:30 in a.warc.gz: left out: its bytes do not match the digest" in out
    assert err == "tracker: 1 record left out: its bytes do not match the digest beside them (1).\n"


def test_a_killed_import_is_the_same_in_the_end(folder: Path, loopback: Loopback, tmp_path: Path) -> None:
    """Kill -9 half-way, run again: versions, dates and texts of a run in one go; a third run adds nothing."""
    archives = Archives(loopback)
    url = loopback.url("/plan")
    archives.hold(url, [(at, page(f"We will keep {at.day} nests.")) for at in DAYS])
    archives.replays(
        DAYS[6], url, Answer(page("We will keep 7 nests."), drip=0.05), Answer(page("We will keep 7 nests."))
    )
    command = [
        sys.executable,
        "-m",
        "tracker",
        "-C",
        str(folder),
        "import",
        "wayback",
        "plan",
        "--base",
        archives.base["ia"],
    ]

    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    while not any(f"{DAYS[6]:%Y%m%d}" in path and "id_" in path for path in loopback.paths):
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    held = len(history(folder))
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    resumed = history(folder)

    assert 0 < held < 9
    assert resumed == [(f"{at:%Y-%m-%d}", f"We will keep {at.day} nests.", at.day) for at in DAYS]
    with Archive(folder / "snapshots") as archive:
        head = archive.head()
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    with Archive(folder / "snapshots") as archive:
        assert archive.head() == head


def test_a_warc_file_goes_round(run: Callable[..., tuple[int, str, str]], folder: Path, tmp_path: Path) -> None:
    """Exported, then imported into an empty store: the same texts at the same times. Cut short: what is whole, exit 3."""
    pytest.importorskip("warcio", reason="the extra `archive` is not installed")
    for day, sentence in ((13, "We will keep nests."), (14, "We may keep nests."), (15, "We aim to keep nests.")):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")
    path = tmp_path / "ours.warc.gz"
    assert run("release", "plan@1", "plan@2", "plan@3", "--by", "Ada")[0] == 0
    code, out, _ = run("export", "warc", str(path))
    assert (code, "3 captures of 1 document" in out) == (0, True)
    before = history(folder)

    (folder / "snapshots").rename(folder / "old")
    Archive.create(folder / "snapshots").close()
    code, out, _ = run("import", "warc", str(path))
    assert (code, history(folder)) == (0, before)

    (folder / "snapshots").rename(folder / "older")
    Archive.create(folder / "snapshots").close()
    path.write_bytes(path.read_bytes()[:-60])
    code, _, err = run("import", "warc", str(path))
    assert code == 3
    assert "ours.warc.gz is" in err
    assert history(folder) == before[:2]


def test_a_repository_of_many_files_comes_in(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """Each file is a document of a list, read as what it is; a second run adds nothing, a third what is new."""
    (folder / "config/sources.toml").write_text(
        '[[source]]\nid = "terms"\nkind = "feed"\npublisher = "owls"\npublisher_type = "party"\nurl = "https://example.org/feed"\n'
    )
    theirs = folder / "theirs"
    git = ["git", "-C", str(theirs), "-c", "user.name=x", "-c", "user.email=x@localhost"]
    subprocess.run(["git", "init", "-q", str(theirs)], check=True)

    def commit(day: int, **texts: str | bytes) -> None:
        for name, text in texts.items():
            path = theirs / name.replace("_", ".")
            path.write_bytes(
                text if isinstance(text, bytes) else f"# Terms\n\n{text}\n\n{'We keep every nest. ' * 30}\n".encode()
            )
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "Record", "--date", f"2020-06-{day:02}T09:00:00Z"], check=True)

    commit(1, plan_md="We will build nests.", page_html=page("We will keep nests."))
    commit(2, plan_md="We may build nests.")
    words = ("import", "git", str(theirs), "--path", "*", "--source", "terms")

    assert "3 versions recorded" in run(*words)[1]
    assert "0 versions recorded" in run(*words)[1]
    commit(3, plan_md="We may build no nests.")
    assert "1 version recorded" in run(*words)[1]
    with Archive(folder / "snapshots") as archive:
        found = {document: archive.captured(source, document) for source, document in archive.documents()}
        texts = sorted(archive.text(versions[-1]).split("\n")[2] for versions in found.values())
        kinds = sorted({one.extractor.partition("/")[0] for versions in found.values() for one in versions})
    assert texts == ["We may build no nests.", "We will keep nests."]
    assert kinds == ["tracker-html", "tracker-plain"]
    assert run("verify", "--deep")[0] == 0
    assert "0 changed when re-read, 2 unchanged" in run("reextract")[1]


def test_json_names_what_was_left_out(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """For programs."""
    (folder / "saved.html").write_bytes(b"<html></html>")

    code, out, _ = run("import", "file", "plan", str(folder / "saved.html"), "--seen", "2020-06-13", "--format", "json")

    told = json.loads(out)
    assert (code, told["schema"]) == (3, "tracker.import/1")
    assert told["imports"][0]["recorded"] == 0
    assert told["imports"][0]["left_out"][0]["at"] == "2020-06-13T12:00:00+01:00"


def test_two_imports_at_once(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """The second exits 5 and names the first."""
    (folder / "saved.html").write_bytes(page("We will keep nests."))
    with Archive(folder / "snapshots") as archive, archive.round_lock():
        code, _, err = run("import", "file", "plan", str(folder / "saved.html"), "--seen", "2020-06-13")

    assert code == 5
    assert str(os.getpid()) in err


def test_imported_history_is_told_where_it_is_asked_for(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """Plain `changes` says that it is there and how to see it; --since tells it, marked; an empty store says so."""
    assert "Nothing is recorded yet" in run("changes")[2]
    for day, sentence in ((13, "We will keep nests."), (14, "We aim to keep nests.")):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")

    code, plain, _ = run("changes")
    _, asked, _ = run("changes", "--since", "2020-06-01")

    assert code == 0
    assert "2 imported versions from archives: `tracker changes --since 2020-06-13`" in " ".join(plain.split())
    assert "from an archive" in asked
    assert "{+aim to+}" in asked


def test_of_imports_alone_a_reader_and_status_are_told(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """What there is, though no round has asked anybody and nothing of it is news; once seen it is not told again."""
    for day, sentence in ((13, "We will keep nests."), (14, "We aim to keep nests.")):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")

    first, again = (run("changes", "--new", "ana")[1] for _ in range(2))
    status = run("status", "--full")[1]
    sources = folder / "config/sources.toml"
    sources.write_text(sources.read_text().replace('id = "plan"', 'id = "plan"\nenabled = false'))
    with Archive(folder / "snapshots") as archive:
        head = archive.head()
    off = run("snapshot")

    assert (off[0], off[1].startswith("No source is enabled, so nobody was asked. `tracker sources add")) == (0, True)
    with Archive(folder / "snapshots") as archive:
        assert archive.head() == head  # no round of nothing
    assert "2 imported versions from archives: `tracker changes --since 2020-06-13` tells" in " ".join(first.split())
    assert again == "0 new since you looked.\n"
    assert "Last import: " in status
    assert "· plan  never asked, 2 versions imported" in status


def test_of_an_amount_is_said_whether_it_stood_before(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """In any spelling; what was not found before is never called new."""
    said = (
        "We will spend £5 million on nests.",
        "We will spend £7 million on nests, taking the total to £90m.",
        "We will spend £5m on nests.",
    )
    for day, sentence in zip((13, 14, 15), said, strict=True):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")

    code, out, _ = run("changes", "--since", "2020-06-01", "--money")
    told = " ".join(out.split())

    assert code == 0
    assert "+ £90m" in told
    assert "described as a total" in told
    assert "not found before in 1 document since 13 Jun 2020" in told
    assert "first stated 13 Jun 2020" in told
    assert "new money" not in told
    assert told.startswith("1 amount added, 2 changed, 1 no longer there, the largest first:")
    assert run("changes", "--money", "--format", "json")[0] == 2


def test_a_number_of_people_is_no_sum_that_stood_before(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """“5 million” was said of owls: £5 million is not first stated there."""
    for day, sentence in ((13, "There are 5 million owls."), (14, "We will spend £5 million on nests.")):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")

    told = " ".join(run("changes", "--since", "2020-06-01", "--money")[1].split())

    assert "not found before in 1 document" in told
    assert "first stated" not in told


def test_a_sum_that_was_stated_before_is_no_news(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """It came back in other words of the same thing; the reason says so, and it weighs less than it did at first."""
    said = (
        "Owls sleep by day in the old barn.",
        "We will spend £5 million on nests for owls in the north.",
        "Owls hunt at night.",
        "£5m will be spent on nests for owls in the north.",
    )
    for day, sentence in zip((13, 14, 15, 16), said, strict=True):
        (folder / "saved.html").write_bytes(page(sentence))
        run("import", "file", "plan", str(folder / "saved.html"), "--seen", f"2020-06-{day}T09:00+00:00")

    told = json.loads(run("changes", "--since", "2020-06-01", "--format", "json")[1])
    came = {change["new"]["text"]: change for change in told["changes"] if change["new"]}

    assert "£5m was stated before" in " ".join(came[said[3]]["reasons"])
    assert came[said[3]]["score"] < came[said[1]]["score"]


def test_the_latest_capture_alone_is_a_fallback(
    run: Callable[..., tuple[int, str, str]], folder: Path, loopback: Loopback
) -> None:
    """For a page that refuses programs: the newest copy of the last year, else of any; a second run adds what is newer."""
    archives = Archives(loopback)
    archives.hold(
        loopback.url("/plan"), [(DAYS[0], page("We will keep nests.")), (DAYS[1], page("We aim to keep nests."))]
    )
    latest = ("import", "wayback", "plan", "--latest", "--base", archives.base["ia"])

    assert run(*latest)[0] == 0
    assert history(folder) == [("2020-06-02", "We aim to keep nests.", 1)]

    archives.hold(
        loopback.url("/plan"),
        [
            (DAYS[1], page("We aim to keep nests.")),
            (datetime.now(UTC).replace(microsecond=0), page("We may keep nests.")),
        ],
    )
    assert run(*latest)[0] == 0
    assert [sentence for _, sentence, _ in history(folder)] == ["We aim to keep nests.", "We may keep nests."]
    assert "captured by 127.0.0.1" in run("log", "plan")[1]
