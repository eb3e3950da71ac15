"""Text reuse: every copied passage and sentence, with its place in both texts.

Words are levelled (`levelling`), read into arrays (`words`), exact 5-grams that stand twice become
blocks (`seeds`), blocks grow to spans that rapidfuzz scores (`spans`), and rules tell copies from
formulae (`rules`). `find_reuse` joins the rooms; `mark_duplicates` says which passages repeat
others as a whole.
"""

from __future__ import annotations

from pipeline.reuse.duplicates import mark_duplicates
from pipeline.reuse.finding import find_reuse

__all__ = ["find_reuse", "mark_duplicates"]
