"""A review in a browser: who is let in, what a request may be, and that forms decide what keys would."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tracker.cli.review import serving
from tracker.cli.review.gate import WebGate
from tracker.cli.review.serving import FORM, LONGEST_BODY, ReviewServer, WebAnswer, WebRequest
from tracker.cli.review.web_desk import WebDesk
from tracker.cli.world import World
from tracker.config.load import load_verdicts
from tracker.config.web_tokens import NAME, fresh_token, tokens_for
from tracker.errors import ConfigError, UsageError

Run = Callable[..., tuple[int, str]]
TOKEN, OTHER = "a" * 32, "b" * 32


class Answered(NamedTuple):
    """What a request came to."""

    status: int
    body: bytes
    headers: dict[str, str]


@pytest.fixture
def asked() -> list[WebRequest]:
    """What was let in."""
    return []


@pytest.fixture
def port(asked: list[WebRequest], monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Of a server for Ada and Ben that answers with who asked, and grows impatient soon."""
    monkeypatch.setattr(serving, "SECONDS", 0.4)

    def answer(one: WebRequest) -> WebAnswer:
        asked.append(one)
        if one.view == "fault":
            raise ZeroDivisionError
        if one.view == "refuse":
            raise UsageError("No.")
        return WebAnswer(f"<p>{one.person}</p>")

    ended = threading.Event()
    with ReviewServer(0, answer) as server:
        server.gate = WebGate.of({TOKEN: "Ada", OTHER: "Ben"}, server.server_port, "https://desk.example/review/")
        thread = threading.Thread(target=server.serve, args=(ended.is_set,), kwargs={"beat": 0.02})
        thread.start()
        yield server.server_port
        ended.set()
        thread.join()


def ask(
    port: int, method: str = "GET", path: str = f"/{TOKEN}/", body: str | None = None, **more: str | None
) -> Answered:
    """One request, by default as our own page would send it; a header of None is left out."""
    headers: dict[str, str | None] = {"Host": f"127.0.0.1:{port}"}
    if method == "POST":
        headers |= {
            "Origin": f"http://127.0.0.1:{port}", "Content-Type": FORM, "Content-Length": str(len(body or "")),
        }  # fmt: skip
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders((body or "").encode())
    answer = connection.getresponse()
    told = Answered(answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()})
    connection.close()
    return told


def raw(port: int, sent: bytes) -> bytes:
    """What these very bytes are answered with."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        one.sendall(sent)
        said = b""
        try:
            while part := one.recv(4_096):
                said += part
        except ConnectionError:
            pass
    return said


# ---- who is let in


def test_each_has_an_address_of_their_own(port: int, asked: list[WebRequest]) -> None:
    """The token says who it is; the house's proxy and this machine are both right."""
    assert ask(port).body == b"<p>Ada</p>"
    assert ask(port, path=f"/{OTHER}/all?x=1").status == 200
    assert ask(port, Host="desk.example").status == 200
    assert ask(port, Host=f"localhost:{port}", Origin=f"http://localhost:{port}").status == 200
    assert ask(port, "POST", body="act=yes&note=a+b", Origin="https://desk.example", Host="desk.example").status == 200
    assert [(one.person, one.view) for one in asked[:2]] == [("Ada", ""), ("Ben", "all")]
    assert asked[-1].form == {"act": "yes", "note": "a b"}


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/", {}),
        (f"/{TOKEN[:-1]}/", {}),
        (f"/{TOKEN}x/", {}),
        (f"/{TOKEN.upper()}/", {}),
        ("/favicon.ico", {}),
        ("/config/verdicts.toml", {}),
        (f"/../{TOKEN}/", {}),
        (f"/%61{TOKEN[1:]}/", {}),
        ("/\xe4\xf6/", {}),
        (f"http://evil.example/{TOKEN}/", {}),
        ("*", {}),
        (f"/{TOKEN}/", {"Host": "evil.example"}),
        (f"/{TOKEN}/", {"Host": "127.0.0.1"}),
        (f"/{TOKEN}/", {"Host": None}),
        (f"/{TOKEN}/", {"Host": ""}),
        (f"/{TOKEN}/", {"Host": "desk.example.evil.example"}),
        (f"/{TOKEN}/", {"Origin": "http://evil.example"}),
        (f"/{TOKEN}/", {"Origin": "null"}),
        (f"/{TOKEN}/", {"Origin": "https://desk.example.evil.example"}),
        (f"/{TOKEN}/", {"Origin": "http://desk.example"}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_whoever_may_not_is_refused_in_the_same_words(
    port: int, asked: list[WebRequest], method: str, path: str, more: dict[str, str | None]
) -> None:
    """A wrong token, a foreign Host or Origin: 403, and no word of which it was."""
    if not path.isascii():
        said = raw(port, f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode("latin-1"))
        assert said.startswith(b"HTTP/1.0 403 ")
        return
    answer = ask(port, method, path, "act=yes" if method == "POST" else None, **more)

    assert answer.status == 403
    assert answer.body.decode() == ("" if method == "HEAD" else serving.REFUSED)
    assert asked == []


@pytest.mark.parametrize("more", [{"Origin": None}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}])
def test_a_form_that_is_not_ours_decides_nothing(
    port: int, asked: list[WebRequest], more: dict[str, str | None]
) -> None:
    """Nor one of which the browser does not say whose it is."""
    assert ask(port, "POST", body="act=yes", **more).status == 403
    assert asked == []


