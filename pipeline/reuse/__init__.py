"""Text reuse: every copied passage and sentence, with its place in both texts.

Passages are put in order (`copied`), their words are levelled (`levelling`) and read into arrays
(`cutting`, `vocabulary`, `words`), names among them are masked (`masking`). Exact 5-grams that
stand twice (`seeds`) and passages that are equal (`identical`) become blocks (`blocks`), blocks
grow to spans that rapidfuzz scores (`spans`), and rules tell copies from formulae (`rules`,
`deciding`). `matching` walks all of it in bounded memory (`spilling`), `engine` has the same steps
for an engine. `find_reuse` makes the table; `mark_duplicates` says which passages repeat others as
a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.reuse.duplicates import mark_duplicates
    from pipeline.reuse.finding import find_reuse

__all__ = ["find_reuse", "mark_duplicates"]


def __getattr__(name: str) -> Any:
    # Late: who only compares words does not wait for the tables and the reference data.
    if name == "find_reuse":
        from pipeline.reuse.finding import find_reuse

        return find_reuse
    if name == "mark_duplicates":
        from pipeline.reuse.duplicates import mark_duplicates

        return mark_duplicates
    raise AttributeError(name)
