"""Which of several copies is the original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Order = tuple[bool, bool, str, str, int]


def canonical_order(passage: Mapping[str, Any], article: Mapping[str, Any]) -> Order:
    """Sorts the original first.

    A reprint's passage comes before an introduction's, then the earlier article's (an undated one
    counts as late), then the first in the document.
    """
    day = article["date"]
    return (
        article["kind"] != "reprint",
        day is None,
        "" if day is None else day.isoformat(),
        passage["document_id"],
        passage["char_start"],
    )
