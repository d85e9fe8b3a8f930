"""Pages as a round's browser takes them: what is recorded of each, and what it never does."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from loopback import Answer, Asked, Loopback

from tracker.errors import FetchError

if TYPE_CHECKING:
    from visiting import Canary, Visitor

HTML = {"content-type": "text/html; charset=utf-8"}
LATE = "setTimeout(() => { document.querySelector('main').innerHTML = '<p>We will build 3,000 schools.</p>'; }, 1000)"


@pytest.fixture
def canary() -> "Iterator[Canary]":
    """Where no page may come."""
    from visiting import Canary

    one = Canary()
    yield one
    one.close()


def page(site: Loopback, inside: str, path: str = "/plan") -> str:
    """A page of the site with that in its body; its address."""
    site.page(
        path, f"<title>Plan</title><body><h1>Our plan</h1>{inside}</body>", **{"content-type": HTML["content-type"]}
    )
    return site.url(path)


def script(text: str) -> str:
    """A script in a page that has a `main`."""
    return f"<main></main><script>{text}</script>"


def failure(visit: "Visitor", url: str, **other: float) -> FetchError:
    """Why a page is not recorded."""
    with pytest.raises(FetchError) as caught:
        visit.show(url, **other)
    return caught.value


def test_text_that_a_script_writes_after_a_second(visit: "Visitor", loopback: Loopback) -> None:
    """Is in what is recorded, with the settings as they are shipped."""
    body = visit.text(page(loopback, script(LATE)), browser_quiet=1.5)

    assert "<main><p>We will build 3,000 schools.</p></main>" in body
    assert LATE in body.replace("&lt;", "<"), "the script stays in the bytes"


def test_client_side_routing(visit: "Visitor", loopback: Loopback) -> None:
    """A page that fetches its text and changes its own address is the page that was asked for."""
    loopback.page("/api", '{"text": "We will recruit 6,500 teachers."}', **{"content-type": "application/json"})
    url = page(
        loopback,
        script(
            "fetch('/api').then((it) => it.json()).then((it) => { history.pushState({}, '', '/plan/teachers');"
            "document.querySelector('main').textContent = it.text; })"
        ),
    )

    shown = visit.show(url)

    assert b"<main>We will recruit 6,500 teachers.</main>" in shown.body
    assert shown.final_url == url
    assert "/plan/teachers" not in loopback.paths


def test_what_loads_on_scrolling(visit: "Visitor", loopback: Loopback) -> None:
    """The page is scrolled to its end, and no further than a bound."""
    grows = (
        "let n = 0; new IntersectionObserver((seen) => { if (!seen[0].isIntersecting) return; n += 1;"
        "const p = document.createElement('p'); p.textContent = `Pledge ${n}`; p.style.height = '1200px';"
        "document.querySelector('main').append(p); }).observe(document.querySelector('footer'))"
    )
    few = grows.replace("n += 1", "n += 1; if (n > 5) return")

    whole = visit.text(page(loopback, f"<main></main><footer>End</footer><script>{few}</script>"))
    endless = visit.text(page(loopback, f"<main></main><footer>End</footer><script>{grows}</script>"))

    assert re.findall(r"Pledge (\d+)", whole.partition("<footer>")[0]) == ["1", "2", "3", "4", "5"]
    assert 5 < len(re.findall(r"Pledge \d+", endless)) < 60


def test_shadow_trees(visit: "Visitor", loopback: Loopback) -> None:
    """Open ones stand in their place with what is in their slots; closed ones are the page's own."""
    body = visit.text(
        page(
            loopback,
            "<pledge-card id=a><b>breakfast clubs</b></pledge-card><pledge-card id=c></pledge-card><script>"
            "a.attachShadow({mode: 'open'}).innerHTML = '<p>We will open <slot></slot> in <i>every</i> school.</p>';"
            "c.attachShadow({mode: 'closed'}).innerHTML = '<p>Closed.</p>';</script>",
        )
    )

    assert (
        '<pledge-card id="a"><p>We will open <slot><b>breakfast clubs</b></slot> in <i>every</i> school.</p></pledge-card>'
        in body
    )
    assert "<p>Closed.</p>" not in body.partition("<script>")[0]


