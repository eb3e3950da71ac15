"""Date phrases of newswire English: found in a text, and resolved against what is known.

`find_dates` finds, `resolve` dates them; neither guesses: a phrase that the context cannot date
resolves to None. Deliberately narrow: "May" the verb, "Sun Weidong", "the 20th National Congress"
and "the 1950s" are no dates.
"""

from pipeline.dates.find import find_dates, parse_date
from pipeline.dates.model import DatePhrase, DateSpan
from pipeline.dates.resolve import resolve, weekday_fits
from pipeline.dates.spans import as_text, more_exact, overlap

__all__ = [
    "DatePhrase",
    "DateSpan",
    "as_text",
    "find_dates",
    "more_exact",
    "overlap",
    "parse_date",
    "resolve",
    "weekday_fits",
]
