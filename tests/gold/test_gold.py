"""The gold corpus: articles written and labelled by the authors, and how what is found in them measures up."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parent


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"gold_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


measure = _load(FOLDER / "measure.py")


@pytest.fixture(scope="module")
def reached() -> dict[str, dict[str, float]]:
    """The figures now, of the articles mended on and of those held back."""
    return {
        part: measure.measure([one for one in measure.articles() if one.held == (part == "held")])
        for part in ("mended", "held")
    }


def _floors() -> dict[str, Any]:
    pinned: dict[str, Any] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    return pinned


@pytest.mark.parametrize("part", ["mended", "held"])
def test_the_gold_scores_do_not_sink(reached: dict[str, dict[str, float]], part: str) -> None:
    """Each figure is at least what floors.json pins."""
    pinned = _floors()[part]

    sunk = {name: now for name, now in reached[part].items() if now < pinned[name]}

    assert sunk == {}, f"sank below {pinned}"
    assert pinned.keys() == reached[part].keys()


def test_quotations_are_cut_and_attributed_as_we_promise(reached: dict[str, dict[str, float]]) -> None:
    """Direct quotations: spans at .95 precision and recall, speakers at .85, in both parts."""
    for figures in reached.values():
        assert figures["quote_precision"] >= 0.95
        assert figures["quote_recall"] >= 0.95
        assert figures["quote_speaker"] >= 0.85


def test_the_corpus_is_large_enough() -> None:
    """At least 12 articles and 250 labelled sentences; every sentence of text is labelled or only leads a list in."""
    articles = measure.articles()

    assert len(articles) >= 12
    assert sum(len(article.labels) for article in articles) >= 250


def test_the_corpus_is_the_one_the_floors_were_measured_on() -> None:
    """Who changes an article or a label measures anew and says so."""
    pinned = _floors()["digest"]

    now = measure.digest()

    assert now == pinned, "the gold corpus changed: measure again and set floors.json"


def test_the_readme_prints_the_figures_of_now() -> None:
    """What `scripts/quality.py` prints stands in docs/quality.md, word for word."""
    root = FOLDER.parents[1]
    quality = _load(root / "scripts" / "quality.py")

    printed = quality.quality()

    assert printed in (root / "docs" / "quality.md").read_text(encoding="utf-8"), printed
