"""Notifications, end to end: rounds over a site of our own, messages delivered by apprise to a receiver of our own."""

import importlib.util
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("apprise") is None, reason="the extra `notify` is not installed"
)
SOURCES = """
[[source]]
id = "plan"
kind = "html"
publisher = "party"
publisher_type = "party"
url = "{plan}"
allow_hosts = ["127.0.0.1"]
redistribute = true

[[source]]
id = "press"
kind = "html"
publisher = "paper"
publisher_type = "press"
url = "{press}"
allow_hosts = ["127.0.0.1"]
"""
PASSWORD = "0pen-sesame"  # noqa: S105 - one that must never be shown


class Receiver:
    """A service on loopback that takes messages, or does not."""

    def __init__(self) -> None:
        self.status = 200
        self.wait = 0.0
        self.took: list[dict[str, Any]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["content-length"])))
                time.sleep(receiver.wait)
                self.send_response(receiver.status)
                self.end_headers()
                if receiver.status == 200:
                    receiver.took.append(told)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in http.server
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self) -> str:
        """As apprise wants it, with a user and a password."""
        return f"json://me:{PASSWORD}@127.0.0.1:{self.server.server_address[1]}/{PASSWORD}"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A service that takes messages."""
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Desk:
    """A working folder with two sources and one target."""

    def __init__(self, folder: Path, site: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.site, self.capsys = folder, site, capsys
        (folder / "config").mkdir(parents=True)
        self.write("sources.toml", SOURCES.format(plan=site.url("/plan"), press=site.url("/press")))
        self.write(
            "settings.toml", "retries = 0\nnotify_timeout = 100\nbroken_after = 2\nsite = 'https://example.org/owls/'\n"
        )
        self.target()
        site.page("/plan", article("We will hire 40 owls by 2030."))
        site.page("/press", article("They may come."))
        self.run("pull", str(folder / "none"))  # makes the store

    def write(self, name: str, text: str) -> None:
        """A file of the config."""
        (self.folder / "config" / name).write_text(text, encoding="utf-8")

    def target(self, more: str = "") -> None:
        """Declare who is told."""
        self.write("notify.toml", f'[[notify]]\nname = "desk"\nurl_env = "DESK_URL"\n{more}')

    def run(self, *args: str) -> tuple[int, str]:
        """A command: its exit code, and all that it says."""
        code = main(["-C", str(self.folder), *args])
        said = self.capsys.readouterr()
        assert code != 70, said.err
        assert PASSWORD not in said.out + said.err
        return code, said.out + said.err


@pytest.fixture
def desk(
    tmp_path: Path, loopback: Loopback, receiver: Receiver, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:  # fmt: skip
    """A working folder after its first round; its target's address stands in the environment."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DESK_URL", receiver.address)
    made = Desk(tmp_path / "watch", loopback, capsys)
    assert made.run("snapshot")[0] == 0
    return made


def test_a_change_is_told_once(desk: Desk, receiver: Receiver) -> None:
    """One message with the words before and after and the page on the site; nothing at first sight, nothing twice."""
    assert receiver.took == []
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))

    code, said = desk.run("snapshot")
    again = desk.run("snapshot")[1] + desk.run("notify")[1]

    (message,) = receiver.took
    assert code == 0
    assert "Told desk: 1 change." in said
    assert "Told" not in again
    assert "Nothing new to tell." in again
    assert message["title"] == "tracker changed: plan (1 change)"
    assert "~ before: We will hire 40 owls by 2030.\n  now: We may hire 30 owls by 2032.\n" in message["message"]
    assert "firmness: “will” → “may”" in message["message"]
    assert "https://example.org/owls/changes/plan/page/2.html" in message["message"]


def test_a_quiet_round_and_noise_say_nothing(desk: Desk, receiver: Receiver) -> None:
    """Nothing changed, or only a quotation mark: no message, and a round without changes adds one commit alone."""
    desk.site.page("/plan", article("We will hire 40 owls by 2030 ."))
    desk.run("snapshot")
    before = desk.run("log", "--format", "json")[1]

    desk.run("snapshot")

    assert receiver.took == []
    assert before
    assert sorted((desk.folder / "snapshots").glob("*.git"))
    assert desk.run("notify", "--dry-run")[1] == "desk: nothing new to tell.\n"


