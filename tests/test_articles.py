"""Assembly of articles and their occurrences."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from pipeline.articles import assemble
from pipeline.reuse import find_reuse, mark_duplicates
from pipeline.tables import build

LEAD = "A violin maker from Cremona has repaired the organ of the cathedral with cherry wood."
BODY = "The bellows had been patched with sailcloth by a verger who was afraid of mice."
TAIL = "Nobody in the chapter remembers who paid for the sailcloth, or whether anybody did."


def _document(
    document: str, articles: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of parsed articles and passages; an article is id, kind, passages and overrides."""
    position = 0
    parsed: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    post = ""
    for number, article in enumerate(articles):
        start = position
        if article["kind"] == "introduction":
            post = article["id"]
        for kind, text in article["passages"]:
            passages.append(
                {
                    "passage_id": f"{document}:{position}",
                    "document_id": document,
                    "article_id": article["id"],
                    "position": len(passages),
                    "kind": kind,
                    "char_start": position,
                    "char_end": position + len(text),
                    "n_words": len(text.split()),
                    "text": text,
                }
            )
            position += len(text) + 2
        row: dict[str, Any] = {
            "article_id": article["id"],
            "document_id": document,
            "post_id": post,
            "kind": article["kind"],
            "position": number,
            "title": None,
            "publisher": None,
            "publisher_id": None,
            "author": None,
            "dateline_place": None,
            "date": None,
            "date_precision": None,
            "date_source": None,
            "is_truncated": False,
            "char_start": start,
            "char_end": position - 2,
        }
        parsed.append(row | {key: article[key] for key in article.keys() & row.keys() - {"kind"}})
    return parsed, passages


def _assembled(*documents: list[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    parsed, passages = [], []
    for number, articles in enumerate(documents):
        own_articles, own_passages = _document(f"d{number}", articles)
        parsed += own_articles
        passages += own_passages
    articles, parsed_passages = build("parsed_articles", parsed), build("parsed_passages", passages)
    found = find_reuse(articles, parsed_passages)
    return assemble(articles, mark_duplicates(parsed_passages, articles, found), found)


def _article(id_: str, kind: str, *texts: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "passages": [("paragraph", t) for t in texts], **fields}


def test_text_is_the_body_and_unique_text_leaves_out_what_a_reprint_says() -> None:
    intro = _article("intro", "introduction", LEAD, TAIL)
    intro["passages"].insert(0, ("title", "Cherry Wood"))
    intro["passages"] += [("attribution", "This article was first published by Organ News.")]
    articles, _ = _assembled([intro, _article("reprint", "reprint", LEAD, BODY)])
    rows = {row["article_id"]: row for row in articles.to_pylist()}
    assert rows["intro"]["text"] == f"{LEAD}\n\n{TAIL}"
    assert rows["intro"]["text_unique"] == TAIL
    assert (rows["intro"]["n_passages"], rows["intro"]["n_duplicate_passages"]) == (2, 1)
    assert rows["intro"]["n_words"] == len(f"{LEAD} {TAIL}".split())
    expected = len(LEAD.split()) / rows["intro"]["n_words"]
    assert rows["intro"]["reuse_share"] == pytest.approx(expected)
    assert rows["reprint"]["text_unique"] == f"{LEAD}\n\n{BODY}", "the original keeps its words"
    assert rows["reprint"]["n_duplicate_passages"] == 0
    assert rows["reprint"]["reuse_share"] == pytest.approx(
        len(LEAD.split()) / len(f"{LEAD} {BODY}".split())
    )


def test_the_fuller_occurrence_wins_and_every_occurrence_is_listed() -> None:
    short = _article("same", "introduction", LEAD, is_truncated=True)
    long = _article("same", "introduction", LEAD, BODY, TAIL)
    articles, occurrences = _assembled([short], [long])
    (row,) = articles.to_pylist()
    assert (row["document_id"], row["is_truncated"]) == ("d1", False)
    assert row["text"] == "\n\n".join((LEAD, BODY, TAIL))
    assert [o["document_id"] for o in occurrences.to_pylist()] == ["d0", "d1"]
    assert row["n_duplicate_passages"] == 0, "its own other occurrence is no other article"
    assert row["reuse_share"] == 0.0


def test_a_longer_but_truncated_occurrence_comes_second() -> None:
    cut = _article("same", "introduction", LEAD, BODY, TAIL, is_truncated=True)
    whole = _article("same", "introduction", LEAD, BODY)
    articles, _ = _assembled([cut], [whole])
    (row,) = articles.to_pylist()
    assert row["document_id"] == "d1"


def test_other_occurrences_fill_in_what_the_best_one_does_not_state() -> None:
    dated = _article(
        "same",
        "introduction",
        LEAD,
        date=date(2024, 5, 1),
        date_precision="day",
        date_source="context",
        author="Ada Pipes",
    )
    articles, _ = _assembled([_article("same", "introduction", LEAD, BODY)], [dated])
    (row,) = articles.to_pylist()
    assert row["text"] == f"{LEAD}\n\n{BODY}"
    assert (row["date"].date(), row["date_precision"], row["author"]) == (
        date(2024, 5, 1),
        "day",
        "Ada Pipes",
    )


def test_one_text_under_two_titles_stays_two_articles_of_which_one_is_all_reuse() -> None:
    first = _article("one", "introduction", LEAD, BODY, TAIL)
    second = _article("two", "introduction", LEAD, BODY, TAIL)
    articles, _ = _assembled([first], [second])
    rows = {row["article_id"]: row for row in articles.to_pylist()}
    assert rows["two"]["text_unique"] == ""
    assert rows["two"]["reuse_share"] == pytest.approx(1.0)
    assert rows["two"]["n_duplicate_passages"] == 3
    assert rows["one"]["n_duplicate_passages"] == 0


def test_an_article_twice_in_one_document_is_one_article() -> None:
    articles, occurrences = _assembled(
        [
            _article("same", "introduction", LEAD),
            _article("other", "introduction", TAIL),
            _article("same", "introduction", LEAD, BODY),
        ]
    )
    rows = {row["article_id"]: row for row in articles.to_pylist()}
    assert set(rows) == {"same", "other"}
    assert rows["same"]["text"] == f"{LEAD}\n\n{BODY}"
    assert occurrences.num_rows == 3


def test_a_passage_without_an_article_is_an_error() -> None:
    parsed, passages = _document("d0", [_article("a", "introduction", LEAD)])
    passages[0]["article_id"] = "b"
    articles, table = build("parsed_articles", parsed), build("parsed_passages", passages)
    empty = build("text_reuse", [])
    with pytest.raises(ValueError, match="belongs to no article"):
        mark_duplicates(table, articles, empty)