def test_a_consent_layer_is_refused(visit: "Visitor", loopback: Loopback) -> None:
    """The button that the source names is clicked, and no other; a name that is not there is no trouble."""
    layer = (
        "<div id=layer><button id=yes onclick=\"fetch('/said?yes')\">Accept all</button>"
        "<button id=no onclick=\"fetch('/said?no'); layer.remove();"
        "document.querySelector('main').textContent = 'Our words.'\">Reject all</button></div><main></main>"
    )

    body = visit.text(page(loopback, layer), dismiss=("#absent", "#layer #no"))

    assert "<main>Our words.</main>" in body
    assert 'id="layer"' not in body
    assert [one for one in loopback.paths if one.startswith("/said")] == ["/said?no"]


def test_a_page_that_never_rests(visit: "Visitor", loopback: Loopback) -> None:
    """Is taken as it stands after its time; where something was to appear, it has failed."""
    url = page(loopback, script("setInterval(() => fetch('/poll'), 100)") + "<p>Loading…</p>")
    begun = time.monotonic()

    body = visit.text(url, browser_settle=1.0)
    fault = failure(visit, url, browser_settle=1.0, wait_for="article")

    assert "Loading…" in body
    assert "“article” (wait_for) did not appear" in fault.reason
    assert fault.transient
    assert time.monotonic() - begun < 10


def test_a_script_leads_to_the_cloud_s_metadata(visit: "Visitor", loopback: Loopback) -> None:
    """The guard judges where a script leads as it judges a redirect."""
    url = page(loopback, script("location.href = 'http://169.254.169.254/latest/meta-data/'"))

    assert "169.254.169.254 is a link-local address (cloud metadata lives there)" in failure(visit, url).reason


def test_a_script_leads_on(visit: "Visitor", loopback: Loopback) -> None:
    """To a page that is read, under its own address; robots.txt is asked; a circle and a form lead nowhere."""
    loopback.page("/robots.txt", "User-agent: *\nDisallow: /private")
    plan = page(loopback, "<p>Here.</p>", "/new")
    for path, to in (("/old", "/new"), ("/hidden", "/private/plan"), ("/round", "/round")):
        page(loopback, script(f"location.replace('{to}')"), path)
    form = page(
        loopback, "<form method=post action=/posted></form><script>document.forms[0].submit()</script>Form.", "/form"
    )

    assert visit.show(loopback.url("/old")).final_url == plan
    assert failure(visit, loopback.url("/hidden")).blocked
    assert "leads back to itself" in failure(visit, loopback.url("/round")).reason
    assert "it sends a form by itself" in failure(visit, form).reason
    assert not {"/private/plan", "/posted"} & set(loopback.paths)


ASKS = """
<img src="http://{at}/image"><link rel=stylesheet href="//{at}/style.css"><link rel=preconnect href="http://{at}">
<link rel=prefetch href="http://{at}/prefetch"><link rel=preload as=script href="http://{at}/preload">
<script src="http://{at}/x.js"></script><iframe src="http://{at}/frame"></iframe><object data="http://{at}/object"></object>
<video src="http://{at}/film" autoplay></video>
<form id=f target=t action="http://{at}/form"></form><iframe name=t></iframe><main></main>
<a id=ping ping="http://{at}/ping" href="#x">x</a>
<script>
new WebSocket("ws://{at}/socket"); fetch("http://{at}/fetch", {{mode: "no-cors"}}).catch(() => 0);
new EventSource("http://{at}/events"); navigator.sendBeacon("http://{at}/beacon", "x"); f.submit(); ping.click();
const other = new XMLHttpRequest(); other.open("GET", "http://{at}/xhr"); other.send();
new Worker(URL.createObjectURL(new Blob(["fetch('http://{at}/worker', {{mode: 'no-cors'}}); new WebSocket('ws://{at}/w')"])));
const rtc = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.2:{udp}"}}]}});
rtc.createDataChannel("x"); rtc.createOffer().then((it) => rtc.setLocalDescription(it));
document.querySelector("main").textContent = "All was tried.";
</script>"""


