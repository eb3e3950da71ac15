"""The pipeline on annotated texts: floors that only rise, and the card for readers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.evaluate import (
    Sample,
    Scores,
    build_tables,
    evaluate,
    find_gold,
    render_card,
)
from pipeline.evaluate.floors import broken, read_floors

TESTS = Path(__file__).parent
ROOT = TESTS.parent


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """Every gold set of the repository beside the tables built from its texts, and no others."""
    found = []
    for gold in find_gold([TESTS / "gold", TESTS / "variations"]):
        seeds = gold.seeds
        if seeds is None:
            seeds = tmp_path_factory.mktemp("seeds")
            for document in gold.documents:
                shutil.copyfile(ROOT / "seeds" / document, seeds / document)
        tables = build_tables(seeds)
        found.append(Sample(gold.name, evaluate(tables, gold), tables))
    return found


def test_scores_do_not_fall(samples: list[Sample]) -> None:
    floors = read_floors(TESTS / "floors.json")
    assert floors.keys() == {sample.name for sample in samples}, "each gold set has floors"
    messages = broken(floors, Scores.merge([sample.scores for sample in samples]))
    assert not messages, "\n".join(messages)


def test_the_quality_card_is_up_to_date(samples: list[Sample]) -> None:
    card = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert card == render_card(samples), "docs/quality.md is stale: run `make docs`"
