"""Archives of a few lines, and random ones, for the tests of text reuse."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.reference import load_reference
from pipeline.reuse import find_reuse, mark_duplicates
from pipeline.reuse.finding import speller_of
from pipeline.tables import build

REFERENCE = load_reference()
SPELLER = speller_of(REFERENCE)
STOCK = [row["word"] for row in REFERENCE.rows("stock_words")]

FERRY = (
    "The ferry to Gozo was repainted by its own crew, who could not agree on a colour "
    "and therefore left the port side green and the starboard side yellow."
)
BRIDGE = (
    "Masons from three valleys rebuilt the arch with stones that their grandfathers had hidden "
    "in the river when the garrison came to collect them."
)


@dataclass
class Archive:
    """Builds parsed tables: `post` opens a post, `reprint` a reprint in it."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, Any]] = field(default_factory=list)
    document: str = "d"
    position: int = 0

    def article(
        self, kind: str, *texts: str, title: str | None = None, day: date | None = None
    ) -> Archive:
        number = len(self.articles)
        start = self.position
        article_id = f"a{number:03}"
        for text in ([title] if title else []) + list(texts):
            self.passages.append(
                {
                    "passage_id": f"{self.document}:{self.position}",
                    "document_id": self.document,
                    "article_id": article_id,
                    "position": len(self.passages),
                    "kind": "title" if text is title else "paragraph",
                    "char_start": self.position,
                    "char_end": self.position + len(text),
                    "n_words": len(text.split()),
                    "text": text,
                }
            )
            self.position += len(text) + 2
        post = article_id if kind == "introduction" else self.articles[-1]["post_id"]
        self.articles.append(
            {
                "article_id": article_id,
                "document_id": self.document,
                "post_id": post,
                "kind": kind,
                "position": number,
                "title": title,
                "publisher": None,
                "publisher_id": None,
                "author": None,
                "dateline_place": None,
                "date": day,
                "date_precision": "day" if day else None,
                "date_source": "text" if day else None,
                "is_truncated": False,
                "char_start": start,
                "char_end": self.position - 2,
            }
        )
        return self

    def post(self, *texts: str, **options: Any) -> Archive:
        return self.article("introduction", *texts, **options)

    def reprint(self, *texts: str, **options: Any) -> Archive:
        return self.article("reprint", *texts, **options)

    def tables(self) -> tuple[pa.Table, pa.Table]:
        return build("parsed_articles", self.articles), build("parsed_passages", self.passages)

    def text(self, passage_id: str, start: int, end: int) -> str:
        passage = next(p for p in self.passages if p["passage_id"] == passage_id)
        return str(passage["text"][start - passage["char_start"] : end - passage["char_start"]])

    def reuse(self, names: Sequence[str] = ()) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = find_reuse(*self.tables(), names, REFERENCE).to_pylist()
        return rows

    def marked(self) -> list[dict[str, Any]]:
        articles, passages = self.tables()
        found = find_reuse(articles, passages, (), REFERENCE)
        rows: list[dict[str, Any]] = mark_duplicates(
            passages, articles, found, REFERENCE
        ).to_pylist()
        return rows


VOCABULARY = (
    "harbour lantern orchard kettle violin granite meadow ladder saddle thimble cooperation "
    "exchanges relations friendship development The Ministry Lisbon Council of and in with by to "
    "a that 12 2024 organise neighbour"
).split()


def random_passages(source: random.Random, n_posts: int) -> list[tuple[str, int, int, bool]]:
    """Random passages that copy, cut, edit and mix one another."""
    made: list[tuple[str, int, int, bool]] = []
    article = 0
    for post in range(n_posts):
        for number in range(source.randint(1, 3)):
            for _ in range(source.randint(1, 3)):
                words = source.choices(VOCABULARY, k=source.randint(3, 40))
                if made and source.random() < 0.7:
                    text, *_rest = source.choice(made)
                    copied = text.split()
                    start = source.randrange(len(copied))
                    copied = copied[start : start + source.randint(4, 40)]
                    at = source.randrange(len(words))
                    if source.random() < 0.4:
                        words = []
                    words[at:at] = [
                        source.choice(VOCABULARY) if source.random() < 0.08 else word
                        for word in copied
                    ]
                text = " ".join(words)
                if source.random() < 0.5:
                    text = text.replace(" of ", ". Of ", 1) + "."
                made.append((text, post, article, number > 0))
            article += 1
    return made
