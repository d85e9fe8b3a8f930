"""Following one pledge, claim or document: told once each, and to whom it is for."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.claims.claim import claim_id
from tracker.cli.main import main
from tracker.fetch.deliver import Message
from tracker.store.archive import Archive

pytestmark = pytest.mark.usefixtures("at_once")

FIRST = "We will build 40 owl boxes in every village by 31 July 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 31 July 2027."
OTHER = "We will count moths with lamps in 12 forests."
THREAD = f"t-{claim_id('owls', 'page', FIRST, 0)[2:]}"
LIKE = "The party will build 40 owl boxes in every village of Kent by 31 July 2027."
SOURCE = (
    '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "{who}"\npublisher_type = "{type}"\n'
    'path = "{id}.html"\nurl = "https://{id}.example/plan"\nredistribute = true\n'
)
NOTIFY = """\
# who is told
[[notify]]
name = "desk"
url_env = "DESK_URL"
what = ["recovering"]
decides = true

[[notify]]
name = "public"
url_env = "PUBLIC_URL"
what = ["recovering"]
"""


def page(*sentences: str) -> str:
    """A page that says them."""
    body = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
    said = "".join(f"<p>{one}</p>" for one in sentences)
    return f"<title>Our plan</title><main><h1>Our plan</h1>{said}<p>{body}</p></main>"


class FollowDesk:
    """A folder with two sources and two targets, whose messages are kept instead of sent."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str] | None) -> None:
        self.root, self.capsys = root, capsys
        self.sent: list[Message] = []
        self.failure: str | None = None
        self.thread = THREAD
        self.claim = f"c-{THREAD[2:]}"

    def begin(self) -> None:
        """Config and a first round."""
        root = self.root
        (root / "config").mkdir(parents=True)
        sources = [
            SOURCE.format(id="owls", who="owls", type="party"),
            SOURCE.format(id="gazette", who="gazette", type="press"),
        ]
        (root / "config/sources.toml").write_text("\n".join(sources))
        (root / "config/notify.toml").write_text(NOTIFY)
        self.says("owls", FIRST, OTHER)
        self.says("gazette", "It rained all day in the park.")
        Archive.create(root / "snapshots").close()
        assert main(["-C", str(root), "snapshot", "--quiet"]) == 0

    def says(self, source: str, *sentences: str) -> None:
        """What its page says from now on."""
        (self.root / f"{source}.html").write_text(page(*sentences))

    def run(self, *words: str, code: int = 0) -> str:
        """A command's output."""
        assert self.capsys
        self.capsys.readouterr()
        assert main(["-C", str(self.root), *words]) == code, words
        said = self.capsys.readouterr()
        return said.out + said.err

    def deliver(self, messages: Sequence[Message], **_: float) -> tuple[str | None, ...]:
        """Keeps them, or fails."""
        if not self.failure:
            self.sent += messages
        return tuple(self.failure for _ in messages)

    def round(self) -> dict[str, str]:
        """One round: what each target was told in it."""
        self.sent.clear()
        self.run("snapshot")
        return {one.target: one.body for one in self.sent}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after its first round."""
    root = tmp_path_factory.mktemp("follow") / "watch"
    FollowDesk(root, None).begin()
    return root


@pytest.fixture
def desk(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> FollowDesk:
    """A copy of it; both targets have an address."""
    monkeypatch.setenv("DESK_URL", "json://desk.example")
    monkeypatch.setenv("PUBLIC_URL", "json://public.example")
    shutil.copytree(recorded, tmp_path / "watch")
    made = FollowDesk(tmp_path / "watch", capsys)
    monkeypatch.setattr("tracker.desk.notifying.deliver", made.deliver)
    return made


def test_a_followed_pledge_that_changes_is_told_once(desk: FollowDesk) -> None:
    """With the words before and after; not again in the next round, also on a machine that has only the record."""
    assert "public will be told what becomes of" in desk.run("follow", desk.thread, "--to", "public", "--by", "Ada")
    assert desk.round() == {}

    desk.says("owls", SOFTER, OTHER)
    told = desk.round()

    assert set(told) == {"public"}
    assert f"You follow “{FIRST}” ({desk.thread}): its sentence changed in owls@2, between " in told["public"]
    assert f"before: {FIRST}\n  now: {SOFTER}" in told["public"]
    assert desk.round() == {}
    desk.run("reindex")
    assert desk.round() == {}
    desk.run("verify")
    desk.says("owls", OTHER)
    assert "its sentence is not found any more in owls@3" in desk.round()["public"]
    desk.says("owls", SOFTER, OTHER)
    assert "its sentence is found again in owls@4" in desk.round()["public"]
    assert desk.round() == {}


def test_what_did_not_go_is_told_in_the_next_round(desk: FollowDesk) -> None:
    """Delivery comes first, its note second."""
    desk.run("follow", desk.claim, "--to", "desk", "--by", "Ada")
    desk.says("owls", SOFTER, OTHER)
    desk.failure = "no route"
    assert desk.round() == {}
    desk.failure = None

    assert "its sentence changed in owls@2" in desk.round()["desk"]
    assert desk.round() == {}


def test_other_sentences_and_typography_are_no_news(desk: FollowDesk) -> None:
    """Of a document that is followed everything is, noise left out."""
    desk.run("follow", desk.claim, "--to", "desk", "--by", "Ada")
    desk.run("follow", "owls", "--to", "public", "--by", "Ada")
    desk.says("owls", FIRST, "We will count moths with lamps in 15 forests.")

    told = desk.round()

    assert set(told) == {"public"}
    assert "15 forests" in told["public"]
    desk.says("owls", FIRST.replace("40 owl", "40  owl"), "We will count moths with lamps in 15 forests.")
    assert desk.round() == {}


def test_a_possible_stage_is_told_to_those_who_decide_and_a_confirmed_one_to_all(desk: FollowDesk) -> None:
    """The first with the command that decides it; each once."""
    desk.run("follow", desk.thread, "--to", "desk", "--by", "Ada")
    desk.run("follow", desk.thread, "--to", "public", "--by", "Ada")
    desk.says("gazette", LIKE, "It rained all day in the park.")

    told = desk.round()

    assert set(told) == {"desk"}
    assert "gazette@2 may be a stage of it: possible, not checked" in told["desk"]
    later = json.loads(desk.run("claims", "gazette", "--format", "json"))["claims"][0]["id"]
    command = f"confirm {desk.claim} {later}"
    assert f"If it is: tracker {command}; if not" in told["desk"]
    assert desk.round() == {}
    desk.run(*command.split(), "--by", "Ada")
    again = desk.round()
    assert set(again) == {"desk", "public"}
    assert "a person confirmed that gazette@2 is a stage of it" in again["public"]
    assert desk.round() == {}


def test_a_confirmed_stage_waits_for_its_release_before_others_are_told(desk: FollowDesk) -> None:
    """Those who decide are told at once; the others when it was let through, however late that is."""
    with (desk.root / "config/settings.toml").open("a") as file:
        file.write("\nrelease_needs = 1\n")
    for target in ("desk", "public"):
        desk.run("follow", desk.thread, "--to", target, "--by", "Ada")
    desk.says("gazette", LIKE, "It rained all day in the park.")
    desk.round()
    later = json.loads(desk.run("claims", "gazette", "--format", "json"))["claims"][0]["id"]
    desk.run("confirm", desk.claim, later, "--by", "Ada")
    assert set(desk.round()) == {"desk"}
    desk.run("release", desk.thread, "--by", "Ben")
    told = desk.round()
    assert set(told) == {"public"}
    assert "a person confirmed that gazette@2 is a stage of it" in told["public"]


@pytest.mark.parametrize("at", [datetime(2027, 7, 2, 9, tzinfo=UTC), datetime(2027, 8, 1, 9, tzinfo=UTC)])
def test_a_date_that_is_near_or_past_is_told_once(
    desk: FollowDesk, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    """Thirty days before it, and when it is past; what is so when one begins to follow is no news."""
    desk.run("follow", desk.thread, "--to", "public", "--by", "Ada")
    desk.run("snapshot")
    monkeypatch.setattr("tracker.cli.commands.notify.clock", lambda: at)

    desk.run("notify")

    (message,) = desk.sent
    assert ("its date is 31 Jul 2027" if at.month == 7 else "its date, 31 Jul 2027, is past") in message.body
    desk.sent.clear()
    assert "Nothing new to tell." in desk.run("notify")
    monkeypatch.setattr("tracker.cli.commands.follow.clock", lambda: at)
    desk.run("follow", desk.claim, "--to", "desk", "--by", "Ada")
    assert "Nothing new to tell." in desk.run("notify")


def test_what_is_followed_is_listed_and_ended(desk: FollowDesk) -> None:
    """What a person wrote in notify.toml stands as it stood."""
    before = (desk.root / "config/notify.toml").read_text()
    desk.run("follow", desk.thread, "--to", "desk", "--by", "Ada")
    assert "is told of" in desk.run("follow", desk.thread, "--to", "desk")
    desk.run("follow", "owls", "--to", "public", "--by", "Ada")
    assert (desk.root / "config/notify.toml").read_text().startswith(before)

    assert [line.split(" ", 3)[:3] for line in desk.run("follow", "list").splitlines()] == [
        [desk.thread, "→", "desk"],
        ["owls", "→", "public"],
    ]
    desk.run("follow", "stop", desk.thread)
    desk.run("follow", "stop", "owls", "--to", "public")
    assert desk.run("follow", "list").startswith("Nothing is followed.")
    assert (desk.root / "config/notify.toml").read_text() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("t-aaaaaaaaaa", "--to", "desk"), "`tracker pledges` prints the ids"),
        (("c-aaaaaaaaaa", "--to", "desk"), "`tracker claims` prints the ids"),
        (("eagles", "--to", "desk"), "not a thread, claim or document"),
        (("owls", "--to", "nobody"), "It has desk, public"),
        (("owls",), "Name the target to tell with --to: desk, public"),
        (("stop", "owls"), "is not followed"),
    ],
)
def test_what_cannot_be_followed_is_said(desk: FollowDesk, words: Sequence[str], says: str) -> None:
    """Exit 2, with what to write."""
    assert says in " ".join(desk.run("follow", *words, code=2).split())


def test_faults_of_what_is_followed_are_told_by_line(desk: FollowDesk) -> None:
    """A target that is not declared, and a thing twice."""
    entry = '\n[[follow]]\nwhat = "owls"\nto = "{}"\n'
    path = desk.root / "config/notify.toml"
    path.write_text(NOTIFY + entry.format("nobody") + entry.format("desk") * 2)

    said = desk.run("sources", "check", code=2)

    assert ":15: follow 1 to: expected the name of a [[notify]] of this file" in said
    assert ":22: follow 3 what: expected once for each target" in said
