"""Megabytes per second of the search for dates, places and countries.

    python benchmarks/dates_places.py [megabytes]

The text is made from the documents in `seeds/`, paragraphs in a fixed shuffled order, searched
paragraph by paragraph as the pipeline does. The first call, which builds the indices from the
reference data, is timed apart.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.countries import find_countries
from pipeline.dates import find_dates
from pipeline.places import find_places
from pipeline.reference import load_reference

SEEDS = Path(__file__).parent.parent / "seeds"


def make_text(megabytes: float) -> list[str]:
    """Paragraphs that together have about this size."""
    paragraphs = [
        line.strip()
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    order = random.Random(7)
    text: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        text.append(order.choice(paragraphs))
        size += len(text[-1])
    return text


def main(megabytes: float) -> None:
    """Print a table of first-call seconds, megabytes (of characters) per second, and hits."""
    started = time.perf_counter()
    reference = load_reference()
    print(f"reference data loaded in {time.perf_counter() - started:.2f} s")
    text = make_text(megabytes)
    size = sum(map(len, text)) / 1_000_000
    searches: list[tuple[str, Callable[[str], Sequence[Any]]]] = [
        ("dates", find_dates),
        ("countries", lambda line: find_countries(line, reference)),
        ("places", lambda line: find_places(line, reference)),
    ]
    print(f"{size:.1f} MB in {len(text):,} paragraphs")
    print(f"{'':12}{'first call':>12}{'MB/s':>8}{'hits':>10}")
    for name, search in searches:
        started = time.perf_counter()
        search("")
        first = time.perf_counter() - started
        started = time.perf_counter()
        hits = sum(len(search(line)) for line in text)
        speed = size / (time.perf_counter() - started)
        print(f"{name:12}{first:>10.2f} s{speed:>8.1f}{hits:>10,}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