@pytest.mark.parametrize("trouble", ["500", "hang", "refused", "unset", "nonsense"])
def test_a_service_that_fails_never_fails_the_round(
    desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    """The round ends well and soon and says who was not told and why; the next one tells it, once."""
    good = receiver.address
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    desk.write("settings.toml", f"retries = 0\nnotify_timeout = {1.5 if trouble == 'hang' else 100}\n")
    why = {
        "500": "the service answered 500",
        "hang": "no answer within 1.5 seconds",
        "refused": "no connection",
        "unset": "the environment variable DESK_URL is not set",
        "nonsense": "apprise does not know this form of address",
    }
    receiver.status, receiver.wait = (500 if trouble == "500" else 200), (30.0 if trouble == "hang" else 0.0)
    address = {"refused": f"json://me:{PASSWORD}@127.0.0.1:1/", "unset": "", "nonsense": f"{PASSWORD}://x"}
    monkeypatch.setenv("DESK_URL", address.get(trouble, good))

    begun = time.monotonic()
    code, said = desk.run("snapshot", "--log", "logfmt")
    took = time.monotonic() - begun
    receiver.status, receiver.wait = 200, 0.0
    receiver.took.clear()  # what the hanging service reads later, it answers to nobody
    monkeypatch.setenv("DESK_URL", good)
    desk.write("settings.toml", "retries = 0\nnotify_timeout = 100\n")
    later = desk.run("snapshot")[1]

    assert code == 0
    assert took < 30 or trouble != "hang"
    assert f"! desk was not told of 1 change: {why[trouble]}" in said
    assert "the next round tries again." in said
    assert "event=notify" in said
    assert "told=false" in said
    assert "Told desk: 1 change." in later
    assert len([one for one in receiver.took if "30 owls" in one["message"]]) == 1


def test_a_source_that_breaks_and_is_well_again_is_told_each_once(desk: Desk, receiver: Receiver) -> None:
    """Not the first failure, which may pass, but when it counts as broken; then that it is over."""
    desk.site.page("/press", "", 500)
    counts = []
    for _ in range(4):
        assert desk.run("snapshot")[0] == 3
        counts.append(len(receiver.took))
    time.sleep(1.1)  # The record counts in seconds: what is seen in the one in which it broke is not seen since.
    desk.site.page("/press", article("They may come."))
    desk.run("snapshot")
    desk.run("snapshot")

    assert counts == [0, 1, 1, 1]
    assert [one["title"] for one in receiver.took] == [
        "tracker trouble: press (1 source in trouble)",
        "tracker well again: press (1 source well again)",
    ]
    assert "! press is broken since" in receiver.took[0]["message"]
    assert "= press is well again; it had been in trouble since" in receiver.took[1]["message"]


def test_a_trouble_that_turns_out_another_is_told_again_once(desk: Desk, receiver: Receiver) -> None:
    """With what it was before; the event log has it, too."""
    desk.site.page("/press", "", 403)
    desk.run("snapshot")
    time.sleep(1.1)  # The record counts in seconds, and what was told is known by its second.
    desk.site.page("/press", "", 500)
    said = [desk.run("snapshot", "--log", "logfmt")[1] for _ in range(3)]

    assert ["event=trouble" in one for one in said] == [True, False, False]
    assert 'before="answered 403 (forbidden)"' in said[0]
    assert [one["title"] for one in receiver.took] == ["tracker trouble: press (1 source in trouble)"] * 2
    assert "(before: answered 403 (forbidden))" in receiver.took[1]["message"]


def test_what_was_told_is_part_of_the_record(
    desk: Desk, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new machine that pulls the record, and one that makes its index anew, tell nothing again."""
    desk.site.page("/press", "", 403)
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    desk.run("snapshot")
    assert len(receiver.took) == 1
    copy = tmp_path / "copy"
    with (desk.folder / "config" / "settings.toml").open("a", encoding="utf-8") as file:
        file.write(f'[remote.copy]\nstore = "{copy}/store.git"\nraw = "{copy}/raw.git"\nprivate = true\n')
    copy.mkdir()
    assert desk.run("push")[0] == 0
    for path in (desk.folder / "snapshots").iterdir():
        path.rename(tmp_path / f"old-{path.name}")
    (desk.folder / "snapshots").rmdir()

    assert desk.run("pull")[0] == 0
    code, said = desk.run("notify")
    desk.run("reindex")
    desk.run("snapshot")

    assert (code, said) == (0, "Nothing new to tell.\n")
    assert len(receiver.took) == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("score = 0.99\n", False),
        ("score = 0.05\n", True),
        ('watch = "owls"\n', True),
        ('watch = "crows"\n', False),
        ('watch = "crows"\nscore = 0.05\n', True),
        ('what = ["breaking"]\n', False),
    ],
)
def test_only_what_was_asked_for_is_told(desk: Desk, receiver: Receiver, more: str, *, told: bool) -> None:
    """A score, a watch, or either of the two, decides; who wants troubles alone hears of no change."""
    desk.write(
        "watches.toml", '[[watch]]\nid = "owls"\nmatching = ["owls"]\n[[watch]]\nid = "crows"\nmatching = ["crows"]\n'
    )
    desk.target(more)
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))

    desk.run("snapshot")

    assert bool(receiver.took) is told


def test_a_dry_run_shows_the_message_and_sends_nothing(desk: Desk, receiver: Receiver) -> None:
    """What would be sent is printed, also without an address; it is still to be told afterwards."""
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    desk.run("snapshot", "--no-notify")

    first, second = desk.run("notify", "--dry-run"), desk.run("notify", "--dry-run")
    sent = desk.run("notify")

    assert first == second
    assert "To desk (text): tracker: 1 change\n" in first[1]
    assert "now: We may hire 30 owls by 2032." in first[1]
    assert sent == (0, "Told desk: 1 change.\n")
    assert len(receiver.took) == 1


def test_a_test_message_arrives_or_says_why_not(
    desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything happened one can see that messages arrive; a failure is exit code 3, a missing address 2."""
    good = desk.run("notify", "--test", "desk")
    receiver.status = 500
    bad = desk.run("notify", "--test")
    monkeypatch.delenv("DESK_URL")

    assert good == (0, "Sent a test message to desk.\n")
    assert "messages to desk arrive" in receiver.took[0]["message"]
    assert bad == (3, "! desk: the service answered 500.\n")
    assert desk.run("notify", "--test")[0] == 2
    assert desk.run("notify", "nobody")[0] == 2


def test_a_template_of_ones_own_is_used_and_a_bad_one_stops_nothing(desk: Desk, receiver: Receiver) -> None:
    """The user's words around ours; where they cannot be filled, our template tells the news."""
    desk.write("desk.txt", "{% for one in documents %}<{{ one.name }}> {{ one.changes[0].new }}{% endfor %}")
    desk.target('template = "desk.txt"\n')
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    desk.run("snapshot")
    desk.write("desk.txt", "{{ nothing.of.this }}")
    desk.site.page("/plan", article("We may hire 20 owls by 2034."))
    said = desk.run("snapshot")[1]

    assert receiver.took[0]["message"] == "<plan> We may hire 30 owls by 2032."
    assert "now: We may hire 20 owls by 2034." in receiver.took[1]["message"]
    assert "desk.txt was left aside" in said


def test_of_a_source_that_may_not_be_copied_only_an_extract_is_told(desk: Desk, receiver: Receiver) -> None:
    """A newspaper's long sentence is cut, a party's own is not."""
    long = f"We will hire 40 owls and {'very ' * 60}many more by 2030."
    desk.site.page("/plan", article(long))
    desk.site.page("/press", article(long.replace("We", "Ministers")))

    desk.run("snapshot")

    (message,) = receiver.took
    lines = {
        line.strip("+ ").removeprefix("now: ") for line in message["message"].splitlines() if "hire 40 owls" in line
    }
    assert {len(line) > 300 for line in lines if line.startswith("We")} >= {True}
    assert all(len(line) <= 200 and line.endswith("…") for line in lines if line.startswith("Ministers"))
    assert any(line.startswith("Ministers") for line in lines)


def test_json_output_stays_one_object(desk: Desk, receiver: Receiver) -> None:
    """A program that reads the round is not disturbed by who was told."""
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    main(["-C", str(desk.folder), "snapshot", "--format", "json"])
    said = desk.capsys.readouterr()

    assert json.loads(said.out)["schema"] == "tracker.round/1"
    assert "Told desk" in said.err


def test_a_target_added_later_is_not_told_of_history(desk: Desk, receiver: Receiver) -> None:
    """Whoever is added hears of what is recorded from then on."""
    desk.site.page("/plan", article("We may hire 30 owls by 2032."))
    desk.run("snapshot")
    both = '[[notify]]\nname = "desk"\nurl_env = "DESK_URL"\n[[notify]]\nname = "late"\nurl_env = "DESK_URL"\n'
    desk.write("notify.toml", both)
    desk.run("snapshot")
    assert len(receiver.took) == 1
    desk.site.page("/plan", article("We may hire 20 owls by 2034."))

    said = desk.run("snapshot")[1]

    assert "Told desk: 1 change." in said
    assert "Told late: 1 change." in said
