"""Counting and matching: tallies per post, one-to-one assignment, B-cubed and LEA.

Every score is a sum of counts per post, so that sets can be pooled and intervals can be drawn by
sampling posts (passages of one post are not independent).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

Post = tuple[str, str, str]  # (gold set, document, post)


@dataclass
class Tally:
    """Counts behind precision and recall: credit and number, of predicted and of gold items.

    A share (accuracy) uses the gold side alone. Credits are fractions in B-cubed.
    """

    predicted_right: float = 0.0
    predicted: float = 0.0
    gold_found: float = 0.0
    gold: float = 0.0

    def add(self, other: Tally) -> None:
        self.predicted_right += other.predicted_right
        self.predicted += other.predicted
        self.gold_found += other.gold_found
        self.gold += other.gold

    @property
    def precision(self) -> float | None:
        return self.predicted_right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        return self.gold_found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Null where nothing was there to find and nothing was found."""
        if not self.predicted and not self.gold:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Score:
    """One measure. `style` is "f1", "share" (higher is better) or "rate" (lower is better)."""

    name: str
    style: str
    by_post: dict[Post, Tally] = field(default_factory=lambda: defaultdict(Tally))

    @property
    def total(self) -> Tally:
        total = Tally()
        for post in sorted(self.by_post):
            total.add(self.by_post[post])
        return total

    @property
    def value(self) -> float | None:
        """F1 of an "f1" score, else the share; null where there is nothing to measure."""
        return self.total.f1 if self.style == "f1" else self.total.recall


class Miss(NamedTuple):
    """One error: what is "missed", "spurious" or "wrong", and where."""

    score: str
    error: str
    document: str
    line: int
    text: str


class Book:
    """Collects scores and errors of one gold set, in the order in which they are first opened."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = {}
        self.misses: list[Miss] = []

    def open(self, name: str, style: str = "f1") -> None:
        """Lists a score even where it will have no counts."""
        self.scores.setdefault(name, Score(name, style))

    def _tally(self, name: str, style: str, post: Post) -> Tally:
        self.open(name, style)
        return self.scores[name].by_post[post]

    def found(self, name: str, post: Post, right: float, number: float = 1) -> None:
        """Count gold items (recall side)."""
        tally = self._tally(name, "f1", post)
        tally.gold_found += right
        tally.gold += number

    def predicted(self, name: str, post: Post, right: float, number: float = 1) -> None:
        """Count predicted items (precision side)."""
        tally = self._tally(name, "f1", post)
        tally.predicted_right += right
        tally.predicted += number

    def share(self, name: str, post: Post, right: bool, style: str = "share") -> None:
        """Count one decision."""
        tally = self._tally(name, style, post)
        tally.gold_found += right
        tally.gold += 1

    def miss(self, score: str, error: str, place: tuple[str, int], text: str) -> None:
        self.misses.append(Miss(score, error, *place, text))


# -- one-to-one assignment ---------------------------------------------------------------------


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Maximum-weight one-to-one matching of rows and columns; absent pairs may not match.

    Weights are positive. Exact: the graph is cut into its connected components, each is solved
    with the Hungarian method. Returns row → column.
    """
    neighbours: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for row, column in sorted(weights):
        neighbours["row", row].append(("column", column))
        neighbours["column", column].append(("row", row))
    matched: dict[int, int] = {}
    seen: set[tuple[str, int]] = set()
    for start in list(neighbours):
        if start in seen:
            continue
        seen.add(start)
        component, stack = [], [start]
        while stack:
            node = stack.pop()
            component.append(node)
            for other in neighbours[node]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        rows = sorted(index for side, index in component if side == "row")
        columns = sorted(index for side, index in component if side == "column")
        cost = [[-weights.get((row, column), 0.0) for column in columns] for row in rows]
        for i, j in hungarian(cost):
            if (rows[i], columns[j]) in weights:
                matched[rows[i]] = columns[j]
    return matched


def hungarian(cost: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of a minimum-cost assignment of the smaller side.

    Shortest augmenting paths with potentials (Kuhn 1955, Jonker and Volgenant 1987), O(n²m).
    """
    if len(cost) > len(cost[0]):
        flipped = [list(column) for column in zip(*cost, strict=True)]
        return sorted((row, column) for column, row in hungarian(flipped))
    n, m = len(cost), len(cost[0])
    row_potential, column_potential = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)  # 1-based row matched to a column; column 0 holds the row being placed
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        slack, previous, used = [math.inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while row_of[column]:
            used[column] = True
            current, delta, nearest = row_of[column], math.inf, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = cost[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if reduced < slack[j]:
                    slack[j], previous[j] = reduced, column
                if slack[j] < delta:
                    delta, nearest = slack[j], j
            for j in range(m + 1):
                if used[j]:
                    row_potential[row_of[j]] += delta
                    column_potential[j] -= delta
                else:
                    slack[j] -= delta
            column = nearest
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    return sorted((row_of[j] - 1, j - 1) for j in range(1, m + 1) if row_of[j])


# -- clusters ----------------------------------------------------------------------------------

Item = TypeVar("Item", bound=Hashable)
Label = TypeVar("Label", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)


def clusters(labels: Mapping[Item, Label]) -> dict[Label, list[Item]]:
    """Cluster → its items, in the order of `labels` (item → cluster)."""
    found: dict[Label, list[Item]] = defaultdict(list)
    for item, label in labels.items():
        found[label].append(item)
    return found


def b_cubed(
    gold: Mapping[Item, Label], predicted: Mapping[Item, Other]
) -> dict[Item, tuple[float, float]]:
    """Precision and recall per item (Bagga and Baldwin 1998); both label the same items."""
    gold_size = {label: len(items) for label, items in clusters(gold).items()}
    predicted_size = {label: len(items) for label, items in clusters(predicted).items()}
    shared: dict[tuple[Label, Other], int] = defaultdict(int)
    for item in gold:
        shared[gold[item], predicted[item]] += 1
    return {
        item: (
            shared[gold[item], predicted[item]] / predicted_size[predicted[item]],
            shared[gold[item], predicted[item]] / gold_size[gold[item]],
        )
        for item in gold
    }


def _links(size: int) -> int:
    """Links inside an entity; a singleton has one, to itself."""
    return size * (size - 1) // 2 or 1


def lea(
    keys: Mapping[Item, Label], responses: Mapping[Item, Other]
) -> dict[Label, tuple[float, float]]:
    """Share of the links of every key entity that the responses hold, and the entity's weight.

    LEA recall (Moosavi and Strube 2016) = Σ share·weight / Σ weight, the weight being the
    entity's size; exchange the arguments for precision.
    """
    sizes = {label: len(items) for label, items in clusters(responses).items()}
    result: dict[Label, tuple[float, float]] = {}
    for label, items in clusters(keys).items():
        parts: dict[Other, int] = defaultdict(int)
        for item in items:
            parts[responses[item]] += 1
        if len(items) == 1:
            held = int(sizes[responses[items[0]]] == 1)
        else:
            held = sum(size * (size - 1) // 2 for size in parts.values())
        result[label] = held / _links(len(items)), float(len(items))
    return result


def pairs(number: int) -> int:
    """Unordered pairs among `number` items."""
    return number * (number - 1) // 2


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def jaccard(left: Iterable[Hashable], right: Iterable[Hashable]) -> float:
    """Shared items over all items; 1 for two empty sets."""
    first, second = set(left), set(right)
    return len(first & second) / len(first | second) if first | second else 1.0
