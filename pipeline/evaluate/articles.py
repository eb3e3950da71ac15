"""Scores of the parse: articles, their fields, and the kind of every passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.dataset import Dataset, Page, known_names, same_text
from pipeline.evaluate.dates import agrees, day
from pipeline.evaluate.gold import People, Row
from pipeline.evaluate.measures import Book, jaccard
from pipeline.posts.naming import identify
from pipeline.posts.publishers import publishers
from pipeline.text import fold, level

MATCH = 0.9  # Jaccard of the lines at which two articles are the same one
_TITLES = {"post_title": "title", "reprint_title": "title"}
_NO_ARTICLE = ("attribution", "truncation_notice")


@dataclass
class _Occurrence:
    """A predicted article where it stands in one document."""

    row: Row
    is_truncated: bool
    lines: set[int]


def _occurrences(data: Dataset, page: Page) -> list[_Occurrence]:
    """Predicted articles of a document with the lines of their passages.

    An article may stand in several documents, and twice in one: the passages of an occurrence are
    those inside its span.
    """
    articles = {row["article_id"]: row for row in data.rows("articles")}
    found: dict[tuple[str, int], _Occurrence] = {}
    spans: dict[str, list[Row]] = defaultdict(list)
    for row in data.rows("article_occurrences"):
        if row["document_id"] == page.document_id:
            spans[row["article_id"]].append(row)
    for passage in data.passages:
        if passage["document_id"] != page.document_id or passage["article_id"] not in articles:
            continue
        article = articles[passage["article_id"]]
        around = [
            span
            for span in spans[article["article_id"]]
            if span["char_start"] <= passage["char_start"] < span["char_end"]
        ]
        span = around[0] if around else article
        key = article["article_id"], span["char_start"]
        if key not in found:
            found[key] = _Occurrence(article, span["is_truncated"], set())
        found[key].lines.update(page.lines_of(passage["char_start"], passage["char_end"]))
    return list(found.values())


def _gold_lines(data: Dataset, page: Page) -> tuple[dict[str, set[int]], set[int]]:
    """Lines of every gold article of a document, and the lines that count for none."""
    lines = [row for row in data.gold.of("lines") if row["document"] == page.name]
    own: dict[str, set[int]] = defaultdict(set)
    if lines:
        for row in lines:
            if row["article"] is not None and not row.get("optional"):
                own[row["article"]].add(row["line"])
        free = {row["line"] for row in lines if row["article"] is None or row.get("optional")}
        return own, free
    for row in data.gold.of("articles"):
        if row["document"] == page.name:
            numbers = range(row["first_line"], row["last_line"] + 1)
            own[row["article"]] = {n for n in numbers if page.text_of(n).strip()}
    inside = set().union(*own.values()) if own else set()
    closing = {
        line
        for passage in data.passages
        if passage["document_id"] == page.document_id and passage["kind"] in _NO_ARTICLE
        for line in page.lines_of(passage["char_start"], passage["char_end"])
    }
    return own, closing - inside


def score_articles(data: Dataset, people: People, book: Book) -> None:
    """Articles one to one by lines, then the fields of those that match."""
    book.open("articles")
    for document in data.gold.documents:
        rows = [row for row in data.gold.of("articles") if row["document"] == document]
        page = data.pages.get(document)
        if page is None:
            for row in rows:
                book.found("articles", data.post(document, row["first_line"]), 0)
                book.miss("articles", "missed", (document, row["first_line"]), _label(row))
            continue
        own, free = _gold_lines(data, page)
        predicted = [o for o in _occurrences(data, page) if o.lines - free]
        taken: set[int] = set()
        for row in rows:
            wanted = own[row["article"]]
            # Gold articles share no line, so that at most one reaches such an overlap.
            match = next((o for o in predicted if jaccard(o.lines - free, wanted) >= MATCH), None)
            post = data.post(document, row["first_line"])
            book.found("articles", post, match is not None)
            if match is None:
                book.miss("articles", "missed", (document, row["first_line"]), _label(row))
                continue
            taken.add(id(match))
            _score_fields(row, match, people, book, data)
        for occurrence in predicted:
            line = min(occurrence.lines - free)
            right = id(occurrence) in taken
            book.predicted("articles", data.post(document, line), right)
            if not right:
                book.miss("articles", "spurious", (document, line), _label(occurrence.row))


def _label(row: Row) -> str:
    return f"{row['kind']} {row['title']!r}"


def same_publisher(
    gold: str | None, predicted: str | None, people: People, aliases: frozenset[str]
) -> bool:
    """Equal names, names of one gold actor or listed publisher, or an alias of the predicted one.

    Null equals null alone.
    """
    if gold is None or predicted is None:
        return gold is None and predicted is None
    told = {fold(predicted), fold(predicted).removeprefix("the ")}
    if people.names(gold) & told or fold(gold) in aliases:
        return True
    known = publishers(known_names())
    one, other = identify(gold, known), identify(predicted, known)
    return one is not None and other is not None and one.publisher_id == other.publisher_id


def same_author(gold: str | None, predicted: str | None) -> bool:
    """The same names in any order; null equals null alone."""
    if gold is None or predicted is None:
        return gold is None and predicted is None
    return _names(gold) == _names(predicted)


def _names(text: str) -> set[str]:
    parts = fold(text).replace(" and ", ",").replace(";", ",").split(",")
    return {part.strip() for part in parts if part.strip()}


def _fields(
    row: Row, found: _Occurrence, people: People, data: Dataset
) -> Iterator[tuple[str, bool, Any, Any]]:
    """Field, whether it is right, gold value, predicted value."""
    own = found.row
    for name in ("kind", "title", "publisher", "author", "date", "dateline_place"):
        if name not in row:
            continue
        gold, predicted = row[name], own[name]
        if name == "title":
            right = _levelled(gold) == _levelled(predicted)
        elif name == "publisher":
            aliases = data.forms(own["publisher_id"] or "")
            right = same_publisher(gold, predicted, people, aliases)
        elif name == "author":
            right = same_author(gold, predicted)
        elif name == "date":
            predicted = day(predicted)
            right = agrees(gold, predicted, own["date_precision"])
        else:
            right = same_text(gold, predicted)
        yield name, right, gold, predicted
    if "is_truncated" in row:
        gold, predicted = row["is_truncated"], found.is_truncated
        yield "truncation", gold == predicted, gold, predicted


def _levelled(text: str | None) -> str | None:
    return None if text is None else " ".join(level(text).split())


def _score_fields(row: Row, found: _Occurrence, people: People, book: Book, data: Dataset) -> None:
    document, line = row["document"], row["first_line"]
    post = data.post(document, line)
    for name, right, gold, predicted in _fields(row, found, people, data):
        book.share(f"articles.{name}", post, right)
        # Introductions have neither: alone, the reprints say what the rules can do.
        if name in ("publisher", "date") and row["kind"] == "reprint":
            book.share(f"articles.{name}_of_reprints", post, right)
        if not right:
            text = f"{gold!r}, predicted {predicted!r}" if predicted is not None else f"{gold!r}"
            error = "missed" if predicted is None else "wrong"
            if name == "date" and predicted is not None:
                text = f"{gold!r}, predicted {predicted} ({found.row['date_precision']})"
            book.miss(f"articles.{name}", error, (document, line), text)


def score_passages(data: Dataset, book: Book) -> None:
    """The kind of every line, over all lines and by kind."""
    for document in data.gold.documents:
        page = data.pages.get(document)
        if page is None:
            continue
        kind_of: dict[int, str] = {}
        for passage in data.passages:
            if passage["document_id"] == page.document_id:
                for line in page.lines_of(passage["char_start"], passage["char_end"]):
                    kind_of.setdefault(line, passage["kind"])
        for row in data.gold.of("lines"):
            if row["document"] != document or row.get("optional"):
                continue
            line, gold = row["line"], _TITLES.get(row["kind"], row["kind"])
            predicted = kind_of.get(line)
            post = data.post(document, line)
            book.share("passages.kind", post, gold == predicted)
            book.found(f"passages.{gold}", post, gold == predicted)
            if predicted is not None:
                book.predicted(f"passages.{predicted}", post, gold == predicted)
            if gold != predicted:
                text = f"{gold}, predicted {predicted}: {page.text_of(line)[:80]}"
                book.miss("passages.kind", "wrong", (document, line), text)
