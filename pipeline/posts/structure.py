"""Items → articles: where posts and reprints begin, by the evidence around each title.

A page is an archive when something on it announces reprints or cuts posts off; otherwise every
text on it is an article of its own.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.posts.articles import INTRODUCTION, REPRINT, Article, read_post
from pipeline.posts.items import Item
from pipeline.posts.page import Page
from pipeline.posts.publishers import Publishers
from pipeline.posts.settle import settle
from pipeline.posts.starts import article_starts, post_starts

__all__ = ["INTRODUCTION", "REPRINT", "Article", "find_articles"]


def find_articles(text: str, items: list[Item], known: Publishers) -> list[Article]:
    """Articles of a page in order; every item is part of exactly one of them."""
    page = Page(text, items, known)
    settle(page)
    starts = post_starts(page) if page.is_archive else article_starts(page)
    articles: list[Article] = []
    bounds = [*starts, len(items)]
    if bounds[0] > 0:
        bounds[0] = 0  # what stands before the first title belongs to it
    for number, (first, last) in enumerate(pairwise(bounds)):
        articles.extend(read_post(page, first, last, number))
    return _without_empty(articles)


def _without_empty(articles: list[Article]) -> list[Article]:
    """An article without any text is none: its lines go to the next one, or the one before."""
    kept: list[Article] = []
    waiting: list[Article] = []
    spoken = any(article.lead is not None for article in articles)
    for article in articles:
        if not spoken:  # captions alone
            article.lead = next(iter(article.paragraphs), None)
        if article.lead is None:
            waiting.append(article)
            continue
        if waiting:
            parts = [part for empty in waiting for part in empty.parts]
            article.parts[:0] = _as_furniture(article, parts)
            waiting = []
        kept.append(article)
    if not waiting:
        return kept
    if not kept:
        kept, waiting = [waiting[0]], waiting[1:]
    for empty in waiting:
        kept[-1].parts.extend(_as_furniture(kept[-1], empty.parts))
    return kept


def _as_furniture(article: Article, parts: list[tuple[Item, str]]) -> list[tuple[Item, str]]:
    """A title takes the place of a missing one; a second one only stands over the text."""
    result = []
    for item, kind in parts:
        if kind == "title" and article.title is None:
            article.title = item
        elif kind == "title":
            kind = "heading"
        result.append((item, kind))
    return result
