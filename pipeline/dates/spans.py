"""How two spans stand to each other, and a span as a word."""

from __future__ import annotations

from datetime import date

from pipeline.dates.model import DateSpan


def overlap(first: DateSpan, second: DateSpan) -> bool:
    """Whether two spans can be the same time."""
    return first.start <= second.end and second.start <= first.end


def more_exact(first: DateSpan, second: DateSpan) -> DateSpan:
    """The narrower of two compatible spans; the first where they are equally exact."""
    width = {"day": 0, "month": 1, "year": 2}
    key = (width[first.precision], (first.end - first.start).days)
    other = (width[second.precision], (second.end - second.start).days)
    return first if key <= other else second


def as_text(span: DateSpan | None) -> str:
    """ "2024-01-19", "2024-01", "2024" or "undated": the first part of readable ids."""
    if span is None:
        return "undated"
    day: date = span.start
    if span.precision == "year":
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if span.precision == "month" else day.isoformat()
