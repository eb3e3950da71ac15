"""How far a score would move with other posts: bootstrap intervals.

Passages of one post share their names, their events and their mistakes, so that whole posts are
drawn (with replacement, as many as there are), not passages.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.measures import Score, Tally

DRAWS = 1000
LEVEL = 0.95

Interval = tuple[float, float]


def bootstrap(scores: Mapping[str, Score], seed: int = 0) -> dict[str, Interval | None]:
    """The middle 95 % of every score over draws of posts; null where nothing can vary.

    The posts are those of all scores together, so that one draw means the same sample for each.
    """
    posts = sorted({post for score in scores.values() for post in score.by_post})
    if len(posts) < 2:
        return dict.fromkeys(scores)
    drawn = _draw(len(posts), seed)
    found: dict[str, Interval | None] = {}
    for name, score in scores.items():
        tallies = [score.by_post.get(post, Tally()) for post in posts]
        counts = np.array([astuple(tally) for tally in tallies])
        values = _values(drawn @ counts, score.style)
        if values.size == 0:
            found[name] = None
            continue
        low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        found[name] = float(low), float(high)
    return found


def _draw(number: int, seed: int) -> NDArray[np.float64]:
    """How often each post stands in each draw. `random` keeps its stream over versions."""
    source = random.Random(seed)
    drawn = np.zeros((DRAWS, number))
    for row in drawn:
        for post in source.choices(range(number), k=number):
            row[post] += 1
    return drawn


def _values(totals: NDArray[np.float64], style: str) -> NDArray[np.float64]:
    """F1 or share of each draw, without the draws that hold nothing to measure."""
    predicted_right, predicted, gold_found, gold = totals.T
    if style != "f1":
        return _divide(gold_found[gold > 0], gold[gold > 0])
    some = (predicted > 0) | (gold > 0)
    precision = _divide(predicted_right[some], predicted[some])
    recall = _divide(gold_found[some], gold[some])
    return _divide(2 * precision * recall, precision + recall)


def _divide(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quotients, 0 where the divisor is 0."""
    quotients: NDArray[np.float64] = np.divide(
        left, right, out=np.zeros_like(left), where=right > 0
    )
    return quotients
