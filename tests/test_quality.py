"""The pipeline on annotated texts: floors that only rise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.evaluate import Sample, Scores, build_tables, evaluate, find_gold
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
    assert floors, "tests/floors.json is missing"
    messages = broken(floors, Scores.merge([sample.scores for sample in samples]))
    assert not messages, "\n".join(messages)