def test_two_hosts_in_one_request_are_none(port: int) -> None:
    """A proxy and we might read different ones."""
    host = f"Host: 127.0.0.1:{port}\r\n"

    assert raw(port, f"GET /{TOKEN}/ HTTP/1.1\r\n{host}{host}\r\n".encode()).startswith(b"HTTP/1.0 403 ")


# ---- what a request may be


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "1e3"}, 411),
        ({"Content_Length": str(LONGEST_BODY + 1)}, 413),
        ({"Content_Length": "9" * 400}, 413),
        ({"Transfer_Encoding": "chunked"}, 411),
        ({"Content_Type": "multipart/form-data"}, 415),
        ({"Content_Type": "application/json"}, 415),
        ({"Content_Type": None}, 415),
        ({"X_Long": "x" * 20_000}, 431),
    ],
)
def test_a_form_of_another_shape_is_refused(
    port: int, asked: list[WebRequest], more: dict[str, str | None], status: int
) -> None:
    """Before anything is done with it."""
    assert ask(port, "POST", body="act=yes", **more).status == status
    assert asked == []


@pytest.mark.parametrize("body", ["a=%ff", "&".join(f"f{at}=1" for at in range(60)), "act=\xff"])
def test_a_form_that_cannot_be_read_is_refused(port: int, asked: list[WebRequest], body: str) -> None:
    """Bytes that are no text, or too many fields."""
    assert ask(port, "POST", body=body, Content_Length=str(len(body.encode()))).status == 400
    assert asked == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"])
def test_other_methods_do_nothing(port: int, asked: list[WebRequest], method: str) -> None:
    """Whoever sends them."""
    assert ask(port, method).status == 501
    assert asked == []


@pytest.mark.parametrize(
    "sent",
    [b"", b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"x" * 70_000, b"GET /\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET"],
)
def test_rubbish_ends_nothing(port: int, asked: list[WebRequest], sent: bytes) -> None:
    """Nor a connection without a word; the next request is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
        assert b"200" not in raw(port, sent + b"\r\n")[:20]
        assert asked == []
        assert ask(port).status == 200
        silent.close()


def test_who_sends_slowly_is_given_up(port: int) -> None:
    """After the time of one request, however the bytes come in; meanwhile nobody waits longer than that."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        slow.sendall(b"GET /")
        assert ask(port).status == 200
        assert time.monotonic() - began < 5
        slow.settimeout(5)
        assert slow.recv(10) == b""


