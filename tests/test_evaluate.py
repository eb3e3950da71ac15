"""Every score on cases small enough to be worked out by hand, and full marks for gold itself."""

from __future__ import annotations

import argparse
import json
import math
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from gold_tables import gold_tables
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate import (
    Gold,
    GoldError,
    Sample,
    Scores,
    evaluate,
    find_gold,
    main,
    read_gold,
    render_card,
)
from pipeline.evaluate.dates import agrees, overlaps, span_agrees
from pipeline.evaluate.floors import broken, raised, read_floors, write_floors
from pipeline.evaluate.intervals import bootstrap
from pipeline.evaluate.measures import Score, Tally, assign, b_cubed, lea
from pipeline.evaluate.meetings import same_place, same_title
from pipeline.tables import TABLES, Column, build

TESTS = Path(__file__).parent
Row = dict[str, Any]
_DEFAULTS: dict[str, Any] = {"string": "", "int": 0, "float": 0.0, "bool": False, "date": None}


def day(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def default(column: Column) -> Any:
    """Null where it may be, else an empty value or the first of the category."""
    if column.nullable:
        return None
    return column.values[0] if column.values else _DEFAULTS[column.type]


def table(name: str, rows: list[Row]) -> pa.Table:
    """A table of the contract whose other columns are null or empty."""
    full = [
        {column.name: row.get(column.name, default(column)) for column in TABLES[name].columns}
        for row in rows
    ]
    return build(name, full)


class Page:
    """One document "d.txt", its predicted tables and its gold rows."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        self.text = "\n".join(lines)
        self.starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
        self.tables: dict[str, list[Row]] = {
            "documents": [{"document_id": "d", "path": "d.txt", "text": self.text}]
        }
        self.gold: dict[str, list[Row]] = {}

    def span(self, line: int) -> Row:
        start = self.starts[line - 1]
        return {"char_start": start, "char_end": start + len(self.lines[line - 1])}

    def add(self, name: str, /, **row: Any) -> None:
        self.tables.setdefault(name, []).append(row)

    def expect(self, file: str, /, **row: Any) -> None:
        self.gold.setdefault(file, []).append({"document": "d.txt", **row})

    # -- shorthands for predicted rows

    def passage(self, line: int, article: str, kind: str = "paragraph", **more: Any) -> str:
        span = self.span(line)
        passage_id = f"d:{span['char_start']}"
        row = {"passage_id": passage_id, "document_id": "d", "article_id": article, "kind": kind}
        self.add("passages", **row, **span, **more)
        return passage_id

    def mention(self, line: int, surface: str, actor: str | None) -> None:
        start = self.starts[line - 1] + self.lines[line - 1].index(surface)
        span = {"char_start": start, "char_end": start + len(surface)}
        self.add("mentions", document_id="d", **span, surface=surface, actor_id=actor)

    def actor(self, name: str, *aliases: str, kind: str = "person", country: str = "CHN") -> str:
        actor_id = name.lower().replace(" ", "-")
        self.add("actors", actor_id=actor_id, kind=kind, name=name, country=country)
        for alias in aliases:
            self.add("actor_aliases", actor_id=actor_id, alias=alias)
        return actor_id

    def meeting(self, meeting: str, date: str | None, *actors: str, line: int, **more: Any) -> None:
        end = more.pop("end", date)
        self.add(
            "meetings",
            **{
                "meeting_id": meeting,
                "kind": "meeting",
                "status": "held",
                "date_start": day(date),
                "date_end": day(end),
                "date_precision": "day" if date else None,
                **more,
            },
        )
        for actor in actors:
            row = {"meeting_id": meeting, "actor_id": actor, "role": "principal"}
            self.add("meeting_participants", **row, country="CHN")
        self.source("meeting_sources", "meeting_id", meeting, line)

    def source(self, name: str, key: str, event: str, line: int, best: bool = True) -> None:
        span = self.span(line)
        row = {key: event, "passage_id": f"d:{span['char_start']}", "is_best": best}
        self.add(name, **row, **span)

    # -- shorthands for gold rows

    def gold_actor(self, name: str, *aliases: str, kind: str = "person") -> None:
        row = {"actor": name, "kind": kind, "name": name, "country": "CHN"}
        self.expect("actors", **row, aliases=[name, *aliases])

    def gold_mention(self, line: int, surface: str, actor: str) -> None:
        start = self.lines[line - 1].index(surface)
        end = start + len(surface)
        self.expect("mentions", line=line, start=start, end=end, surface=surface, actor=actor)

    def gold_meeting(
        self, meeting: str, date: str | None, *names: str, line: int, **more: Any
    ) -> None:
        told = [{"name": name, "role": "principal", "country": "CHN"} for name in names]
        row = {
            "meeting": meeting,
            "kind": "meeting",
            "status": "held",
            "date_start": date,
            "date_end": None,
            "place": None,
            "country": None,
            "place_basis": None,
            "participants": told,
            "lines": [line],
            "best_line": line,
        }
        self.expect("meetings", **{**row, **more})

    def score(self) -> Scores:
        tables = {name: table(name, rows) for name, rows in self.tables.items()}
        return evaluate(tables, Gold("set", ("d.txt",), self.gold))


def figures(scores: Scores, name: str) -> tuple[float, float, float, float]:
    """Right among the predicted, predicted, found among gold, gold."""
    total = scores.scores[name].total
    return total.predicted_right, total.predicted, total.gold_found, total.gold


def share(scores: Scores, name: str) -> tuple[float, float]:
    total = scores.scores[name].total
    return total.gold_found, total.gold


def errors(scores: Scores, name: str) -> list[tuple[str, int]]:
    return [(miss.error, miss.line) for miss in scores.misses if miss.score == name]


# -- full marks, and none --------------------------------------------------------------------------

GOLD_SETS = {
    "sample": (TESTS / "gold", TESTS.parent / "seeds"),
    **{
        path.parent.name: (path, path.parent / "seeds")
        for path in sorted((TESTS / "variations").glob("*/gold"))
    },
}


@pytest.mark.parametrize("name", GOLD_SETS)
def test_gold_itself_scores_full_marks(name: str) -> None:
    directory, seeds = GOLD_SETS[name]
    gold = read_gold(directory)
    scores = evaluate(gold_tables(gold, seeds), gold)
    assert not scores.misses, f"gold disagrees with itself:\n{scores.list_misses()}"
    for score in scores.scores.values():
        best = 0.0 if score.style == "rate" else 1.0
        assert score.value in (best, None), f"{score.name} is {score.value}, not {best}"
    for file, measured in (
        ("articles", "articles"),
        ("reuse", "reuse"),
        ("mentions", "mentions.person"),
        ("mentions", "resolution.person"),
        ("meetings", "meetings"),
    ):
        assert scores.value(measured) == 1.0 or not gold.of(file), f"{measured} was not scored"


def test_empty_tables_find_nothing() -> None:
    gold = read_gold(TESTS / "gold")
    full = gold_tables(gold, TESTS.parent / "seeds")
    empty = {name: full[name] if name == "documents" else full[name].slice(0, 0) for name in full}
    scores = evaluate(empty, gold)
    for name in ("articles", "reuse", "mentions.person", "meetings", "visits", "messages"):
        total = scores.scores[name].total
        assert (total.recall, total.precision, total.f1) == (0.0, None, 0.0), name
        assert len([m for m in scores.misses if m.score == name]) == total.gold, name
    assert scores.value("meetings.duplicates") is None
    assert scores.value("passages.kind") == 0.0


def test_a_document_that_is_not_there_counts_as_missed() -> None:
    gold = read_gold(TESTS / "gold")
    scores = evaluate({}, gold)
    assert scores.value("articles") == 0.0
    assert scores.value("meetings") == 0.0
    assert ("missed", 0) in errors(scores, "documents")


def test_a_document_is_found_below_another_folder_if_there_is_only_one() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.tables["documents"][0]["path"] = "crawl/d.txt"
    assert figures(page.score(), "meetings") == (1, 1, 1, 2)
    page.tables["documents"].append({"document_id": "e", "path": "other/d.txt", "text": ""})
    assert errors(page.score(), "documents") == [("missed", 0)]


# -- articles --------------------------------------------------------------------------------------

POST = ("A title", "", "First words.", "", "More words.", "", "Taken from Agency.", "", "Reprint")


def post(**reprint: Any) -> Page:
    """An introduction on lines 1 to 5, its attribution on 7, a reprint on 9; parsed as gold."""
    page = Page(*POST)
    for line, kind in ((1, "title"), (3, "paragraph"), (5, "paragraph"), (7, "attribution")):
        page.passage(line, "one", kind)
    page.passage(9, "two")
    articles: dict[str, Row] = {
        "one": {"kind": "introduction", "title": "A title"},
        "two": {"kind": "reprint", "publisher": "Agency", "date": day("2024-01-02"), **reprint},
    }
    for position, (article_id, row) in enumerate(articles.items()):
        span = {"char_start": 0 if position == 0 else page.starts[8], "char_end": len(page.text)}
        where = {"article_id": article_id, "document_id": "d", **span}
        page.add("articles", **where, post_id="one", position=position, **row)
        page.add("article_occurrences", **where, is_truncated=False)
    nothing = {"author": None, "dateline_place": None, "is_truncated": False}
    page.expect(
        "articles",
        **{"article": "a1", "post": "p1", "kind": "introduction", "title": "A title"},
        **{"first_line": 1, "last_line": 5, "publisher": None, "date": None, **nothing},
        attribution_line=7,
    )
    page.expect(
        "articles",
        **{"article": "a2", "post": "p1", "kind": "reprint", "title": None},
        **{"first_line": 9, "last_line": 9, "publisher": "Agency", "date": "2024-01-02", **nothing},
        attribution_line=None,
    )
    kinds = {1: "post_title", 3: "paragraph", 5: "paragraph", 7: "attribution", 9: "paragraph"}
    for line, kind in kinds.items():
        article = None if line == 7 else "a2" if line == 9 else "a1"
        page.expect("lines", line=line, article=article, kind=kind)
    return page


def test_articles_match_by_lines() -> None:
    scores = post().score()
    assert figures(scores, "articles") == (2, 2, 2, 2)
    assert share(scores, "articles.publisher") == (2, 2)
    assert share(scores, "articles.publisher_of_reprints") == (1, 1)
    assert not scores.misses


def test_an_article_cut_in_two_matches_neither_half() -> None:
    page = post()
    # Line 5 goes to the reprint: the introduction keeps 2 of 3 lines, the reprint has 1 of 2.
    page.tables["passages"][2]["article_id"] = "two"
    page.tables["article_occurrences"][1]["char_start"] = page.starts[4]
    scores = page.score()
    assert figures(scores, "articles") == (0, 2, 0, 2)
    assert sorted(errors(scores, "articles")) == [
        ("missed", 1),
        ("missed", 9),
        ("spurious", 1),
        ("spurious", 5),
    ]


@pytest.mark.parametrize(
    ("wrong", "score"),
    [
        ({"title": "Reprint"}, "articles.title"),
        ({"publisher": None}, "articles.publisher"),
        ({"publisher": "Another Agency"}, "articles.publisher"),
        ({"date": None}, "articles.date"),
        ({"date": day("2024-01-03")}, "articles.date"),
        ({"date_precision": "month"}, "articles.date"),
        ({"author": "Somebody"}, "articles.author"),
        ({"dateline_place": "Hanoi"}, "articles.dateline_place"),
        ({"kind": "introduction"}, "articles.kind"),
    ],
)
def test_each_wrong_field_costs_its_own_score(wrong: Row, score: str) -> None:
    scores = post(**wrong).score()
    assert share(scores, score) == (1, 2)
    assert {miss.score for miss in scores.misses} == {score}


def test_a_publisher_may_be_told_by_another_of_its_names() -> None:
    page = post(publisher="The Agency of News")
    page.gold_actor("Agency", "Agency of News", kind="organisation")
    assert share(page.score(), "articles.publisher") == (2, 2)
    page = post(publisher="News Agency", publisher_id="news-agency")
    page.actor("News Agency", "Agency", kind="organisation")
    assert share(page.score(), "articles.publisher") == (2, 2)


def test_a_date_where_gold_has_none_is_wrong() -> None:
    page = post()
    page.tables["articles"][0]["date"] = day("2024-01-02")
    scores = page.score()
    assert share(scores, "articles.date") == (1, 2)
    assert share(scores, "articles.date_of_reprints") == (1, 1)


def test_truncation_is_that_of_the_occurrence() -> None:
    page = post(is_truncated=True)
    assert share(page.score(), "articles.truncation") == (2, 2)
    page.tables["article_occurrences"][1]["is_truncated"] = True
    assert share(page.score(), "articles.truncation") == (1, 2)


def test_passage_kinds_are_counted_by_line() -> None:
    page = post()
    page.tables["passages"][3]["kind"] = "paragraph"
    scores = page.score()
    assert share(scores, "passages.kind") == (4, 5)
    assert figures(scores, "passages.paragraph") == (3, 4, 3, 3)
    assert figures(scores, "passages.attribution") == (0, 0, 0, 1)
    assert figures(scores, "articles") == (2, 2, 2, 2), "an attribution belongs to no gold article"


# -- reuse -----------------------------------------------------------------------------------------


def reuse_page() -> Page:
    page = Page("one", "two", "three", "four")
    for line in (1, 2, 3, 4):
        page.passage(line, f"a{line}")
    page.expect("reuse", a_line=1, b_line=3, degree="near")
    page.expect("reuse", a_line=2, b_line=4, degree="partial")
    return page


def add_reuse(page: Page, source: int, target: int, degree: str) -> None:
    row: Row = {"degree": degree}
    for side, line in (("source", source), ("target", target)):
        span = page.span(line)
        row[f"{side}_passage_id"] = f"d:{span['char_start']}"
        row |= {f"{side}_start": span["char_start"], f"{side}_end": span["char_end"]}
    page.add("text_reuse", **row)


def test_reuse_pairs_have_no_direction() -> None:
    page = reuse_page()
    add_reuse(page, 3, 1, "near")
    add_reuse(page, 2, 4, "near")  # the right pair, the wrong degree
    add_reuse(page, 1, 2, "partial")  # spurious
    page.expect("reuse_traps", a_line=2, b_line=1)
    page.expect("reuse_traps", a_line=3, b_line=4)
    scores = page.score()
    assert figures(scores, "reuse") == (2, 3, 2, 2)
    assert share(scores, "reuse.near_recall") == (1, 1)
    assert share(scores, "reuse.partial_recall") == (1, 1)
    assert share(scores, "reuse.degree") == (1, 2)
    assert figures(scores, "reuse.verbatim_or_near") == (2, 2, 1, 1)
    assert errors(scores, "reuse") == [("spurious", 1)]
    assert share(scores, "reuse.traps_taken") == (1, 2)


def test_two_spans_of_one_pair_count_once() -> None:
    page = reuse_page()
    add_reuse(page, 1, 3, "partial")
    row = dict(page.tables["text_reuse"][0], source_start=1, degree="near")
    page.add("text_reuse", **row)
    scores = page.score()
    assert figures(scores, "reuse") == (1, 1, 1, 2)
    assert share(scores, "reuse.degree") == (1, 1), "the pair has its highest degree"


def test_duplicates_are_verbatim_or_near_pairs() -> None:
    page = reuse_page()
    page.tables["passages"][0]["duplicate_of"] = page.tables["passages"][2]["passage_id"]
    assert figures(page.score(), "reuse.duplicates") == (1, 1, 1, 1)
    page.tables["passages"][1]["duplicate_of"] = page.tables["passages"][3]["passage_id"]
    assert figures(page.score(), "reuse.duplicates") == (1, 2, 1, 1)


# -- mentions and resolution -----------------------------------------------------------------------


def names_page() -> Page:
    page = Page("Li Qiang met Wang Yi of the CPC.", "Li left. Wang stayed.")
    page.gold_actor("Li Qiang", "Li")
    page.gold_actor("Wang Yi", "Wang")
    page.gold_actor("CPC", kind="organisation")
    for line, surface, actor in (
        (1, "Li Qiang", "Li Qiang"),
        (1, "Wang Yi", "Wang Yi"),
        (1, "CPC", "CPC"),
        (2, "Li", "Li Qiang"),
        (2, "Wang", "Wang Yi"),
    ):
        page.gold_mention(line, surface, actor)
    page.actor("Li Qiang")
    page.actor("Wang Yi")
    page.actor("CPC", kind="organisation")
    return page


def test_mentions_need_the_exact_span_and_the_kind() -> None:
    page = names_page()
    page.mention(1, "Li Qiang", "li-qiang")
    page.mention(1, "Yi", "wang-yi")  # overlaps
    page.mention(1, "CPC", "wang-yi")  # right span, wrong kind
    page.mention(2, "Li", None)  # unresolved: the kind of gold
    page.mention(2, "left", None)  # spurious: a person for want of anything better
    scores = page.score()
    assert figures(scores, "mentions.person") == (2, 5, 2, 4)
    assert figures(scores, "mentions.person_overlap") == (3, 5, 3, 4)
    assert figures(scores, "mentions.organisation") == (0, 0, 0, 1)
    assert figures(scores, "mentions.short") == (1, 4, 1, 2)


def test_resolution_of_a_merge_and_a_split() -> None:
    page = names_page()
    page.mention(1, "Li Qiang", "li-qiang")
    page.mention(1, "Wang Yi", "wang-yi")
    page.mention(2, "Li", "wang-yi")  # merged with Wang Yi, split from Li Qiang
    page.mention(2, "Wang", "wang-yi")
    scores = page.score()
    # Precision: Li Qiang 1, Wang Yi 2/3, Li 1/3, Wang 2/3. Recall: 1/2, 1, 1/2, 1.
    assert figures(scores, "resolution.person") == pytest.approx((8 / 3, 4, 3, 4))
    # Pairs: the predicted cluster of three holds one true pair of its three; gold has two pairs.
    assert figures(scores, "resolution.person_pairs") == (1, 3, 1, 2)
    # LEA recall: Li 0 of 1 link, Wang 1 of 1, each of weight 2. Precision: the singleton "Li
    # Qiang" is no singleton in gold: 0 of weight 1; the cluster of three: 1/3 of weight 3.
    assert figures(scores, "resolution.person_lea") == pytest.approx((1, 4, 2, 4))
    assert ("merge", 2) in errors(scores, "resolution.person")
    assert ("split", 2) in errors(scores, "resolution.person")
    assert share(scores, "resolution.short_forms") == (1, 2)


def test_unresolved_mentions_are_clusters_of_their_own() -> None:
    page = names_page()
    page.mention(1, "Li Qiang", "li-qiang")
    page.mention(2, "Li", None)
    page.mention(2, "Wang", None)
    scores = page.score()
    # Precision 1 throughout; recall: Li Qiang 1/2, Li 1/2, Wang 1 (alone in what was found).
    assert figures(scores, "resolution.person") == (3, 3, 2, 3)
    assert share(scores, "resolution.person_name") == (1, 2)


def test_names_and_countries_of_aligned_actors() -> None:
    page = names_page()
    page.tables["actors"][0] |= {"name": "Qiang", "country": None}
    page.mention(1, "Li Qiang", "li-qiang")
    page.mention(1, "Wang Yi", "wang-yi")
    scores = page.score()
    assert share(scores, "resolution.person_name") == (1, 2)
    assert figures(scores, "resolution.person_country") == (1, 1, 1, 2)


def test_roles_agree_by_half_of_their_words() -> None:
    page = names_page()
    page.gold["actors"][0]["roles"] = [{"role": "Vice Premier"}, {"role": "Member"}]
    page.mention(1, "Li Qiang", "li-qiang")
    page.mention(1, "Wang Yi", "wang-yi")
    for role in ("vice-premier", "Head of a Commission"):
        page.add("actor_roles", actor_id="li-qiang", role=role)
    page.add("actor_roles", actor_id="somebody-else", role="Member")
    assert figures(page.score(), "resolution.roles") == (1, 2, 1, 2)


def test_b_cubed_and_lea_of_known_clusters() -> None:
    # After the example of Moosavi and Strube (2016), cut down to the items that both sides hold.
    key = {"a": 1, "b": 1, "c": 1, "d": 2, "f": 2, "g": 2}
    response = {"a": "x", "b": "x", "c": "y", "d": "y", "f": "z", "g": "z"}
    assert lea(key, response) == {1: (1 / 3, 3), 2: (1 / 3, 3)}
    assert lea(response, key) == {"x": (1, 2), "y": (0, 2), "z": (1, 2)}
    assert b_cubed(key, response)["c"] == (1 / 2, 1 / 3)
    assert lea({"a": 1}, {"a": "x"}) == {1: (1, 1)}, "a singleton is a link to itself"


# -- meetings --------------------------------------------------------------------------------------


def meeting_page() -> Page:
    page = Page("A met B on Monday.", "C met D.", "A did not meet E.", "Nobody met.")
    for line in (1, 2, 3, 4):
        page.passage(line, "one")
    for name in ("Ann Ash", "Bob Birch", "Cy Cedar", "Di Date", "Ed Elm"):
        page.gold_actor(name)
        page.actor(name)
    page.gold_meeting("m1", "2024-01-08", "Ann Ash", "Bob Birch", line=1)
    page.gold_meeting("m2", None, "Cy Cedar", "Di Date", line=2)
    return page


def test_meetings_perfect() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("y", None, "cy-cedar", "di-date", line=2)
    scores = page.score()
    for name in ("meetings", "meetings.detected"):
        assert figures(scores, name) == (2, 2, 2, 2), name
    assert figures(scores, "meetings.participants") == (4, 4, 4, 4)
    assert share(scores, "meetings.duplicates") == (0, 2)
    assert share(scores, "meetings.date") == (2, 2)
    assert not scores.misses


def test_meetings_missed_and_spurious() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("z", "2024-01-08", "ann-ash", "ed-elm", line=3)
    scores = page.score()
    assert figures(scores, "meetings") == (1, 2, 1, 2)
    assert errors(scores, "meetings") == [("missed", 2), ("spurious", 3)]
    assert share(scores, "meetings.duplicates") == (0, 2), "another pair is no duplicate"


def test_missed_meetings_say_where_they_were_lost() -> None:
    page = Page(
        "Ann Ash met Bob Birch.", "Ann Ash met Cy Cedar.", "Di Date met Ed Elm.", "They met."
    )
    for line in (1, 2, 3, 4):
        page.passage(line, "one")
    people = ("Ann Ash", "Bob Birch", "Cy Cedar", "Di Date", "Ed Elm")
    for name in people:
        page.gold_actor(name)
        actor = page.actor(name)
        for line in (1, 2, 3):
            if name in page.lines[line - 1]:
                page.gold_mention(line, name, name)
                page.mention(line, name, actor)
    for number, pair in enumerate((people[:2], (people[0], people[2]), people[3:], people[3:])):
        page.gold_meeting(f"m{number}", "2024-01-08", *pair, line=number + 1)
    page.meeting("x", "2024-01-08", "ann-ash", "ed-elm", line=1)
    span = page.span(2)
    page.add("rejected_events", document_id="d", **span, trigger="met", reason="negated")
    told = [miss.text.partition(" [")[2] for miss in page.score().misses if miss.error == "missed"]
    assert told[:4] == [
        "other participants or date: meeting 2024-01-08: Ann Ash, Ed Elm]",
        "rejected: negated (met)]",
        "no candidate]",
        "not named or name not found there: Di Date, Ed Elm]",
    ]


def test_a_wrong_date_is_detected_but_not_right() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-09", "ann-ash", "bob-birch", line=1)
    scores = page.score()
    assert figures(scores, "meetings") == (0, 1, 0, 2)
    assert figures(scores, "meetings.detected") == (1, 1, 1, 2)
    assert share(scores, "meetings.date") == (0, 1)


def test_another_day_in_another_sentence_is_another_meeting() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-09", "ann-ash", "bob-birch", line=3)
    assert figures(page.score(), "meetings.detected") == (0, 1, 0, 2)


def test_a_date_where_gold_has_none_makes_the_meeting_wrong() -> None:
    page = meeting_page()
    page.meeting("y", "2024-01-08", "cy-cedar", "di-date", line=2)
    scores = page.score()
    assert figures(scores, "meetings") == (0, 1, 0, 2)
    assert figures(scores, "meetings.detected") == (1, 1, 1, 2)


def test_duplicate_rows_are_counted() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("x2", None, "ann-ash", "bob-birch", line=1)
    scores = page.score()
    assert figures(scores, "meetings") == (1, 2, 1, 2)
    assert share(scores, "meetings.duplicates") == (1, 2)


def test_a_row_with_a_body_for_a_person_is_a_duplicate() -> None:
    page = meeting_page()
    page.actor("Party", kind="organisation")
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("x2", None, "ann-ash", "party", line=1)
    assert share(page.score(), "meetings.duplicates") == (1, 2)
    page.meeting("x3", None, "ann-ash", "ed-elm", line=1)
    assert share(page.score(), "meetings.duplicates") == (1, 3), "another person, another meeting"


def test_two_encounters_of_one_pair_keep_their_rows() -> None:
    page = meeting_page()
    page.gold_meeting("m3", "2024-01-09", "Ann Ash", "Bob Birch", line=1)
    page.meeting("x", "2024-01-09", "ann-ash", "bob-birch", line=1)
    page.meeting("w", "2024-01-08", "ann-ash", "bob-birch", line=1)
    scores = page.score()
    assert figures(scores, "meetings") == (2, 2, 2, 3)
    assert share(scores, "meetings.date") == (2, 2)
    assert share(scores, "meetings.duplicates") == (0, 2)


def test_participants_need_two_in_common_and_half() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "cy-cedar", line=1)
    assert figures(page.score(), "meetings.detected") == (0, 1, 0, 2), "one in common"
    page = meeting_page()
    everybody = ("ann-ash", "bob-birch", "cy-cedar", "di-date", "ed-elm")
    page.meeting("x", "2024-01-08", *everybody, line=1)
    # F1 = 2·(2/5)·1 / (2/5 + 1) = 0.571
    scores = page.score()
    assert figures(scores, "meetings") == (1, 1, 1, 2)
    assert figures(scores, "meetings.participants") == (2, 5, 2, 2)
    page = meeting_page()
    more = [page.actor(name) for name in ("Fay Fir", "Gil Gum")]
    page.meeting("x", "2024-01-08", *everybody, *more, line=1)
    # F1 = 2·(2/7)·1 / (2/7 + 1) = 0.444
    assert figures(page.score(), "meetings.detected") == (0, 1, 0, 2), "too many others"


def test_one_named_person_is_enough_where_gold_has_no_more() -> None:
    page = meeting_page()
    page.gold_actor("Party", kind="organisation")
    page.actor("Party", kind="organisation")
    page.gold_meeting("m3", "2024-01-09", "Ed Elm", "Party", line=3)
    page.gold_meeting("m4", "2024-01-09", "Ed Elm", "students of the town", line=4)
    page.meeting("x", "2024-01-09", "ed-elm", "ann-ash", line=3)
    page.meeting("y", "2024-01-09", "ed-elm", line=4)
    scores = page.score()
    assert figures(scores, "meetings") == (2, 2, 2, 4)
    assert figures(scores, "meetings.participants") == (2, 3, 2, 3), "groups are not asked for"


def test_optional_meetings_are_neither_missed_nor_spurious() -> None:
    page = meeting_page()
    page.gold_meeting("m3", "2024-01-10", "Ann Ash", "Ed Elm", line=3, optional=True)
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    assert figures(page.score(), "meetings") == (1, 1, 1, 2)
    page.meeting("z", "2024-01-11", "ann-ash", "ed-elm", line=3)
    scores = page.score()
    assert figures(scores, "meetings") == (1, 1, 1, 2)
    assert figures(scores, "meetings.detected") == (1, 1, 1, 2)
    assert share(scores, "meetings.date") == (1, 1)


def test_participants_are_known_by_aliases_that_are_theirs_alone() -> None:
    page = meeting_page()
    page.gold_actor("Al Ash", "Ash")
    page.gold["actors"][0]["aliases"].append("Ash")  # Ann's, too
    page.gold["actors"][1]["aliases"].append("Robert Birch")
    page.tables["actors"][0]["name"] = "Ash"
    page.tables["actors"][1]["name"] = "Robert Birch"
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    assert figures(page.score(), "meetings.detected") == (0, 1, 0, 2), "whose Ash?"
    page.tables["actors"][0]["name"] = "Ann  ASH"
    assert figures(page.score(), "meetings") == (1, 1, 1, 2)


def test_gold_may_know_a_fuller_name_than_the_text() -> None:
    page = Page("Modi met Ann Ash.")
    page.passage(1, "one")
    page.gold_actor("Modi")
    page.gold_actor("Ann Ash")
    modi, ann = page.actor("Modi"), page.actor("Ann Ash")
    page.gold_meeting("m1", None, "Narendra Modi", "Ann Ash", line=1)
    page.meeting("x", None, modi, ann, line=1)
    assert figures(page.score(), "meetings.participants") == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("Foreign Minister", "China’s top diplomat, Foreign Minister", True),
        ("President of Vietnam", "President", True),
        ("President of Vietnam", "Prime Minister", False),
        ("President", None, False),
        (None, None, True),
    ],
)
def test_titles_share_half_of_their_words(
    gold: str | None, predicted: str | None, right: bool
) -> None:
    assert same_title(gold, predicted) is right


def test_fields_of_detected_meetings() -> None:
    page = meeting_page()
    page.gold["meetings"][0] |= {"place": "Hanoi", "country": "VNM", "place_basis": "stated"}
    other = {"kind": "talks", "status": "announced", "place": "Hue", "country": "VNM"}
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1, **other)
    page.tables["meeting_participants"][0]["role"] = "attendee"
    page.tables["meeting_participants"][1]["title"] = "Mayor"
    page.source("meeting_sources", "meeting_id", "x", 4, best=False)
    scores = page.score()
    told = {
        name: share(scores, f"meetings.{name}")
        for name in (
            "kind",
            "status",
            "place",
            "country",
            "participant_role",
            "participant_title",
            "evidence",
        )
    }
    assert told == {
        "kind": (0, 1),
        "status": (0, 1),
        "place": (0, 1),
        "country": (1, 1),
        "participant_role": (1, 2),
        "participant_title": (1, 2),
        "evidence": (1, 1),
    }
    assert figures(scores, "meetings.sources") == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("predicted", "counted"), [(None, (0, 0)), ("Hanoi", (1, 1)), ("Hue", (0, 1))]
)
def test_an_inferred_place_may_be_left_out(predicted: str | None, counted: tuple[int, int]) -> None:
    page = meeting_page()
    page.gold["meetings"][0] |= {"place": "Hanoi", "place_basis": "inferred from visit"}
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1, place=predicted)
    assert share(page.score(), "meetings.place") == counted


def test_one_event_told_in_two_documents_is_one_row() -> None:
    page = meeting_page()
    page.tables["documents"].append({"document_id": "e", "path": "e.txt", "text": "A met B."})
    page.add("passages", passage_id="e:0", document_id="e", kind="paragraph", char_end=8)
    again = dict(page.gold["meetings"][0], document="e.txt", date_start="2024-01", lines=[1])
    page.gold["meetings"].append(again)
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.add("meeting_sources", meeting_id="x", passage_id="e:0", char_end=8)
    tables = {name: table(name, rows) for name, rows in page.tables.items()}
    scores = evaluate(tables, Gold("set", ("d.txt", "e.txt"), page.gold))
    assert figures(scores, "meetings") == (1, 1, 1, 2)
    assert figures(scores, "meetings.sources") == (2, 2, 2, 2)


def test_rows_from_other_documents_do_not_count() -> None:
    page = meeting_page()
    page.tables["documents"].append({"document_id": "e", "path": "e.txt", "text": "A met E."})
    page.add("passages", passage_id="e:0", document_id="e", kind="paragraph", char_end=8)
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("z", "2024-01-08", "ann-ash", "ed-elm", line=1)
    page.tables["meeting_sources"][1] |= {"passage_id": "e:0", "char_start": 0, "char_end": 8}
    assert figures(page.score(), "meetings") == (1, 1, 1, 2)


def test_traps_are_taken_by_rows_that_are_no_meeting() -> None:
    page = meeting_page()
    page.expect("traps", line=3, surface="did not meet", reason="negated")
    page.expect("traps", line=4, start=0, end=6, reason="generic")
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    assert share(page.score(), "meetings.traps_taken") == (0, 2)
    page.meeting("z", "2024-01-08", "ann-ash", "ed-elm", line=3)
    scores = page.score()
    assert share(scores, "meetings.traps_taken") == (1, 2)
    assert errors(scores, "meetings.traps_taken") == [("taken", 3)]


# -- visits and messages ---------------------------------------------------------------------------


def visit_page() -> Page:
    page = meeting_page()
    for visit, visitors, line in (
        ("v1", ["Ann Ash", "Bob Birch"], 1),
        ("v2", ["some guests"], 2),
        ("v3", ["Cy Cedar"], 3),
    ):
        page.expect(
            "visits",
            **{"visit": visit, "visitors": visitors, "destination_country": "VNM"},
            **{"destination_places": ["Hanoi", "Hue"], "date_start": "2024-01-08"},
            **{"date_end": "2024-01-10", "status": "held", "kind": "unspecified", "lines": [line]},
        )
    return page


def add_visit(page: Page, visit: str, actor: str, start: str | None, line: int, to: str) -> None:
    row = {"visit_id": visit, "actor_id": actor, "status": "held", "destination_country": to}
    end = day("2024-01-10") if start else None
    page.add("visits", **row, date_start=day(start), date_end=end, destination_place="Hue")
    page.source("visit_sources", "visit_id", visit, line)


def test_visits() -> None:
    page = visit_page()
    add_visit(page, "a", "ann-ash", "2024-01-08", 1, "VNM")
    add_visit(page, "b", "bob-birch", "2024-01-08", 1, "VNM")  # in the same party: neither
    add_visit(page, "c", "ann-ash", None, 1, "VNM")  # told twice: spurious
    add_visit(page, "d", "cy-cedar", "2024-01-08", 3, "LAO")  # another destination
    scores = page.score()
    assert figures(scores, "visits") == (1, 3, 1, 2)
    assert share(scores, "visits.date") == (1, 1)
    assert share(scores, "visits.place") == (1, 1)
    assert sorted(errors(scores, "visits")) == [("missed", 3), ("spurious", 1), ("spurious", 3)]


def test_a_visit_at_another_time_is_another_visit() -> None:
    page = visit_page()
    add_visit(page, "d", "cy-cedar", "2024-01-11", 3, "VNM")
    page.tables["visits"][0]["date_end"] = day("2024-01-12")
    assert figures(page.score(), "visits") == (0, 1, 0, 2)


def test_messages_have_a_direction() -> None:
    page = meeting_page()
    page.expect(
        "messages",
        **{"message": "g1", "kind": "exchange of greetings", "date": "2024-01", "lines": [1]},
        **{"senders": ["Ann Ash", "Bob Birch"], "recipients": ["Bob Birch", "Ann Ash"]},
    )
    page.expect(
        "messages",
        **{"message": "g2", "kind": "condolence", "date": None, "lines": [2]},
        **{"senders": ["Cy Cedar"], "recipients": ["Di Date"]},
    )
    for message, kind, sender, recipient in (
        ("x", "congratulation", "ann-ash", "bob-birch"),  # the group of greetings, another kind
        ("y", "greeting", "cy-cedar", "di-date"),  # no condolence
        ("z", "greeting", "bob-birch", "cy-cedar"),
    ):
        row = {"message_id": message, "kind": kind, "date": day("2024-01-08")}
        page.add("messages", **row, sender_id=sender, recipient_id=recipient)
        page.source("message_sources", "message_id", message, 1)
    scores = page.score()
    assert figures(scores, "messages") == (1, 3, 1, 3)
    assert share(scores, "messages.kind") == (0, 1)
    assert share(scores, "messages.date") == (1, 1)


# -- the parts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "predicted", "precision", "right"),
    [
        ("2024-01-08", "2024-01-08", "day", True),
        ("2024-01-08", "2024-01-08", None, True),
        ("2024-01-08", "2024-01-09", "day", False),
        ("2024-01-08", "2024-01-08", "month", False),
        ("2024-01", "2024-01-31", "day", True),
        ("2024-01", "2024-01-01", "month", True),
        ("2024-01", "2024-01-01", "year", False),
        ("2024", "2024-05-01", "month", True),
        ("2024", "2023-12-31", "day", False),
        ("2024-01-08", None, None, False),
        (None, "2024-01-08", "day", False),
        (None, None, None, True),
    ],
)
def test_dates_agree_at_the_precision_of_gold(
    gold: str | None, predicted: str | None, precision: str | None, right: bool
) -> None:
    parsed = datetime.fromisoformat(predicted).date() if predicted else None
    assert agrees(gold, parsed, precision) is right


def test_both_ends_of_a_range_agree() -> None:
    first, second = datetime(2024, 1, 8).date(), datetime(2024, 1, 9).date()
    assert span_agrees(("2024-01-08", "2024-01-09"), (first, second), "day")
    assert span_agrees(("2024-01-08", None), (first, None), "day")
    assert not span_agrees(("2024-01-08", None), (first, second), "day")
    assert not span_agrees(("2024-01-08", "2024-01-09"), (first, first), "day")
    assert overlaps(("2024-01", None), (second, second)) is True
    assert overlaps(("2023", "2023-12-31"), (first, second)) is False
    assert overlaps((None, None), (first, second)) is None


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("Beijing", "beijing", True),
        ("Beijing", "Great Hall of the People, Beijing", True),
        ("Xizang (Tibet)", "Tibet", True),
        ("York", "Yorkshire", False),
        ("Beijing", None, False),
        (None, "Beijing", False),
        (None, None, True),
    ],
)
def test_places_agree_as_whole_words(gold: str | None, predicted: str | None, right: bool) -> None:
    assert same_place(gold, predicted) is right


@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9), max_size=12)
)
def test_assignment_is_the_best_of_all(weights: dict[tuple[int, int], int]) -> None:
    best = max(
        sum(weights.get((row, column), 0) for row, column in enumerate(order))
        for order in permutations(range(4))
    )
    chosen = assign(weights)
    assert len(set(chosen.values())) == len(chosen), "a column was given twice"
    assert sum(weights[pair] for pair in chosen.items()) == best
    assert assign({}) == {}


def test_pooled_scores_add_counts() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    tables = {name: table(name, rows) for name, rows in page.tables.items()}
    sets = [Gold(name, ("d.txt",), page.gold) for name in ("first", "second")]
    scores = evaluate(tables, sets)
    assert figures(scores, "meetings") == (2, 2, 2, 4)
    assert figures(scores.sets["first"], "meetings") == (1, 1, 1, 2)
    assert math.isclose(scores.value("meetings") or 0, 2 / 3)


# -- intervals, card and floors ------------------------------------------------------------------


def shares(name: str, *posts: tuple[float, float]) -> Score:
    """A share with one tally (right, of) per post."""
    score = Score(name, "share")
    for number, (right, of) in enumerate(posts):
        score.by_post["set", "d.txt", str(number)] = Tally(gold_found=right, gold=of)
    return score


def test_intervals_vary_with_the_posts_drawn() -> None:
    same = shares("same", (8, 10), (8, 10), (8, 10))
    mixed = shares("mixed", (10, 10), (0, 10), (10, 10), (0, 10))
    one = shares("one", (3, 4))
    assert bootstrap({"same": same}) == {"same": (0.8, 0.8)}
    low, high = bootstrap({"mixed": mixed})["mixed"] or (0, 0)
    # Four posts, each right with probability 1/2: all wrong or all right in 1/16 of the draws.
    assert (low, high) == (0.0, 1.0)
    assert bootstrap({"one": one}) == {"one": None}, "one post says nothing about others"
    assert bootstrap({"mixed": mixed}) == bootstrap({"mixed": mixed}), "the draws are fixed"


def test_intervals_of_f1() -> None:
    score = Score("f1", "f1")
    for number in range(3):
        post = ("set", "d.txt", str(number))
        score.by_post[post] = Tally(predicted_right=1, predicted=2, gold_found=1, gold=1)
    low, high = bootstrap({"f1": score})["f1"] or (0, 0)
    assert (low, high) == pytest.approx((2 / 3, 2 / 3))


def test_the_card_shows_scores_rows_and_filled_cells() -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("y", None, "cy-cedar", "di-date", line=2)
    tables = {name: table(name, rows) for name, rows in page.tables.items()}
    sample = Sample(
        "tests/gold", evaluate(tables, Gold("tests/gold", ("d.txt",), page.gold)), tables
    )
    lines = render_card([sample]).splitlines()
    assert "| table | tests/gold |" in lines
    assert "| `meetings` | 2 |" in lines
    assert "| `visits` | – |" in lines
    assert "| `meetings.date_start` | 50% |" in lines
    assert any(line.startswith("| `meetings`: ") and "1.000, n 2" in line for line in lines)


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    page = meeting_page()
    page.meeting("x", "2024-01-08", "ann-ash", "bob-birch", line=1)
    page.meeting("x2", "2024-01-08", "ann-ash", "bob-birch", line=1)
    scores = page.score()
    # Meetings: 1 of 2 rows and 1 of 2 events; one of two rows is a duplicate.
    old = {"set": {"meetings": 0.3, "meetings.duplicates": 0.2, "visits": 0.1}}
    assert broken(old, scores) == [
        "set: meetings.duplicates rose to 0.500, above 0.2",
        "set: visits was not measured; its limit is 0.1",
    ]
    new = raised(old, scores)
    assert new["set"]["meetings"] == 0.5
    assert new["set"]["meetings.duplicates"] == 0.2, "a ceiling is not lifted"
    assert new["set"]["visits"] == 0.1
    assert broken({"set": {"meetings": 0.6}}, scores) == ["set: meetings fell to 0.500, below 0.6"]
    write_floors(tmp_path / "floors.json", new)
    assert read_floors(tmp_path / "floors.json") == new
    assert read_floors(tmp_path / "none.json") == {}


# -- reading gold, and the command -----------------------------------------------------------------


def write(directory: Path, **files: str) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (directory / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return directory


def test_an_empty_file_is_absent_in_a_set_without_actors(tmp_path: Path) -> None:
    reuse = '{"a_line": 1, "b_line": 2, "degree": "near"}'
    write(tmp_path, documents='{"document": "x"}', reuse=reuse, mentions="", meetings="", actors="")
    assert set(read_gold(tmp_path).rows) == {"reuse"}
    write(tmp_path, actors='{"actor": "a", "kind": "person", "name": "A"}')
    assert set(read_gold(tmp_path).rows) == {"reuse", "mentions", "meetings", "actors"}


def test_gold_sets_are_found_below_a_directory(tmp_path: Path) -> None:
    write(tmp_path / "a" / "gold", documents='{"document": "x.txt"}\n', reuse='{"a_line": 1}\n')
    write(tmp_path / "b" / "gold", documents='{"document": "y.txt"}\n')
    sets = find_gold([tmp_path])
    assert [(gold.name, gold.documents) for gold in sets] == [
        ("a/gold", ("x.txt",)),
        ("b/gold", ("y.txt",)),
    ]
    assert sets[0].seeds is None
    assert sets[0].of("reuse") == [{"a_line": 1, "document": "x.txt"}]
    assert not sets[1].has("reuse")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"reuse": "{}"}, "documents.jsonl"),
        ({"documents": '{"document": "x"}\n{"document": "y"}', "reuse": "{}"}, "which document"),
        ({"documents": '{"document": "x"}', "reuse": '{"document": "y"}'}, "not listed"),
        ({"documents": '{"document": "x"}', "reuse": "{"}, "reuse.jsonl, line 1"),
        ({"documents": '{"document": "x"}', "reuse": "[]"}, "not an object"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold(write(tmp_path, **files))


def run(processed: Path, gold: Path, **options: bool) -> int:
    choices = {"as_json": False, "misses": False, "card": None, "raise_floors": None, **options}
    return main(argparse.Namespace(processed=processed, gold=[gold], **choices))


def test_the_command_prints_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = gold_tables(read_gold(TESTS / "gold"), TESTS.parent / "seeds")
    for name in ("documents", "articles", "passages", "article_occurrences"):
        pq.write_table(tables[name], tmp_path / f"{name}.parquet")
    assert run(tmp_path, TESTS / "gold", as_json=True, misses=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scores"]["articles"]["f1"] == 1.0
    assert told["scores"]["articles.date"] == {"share": 1.0, "of": 41}
    assert any(miss["score"] == "meetings" for miss in told["misses"])
    assert run(tmp_path, TESTS / "gold", misses=True) == 0
    printed = capsys.readouterr().out
    assert "articles " in printed
    assert "missed    000_820be1533f738b0e.txt:23" in printed


def test_the_command_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, TESTS / "gold") == 1
    assert "run `readouts build` first" in capsys.readouterr().err
    assert run(tmp_path, tmp_path) == 1
    assert "documents.jsonl" in capsys.readouterr().err
