"""Print the quality table of docs/quality.md, measured on tests/gold now (`--floors`: print floors.json)."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

GOLD = Path(__file__).parents[1] / "tests" / "gold"
PARTS = {"mended": "mended on", "held": "held back, never mended on"}
ROWS = (
    ("sentences with a claim: precision", "precision", "n_found"),
    ("… recall", "recall", "n_claims"),
    ("pledges and reports only: precision", "pledge_precision", None),
    ("… recall", "pledge_recall", None),
    ("right kind, or rightly none", "kind", "sentences"),
    ("right speaker", "speaker", "n_speaker"),
    ("right actor", "actor", "n_actor"),
    ("right firmness, 0 to 6", "strength", "n_strength"),
    ("right polarity", "polarity", "n_polarity"),
    ("right deadline words", "deadline", "n_deadline"),
    ("right amounts, all of the sentence", "quantities", "n_quantities"),
    ("direct quotations: span precision", "quote_precision", "n_quotes"),
    ("… recall", "quote_recall", "n_quotes"),
    ("… right speaker", "quote_speaker", "n_quotes"),
)


def quality() -> str:
    """What finding claims and quotations reaches on both parts of the gold articles, with n, as a Markdown table."""
    figures = _figures()
    heads = [
        f"{said} (n = {figures[part]['sentences']} sentences of {figures[part]['articles']} articles)"
        for part, said in PARTS.items()
    ]
    lines = [f"| written and labelled by the authors | {' | '.join(heads)} |", "|---|---|---|"]
    for said, figure, count in ROWS:
        cells = [_cell(figures[part], figure, count) for part in PARTS]
        lines.append(f"| {said} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figures: dict[str, float], figure: str, count: str | None) -> str:
    return f"{figures[figure]:.3f}" + (f" (n = {figures[count]})" if count else "")


def _figures() -> dict[str, dict[str, float]]:
    gold = _gold()
    return {part: gold.measure([one for one in gold.articles() if one.held == (part == "held")]) for part in PARTS}


def _gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_measures", GOLD / "measure.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD / "measure.py")
    gold = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = gold
    spec.loader.exec_module(gold)
    return gold


def floors() -> str:
    """What floors.json holds when pinned at the figures of now."""
    note = "Articles written and labelled by the authors of tracker; mended: upper bounds for pages of others."
    return json.dumps({**_figures(), "digest": _gold().digest(), "note": note}, indent=2)


if __name__ == "__main__":
    print(floors() if "--floors" in sys.argv else quality())
