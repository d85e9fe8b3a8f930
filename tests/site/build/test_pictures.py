"""Pictures of pages on a site: two parts side by side on the page of a change, whole ones only where they may stand."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pagepictures import laid_out, png
from picturedstore import FREE, NEW, OLD, QUOTED, TAWNY, pictured_store
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.cli.main import main
from tracker.fetch.picture import bare, lines_of, size_of

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Writes the site of a store with pictures: its folder."""
    monkeypatch.setenv("TZ", "UTC")

    def site(*words: str) -> Path:
        assert main(["-C", str(tmp_path / "watch"), "report", str(tmp_path / "site"), "--jobs", "1", *words]) == 0
        return tmp_path / "site"

    return site


@pytest.fixture
def held(tmp_path: Path) -> dict[str, bytes]:
    """The pictures of that store."""
    return dict(pictured_store(tmp_path / "watch", laid_out))


def _shots(site: Path, source: str) -> list[LexborNode]:
    return LexborHTMLParser((site / f"changes/{source}/page/2.html").read_bytes()).css(".shots img")


def _pngs(site: Path) -> list[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.png"))
    return sorted(one for one in found if not one.startswith("assets/"))


def test_before_and_after_stand_side_by_side(held: dict[str, bytes], build: Build) -> None:
    """Each part has the size that the page says, so that nothing moves when it comes; it is loaded when it is near."""
    site = build()

    shots = _shots(site, FREE)
    told = "Part of the page “Plan for owls of the woods” as a browser showed it {} the change, captured {} Aug 2026, 07:00"
    assert [shot.attributes["alt"] for shot in shots] == [told.format("before", 17), told.format("after", 18)]
    for shot in shots:
        body = (site / f"changes/{FREE}/page" / str(shot.attributes["src"]).rpartition("/")[2]).read_bytes()
        assert size_of(body) == (int(shot.attributes["width"] or 0), int(shot.attributes["height"] or 0))
        assert shot.attributes["loading"] == "lazy"


def test_whole_pictures_stand_where_they_may(held: dict[str, bytes], build: Build) -> None:
    """Pixel for pixel as they were kept, without the places of text, linked from two pages; none of the press."""
    site = build()

    assert _pngs(site) == [
        *(f"changes/{QUOTED}/page/2-{side}.png" for side in ("new", "old")),
        *(f"changes/{FREE}/page/2-{side}.png" for side in ("new", "old")),
        *(f"sources/{FREE}/page/v{number}.png" for number in (1, 2)),
    ]
    assert (site / f"sources/{FREE}/page/v2.png").read_bytes() == bare(held[f"{FREE}@2"])
    assert lines_of((site / f"sources/{FREE}/page/v2.png").read_bytes()) == ()
    assert 'href="v2.png"' in (site / f"sources/{FREE}/page/v2.html").read_text("utf-8")
    assert ".png" not in re.sub(r"assets/\S+", "", (site / f"sources/{QUOTED}/page/v2.html").read_text("utf-8"))
    assert f"sources/{FREE}/page/v1.png" in (site / f"changes/{FREE}/page/2.html").read_text("utf-8")


def test_a_part_of_the_press_shows_no_more_than_an_extract(held: dict[str, bytes], build: Build) -> None:
    """The letters of every printed line that it shows are counted; and it is the very part of the picture that is kept."""
    image = pytest.importorskip("PIL.Image")
    site = build()

    for number, side in ((1, "old"), (2, "new")):
        kept = held[f"{QUOTED}@{number}"]
        with image.open(BytesIO((site / f"changes/{QUOTED}/page/2-{side}.png").read_bytes())) as part:
            width, height = part.size
        first = next(line for line in lines_of(kept) if line.text in (OLD, NEW)[number - 1])
        shown = [line for line in lines_of(kept) if first.y <= line.y < first.y + height and line.x < first.x + width]
        assert "".join(line.text for line in shown).startswith(("We will build 40", "We aim to build up")[number - 1])
        assert 60 < sum(len(line.text) for line in shown) <= 200


def test_of_words_that_only_came_the_page_before_shows_their_place(tmp_path: Path, build: Build) -> None:
    """What stood beside them, where it may be shown; of the press only the page after, for no more is quoted."""
    held = pictured_store(tmp_path / "watch", laid_out, reworded=False)

    site = build()

    assert [shot.attributes["src"].rpartition("-")[2] for shot in _shots(site, FREE)] == ["old.png", "new.png"]
    assert [shot.attributes["src"].rpartition("-")[2] for shot in _shots(site, QUOTED)] == ["new.png"]
    line = next(one for one in lines_of(held[f"{QUOTED}@2"]) if one.text.startswith("Hedgehogs"))
    size = size_of((site / f"changes/{QUOTED}/page/2-new.png").read_bytes())
    assert size is not None
    assert line.height < size.height < 3 * line.height


def test_nothing_is_made_twice(held: dict[str, bytes], build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    """A second build of the same writes no file."""
    build()
    capsys.readouterr()

    build()

    assert capsys.readouterr().out.startswith("0 files written")


def test_redacted_words_are_in_no_picture(held: dict[str, bytes], build: Build, tmp_path: Path) -> None:
    """Of a version that holds them no picture stays, though they stand far from the change; nor in a bundle."""
    build()
    told = ["redact", "--by", "Ada", "--sentence", TAWNY, "--why", "He asked."]
    assert main(["-C", str(tmp_path / "watch"), *told]) == 0

    site = build()

    assert _pngs(site) == []
    assert _shots(site, FREE) == []
    assert main(["-C", str(tmp_path / "watch"), "cite", f"{FREE}@2", "--bundle", str(tmp_path / "a.zip")]) == 2


def test_a_purge_takes_pictures_off_the_site(held: dict[str, bytes], build: Build, tmp_path: Path) -> None:
    """With the pages of the source."""
    build()
    assert main(["-C", str(tmp_path / "watch"), "purge", FREE, "--reason", "as asked", "--yes"]) == 0

    assert _pngs(build()) == [f"changes/{QUOTED}/page/2-{side}.png" for side in ("new", "old")]


def test_without_the_library_only_whole_pictures_are_linked(
    held: dict[str, bytes], build: Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the build says how to have the others."""
    monkeypatch.setattr("tracker.desk.cropped.find_spec", lambda _: None)

    site = build()

    assert _pngs(site) == [f"sources/{FREE}/page/v{number}.png" for number in (1, 2)]
    assert _shots(site, FREE) == []
    assert "the whole page" in (site / f"changes/{FREE}/page/2.html").read_text("utf-8")
    assert "browser" in capsys.readouterr().out


def test_a_picture_that_cannot_be_read_costs_no_build(tmp_path: Path, build: Build) -> None:
    """Half a PNG with a whole header: the page of the change stands without it."""
    pictured_store(tmp_path / "watch", lambda html: _broken(laid_out(html)))

    site = build()

    assert _shots(site, FREE) == []
    assert (site / f"changes/{FREE}/page/2.html").exists()


def _broken(picture: bytes) -> bytes:
    at = picture.index(b"IDAT") + 40
    return picture[:at] + bytes(60) + picture[at + 60 :]


def test_pictures_without_places_of_text_are_linked_only(tmp_path: Path, build: Build) -> None:
    """Which part of them to show is not known."""
    pictured_store(tmp_path / "watch", lambda _: png(1280, 900))

    site = build()

    assert _pngs(site) == [f"sources/{FREE}/page/v{number}.png" for number in (1, 2)]
