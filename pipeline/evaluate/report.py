"""Scores of one or several gold sets, as a table, as JSON and as lists of errors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.evaluate.measures import Book, Miss, Score


@dataclass(frozen=True)
class Scores:
    """Pooled scores in reading order, the errors behind them, and the same per gold set."""

    scores: Mapping[str, Score]
    misses: tuple[Miss, ...]
    sets: Mapping[str, Scores]

    @classmethod
    def pool(cls, books: Mapping[str, Book]) -> Scores:
        """Add up the counts of several sets; clusters are never compared across sets."""
        pooled: dict[str, Score] = {}
        for book in books.values():
            for name, score in book.scores.items():
                total = pooled.setdefault(name, Score(name, score.style))
                for post, tally in score.by_post.items():
                    total.by_post[post].add(tally)
        # A score that only a later set has comes after the others of its group.
        groups = list(dict.fromkeys(name.partition(".")[0] for name in pooled))
        order = sorted(pooled, key=lambda name: groups.index(name.partition(".")[0]))
        pooled = {name: pooled[name] for name in order}
        misses = tuple(miss for book in books.values() for miss in book.misses)
        alone = {name: cls(book.scores, tuple(book.misses), {}) for name, book in books.items()}
        return cls(pooled, misses, alone)

    @classmethod
    def merge(cls, parts: Sequence[Scores]) -> Scores:
        """Pool scores of different tables."""
        books = {}
        for part in parts:
            for name, alone in part.sets.items():
                books[name] = Book()
                books[name].scores = dict(alone.scores)
                books[name].misses = list(alone.misses)
        return cls.pool(books)

    def value(self, name: str) -> float | None:
        """F1 or share of one score; null where it is unknown or there was nothing to measure."""
        score = self.scores.get(name)
        return score.value if score else None

    def as_dict(self, misses: bool = False) -> dict[str, Any]:
        """Plain values for JSON: scores, errors if asked for, and the sets where there are more."""
        told: dict[str, Any] = {"scores": {n: _describe(s) for n, s in self.scores.items()}}
        if misses:
            told["misses"] = [miss._asdict() for miss in self.misses]
        if len(self.sets) > 1:
            told["sets"] = {name: scores.as_dict()["scores"] for name, scores in self.sets.items()}
        return told

    def as_json(self, misses: bool = False) -> str:
        return json.dumps(self.as_dict(misses), ensure_ascii=False, indent=2)

    def as_table(self) -> str:
        """Aligned text: precision, recall and F1, or a share, with the counts behind it."""
        lines = [
            f"{'score':36} {'precision':>9} {'recall':>9} {'F1':>9}   "
            f"{'right':>7} {'predicted':>9} {'gold':>7}"
        ]
        for group, scores in groupby(self.scores.values(), lambda s: s.name.partition(".")[0]):
            lines.append("")
            lines += [_table_line(score, indent=score.name != group) for score in scores]
        return "\n".join(lines)

    def list_misses(self) -> str:
        """Every error with document and line, grouped by score."""
        blocks = []
        ordered = sorted(self.misses, key=lambda miss: miss.score)
        for score, misses in groupby(ordered, lambda miss: miss.score):
            rows = [
                f"  {miss.error:9} {miss.document}:{miss.line}  {miss.text}"
                for miss in sorted(misses, key=lambda m: (m.error, m.document, m.line, m.text))
            ]
            blocks.append("\n".join([f"{score} ({len(rows)})", *rows]))
        return "\n\n".join(blocks)


def _describe(score: Score) -> dict[str, Any]:
    total = score.total
    if score.style != "f1":
        return {score.style: _round(score.value), "of": total.gold}
    return {
        "precision": _round(total.precision),
        "recall": _round(total.recall),
        "f1": _round(total.f1),
        "right": round(total.predicted_right, 2),
        "found": round(total.gold_found, 2),
        "predicted": total.predicted,
        "gold": total.gold,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table_line(score: Score, indent: bool) -> str:
    total, name = score.total, f"{'  ' if indent else ''}{score.name}"
    right = total.gold_found if score.style != "f1" else total.predicted_right
    if score.style == "f1":
        figures = f"{_number(total.precision):>9} {_number(total.recall):>9} {_number(total.f1):>9}"
        counts = f"{right:7.0f} {total.predicted:9.0f} {total.gold:7.0f}"
    else:
        word = "share" if score.style == "share" else "rate"
        figures = f"{word:>9} {'':9} {_number(score.value):>9}"
        counts = f"{right:7.0f} {'':9} {total.gold:7.0f}"
    return f"{name:36} {figures}   {counts}"