def test_a_fault_is_of_one_request_alone(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    """What was refused for a reason says it; of a fault the page says nothing, and the server goes on."""
    refused = ask(port, path=f"/{TOKEN}/refuse")
    assert (refused.status, refused.body) == (409, b"No.\n")
    fault = ask(port, path=f"/{TOKEN}/fault")
    assert fault.status == 500
    assert b"Zero" not in fault.body
    assert ask(port).status == 200
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_every_answer_is_for_this_browser_alone(port: int) -> None:
    """No cache, no frame, no other site, nothing said of who serves."""
    for answer in (ask(port), ask(port, path="/"), ask(port, "PUT")):
        told = answer.headers
        assert told["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "same-origin"
        assert "python" not in told["server"].lower()


# ---- addresses


def test_an_address_stays_and_is_not_for_git(tmp_path: Path) -> None:
    """Each person's own, from start to start; the file is the keeper's alone."""
    first = tokens_for(tmp_path, ["Ada", "Ben"])
    again = tokens_for(tmp_path, ["Ben", 'Cal "x"'])

    assert {name: token for token, name in first.items()}["Ben"] in again
    assert len({*first, *again}) == 3
    assert all(re.fullmatch(r"[\w-]{32}", token) for token in {*first, *again})
    assert NAME in (tmp_path / ".gitignore").read_text().split()
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    assert fresh_token() != fresh_token()


@pytest.mark.parametrize("text", ['token = "short"', 'token = "{0}"\n[[person]]\nname = "Ben"\ntoken = "{0}"'])
def test_a_file_of_addresses_with_a_fault_is_told(tmp_path: Path, text: str) -> None:
    """Without the token."""
    (tmp_path / NAME).write_text(f'[[person]]\nname = "Ada"\n{text.format(TOKEN)}\n')

    with pytest.raises(ConfigError) as found:
        tokens_for(tmp_path, ["Ada"])
    assert TOKEN not in str(found.value)
    assert "short" not in str(found.value)


# ---- the queue by forms


class Reader:
    """Somebody at a browser: reads a page, presses a button of it."""

    def __init__(self, desk: WebDesk, name: str) -> None:
        self.desk, self.name = desk, name

    def look(self, view: str = "") -> str:
        """A page."""
        return self.desk.answer(WebRequest(self.name, view)).body

    def press(self, act: str, *, view: str = "", **typed: str) -> str:
        """Press a button of a page: the page after it. What is hidden in the form goes with it."""
        page = self.look(view)
        form = next((one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'value="{act}"' in one), "")
        assert form, f"no {act} on: {page}"
        return self.send(act, hidden(form) | typed)

    def send(self, act: str, fields: dict[str, str]) -> str:
        """Send a form."""
        answer = self.desk.answer(WebRequest(self.name, "", {**fields, "act": act}))
        return answer.body or self.look()


def hidden(form: str) -> dict[str, str]:
    """What a form carries unseen."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def desk(birds: Run, tmp_path: Path) -> Iterator[WebDesk]:
    """Over the folder of `birds`."""
    birds("pledges")
    opened = WebDesk(World(tmp_path))
    yield opened
    opened.close()


def test_buttons_decide_what_keys_would(desk: WebDesk, tmp_path: Path) -> None:
    """Yes, no, related, later, skip, undo, a reason and a name; nothing is written before that is asked for."""
    ada = Reader(desk, "Ada")
    first = ada.look()
    assert "Are these the same pledge?" in first
    ada.press("yes", note=" one\x1b bill ")
    ada.press("no")
    assert "Undone" in ada.press("undo")
    ada.press("no")
    ada.press("related")
    ada.press("later")
    skipped = hidden(ada.look())["item"]
    assert hidden(ada.press("skip"))["item"] != skipped
    assert "The pledge is called “Owl boxes”" in ada.press("name", name="Owl boxes")
    assert not (tmp_path / "config" / "verdicts").exists()

    said = unescape(ada.press("write"))

    assert "4 decisions kept in" in said
    assert "3 decisions, " in said
    held = load_verdicts(tmp_path / "config")
    assert [one.relation for one in held.link] == ["same", "different", "related"]
    assert [one.why for one in held.link] == ["one bill", None, None]
    assert [one.name for one in held.thread] == ["Owl boxes"]
    assert {one.by for one in held.link} == {"Ada"}


def test_what_is_confirmed_is_released_by_its_own_button(desk: WebDesk, tmp_path: Path) -> None:
    """As by R at a terminal."""
    ada = Reader(desk, "Ada")
    ada.press("release")
    ada.press("write")

    held = load_verdicts(tmp_path / "config")
    assert [one.relation for one in held.link] == ["same"]
    assert held.release


def test_all_is_taken_only_as_it_was_shown(desk: WebDesk, tmp_path: Path) -> None:
    """Every wording stands on the page; where one was answered meanwhile the rest is not."""
    ada = Reader(desk, "Ada")
    shown = ada.look("all")
    assert shown.count("<figure>") >= 2
    sent = hidden(shown)
    assert "look at all of them again" in ada.send("all-yes", sent | {"items": "x"})
    ada.send("all-yes", sent)
    ada.press("write")
    assert all(one.relation == "same" for one in load_verdicts(tmp_path / "config").link)


def test_an_answer_to_what_was_answered_is_none(desk: WebDesk) -> None:
    """A button pressed twice, or an old tab."""
    ada = Reader(desk, "Ada")
    sent = hidden(ada.look())
    ada.send("yes", sent)

    assert "was answered already" in ada.send("yes", sent)
    assert "was answered already" in ada.send("yes", {})
    assert "cannot be answered" in ada.send("explode", hidden(ada.look()))
    assert "longer than 500" in ada.press("yes", note="x" * 501)
    assert desk.answer(WebRequest("Ada", "../config")).status == 404


def test_two_people_have_two_queues(desk: WebDesk, tmp_path: Path) -> None:
    """Each goes on where they were; what one has written the other is told of before it stands."""
    ada, ben = Reader(desk, "Ada"), Reader(desk, "Ben")
    item = hidden(ada.look())["item"]
    assert hidden(ben.press("no"))["item"] != item
    ada.press("yes")
    ada.press("write")
    said = ben.press("write")
    assert "Ada decided on" in said
    ben.send("drop-mine", {})
    assert {one.by for one in load_verdicts(tmp_path / "config").link} == {"Ada"}


def test_what_contradicts_is_asked_about(desk: WebDesk, tmp_path: Path, birds: Run) -> None:
    """With who decided otherwise; kept only by another button, with the reason that was typed."""
    ada = Reader(desk, "Ada")
    pair = hidden(ada.look())["item"].split()
    birds("confirm", *pair, "--by", "Ben")
    birds("reject", *pair, "--by", "Cal", "--anyway")
    assert "Ben: same" in ada.press("again")

    asked = ada.press("yes", note="a & b")

    assert "This contradicts what was decided" in asked
    assert "Cal decided on " in unescape(asked)
    assert "Not kept" in ada.send("drop", {})
    ada.send("anyway", hidden(asked))
    ada.press("write")
    mine = [one for one in load_verdicts(tmp_path / "config").link if one.by == "Ada"]
    assert [(one.relation, {one.earlier, one.later}, one.why) for one in mine] == [("same", {*pair}, "a & b")]


def test_the_sum_is_of_everybody(desk: WebDesk) -> None:
    """Of whoever has written, and of whoever has not; also after another's writing had the record read anew."""
    ada, ben = Reader(desk, "Ada"), Reader(desk, "Ben")
    ben.press("no")
    ada.press("yes")
    ada.press("yes")
    ada.press("write")
    ada.press("yes")
    desk.close()

    said = desk.sums()

    assert any(one.startswith("Ada: 3 decisions, ") for one in said)
    assert any(one.startswith("Ada: 1 decision not written yet") for one in said)
    assert any(one.startswith("Ben: 1 decision, ") for one in said)
    assert any(one.startswith("Ben: 1 decision not written yet") for one in said)


def test_a_filter_and_keys_are_ones_own(desk: WebDesk) -> None:
    """The script is gone when single keys are off; a filter that leaves nothing says so."""
    ada, ben = Reader(desk, "Ada"), Reader(desk, "Ben")
    assert "<script>" in ada.look()
    assert "<script>" not in ada.press("keys")
    assert "<script>" in ben.look()
    assert "curlew" in ada.press("filter", words="curlew", wanted="")
    assert "Nothing more of these waits" in ada.press("filter", wanted="nobody", words="")
    assert "Are these the same pledge?" in ada.press("all-of-it")
    assert "Are these the same pledge?" in ben.look()


def test_what_stands_around_is_shown(desk: WebDesk) -> None:
    """The wording itself marked."""
    page = Reader(desk, "Ada").look("context")

    assert 'class="it"' in page
    assert 'class="context"' in page


def test_ctrl_c_ends_it_with_the_sum(birds: Run, tmp_path: Path) -> None:
    """As a program of its own: the address first, at the end what was decided and is not written yet; exit code 0."""
    birds("pledges")
    home = str(Path(__file__).parents[2])
    served = subprocess.Popen(
        [sys.executable, "-m", "tracker", "-C", str(tmp_path), "review", "--web", "--for", "Ada"],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": home, "COLUMNS": "200"},
    )  # fmt: skip
    with served:
        assert served.stdout
        found = re.search(r"Ada: http://127.0.0.1:(\d+)(/[\w-]+/)", served.stdout.readline())
        assert found
        port, path = int(found[1]), found[2]
        sent = urlencode({**hidden(ask(port, path=path).body.decode()), "act": "yes"})
        answer = ask(port, "POST", path, sent)
        served.send_signal(signal.SIGINT)
        said, _ = served.communicate(timeout=60)

    assert (answer.status, answer.headers["location"]) == (303, "./")
    assert served.returncode == 0
    assert "1 decision, " in said
    assert "1 decision not written yet" in said
    assert path.strip("/") in (tmp_path / "config" / NAME).read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review", "--for", "Ada"], "go with --web"),
        (["review", "--port", "80"], "go with --web"),
        (["review", "--web", "--export", "a.csv"], "not several of them"),
        (["review", "--web", "--for", " "], "--for: expected a name"),
    ],
)
def test_what_cannot_be_served_is_told(birds: Run, words: list[str], told: str) -> None:
    """Exit code 2."""
    code, said = birds(*words)

    assert (code, told in " ".join(said.split())) == (2, True)


def test_a_port_that_is_taken_is_told(birds: Run) -> None:
    """With the option that names another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = birds("review", "--web", "--port", str(taken.getsockname()[1]))

    assert code != 0
    assert "--port" in said
