"""Scores a processed dataset against gold annotation: how every rule is steered.

scores = evaluate(Path("data/processed"), find_gold([Path("tests/gold")]))
print(scores.as_table())
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from pipeline.evaluate.articles import score_articles, score_passages
from pipeline.evaluate.card import Sample, render_card
from pipeline.evaluate.dataset import Dataset, known_names, read_tables
from pipeline.evaluate.floors import raised, read_floors, write_floors
from pipeline.evaluate.gold import Gold, GoldError, People, find_gold, read_gold
from pipeline.evaluate.measures import Book
from pipeline.evaluate.meetings import score_meetings
from pipeline.evaluate.mentions import score_mentions
from pipeline.evaluate.report import Scores
from pipeline.evaluate.resolution import score_resolution
from pipeline.evaluate.reuse import score_reuse
from pipeline.evaluate.travels import score_messages, score_visits
from pipeline.storage import StorageError

__all__ = [
    "Gold",
    "GoldError",
    "Sample",
    "Scores",
    "add_arguments",
    "build_tables",
    "evaluate",
    "find_gold",
    "main",
    "read_gold",
    "render_card",
    "score_sets",
]


def evaluate(tables: Mapping[str, pa.Table] | Path, gold: Gold | Sequence[Gold]) -> Scores:
    """Score tables (or a processed directory) against gold sets, pooled by their counts.

    Only the documents of the gold sets count; only what a set annotates is scored. A gold
    document that the tables lack counts as missed with all that it holds.
    """
    if isinstance(tables, Path):
        tables = read_tables(tables)
    sets = [gold] if isinstance(gold, Gold) else list(gold)
    return Scores.pool({one.name: _score(tables, one) for one in sets})


def _score(tables: Mapping[str, pa.Table], gold: Gold) -> Book:
    data, book = Dataset(tables, gold), Book()
    people = People(gold.of("actors"))
    for document in data.missing:
        book.miss("documents", "missed", (document, 0), "not in the processed set")
    if gold.has("articles"):
        score_articles(data, people, book)
    if gold.has("lines"):
        score_passages(data, book)
    if gold.has("reuse"):
        score_reuse(data, book)
    if gold.has("mentions"):
        score_resolution(data, score_mentions(data, book), book)
    if gold.has("meetings"):
        score_meetings(data, people, book)
    if gold.has("visits"):
        score_visits(data, people, book)
    if gold.has("messages"):
        score_messages(data, people, book)
    return book


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `readouts evaluate`, all but `--processed`."""
    parser.add_argument(
        "--gold",
        type=Path,
        nargs="+",
        default=[Path("tests/gold")],
        metavar="DIR",
        help="folders with gold sets, or folders that hold such folders (default: tests/gold); "
        "a set that brings its own texts in a folder `seeds` is built on the side",
    )
    parser.add_argument("--json", dest="as_json", action="store_true", help="scores as JSON")
    parser.add_argument("--misses", action="store_true", help="list what is missed and spurious")
    parser.add_argument("--card", type=Path, metavar="FILE", help="write the quality card")
    parser.add_argument(
        "--raise-floors",
        type=Path,
        metavar="FILE",
        help="lift the limits in FILE (tests/floors.json) to these scores; none is relaxed",
    )


def main(arguments: argparse.Namespace) -> int:
    """Run `readouts evaluate` with the options of `add_arguments` and `processed: Path`.

    Prints the scores. Returns 0, or 1 with a message when gold or tables cannot be read.
    """
    try:
        samples = score_sets(arguments.processed, find_gold(arguments.gold))
    except (GoldError, StorageError, OSError) as error:
        print(f"readouts evaluate: {error}", file=sys.stderr)
        return 1
    scores = Scores.merge([sample.scores for sample in samples])
    if arguments.as_json:
        print(scores.as_json(misses=arguments.misses))
    else:
        print(scores.as_table())
        if arguments.misses:
            print()
            print(scores.list_misses())
    if arguments.card:
        arguments.card.write_text(render_card(samples), encoding="utf-8")
    if arguments.raise_floors:
        floors = raised(read_floors(arguments.raise_floors), scores)
        write_floors(arguments.raise_floors, floors)
    return 0


def score_sets(processed: Path, sets: Sequence[Gold]) -> list[Sample]:
    """Score each gold set on the processed directory, or on tables built from its own seeds."""
    tables: dict[str, pa.Table] | None = None
    samples = []
    for gold in sets:
        if gold.seeds is not None:
            own = build_tables(gold.seeds)
        else:
            if tables is None:
                tables = read_tables(processed)
            own = tables
        if "documents" not in own:
            raise GoldError(f"{processed} holds no dataset: run `readouts build` first")
        samples.append(Sample(gold.name, evaluate(own, gold), own))
    return samples


def build_tables(seeds: Path) -> dict[str, pa.Table]:
    """The tables that the pipeline makes of a folder of seeds; nothing is kept on disk."""
    # Only here: the steps bring the whole pipeline with them.
    from pipeline.build import STEPS, run_step
    from pipeline.config import Settings

    with tempfile.TemporaryDirectory(prefix="readouts-") as folder:
        work = Path(folder)
        settings = Settings(seeds, work / "raw", work / "interim", work / "processed")
        reference = known_names()
        tables: dict[str, pa.Table] = {}
        for step in STEPS:
            tables.update(run_step(step, settings, reference, tables))
    return tables
