"""From passages to candidate mentions: every place where a person or organisation is named.

`find_mentions` reads one document. It looks at each passage alone first, then decides with what
the whole document shows: a run of capitals that is a person in one place is one everywhere, an
acronym defined once is known, and a part of a full name is a short form.
"""

from __future__ import annotations

from typing import Any

from pipeline.names.document import Document
from pipeline.names.lexicon import lexicon
from pipeline.names.mentions import Mentions
from pipeline.reference import Reference

Row = dict[str, Any]

__all__ = ["find_mentions"]


def find_mentions(passages: list[Row], articles: list[Row], reference: Reference) -> list[Row]:
    """Rows of `candidate_mentions` for one document.

    `passages` and `articles` are rows of `parsed_passages` and `parsed_articles`; offsets in the
    result are those of `documents.text`. Rows come in text order and do not overlap.
    """
    return Mentions(Document(passages, articles, lexicon(reference))).rows()