@pytest.mark.parametrize("host", ["127.0.0.2", "moved.example", "127.0.0.1.nip.example"])
def test_no_request_of_a_page_reaches_a_private_address(
    visit: "Visitor", loopback: Loopback, canary: "Canary", host: str
) -> None:
    """Pictures, sockets, frames, workers, beacons, preconnects and the rest: by address, or by a name that leads there."""
    from visiting import Canary

    packets = Canary(socket.SOCK_DGRAM)

    body = visit.text(page(loopback, ASKS.format(at=f"{host}:{canary.port}", udp=packets.port)), browser_quiet=1.0)
    time.sleep(0.2)

    assert "<main>All was tried.</main>" in body
    assert (canary.met, packets.met) == (0, 0)
    packets.close()


def test_what_a_page_may_ask_it_gets(visit: "Visitor", loopback: Loopback) -> None:
    """The same page with an address that its source allows asks there for all that: so it is the guard that stops it."""
    visit.show(page(loopback, ASKS.format(at=f"127.0.0.1:{loopback.port}", udp=9)))

    wanted = {
        "/image",
        "/style.css",
        "/prefetch",
        "/preload",
        "/x.js",
        "/frame",
        "/object",
        "/form",
        "/socket",
        "/fetch",
    }
    assert wanted | {"/events", "/beacon", "/xhr", "/worker", "/w"} <= {one.partition("?")[0] for one in loopback.paths}
    assert not {"/film", "/ping"} & set(loopback.paths), "films are not loaded, and clicks not counted"


def test_a_name_that_turns(visit: "Visitor", loopback: Loopback) -> None:
    """A name is looked up once for a page; one that leads elsewhere since it was checked is checked again."""
    from visiting import Canary

    canary = Canary(port=loopback.port)
    at = f"turns.example:{loopback.port}"
    twice = "".join(f"<img src='http://{at}/{one}'>" for one in range(4))

    assert visit.show(page(loopback, twice)).status == 200
    fault = failure(visit, f"http://moved.example:{loopback.port}/plan")

    assert "moved.example leads to 127.0.0.2, which is this machine itself" in fault.reason
    assert {"/0", "/1", "/2", "/3"} <= set(loopback.paths)
    assert canary.met == 0
    canary.close()


def test_files_of_the_disk(visit: "Visitor", loopback: Loopback) -> None:
    """Neither in a frame nor by a script does a page see them."""
    body = visit.text(
        page(
            loopback,
            "<iframe src='file:///etc/passwd' onload=\"try { said.textContent = this.contentDocument.body.textContent }"
            " catch { }\"></iframe><p id=said>Nothing.</p><script>location.href = 'file:///etc/passwd';"
            "fetch('file:///etc/passwd').then((it) => it.text()).then((it) => { said.textContent = it })"
            "</script>To the end.",
        )
    )

    assert "root:" not in body
    assert "To the end." in body


def test_service_workers(visit: "Visitor", loopback: Loopback) -> None:
    """Are not even asked for."""
    loopback.page("/worker.js", "self.onfetch = (e) => e.respondWith(new Response('taken over'))")
    url = page(loopback, script("navigator.serviceWorker.register('/worker.js')") + "<p>Ours.</p>")

    assert all("Ours." in visit.text(url) for _ in range(2))
    assert "/worker.js" not in loopback.paths


def test_a_page_of_200_megabytes(visit: "Visitor", loopback: Loopback) -> None:
    """Is cut off when it has brought what a page may."""
    loopback.answers("/plan", Answer(b"<p>We will.</p>" * 14_000_000, headers=HTML, endless=True))
    before = visit.client.bytes

    fault = failure(visit, loopback.url("/plan"), browser_bytes=5_000_000)

    assert "brings more than 5,000,000 bytes (browser_bytes in settings.toml)" in fault.reason
    assert visit.client.bytes - before < 6_000_000


def test_a_page_that_writes_too_much(visit: "Visitor", loopback: Loopback) -> None:
    """What a script makes is bounded like what a server sends."""
    url = page(
        loopback,
        script("const it = document.querySelector('main'); it.hidden = true; it.textContent = 'we will '.repeat(4e6)"),
    )

    assert "brings more than 20,000,000 bytes (max_bytes in settings.toml)" in failure(visit, url).reason


def test_dialogs(visit: "Visitor", loopback: Loopback) -> None:
    """Are closed, without agreeing to them."""
    body = visit.text(
        page(
            loopback,
            script(
                "alert('Stop'); const said = confirm('Yes?') + ' ' + prompt('Who?'); onbeforeunload = () => 'Stay';"
                "document.querySelector('main').textContent = said"
            ),
        )
    )

    assert "<main>false null</main>" in body


