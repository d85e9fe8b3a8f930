"""Pages that a site sends in a page's place, and pages that only speak of them."""

from typing import Any

import pytest

from tracker.capture.gate.suspicion import explained, suspicion
from tracker.capture.gate.walled import walled

LONG = "We counted the boxes in the wood and wrote them down one by one, and the sheets are kept in the hut."
WALLS = {
    "Cloudflare's challenge": (
        "challenge",
        ("Just a moment...", "owls.example needs to review the security of your connection before proceeding."),
    ),
    "a challenge by its words alone": (
        "challenge",
        ("The Owls", "Verify you are human by completing the action below.", "Ray ID: 8f1c2d3e4a5b6c7d"),
    ),
    "Imperva": ("challenge", ("The Owls", "Request unsuccessful. Incapsula incident ID: 444000170125-29")),
    "a captcha": ("challenge", ("The Owls", "Please complete the captcha.", "We want to confirm you are human.")),
    "Akamai": (
        "refused",
        (
            "Access Denied",
            'You don\'t have permission to access "http://owls.example/plan" on this server.',
            "Reference #18.2d351ab8.1557333295.a4e16ab",
        ),
    ),
    "a firewall": (
        "refused",
        (
            "The Owls",
            "The requested URL was rejected. Please consult with your administrator.",
            "Your support ID is: 42",
        ),
    ),
    "CloudFront": ("refused", ("ERROR", "The request could not be satisfied.", "Request blocked. We can't connect.")),
    "a consent wall": (
        "consent",
        (
            "We value your privacy",
            "We and our 842 partners store and/or access information on a device, such as cookies.",
            "You can change your choices at any time by clicking Manage options.",
        ),
    ),
    "a consent wall by its words alone": (
        "consent",
        (
            "The Owls",
            "We and our 842 partners use cookies for personalised ads and to measure ad performance.",
            "You can withdraw your consent whenever you like.",
        ),
    ),
    "an error page with status 200": (
        "not-found",
        ("Page not found", "Have a look at our other pages about birds and trees. " * 9),
    ),
    "an error page with its number": ("not-found", ("404: Page not found", "Try the menu, or count the birds. " * 9)),
    "an error page without a telling title": (
        "not-found",
        (
            "The Owls",
            "Sorry, the page you are looking for no longer exists.",
            "It may have been moved: return to the home page.",
        ),
    ),
    "maintenance": (
        "not-found",
        ("The Owls", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
    ),
    "a login": ("members", ("Log in", "Forgot your password? Members can ask for a new one at the hut by the river.")),
    "a paywall": (
        "members",
        ("Our plan", "Subscribe to continue reading this page.", "Already a subscriber? Please log in first, thanks."),
    ),
    "a robot check": ("challenge", ("Robot Check", "Sorry, we just need to make sure you're not a robot.")),
    "an ad blocker": ("challenge", ("owls.example", "Please enable JS and disable any ad blocker")),
    "a service with a problem": (
        "not-found",
        ("Sorry, there is a problem with the service", "Try again later, we say."),
    ),
    "a fresh server": (
        "not-found",
        ("Welcome to nginx!", "The web server is successfully installed and working. " * 2),
    ),
    "a domain for sale": (
        "not-found",
        ("owls.example", "This domain is for sale. Buy this domain, or look for nests."),
    ),
    "a long error page": (
        "not-found",
        (
            "404",
            "Sorry, the page you are looking for could not be found.",
            *[f"Read about box {n}. " * 9 for n in range(12)],
        ),
    ),
    "a page that leads on": ("stub", ("The Owls", "You should be redirected quickly, if not click here. " * 3)),
}


@pytest.mark.parametrize(("wall", "said"), WALLS.values(), ids=WALLS)
def test_a_page_in_a_pages_place_is_known(look: Any, page: Any, wall: str, said: tuple[str, ...]) -> None:
    """Challenges, refusals, consent walls, error pages, logins and stubs are told apart, also on the first visit."""
    found = walled(look(page(*said)), again=False)

    assert found is not None
    assert found.name == wall


@pytest.mark.parametrize(
    ("name", "value"),
    [("cf-mitigated", "challenge"), ("x-amzn-waf-action", "captcha"), ("cf-mitigated", " Challenge ")],
)
def test_a_firewall_says_so_in_a_header(look: Any, page: Any, rules: Any, name: str, value: str) -> None:
    """Cloudflare and AWS mark a challenge in its head, whatever it looks like."""
    found = suspicion(look(page("Our plan", LONG * 20), headers=((name, value),)), rules=rules)

    assert found is not None
    assert found.startswith(
        f"its header says “{name}: {value.strip().lower()}”, as a page does that checks for robots: "
    )


SHELLS = {
    "create-react-app": "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>",
    "an empty root": '<div id="app">\n  </div><script src="/app.js"></script>',
    "Vue": "<noscript><strong>We're sorry but owls doesn't work properly without JavaScript enabled.</strong></noscript>",
}


@pytest.mark.parametrize("body", SHELLS.values(), ids=SHELLS)
def test_a_shell_that_a_script_fills_in_is_named(look: Any, rules: Any, body: str) -> None:
    """The reason is not just that the page is empty, but why, and what to do."""
    found = explained(look(f"<html><head><title>Owls</title></head><body>{body}</body></html>"), "empty", rules=rules)

    assert "as a shell does that a script fills in: look for the text behind it" in found


def test_a_challenge_without_any_text_is_named(look: Any, rules: Any) -> None:
    """Cloudflare's page has no text at all before its script has run."""
    html = (
        "<html><head><title>Just a moment...</title><script>window._cf_chl_opt={}</script></head><body></body></html>"
    )

    found = explained(look(html), "the page is empty", rules=rules)

    assert found.startswith("its title says “Just a moment...”, as a page does that checks for robots: ")


def test_what_is_no_wall_keeps_the_readers_words(look: Any, rules: Any) -> None:
    """An empty page that nothing explains is told as the reader told it."""
    assert explained(look("<html><body></body></html>"), "the page is empty", rules=rules) == "the page is empty"


ARTICLES = {
    "about cookies": (
        "Ministers want an end to cookie banners",
        "Visitors must be able to reject all cookies as easily as to accept all of them, the watchdog said on Monday.",
        "A spokesman said: “We use cookies and we value your privacy.”",
        "The law has been in force for nine years, and hardly a site keeps it, a count in the spring has found.",
        "Schools will have until the summer to change theirs.",
    ),
    "about captchas": (
        "Verify you are human: how captchas shut out blind pupils",
        "To sit a mock exam, pupils must first tick a box to verify you are human.",
        "Blind pupils were locked out for a week, said a head teacher, and nobody at the exam board took the call.",
        "The board will offer another way from the autumn, and will pay for the week that was lost.",
        "It was the third such case this year in the county.",
    ),
    "about error pages": (
        "Why ‘page not found’ errors cost councils millions",
        "One in nine links on council sites leads to a page not found message, a survey says.",
        "Parents who look for school places give up after two such pages, and ring the council instead.",
        "The councils aim to mend all links by the spring.",
    ),
    "about access": (
        "Access denied: children who cannot go to their nearest school",
        "Four in ten children cannot go to the school that is nearest to them, according to a count by the owls.",
        "We will open more places in every village by 2027, and pay for them with a levy on acorns.",
    ),
    "about maintenance": (
        "Scheduled maintenance of school roofs",
        "We will mend the roofs of 400 schools by 2028, beginning with those that leak most.",
        "Each school gets a date, and pupils are taught elsewhere while their roof is open to the sky.",
    ),
    "a withdrawn banner": (
        "Counting nest boxes",
        "This guidance was withdrawn on 4 March 2022. It is no longer current.",
        "You should count every nest box in the spring, box by box, and keep the sheets in the hut.",
        "Boxes that are no longer available are left out of the count, and so are those in gardens.",
    ),
    "about being blocked": (
        "Blocked: how red tape stops new nests",
        "The request was rejected by the council three times, though every form had been filled in, says the head.",
        "We will change the law.",
    ),
    "about redirected money": (
        "Funding is being redirected to schools",
        "£200 million is being redirected from consultants to schools, the minister said.",
        "You will be redirected no more, says the union to teachers who are moved about at short notice.",
    ),
    "for members": (
        "What we offer members",
        "Sign in to vote on our plan. You already have an account if you came to the conference in the wood.",
        "Members choose our policy on nests: 40 boxes in every village.",
    ),
    "a privacy notice": (
        "Privacy notice",
        "The owls hold your name for as long as you are a member. We and our local branches use it to write to you.",
        "You can change your mind at any time about letters. We use cookies only to remember that you closed the banner.",
    ),
    "with a number": (
        "404 schools to get new roofs",
        "We will mend 404 roofs by 2027, and each school gets a date for it in the spring.",
    ),
    "about one captcha": (
        "Captcha",
        "A captcha is a small test by which a site tells people from programs. Pupils who cannot see fail it.",
        "So we will ban it from all school sites by 2027.",
    ),
    "about JavaScript": (
        "Pupils will learn JavaScript",
        "Every pupil will learn to code by 2028: the new curriculum requires JavaScript from year 7, the minister said.",
        "A third of school laptops cannot run it.",
    ),
    "a party's own cookie page": (
        "Cookies",
        "Cookies are small files that a site leaves on your computer, so that it knows you when you come back to it.",
        "The owls' site uses two of them. One remembers that you have closed the banner, for a year, and nothing more.",
        "The other counts visits. You can refuse it, and you will see the same pages with it as without it.",
    ),
}


@pytest.mark.parametrize("said", ARTICLES.values(), ids=ARTICLES)
def test_an_article_about_such_pages_is_an_article(look: Any, page: Any, rules: Any, said: tuple[str, ...]) -> None:
    """Cookies, captchas, errors and maintenance are written about; short articles about them pass, new or edited."""
    capture = look(page(*said))

    edited = look(page(said[0], *said[1:], "We say this in one more sentence that was not there before."))

    assert suspicion(capture, rules=rules) is None
    assert suspicion(edited, rules=rules, held=capture) is None
    if said[0] != "Captcha":  # where another page stood before, such a title is to be looked at
        assert suspicion(capture, rules=rules, held=look(page("Our plan", *said[1:]))) is None


@pytest.mark.parametrize(
    "mark",
    [
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        "<noscript>Enable JavaScript</noscript>",
        "<div id='app'></div>",
        "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script><div class='cf-turnstile'></div>",
        "<form><input type='password'></form>",
    ],
)
def test_marks_on_an_ordinary_page_say_nothing(look: Any, page: Any, rules: Any, mark: str) -> None:
    """Firewalls put their scripts on good pages, too, and good pages speak to readers without JavaScript."""
    assert suspicion(look(page("Our plan", LONG, LONG, head=mark, around=mark)), rules=rules) is None


def test_a_long_page_may_have_the_title_of_an_error(look: Any, page: Any) -> None:
    """A report called “Access denied” passes when it comes first; where another page stood before, it must be looked at."""
    report = look(page("Access denied", *[f"{LONG} Sheet {number}." for number in range(30)]))

    assert walled(report, again=False) is None
    assert walled(report, again=True) is not None
