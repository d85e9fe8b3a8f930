"""A bad day on the web, as a person and a CI job see it: what is said, with which exit code, and that nothing is news."""

from collections.abc import Callable
from typing import Any

from loopback import Answer

Run = Callable[..., tuple[int, str, str]]
PAGES = [f"page-{number}" for number in range(12)]
TROUBLES = {
    "page-2": (Answer(b"<h1>Sorry</h1>", 500), "! {} failed: ", "answered 500 (internal server error)"),
    "page-3": (Answer(b"<h1>Sorry</h1>", 500), "! {} failed: ", "answered 500 (internal server error)"),
    "page-4": (Answer(b"<html><body></body></html>"), "? {} suspect, not recorded: ", "the page is empty"),
    "page-5": (
        Answer(b"<title>Page not found</title><h1>Page not found</h1><p>" + b"Try the menu. " * 40),
        "? {} suspect, not recorded: ",
        "its title says “Page not found”, as error pages do that come with status 200",
    ),
    "page-6": (
        Answer(b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"),
        "? {} suspect, not recorded: ",
        "as a page does that checks for robots",
    ),
    "page-7": (
        Answer(status=302, headers={"location": "/"}),
        "? {} suspect, not recorded: ",
        "where the site begins",
    ),
    "page-8": (
        Answer(status=302, headers={"location": "http://169.254.169.254/"}),
        "! {} failed: ",
        "cloud metadata lives there",
    ),
}


def write(desk: Any) -> None:
    """All pages as they should be, each with an ETag of its own."""
    body = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
    for name in PAGES:
        html = f"<title>{name}</title><main><h1>Our {name}</h1><p>{body}</p></main>".encode()
        desk.site.answers(f"/{name}", Answer(html, headers={"etag": f'"{name}"'}))
    desk.site.page("/", f"<title>The Owls</title><main><h1>The Owls</h1><p>{body}</p></main>")


def test_a_bad_day_is_told_and_is_no_news(desk: Any, run: Run) -> None:
    """Seven of twelve pages fail or are suspect: exit 3, each for its own reason; the next day all is as it was, exit 0."""
    desk.sources(*PAGES)
    write(desk)
    first = run("snapshot")
    for name, (answer, _, _) in TROUBLES.items():
        desk.site.answers(f"/{name}", answer)
    bad, news = run("snapshot"), run("changes")
    status = run("status", "--full")
    write(desk)
    good, after = run("snapshot", "--exit-code"), run("changes")

    assert (first[0], bad[0], good[0]) == (0, 3, 0)
    told = " ".join(bad[1].split())
    for name, (_, begins, words) in TROUBLES.items():
        assert words in told.partition(begins.format(name))[2].partition(f" {name[:-1]}")[0]
    assert [bad[1].count(f"\n{sign} ") for sign in "?!+"] == [4, 3, 0]
    assert "Traceback" not in bad[1] + bad[2]
    assert "0 changes in 0 documents;" in news[1]
    assert "0 changes in 0 documents;" in after[1]
    assert [status[1].count(f"{sign} page-") for sign in "!?"] == [3, 4]
    assert [good[1].count(words) for words in ("  unchanged (304)", "\n? ", "\n! ", "\n+ ")] == [14, 0, 0, 0]


def test_every_page_that_is_suspect_says_what_to_do(desk: Any, run: Run) -> None:
    """`tracker status` gives the reason, and the command that decides."""
    desk.sources(*PAGES)
    write(desk)
    run("snapshot")
    for name, (answer, _, _) in TROUBLES.items():
        desk.site.answers(f"/{name}", answer)
    run("snapshot")

    said = " ".join(run("status", "--full")[1].split())

    for name in ("page-4", "page-5", "page-6", "page-7"):
        assert f"tracker accept {name} --look" in said
