"""Life lines and cards: geometry, words, and the same bytes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest
from lxml import etree

from tracker.claims.claim import Claim
from tracker.config.person import Election, Period
from tracker.config.verdict import LinkVerdict
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.site import raster
from tracker.site.card import HIGH, WIDE, card_pages
from tracker.site.drawing import Box, Drawing, ticks
from tracker.site.frame import Site
from tracker.site.lettering import wide, wrapped
from tracker.site.life import LifeEvent, LifeLine, LifePoint, life_line
from tracker.site.life_tall import life_tall
from tracker.site.life_wide import life_wide

Made = Callable[..., Claim]
Rules = Callable[..., Published]
DAY = date(2024, 1, 1).toordinal()
LONG = "every struggling school in the whole of England, Wales and Northern Ireland, by the end of this Parliament"


def _point(day: int, voice: int = 0, words: str = "aims to", number: float | None = None) -> LifePoint:
    said = "" if number is None else f"more than {number:g}"
    return LifePoint(DAY + day, str(day), voice, words, 0.3, number, said, sure=True)


def _life(points: list[LifePoint], *events: LifeEvent) -> LifeLine:
    names = ("Owls", "Department of Woods and of all that lives in them", "Jays")
    return LifeLine(names[: 1 + max(one.voice for one in points)], tuple(points), events)


CROWDED = _life(
    [_point(at * 3, at % 3, LONG if at % 2 else f"“{at}”", 100.0 * at if at % 3 == 0 else None) for at in range(24)],
    LifeEvent(DAY + 5, "6 Jan 2024", "An election with rather a long name"),
    LifeEvent(DAY + 40, "10 Feb 2024", "Jays after the Owls"),
)
SAME_DAY = _life([_point(0, 0, "will"), _point(0, 1, "shall"), _point(1, 0, LONG), _point(1, 1, LONG)])
EVEN = _life([_point(at * 300, at % 2, f"words {at}", 50.0) for at in range(6)])
LIVES = pytest.mark.parametrize("life", [CROWDED, SAME_DAY, EVEN], ids=["crowded", "same day", "even"])
DRAWN: list[Callable[[LifeLine], Drawing]] = [
    lambda life: life_wide(life, width=952, size=15, most=24),
    lambda life: life_tall(life, width=352, size=14, most=24),
]
BOTH = pytest.mark.parametrize("draw", DRAWN, ids=["wide", "tall"])


@LIVES
@BOTH
def test_labels_do_not_overlap_and_stay_in_the_picture(life: LifeLine, draw: Callable[[LifeLine], Drawing]) -> None:
    """However close the days are, and whatever is said."""
    drawn = draw(life)

    assert len(drawn.boxes) >= len([one for one in life.points if one.words])
    assert not [pair for pair in combinations(drawn.boxes, 2) if pair[0].meets(pair[1])]
    assert all(box.left >= 0 and box.right <= drawn.wide + 0.5 and box.bottom <= drawn.high for box in drawn.boxes)


@LIVES
def test_no_line_to_a_label_crosses_another_label(life: LifeLine) -> None:
    """In the wide picture a label stands to the right of its line, above all that begin below it."""
    drawn = life_wide(life, width=952, size=15, most=24)

    for line in (one for one in drawn.strokes if one.kind == "leader"):
        x, low, high = (float(one) for one in line.d.removeprefix("M").replace("V", " ").split())
        crossed = Box(x - 0.1, min(low, high) + 1, x + 0.1, max(low, high) - 1)
        assert not [box for box in drawn.boxes if box.meets(crossed)]


def test_numbers_stand_on_a_scale_that_begins_at_zero() -> None:
    """Twice the number is twice as high, and as long on a phone."""
    life = _life([_point(0, number=600), _point(100, number=200), _point(200, number=300)])
    wide_one, tall_one = (draw(life) for draw in DRAWN)

    stems = [one.d.removeprefix("M").replace("V", " ").split()[1:] for one in wide_one.strokes if one.kind == "stem"]
    high = [float(bottom) - float(top) for bottom, top in stems]
    long = [float(one.d.rpartition("h")[2]) for one in tall_one.strokes if one.kind == "bar"]
    assert [round(one / high[0], 2) for one in high] == [1.0, 0.33, 0.5]
    assert [round(one / long[0], 2) for one in long] == [1.0, 0.33, 0.5]


def test_each_voice_has_its_own_lane_and_mark() -> None:
    """Shape and lane tell them apart where colours do not; time runs the same way for all."""
    drawn = life_wide(CROWDED, width=952, size=15, most=5)

    lanes = {mark.voice: mark.shape for mark in drawn.marks}
    assert len(set(lanes.values())) == len(CROWDED.voices) == len([one for one in drawn.strokes if one.kind == "lane"])
    assert all(one.x <= other.x for one, other in pairwise(one for one in drawn.marks if one.voice == 1))


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2023, 7, 6), date(2026, 2, 24), ["2024", "2025", "2026"]),
        (date(2024, 2, 1), date(2024, 8, 1), ["Apr 2024", "Jul 2024"]),
        (date(1997, 5, 1), date(2024, 7, 4), ["2000", "2005", "2010", "2015", "2020"]),
    ],
)
def test_years_are_ticks(first: date, last: date, wanted: list[str]) -> None:
    """Of half a year its quarters, of many years some."""
    assert [words for _, words in ticks(first.toordinal(), last.toordinal())] == wanted


def test_lines_break_between_words_and_say_what_they_leave_out() -> None:
    """No line is wider than its room; a word that is, is cut."""
    lines = wrapped(LONG, 15, 150, 3)

    assert len(lines) == 3
    assert all(wide(line, 15) <= 150 for line in lines)
    assert lines[-1].endswith(" …")
    assert wrapped("w" * 90, 15, 150, 2) == (f"{'w' * 9}…",)
    assert wrapped("", 15, 150, 2) == ()


@pytest.fixture
def thread(claim: Made, rules: Rules) -> Thread:
    """Three stages that a person confirmed, the second of another voice."""
    claims = [
        claim("We will build 40 owl boxes in every village.", 1),
        claim("We will build 40 owl boxes in every village.", 2, source="press", publisher="Jays"),
        claim("We aim to build up to 60 owl boxes in villages.", 9, strength=2, words="aim to"),
    ]
    links = [LinkVerdict(earlier=claims[0].id, later=one.id, relation="same", by="Ada") for one in claims[1:]]
    (found,) = rules(link=links).threads(threads(claims, verdicts=links))
    return found


def _rules(rules: Rules) -> Published:
    """With an election in May and a change of government the day after it."""
    found = rules()
    told = {"source": "https://example.org/"}
    vote = Election.model_validate({"name": "Wood election", "on": "2024-05-02", **told})
    after = {
        "kind": "change of government",
        "name": "Jays after Owls",
        "binds": ["department"],
        "from": "2024-05-03",
        **told,
    }
    people = found.config.people.model_copy(update={"election": (vote,), "period": (Period.model_validate(after),)})
    return replace(found, config=replace(found.config, people=people))


def test_a_life_line_has_the_words_that_turned_and_the_elections_between(thread: Thread, rules: Rules) -> None:
    """Old words where they stood, new ones where they came; in time order."""
    life = life_line(thread, _rules(rules))

    assert life is not None
    assert life.told == (
        ("seen 1 Jan 2024", "Owls", "will, owl boxes in every village, 40"),
        ("seen 1 Feb 2024", "Jays", "will build, owl boxes in every village, 40"),
        ("2 May 2024", "", "Wood election"),
        ("3 May 2024", "", "Jays after Owls"),
        ("seen 1 Sep 2024", "Owls", "aim to, owl boxes in villages, up to 60"),
    )


def test_words_that_stand_in_both_wordings_did_not_turn_in_a_life(claim: Made, rules: Rules) -> None:
    """As on a card of the front; that fewer are covered stays told, though their words all stood there before."""
    false, less = [
        [claim(earlier, 1), claim(later, 3)]
        for earlier, later in (
            (
                "We will not pay for tools that the village will need once open such as boxes and ladders.",
                "We will not pay for any tools the village will need once open, such as boxes and ladders.",
            ),
            (
                "We will recruit new wardens in every wood of the county.",
                "We will recruit new wardens in woods of the county.",
            ),
        )
    ]

    assert "once open" not in str(_told(false, rules))
    assert "every" in str(_told(less, rules))


def _told(claims: list[Claim], rules: Rules) -> object:
    links = [LinkVerdict(earlier=claims[0].id, later=claims[1].id, relation="same", by="Ada")]
    (found,) = rules(link=links).threads(threads(claims, verdicts=links))
    life = life_line(found, rules(link=links))
    return life.told if life else None


def test_one_day_is_no_life_line(claim: Made, rules: Rules) -> None:
    """There is nothing to compare."""
    (alone,) = threads([claim("We will build 40 owl boxes.", 1)])

    assert life_line(alone, rules()) is None


def _cards(thread: Thread, rules: Published, **site: str) -> dict[str, bytes]:
    made = card_pages(thread, Site(**site), rules, Notebook.of(rules.config, for_desk=False), "1 Oct 2024")  # type: ignore[arg-type]
    return {one.address.rpartition(".")[2]: one.content() for one in made}


def test_a_card_says_as_of_when_where_from_and_who_keeps_it(thread: Thread, rules: Rules) -> None:
    """A card cannot be recalled: date, address, keeper and imprint are on it."""
    told = {
        "name": "Wood watch",
        "keeper": "The Owlery",
        "imprint": "A. Owl, 1 Oak Lane",
        "base": "https://example.org/",
    }

    tree = etree.fromstring(_cards(thread, _rules(rules), **told)["svg"])

    words = [" ".join(node.itertext()) for node in tree.iter("{*}text")]
    assert (tree.get("width"), tree.get("height")) == (str(WIDE), str(HIGH))
    assert "“We will build 40 owl boxes in every village.”" in " ".join(words)
    assert {
        "As of 1 Oct 2024",
        f"https://example.org/pledges/{thread.id}.html",
        "Wood election",
        "Jays after Owls",
    } <= {*words}
    assert "Wood watch · kept by The Owlery · Imprint: A. Owl, 1 Oak Lane" in words


def test_hostile_words_stay_words_on_a_card(claim: Made, rules: Rules, hostile_words: tuple[str, ...]) -> None:
    """Labels, titles and names are text of an SVG that can be read, without any style, script or address."""
    claims = [claim(f"We will plant {at + 40} {one} trees.", 1 + at % 9, publisher=one, year=2000 + at)
              for at, one in enumerate(hostile_words)]  # fmt: skip
    links = [LinkVerdict(earlier=one.id, later=two.id, relation="same", by="Ada") for one, two in pairwise(claims)]
    found = next(iter(rules(link=links).threads(threads(claims, verdicts=links))))

    tree = etree.fromstring(
        _cards(found, rules(), name=hostile_words[1], keeper=hostile_words[2], imprint="]]>")["svg"]
    )

    assert {etree.QName(node).localname for node in tree.iter()} <= {*"svg title desc rect text g path circle".split()}
    names = {name for node in tree.iter() for name in node.attrib}
    assert not [name for name in names if name.startswith(("on", "style", "href", "{"))]


def test_a_card_is_the_same_bytes_each_time(thread: Thread, rules: Rules) -> None:
    """Also as a picture, where the extra is there to make it; that is as large as the card says."""
    one, two = (_cards(thread, _rules(rules)) for _ in range(2))

    assert one == two
    assert "png" in one or raster.rasteriser() is None
    if "png" in one:
        assert one["png"][:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(one["png"][at : at + 4]) for at in (16, 20)] == [WIDE, HIGH]


def test_letters_come_with_tracker(thread: Thread, rules: Rules) -> None:
    """A card with words is another picture than one without: no letters of this machine are needed."""
    if raster.rasteriser() is None:
        pytest.skip("The extra cards is not installed.")
    svg = _cards(thread, _rules(rules))["svg"].decode()

    assert raster.png(svg) != raster.png(svg.replace("owl boxes", ""))
    assert raster.png(svg) == raster.png(svg.replace("system-ui, sans-serif", "sans-serif"))