def test_downloads(visit: "Visitor", loopback: Loopback) -> None:
    """A page that is a file has failed; a file that a page offers does no harm; another type is named."""
    loopback.page(
        "/file", b"PK", **{"content-type": "application/zip", "content-disposition": "attachment; filename=x.zip"}
    )
    loopback.page("/data", "{}", **{"content-type": "application/json"})
    offering = page(loopback, "<a id=x download=x.txt href='data:text/plain,x'>x</a><script>x.click()</script>")

    assert "file to download" in failure(visit, loopback.url("/file")).reason
    assert "is “application/json”, not a web page" in failure(visit, loopback.url("/data")).reason
    assert "Our plan" in visit.text(offering)


def test_further_windows(visit: "Visitor", loopback: Loopback) -> None:
    """No page opens another one."""
    url = page(
        loopback,
        "<a id=x target=_blank href=/linked>x</a><script>window.open('/opened'); x.click()</script><p>Ours.</p>",
    )

    assert "Ours." in visit.text(url)
    assert not {"/opened", "/linked"} & set(loopback.paths)


def test_a_page_that_breaks_its_renderer(visit: "Visitor", loopback: Loopback) -> None:
    """Fails alone; the next page is shown."""

    def strike(_: Asked) -> Answer:
        for one in visit.renderers():
            os.kill(one, signal.SIGKILL)
        return Answer(b"x")

    loopback.answers("/strike", strike)
    url = page(loopback, script("fetch('/strike'); setInterval(() => 0, 10)"))

    fault = failure(visit, url)

    assert "it broke the browser that showed it" in fault.reason
    assert "Ours." in visit.text(page(loopback, "Ours."))


@pytest.mark.parametrize(
    ("what", "limits", "why"),
    [
        (
            "const all = []; setInterval(() => all.push(new Uint8Array(4e7).fill(1)), 20)",
            {"browser_megabytes": 400},
            "MB",
        ),
        ("for (;;) ;", {"browser_seconds": 2.0}, "took longer than 2 seconds"),
    ],
    ids=["memory", "time"],
)
def test_a_page_without_measure(
    visit: "Visitor", loopback: Loopback, what: str, limits: dict[str, float], why: str
) -> None:
    """Its browser is ended; the next page gets another one."""
    assert "Ours." in visit.text(page(loopback, "Ours."))
    begun, before = visit.started, time.monotonic()

    fault = failure(visit, page(loopback, script(what)), **limits)

    assert why in fault.reason
    assert time.monotonic() - before < 30
    assert "Ours." in visit.text(page(loopback, "Ours."))
    assert visit.started == begun + 1


def test_a_browser_that_is_killed(visit: "Visitor", loopback: Loopback) -> None:
    """By whomever: its page has failed, nothing of it is left, the next page gets another one."""
    held: list[int] = []

    def strike(all_of_it: Callable[[], tuple[int, ...]]) -> Callable[[Asked], Answer]:
        def now(_: Asked) -> Answer:
            held.extend(visit.processes())
            for one in all_of_it():
                os.kill(one, signal.SIGKILL)
            return Answer(b"x")

        return now

    def attendant() -> tuple[int, ...]:
        process = visit.client._browser._process
        return (process._process.pid,) if process else ()

    from visiting import command, gone

    for whom in (attendant, lambda: tuple(one for one in visit.processes() if b"--type=" not in command(one))[1:2]):
        loopback.answers("/strike", strike(whom))
        before = visit.started

        fault = failure(visit, page(loopback, script("fetch('/strike'); setInterval(() => fetch('/x'), 50)")))

        assert "browser" in fault.reason
        assert fault.transient
        assert all(map(gone, held))
        assert "Ours." in visit.text(page(loopback, "Ours."))
        assert visit.started == before + 1


def test_nothing_is_kept_from_page_to_page(visit: "Visitor", loopback: Loopback) -> None:
    """A cookie comes back on the way of one page's redirects, and never after."""
    seen: list[str | None] = []

    def answer(asked: Asked) -> Answer:
        seen.append(asked.headers["cookie"])
        return Answer(b"<p>Ours.<script>localStorage.x = 1</script>", headers=HTML)

    loopback.answers("/in", Answer(status=302, headers={"location": "/plan", "set-cookie": "met=yes; Path=/"}))
    loopback.answers("/plan", answer)

    for path in ("/in", "/plan"):
        shown = visit.show(loopback.url(path))

    assert seen == ["met=yes", None]
    assert not any("cookie" in name for name, _ in shown.headers)


def test_it_says_who_it_is(visit: "Visitor", loopback: Loopback) -> None:
    """The same name and contact as every request of tracker, to the site and to the page's scripts."""
    body = visit.text(
        page(loopback, "<p id=x></p><script>x.textContent = navigator.userAgent</script><img src=/x.png>")
    )

    asked = {one.path: one.headers["user-agent"] for one in loopback.asked}
    assert {asked["/plan"], asked["/x.png"], asked["/robots.txt"]} == {"tracker/0.2.0 (+desk@example.org)"}
    assert ">tracker/0.2.0 (+desk@example.org)<" in body


def test_the_same_page_twice_is_the_same_bytes(visit: "Visitor", loopback: Loopback) -> None:
    """In one form of writing, which reads back as the same page whatever stands in it."""
    url = page(
        loopback,
        "<p title='a\"b' CLASS=x id=y>1 &lt; 2 &amp;&nbsp;“3”<!-- a--b> --><br><svg viewBox='0 0 1 1'><path d=M0 /></svg>"
        "<template><p>Kept</template><noscript><p>No script</noscript><pre>\n\nx</pre><textarea>\n\ny</textarea>"
        "<script>document.body.append(document.createComment('--><b>x</b>'), '\\ud800</p>')</script>",
    )

    first, second = (visit.text(url) for _ in range(2))

    assert first == second
    assert '<p class="x" id="y" title="a&quot;b">1 &lt; 2 &amp;\u00a0“3”' in first
    assert "<b>x</b>" not in first.partition("</script>")[2]
    assert first.endswith("\ufffd&lt;/p&gt;</body></html>\n")
    loopback.page("/again", first, **{"content-type": HTML["content-type"]})
    again = visit.text(loopback.url("/again"))
    assert again.count("<pre>\n\nx</pre>") == 1


def test_what_a_page_does_to_its_scripts(visit: "Visitor", loopback: Loopback) -> None:
    """What it makes of prototypes and names is not seen by what takes it."""
    body = visit.text(
        page(
            loopback,
            "<p>True words.</p><script>Array.from = () => []; String.prototype.replace = () => 'false';"
            "Object.defineProperty(Node.prototype, 'childNodes', {get: () => []});"
            "window.trackerPage = {html: () => 'false'};"
            "</script>",
        )
    )

    assert "<p>True words.</p>" in body


def test_refusals_and_checks(visit: "Visitor", loopback: Loopback) -> None:
    """A status that refuses is one; a check whether a person asks is not solved, and its header reaches the gate."""
    loopback.page("/no", "<h1>Access denied</h1>", 403)
    loopback.page("/busy", "<h1>Later</h1>", 503)
    loopback.page("/check", "<title>Just a moment...</title>Verify you are human", cf_mitigated="challenge", **HTML)

    refused, busy = (failure(visit, loopback.url(path)) for path in ("/no", "/busy"))
    check = visit.show(loopback.url("/check"))

    assert (refused.status, refused.blocked, busy.status, busy.transient) == (403, True, 503, True)
    assert check.header("cf-mitigated") == "challenge"


def test_a_picture(visit: "Visitor", loopback: Loopback) -> None:
    """All of the page, as high as it is up to a bound; none where none is wanted; the bytes are the same with it."""
    url = page(loopback, "<p style='height: 3000px'>Tall.</p>")
    high = page(loopback, "<p style='height: 90000px'>Higher.</p>", "/high")

    with_one, without, highest = visit.show(url, picture=True), visit.show(url), visit.show(high, picture=True)

    assert with_one.body == without.body
    assert without.picture is None
    assert with_one.picture
    assert highest.picture
    width, height = _size(with_one.picture)
    assert width == 1280
    assert 3000 < height < 3300
    assert _size(highest.picture) == (1280, 16_000)


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
